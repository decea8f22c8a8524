"""Asking for money: writing, changing, handing in, taking back, giving up."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from budgets import notices
from budgets.actions.chain import refresh
from budgets.actions.moving import locked, move, moved, required
from budgets.actions.orders import waiting_order
from budgets.editing import digest_of
from budgets.models import BudgetLine, PaymentOrder, SpendItem, SpendMove, SpendRequest, SpendShare
from budgets.money import ZERO, cents
from budgets.permissions import can_change, can_request, can_resubmit, is_payee
from budgets.splitting import split_of
from budgets.workflow import EDITABLE, STANDING
from issues.models import Issue
from meetings.models import Decision
from wijkraad.people.roles import COUNCIL, holders, is_board
from wijkraad.terms import clock
from wijkraad.terms.refusal import Refused
from wijkraad.trail.acting import action
from wijkraad.ui.filters import euro

HUNDRED = Decimal("100.00")
WORDS = (
    "title",
    "goal",
    "public_wording",
    "public_goal",
    "expected_effect",
    "promised_return",
    "exception",
    "others_asked",
)
PAYEE = (
    "payee_name",
    "payee_kind",
    "payee_iban",
    "payee_address",
    "payee_user",
    "payee_count",
    "payee_agrees",
)
APPROVED = ("amount", "line", "payee_name", "payee_kind", "payee_iban", "payee_user", "decision")
"""What an approval is about: when one of these changes, it lapses (another decision has other conflicts)."""
Shares = Sequence[tuple[Issue, Decimal]]
Items = Sequence[tuple[str, Decimal]]
"""What it costs, item by item, in euros."""


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
    items: Items = (),
    decision: Decision | None = None,
    replaces: SpendRequest | None = None,
    **words: Any,
) -> SpendRequest:
    """A new request in draft; `amount` in euros with btw.

    `issue` is one issue, `shares` several with their part in percent (together 100). `items` add to the
    amount (without them the whole is one item). `replaces` is the own, rejected request that this one is
    written anew from. `words` may hold the names of WORDS and PAYEE.
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
        replaces=_replaced(replaces, by),
        requester=by,
        created_at=clock.now(),
        **_clean(words),
    )
    request.save(force_insert=True)
    _itemise(request, items)
    SpendMove.objects.create(request=request, from_state="", to_state="draft", at=clock.now(), by=by)
    _share(request, shares or ([(issue, HUNDRED)] if issue else []), by=by)
    return request


@action("spend.change")
def change_request(
    request: SpendRequest,
    *,
    by: Any,
    shares: Shares | None = None,
    items: Items | None = None,
    reason: str = "",
    seen: str = "",
    **changes: Any,
) -> SpendRequest:
    """Change a request. What was approved lapses when amount, items, payee, IBAN or line changes (new round).

    An approved request goes back to "wacht op goedkeuring" and frees its reservation. Keywords as in
    `request_spend`, and line, amount, goal, decision. `seen` is the digest (budgets.editing) that the
    person started from: refused when somebody else changed the words since.
    """
    _only_known(changes, "line", "amount", "goal", "decision", "payee_name", "payee_kind")
    request = locked(request)
    if request.status not in EDITABLE or not can_change(by, request):
        raise Refused(_("Deze aanvraag kunt u nu niet veranderen."), code="request_change")
    if seen and seen != digest_of(request):
        raise Refused(_("Een ander heeft deze aanvraag intussen veranderd."), code="request_conflict")
    before, waits = request.status, request.status != "draft"
    changes = {name: new for name, new in _clean(changes).items() if getattr(request, name) != new}
    fresh_items = _changed_items(request, items, changes.get("amount"))
    essential = fresh_items is not None or any(name in changes for name in APPROVED)
    if before == "approved" and changes and not essential:
        raise Refused(
            _("Na de goedkeuring veranderen alleen bedrag, begunstigde of onderdeel."), code="request_fixed"
        )
    lapse = essential and waits and (before == "approved" or request.approvals_given > 0)
    if lapse:
        end_round(request, by=by, reason=reason, **changes)
    elif changes:
        _set(request, changes)
    if fresh_items is not None:
        request.items.all().delete()
        _itemise(request, fresh_items)
    if shares is not None and before != "approved":
        request.shares.all().delete()
        _share(request, shares, by=by)
    if waits and essential:
        _set(request, {"split_flag": bool(split_of(request)), "payee_insider": _is_insider(request)})
    return request


def end_round(request: SpendRequest, *, by: Any, reason: str, **changes: Any) -> None:
    """What was approved is different now: the approvals of a held request lapse, its reservation is freed.

    Those who had approved hear it, and everybody who can sign now.
    """
    given = [one.approver for one in request.approvals.filter(round=request.round).select_related("approver")]
    changes["round"] = request.round + 1
    not_at_bank(request)
    if request.status == "approved":
        reason = required(reason, _("Schrijf op waarom dit verandert."), "request_reason")
        moved(request, "submitted", by=by, reason=reason, approved_at=None, mandate=None, **changes)
        refresh(request)
    else:
        _set(request, changes)
    request.approvals_given = 0
    notices.lapsed(request, given, by=by)
    notices.waiting(request, by=by, without=given)


def not_at_bank(request: SpendRequest) -> None:
    """What the bank is about to pay neither changes nor stops: first the order is dropped."""
    if order := waiting_order(request, PaymentOrder.Status.SENT):
        text = _("Deze betaling ligt bij de bank, in betaalopdracht %(number)s. Laat die eerst vervallen.")
        raise Refused(text % {"number": order.reference}, code="request_at_bank")


def _set(request: SpendRequest, changes: dict[str, Any]) -> None:
    for name, new in changes.items():
        setattr(request, name, new)
    request.save(update_fields=list(changes))


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
        split_flag=bool(split_of(request)),
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
    not_at_bank(request)
    approved = request.status == "approved"
    move(request, "cancelled", by=by, reason=reason)
    if approved:
        notices.cancelled(request, by=by)
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


def _itemise(request: SpendRequest, items: Items) -> None:
    """Write the items of a request; they must be its amount to the cent."""
    rows = [(what.strip()[:120], cents(amount)) for what, amount in items] or [
        (request.title, request.amount)
    ]
    total = sum((amount for _what, amount in rows), ZERO)
    if total != request.amount:
        text = _("De posten zijn samen %(total)s. Het bedrag is %(amount)s. Maak ze gelijk.")
        words = {"total": euro(total), "amount": euro(request.amount)}
        raise Refused(text % words, code="request_items")
    SpendItem.objects.bulk_create(
        SpendItem(request=request, what=what, amount=amount, order=at)
        for at, (what, amount) in enumerate(rows, start=1)
    )


def _changed_items(request: SpendRequest, items: Items | None, amount: Decimal | None) -> Items | None:
    """The items to write, or None when they stay: without new ones a single item follows the amount."""
    kept = list(request.items.order_by("order", "id").values_list("what", "amount"))
    if items or (items is not None and len(kept) > 1):
        wanted = [(what.strip()[:120], cents(cost)) for what, cost in items]
        return None if wanted == kept and amount is None else wanted
    if amount is None:
        return None
    return [(kept[0][0], amount)] if len(kept) == 1 else kept


def _replaced(replaces: SpendRequest | None, by: Any) -> SpendRequest | None:
    if replaces is not None and not can_resubmit(by, replaces):
        raise Refused(_("Alleen uw eigen afgewezen aanvraag dient u opnieuw in."), code="request_replaces")
    return replaces


def _is_insider(request: SpendRequest) -> bool:
    """Whether the money goes to a board member or to somebody's relative: shown with its decision."""
    if request.payee_user is not None and is_board(request.payee_user):
        return True
    if any(is_payee(member, request) for member in holders(*COUNCIL)):
        return True
    return request.interests.filter(kind="related").exists()
