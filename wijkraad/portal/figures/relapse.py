"""K6 komt terug: how many results did not last, from what happened after them.

A result came back when within 180 days it was opened again, a person put a new report with it, or two
different people with a confirmed contact reported the same theme at the same part of the street or within 75
metres.
"""

from collections.abc import Sequence
from datetime import date, timedelta

from django.db import connection
from django.db.models import DateField, FloatField, IntegerField, QuerySet, Value
from django.utils.translation import gettext_lazy as _

from issues.models import Issue
from issues.places.geography import DEGREE
from wijkraad.portal.figures.shape import DAY, Figure, Scope, named_sql, share
from wijkraad.terms.values import value

K6 = _(
    "Van de kwesties die 180 tot 360 dagen voor het einde van de periode zijn opgelost: het deel dat binnen "
    "180 dagen terugkwam. Terug is: weer open, door een mens gekoppeld, of twee bevestigde meldingen van "
    "verschillende mensen over hetzelfde thema op dezelfde plek."
)
# Of results (of a question, issue, day, and the day they lasted till): what brought each issue back. A report
# of the same theme counts at the same part of the street or within so many metres: two ways to find them,
# each with its index; the second person is one who is not the first. Our own words, values are parameters.
PERSON = """coalesce('u' || r.reporter_id, 'e' || nullif(r.email, ''),
  'i' || r.issue_id || ':' || coalesce(r.reporter_ordinal, r.id))"""
MIDNIGHT = "({day})::timestamp AT TIME ZONE 'Europe/Amsterdam'"
NEAR = f"""
SELECT {PERSON} AS person FROM issues_report r
WHERE r.theme_id = i.theme_id AND r.withdrawn_at IS NULL AND r.confirmed_at IS NOT NULL
  AND r.created_at >= {MIDNIGHT.format(day="x.day + 1")}
  AND r.created_at < {MIDNIGHT.format(day="least(x.day + 1 + x.within, x.until)")}
"""  # noqa: S608 - our own words
SEGMENT = NEAR + " AND r.segment_id = i.segment_id"
POINT = (
    NEAR
    + """ AND r.lat BETWEEN i.lat - x.metres / %(degree)s AND i.lat + x.metres / %(degree)s
  AND sqrt(((r.lon - i.lon) * cos(radians(i.lat))) ^ 2 + (r.lat - i.lat) ^ 2) * 111320.0 <= x.metres"""
)
AGAIN = f"""EXISTS (
  SELECT FROM (
    SELECT theme_id, segment_id, lat, lon FROM issues_issue WHERE id = x.issue_id OFFSET 0
  ) i CROSS JOIN LATERAL (
    SELECT coalesce(
      (SELECT person FROM ({SEGMENT}) one LIMIT 1), (SELECT person FROM ({POINT}) one LIMIT 1)
    ) AS person
  ) first
  WHERE first.person IS NOT NULL AND (
    EXISTS (SELECT FROM ({SEGMENT}) more WHERE more.person <> first.person)
    OR EXISTS (SELECT FROM ({POINT}) more WHERE more.person <> first.person)
  )
)"""  # noqa: S608 - our own words
CAME = f"""EXISTS (
  SELECT FROM issues_report r WHERE r.issue_id = x.issue_id AND r.withdrawn_at IS NULL
    AND r.created_at >= {MIDNIGHT.format(day="x.day + 1")}
    AND r.created_at < {MIDNIGHT.format(day="least(x.day + 1 + x.within, x.until)")}
)"""  # noqa: S608 - our own words
# `m`: when persons put something with an issue, and did not take that back.
BACK = f"""
SELECT y.place, count(*), coalesce(array_agg(y.issue_id) FILTER (WHERE y.back), ARRAY[]::bigint[]) FROM (
  SELECT x.place, x.issue_id, coalesce(
    bool_or(CASE WHEN x.left_on <= x.day + x.within THEN true ELSE {AGAIN} END)
      OR (bool_or(m.joined_on - x.day BETWEEN 0 AND x.within)
        AND bool_or(m.joined_on IS NOT NULL AND {CAME})),
    false
  ) AS back
  FROM ({{results}}) x (issue_id, day, left_on, place, until, within, metres)
  LEFT JOIN LATERAL (
    SELECT (t.at AT TIME ZONE 'Europe/Amsterdam')::date AS joined_on FROM issues_mergerecord t
    WHERE t.into_id = x.issue_id AND NOT t.undone AND t.undoes_id IS NULL
      AND NOT EXISTS (SELECT FROM issues_mergerecord u WHERE u.undoes_id = t.id)
      AND t.at >= {MIDNIGHT.format(day="x.until - 2 * %(nazorg)s")}
      AND t.at < {MIDNIGHT.format(day="x.until")}
  ) m ON true
  GROUP BY 1, 2
) y GROUP BY 1
"""  # noqa: S608 - our own words
NAZORG = 180
"""Days after which a result has to have lasted (K6)."""


def results(scope: Scope, until: date) -> QuerySet:
    """The results (stays) that began in [until − 360, until − 180): an issue may have more than one."""
    start, end = until - timedelta(days=2 * NAZORG), until - timedelta(days=NAZORG)
    return scope.stays().filter(state="resolved", came_on__gte=start, came_on__lt=end).order_by()


def came_back(asked: Sequence[Scope], today: date) -> list[tuple[int, list[int]]]:
    """Per question how many issues have a result that had time to last, and the keys of those that came back:
    opened again (by the board, by a "nee" that nobody answered, or by a report put with it), a person put a
    report with it that came in after the result, or two people near it reported anew. In one statement.
    """
    told, given = [], {"degree": DEGREE, "nazorg": NAZORG}
    for place, scope in enumerate(asked):
        until = scope.until(today)
        rows = results(scope, until).values_list(
            "issue_id", "came_on", "left_on",
            Value(place, IntegerField()), Value(until, DateField()),
            Value(int(value("relapse_days", until - DAY)), IntegerField()),
            Value(float(value("relapse_metres", until - DAY)), FloatField()),
        )  # fmt: skip
        sql, params = named_sql(rows, f"p{place}_")
        told.append(sql)
        given |= params
    with connection.cursor() as cursor:
        cursor.execute(BACK.replace("{results}", " UNION ALL ".join(told)), given)
        found = {place: (n, keys) for place, n, keys in cursor.fetchall()}
    return [found.get(place, (0, [])) for place in range(len(asked))]


def figure_k6(scope: Scope, *, today: date) -> Figure:
    """Share of the issues resolved 180–360 days before the end of the period that came back; one per issue.

    The rows are those that came back. Half-open: resolved on until − 360 counts, on until − 180 not.
    """
    ((n, back),) = came_back([scope], today)

    def every() -> QuerySet:
        found = results(scope, scope.until(today)).values("issue")
        return Issue.objects.filter(pk__in=found).order_by("verified_at", "pk")

    return Figure(
        "K6", share(len(back), n), n, scope.per(today), K6,
        lambda: Issue.objects.filter(pk__in=back).order_by("-relapsed_at", "pk"), part=len(back), every=every,
    )  # fmt: skip
