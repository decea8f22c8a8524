"""From the facts of the panels to what the page draws: score bars, the flow chart, words of comparison."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from markupsafe import Markup, escape

from issues.models import Issue
from wijkraad.portal.figures.scores import PARTS
from wijkraad.ui.charts import score_bar
from wijkraad.ui.filters import month_short

CLASSES = {
    "severity": "ernst", "safety": "veilig", "reach": "bereik", "recurrence": "terug", "duration": "duur",
    "support": "steun", "priority": "prio",
}  # fmt: skip
"""The colours of the parts of a score."""
WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 640, 262, 34, 482, 14, 232


@dataclass(frozen=True, slots=True)
class Ranked:
    """One issue in the order of its score."""

    issue: Issue
    score: Decimal | None
    own: bool
    until: date | None
    known: float
    points: dict[str, Decimal | None]
    bar: Markup

    @property
    def who(self) -> str:
        waits = self.issue.status == "waiting" and self.issue.partner
        if waits:
            return str(self.issue.partner.short_name)  # type: ignore[union-attr]
        return self.issue.responsible.public_name if self.issue.responsible else ""


def ranked_rows(facts: dict[str, Any]) -> list[Ranked]:
    """The rows of K13 with their issues, in one statement."""
    keys = [row["id"] for row in facts["rows"]]
    found = Issue.objects.filter(pk__in=keys).select_related("theme", "responsible", "partner")
    issues = {one.pk: one for one in found}
    return [_ranked(row, issues[row["id"]]) for row in facts["rows"] if row["id"] in issues]


def _ranked(row: dict[str, Any], issue: Issue) -> Ranked:
    points = {name: None if one is None else Decimal(one) for name, one in row["points"].items()}
    bars = [
        (CLASSES[name], f"{PARTS[name]}: {_comma(one)}", one)
        for name, one in points.items()
        if one is not None
    ]
    shown = row["own"] or row["computed"]
    label = ", ".join(f"{PARTS[name]} {_comma(one)}" for name, one in points.items() if one is not None)
    until = date.fromisoformat(row["until"]) if row["until"] else None
    return Ranked(
        issue,
        Decimal(shown) if shown is not None else None,
        row["own"] is not None,
        until,
        row["known"],
        points,
        score_bar(bars, label),
    )


def _comma(number: Decimal) -> str:
    return f"{number:.1f}".replace(".", ",")


def flow_words() -> dict[str, str]:
    """The layers of the flow chart by name."""
    return {
        "new": _("Nieuw"), "assessing": _("Wij zoeken het uit"), "decided": _("Besluit genomen"),
        "work": _("Werk of wachten"), "claimed": _("Klaar gemeld"), "closed": _("Afgesloten"),
    }  # fmt: skip


def flow_chart(facts: dict[str, Any], hrefs: Sequence[str], title: str, words: str) -> Markup:
    """The cumulative flow: closed work darkest at the bottom, new reports on top, a link per layer."""
    days, counts = [date.fromisoformat(day) for day in facts["days"]], facts["counts"]
    top = _round_up(max((sum(one) for one in counts), default=0))
    step = (RIGHT - LEFT) / max(1, len(days) - 1)
    xs = [LEFT + step * place for place in range(len(days))]
    drawn = [_axis(top, days, xs)]
    below = [0] * len(days)
    for layer, place in enumerate(reversed(range(6)), 1):
        above = [base + one[place] for base, one in zip(below, counts, strict=True)]
        drawn.append(_layer(layer, xs, below, above, top))
        below = above
    drawn.append(_labels(counts[-1] if counts else [0] * 6, hrefs, top))
    return Markup(
        '<svg class="wp-stroom" viewBox="0 0 {} {}" role="group" aria-labelledby="cf-t cf-d">'
        '<title id="cf-t">{}</title><desc id="cf-d">{}</desc>{}</svg>'
    ).format(WIDTH, HEIGHT, title, words, Markup("").join(drawn))


def _round_up(most: int) -> int:
    """A round top of the scale that three equal steps divide."""
    step = 1
    while 3 * step < most:
        step = step * 2 if str(step)[0] in "15" else step * 5 // 2
    return 3 * step


def _y(number: float, top: int) -> float:
    return BOTTOM - (BOTTOM - TOP) * number / (top or 1)


def _axis(top: int, days: Sequence[date], xs: Sequence[float]) -> Markup:
    lines = [
        Markup('<path d="M{0} {1:.1f}H{2}"/><text x="28" y="{3:.1f}" text-anchor="end">{4}</text>').format(
            LEFT, _y(number, top), RIGHT, _y(number, top) + 4, number
        )
        for number in range(0, top + 1, max(1, top // 3))
    ]
    names = [
        Markup('<text x="{:.1f}" y="252" text-anchor="middle">{}</text>').format(x, month_short(day))
        for x, day in zip(xs, days, strict=True)
    ]
    return Markup('<g class="as">{}{}</g>').format(Markup("").join(lines), Markup("").join(names))


def _layer(number: int, xs: Sequence[float], below: Sequence[int], above: Sequence[int], top: int) -> Markup:
    upper = [f"{x:.1f} {_y(one, top):.1f}" for x, one in zip(xs, above, strict=True)]
    lower = [f"{x:.1f} {_y(one, top):.1f}" for x, one in zip(xs, below, strict=True)][::-1]
    return Markup('<path class="laag laag{}" d="M{}Z"/>').format(number, "L".join(upper + lower))


def _labels(last: Sequence[int], hrefs: Sequence[str], top: int) -> Markup:
    """Direct labels at the end of each layer, kept apart by a line's height, each a link to its rows."""
    words = list(flow_words().values())
    made, base, lowest = [], 0, float(BOTTOM) + 12
    for place in reversed(range(6)):
        middle = _y(base + last[place] / 2, top)
        base += last[place]
        y = min(middle, lowest - 19)
        lowest = y
        made.append(
            Markup(
                '<path class="lijntje" d="M483 {0:.1f}L494 {1:.1f}"/><a href="{2}" aria-label="{3} {4}">'
                '<text class="naam" x="499" y="{5:.1f}"><tspan class="getal">{3}</tspan> {4}</text></a>'
            ).format(middle, y, escape(hrefs[place]), last[place], words[place], y + 4.5)
        )
    return Markup("").join(made)


def compared(now: float | None, before: float | None, *, shorter_is_better: bool = True) -> tuple[str, str]:
    """(words, look) of days beside the period before: look is good, bad or ""."""
    if now is None or before is None:
        return "", ""
    less = round(before - now)
    if less == 0:
        return _("even lang als de periode ervoor"), ""
    if less > 0:
        words = ngettext(
            "%(n)s dag korter dan de periode ervoor", "%(n)s dagen korter dan de periode ervoor", less
        )
    else:
        words = ngettext(
            "%(n)s dag langer dan de periode ervoor", "%(n)s dagen langer dan de periode ervoor", -less
        )
    return words % {"n": abs(less)}, "goed" if (less > 0) == shorter_is_better else "slecht"
