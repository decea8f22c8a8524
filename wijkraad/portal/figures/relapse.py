"""K6 komt terug: how many results did not last, from what happened after them.

A result came back when within 180 days it was opened again, a person put a new report with it, or two
different people with a confirmed contact reported the same theme at the same part of the street or within 75
metres.
"""

from collections import defaultdict
from datetime import date, timedelta
from typing import Any

from django.db import connection
from django.db.models import F, QuerySet
from django.utils.translation import gettext_lazy as _

from issues.geography import DEGREE
from issues.models import Issue, MergeRecord, Report
from wijkraad.portal.figures.shape import DAY, Figure, Scope, midnight, named_sql, share
from wijkraad.terms import clock
from wijkraad.terms.values import value

K6 = _(
    "Van de kwesties die 180 tot 360 dagen voor het einde van de periode zijn opgelost: het deel dat binnen "
    "180 dagen terugkwam. Terug is: weer open, door een mens gekoppeld, of twee bevestigde meldingen van "
    "verschillende mensen over hetzelfde thema op dezelfde plek."
)
# Of results (issue and day): did two different people with a confirmed contact report the same theme within
# the days of nazorg, at the same part of the street or within so many metres? Two ways to find them, each
# with its index; the second person is one who is not the first. Our own words, the values are parameters.
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
SELECT DISTINCT x.issue_id FROM ({{results}}) x (issue_id, day)
CROSS JOIN LATERAL (
  SELECT id, theme_id, segment_id, lat, lon FROM issues_issue WHERE id = x.issue_id OFFSET 0
) i
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


def results(scope: Scope, until: date) -> QuerySet:
    """The results (stays) that began in [until − 360, until − 180): an issue may have more than one."""
    start, end = until - timedelta(days=2 * NAZORG), until - timedelta(days=NAZORG)
    return scope.stays().filter(state="resolved", came_on__gte=start, came_on__lt=end).order_by()


def reopened(found: QuerySet, within: int) -> set[int]:
    """Opened again: by the board, by a "nee" that nobody answered, or by a report put with it."""
    back = found.filter(left_on__lte=F("came_on") + within)
    return set(back.values_list("issue", flat=True))


def linked(found: QuerySet, until: date, within: int) -> set[int]:
    """A person put a report with it that came in after the result (and did not take that back)."""
    records = MergeRecord.objects.filter(
        into__in=found.values("issue"), undone=False, undoing=None, undoes=None, at__lt=midnight(until),
        at__gte=midnight(until - timedelta(days=2 * NAZORG)),
    )  # fmt: skip
    joined = [(pk, clock.date_of(at)) for pk, at in records.values_list("into", "at")]
    days: dict[int, list[date]] = defaultdict(list)
    for pk, day in found.filter(issue__in={pk for pk, _at in joined}).values_list("issue", "came_on"):
        days[pk].append(day)
    taken = {pk for pk, at in joined if any(0 <= (at - day).days <= within for day in days[pk])}
    reports = Report.objects.filter(issue__in=taken, created_at__lt=midnight(until), withdrawn_at=None)
    came = reports.values_list("issue", "created_at")
    return {pk for pk, at in came if any(0 < (clock.date_of(at) - day).days <= within for day in days[pk])}


def reported_again(found: QuerySet, until: date, within: int) -> set[int]:
    """Two different people reported the same theme near it anew."""
    metres = float(value("relapse_metres", until - DAY))
    given: dict[str, Any] = {
        "within": within, "until": midnight(until), "metres": metres, "high": metres / DEGREE,
    }  # fmt: skip
    asked, named = named_sql(found.values_list("issue_id", "came_on"))
    with connection.cursor() as cursor:
        cursor.execute(AGAIN.replace("{results}", asked), given | named)
        return {row[0] for row in cursor.fetchall()}


def figure_k6(scope: Scope, *, today: date) -> Figure:
    """Share of the issues resolved 180–360 days before the end of the period that came back; one per issue.

    The rows are those that came back. Half-open: resolved on until − 360 counts, on until − 180 not.
    """
    until = scope.until(today)
    found, within = results(scope, until), int(value("relapse_days", until - DAY))
    back = reopened(found, within) | linked(found, until, within) | reported_again(found, until, within)
    n = found.values("issue").distinct().count()
    rows = Issue.objects.filter(pk__in=back).order_by("-relapsed_at", "pk")
    more = {"all_rows": Issue.objects.filter(pk__in=found.values("issue")).order_by("verified_at", "pk")}
    return Figure(
        "K6",
        share(len(back), n),
        n,
        scope.per(today),
        K6,
        rows,
        part=len(back),
        beside=more,
    )
