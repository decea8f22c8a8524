"""K12 plekken met de meeste meldingen, and K18 early warning: reports per part of a street, weighed and
fading.

raw = Σ severity (1–3) × (0.5 unverified, 1 confirmed) × 2^(−age in days ÷ 90), over the reports about a part
of a street, one per reporter and part per 30 days. Severity is that of the last weighing of the issue in
three steps (1 → 1, 2 and 3 → 2, 4 and 5 → 3; not weighed → 1). A report is confirmed when its contact is, or
when somebody of the council wrote it down. Only fully public matters count, for everybody who asks: a
limited one counts nowhere below the area. Public from three reporters. Source: 2-domain, K12 and K18.

Which reports count is kept beside them (`portal.hearing`). Of a theme they are chosen among its own reports;
a street, area or person chooses among those that count, and a reporter is counted where his first one falls.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from math import exp
from typing import Any

from django.db import connection
from django.utils.translation import gettext_lazy as _

from issues.models import Segment
from wijkraad.portal.figures.shape import DAY, Figure, Scope, midnight
from wijkraad.portal.models import EPOCH, HALVING
from wijkraad.terms.values import value

HALF_LIFE = 90
"""Days in which the weight of a report halves (`HALVING`), and after which it is compared (K18)."""
RISE = 1.5
"""So much more than 90 days ago is an early warning."""
BASE_FROM = 3.0
"""From nothing, this much raw is one."""

K12 = _(
    "Per straatdeel: ernst (1 tot 3) keer 1 voor een bevestigde en 0,5 voor een onbevestigde melding. Het "
    "gewicht halveert elke 90 dagen. Eén melding per persoon per straatdeel per 30 dagen, vanaf 3 melders. "
    "Bij een thema kijken wij alleen naar de meldingen daarover. Een straat, gebied of persoon kiest uit wat "
    "telt."
)
K18 = _(
    "Straatdelen waar dat gewicht meer dan de helft hoger is dan 90 dagen geleden, met ten minste 3 melders. "
    "Was het toen nul, dan vanaf een gewicht van 3."
)
# Of the reports that count before a day: their heft, that of the confirmed ones, the number of reporters, and
# the first two again of those before an earlier day. Nearly all were last weighed before both days; of the
# others older weighings are read. Our own words only; the values are parameters.
SUMS = """
SELECT x.segment_id, sum(x.heft), sum(x.heft) FILTER (WHERE x.sure_on < %(until)s),
  count(*) FILTER (WHERE x.{first}), sum(x.{heft_then}) FILTER (WHERE x.day < %(before)s),
  sum(x.{heft_then}) FILTER (WHERE x.day < %(before)s AND x.sure_on < %(before)s)
FROM {rows} x WHERE x.{counts} AND x.day < %(until)s {where} GROUP BY 1
"""
WEIGHED = """h.heft / h.step * coalesce((
  SELECT coalesce(ceil(w.severity * 3 / 5.0), 1) FROM issues_weighing w
  WHERE w.issue_id = h.issue_id AND w.at < {at} ORDER BY w.id DESC LIMIT 1
), 1)"""
LATER = f"""(
  SELECT h.segment_id, h.day, h.sure_on, h.counts, h.counts_theme, h.first, h.first_theme, h.theme_id,
    h.street_id, h.area_id, h.owner_id, {WEIGHED.format(at="%(end)s")} AS heft,
    {WEIGHED.format(at="%(end_then)s")} AS heft_then
  FROM portal_heard h WHERE h.weighed_on >= %(before)s OFFSET 0
)"""  # noqa: S608 - our own text


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


def places(scope: Scope, until: date) -> list[Place]:
    """All parts of streets with a report before `until`, the heaviest first (then by key)."""
    before = until - timedelta(days=HALF_LIFE)
    asked = {"owner" if name == "responsible" else name: key for name, key in scope.only().items()}
    own = "" if scope.theme is None else "_theme"
    where = "".join(f" AND x.{name}_id = %({name})s" for name in asked)
    early = f"AND (x.weighed_on IS NULL OR x.weighed_on < %(before)s) {where}"
    names = {"first": f"first{own}", "counts": f"counts{own}"}
    known = SUMS.format(rows="portal_heard", heft_then="heft", where=early, **names)
    later = SUMS.format(rows=LATER, heft_then="heft_then", where=where, **names)
    days = {"until": until, "before": before, "end": midnight(until), "end_then": midnight(before)}
    with connection.cursor() as cursor:
        cursor.execute(f"{known} UNION ALL {later}", {**days, **asked})
        found = _added_up(cursor.fetchall(), exp(-HALVING * (until - DAY - EPOCH).days))
    return sorted(found, key=lambda one: (-one.raw, one.segment))


def _added_up(rows: Iterable[tuple[Any, ...]], fading: float) -> list[Place]:
    """The rows of `SUMS` per part, with what is left of a heft on the last day; one more time that earlier.

    What is not confirmed weighs half, so a weight is half of all and half of what is confirmed. Nine
    decimals: sums of the same numbers in another order may differ after that.
    """
    sums: dict[int, list[float]] = {}
    for segment, *numbers in rows:
        known = sums.setdefault(segment, [0.0] * len(numbers))
        sums[segment] = [one + (more or 0) for one, more in zip(known, numbers, strict=True)]
    return [
        Place(
            segment, round(fading * (every + sure) / 2, 9), int(people),
            round(2 * fading * (every_then + sure_then) / 2, 9),
        )
        for segment, (every, sure, people, every_then, sure_then) in sums.items()
    ]  # fmt: skip


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
