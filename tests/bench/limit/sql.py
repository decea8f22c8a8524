"""The statements of the limit: the same rows as our pages, nothing else."""

_ROW = """
SELECT i.number, i.title, t.key, i.status, s.name, i.report_count, i.household_count, i.stops,
  i.last_event_at, i.id, i.version, i.visibility, i.responsible_id, i.waiting_until, i.norm_due
FROM issues_issue i JOIN issues_theme t ON t.id = i.theme_id LEFT JOIN issues_street s ON s.id = i.street_id
"""
_LISTED = (
    "i.number IS NOT NULL AND i.visibility <> 'confidential' AND i.status NOT IN ('withdrawn', 'merged')"
)
LIST = f"""{_ROW} WHERE {_LISTED}
  AND (i.last_event_at, i.id) < (SELECT last_event_at, id FROM issues_issue WHERE id >= %s
    ORDER BY id LIMIT 1)
ORDER BY i.last_event_at DESC, i.id DESC LIMIT 21"""
FILTER = f"""{_ROW} WHERE {_LISTED} AND t.key = %s AND s.slug = %s AND i.id < %s
ORDER BY i.last_event_at DESC, i.id DESC LIMIT 21"""
SEARCH = f"""{_ROW} JOIN (
  SELECT id, ts_rank(search, websearch_to_tsquery('public.dutch_plain', %s)) AS rank FROM issues_issue
  WHERE id IN (SELECT id FROM issues_issue WHERE visibility = 'public' AND number IS NOT NULL
    AND search @@ websearch_to_tsquery('public.dutch_plain', %s) ORDER BY id DESC LIMIT 500)
  ) hit ON hit.id = i.id
ORDER BY hit.rank DESC, i.id DESC LIMIT 20"""
ISSUE = """
SELECT i.*, t.key, t.name, s.name,
  (SELECT json_agg(c ORDER BY c.id) FROM issues_statuschange c WHERE c.issue_id = i.id),
  (SELECT json_agg(r.created_at ORDER BY r.id) FROM issues_report r WHERE r.issue_id = i.id),
  (SELECT json_agg(a) FROM issues_action a WHERE a.issue_id = i.id)
FROM issues_issue i JOIN issues_theme t ON t.id = i.theme_id LEFT JOIN issues_street s ON s.id = i.street_id
WHERE i.number = %s"""
