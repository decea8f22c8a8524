"""All that happened to one request, in one statement: its moves, its approvals, and who stands outside it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import CharField, IntegerField, Value

from budgets.models import Approval, Interest, SpendMove, SpendRequest
from meetings.models import ConflictOfInterest


@dataclass(frozen=True)
class Happening:
    """One row: who and when; of a move `state` and `reason`, of an interest its `kind` and `reason`."""

    kind: str
    pk: int
    person: int | None
    who: str
    at: datetime
    what: str
    reason: str
    round: int


@dataclass
class Happened:
    """The rows of one request, each kind oldest first."""

    moves: list[Happening] = field(default_factory=list)
    approvals: list[Happening] = field(default_factory=list)
    interests: list[Happening] = field(default_factory=list)
    conflicts: list[Happening] = field(default_factory=list)


def happened(request: SpendRequest) -> Happened:
    """Moves, approvals and interests of a request, and conflicts of interest at the point of its decision."""
    item = request.decision.agenda_item_id if request.decision else None
    moves = SpendMove.objects.filter(request=request)
    approvals = Approval.objects.filter(request=request)
    interests = Interest.objects.filter(request=request)
    conflicts = ConflictOfInterest.objects.filter(item=item or 0)
    rows = _rows(moves, "moves", "by", "at", "to_state", "reason").union(
        _rows(approvals, "approvals", "approver", "at", "function", "", "round"),
        _rows(interests, "interests", "user", "at", "kind", "reason"),
        _rows(conflicts, "conflicts", "person", "declared_at", "", ""),
        all=True,
    )
    return _sorted(rows)


def _rows(found: Any, kind: str, person: str, at: str, what: str, reason: str, number: str = "") -> Any:
    """The rows of one table with the columns of `Happening`; an empty name is an empty column."""
    text, whole = CharField(), IntegerField()
    return found.order_by().values_list(
        Value(kind, output_field=text),
        "pk",
        f"{person}_id",
        f"{person}__name",
        at,
        what or Value("", output_field=text),
        reason or Value("", output_field=text),
        number or Value(0, output_field=whole),
    )


def _sorted(rows: Iterable[Any]) -> Happened:
    made = Happened()
    for row in sorted(rows, key=lambda one: one[1]):
        kind, pk, person, who, *rest = row
        one = Happening(kind, pk, person, who or "", *rest)
        getattr(made, one.kind).append(one)
    return made
