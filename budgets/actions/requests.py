"""Asking for money: writing, changing, handing in, taking back, giving up."""

from collections.abc import Sequence
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from budgets import notices
from budgets.actions.chain import refresh
from budgets.actions.moving import locked, move, moved, required
from budgets.models import BudgetLine, SpendMove, SpendRequest, SpendShare
from budgets.money import cents
from budgets.permissions import can_change, can_request
from budgets.workflow import EDITABLE, STANDING
from issues.models import Issue
from meetings.models import Decision
from wijkraad.people.roles import is_board
from wijkraad.terms import clock
from wijkraad.terms.refusal import Refused
from wijkraad.trail.acting import action

HUNDRED = Decimal("100.00")
SPLIT_COUNT, SPLIT_DAYS = 5, 30
"""So many requests to one payee within so many days look like splitting (1-product)."""
WORDS = ("title", "goal", "public_wording", "public_goal", "expected_effect", "promised_return", "exception")
PAYEE = ("payee_name", "payee_kind", "payee_iban", "payee_user", "payee_count", "payee_agrees")
APPROVED = ("amount", "line", "payee_name", "payee_kind", "payee_iban", "payee_user", "decision")
"""What an approval is about: when one of these changes, it lapses (another decision has other conflicts)."""
Shares = Sequence[tuple[Issue, Decimal]]


@action("spend.request")
def request_spend(
    *,
    by: Any,
    line: BudgetLine,
    goal: str,
    amount: Decimal,
    payee_name: str,
    payee_kind: str = "organisation",
    issue: Issue | None = None,
    shares: Shares = (),
    decision: Decision | None = None,
    **words: Any,
) -> SpendRequest:
    """A new request in draft; `amount` in euros with btw.

    `issue` is one issue, `shares` several with their part in percent (together 100). `words` may hold
    title, expected_effect, promised_return, exception, public_wording, public_goal, payee_iban,
    payee_user, payee_count, payee_agrees.
    """
    if not can_request(by):
        raise Refused(_("Alleen bestuursleden vragen geld aan. Vraag het een van hen."), code="request_who")
    _only_known(words)
    request = SpendRequest(
        line=line,
        goal=required(goal, _("Schrijf op wat u wilt bereiken."), "request_goal"),
        title=(words.pop("title", "") or goal).strip()[:120],
        amount=cents(amount),
        payee_name=required(payee_name, _("Schrijf op aan wie wij betalen."), "request_payee"),
        payee_kind=payee_kind,
        decision=decision,
        requester=by,
        created_at=clock.now(),
        **_clean(words),
    )
    request.save(force_insert=True)
    SpendMove.objects.create(request=request, from_state="", to_state="draft", at=clock.now(), by=by)
    _share(request, shares or ([(issue, HUNDRED)] if issue else []), by=by)
    return request


@action("spend.change")
def change_request(
    request: SpendRequest, *, by: Any, shares: Shares | None = None, reason: str = "", **changes: Any
) -> SpendRequest:
    """Change a request. What was approved lapses when amount, payee, IBAN or line changes (new round).

    An approved request goes back to "wacht op goedkeuring" and frees its reservation. Keywords as in
    `request_spend`, and line, amount, goal, decision.
    """
    _only_known(changes, "line", "amount", "goal", "decision", "payee_name", "payee_kind")
    request = locked(request)
    if request.status not in EDITABLE or not can_change(by, request):
        raise Refused(_("Deze aanvraag kunt u nu niet veranderen."), code="request_change")
    changes = {name: new for name, new in _clean(changes).items() if getattr(request, name) != new}
    if any(name in changes for name in APPROVED) and request.status != "draft":
        if request.status == "approved" or request.approvals_given:
            changes["round"] = request.round + 1
    elif request.status == "approved" and changes:
        raise Refused(
            _("Na de goedkeuring veranderen alleen bedrag, begunstigde of onderdeel."), code="request_fixed"
        )
    if request.status == "approved" and changes:
        reason = required(reason, _("Schrijf op waarom dit verandert."), "request_reason")
        moved(request, "submitted", by=by, reason=reason, approved_at=None, mandate=None, **changes)
        notices.waiting(request, by=by)
        refresh(request)
    elif changes:
        for name, new in changes.items():
            setattr(request, name, new)
        request.save(update_fields=list(changes))
    if shares is not None and request.status in ("draft", "submitted", "needs_info"):
        request.shares.all().delete()
        _share(request, shares, by=by)
    return request


@action("spend.submit")
def submit_request(request: SpendRequest, *, by: Any) -> SpendRequest:
    """Hand in a draft: it needs an issue, a decision, or a motivated exception."""
    request = locked(request)
    _complete(request)
    move(
        request,
        "submitted",
        by=by,
        submitted_at=clock.now(),
        split_flag=_looks_split(request),
        payee_insider=_is_insider(request),
        question="",
    )
    notices.waiting(request, by=by)
    return request


@action("spend.answer")
def answer_info(request: SpendRequest, *, by: Any, answer: str) -> SpendRequest:
    """Answer the question of an approver; the request waits for approval again."""
    request = locked(request)
    answer = required(answer, _("Schrijf uw antwoord op."), "request_answer")
    _complete(request)
    move(request, "submitted", by=by, reason=answer, question="", submitted_at=clock.now())
    notices.waiting(request, by=by)
    return request


@action("spend.take_back")
def take_back(request: SpendRequest, *, by: Any) -> SpendRequest:
    """Back to draft; approvals of this round lapse."""
    request = locked(request)
    return move(request, "draft", by=by, round=request.round + (1 if request.approvals_given else 0))


@action("spend.cancel")
def cancel_request(request: SpendRequest, *, by: Any, reason: str = "") -> SpendRequest:
    """Give up a request; an approved one frees its reservation and needs a reason."""
    request = locked(request)
    if request.status == "approved":
        required(reason, _("Schrijf op waarom dit niet doorgaat."), "request_reason")
        if request.paid:
            raise Refused(_("Er is al betaald. Boek eerst terug."), code="request_paid")
    move(request, "cancelled", by=by, reason=reason)
    refresh(request)
    return request


def _only_known(words: dict[str, Any], *more: str) -> None:
    unknown = set(words) - {*WORDS, *PAYEE, *more}
    if unknown:
        raise TypeError(f"unknown words: {sorted(unknown)}")


def _clean(words: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {
        name: text.strip() if isinstance(text, str) else text for name, text in words.items()
    }
    if "payee_iban" in found:
        found["payee_iban"] = found["payee_iban"].replace(" ", "").upper()
    if "amount" in found:
        found["amount"] = cents(found["amount"])
    return found


def _share(request: SpendRequest, shares: Shares, *, by: Any) -> None:
    if not shares:
        return
    if sum((percent for _issue, percent in shares), Decimal(0)) != HUNDRED:
        raise Refused(_("De delen zijn samen geen 100 %."), code="request_shares")
    known = set(
        Issue.objects.visible_to(by)
        .filter(pk__in=[issue.pk for issue, _p in shares])
        .values_list("pk", flat=True)
    )
    if any(issue.pk not in known for issue, _percent in shares):
        raise Refused(_("Deze kwestie bestaat niet."), code="request_issue")
    SpendShare.objects.bulk_create(
        SpendShare(request=request, issue=issue, percent=percent) for issue, percent in shares
    )


def _complete(request: SpendRequest) -> None:
    """What a request needs before others look at it."""
    if request.line.budget.status != "adopted":
        raise Refused(_("Op dit jaar kan niets worden aangevraagd."), code="request_year")
    if request.decision is not None and request.decision.status not in STANDING:
        raise Refused(_("Het besluit achter deze aanvraag geldt niet (meer)."), code="decision_stands")
    if not request.shares.exists() and request.decision is None and not request.exception:
        raise Refused(
            _("Kies een kwestie of een besluit, of schrijf op waarom dit zonder kan."), code="request_link"
        )


def _looks_split(request: SpendRequest) -> bool:
    """Whether this is the fifth request to one payee within 30 days, whatever came of the others."""
    since = clock.now() - timedelta(days=SPLIT_DAYS)
    same = Q(payee_name__iexact=request.payee_name)
    if request.payee_iban:
        same |= Q(payee_iban=request.payee_iban)
    others = SpendRequest.objects.filter(same, submitted_at__gte=since).exclude(pk=request.pk)
    return others.count() + 1 >= SPLIT_COUNT


def _is_insider(request: SpendRequest) -> bool:
    """Whether the money goes to a board member or to somebody's relative: shown with its decision."""
    if request.payee_user is not None and is_board(request.payee_user):
        return True
    return request.interests.filter(kind="related").exists()
