"""The steps with one request: which are offered to whom, their forms, and what each does."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django import forms
from django.shortcuts import get_object_or_404
from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext_lazy as _

from budgets import actions, proofs
from budgets import forms as ours
from budgets.answers import open_lines
from budgets.models import Booking, BudgetLine, Receipt, SpendRequest
from budgets.permissions import Panel, actors, can_add_proof, can_keep_books
from budgets.workflow import PAYABLE, SPEND, SPENT
from wijkraad.people.roles import has_role, is_board
from wijkraad.terms import clock

Act = Callable[[SpendRequest, Any, dict[str, Any]], Any]


@dataclass(frozen=True)
class Step:
    """One thing that can be done with a request: its form, its action, its words, and when it is offered."""

    form: type[forms.Form] | None
    act: Act
    words: str | LazyText
    done: str | LazyText
    to: str = ""
    at: tuple[str, ...] = ()


def _booking(spend: SpendRequest, key: int) -> Any:
    return get_object_or_404(spend.bookings, pk=key)


def _confirm(spend: SpendRequest, by: Any, data: dict[str, Any]) -> None:
    booking = _booking(spend, data.pop("booking"))
    actions.confirm_bank_line(booking, by=by, **data)


def _reverse(spend: SpendRequest, by: Any, data: dict[str, Any]) -> None:
    actions.reverse_booking(_booking(spend, data.pop("booking")), by=by, **data)


def _again(spend: SpendRequest, by: Any, data: dict[str, Any]) -> None:
    actions.pay_again(_booking(spend, data.pop("booking")), by=by, **data)


def _receipt(spend: SpendRequest, by: Any, data: dict[str, Any]) -> None:
    actions.add_receipt(spend, by=by, proof=proofs.read(data["file"]), kind=data["kind"])


def _refuse(spend: SpendRequest, by: Any, data: dict[str, Any]) -> None:
    receipt = get_object_or_404(spend.receipts, pk=data["receipt"])
    actions.refuse_receipt(receipt, by=by, reason=data["reason"])


def _correct(spend: SpendRequest, by: Any, data: dict[str, Any]) -> None:
    actions.correct_booking(_booking(spend, data.pop("booking")), by=by, **data)


def _pay(spend: SpendRequest, by: Any, data: dict[str, Any]) -> None:
    """Cash goes with the newest receipt that nobody refused; the action refuses when there is none."""
    if data["method"] == Booking.Method.CASH:
        found = spend.receipts.filter(refused_at=None, kind__in=["receipt", "invoice"])
        data["receipt"] = found.order_by("-id").first()
    data["method"] = data["method"] or Booking.Method.BANK
    actions.pay_request(spend, by=by, **data)


def plain(action: Any) -> Act:
    """An action that takes the request, `by`, and the fields of its form."""
    return lambda spend, by, data: action(spend, by=by, **data)


STEPS: dict[str, Step] = {
    "indienen": Step(
        None,
        plain(actions.submit_request),
        _("Dien in"),
        _("De aanvraag is ingediend."),
        "submitted",
        at=("draft",),
    ),
    "goedkeuren": Step(
        None,
        plain(actions.approve_request),
        _("Keur goed"),
        _("U keurde deze aanvraag goed."),
        "approved",
        at=("submitted",),
    ),
    "vragen": Step(
        ours.QuestionForm,
        plain(actions.ask_info),
        _("Stel een vraag"),
        _("Uw vraag is verstuurd."),
        "needs_info",
    ),
    "afwijzen": Step(
        ours.ReasonForm,
        plain(actions.reject_request),
        _("Wijs af"),
        _("De aanvraag is afgewezen."),
        "rejected",
    ),
    "antwoorden": Step(
        ours.AnswerForm, plain(actions.answer_info), _("Geef antwoord"), _("Uw antwoord is verstuurd.")
    ),
    "terugnemen": Step(
        None, plain(actions.take_back), _("Neem terug"), _("De aanvraag is weer van u."), "draft"
    ),
    "intrekken": Step(
        ours.ReasonForm,
        plain(actions.cancel_request),
        _("Dit gaat niet door"),
        _("De aanvraag is ingetrokken."),
        "cancelled",
    ),
    "belang": Step(
        ours.InterestForm, plain(actions.declare_interest), _("Meld een belang"), _("Dat is genoteerd.")
    ),
    "betalen": Step(
        ours.PayForm,
        _pay,
        _("Boek de betaling"),
        _("De betaling is geboekt."),
        "paid",
        at=PAYABLE,
    ),
    "minder": Step(
        ours.ReasonForm,
        plain(actions.pay_short),
        _("Het kostte minder"),
        _("De rest is weer vrij."),
        "paid_short",
    ),
    "terugkrijgen": Step(
        ours.RefundForm, plain(actions.book_refund), _("Boek geld terug"), _("Dat is geboekt.")
    ),
    "terugdraaien": Step(ours.ReverseForm, _reverse, _("Draai terug"), _("De boeking is teruggedraaid.")),
    "corrigeren": Step(ours.CorrectForm, _correct, _("Corrigeer"), _("De boeking is gecorrigeerd.")),
    "opnieuw": Step(
        ours.PayAgainForm, _again, _("Boek dat u opnieuw betaalde"), _("De betaling is geboekt.")
    ),
    "bankregel": Step(ours.BankForm, _confirm, _("Gezien op het afschrift"), _("De bankregel is bekeken.")),
    "bon": Step(ours.ReceiptForm, _receipt, _("Voeg een bon toe"), _("De bon is bewaard.")),
    "bon-afkeuren": Step(ours.RefuseForm, _refuse, _("Keur de bon af"), _("De bon is afgekeurd.")),
    "verslag": Step(
        ours.ReportForm,
        plain(actions.evaluate_request),
        _("Schrijf het verslag"),
        _("Het verslag is bewaard."),
    ),
    "verantwoorden": Step(
        None, plain(actions.account_request), _("Verantwoord"), _("Deze uitgave is verantwoord."), "accounted"
    ),
}
WITH_USER = (ours.PayForm, ours.PayAgainForm, ours.InterestForm)


def offered(user: Any, spend: SpendRequest, panel: Panel | None = None) -> list[str]:
    """The steps that this person can take with this request now; the same predicates as the actions."""
    roles, found = actors(user, spend, panel), []
    status = spend.status
    for name, step in STEPS.items():
        if step.to and status in (step.at or SPEND.states) and SPEND.allows(status, step.to, roles):
            found.append(name)
    if status == "needs_info" and "requester" in roles:
        found.append("antwoorden")
    if status in ("draft", "submitted", "needs_info") and (is_board(user) or "deputy" in roles):
        found.append("belang")
    if can_keep_books(user) and status in SPENT:
        found += ["terugkrijgen", "bankregel", "corrigeren", "terugdraaien"]
        found += ["opnieuw"] if spend.line.budget.status == "closed" else []
    if can_add_proof(user, spend):
        found += ["bon"] + (["verslag"] if status in SPENT else [])
    if has_role(user, "auditor") and status in SPENT:
        found.append("bon-afkeuren")
    return found


def form_of(
    name: str,
    user: Any,
    spend: SpendRequest,
    panel: Panel,
    data: Any = None,
    files: Any = None,
    row: int | None = None,
    lines: list[BudgetLine] | None = None,
) -> forms.Form | None:
    """The form of a step, empty or with what was sent; `row` keeps the same form of several rows apart.

    `lines` are those of the open years, when they are known already.
    """
    kind = STEPS[name].form
    if kind is None:
        return None
    if spend.line.budget.status == "closed":
        kind = IN_OPEN_YEAR.get(name, kind)
    options: dict[str, Any] = {"prefix": name, "auto_id": f"id_%s_{row}" if row else "id_%s"}
    if issubclass(kind, ours.OpenLineForm):
        options |= {"lines": list(open_lines()) if lines is None else lines, "like": spend.line}
    if issubclass(kind, WITH_USER):
        options |= {"user": user, "people": panel.people}
    if data is None:
        today = clock.today()
        options["initial"] = {"key": uuid4().hex, "paid_on": today, "seen_on": today}
        if name == "betalen":
            options["initial"]["amount"] = spend.amount - spend.paid
        if name == "verslag" and hasattr(spend, "evaluation"):
            report = spend.evaluation
            options["initial"] |= {
                "reached": report.reached,
                "brought": report.brought,
                "lesson": report.lesson,
            }
    return kind(data, files, **options)


IN_OPEN_YEAR: dict[str, type[forms.Form]] = {
    "corrigeren": ours.CorrectClosedForm,
    "terugkrijgen": ours.RefundClosedForm,
    "terugdraaien": ours.ReverseClosedForm,
}
"""Steps with a spend of a closed year that are booked in the running one."""


def row_forms(
    user: Any,
    spend: SpendRequest,
    panel: Panel,
    names: list[str],
    sent: dict[str, Any],
    rows: dict[str, list[Any]],
) -> list[tuple[Any, str, Step, forms.Form, bool]]:
    """The small forms of each booking and receipt: row, name, step, form, and whether it was just sent."""
    found: list[Any] = []
    lines = list(open_lines()) if spend.line.budget.status == "closed" else []
    for one in rows["bookings"] + rows["receipts"]:
        for name in BOOKING_STEPS if isinstance(one, Booking) else ("bon-afkeuren",):
            if name not in names or not _fits(name, one, spend):
                continue
            was = sent.get(name)
            this = was is not None and was.auto_id == f"id_%s_{one.pk}"
            form = was if this else form_of(name, user, spend, panel, row=one.pk, lines=lines)
            found.append((one, name, STEPS[name], form, this))
    return found


BOOKING_STEPS = ("bankregel", "terugdraaien", "corrigeren", "opnieuw")
OF_ROWS = (*BOOKING_STEPS, "bon-afkeuren")
"""Steps with one booking or receipt: each row has its own form."""


def _fits(name: str, one: Any, spend: SpendRequest) -> bool:
    """Whether a step can be taken with this booking or receipt."""
    if isinstance(one, Receipt):
        return one.refused_at is None
    back = getattr(one, "reversed_by", None)
    if name == "opnieuw":
        gone = back is not None and back.line_id != spend.line_id
        return one.kind == "payment" and gone and not hasattr(one, "corrected_by")
    if back is not None or one.kind == "reversal":
        return False
    if name == "terugdraaien":
        ended = spend.status in ("paid_short", "accounted") and spend.line.budget.status != "closed"
        return one.kind == "refund" or not ended
    seen = hasattr(one, "bank") or one.method == "cash" or one.sum.settled == one.sum.amount
    return one.kind == "payment" and not (name == "bankregel" and seen)
