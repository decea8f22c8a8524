"""K6 komt terug: how many results did not last, from what happened after them.

A result came back when within 180 days it was opened again, a person put a new report with it, or two
different
people with a confirmed contact reported the same theme at the same part of the street or within 75 metres.
"""

from datetime import date, timedelta
from typing import Any

from django.db import connection
from django.utils.translation import gettext_lazy as _

from issues.geography import DEGREE
from issues.models import Issue, MergeRecord, Report, StatusChange
from wijkraad.portal.figures.history import MOVED
from wijkraad.portal.figures.shape import DAY, Figure, Scope, midnight, share
from wijkraad.terms import clock
from wijkraad.terms.values import value

K6 = _(
    "Van de kwesties die 180 tot 360 dagen voor het einde van de periode zijn opgelost: het deel dat binnen "
    "180 dagen terugkwam. Terug is: weer open, door een mens gekoppeld, of twee bevestigde meldingen van "
    "verschillende mensen over hetzelfde thema op dezelfde plek."
)
Results = dict[int, list[date]]
"""Issue → the days on which it was resolved."""
# Of results (issue and day): did two different people with a confirmed contact report the same theme within
# the
# days of nazorg, at the same part of the street or within so many metres? Two ways to find them, each with
# its
# index; the second person is one who is not the first. Our own words only, the values are parameters.
PERSON = """coalesce('u' || r.reporter_id, 'e' || nullif(r.email, ''),
  'i' || r.issue_id || ':' || coalesce(r.reporter_ordinal, r.id))"""
NEAR = f"""
SELECT {PERSON} AS person FROM issues_report r
WHERE r.theme_id = i.theme_id AND r.withdrawn_at IS NULL AND r.confirmed_at IS NOT NULL
  AND r.created_at >= (x.day + 1)::timestamp AT TIME ZONE 'Europe/Amsterdam'
  AND r.created_at < least((x.day + 1 + %(within)s)::timestamp AT TIME ZONE 'Europe/Amsterdam', %(until)s)
"""  # noqa: S608 - our own words
SEGMENT = NEAR + " AND r.segment_id = i.segment_id"
POINT = (
    NEAR
    + """ AND r.lat BETWEEN i.lat - %(high)s AND i.lat + %(high)s
  AND sqrt(((r.lon - i.lon) * cos(radians(i.lat))) ^ 2 + (r.lat - i.lat) ^ 2) * 111320.0 <= %(metres)s"""
)
AGAIN = f"""
SELECT x.issue_id FROM unnest(%(issues)s::bigint[], %(days)s::date[]) AS x (issue_id, day)
JOIN issues_issue i ON i.id = x.issue_id
CROSS JOIN LATERAL (
  SELECT coalesce(
    (SELECT person FROM ({SEGMENT}) one LIMIT 1), (SELECT person FROM ({POINT}) one LIMIT 1)
  ) AS person
) first
WHERE first.person IS NOT NULL AND (
  EXISTS (SELECT FROM ({SEGMENT}) more WHERE more.person <> first.person)
  OR EXISTS (SELECT FROM ({POINT}) more WHERE more.person <> first.person)
)
"""  # noqa: S608 - our own words
NAZORG = 180
"""Days after which a result has to have lasted (K6)."""


def resolutions(scope: Scope, until: date) -> Results:
    """The issues resolved in [until − 360, until − 180), each with the days of it."""
    start, end = midnight(until - timedelta(days=2 * NAZORG)), midnight(until - timedelta(days=NAZORG))
    moves = StatusChange.objects.filter(
        MOVED, to_state="resolved", at__gte=start, at__lt=end, issue__in=scope.issues()
    )
    found: Results = {}
    for pk, at in moves.order_by("at", "id").values_list("issue", "at"):
        found.setdefault(pk, []).append(clock.date_of(at))
    return found


def _soon(results: Results, pk: int, day: date, within: int) -> bool:
    """Whether a day lies within so many days after one of the results of an issue."""
    return any(0 <= (day - solved).days <= within for solved in results[pk])


def reopened(results: Results, until: date, within: int) -> set[int]:
    """Opened again: by the board, by a "nee" that nobody answered, or by a report put with it."""
    moves = StatusChange.objects.filter(
        issue__in=list(results), from_state="resolved", to_state="assessing", at__lt=midnight(until)
    )
    found = moves.values_list("issue", "at")
    return {pk for pk, at in found if _soon(results, pk, clock.date_of(at), within)}


def linked(results: Results, until: date, within: int) -> set[int]:
    """A person put a report with it that came in after the result (and did not take that back)."""
    records = MergeRecord.objects.filter(
        into__in=list(results), undone=False, undoing=None, undoes=None, at__lt=midnight(until)
    )
    taken = {
        pk for pk, at in records.values_list("into", "at") if _soon(results, pk, clock.date_of(at), within)
    }
    reports = Report.objects.filter(issue__in=taken, created_at__lt=midnight(until), withdrawn_at=None)
    days = reports.values_list("issue", "created_at")
    return {pk for pk, at in days if any(0 < (clock.date_of(at) - day).days <= within for day in results[pk])}


def reported_again(results: Results, until: date, within: int) -> set[int]:
    """Two different people reported the same theme near it anew."""
    pairs = [(pk, day) for pk, days in results.items() for day in days]
    metres = float(value("relapse_metres", until - DAY))
    given: dict[str, Any] = {
        "issues": [pk for pk, _day in pairs], "days": [day for _pk, day in pairs], "within": within,
        "until": midnight(until), "metres": metres, "high": metres / DEGREE,
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(AGAIN, given)
        return {row[0] for row in cursor.fetchall()}


def figure_k6(scope: Scope, *, today: date) -> Figure:
    """Share of the issues resolved 180–360 days before the end of the period that came back; one per issue.

    The rows are those that came back. Half-open: resolved on until − 360 counts, on until − 180 not.
    """
    until = scope.until(today)
    results, within = resolutions(scope, until), int(value("relapse_days", until - DAY))
    back = reopened(results, until, within) | linked(results, until, within)
    rest = {pk: days for pk, days in results.items() if pk not in back}
    back |= reported_again(rest, until, within)
    rows = Issue.objects.filter(pk__in=back).order_by("-relapsed_at", "pk")
    more = {"all_rows": Issue.objects.filter(pk__in=list(results)).order_by("verified_at", "pk")}
    return Figure(
        "K6",
        share(len(back), len(results)),
        len(results),
        scope.per(today),
        K6,
        rows,
        part=len(back),
        beside=more,
    )
