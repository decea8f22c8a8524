"""The statements of the limit: the same rows as our pages, nothing else, read in the order of an index."""

_ROW = """
SELECT i.number, i.title, t.key, i.status, s.name, i.report_count, i.household_count, i.stops,
  i.last_event_at, i.id, i.version, i.visibility, i.responsible_id, i.waiting_until, i.norm_due
FROM issues_issue i JOIN issues_theme t ON t.id = i.theme_id LEFT JOIN issues_street s ON s.id = i.street_id
"""
_LISTED = (
    "i.number IS NOT NULL AND i.visibility <> 'confidential' AND i.status NOT IN ('withdrawn', 'merged')"
)
_AFTER = "(i.last_event_at, i.id) < (%s::timestamptz, %s::bigint)"
_NEWEST = "ORDER BY i.last_event_at DESC, i.id DESC LIMIT 21"
LIST = f"{_ROW} WHERE {_LISTED} AND {_AFTER} {_NEWEST}"
FILTER = f"""{_ROW} WHERE {_LISTED} AND i.visibility = 'public'
  AND i.theme_id = (SELECT id FROM issues_theme WHERE key = %s)
  AND i.street_id = (SELECT id FROM issues_street WHERE slug = %s) AND {_AFTER} {_NEWEST}"""
# Ranks the same bounded set as ours: the newest 500 hits. Without MATERIALIZED the newest rows are walked
# until enough of them match, which is far slower whenever a word is rare.
SEARCH = f"""
WITH hit AS MATERIALIZED (
  SELECT i.id FROM issues_issue i WHERE {_LISTED} AND i.visibility = 'public'
    AND i.search @@ websearch_to_tsquery('public.dutch_plain', %s)
), newest AS MATERIALIZED (SELECT id FROM hit ORDER BY id DESC LIMIT 500)
{_ROW} JOIN newest n ON n.id = i.id
ORDER BY ts_rank(i.search, websearch_to_tsquery('public.dutch_plain', %s)) DESC, i.id DESC LIMIT 21"""
ISSUE = """
SELECT i.*, t.key, t.name, s.name,
  (SELECT json_agg(c ORDER BY c.id) FROM issues_statuschange c WHERE c.issue_id = i.id),
  (SELECT json_agg(r.created_at ORDER BY r.id) FROM issues_report r WHERE r.issue_id = i.id),
  (SELECT json_agg(a) FROM issues_action a WHERE a.issue_id = i.id),
  (SELECT json_agg(d) FROM meetings_decisionissue l JOIN meetings_decision d ON d.id = l.decision_id
    WHERE l.issue_id = i.id),
  (SELECT json_agg(q) FROM budgets_spendshare h JOIN budgets_spendrequest q ON q.id = h.request_id
    WHERE h.issue_id = i.id)
FROM issues_issue i JOIN issues_theme t ON t.id = i.theme_id LEFT JOIN issues_street s ON s.id = i.street_id
WHERE i.number = %s"""

FIGURES = "SELECT scope, key, sum(n) FROM portal_tally WHERE scope IN ('status', 'theme') GROUP BY scope, key"
HOME = f"""
SELECT
  (SELECT json_agg(x) FROM (SELECT key, sum(n) FROM portal_tally WHERE scope = 'status' GROUP BY key) x),
  (SELECT json_agg(x) FROM (SELECT name, path, label_x, label_y FROM issues_street WHERE in_area) x),
  (SELECT json_agg(x) FROM (SELECT id, x, y FROM issues_segment) x),
  (SELECT json_agg(x) FROM (SELECT * FROM issues_priority WHERE active) x),
  (SELECT json_agg(x) FROM (SELECT number, title, deadline, decided_on FROM meetings_decision
    WHERE number IS NOT NULL AND status <> 'rejected' ORDER BY decided_on DESC, id DESC LIMIT 3) x),
  (SELECT json_agg(x) FROM (SELECT slug, kind, starts_at, place FROM meetings_meeting
    WHERE status = 'planned' AND NOT internal ORDER BY starts_at LIMIT 5) x),
  (SELECT json_agg(x) FROM (SELECT amended, reserved, paid FROM budgets_budgetline l
    JOIN budgets_budget b ON b.id = l.budget_id WHERE b.year = extract(year FROM now())) x),
  (SELECT json_agg(x) FROM (SELECT i.number, i.title, i.baseline, i.after_measure FROM issues_issue i
    WHERE {_LISTED} AND i.visibility = 'public' AND (i.status = 'resolved' OR i.relapsed_at IS NOT NULL)
    ORDER BY greatest(i.verified_at, i.relapsed_at) DESC, i.id DESC LIMIT 3) x)"""

# One report as our form leaves it: the issue with its first state, the report, the count, the window of the
# rate limit. The events of the audit are written by the same triggers for both.
NEW_ISSUE = """
INSERT INTO issues_issue (uuid, title, summary, reaction, public_wording, status, visibility, size,
  long_running, stuck_on, created_at, first_report_at, state_since, last_event_at, next_step, goal,
  criterion, baseline, judgement, after_measure, relapse_count, report_count, household_count,
  follower_count, affected_count, talks_since_decision, stops, version, theme_id, street_id)
SELECT %s, '', '', '', '', 'reported', 'public', 'gewoon', false, '', now(), now(), now(), now(), '', '', '',
  '', '', '', 0, 1, 1, 0, 0, 0, 'nllllll', 1, t.id, s.id
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
