"""What every action on a request does alike: lock in one order, judge the actor, move, tell history."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from budgets.models import BudgetLine, SpendMove, SpendRequest
from budgets.permissions import actors
from budgets.workflow import SPEND
from wijkraad.terms import clock
from wijkraad.terms.refusal import Refused


def locked(request: SpendRequest) -> SpendRequest:
    """The request as it is now, held until the action ends; its line is held before it (2-domain)."""
    while True:
        line_id = SpendRequest.objects.values_list("line_id", flat=True).get(pk=request.pk)
        line = locked_line(line_id)
        found = SpendRequest.objects.select_for_update(no_key=True).get(pk=request.pk)
        if found.line_id == line.pk:
            found.line = line
            return found


def locked_line(line_id: int) -> BudgetLine:
    """A line with its year, held until the action ends."""
    lines = BudgetLine.objects.select_related("budget").select_for_update(no_key=True, of=("self",))
    return lines.get(pk=line_id)


def judge_move(request: SpendRequest, to: str, *, by: Any) -> None:
    """Refuse a move that the table does not give to this person."""
    if not SPEND.who(request.status, to):
        text = _("Dit kan nu niet. De aanvraag heeft de stand “%(status)s”.")
        raise Refused(text % {"status": SPEND.states[request.status]}, code="spend_move")
    if not SPEND.allows(request.status, to, actors(by, request)):
        raise Refused(_("U mag deze stap niet zetten."), code="spend_who")


def move(request: SpendRequest, to: str, *, by: Any, reason: str = "", **changes: Any) -> SpendRequest:
    """Change the state of a held row with other columns, and write the history row of the move."""
    judge_move(request, to, by=by)
    return moved(request, to, by=by, reason=reason, **changes)


def moved(request: SpendRequest, to: str, *, by: Any, reason: str = "", **changes: Any) -> SpendRequest:
    """The move itself, for an actor that was judged already."""
    SpendMove.objects.create(
        request=request, from_state=request.status, to_state=to, at=clock.now(), by=by, reason=reason
    )
    for name, new in changes.items():
        setattr(request, name, new)
    request.status = to
    request.save(update_fields=["status", *changes])
    return request


def required(text: str, message: Any, code: str) -> str:
    """The text without white space around it; refused when nothing is left."""
    text = text.strip()
    if not text:
        raise Refused(message, code=code)
    return text
