"""K12 plekken met de meeste meldingen, and K18 early warning: reports per part of a street, weighed and
fading.

raw = Σ severity (1–3) × (0.5 unverified, 1 confirmed) × 2^(−age in days ÷ 90), over the reports about a part
of a street, one per reporter and part per 30 days. Severity is that of the last weighing of the issue in
three steps (1 → 1, 2 and 3 → 2, 4 and 5 → 3; not weighed → 1). A report is confirmed when its contact is, or
when somebody of the council wrote it down. Only fully public matters count, for everybody who asks: a
limited one counts nowhere below the area. Public from three reporters. Source: 2-domain, K12 and K18.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from operator import itemgetter
from typing import Any

from django.db import connection
from django.utils.translation import gettext_lazy as _

from issues.models import Segment
from issues.workflow import UNLISTED
from wijkraad.portal.figures.shape import DAY, Figure, Scope, midnight
from wijkraad.terms.values import value

HALF_LIFE = 90
"""Days in which the weight of a report halves."""
APART = 30
"""Days between two reports of one person about one part that both count."""
RISE = 1.5
"""So much more than 90 days ago is an early warning."""
BASE_FROM = 3.0
"""From nothing, this much raw is one."""

K12 = _(
    "Per straatdeel: ernst (1 tot 3) keer 1 voor een bevestigde en 0,5 voor een onbevestigde melding. Het "
    "gewicht halveert elke 90 dagen. Eén melding per persoon per straatdeel per 30 dagen, vanaf 3 melders."
)
K18 = _(
    "Straatdelen waar dat gewicht meer dan de helft hoger is dan 90 dagen geleden, met ten minste 3 melders. "
    "Was het toen nul, dan vanaf een gewicht van 3."
)
# Reports about a part of a street before an instant, weighed as of it and as of an earlier one. Those that
# name the part themselves and those of an issue at a part are two ways in, each by its index. Persons: an
# account, an address, else their number within the issue, which outlives both. Our own words only; the values
# are parameters.
REPORTS = """
SELECT x.segment, x.person, x.day, x.id, {now} AS weight, {then} AS weight_then FROM (
  {of_reports} UNION ALL {of_issues}
) x
LEFT JOIN LATERAL (
  SELECT severity FROM issues_weighing w WHERE w.issue_id = x.issue_id AND w.at < %(until)s
  ORDER BY w.id DESC LIMIT 1
) w_until ON true
LEFT JOIN LATERAL (
  SELECT severity FROM issues_weighing w WHERE w.issue_id = x.issue_id AND w.at < %(before)s
  ORDER BY w.id DESC LIMIT 1
) w_before ON true
"""
WEIGHT = """(CASE WHEN x.confirmed_at < %({at})s OR x.intake_by_id IS NOT NULL THEN 1 ELSE 0.5 END
  * coalesce(ceil(w_{at}.severity * 3 / 5.0), 1))::float8"""
PLACED = """
SELECT {segment} AS segment, r.issue_id, r.id, r.confirmed_at, r.intake_by_id,
  coalesce('u' || r.reporter_id, 'e' || nullif(r.email, ''),
    'i' || r.issue_id || ':' || coalesce(r.reporter_ordinal, r.id)) AS person,
  (r.created_at AT TIME ZONE 'Europe/Amsterdam')::date AS day
FROM issues_report r JOIN issues_issue i ON i.id = r.issue_id
WHERE i.visibility = 'public' AND i.number IS NOT NULL AND i.status <> ALL(%(unlisted)s)
  AND r.withdrawn_at IS NULL AND r.created_at < %(until)s AND {which} {where}
"""
Report = tuple[int, str, date, int, Any, Any]
"""Segment, person, day, key, and the weight as of the end and as of 90 days before it."""


@dataclass(frozen=True, slots=True)
class Place:
    """A part of a street: its raw weight now and 90 days ago, and the number of reporters till now."""

    segment: int
    raw: float
    reporters: int
    before: float = 0.0

    @property
    def shown(self) -> int:
        """The score as the map writes it: rounded half-up."""
        return int(self.raw + 0.5)

    @property
    def rises(self) -> bool:
        """K18: more than half higher than 90 days ago, with enough reporters; from nothing at raw 3."""
        risen = self.raw >= BASE_FROM if self.before == 0 else self.raw > RISE * self.before
        return risen and self.reporters >= int(value("hotspot_reporters_from"))


@lru_cache(maxsize=20_000)
def faded(age: int) -> float:
    """What is left of the weight of a report after so many days."""
    return 2.0 ** (-age / HALF_LIFE)


def kept_apart(reports: Iterable[Any]) -> list[tuple[Any, ...]]:
    """One report per person and part per 30 days: (segment, person, day, weights…), in order of time.

    A report is (segment, person, day, key, weights…). The first one counts; the next one that counts is the
    first of 30 days or more after it.
    """
    last: dict[tuple[int, str], date] = {}
    found = []
    apart = timedelta(days=APART)
    for segment, person, day, _pk, *weights in sorted(reports, key=itemgetter(2, 3)):
        here = (segment, person)
        known = last.get(here)
        if known is None or day - known >= apart:
            last[here] = day
            found.append((segment, person, day, *map(float, weights)))
    return found


def reports_before(scope: Scope, until: date, before: date) -> list[Report]:
    """The reports before `until`, of this scope, weighed as of then and as of `before`."""
    columns = {
        "theme": "i.theme_id",
        "street": "i.street_id",
        "area": "i.area_id",
        "owner": "i.responsible_id",
    }
    asked = {name: getattr(scope, name) for name in columns if getattr(scope, name) is not None}
    where = "".join(f" AND {columns[name]} = %({name})s" for name in asked)
    own = PLACED.format(segment="r.segment_id", which="r.segment_id IS NOT NULL", where=where)
    at_issue = "r.segment_id IS NULL AND i.segment_id IS NOT NULL"
    others = PLACED.format(segment="i.segment_id", which=at_issue, where=where)
    weights = {"now": WEIGHT.format(at="until"), "then": WEIGHT.format(at="before")}
    days = {"until": midnight(until), "before": midnight(before)}
    with connection.cursor() as cursor:
        sql = REPORTS.format(of_reports=own, of_issues=others, **weights)
        cursor.execute(sql, {**days, "unlisted": list(UNLISTED), **asked})
        return list(cursor.fetchall())


def places(scope: Scope, until: date) -> list[Place]:
    """All parts of streets with a report, the heaviest first (then by key).

    What counted 90 days before are the same reports, but for those that came later: each is the first one of
    its person in 30 days, whatever comes after it.
    """
    then = until - timedelta(days=HALF_LIFE)
    raw: dict[int, float] = {}
    before: dict[int, float] = {}
    people: dict[int, set[str]] = {}
    for segment, person, day, weight, weight_then in kept_apart(reports_before(scope, until, then)):
        raw[segment] = raw.get(segment, 0.0) + weight * faded((until - DAY - day).days)
        people.setdefault(segment, set()).add(person)
        if day < then:
            before[segment] = before.get(segment, 0.0) + weight_then * faded((then - DAY - day).days)
    found = [
        Place(segment, weight, len(people[segment]), before.get(segment, 0.0))
        for segment, weight in raw.items()
    ]
    return sorted(found, key=lambda one: (-one.raw, one.segment))


def figure_k12(scope: Scope, *, today: date, weighed: list[Place] | None = None) -> Figure:
    """The parts of streets with the most reports at the end of the period. `value`: a Place each, heaviest
    first.

    Everybody sees only those with three reporters or more; n is the number of parts shown. `beside["few"]`:
    how many parts had fewer.
    """
    all_of_them = places(scope, scope.until(today)) if weighed is None else weighed
    few = int(value("hotspot_reporters_from", scope.per(today)))
    found = [one for one in all_of_them if one.reporters >= few]
    rows = (
        Segment.objects.filter(pk__in=[one.segment for one in found]).select_related("street").order_by("pk")
    )
    more = {"few": len(all_of_them) - len(found)}
    return Figure("K12", found, len(found), scope.per(today), K12, rows, "segment", beside=more)


def figure_k18(scope: Scope, *, today: date, weighed: list[Place] | None = None) -> Figure:
    """The parts of streets that rose by more than half in 90 days. `value`: a Place each, the
    steepest first.
    """
    all_of_them = places(scope, scope.until(today)) if weighed is None else weighed
    found = [one for one in all_of_them if one.rises]
    found.sort(key=lambda one: (-(one.raw - one.before), one.segment))
    rows = (
        Segment.objects.filter(pk__in=[one.segment for one in found]).select_related("street").order_by("pk")
    )
    return Figure("K18", found, len(found), scope.per(today), K18, rows, "segment")
