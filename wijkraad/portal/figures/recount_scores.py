"""The slow recount of the priority scores (K13, see `recount`): of every issue, with scores of the board's
own, and the order in which they stand.
"""

import math
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from issues.models import Issue, Priority, ScoreOverride, Weighing
from wijkraad.terms import clock
from wijkraad.terms.models import Setting

LOOKED_AT = ("assessing", "decided", "in_progress", "waiting", "reported_done")
BY_DEFAULT = {
    "severity": "0.25", "safety": "0.20", "reach": "0.15", "recurrence": "0.15", "duration": "0.10",
    "support": "0.10", "priority": "0.05",
}  # fmt: skip
"""Source: 2-domain, K13."""
Parts = dict[str, float | None]


def weights(day: date) -> dict[str, Decimal]:
    """The weights that hold on a day: the version of which the days hold it, else those of the definition."""
    for row in Setting.objects.filter(key="score_weights"):
        begins, ends = row.valid.lower or date.min, row.valid.upper or date.max
        if begins <= day < ends:
            return {name: Decimal(str(row.value[name])) for name in BY_DEFAULT}
    return {name: Decimal(weight) for name, weight in BY_DEFAULT.items()}


class _Known:
    """All that scores are worked out from on the day of the facts."""

    def __init__(self, facts: Any) -> None:
        self.today, self.moves = facts.today, facts.moves
        self.weighed, self.own = self._last(Weighing), self._last(ScoreOverride)
        self.chosen = {
            one.theme_id
            for one in Priority.objects.exclude(opened_at=None)
            if clock.date_of(one.opened_at) <= self.today  # type: ignore[arg-type]
            and (one.active if one.closed_at is None else clock.date_of(one.closed_at) > self.today)
        }
        self.weights = weights(self.today)

    def _last(self, model: Any) -> dict[int, Any]:
        """The last row of each issue up to and with today."""
        rows = model.objects.order_by("id").iterator()
        return {row.issue_id: row for row in rows if clock.date_of(row.at) <= self.today}

    def parts(self, one: Issue) -> Parts:
        """The parts of an issue, 0–1; None is not known."""
        weighed = self.weighed.get(one.pk)
        answers = {name: getattr(weighed, name, None) for name in ("severity", "safety")}
        since = self.today - timedelta(days=729)
        back = sum(
            (source, target) == ("resolved", "assessing") and since <= clock.date_of(at) <= self.today
            for at, source, target in self.moves[one.pk]
        )
        days = max(0, (self.today - clock.date_of(one.first_report_at)).days)
        return {name: None if given is None else (given - 1) / 4 for name, given in answers.items()} | {
            "reach": min(1.0, math.log(1 + one.household_count) / math.log(101)),
            "recurrence": min(1.0, back / 3),
            "duration": min(1.0, days / 365),
            "support": min(1.0, one.follower_count / 50),
            "priority": 1.0 if one.theme_id in self.chosen else 0.0,
        }

    def computed(self, one: Issue) -> float | None:
        """Its score without one of the board's own, not rounded; None when too little is known."""
        parts = {name: part for name, part in self.parts(one).items() if part is not None}
        known = sum((self.weights[name] for name in parts), Decimal(0))
        if known < Decimal("0.6"):
            return None
        points = math.fsum(float(self.weights[name]) * part for name, part in parts.items())
        return 100 * points / float(known)

    def ranked(self, one: Issue, computed: float | None) -> float | None:
        """What it stands by: the score that the board gave till a later day, else its own sum."""
        own = self.own.get(one.pk)
        if own is None or own.score is None or own.until <= self.today:
            return computed
        return float(own.score)


def _far(found: Decimal | None, right: float | None) -> bool:
    """Floats may round to either side of a half."""
    if found is None or right is None:
        return found is not right
    tenth = Decimal(repr(right)).quantize(Decimal("0.1"), ROUND_HALF_UP)
    return abs(found - tenth) > Decimal("0.1")


def differences(facts: Any, figure: Any) -> Iterator[str]:
    """One sentence per score, place and number of `figure` (K13 of the engine) that differs."""
    known, scores = _Known(facts), {}
    asked = [pk for pk, row in facts.issues.items() if row[2] in LOOKED_AT]
    for one in Issue.objects.filter(pk__in=asked).iterator():
        computed = known.computed(one)
        scores[one.pk] = one, computed, known.ranked(one, computed)
    numbers = Counter(ranked is None for _one, _computed, ranked in scores.values())
    if (figure.n, figure.beside["to_weigh"]) != (len(scores), numbers[True]):
        told = f"{figure.n}, {figure.beside['to_weigh']} te wegen"
        yield f"cijfer K13: {told}, moet zijn {len(scores)}, {numbers[True]} te wegen"
    for row in figure.rows.iterator():
        right = scores.get(row.pk, (row, None, None))
        if _far(_tenth(row.computed), right[1]) or _far(_tenth(row.ranked), right[2]):
            yield f"cijfer K13 van {row.number}: {row.ranked}, moet zijn {right[2]}"
    order = sorted(scores.values(), key=lambda one: (-_place(one[2]), one[0].first_report_at, one[0].pk))
    found = [row.pk for row, _score in figure.value]
    if found != [one.pk for one, _computed, _ranked in order[: len(found)]]:
        yield "cijfer K13: de volgorde van de eerste kwesties klopt niet"


def _tenth(number: float | None) -> Decimal | None:
    return None if number is None else Decimal(repr(number)).quantize(Decimal("0.1"), ROUND_HALF_UP)


def _place(ranked: float | None) -> float:
    return -1.0 if ranked is None else round(ranked, 6)
