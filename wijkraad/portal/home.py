"""What stands on the home page, fetched with one statement for everybody alike."""

from datetime import date, datetime
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.db.models import F, Sum
from django.utils.translation import gettext as _

from budgets.models import Budget, BudgetLine
from issues.models import Issue, Priority, Segment, Street
from issues.workflow import OPEN
from meetings.models import Decision, Meeting
from meetings.standing import REGISTER, of_year
from wijkraad.portal.bundle import Parts, Rows, rows_on
from wijkraad.portal.figures.shares import LOOSE, OWN
from wijkraad.portal.figures.stored import MONEY, shares_of
from wijkraad.portal.models import Tally
from wijkraad.portal.results import card, card_rows, day_of, verified
from wijkraad.portal.story.facts import shown
from wijkraad.portal.story.view import number_in
from wijkraad.terms import clock
from wijkraad.terms.values import value
from wijkraad.trail.stored import trusted
from wijkraad.trail.version import version_rows

CARDS = 3


def home() -> "Home":
    """The home page as it is now."""
    today = clock.today()
    return Home(rows_on("home", today, _parts), today)


def _parts(today: date) -> Parts:
    return {
        **_counts(today),
        "streets": Street.objects.filter(in_area=True).exclude(path="").values(
            "name", "path", "label_x", "label_y", "label_rotation"
        ),
        "segments": Segment.objects.exclude(x=0, y=0).values("id", "x", "y", place=F("street__name")),
        **_work(),
        **_decided(),
        **_money(today.year),
        "results": card_rows(verified())[:CARDS],
        "stored": trusted(REGISTER, MONEY),
        "version": version_rows(),
    }  # fmt: skip


def _counts(today: date) -> dict[str, Any]:
    """Public issues per state, part of a street and number of talks; on agendas and in nazorg from today."""

    def per(scope: str, column: str = "key") -> Any:
        return Tally.objects.filter(scope=scope).order_by().values(column).annotate(total=Sum("n"))

    watched = Tally.objects.filter(scope="aftercare", day__gte=today).order_by().values("scope")
    return {
        "states": per("status"),
        "spots": per("segment").filter(total__gt=0),
        "talks": per("talk"),
        "agenda": per("agenda", "day").filter(day__gte=today, total__gt=0).order_by("day"),
        "aftercare": watched.annotate(total=Sum("n")),
    }


def _work() -> dict[str, Any]:
    """The active priorities, each with the newest open issue that belongs to it."""
    # said twice, so that the index of issues with a priority serves
    linked = Issue.objects.listed().filter(priority__isnull=False, priority__active=True)
    linked = linked.filter(status__in=OPEN, visibility="public")
    return {
        "priorities": Priority.objects.filter(active=True).order_by("opened_at", "id").values(
            "id", "title", "why_now", "baseline", "target", "current", "review_on", "criterion",
            key=F("theme__colour_key"), word=F("theme__name"), owner=shown("responsible"),
            slug=F("theme__key"),
        ),
        "linked": linked.order_by("-last_event_at").values(
            "number", "stops", "status", "waiting_until", "title", prio=F("priority_id"),
            with_=F("partner__short_name"),
        )[:10],
    }  # fmt: skip


def _decided() -> dict[str, Any]:
    taken = Decision.objects.visible_to(None).taken()
    coming = Meeting.objects.visible_to(None).filter(status__in=("planned", "running"))
    return {
        # the newest first, then their shields: asked of all decisions it would read every link
        "rulings": taken.newest_first().first_ones(CARDS).with_shield(None).values(
            "number", "title", "public_wording", "deadline", hidden=F("shielded"), on=F("decided_on"),
            who=shown("responsible"),
        ),
        "meetings": coming.order_by("starts_at").values("slug", "kind", "starts_at", "place")[:5],
    }  # fmt: skip


def _money(year: int) -> dict[str, Any]:
    lines = BudgetLine.objects.visible_to(None).filter(budget__year=year)
    return {
        "lines": lines.values("amended", "reserved", "paid"),
        "targets": Budget.objects.visible_to(None).filter(year=year).values("priority_target"),
    }


class Home:
    """The rows of the home page and the figures made of them."""

    def __init__(self, rows: Rows, today: date) -> None:
        self.rows = rows
        self.today = today

    @property
    def version(self) -> int:
        """The data version of these rows."""
        return int(self.rows["version"][0]["total"])

    @cached_property
    def states(self) -> dict[str, int]:
        """Public issues per state."""
        return {r["key"]: r["total"] for r in self.rows["states"]}

    def count(self, *states: str) -> int:
        return sum(self.states.get(state, 0) for state in states)

    @property
    def on_agenda(self) -> int:
        return sum(r["total"] for r in self.rows["agenda"])

    @property
    def next_agenda(self) -> tuple[date, int] | None:
        """The first day with issues on the agenda, and how many."""
        days = self.rows["agenda"]
        return (date.fromisoformat(days[0]["day"]), days[0]["total"]) if days else None

    @cached_property
    def talked(self) -> int:
        """Open issues at or over the talk limit."""
        limit = value("talk_limit")
        return sum(r["total"] for r in self.rows["talks"] if int(r["key"]) >= limit)

    @property
    def aftercare(self) -> int:
        return sum(r["total"] for r in self.rows["aftercare"])

    # --- the map -------------------------------------------------------------------------------

    @cached_property
    def stops(self) -> list[dict[str, Any]]:
        """The places with open public issues; the two busiest are yellow."""
        counts = {r["key"]: r["total"] for r in self.rows["spots"]}
        found = [
            {"x": r["x"], "y": r["y"], "count": counts[str(r["id"])], "label": r["place"], "href": ""}
            for r in self.rows["segments"]
            if str(r["id"]) in counts
        ]
        found.sort(key=lambda stop: -stop["count"])
        return [stop | {"now": place < 2} for place, stop in enumerate(found)]

    @property
    def streets(self) -> list[dict[str, Any]]:
        return [
            {
                "name": r["name"], "d": r["path"], "label_x": r["label_x"], "label_y": r["label_y"],
                "rotation": r["label_rotation"],
            }
            for r in self.rows["streets"]
        ]  # fmt: skip

    @property
    def places(self) -> int:
        return len(self.stops)

    @property
    def on_map(self) -> int:
        return sum(stop["count"] for stop in self.stops)

    # --- priorities, decisions, money ----------------------------------------------------------

    @cached_property
    def priorities(self) -> list[dict[str, Any]]:
        linked: dict[int, dict[str, Any]] = {}
        for r in self.rows["linked"]:
            linked.setdefault(r["prio"], r)
        return [self._priority(r, linked.get(r["id"])) for r in self.rows["priorities"]]

    @cached_property
    def box(self) -> str:
        """The part of the map that holds all stops, with room for the plates."""
        xs = [r["x"] for r in self.rows["segments"]] or [0]
        ys = [r["y"] for r in self.rows["segments"]] or [0]
        left, top = min(xs) - 40, min(ys) - 40
        return f"{left:g} {top:g} {max(xs) - left + 40:g} {max(ys) - top + 40:g}"

    def _priority(self, row: dict[str, Any], issue: dict[str, Any] | None) -> dict[str, Any]:
        late = 0
        if issue and issue["status"] == "waiting" and issue["waiting_until"]:
            late = max(0, (self.today - date.fromisoformat(issue["waiting_until"])).days)
        return row | {
            "issue": issue,
            "meter": meter(row["baseline"], row["current"], row["target"]),
            "late": late,
            "review_on": date.fromisoformat(row["review_on"]),
            "due": date.fromisoformat(issue["waiting_until"]) if late and issue else None,
        }

    @property
    def rulings(self) -> list[dict[str, Any]]:
        return [r | {"on": day_of(r["on"]), "deadline": day_of(r["deadline"])} for r in self.rows["rulings"]]

    @property
    def ruled(self) -> int:
        return of_year(REGISTER.of(self.rows["stored"], self.today), self.today.year)["taken"]

    @property
    def paid(self) -> Decimal:
        """Net paid this year in euro."""
        return sum((Decimal(r["paid"]) for r in self.rows["lines"]), Decimal(0))

    @property
    def free(self) -> Decimal:
        rows = self.rows["lines"]
        return sum(
            (Decimal(r["amended"]) - Decimal(r["reserved"]) - Decimal(r["paid"]) for r in rows), Decimal(0)
        )

    @cached_property
    def shares(self) -> Any:
        """Where each euro went (K7)."""
        return shares_of(MONEY.of(self.rows["stored"], self.today))

    @property
    def euro_bar(self) -> list[dict[str, Any]]:
        """The parts of one euro on a bar 300 wide, one unit apart."""
        found, x = [], 0.0
        for part in self.shares.parts:
            width = float(300 * part.total / self.shares.total)
            found.append({"key": part.key, "x": round(x, 1), "width": round(max(width - 1, 0.5), 1)})
            x += width
        return found

    @property
    def euro_label(self) -> str:
        names = {LOOSE: _("zonder kwestie"), OWN: _("organisatie")}
        share, whole = _("%(word)s %(cents)d cent"), self.shares.total
        return ", ".join(
            share % {"word": names.get(part.key, part.word), "cents": round(100 * part.total / whole)}
            for part in self.shares.parts
        )

    @property
    def target(self) -> int:
        return next((r["priority_target"] for r in self.rows["targets"]), 70)

    @property
    def meeting(self) -> dict[str, Any] | None:
        """The next meeting that everybody may come to, else the next one at all."""
        rows = self.rows["meetings"]
        found = next((r for r in rows if r["kind"] == "wijkoverleg"), rows[0] if rows else None)
        return found | {"at": datetime.fromisoformat(found["starts_at"])} if found else None

    @property
    def results(self) -> list[dict[str, Any]]:
        return [card(row) for row in self.rows["results"]]


def meter(baseline: str, current: str, target: str) -> dict[str, Any] | None:
    """Start, now and goal of a priority as numbers with their words; None when one is no number."""
    numbers = [number_in(text) for text in (baseline, current, target)]
    if any(number is None for number in numbers):
        return None
    words = [text.strip().split(maxsplit=1) for text in (baseline, current, target)]
    label = _("Doel: van %(start)s naar %(goal)s. Nu %(now)s.") % {
        "start": baseline, "goal": target, "now": current
    }  # fmt: skip
    return {
        "start": numbers[0], "now": numbers[1], "goal": numbers[2], "label": label,
        "start_text": words[0][0], "now_text": words[1][0], "goal_text": words[2][0],
        "unit": words[1][1] if len(words[1]) > 1 else "",
    }  # fmt: skip
