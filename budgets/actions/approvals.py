"""Judging a request: approving, asking, rejecting, and standing aside."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from budgets import notices
from budgets.actions.chain import refresh
from budgets.actions.moving import judge_move, locked, move, moved, required
from budgets.answers import Answer, answer
from budgets.earmarks import hold_sources
from budgets.models import Approval, Interest, SpendRequest
from budgets.permissions import Panel
from wijkraad.people.models import User
from wijkraad.people.roles import is_board, roles_of
from wijkraad.terms import clock, numbers
from wijkraad.terms.refusal import Refused
from wijkraad.trail.acting import action

FUNCTIONS = ("treasurer", "chair", "secretary", "deputy", "board")


@action("spend.approve")
def approve_request(request: SpendRequest, *, by: Any) -> SpendRequest:
    """Approve in this round. The last approval that is needed reserves the money and draws the number.

    Refused with the reason for who may not, for want of room on the line or of a mandate; then
    nothing has changed (2-domain, Approval).
    """
    request = locked(request)
    barriers = Panel([request]).barriers(by, request)
    if barriers:
        raise Refused(barriers[0].text, code=barriers[0].code)
    hold_sources(request.line)
    judged = answer(request.line, request.amount, request.decision, request)
    if judged.barriers:
        first = judged.barriers[0]
        raise Refused(first.text, code=first.code, first=first.first)
    Approval.objects.create(
        request=request,
        round=request.round,
        approver=by,
        requester_id=request.requester_id,
        function=next((one for one in FUNCTIONS if one in roles_of(by)), ""),
        at=clock.now(),
    )
    request.refresh_from_db(fields=["approvals_given"])
    if request.approvals_given >= judged.needed:
        _reserve(request, judged, by=by)
    return request


def _reserve(request: SpendRequest, judged: Answer, *, by: Any) -> None:
    moved(
        request,
        "approved",
        by=by,
        number=request.number or draw_number(),
        public_at=request.public_at or clock.now(),
        approved_at=clock.now(),
        listed_on=clock.today(),
        mandate=judged.leave.mandate if judged.leave else None,
    )
    refresh(request)
    notices.approved(request, by=by)


def draw_number() -> str:
    """The next public number of this Amsterdam year: U2026-018."""
    year = clock.today().year
    return f"U{year}-{numbers.draw('spend', year):03d}"


@action("spend.ask")
def ask_info(request: SpendRequest, *, by: Any, question: str) -> SpendRequest:
    """Ask the requester something first."""
    request = locked(request)
    judge_move(request, "needs_info", by=by)
    question = required(question, _("Schrijf uw vraag op."), "request_question")[:300]
    moved(request, "needs_info", by=by, reason=question, question=question)
    notices.asked(request, by=by)
    return request


@action("spend.reject")
def reject_request(request: SpendRequest, *, by: Any, reason: str) -> SpendRequest:
    """Say no, with the reason; the requester may hand in a new request."""
    request = locked(request)
    judge_move(request, "rejected", by=by)
    reason = required(reason, _("Schrijf op waarom niet."), "request_reason")
    move(request, "rejected", by=by, reason=reason)
    notices.rejected(request, by=by)
    return request


@action("spend.interest")
def declare_interest(
    request: SpendRequest, *, by: Any, person: User, kind: str, reason: str = ""
) -> Interest:
    """Put somebody outside a request: for oneself, or said of another by a board member.

    `kind`: related, conflict or away (then the deputy may be needed).
    """
    request = locked(request)
    if not is_board(by) and by.pk != person.pk:
        raise Refused(_("Alleen bestuursleden melden dit van een ander."), code="interest_who")
    if request.status not in ("draft", "submitted", "needs_info"):
        raise Refused(_("Er is al besloten over deze aanvraag."), code="interest_late")
    if Panel([request]).has_given(person, request):
        raise Refused(
            _("Deze persoon keurde al goed. Vraag de aanvrager de aanvraag terug te nemen."),
            code="interest_late",
        )
    found = Interest.objects.create(
        request=request, user=person, kind=kind, reason=reason.strip(), declared_by=by, at=clock.now()
    )
    if kind == Interest.Kind.RELATED and not request.payee_insider:
        request.payee_insider = True
        request.save(update_fields=["payee_insider"])
    return found
