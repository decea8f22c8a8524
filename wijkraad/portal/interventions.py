"""Nu ingrijpen: the rows of the departure board, the heaviest first, each with who has the ball."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any, overload

from django.db.models import F, QuerySet
from django.db.models.functions import Coalesce, TruncDate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wijkraad.portal.bundle import Parts, Rows, rows_of
from wijkraad.portal.figures import now
from wijkraad.portal.results import day_of
from wijkraad.portal.story.facts import shown
from wijkraad.terms.values import value
from wijkraad.ui.filters import day, euro

BOUND = 100
SHOWN = 8


@dataclass(frozen=True, slots=True)
class Intervention:
    """One row: how much, what, why, who, and how heavy it weighs (days, or as many days)."""

    look: str
    big: str
    unit: str
    title: str
    href: str
    facts: str
    holder: str
    key: str
    weight: int


class Board(Sequence[Intervention]):
    """Interventions, the heaviest first; each is put into words only when somebody looks at it."""

    def __init__(self, found: Iterable[tuple[int, Callable[[], Intervention]]]) -> None:
        self._rows = sorted(found, key=lambda row: -row[0])

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, place: int) -> Intervention: ...
    @overload
    def __getitem__(self, place: slice) -> list[Intervention]: ...
    def __getitem__(self, place: int | slice) -> Intervention | list[Intervention]:
        if isinstance(place, slice):
            return [tell() for _, tell in self._rows[place]]
        return self._rows[place][1]()


def interventions(user: Any, today: date) -> Board:
    """All rows (at most 100 of a kind), heaviest first; one statement."""
    return board(rows_of(parts(user, today)), today)


def parts(user: Any, today: date) -> Parts:
    """The rows of each kind."""
    return {
        "late": _issues(now.late_waiting(user, today)),
        "late_new": _issues(now.late_new(user, today)),
        "talk": _issues(now.talked(user, today)),
        "back": _issues(now.back(user, today)),
        "still": _issues(now.stuck(user, today)),
        "decisions": _decisions(now.decisions_late(user, today)),
        "actions": _actions(now.actions_late(user, today)),
        "letters": _letters(now.letters_late(user, today)),
        "reports": _reports(now.reports_missing(user, today)),
    }


def board(rows: Rows, today: date) -> Board:
    """The rows of `parts`, weighed: days too late, days over the limit, or as heavy as so many days."""
    limits = value("stuck_after", today)

    def late(kind: str, column: str, tell: Callable[[dict[str, Any], int], Intervention]) -> Iterator[Any]:
        for row in rows[kind]:
            days = _days(row[column], today)
            yield days, partial(tell, row, days)

    def still() -> Iterator[Any]:
        known = {row["id"] for row in rows["late"] + rows["late_new"]}
        for row in rows["still"]:
            if row["id"] not in known:
                days, limit = _days(row["quiet"], today), limits[row["status"]]
                yield days - limit, partial(_still, row, days, limit)

    return Board([
        *late("late", "waiting_until", _late),
        *late("late_new", "norm_due", _late),
        *((45 + row["talks_since_decision"], partial(_talk, row)) for row in rows["talk"]),
        *((40, partial(_back, row)) for row in rows["back"]),
        *still(),
        *late("decisions", "deadline", _decision),
        *late("actions", "due", _action),
        *late("letters", "over", _letter),
        *late("reports", "report_due", _report),
    ])  # fmt: skip


def _issues(found: QuerySet) -> QuerySet:
    return found.values(
        "id", "number", "uuid", "title", "status", "waiting_until", "norm_due", "talks_since_decision",
        "on_agenda_at", key=F("theme__colour_key"), word=F("theme__name"), owner=shown("responsible"),
        with_=F("partner__short_name"), quiet=TruncDate("last_event_at"), again=TruncDate("relapsed_at"),
    )[:BOUND]  # fmt: skip


def _decisions(found: QuerySet) -> QuerySet:
    return found.values("number", "uuid", "title", "deadline", "first_deadline", owner=shown("responsible"))[
        :BOUND
    ]


def _actions(found: QuerySet) -> QuerySet:
    return found.values(
        "title", "due", "cause_number", no=F("issue__number"), code=F("issue__uuid"),
        key=F("issue__theme__colour_key"), owner=shown("responsible"),
    )[:BOUND]  # fmt: skip


def _letters(found: QuerySet) -> QuerySet:
    return found.values(
        "uuid", "number", "subject", to=F("partner__short_name"), key=F("issue__theme__colour_key"),
        over=Coalesce("term_ends", "own_date"),
    )[:BOUND]  # fmt: skip


def _reports(found: QuerySet) -> QuerySet:
    return found.values("number", "title", "paid", "report_due", owner=shown("requester"))[:BOUND]


# --- rows → interventions -------------------------------------------------------------------------


def _days(text: str | None, today: date) -> int:
    on = day_of(text)
    return (today - on).days if on else 0


def _of_issue(row: dict[str, Any]) -> dict[str, Any]:
    title = row["title"] or _("Melding over %(theme)s") % {"theme": row["word"].lower()}
    return {
        "title": title, "href": f"/werk/kwesties/{row['uuid']}/", "key": row["key"],
        "holder": row["owner"] or _("de wijkraad"),
    }  # fmt: skip


def _number(row: dict[str, Any]) -> str:
    return f"{row['number']}. " if row["number"] else ""


def _late(row: dict[str, Any], days: int) -> Intervention:
    waits = row["status"] == "waiting"
    due = row["waiting_until"] if waits else row["norm_due"]
    own = _of_issue(row)
    if waits:
        own["holder"] = row["with_"] or own["holder"]
    facts = _("Afgesproken: %(on)s.") if waits else _("Wij beloofden te kijken vóór %(on)s.")
    return Intervention(
        "late",
        f"+{days}",
        _unit_late(days),
        facts=_number(row) + facts % {"on": day(day_of(due))},
        weight=days,
        **own,
    )


def _unit_late(days: int) -> str:
    return ngettext("dag te laat", "dagen te laat", days)


def _talk(row: dict[str, Any]) -> Intervention:
    on = day_of(row["on_agenda_at"])
    facts = (
        _("Op de agenda van %(on)s.") % {"on": day(on)}
        if on
        else _("Nog geen besluit en niet op een agenda.")
    )
    times = row["talks_since_decision"]
    return Intervention(
        "talk", f"{times}×", _("besproken"), facts=_number(row) + facts, weight=45 + times, **_of_issue(row)
    )


def _back(row: dict[str, Any]) -> Intervention:
    again = day_of(row["again"])
    facts = _("Was opgelost. Weer open sinds %(on)s.") % {"on": day(again)}
    return Intervention("back", "↺", _("komt terug"), facts=_number(row) + facts, weight=40, **_of_issue(row))


def _still(row: dict[str, Any], days: int, limit: int) -> Intervention:
    """What lies still; it weighs as many days as it is over T(state)."""
    facts = _("De grens is %(days)d dagen.") % {"days": limit}
    return Intervention(
        "still", str(days), ngettext("dag stil", "dagen stil", days), facts=_number(row) + facts,
        weight=days - limit, **_of_issue(row),
    )  # fmt: skip


def _decision(row: dict[str, Any], days: int) -> Intervention:
    facts = _("%(number)s. Klaar op %(on)s.") % {
        "number": row["number"] or "",
        "on": day(day_of(row["deadline"])),
    }
    return Intervention(
        "late", f"+{days}", _unit_late(days), row["title"], f"/besluiten/{row['number']}/",
        facts.lstrip(". "), row["owner"], "overig", days,
    )  # fmt: skip


def _action(row: dict[str, Any], days: int) -> Intervention:
    parts = [
        row["no"] or "",
        _("Actie uit %(number)s") % {"number": row["cause_number"]} if row["cause_number"] else _("Actie"),
    ]
    facts = (
        ". ".join(part for part in parts if part)
        + ", "
        + _("klaar op %(on)s.") % {"on": day(day_of(row["due"]))}
    )
    return Intervention(
        "late", f"+{days}", _unit_late(days), row["title"], f"/werk/kwesties/{row['code']}/", facts,
        row["owner"], row["key"], days,
    )  # fmt: skip


def _letter(row: dict[str, Any], days: int) -> Intervention:
    over = day(day_of(row["over"]))
    facts = _("%(number)s. Antwoord moest er zijn op %(on)s.") % {"number": row["number"], "on": over}
    return Intervention(
        "late", f"+{days}", _unit_late(days), row["subject"], f"/werk/brieven/{row['uuid']}/", facts,
        row["to"], row["key"] or "overig", days,
    )  # fmt: skip


def _report(row: dict[str, Any], days: int) -> Intervention:
    facts = _("%(number)s. %(amount)s betaald. Verslag moest op %(on)s.") % {
        "number": row["number"], "amount": euro(row["paid"]), "on": day(day_of(row["report_due"]))
    }  # fmt: skip
    title = _("Verslag ontbreekt: %(title)s") % {"title": row["title"]}
    return Intervention(
        "late",
        f"+{days}",
        _unit_late(days),
        title,
        f"/uitgaven/{row['number']}/",
        facts,
        row["owner"],
        "overig",
        days,
    )
