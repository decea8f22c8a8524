"""The desk of money: what waits for me, and asking "Mag dit?" before anybody spends."""

from itertools import chain
from typing import Any

from django.contrib import messages as flash
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from budgets import facts
from budgets.actions import change_request, request_spend, submit_request
from budgets.answers import Answer, answer
from budgets.forms import RequestForm
from budgets.models import SpendRequest
from budgets.permissions import Panel, can_change, can_keep_books, can_request
from budgets.views.reading import log_spend_readings
from wijkraad.people.access import open_to
from wijkraad.people.models import User
from wijkraad.people.roles import has_role
from wijkraad.terms import clock
from wijkraad.terms.refusal import Refused

DESK = ("board", "secretary", "chair", "treasurer", "deputy", "auditor")
ASKING = ("board", "secretary", "chair", "treasurer")
ASK, SAVE, SEND = "mag", "bewaar", "indienen"


@open_to(*DESK)
def desk(request: HttpRequest) -> HttpResponse:
    """/werk/geld/: what waits for whom, the oldest first."""
    user = request.user
    waiting = facts.waiting_requests(user)
    panel = Panel(waiting)
    books = can_keep_books(user)
    auditor = has_role(user, "auditor")
    context: dict[str, Any] = {
        "waiting": [(one, [str(why.text) for why in panel.barriers(user, one)]) for one in waiting],
        "mine": facts.own(
            user, "draft", "submitted", "needs_info", "approved", "part_paid", "paid", "paid_short"
        ),
        "to_pay": facts.to_pay(user) if books else [],
        "frozen": facts.frozen(user),
        "to_account": facts.to_account(user) if books or auditor else [],
        "accounted": SpendRequest.objects.filter(status="accounted").for_list()[:20] if auditor else [],
        "may_ask": can_request(user),
        "today": clock.today(),
    }
    shown = (context[name] for name in ("mine", "to_pay", "frozen", "to_account", "accounted"))
    log_spend_readings(chain(waiting, *shown), user)
    return render(request, "budgets/desk.html", context)


@open_to(*ASKING)
def request_new(request: HttpRequest) -> HttpResponse:
    """/werk/geld/nieuw/: one screen that answers "Mag dit?" first, and then asks."""
    return _form_page(request, None)


@open_to(*DESK)
def request_change(request: HttpRequest, spend: SpendRequest) -> HttpResponse:
    """The same screen for a request that exists; the caller fetched it from `visible_to`."""
    if not can_change(request.user, spend):
        raise PermissionDenied
    return _form_page(request, spend)


def _form_page(request: HttpRequest, spend: SpendRequest | None) -> HttpResponse:
    form = RequestForm(request.POST or None, user=request.user, initial=_initial(request, spend))
    wish = request.POST.get("doe", "")
    context: dict[str, Any] = {"form": form, "spend": spend, "may": None, "refusal": None}
    if wish == ASK:
        context["may"] = _may(form, request.user)
        form = context["form"] = _unjudged(request, spend) if context["may"] else form
    elif wish and form.is_valid():
        try:
            saved = _save(request, form, spend, send=wish == SEND)
        except Refused as refusal:
            context["refusal"] = refusal
        else:
            sent = saved.status == "submitted"
            flash.success(request, _("Uw aanvraag is ingediend.") if sent else _("Uw aanvraag is bewaard."))
            return redirect("budgets:request", saved.uuid)
    return render(request, "budgets/request_form.html", context, status=409 if context["refusal"] else 200)


def _initial(request: HttpRequest, spend: SpendRequest | None) -> dict[str, Any]:
    if spend is None:
        return {"issues": request.GET.get("kwestie", ""), "payee_kind": "organisation"}
    names = (
        "title",
        "goal",
        "line",
        "amount",
        "decision",
        "exception",
        "payee_kind",
        "payee_name",
        "payee_iban",
    )
    more = ("payee_agrees", "expected_effect", "promised_return", "public_wording", "public_goal")
    shares = ", ".join(
        f"{s.issue.number}: {s.percent.normalize():f}" for s in spend.shares.select_related("issue")
    )
    return {name: getattr(spend, name) for name in (*names, *more)} | {"issues": shares}


def _unjudged(request: HttpRequest, spend: SpendRequest | None) -> RequestForm:
    """The form with the words typed so far, without complaints about what is still empty."""
    return RequestForm(initial=_initial(request, spend) | request.POST.dict(), user=request.user)


def _may(form: RequestForm, user: Any) -> tuple[Answer, list[User]] | None:
    """The answer, and who can sign; None when line or amount is missing (the form says so)."""
    form.is_valid()
    if {"line", "amount", "decision"} & form.errors.keys():
        return None
    data = form.cleaned_data
    found = answer(data["line"], data["amount"], data["decision"])
    ask = SpendRequest(
        line=data["line"],
        amount=data["amount"],
        decision=data["decision"],
        requester=user,
        status="submitted",
        payee_iban=data.get("payee_iban") or "",
    )
    return found, Panel([ask]).signers(ask)


def _save(request: HttpRequest, form: RequestForm, spend: SpendRequest | None, *, send: bool) -> SpendRequest:
    """Save, and hand in when asked: both or neither."""
    with transaction.atomic():
        if spend is None:
            saved = request_spend(by=request.user, **form.words())
        else:
            reason = _("Aangepast door de aanvrager")
            saved = change_request(spend, by=request.user, reason=reason, **form.words())
        return submit_request(saved, by=request.user) if send and saved.status == "draft" else saved
