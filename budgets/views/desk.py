"""The desk of money: what waits for whom, and approving several at once."""

from itertools import chain
from typing import Any

from django.contrib import messages as flash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from budgets import facts
from budgets.actions import approve_request
from budgets.models import SpendRequest
from budgets.permissions import Panel, can_keep_books, can_request
from budgets.views.reading import DESK, log_spend_readings
from wijkraad.people.access import open_to
from wijkraad.people.roles import has_role
from wijkraad.terms import clock
from wijkraad.terms.refusal import Refused

MOST = 50
"""How many requests one bulk approval judges."""


@open_to(*DESK)
def desk(request: HttpRequest) -> HttpResponse:
    """/werk/geld/: what waits for whom, the oldest first."""
    user = request.user
    lies = facts.desk_of(user)
    waiting = lies.waiting
    panel = Panel(waiting)
    books = can_keep_books(user)
    auditor = has_role(user, "auditor")
    judged = [(one, [str(why.text) for why in panel.barriers(user, one)]) for one in waiting]
    frozen = [one for one in lies.promised if facts.is_frozen(one)]
    context: dict[str, Any] = {
        "waiting": judged,
        "may_approve": any(not why for _one, why in judged),
        "mine": lies.mine,
        "to_pay": [one for one in lies.promised if one not in frozen] if books else [],
        "frozen": frozen,
        "to_account": facts.to_account(user) if books or auditor else [],
        "accounted": SpendRequest.objects.filter(status="accounted").for_list()[:20] if auditor else [],
        "may_ask": can_request(user),
        "may_pay": books,
        "books": books or auditor,
        "today": clock.today(),
    }
    shown = (context[name] for name in ("mine", "to_pay", "frozen", "to_account", "accounted"))
    log_spend_readings(chain(waiting, *shown), user)
    return render(request, "budgets/desk.html", context)


@open_to(*DESK)
@require_POST
def approve_many(request: HttpRequest) -> HttpResponse:
    """/werk/geld/samen/: each chosen one is judged apart; what cannot be approved stays, with its reason."""
    keys = [key for key in request.POST.getlist("kies") if key.isdigit()][:MOST]
    chosen = SpendRequest.objects.visible_to(request.user).filter(pk__in=keys).order_by("line_id", "pk")
    done: list[SpendRequest] = []
    left: list[tuple[SpendRequest, Refused]] = []
    for one in chosen:
        try:
            done.append(approve_request(one, by=request.user))
        except Refused as refusal:
            left.append((one, refusal))
    if not keys:
        flash.warning(request, _("Kruis eerst aan wat u wilt goedkeuren."))
    if not left:
        for one in done:
            flash.success(request, _("Goedgekeurd: %(title)s.") % {"title": one.title})
        return redirect("budgets:desk")
    return render(request, "budgets/bulk_done.html", {"done": done, "left": left}, status=409)
