"""From the facts of the panels to what the page draws: score bars, the flow chart, words of comparison."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import F, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from markupsafe import Markup

from issues.models import Issue
from wijkraad.portal.figures.scores import PARTS
from wijkraad.portal.story.facts import shown
from wijkraad.ui.charts import score_bar
from wijkraad.ui.timecharts import Layer, piled

CLASSES = {
    "severity": "ernst", "safety": "veilig", "reach": "bereik", "recurrence": "terug", "duration": "duur",
    "support": "steun", "priority": "prio",
}  # fmt: skip
"""The colours of the parts of a score."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """One issue in the order of its score; `issue` is a row of `ranked_parts`."""

    issue: Mapping[str, Any]
    score: Decimal | None
    own: bool
    until: date | None
    known: float
    points: dict[str, Decimal | None]
    bar: Markup

    @property
    def who(self) -> str:
        """Who has the ball."""
        waits = self.issue["status"] == "waiting" and self.issue["with_"]
        return str(waits or self.issue["owner"])


def issues_named(keys: Any) -> QuerySet:
    """What the ranking tells of its issues."""
    return Issue.objects.filter(pk__in=keys).values(
        "id", "uuid", "number", "internal_number", "title", "status", key=F("theme__colour_key"),
        word=F("theme__name"), owner=shown("responsible"), with_=F("partner__short_name"),
    )  # fmt: skip


def ranked_rows(facts: dict[str, Any], named: Iterable[Mapping[str, Any]]) -> list[Ranked]:
    """The rows of K13 with their issues, of which `named` has the rows of `issues_named`."""
    issues = {row["id"]: row for row in named}
    return [_ranked(row, issues[row["id"]]) for row in facts["rows"] if row["id"] in issues]


def _ranked(row: dict[str, Any], issue: Mapping[str, Any]) -> Ranked:
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
    days, names = [date.fromisoformat(day) for day in facts["days"]], list(flow_words().values())
    layers = [
        Layer(names[place], [one[place] for one in facts["counts"]], hrefs[place])
        for place in reversed(range(len(names)))
    ]
    return piled(days, layers, title, words)


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
