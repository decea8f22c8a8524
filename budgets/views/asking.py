"""Asking for money: "Mag dit?" before anybody spends, then the request itself, again after a no."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages as flash
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from budgets.actions import add_receipt, change_request, request_spend, submit_request
from budgets.answers import Answer, Leave, Signing, answer, decisions_of, signing_of
from budgets.editing import digest_of
from budgets.forms import Items, MayForm, RequestForm
from budgets.models import SpendRequest
from budgets.money import ZERO
from budgets.permissions import can_change, can_request, can_resubmit
from budgets.views.comparing import both_texts
from budgets.views.reading import ASKING, DESK, fetch
from wijkraad.people.access import open_to
from wijkraad.terms.refusal import Refused
from wijkraad.ui.filters import euro

ASK, SAVE, SEND, MORE = "mag", "bewaar", "indienen", "post"
EMPTY_ITEMS = 3
NO_ITEMS = {"post-TOTAL_FORMS": "0", "post-INITIAL_FORMS": "0"}
CARRIED = ("line", "amount", "decision", "issues", "payee_name")
"""What goes along from "Mag dit?" to the request."""


@dataclass(frozen=True)
class Asked:
    """One answer with all that the page tells beside it."""

    judged: Answer
    signing: Signing
    fitting: list[Leave]


@open_to(*DESK)
def may(request: HttpRequest) -> HttpResponse:
    """/werk/geld/mag-dit/: what is free, under which leave, who signs, what is missing; keeps nothing."""
    form = MayForm(request.GET if "line" in request.GET else None, user=request.user)
    asked = _asked(form, request.user) if form.is_bound and form.is_valid() else None
    carried = QueryDict(mutable=True)
    carried.update({name: request.GET[name] for name in CARRIED if request.GET.get(name)})
    context = {
        "form": form,
        "asked": asked,
        "onward": f"{reverse('budgets:request_new')}?{carried.urlencode()}"
        if can_request(request.user)
        else "",
    }
    return render(request, "budgets/may.html", context)


@open_to(*ASKING)
def request_new(request: HttpRequest) -> HttpResponse:
    """/werk/geld/nieuw/: a new request, empty or written anew from a rejected one (`?opnieuw=`)."""
    old = request.GET.get("opnieuw", "")
    try:
        replaces = fetch(request.user, UUID(old)) if old else None
    except ValueError as error:
        raise Http404 from error
    if replaces and not can_resubmit(request.user, replaces):
        raise Http404
    return _form_page(request, None, replaces)


@open_to(*DESK)
def request_change(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """/werk/geld/<uuid>/wijzigen/: what was approved lapses when amount, payee, line or quote changes."""
    spend = fetch(request.user, uuid)
    if not can_change(request.user, spend):
        raise PermissionDenied
    return _form_page(request, spend, None)


def _form_page(
    request: HttpRequest, spend: SpendRequest | None, replaces: SpendRequest | None
) -> HttpResponse:
    wish, source = request.POST.get("doe", ""), spend or replaces
    start = _initial(request, source)
    form = RequestForm(request.POST or None, request.FILES or None, user=request.user, initial=start)
    items = _items(request, source)
    context: dict[str, Any] = {"spend": spend, "replaces": replaces, "asked": None, "refusal": None}
    if wish in (ASK, MORE):
        if wish == ASK and form.is_valid() | (not {"line", "amount", "decision"} & form.errors.keys()):
            context["asked"] = _asked(form, request.user)
        if wish == MORE or context["asked"]:
            form = RequestForm(initial=start | request.POST.dict(), user=request.user)
            items = _typed(request.POST, EMPTY_ITEMS if wish == MORE else 0)
    elif wish and all([form.is_valid(), items.is_valid()]) and _adds_up(form, items):
        try:
            saved = _save(request, form, items, spend, replaces, send=wish == SEND)
        except Refused as refusal:
            context["refusal"] = refusal
            if refusal.code == "request_conflict" and spend is not None:
                context["theirs"] = both_texts(spend, form.words(), items.items())
        else:
            _say(request, saved, spend)
            return redirect("budgets:request", saved.uuid)
    context |= {"form": form, "items": items}
    return render(request, "budgets/request_form.html", context, status=409 if context["refusal"] else 200)


def _say(request: HttpRequest, saved: SpendRequest, before: SpendRequest | None) -> None:
    if before is not None and saved.round > before.round:
        flash.success(request, _("Bewaard. De goedkeuring begint opnieuw: wie mag tekenen, kreeg bericht."))
    elif saved.status == "submitted":
        flash.success(request, _("Uw aanvraag is ingediend. Wie mag tekenen, kreeg bericht."))
    else:
        flash.success(request, _("Uw aanvraag is bewaard."))


def _initial(request: HttpRequest, source: SpendRequest | None) -> dict[str, Any]:
    if source is None:
        found: dict[str, Any] = {name: request.GET[name] for name in CARRIED if request.GET.get(name)}
        return {"issues": request.GET.get("kwestie", ""), "payee_kind": "organisation"} | found
    skipped = {"issues", "seen", "quote"}
    found = {name: getattr(source, name) for name in RequestForm.base_fields if name not in skipped}
    shares = source.shares.select_related("issue").order_by("id")
    found["issues"] = ", ".join(f"{s.issue.number}: {s.percent.normalize():f}" for s in shares)
    return found | {"seen": digest_of(source)}


def _items(request: HttpRequest, source: SpendRequest | None) -> Any:
    if request.method == "POST":
        sent = request.POST if "post-TOTAL_FORMS" in request.POST else NO_ITEMS
        return Items(sent, prefix="post")
    kept = [{"what": one.what, "amount": one.amount} for one in source.items.all()] if source else []
    if source is not None and kept == [{"what": source.title, "amount": source.amount}]:
        kept = []  # nobody wrote this item: it stands for the whole, and follows the amount
    return _blank(kept, max(1, EMPTY_ITEMS - len(kept)))


def _typed(data: QueryDict, more: int) -> Any:
    """The items as they were typed, unjudged, with empty rows for more."""
    count = min(int(data.get("post-TOTAL_FORMS") or 0), 30)
    rows = [{name: data.get(f"post-{at}-{name}", "") for name in ("what", "amount")} for at in range(count)]
    return _blank(rows, more)


def _blank(rows: list[dict[str, Any]], more: int) -> Any:
    found = Items(initial=rows, prefix="post")
    found.extra = more
    return found


def _adds_up(form: RequestForm, items: Any) -> bool:
    """The items are the amount to the cent; else the reason stands beside the amount."""
    total = sum((amount for _what, amount in items.items()), ZERO)
    if not items.items() or total == form.cleaned_data["amount"]:
        return True
    text = _("De posten hieronder zijn samen %(total)s. Maak het bedrag en de posten gelijk.")
    form.add_error("amount", text % {"total": euro(total)})
    return False


def _asked(form: Any, user: Any) -> Asked:
    data = form.cleaned_data
    wish = SpendRequest(
        line=data["line"],
        amount=data["amount"],
        decision=data["decision"],
        status="submitted",
        payee_name=data.get("payee_name") or "",
        payee_iban=data.get("payee_iban") or "",
        payee_user=data.get("payee_user"),
    )
    if can_request(user):
        wish.requester = user
    issues = [issue for issue, _percent in data.get("issues") or []]
    judged = answer(wish.line, wish.amount, wish.decision)
    fitting = decisions_of(issues, wish.amount, user) if wish.decision is None else []
    return Asked(judged, signing_of(wish), fitting)


def _save(
    request: HttpRequest,
    form: RequestForm,
    items: Any,
    spend: SpendRequest | None,
    replaces: SpendRequest | None,
    *,
    send: bool,
) -> SpendRequest:
    """Save with its items and its quote, and hand in when asked: all or nothing."""
    words, rows, quote = form.words(), items.items(), form.cleaned_data["quote"]
    with transaction.atomic():
        if spend is None:
            saved = request_spend(by=request.user, items=rows, replaces=replaces, **words)
        else:
            reason, seen = _("Aangepast"), form.cleaned_data["seen"]
            saved = change_request(spend, by=request.user, items=rows, reason=reason, seen=seen, **words)
        if quote is not None:
            add_receipt(saved, by=request.user, proof=quote, kind="quote")
            saved = SpendRequest.objects.get(pk=saved.pk)
        return submit_request(saved, by=request.user) if send and saved.status == "draft" else saved
