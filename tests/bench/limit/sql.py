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
# Every row that our page of one issue tells from: 19 tables beside the issue's own.
_OF_ISSUE = {
    "moves": "SELECT c.at, c.from_state, c.to_state, c.public_reason, c.evidence, c.cause_number, u.name"
    " FROM issues_statuschange c LEFT JOIN people_user u ON u.id = c.by_id WHERE c.issue_id = i.id"
    " ORDER BY c.id",
    "months": "SELECT date_trunc('month', created_at), count(*) FROM issues_report r WHERE r.issue_id = i.id"
    " AND r.withdrawn_at IS NULL GROUP BY 1",
    "points": "SELECT m.starts_at, m.slug, m.status, p.outcome, p.outcome_reason"
    " FROM meetings_agendaissue l JOIN meetings_agendaitem p ON p.id = l.item_id"
    " JOIN meetings_meeting m ON m.id = p.meeting_id WHERE l.issue_id = i.id ORDER BY m.starts_at",
    "rulings": "SELECT d.decided_on, d.number, d.text, d.title, d.status, d.deadline, d.votes_for, u.name"
    " FROM meetings_decisionissue l JOIN meetings_decision d ON d.id = l.decision_id"
    " LEFT JOIN people_user u ON u.id = d.responsible_id WHERE l.issue_id = i.id ORDER BY d.id",
    "spends": "SELECT q.number, q.title, q.paid, q.amount, h.percent, q.status, q.payee_name, q.approved_at"
    " FROM budgets_spendshare h JOIN budgets_spendrequest q ON q.id = h.request_id WHERE h.issue_id = i.id",
    "tasks": "SELECT a.title, a.created_at, a.due, a.done_at, a.result, u.name FROM issues_action a"
    " LEFT JOIN people_user u ON u.id = a.responsible_id WHERE a.issue_id = i.id ORDER BY a.id",
    "letters": "SELECT kind, number, subject, sent_on, term_ends, answered_on, is_public FROM issues_letter o"
    " WHERE o.issue_id = i.id ORDER BY o.id",
    "promises": "SELECT what, kept, said_on, due, settled_on FROM issues_promise o WHERE o.issue_id = i.id",
    "notes": "SELECT n.kind, n.at, n.text, u.name FROM issues_note n"
    " LEFT JOIN people_user u ON u.id = n.by_id WHERE n.issue_id = i.id"
    " AND n.kind IN ('update', 'answer') ORDER BY n.id",
    "raised": "SELECT at, rung, due FROM issues_escalation o WHERE o.issue_id = i.id",
    "says": 'SELECT level, about, how, result, "until" FROM issues_say o WHERE o.issue_id = i.id',
    "heard": "SELECT label, reaction, asked_on, due, reacted_on FROM issues_hearing o"
    " WHERE o.issue_id = i.id",
    "joined": "SELECT issue_id, undone, at FROM issues_mergerecord o WHERE o.into_id = i.id",
    "photos": "SELECT kind, uuid FROM issues_photo o WHERE o.issue_id = i.id AND cleared_at IS NOT NULL",
    "answers": "SELECT kind, count(*) FROM issues_confirmation o WHERE o.issue_id = i.id"
    " AND o.at >= i.claimed_at GROUP BY kind",
    "asked": "SELECT count(*) FROM issues_follow o WHERE o.issue_id = i.id AND o.asked_14_at IS NOT NULL",
    "doubts": "SELECT count, opened_at, public_reason, settled_at, answer FROM issues_contradiction o"
    " WHERE o.issue_id = i.id",
}
_LISTS = ",\n".join(f"(SELECT json_agg(x) FROM ({rows}) x) AS {name}" for name, rows in _OF_ISSUE.items())
ISSUE = f"""
SELECT i.*, t.key, t.name, s.name, a.name, p.name, r.name, v.name, {_LISTS}
FROM issues_issue i JOIN issues_theme t ON t.id = i.theme_id LEFT JOIN issues_street s ON s.id = i.street_id
LEFT JOIN issues_area a ON a.id = i.area_id LEFT JOIN people_organisation p ON p.id = i.partner_id
LEFT JOIN people_user r ON r.id = i.responsible_id LEFT JOIN people_user v ON v.id = i.verified_by_id
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
INSERT INTO issues_issue (uuid, title, summary, reaction, unheard, public_wording, status, visibility, size,
  long_running, stuck_on, created_at, first_report_at, state_since, last_event_at, next_step, goal,
  criterion, baseline, milestone, judgement, after_measure, relapse_count, report_count, household_count,
  follower_count, affected_count, talks_since_decision, stops, version, theme_id, street_id)
SELECT %s, '', '', '', false, '', 'reported', 'public', 'gewoon', false, '', now(), now(), now(), now(), '',
  '', '', '', '', '', '', 0, 1, 1, 0, 0, 0, 'nllllll', 1, t.id, s.id
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
