"""The priority dashboard: what needs somebody now, and how the council does, for one narrowing."""

import json
from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models.expressions import RawSQL

from issues.forms.choices import workers
from issues.models import Area, Street
from issues.querysets import reads_confidential
from issues.views.mapping import drawn_streets
from wijkraad.people.roles import roles_of
from wijkraad.portal.bundle import Parts, Rows, rows_for, rows_with
from wijkraad.portal.dashboard import interventions, moving, panels
from wijkraad.portal.dashboard.drawing import Ranked, issues_named, ranked_rows
from wijkraad.portal.dashboard.heat import Part, heat, parts_along
from wijkraad.portal.dashboard.keeping import views_of
from wijkraad.portal.dashboard.narrowing import EVERYTHING, Narrowing
from wijkraad.portal.figures import desk, money, now, owed
from wijkraad.portal.figures.owed import OWED
from wijkraad.portal.figures.shape import Figure
from wijkraad.terms import clock
from wijkraad.terms.values import value
from wijkraad.trail.stored import read

STATES = ("reported", "assessing", "decided", "in_progress", "waiting", "reported_done")


@dataclass(frozen=True, slots=True)
class ThemeRow:
    """Open issues of one theme, per state in the order of STATES, and its reports per month."""

    key: str
    word: str
    slug: str
    counts: tuple[int, ...]
    trend: list[int]

    @property
    def total(self) -> int:
        return sum(self.counts)


class Dashboard:
    """Everything on the page, for one person at one date; a constant number of statements."""

    def __init__(self, user: Any, chosen: Narrowing = EVERYTHING) -> None:
        self.user, self.chosen = user, chosen
        self.today = clock.today()
        self.stored = {} if chosen.narrows else stored_on(self.today)
        kind = f"of {chosen.known}" if chosen.narrows else "plain" if chosen.plain else "of a period"
        name = ", ".join(["dashboard", *self.stored, kind])
        self.rows = rows_for(name, user, self._known(), self._parts)
        self.counts = owed.together(now.counts_of(self.rows), self.stored.get(OWED.name, {}))
        self.act = interventions.board(self.rows, self.today)
        self.facts = self._facts()

    def _facts(self) -> panels.Facts:
        """The stored panels, or those of the question that was asked, with what is stored of it."""
        asked = self.chosen.asked(panels.official(), self.today)
        if self.chosen.narrows:
            return panels.count(asked, self.today, panels.standing(asked, self.today))
        kept = self.stored.get(panels.DESK.name)
        if self.chosen.plain:
            return (kept or panels.opened(self.today)) | moving.facts(self.rows, asked, self.today)
        return panels.count(asked, self.today, panels.holding(kept, asked, self.today) if kept else {})

    def _known(self) -> tuple[Any, ...]:
        """All that the parts of the page hang on, but for the person."""
        limits = value("stuck_after", self.today), value("talk_limit", self.today)
        return self.today, sorted(roles_of(self.user)), reads_confidential(self.user), limits

    def _parts(self, user: Any) -> Parts:
        open_now = desk.per_theme(user)
        if self.chosen.narrows:
            counted = {
                key: now.number_of(self.chosen.narrow(one.kind, one.rows(user, self.today)))
                for key, one in now.FIGURES.items()
            }
            open_now["open"] = now.open_per_theme(user, self.chosen.narrow)
        else:
            counted = now.count_parts(user, self.today)
            if OWED.name in self.stored:
                counted |= {key: now.number_of(rows) for key, rows in owed.beyond(user, self.today).items()}
        asked = self.chosen.asked(panels.official(), self.today)
        moved = moving.parts(asked, self.today) if self.chosen.plain else {}
        rows = interventions.parts(user, self.today, self.chosen)
        lines = {"lines": money.line_rows(asked)}
        return {**counted, **rows, **open_now, **moved, **lines, **offered(user)}

    @cached_property
    def named(self) -> Rows:
        """Titles and places of what the panels hold by key, in one statement."""
        parts = [row["segment"] for name in ("places", "rising") for row in self.facts[name]["rows"]]
        issues = [row["id"] for row in self.facts["scores"]["rows"]]
        keys = {
            "issues": issues,
            "parts": parts,
            **interventions.keys_of(self.act.first(interventions.SHOWN)),
        }
        return rows_with("dashboard, named", json.dumps(keys), _named)

    @cached_property
    def acts(self) -> list[interventions.Intervention]:
        """The heaviest rows of "Nu ingrijpen"."""
        return self.act.tell(self.act.first(interventions.SHOWN), self.named)

    @property
    def themes(self) -> list[ThemeRow]:
        """Open issues per theme, the fullest first."""
        open_now: dict[str, Counter[str]] = defaultdict(Counter)
        for row in self.rows["open"]:
            theme, state = row["key"].split(":")[:2]
            open_now[theme][state] += row["total"]
        trends = self.facts["trends"]
        made = [
            ThemeRow(
                row["colour_key"], row["name"], row["slug"], tuple(counts[state] for state in STATES),
                trends.get(str(row["id"]), []),
            )
            for row in self.rows["themes"]
            if (counts := open_now.get(str(row["id"])))
        ]  # fmt: skip
        return sorted(made, key=lambda row: -row.total)

    @cached_property
    def ranked(self) -> list[Ranked]:
        """The issues that weigh most, with their bars."""
        return ranked_rows(self.facts["scores"], self.named["issues"])

    @cached_property
    def segments(self) -> dict[int, Part]:
        """The parts of streets that the map names, with the other parts of their streets."""
        return {row["id"]: Part.of(row) for row in self.named["parts"]}

    @property
    def heat(self) -> list[tuple[str, int]]:
        """The drawn lines of the parts with the most reports, in four steps."""
        weights = {row["segment"]: row["raw"] for row in self.facts["places"]["rows"]}
        return heat(weights, self.segments.values())

    @cached_property
    def hot(self) -> list[dict[str, Any]]:
        """The parts with the most reports, as list and as stops of the map."""
        rows = [(row, self.segments[row["segment"]]) for row in self.facts["places"]["rows"]]
        return [
            row
            | {
                "x": part.x, "y": part.y, "count": int(row["raw"] + 0.5), "now": place == 0,
                "street": part.street, "place": part.name,
                "label": f"{part.street}, {part.name}: {int(row['raw'] + 0.5)}",
                "href": self.place(row["segment"]),
            }
            for place, (row, part) in enumerate(rows)
        ]  # fmt: skip

    @cached_property
    def box(self) -> str:
        """The part of the drawing that holds the streets of the area."""
        found = [one for one in self.hot if one["x"] or one["y"]]
        if not found:
            return "0 0 1200 700"
        xs, ys = [one["x"] for one in found], [one["y"] for one in found]
        left, top = min(xs) - 140, min(ys) - 110
        return f"{left:g} {top:g} {max(xs) - left + 140:g} {max(ys) - top + 110:g}"

    @cached_property
    def over(self) -> Figure:
        """K8 of the calendar year in which the period ends; only a theme narrows it."""
        asked = self.chosen.asked(panels.official(), self.today)
        lines = money.lines_of(self.rows["lines"])
        return money.figure_k8(panels.year_of(asked, self.today), today=self.today, lines=lines)

    @property
    def over_lines(self) -> list[money.LineOver]:
        """Its lines that are over what was first agreed, or were for three closed years, most first."""
        found = [one for one in self.over.beside["lines"] if one.over > 0 or one.structural]
        return sorted(found, key=lambda one: -one.over)

    def figure(self, key: str) -> now.Figure:
        return now.FIGURES[key]

    def href(self, path: str) -> str:
        """A list behind a number, narrowed as the page is."""
        return path + self.chosen.query

    def place(self, segment: int) -> str:
        """The reports behind a hot spot, for the same question."""
        return self.href(f"/werk/dashboard/plek/{segment}/")

    def list_of(self, code: str, part: str = "", **other: Any) -> str:
        """The rows behind a figure K1–K18 (or a part of them), for the same question."""
        told = self.chosen.with_(**other).query
        more = f"{'&' if told else '?'}deel={part}" if part else ""
        return f"/werk/dashboard/k/{code}/{told}{more}"

    @property
    def last_month(self) -> date:
        return date.fromisoformat(self.facts["flow"]["month"])


def stored_on(today: date) -> dict[str, Any]:
    """The facts of each stored figure of the page that is trusted today, by its name."""
    found = read(panels.DESK, OWED)
    return {row["name"]: row["facts"] for row in found if str(row["on"]) == today.isoformat()}


def offered(user: Any) -> Parts:
    """What the filters of the page offer (themes are among the rows already; the people are those who work on
    issues), the views that this person keeps, and the streets of the map.
    """
    streets = Street.objects.filter(in_area=True).order_by("name")
    return {
        "streets": streets.values("name", "slug"),
        "areas": Area.objects.order_by("name").values("name", "code"),
        "people": workers().values("id", "name"),
        "views": views_of(user).values("id", "name", "query"),
        "drawn": drawn_streets(),
    }


def _named(keys: str) -> Parts:
    """The rows of the issues and parts of streets of which `keys`, as JSON, has the keys."""

    def these(name: str) -> RawSQL:
        return RawSQL(f"SELECT jsonb_array_elements_text(%s::jsonb -> '{name}')::bigint", [keys])  # noqa: S611

    told = interventions.details({kind: these(kind) for kind in interventions.TROUBLES})
    return {"issues": issues_named(these("issues")), "parts": parts_along(these("parts")), **told}
