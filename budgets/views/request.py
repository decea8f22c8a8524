"""One request inside: everything about it, and each step as a small form of its own."""

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.contrib import messages as flash
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from budgets import actions, proofs
from budgets import forms as ours
from budgets.actions.accounts import lacks
from budgets.actions.orders import waiting_order
from budgets.answers import answer, signing_of
from budgets.happened import happened
from budgets.models import Booking, Interest, Receipt, SpendRequest
from budgets.permissions import (
    Panel,
    actors,
    can_add_proof,
    can_change,
    can_keep_books,
    can_resubmit,
    can_see_payee,
    can_see_proof,
)
from budgets.splitting import split_of
from budgets.views.reading import DESK, fetch, log_spend_readings, posts_of
from budgets.words import row_of
from budgets.workflow import OPEN, PAYABLE, SPEND, SPENT
from wijkraad.people.access import open_to
from wijkraad.people.roles import has_role, is_board
from wijkraad.terms import clock
from wijkraad.terms.refusal import Refused
from wijkraad.terms.values import value

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
    actions.reverse_booking(_booking(spend, data["booking"]), by=by, reason=data["reason"])


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
WITH_USER = (ours.PayForm, ours.InterestForm)


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
    if can_add_proof(user, spend):
        found += ["bon"] + (["verslag"] if status in SPENT else [])
    if has_role(user, "auditor") and status in SPENT:
        found.append("bon-afkeuren")
    return found


def _form(
    name: str, user: Any, spend: SpendRequest, panel: Panel, data: Any = None, files: Any = None
) -> forms.Form | None:
    """The form of a step, empty or with what was sent."""
    kind = STEPS[name].form
    if kind is None:
        return None
    if spend.line.budget.status == "closed":
        kind = IN_OPEN_YEAR.get(name, kind)
    options: dict[str, Any] = {"prefix": name}
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


IN_OPEN_YEAR = {"corrigeren": ours.CorrectClosedForm, "terugkrijgen": ours.RefundClosedForm}
"""Steps with a spend of a closed year that are booked in the running one."""


@open_to(*DESK)
@never_cache
def detail(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """/werk/geld/<uuid>/: the request with all that can be done with it."""
    spend = fetch(request.user, uuid)
    return _page(request, spend)


@open_to(*DESK)
@require_POST
def act(request: HttpRequest, uuid: UUID, step: str) -> HttpResponse:
    """One step: the form again with its reason when it is refused, else back to the request."""
    spend = fetch(request.user, uuid)
    if step not in STEPS:
        raise Http404
    form = _form(step, request.user, spend, Panel([spend]), request.POST, request.FILES)
    if form is not None and not form.is_valid():
        return _page(request, spend, sent={step: form}, status=422)
    try:
        STEPS[step].act(spend, request.user, dict(form.cleaned_data) if form else {})
    except Refused as refusal:
        sent = {step: form} if form else {}
        return _page(request, fetch(request.user, uuid), refusal=refusal, sent=sent, status=409)
    flash.success(request, str(STEPS[step].done))
    return redirect("budgets:request", uuid)


def _bookings(spend: SpendRequest) -> list[Booking]:
    rows = spend.bookings.select_related("bank", "sum", "booked_by", "second_signature", "reversed_by")
    return list(rows.order_by("id"))


def _parts(user: Any, spend: SpendRequest) -> dict[str, Any]:
    """The rows that belong to one request, each in one statement."""
    spent = spend.status in SPENT
    return {
        "bookings": _bookings(spend) if spent or spend.paid or spend.status in PAYABLE else [],
        "order": waiting_order(spend) if spend.status in PAYABLE else None,
        "receipts": spend.receipts.select_related("added_by") if can_see_proof(user, spend) else [],
        "lacks": lacks(spend) if spend.status in ("paid", "paid_short") else [],
    }


def _page(
    request: HttpRequest,
    spend: SpendRequest,
    *,
    refusal: Refused | None = None,
    sent: dict[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    user, known = request.user, happened(spend)
    panel = Panel.of(spend, known)
    names = offered(user, spend, panel)
    steps = {name: (STEPS[name], (sent or {}).get(name) or _form(name, user, spend, panel)) for name in names}
    waiting = spend.status == "submitted"
    open_one = waiting or spend.status == "draft"
    context = {
        "spend": spend,
        "row": row_of(spend),
        "steps": steps,
        "refusal": refusal,
        "sent": sent or {},
        "why_not": [str(one.text) for one in panel.barriers(user, spend)] if waiting else [],
        "signing": signing_of(spend, panel) if open_one else None,
        "may": answer(spend.line, spend.amount, spend.decision, spend) if open_one else None,
        "split": split_of(spend) if spend.split_flag and spend.status in OPEN else None,
        "days_of_split": value("split_days"),
        "sees_payee": can_see_payee(user, spend, panel),
        "may_resubmit": can_resubmit(user, spend),
        "may_change": can_change(user, spend, panel),
        "states": SPEND.states,
        "moves": known.moves,
        "approvals": known.approvals,
        "interests": [(one, Interest.Kind(one.what).label) for one in known.interests],
        "items": posts_of(spend),
        **_parts(user, spend),
    }
    return render(request, "budgets/request.html", context, status=status)


@open_to(*DESK)
@never_cache
def receipt(request: HttpRequest, pk: int) -> Any:
    """A receipt, for the requester, the board and the kascommissie; always as a download."""
    found = get_object_or_404(Receipt.objects.select_related("request"), pk=pk)
    visible = SpendRequest.objects.visible_to(request.user).filter(pk=found.request_id)
    if not visible.exists() or not can_see_proof(request.user, found.request):
        raise Http404
    name = f"bon-{found.pk}.{'pdf' if found.content_type == 'application/pdf' else 'jpg'}"
    log_spend_readings([found.request], request.user)
    with found.file.open("rb") as file:
        content = BytesIO(file.read())
    return FileResponse(content, as_attachment=True, filename=name, content_type=found.content_type)
