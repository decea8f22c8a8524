"""Nu ingrijpen: the rows of the departure board, the heaviest first, each with who has the ball.

One row per matter: an issue that is late, silent and talked about at once stands there once, by what
weighs most. The rows are weighed from their keys and days alone; what is told of a row is fetched when it is
shown.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from itertools import chain
from types import MappingProxyType
from typing import Any, NamedTuple, overload

from django.db.models import Count, Exists, F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce, TruncDate

from budgets.models import SpendRequest
from issues.models import Action, Contradiction, Escalation, Issue, Letter, Promise, Report
from meetings.models import AgendaRequest, Decision
from wijkraad.portal.bundle import Parts, Rows, rows_of
from wijkraad.portal.dashboard import telling
from wijkraad.portal.dashboard.narrowing import EVERYTHING, Narrowing
from wijkraad.portal.dashboard.telling import Intervention, Row, days_between
from wijkraad.portal.figures import now
from wijkraad.portal.results import day_of
from wijkraad.portal.stepping.known import Acts, Lies, at_work
from wijkraad.portal.story.facts import shown
from wijkraad.terms.values import value

BOUND = 100
SHOWN = 8


class Weighed(NamedTuple):
    """A row that is not told yet: its weight, what it is about (each once), and how to tell it.

    `mark` ("kind:key") names the row and its trouble: the weekly round and the digest know it again by that.
    """

    weight: int
    about: str
    mark: str
    tell: Callable[[Row], Intervention]

    @property
    def kind(self) -> str:
        return self.mark.partition(":")[0]

    @property
    def key(self) -> int:
        return int(self.mark.partition(":")[2])


TELLS_MOST = ("late", "talk", "raised", "doubts", "back", "late_new", "promises", "still")
"""Of several troubles of one issue the first of these is told; the heaviest gives the weight."""


_RANK = {kind: place for place, kind in enumerate(TELLS_MOST)}


def once_each(found: Iterable[Weighed]) -> list[Weighed]:
    """One row of each matter, the heaviest first."""
    best: dict[str, Weighed] = {}
    for row in found:
        known = best.get(row.about)
        if known is None:
            best[row.about] = row
            continue
        told = row if _RANK.get(row.kind, 0) < _RANK.get(known.kind, 0) else known
        best[row.about] = told._replace(weight=max(row.weight, known.weight))
    return sorted(best.values(), key=lambda row: -row.weight)


class Board(Sequence[Intervention]):
    """Interventions, the heaviest first; each is fetched and put into words when somebody looks at it."""

    def __init__(self, rows: Sequence[Weighed], acts: Acts, today: date) -> None:
        self._rows, self._acts, self._today = rows, acts, today

    def __len__(self) -> int:
        return len(self._rows)

    @property
    def marks(self) -> list[str]:
        """The marks of all rows, in order."""
        return [row.mark for row in self._rows]

    def marked(self, *marks: str) -> list[Intervention]:
        """The rows with these marks that are still there, the heaviest first."""
        return self.told([row for row in self._rows if row.mark in marks])

    def __iter__(self) -> Iterator[Intervention]:
        return iter(self.told(self._rows))

    def first(self, number: int) -> Sequence[Weighed]:
        """The heaviest ones, untold."""
        return self._rows[:number]

    def told(self, rows: Sequence[Weighed]) -> list[Intervention]:
        """These rows in words, fetched with one statement. One that went meanwhile is left out."""
        return self.tell(rows, rows_of(details(keys_of(rows)))) if rows else []

    def tell(self, rows: Iterable[Weighed], found: Rows) -> list[Intervention]:
        """These rows in words, from the rows of `details`, with what was done about each already."""
        known = {(kind, row["id"]): row for kind in TROUBLES for row in found.get(kind, ())}
        pairs = [(row, known[row.kind, row.key]) for row in rows if (row.kind, row.key) in known]
        told = [(row, of, row.tell(of)) for row, of in pairs]
        return [replace(words, done=self._done(row, of, words)) for row, of, words in told]

    def _done(self, row: Weighed, of: Row, told: Intervention) -> str:
        kind, _colon, key = row.about.partition(":")
        if kind != "issue":
            return self._acts.of(told.subject[0], told.href, told.title)
        on = day_of(of["on_agenda_at"])
        lies = Lies(of.get("raised_to") or "", day_of(of.get("raised_due")))
        return self._acts.of_issue(int(key), on if on and on >= self._today else None, lies)

    @overload
    def __getitem__(self, place: int) -> Intervention: ...
    @overload
    def __getitem__(self, place: slice) -> list[Intervention]: ...
    def __getitem__(self, place: int | slice) -> Intervention | list[Intervention]:
        if isinstance(place, slice):
            return self.told(self._rows[place])
        return self.told([self._rows[place]])[0]


def interventions(user: Any, today: date, scope: Narrowing = EVERYTHING) -> Board:
    """All rows (at most 100 of a kind), heaviest first; one statement."""
    return board(rows_of(parts(user, today, scope)), today)


def parts(user: Any, today: date, scope: Narrowing = EVERYTHING) -> Parts:
    """The keys and days of the rows of each kind, and what was done already."""
    keys = {
        kind: scope.narrow(one.kind, one.rows(user, today)).values("id", *one.days, **one.named)[:BOUND]
        for kind, one in TROUBLES.items()
    }
    return {**keys, "acts": at_work(user, today)}


def keys_of(rows: Iterable[Weighed]) -> dict[str, list[int]]:
    """The keys of these rows per kind."""
    found: dict[str, list[int]] = {}
    for row in rows:
        found.setdefault(row.kind, []).append(row.key)
    return found


def details(keys: Mapping[str, Any]) -> Parts:
    """All that is told of the rows with these keys, per kind."""
    return {
        kind: TROUBLES[kind].told(TROUBLES[kind].model.objects.filter(pk__in=keys[kind])) for kind in keys
    }


def board(rows: Rows, today: date) -> Board:
    """The rows of `parts`, weighed: days too late, days over the limit, or as heavy as so many days."""
    limits, term = value("stuck_after", today), int(value("contradiction_days", today))

    def weighed(kind: str, row: Row, weight: int, tell: Callable[[Row], Intervention]) -> Weighed:
        return Weighed(weight, _about(kind, row), f"{kind}:{row['id']}", tell)

    def late(kind: str, column: str, tell: Callable[..., Intervention]) -> Iterator[Weighed]:
        for row in rows[kind]:
            days = days_between(row[column], today)
            yield weighed(kind, row, days, partial(tell, days=days))

    def still() -> Iterator[Weighed]:
        for row in rows["still"]:
            days, limit = days_between(row["quiet"], today), limits[row["status"]]
            yield weighed("still", row, days - limit, partial(telling.tell_still, days=days, limit=limit))

    def fixed(kind: str, weight: int, tell: Callable[[Row], Intervention]) -> Iterator[Weighed]:
        for row in rows[kind]:
            more = row["talks_since_decision"] if kind == "talk" else 0
            yield weighed(kind, row, weight + more, tell)

    def doubts() -> Iterator[Weighed]:
        for row in rows["doubts"]:
            days = days_between(row["since"], today)
            yield weighed("doubts", row, 30 + days, partial(telling.tell_doubt, days=days, term=term))

    def fatal() -> Iterator[Weighed]:
        for row in rows["fatal"]:
            left = -days_between(row["file_before"], today)
            yield weighed("fatal", row, 90 - 3 * left, partial(telling.tell_fatal, left=left))

    every = chain(
        late("late", "waiting_until", telling.tell_late),
        late("late_new", "norm_due", telling.tell_late),
        fixed("talk", 45, telling.tell_talk),
        fixed("back", 40, telling.tell_back),
        still(),
        late("decisions", "deadline", telling.tell_decision),
        late("actions", "due", telling.tell_action),
        late("promises", "over", telling.tell_promise),
        late("letters", "over", telling.tell_letter),
        fatal(),
        late("raised", "due", telling.tell_raised),
        doubts(),
        late("reports", "report_due", telling.tell_report),
    )
    return Board(once_each(every), Acts(rows["acts"]), today)


OF_ISSUE = {"late", "late_new", "talk", "back", "still", "raised", "doubts", "promises"}
"""Kinds of which an issue shows one row only."""


def _about(kind: str, row: Row) -> str:
    if kind in OF_ISSUE:
        return f"issue:{row['issue_id'] if 'issue_id' in row else row['id']}"
    return f"{'letters' if kind == 'fatal' else kind}:{row['id']}"


def _issues(found: QuerySet, **more: Any) -> QuerySet:
    """With where it was laid higher without an answer yet, and whether a place on the agenda was asked."""
    open_ones = Escalation.objects.filter(issue=OuterRef("pk"), answered_on=None).order_by("-id")
    asked = AgendaRequest.objects.filter(issue=OuterRef("pk"), state=AgendaRequest.State.OPEN)
    return found.values(
        "id", "number", "uuid", "title", "status", "waiting_until", "norm_due", "talks_since_decision",
        "on_agenda_at", key=F("theme__colour_key"), word=F("theme__name"), owner=shown("responsible"),
        raised_to=Subquery(open_ones.values("rung")[:1]), raised_due=Subquery(open_ones.values("due")[:1]),
        asked=Exists(asked), with_=F("partner__short_name"), quiet=TruncDate("last_event_at"),
        again=TruncDate("relapsed_at"), **more,
    )  # fmt: skip


def _back(found: QuerySet) -> QuerySet:
    """With how many reports came since 30 days before it was opened again."""
    since = OuterRef("relapsed_at") - timedelta(days=30)
    came = Report.objects.filter(issue=OuterRef("pk"), created_at__gte=since).order_by()
    counted = Subquery(came.values("issue").annotate(n=Count("*")).values("n"))
    return _issues(found, new=Coalesce(counted, 0))


def _decisions(found: QuerySet) -> QuerySet:
    return found.values(
        "id", "number", "uuid", "title", "deadline", "first_deadline", owner=shown("responsible")
    )


def _actions(found: QuerySet) -> QuerySet:
    return found.values(
        "id", "title", "due", "cause_number", no=F("issue__number"), code=F("issue__uuid"),
        key=F("issue__theme__colour_key"), owner=shown("responsible"),
    )  # fmt: skip


def _promises(found: QuerySet) -> QuerySet:
    return found.values(
        "id", "issue_id", "what", "due", no=F("issue__number"), code=F("issue__uuid"),
        issue_title=F("issue__title"), key=F("issue__theme__colour_key"), to=F("partner__short_name"),
        over=Coalesce("due", "chase_on"), on_agenda_at=F("issue__on_agenda_at"),
    )  # fmt: skip


def _letters(found: QuerySet) -> QuerySet:
    return found.values(
        "id", "uuid", "number", "subject", "file_before", to=F("partner__short_name"),
        key=F("issue__theme__colour_key"), over=Coalesce("term_ends", "own_date"), owner=shown("responsible"),
    )  # fmt: skip


def _raised(found: QuerySet) -> QuerySet:
    return found.values(
        "id", "issue_id", "rung", "due", no=F("issue__number"), code=F("issue__uuid"),
        issue_title=F("issue__title"), key=F("issue__theme__colour_key"),
        on_agenda_at=F("issue__on_agenda_at"),
    )  # fmt: skip


def _doubts(found: QuerySet) -> QuerySet:
    return found.values(
        "id", "issue_id", no=F("issue__number"), code=F("issue__uuid"), issue_title=F("issue__title"),
        key=F("issue__theme__colour_key"), since=TruncDate("opened_at"), owner=shown("issue__responsible"),
        on_agenda_at=F("issue__on_agenda_at"),
    )  # fmt: skip


def _reports(found: QuerySet) -> QuerySet:
    return found.values("id", "uuid", "number", "title", "paid", "report_due", owner=shown("requester"))


class Trouble(NamedTuple):
    """A kind of row: what it is to a narrowing, where its rows come from, what they are weighed by, and what
    is told of them.
    """

    kind: str
    rows: Callable[[Any, date], QuerySet]
    told: Callable[[QuerySet], QuerySet]
    days: tuple[str, ...] = ()
    named: Mapping[str, Any] = MappingProxyType({})

    @property
    def model(self) -> Any:
        """The table of its rows."""
        return MODELS[self.kind]


MODELS: Mapping[str, Any] = {
    "issue": Issue, "decision": Decision, "action": Action, "promise": Promise, "letter": Letter,
    "escalation": Escalation, "contradiction": Contradiction, "spend": SpendRequest,
}  # fmt: skip
TROUBLES: Mapping[str, Trouble] = {
    "late": Trouble("issue", now.late_waiting, _issues, ("waiting_until",)),
    "late_new": Trouble("issue", now.late_new, _issues, ("norm_due",)),
    "talk": Trouble("issue", now.talked, _issues, ("talks_since_decision",)),
    "back": Trouble("issue", now.back, _back),
    "still": Trouble("issue", now.stuck, _issues, ("status",), {"quiet": TruncDate("last_event_at")}),
    "decisions": Trouble("decision", now.decisions_late, _decisions, ("deadline",)),
    "actions": Trouble("action", now.actions_late, _actions, ("due",)),
    "promises": Trouble(
        "promise", now.promises_late, _promises, ("issue_id",), {"over": Coalesce("due", "chase_on")}
    ),
    "letters": Trouble("letter", now.letters_late, _letters, (), {"over": Coalesce("term_ends", "own_date")}),
    "fatal": Trouble("letter", now.fatal_near, _letters, ("file_before",)),
    "raised": Trouble("escalation", now.raised_late, _raised, ("issue_id", "due")),
    "doubts": Trouble(
        "contradiction", now.contradictions, _doubts, ("issue_id",), {"since": TruncDate("opened_at")}
    ),
    "reports": Trouble("spend", now.reports_missing, _reports, ("report_due",)),
}
