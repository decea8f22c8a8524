"""One request inside: everything about it, and each step as a small form of its own."""

from io import BytesIO
from typing import Any
from uuid import UUID

from django.contrib import messages as flash
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from budgets.actions.accounts import lacks
from budgets.actions.orders import waiting_order
from budgets.answers import answer, signing_of
from budgets.happened import happened
from budgets.models import Booking, Interest, Receipt, SpendRequest
from budgets.permissions import (
    Panel,
    can_change,
    can_resubmit,
    can_see_payee,
    can_see_proof,
)
from budgets.splitting import split_of
from budgets.views.reading import DESK, fetch, log_spend_readings, posts_of
from budgets.views.request_steps import OF_ROWS, STEPS, form_of, offered, row_forms
from budgets.words import row_of
from budgets.workflow import OPEN, PAYABLE, SPEND, SPENT
from wijkraad.people.access import open_to
from wijkraad.terms.refusal import Refused
from wijkraad.terms.values import value


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
    row = request.POST.get(f"{step}-booking") or request.POST.get(f"{step}-receipt") or ""
    number = int(row) if row.isdecimal() else None
    form = form_of(step, request.user, spend, Panel([spend]), request.POST, request.FILES, number)
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
    rows = spend.bookings.select_related(
        "bank", "sum", "booked_by", "second_signature", "reversed_by", "corrected_by"
    )
    return list(rows.order_by("id"))


def _parts(user: Any, spend: SpendRequest) -> dict[str, Any]:
    """The rows that belong to one request, each in one statement."""
    spent = spend.status in SPENT
    return {
        "bookings": _bookings(spend) if spent or spend.paid or spend.status in PAYABLE else [],
        "order": waiting_order(spend) if spend.status in PAYABLE else None,
        "receipts": list(spend.receipts.select_related("added_by")) if can_see_proof(user, spend) else [],
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
    steps = {
        name: (STEPS[name], (sent or {}).get(name) or form_of(name, user, spend, panel))
        for name in names
        if name not in OF_ROWS
    }
    parts = _parts(user, spend)
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
        "row_steps": row_forms(user, spend, panel, names, sent or {}, parts),
        **parts,
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
