"""What else the stored panels follow from: what makes a result come back (K6), the names of themes beside
money, and which meetings and requests count.

A report marks them when it tells of a result of which the time to last is over: put with its issue, or with a
confirmed contact about the same theme, at the same part of the street or near it. A new report seldom does.
"""

from django.db import migrations

from wijkraad.trail.guards import SAFE, marked

ISSUE = (
    "visibility number theme_id street_id area_id segment_id responsible_id priority_id household_count"
    " report_count follower_count relapse_count first_report_at goal criterion baseline judgement after_measure"
)
DECISION = "status number decided_on first_deadline finished_on deadline"
MEETING = "status starts_at kind"
BEFORE = [
    marked("issues_issue", "desk", ISSUE, born="false"),
    marked("meetings_decision", "desk", DECISION),
    marked("meetings_meeting", "desk", MEETING),
]
FOLLOWED = (
    "theme_id", "segment_id", "lat", "lon", "email", "reporter_id", "reporter_ordinal", "confirmed_at",
)  # fmt: skip
DIFFERS = " OR ".join(f"OLD.{name} IS DISTINCT FROM NEW.{name}" for name in FOLLOWED)
DAY = "AT TIME ZONE 'Europe/Amsterdam')::date"
# `within` and `metres`: the widest that ever held, so that no result is passed over. Results of 180–360 days
# before today, and before the day a year ago.
RELAPSE = f"""
CREATE FUNCTION portal_tells_of_result(r issues_report) RETURNS boolean
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT EXISTS (
    SELECT FROM (
      SELECT (r.created_at {DAY} AS day, (trail_now() {DAY} AS today,
        (SELECT greatest(180, max((value #>> '{{}}')::numeric)) FROM terms_setting
          WHERE key = 'relapse_days')::int AS within,
        (SELECT greatest(75, max((value #>> '{{}}')::numeric)) FROM terms_setting
          WHERE key = 'relapse_metres')::float8 AS metres
    ) x
    JOIN portal_stay s ON s.state = 'resolved' AND s.came_on < x.day
      AND s.came_on >= greatest(x.day - x.within, x.today - 726) AND s.came_on <= x.today - 180
    JOIN issues_issue i ON i.id = s.issue_id
    WHERE i.id = r.issue_id OR r.confirmed_at IS NOT NULL AND i.theme_id = r.theme_id AND (
      i.segment_id = r.segment_id
      OR sqrt(((r.lon - i.lon) * cos(radians(i.lat))) ^ 2 + (r.lat - i.lat) ^ 2) * 111320.0 <= x.metres
    )
  )
$$;
CREATE FUNCTION portal_relapse_marks() RETURNS trigger {SAFE} AS $$
BEGIN
  IF portal_tells_of_result(NEW) OR TG_OP = 'UPDATE' AND portal_tells_of_result(OLD) THEN
    INSERT INTO trail_figuremark (figure) VALUES ('desk');
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER marks_relapse_come AFTER INSERT ON issues_report
  FOR EACH ROW EXECUTE FUNCTION portal_relapse_marks();
CREATE TRIGGER marks_relapse_change AFTER UPDATE ON issues_report
  FOR EACH ROW WHEN ({DIFFERS}) EXECUTE FUNCTION portal_relapse_marks();
"""  # noqa: S608 - our own words
REMOVE = """
DROP TRIGGER marks_relapse_change ON issues_report;
DROP TRIGGER marks_relapse_come ON issues_report;
DROP FUNCTION portal_relapse_marks();
DROP FUNCTION portal_tells_of_result(issues_report);
"""


class Migration(migrations.Migration):
    dependencies = [
        ("portal", "0016_sensitive_marks"),
        ("issues", "0037_ownerless"),
        ("meetings", "0015_titles_alike"),
        ("budgets", "0019_titles_alike"),
    ]

    operations = [
        *[migrations.RunSQL(one.reverse_sql, one.sql) for one in BEFORE],
        marked("issues_issue", "desk", f"{ISSUE} lat lon", born="false"),
        marked(
            "meetings_decision",
            "desk",
            f"{DECISION} internal superseded_by_id withdrawn_by_id agenda_item_id",
        ),
        marked("meetings_meeting", "desk", f"{MEETING} internal adopted_by_decision_id"),
        marked("issues_mergerecord", "desk", "into_id at undone undoes_id"),
        marked("issues_theme", "desk", "colour_key name", born="false"),
        marked("budgets_spendrequest", "desk", "decision_id approved_at", born="false"),
        marked("budgets_budgetline", "desk", "theme_id", born="false"),
        migrations.RunSQL(RELAPSE, REMOVE),
        migrations.RunSQL("INSERT INTO trail_figuremark (figure) VALUES ('desk')", migrations.RunSQL.noop),
    ]
