"""The rules of spending, who may change them (two people), and the leave that decisions gave."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms as django_forms
from django.contrib import messages as flash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from budgets.actions import grant_mandate, withdraw_mandate
from budgets.answers import leave_left
from budgets.forms import MandateForm, RuleForm
from budgets.models import Mandate
from budgets.views.reading import DESK
from wijkraad.people.access import open_to
from wijkraad.people.actions import change_setting, confirm_setting, refuse_setting
from wijkraad.people.models import SettingProposal
from wijkraad.people.permissions import can_change_settings
from wijkraad.people.roles import has_role
from wijkraad.terms import clock
from wijkraad.terms.defaults import DEFAULTS
from wijkraad.terms.models import Setting
from wijkraad.terms.refusal import Refused
from wijkraad.ui.filters import day, euro

RULES: dict[str, str | LazyText] = {
    "light_limit": gettext_lazy("Tot dit bedrag is één goedkeuring genoeg"),
    "cash_limit": gettext_lazy("Contant betalen kan tot dit bedrag, met een bon"),
    "split_count": gettext_lazy("Zoveel aanvragen voor één ontvanger lijken op splitsen"),
    "split_days": gettext_lazy("Binnen zoveel dagen"),
    "report_days": gettext_lazy("Het verslag komt binnen zoveel dagen na de betaling"),
}


@dataclass(frozen=True)
class Rule:
    """A rule on its days: its words, its value as text, from where, since when, and by which decision."""

    words: str
    value: str
    source: str
    since: Any = None
    decision: str = ""


@open_to(*DESK)
def rules(request: HttpRequest) -> HttpResponse:
    """/werk/geld/regels/: every rule with its source; a change is proposed here and confirmed by another."""
    user: Any = request.user
    form = RuleForm(request.POST or None, rules=RULES, user=user)
    refusal = None
    if request.method == "POST" and form.is_valid():
        try:
            change_setting(by=user, **form.words())
        except Refused as refused:
            refusal = refused
        else:
            flash.success(request, _("Voorgesteld. Een ander bestuurslid bevestigt het, dan geldt het."))
            return redirect("budgets:rules")
    today, settings = clock.today(), list(Setting.objects.filter(key__in=RULES).order_by("valid"))
    proposals = SettingProposal.objects.filter(key__in=RULES, confirmed_at=None).select_related("proposed_by")
    context = {
        "rules": [_rule(key, settings, today) for key in RULES],
        "coming": [_rule(row.key, settings, row.valid.lower) for row in settings if row.valid.lower > today],
        "form": form if can_change_settings(user) else None,
        "proposals": [(one, RULES[one.key], shown(one.key, one.value)) for one in proposals.order_by("id")],
        "refusal": refusal,
    }
    return render(request, "budgets/rules.html", context, status=409 if refusal else 200)


@open_to("board", "secretary", "chair", "treasurer")
@require_POST
def settle(request: HttpRequest, pk: int) -> HttpResponse:
    """Confirm or take away a proposed rule."""
    found = get_object_or_404(SettingProposal, pk=pk, key__in=RULES)
    user: Any = request.user
    try:
        if request.POST.get("doe") == "weg":
            refuse_setting(found, by=user)
            flash.success(request, _("Het voorstel is weg. De oude regel blijft."))
        else:
            start = confirm_setting(found, by=user).valid.lower
            later = _("De nieuwe regel geldt vanaf %(day)s.") % {"day": day(start)}
            flash.success(request, later if start > clock.today() else _("De nieuwe regel geldt."))
    except Refused as refusal:
        flash.warning(request, f"{refusal} {_('Er is niets veranderd.')}")
    return redirect("budgets:rules")


def _rule(key: str, settings: list[Setting], on: date) -> Rule:
    """A rule as it holds on an Amsterdam day."""
    words = str(RULES[key])
    for row in settings:
        if row.key == key and row.valid.lower <= on and (row.valid.upper is None or on < row.valid.upper):
            return Rule(words, shown(key, row.value), row.source, row.valid.lower, row.decision_number)
    return Rule(words, shown(key, DEFAULTS[key].value), str(DEFAULTS[key].source))


def shown(key: str, kept: Any) -> str:
    """A value of a rule as people read it."""
    return euro(Decimal(str(kept))) if DEFAULTS[key].unit == "euro" else str(kept)


@open_to(*DESK)
def mandates(request: HttpRequest) -> HttpResponse:
    """/werk/geld/mandaten/: what decisions allow per line, how much of it is left, and giving leave."""
    keeper = has_role(request.user, "treasurer", "secretary", "chair")
    form: django_forms.Form | None = MandateForm(request.POST or None, user=request.user) if keeper else None
    refusal = None
    if request.method == "POST" and form is not None and form.is_valid():
        try:
            grant_mandate(by=request.user, **form.cleaned_data)
        except Refused as refused:
            refusal = refused
        else:
            flash.success(request, _("Het mandaat is vastgelegd."))
            return redirect("budgets:mandates")
    rows = Mandate.objects.select_related("line__budget", "decision").filter(line__budget__status="adopted")
    context = {"rows": leave_left(rows.order_by("line__order", "id")), "form": form, "refusal": refusal}
    return render(request, "budgets/mandates.html", context, status=409 if refusal else 200)


@open_to("treasurer", "secretary", "chair")
@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """End a mandate; refused while the line needs it."""
    found = get_object_or_404(Mandate, pk=pk)
    try:
        withdraw_mandate(found, by=request.user)
        flash.success(request, _("Het mandaat is ingetrokken."))
    except Refused as refusal:
        flash.warning(request, str(refusal))
    return redirect("budgets:mandates")
