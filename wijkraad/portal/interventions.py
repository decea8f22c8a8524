"""Nu ingrijpen: the rows of the departure board, the heaviest first, each with who has the ball.

One row per matter: an issue that is late, silent and talked about at once stands there once, by what
weighs most.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from functools import partial
from typing import Any, NamedTuple, overload

from django.db.models import Count, F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce, TruncDate

from issues.models import Report
from wijkraad.portal import telling
from wijkraad.portal.bundle import Parts, Rows, rows_of
from wijkraad.portal.figures import now
from wijkraad.portal.narrowing import EVERYTHING, Narrowing
from wijkraad.portal.story.facts import shown
from wijkraad.portal.telling import Intervention, Row, days_between
from wijkraad.terms.values import value

BOUND = 100
SHOWN = 8


class Weighed(NamedTuple):
    """A row that is not told yet: its weight, what it is about (each once), and how to tell it.

    `mark` names the row and its trouble: the weekly round and the digest know it again by that.
    """

    weight: int
    about: str
    mark: str
    tell: Callable[[], Intervention]


TELLS_MOST = ("late", "talk", "raised", "doubts", "back", "late_new", "promises", "still")
"""Of several troubles of one issue the first of these is told; the heaviest gives the weight."""


def _rank(row: Weighed) -> int:
    kind = row.mark.partition(":")[0]
    return TELLS_MOST.index(kind) if kind in TELLS_MOST else 0


class Board(Sequence[Intervention]):
    """Interventions, the heaviest first; each is put into words only when somebody looks at it."""

    def __init__(self, found: Iterable[Weighed]) -> None:
        best: dict[str, Weighed] = {}
        for row in found:
            known = best.setdefault(row.about, row)
            told = row if _rank(row) < _rank(known) else known
            best[row.about] = told._replace(weight=max(row.weight, known.weight))
        self._rows = sorted(best.values(), key=lambda row: -row.weight)

    def __len__(self) -> int:
        return len(self._rows)

    @property
    def marks(self) -> list[str]:
        """The marks of all rows, in order."""
        return [row.mark for row in self._rows]

    def marked(self, mark: str) -> Intervention | None:
        """The row with this mark; None when it is not there any more."""
        return next((row.tell() for row in self._rows if row.mark == mark), None)

    @overload
    def __getitem__(self, place: int) -> Intervention: ...
    @overload
    def __getitem__(self, place: slice) -> list[Intervention]: ...
    def __getitem__(self, place: int | slice) -> Intervention | list[Intervention]:
        if isinstance(place, slice):
            return [row.tell() for row in self._rows[place]]
        return self._rows[place].tell()


def interventions(user: Any, today: date, scope: Narrowing = EVERYTHING) -> Board:
    """All rows (at most 100 of a kind), heaviest first; one statement."""
    return board(rows_of(parts(user, today, scope)), today)


def parts(user: Any, today: date, scope: Narrowing = EVERYTHING) -> Parts:
    """The rows of each kind."""
    issue = partial(scope.narrow, "issue")
    return {
        "late": _issues(issue(now.late_waiting(user, today))),
        "late_new": _issues(issue(now.late_new(user, today))),
        "talk": _issues(issue(now.talked(user, today))),
        "back": _back(issue(now.back(user, today))),
        "still": _issues(issue(now.stuck(user, today))),
        "decisions": _decisions(scope.narrow("decision", now.decisions_late(user, today))),
        "actions": _actions(scope.narrow("action", now.actions_late(user, today))),
        "promises": _promises(scope.narrow("promise", now.promises_late(user, today))),
        "letters": _letters(scope.narrow("letter", now.letters_late(user, today))),
        "fatal": _letters(scope.narrow("letter", now.fatal_near(user, today))),
        "raised": _raised(scope.narrow("escalation", now.raised_late(user, today))),
        "doubts": _doubts(scope.narrow("contradiction", now.contradictions(user, today))),
        "reports": _reports(scope.narrow("spend", now.reports_missing(user, today))),
    }


def board(rows: Rows, today: date) -> Board:
    """The rows of `parts`, weighed: days too late, days over the limit, or as heavy as so many days."""
    limits, term = value("stuck_after", today), int(value("contradiction_days", today))

    def late(kind: str, column: str, tell: Callable[[Row, int], Intervention]) -> Iterator[Weighed]:
        for row in rows[kind]:
            days = days_between(row[column], today)
            yield Weighed(days, _about(kind, row), f"{kind}:{row['id']}", partial(tell, row, days))

    def still() -> Iterator[Weighed]:
        for row in rows["still"]:
            days, limit = days_between(row["quiet"], today), limits[row["status"]]
            tell = partial(telling.tell_still, row, days, limit)
            yield Weighed(days - limit, _about("still", row), f"still:{row['id']}", tell)

    def fixed(kind: str, weight: int, tell: Callable[[Row], Intervention]) -> Iterator[Weighed]:
        for row in rows[kind]:
            more = row.get("talks_since_decision", 0) if kind == "talk" else 0
            yield Weighed(weight + more, _about(kind, row), f"{kind}:{row['id']}", partial(tell, row))

    def doubts() -> Iterator[Weighed]:
        for row in rows["doubts"]:
            days = days_between(row["since"], today)
            tell = partial(telling.tell_doubt, row, days, term)
            yield Weighed(30 + days, _about("doubts", row), f"doubts:{row['id']}", tell)

    def fatal() -> Iterator[Weighed]:
        for row in rows["fatal"]:
            left = -days_between(row["file_before"], today)
            tell = partial(telling.tell_fatal, row, left)
            yield Weighed(90 - 3 * left, _about("fatal", row), f"fatal:{row['id']}", tell)

    return Board([
        *late("late", "waiting_until", telling.tell_late),
        *late("late_new", "norm_due", telling.tell_late),
        *fixed("talk", 45, telling.tell_talk),
        *fixed("back", 40, telling.tell_back),
        *still(),
        *late("decisions", "deadline", telling.tell_decision),
        *late("actions", "due", telling.tell_action),
        *late("promises", "over", telling.tell_promise),
        *late("letters", "over", telling.tell_letter),
        *fatal(),
        *late("raised", "due", telling.tell_raised),
        *doubts(),
        *late("reports", "report_due", telling.tell_report),
    ])  # fmt: skip


OF_ISSUE = {"late", "late_new", "talk", "back", "still", "raised", "doubts", "promises"}
"""Kinds of which an issue shows one row only."""


def _about(kind: str, row: Row) -> str:
    if kind in OF_ISSUE:
        return f"issue:{row['issue_id'] if 'issue_id' in row else row['id']}"
    return f"{'letters' if kind == 'fatal' else kind}:{row['id']}"


def _issues(found: QuerySet, **more: Any) -> QuerySet:
    return found.values(
        "id", "number", "uuid", "title", "status", "waiting_until", "norm_due", "talks_since_decision",
        "on_agenda_at", key=F("theme__colour_key"), word=F("theme__name"), owner=shown("responsible"),
        with_=F("partner__short_name"), quiet=TruncDate("last_event_at"), again=TruncDate("relapsed_at"),
        **more,
    )[:BOUND]  # fmt: skip


def _back(found: QuerySet) -> QuerySet:
    """With how many reports came since 30 days before it was opened again."""
    since = OuterRef("relapsed_at") - timedelta(days=30)
    came = Report.objects.filter(issue=OuterRef("pk"), created_at__gte=since).order_by()
    counted = Subquery(came.values("issue").annotate(n=Count("*")).values("n"))
    return _issues(found, new=Coalesce(counted, 0))


def _decisions(found: QuerySet) -> QuerySet:
    return found.values(
        "id", "number", "uuid", "title", "deadline", "first_deadline", owner=shown("responsible")
    )[:BOUND]


def _actions(found: QuerySet) -> QuerySet:
    return found.values(
        "id", "title", "due", "cause_number", no=F("issue__number"), code=F("issue__uuid"),
        key=F("issue__theme__colour_key"), owner=shown("responsible"),
    )[:BOUND]  # fmt: skip


def _promises(found: QuerySet) -> QuerySet:
    return found.values(
        "id", "issue_id", "what", "due", no=F("issue__number"), code=F("issue__uuid"),
        issue_title=F("issue__title"), key=F("issue__theme__colour_key"), to=F("partner__short_name"),
        over=Coalesce("due", "chase_on"),
    )[:BOUND]  # fmt: skip


def _letters(found: QuerySet) -> QuerySet:
    return found.values(
        "id", "uuid", "number", "subject", "file_before", to=F("partner__short_name"),
        key=F("issue__theme__colour_key"), over=Coalesce("term_ends", "own_date"), owner=shown("responsible"),
    )[:BOUND]  # fmt: skip


def _raised(found: QuerySet) -> QuerySet:
    return found.values(
        "id", "issue_id", "rung", "due", no=F("issue__number"), code=F("issue__uuid"),
        issue_title=F("issue__title"), key=F("issue__theme__colour_key"),
    )[:BOUND]  # fmt: skip


def _doubts(found: QuerySet) -> QuerySet:
    return found.values(
        "id", "issue_id", no=F("issue__number"), code=F("issue__uuid"), issue_title=F("issue__title"),
        key=F("issue__theme__colour_key"), since=TruncDate("opened_at"), owner=shown("issue__responsible"),
    )[:BOUND]  # fmt: skip


def _reports(found: QuerySet) -> QuerySet:
    return found.values("id", "uuid", "number", "title", "paid", "report_due", owner=shown("requester"))[
        :BOUND
    ]
