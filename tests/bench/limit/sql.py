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

FIGURES = "SELECT scope, key, sum(n) FROM portal_tally WHERE scope IN ('status', 'theme') GROUP BY scope, key"

# One report as our form leaves it: the issue with its first state, the report, the count, the window of the
# rate limit. The events of the audit are written by the same triggers for both.
NEW_ISSUE = """
INSERT INTO issues_issue (uuid, title, summary, reaction, public_wording, status, visibility, size,
  long_running, stuck_on, created_at, first_report_at, state_since, last_event_at, next_step, goal,
  criterion, baseline, judgement, after_measure, relapse_count, report_count, household_count,
  follower_count, talks_since_decision, stops, version, theme_id, street_id)
SELECT %s, '', '', '', '', 'reported', 'public', 'gewoon', false, '', now(), now(), now(), now(), '', '', '',
  '', '', '', 0, 1, 1, 0, 0, 'nllllll', 1, t.id, s.id
FROM issues_theme t, issues_street s WHERE t.key = 'verkeer' AND s.id = (SELECT min(id) FROM issues_street)
RETURNING id"""
NEW_CHANGE = """
INSERT INTO issues_statuschange (issue_id, from_state, to_state, at, reason, cause_kind, cause_number,
  cause_path, public_reason, evidence)
VALUES (%s, '', 'reported', now(), '', '', '', '', '', '')"""
NEW_REPORT = """
INSERT INTO issues_report (uuid, key, issue_id, theme_id, street_id, text, house_number, danger, contact,
  email, code_hash, code_tries, household, reporter_ordinal, household_ordinal, created_at)
SELECT %s, %s, id, theme_id, street_id, %s, '12', false, 'none', '', '', 0, md5(id::text), 1, 1, now()
FROM issues_issue WHERE id = %s RETURNING id"""
COUNT = """
INSERT INTO people_allowance AS a (scope, key, since, used) VALUES ('limit', %s, now(), 1)
ON CONFLICT (scope, key) DO UPDATE SET used = a.used + 1 RETURNING used"""
VERSION = "SELECT sum(version) FROM trail_dataversion"
