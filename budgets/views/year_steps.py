"""What can be done with a budget year: each step a small form of its own, judged by its action."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages as flash
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext_lazy as _

from budgets import actions
from budgets.forms import years as ours
from budgets.models import Budget, BudgetLine, FundApplication, FundingSource, Gift, SpendRequest
from budgets.permissions import can_keep_year
from budgets.views.reading import log_spend_readings
from wijkraad.people.access import PersonRequest, open_to
from wijkraad.terms import clock
from wijkraad.terms.refusal import Refused

DESK = ("board", "secretary", "chair", "treasurer", "deputy", "auditor")
KEEPERS = ("treasurer", "secretary", "chair")
Text = str | LazyText
Targets = Callable[[Budget, Any], "QuerySet[Any]"]


@dataclass(frozen=True)
class Step:
    """One thing to do with a year, or with a row of it (`targets`): its form, action, words and state."""

    title: Text
    form: type[ours.YearForm]
    act: Callable[[Budget, Any, Any, dict[str, Any]], Any]
    button: Text
    done: Text
    words: Text = ""
    targets: Targets | None = None
    initial: Callable[[Any], dict[str, Any]] | None = None
    states: tuple[str, ...] = ("concept", "adopted")


def _lines(budget: Budget, _user: Any) -> "QuerySet[Any]":
    return BudgetLine.objects.filter(budget=budget).for_list().prefetch_related("planned")


def _sources(budget: Budget, _user: Any) -> "QuerySet[Any]":
    return FundingSource.objects.filter(budget=budget).select_related("budget")


def _gifts(budget: Budget, _user: Any) -> "QuerySet[Any]":
    return Gift.objects.filter(source__budget=budget)


def _funds(budget: Budget, _user: Any) -> "QuerySet[Any]":
    return FundApplication.objects.filter(budget=budget)


def _reserved(budget: Budget, user: Any) -> "QuerySet[Any]":
    found: QuerySet[Any] = SpendRequest.objects.visible_to(user).filter(line__budget=budget).for_list()
    return found.filter(pk__in=actions.reservations(budget))


def _line_facts(line: BudgetLine) -> dict[str, Any]:
    later = {one.year: one.amount for one in line.planned.all()}
    names = ("name", "purpose", "theme", "original")
    return {name: getattr(line, name) for name in names} | {"later": later}


def _source_facts(source: FundingSource) -> dict[str, Any]:
    names = ("name", "kind", "amount", "earmark", "only_line", "only_theme")
    return {name: getattr(source, name) for name in names}


def _amended(_budget: Budget, _target: Any, by: Any, data: dict[str, Any]) -> Any:
    amount = data["amount"] if data["way"] == "more" else -data["amount"]
    return actions.amend_line(data["line"], by=by, amount=amount, decision=data["decision"])


def _moved(action: Any) -> Any:
    def act(_budget: Budget, _target: Any, by: Any, data: dict[str, Any]) -> Any:
        return action(data["source"], data["to"], by=by, amount=data["amount"], decision=data["decision"])

    return act


def _of_year(action: Any) -> Any:
    """An action that takes the year, `by`, and the fields of its form."""
    return lambda budget, _target, by, data: action(budget, by=by, **data)


def _of_row(action: Any) -> Any:
    """An action that takes the row, `by`, and the fields of its form."""
    return lambda _budget, target, by, data: action(target, by=by, **data)


def _words_only(_budget: Budget, line: Any, by: Any, data: dict[str, Any]) -> Any:
    return actions.change_line(line, by=by, original=line.original, **data)


def _released(_budget: Budget, spend: Any, by: Any, data: dict[str, Any]) -> Any:
    """A reservation comes free: given up, or closed with what was paid so far."""
    if spend.status == "part_paid":
        return actions.pay_short(spend, by=by, reason=data["reason"])
    return actions.cancel_request(spend, by=by, reason=data["reason"])


def _sure(action: Any) -> Any:
    return lambda budget, _target, by, _data: action(budget, by=by)


STEPS: dict[str, Step] = {
    "doel": Step(
        _("Doel voor prioriteiten"),
        ours.TargetForm,
        _of_year(actions.set_target),
        _("Bewaar"),
        _("Bewaard."),
        states=("concept",),
    ),
    "onderdeel": Step(
        _("Nieuw onderdeel"),
        ours.LineForm,
        _of_year(actions.add_line),
        _("Voeg toe"),
        _("Het onderdeel staat in de begroting."),
        _("Een doel en een thema per onderdeel. Zo ziet iedereen waarvoor het geld is."),
        states=("concept",),
    ),
    "onderdeel-aanpassen": Step(
        _("Onderdeel aanpassen"),
        ours.LineForm,
        _of_row(actions.change_line),
        _("Bewaar"),
        _("Bewaard."),
        targets=_lines,
        initial=_line_facts,
        states=("concept",),
    ),
    "onderdeel-woorden": Step(
        _("Woorden van een onderdeel"),
        ours.LineWordsForm,
        _words_only,
        _("Bewaar"),
        _("Bewaard."),
        _("De bedragen zijn vastgesteld. Die veranderen alleen met een besluit."),
        targets=_lines,
        initial=_line_facts,
        states=("adopted",),
    ),
    "onderdeel-weg": Step(
        _("Onderdeel weghalen"),
        ours.YearForm,
        _of_row(actions.drop_line),
        _("Haal weg"),
        _("Het onderdeel is weg."),
        targets=_lines,
        states=("concept",),
    ),
    "bron": Step(
        _("Nieuwe geldbron"),
        ours.SourceForm,
        _of_year(actions.add_source),
        _("Voeg toe"),
        _("De geldbron is bewaard."),
        _("Is het geld alleen voor één ding? Dan gaat het nooit naar iets anders."),
    ),
    "bron-aanpassen": Step(
        _("Geldbron aanpassen"),
        ours.SourceForm,
        _of_row(actions.change_source),
        _("Bewaar"),
        _("Bewaard."),
        targets=_sources,
        initial=_source_facts,
    ),
    "bron-weg": Step(
        _("Geldbron weghalen"),
        ours.YearForm,
        _of_row(actions.drop_source),
        _("Haal weg"),
        _("De geldbron is weg."),
        targets=_sources,
    ),
    "vaststellen": Step(
        _("Begroting vaststellen"),
        ours.DecidedForm,
        _of_year(actions.adopt_budget),
        _("Stel vast"),
        _("De begroting is vastgesteld en staat op de site."),
        _("Hierna liggen de bedragen vast. Veranderen kan dan alleen met een besluit."),
        states=("concept",),
    ),
    "wijzigen": Step(
        _("Onderdeel hoger of lager"),
        ours.AmendForm,
        _amended,
        _("Leg vast"),
        _("De wijziging is vastgelegd."),
        _("Lager dan wat al is toegezegd en betaald kan niet."),
        states=("adopted",),
    ),
    "schuiven": Step(
        _("Schuiven tussen onderdelen"),
        ours.TransferForm,
        _moved(actions.transfer),
        _("Schuif"),
        _("Het bedrag is verschoven."),
        states=("adopted",),
    ),
    "rest-doorschuiven": Step(
        _("Wat over is naar een later jaar"),
        ours.CarryForm,
        _moved(actions.carry_rest),
        _("Schuif door"),
        _("Het bedrag is doorgeschoven."),
        _("Dit kan tot het jaar dichtgaat, naar een jaar dat is vastgesteld."),
        states=("adopted",),
    ),
    "toezegging-doorschuiven": Step(
        _("Toezegging naar een later jaar"),
        ours.CarryRequestForm,
        _of_row(actions.carry_over),
        _("Schuif door"),
        _("De toezegging is doorgeschoven. Zij wacht daar opnieuw op goedkeuring."),
        targets=_reserved,
        states=("adopted",),
    ),
    "toezegging-vrij": Step(
        _("Toezegging vrijgeven"),
        ours.WhyForm,
        _released,
        _("Geef vrij"),
        _("Het geld is weer vrij."),
        targets=_reserved,
        states=("adopted",),
    ),
    "afsluiten": Step(
        _("Jaar afsluiten"),
        ours.SureForm,
        _sure(actions.close_year),
        _("Sluit het jaar af"),
        _("Het jaar is afgesloten. Het jaarverslag ligt vast."),
        _("Hierna neemt dit jaar geen boeking meer aan. Een correctie komt in het lopende jaar."),
        states=("adopted",),
    ),
    "gift": Step(
        _("Gift in het register"),
        ours.GiftForm,
        _of_year(lambda budget, by, source, **more: actions.record_gift(source, by=by, **more)),
        _("Schrijf in"),
        _("De gift staat in het register."),
        _("Twee bestuursleden kennen de gever. Contant tot € 100,00. Boven € 500,00 met een besluit."),
        initial=lambda _row: {"received_on": clock.today(), "giver_kind": "person"},
    ),
    "gift-terug": Step(
        _("Gift teruggeven"),
        ours.ReturnForm,
        _of_row(actions.return_gift),
        _("Leg vast"),
        _("Dat is vastgelegd."),
        targets=_gifts,
        initial=lambda _row: {"on": clock.today()},
        states=("concept", "adopted", "closed"),
    ),
    "fonds": Step(
        _("Aanvraag bij een fonds"),
        ours.FundForm,
        _of_year(actions.apply_to_fund),
        _("Bewaar"),
        _("Bewaard."),
        initial=lambda _row: {"asked_on": clock.today()},
    ),
    "fonds-ja": Step(
        _("Het fonds zegt ja"),
        ours.PromiseForm,
        _of_row(actions.promise_application),
        _("Leg vast"),
        _("De toezegging staat bij de geldbronnen."),
        targets=_funds,
        initial=lambda _row: {"answered_on": clock.today()},
    ),
    "fonds-nee": Step(
        _("Het fonds zegt nee"),
        ours.RefusedForm,
        _of_row(actions.refuse_application),
        _("Leg vast"),
        _("Dat is vastgelegd."),
        targets=_funds,
        initial=lambda _row: {"answered_on": clock.today()},
        states=("concept", "adopted", "closed"),
    ),
    "fonds-verslag": Step(
        _("Verslag aan het fonds"),
        ours.FundReportForm,
        _of_row(actions.report_application),
        _("Leg vast"),
        _("Dat is vastgelegd."),
        targets=_funds,
        initial=lambda _row: {"reported_on": clock.today()},
        states=("concept", "adopted", "closed"),
    ),
}


@open_to(*DESK)
def step(request: PersonRequest, year: int, name: str, pk: int | None = None) -> HttpResponse:
    """/werk/geld/jaar/<year>/<step>/[<row>/]: one form; refused with its reason, else back to the year."""
    budget, one, target = _found(request, year, name, pk)
    if not can_keep_year(request.user):
        raise PermissionDenied
    initial = one.initial(target) if one.initial else {}
    sent = request.POST if request.method == "POST" else None
    form = one.form(sent, budget=budget, user=request.user, target=target, initial=initial)
    refusal = None
    if request.method == "POST" and form.is_valid():
        try:
            one.act(budget, target, request.user, dict(form.cleaned_data))
        except Refused as refused:
            refusal = refused
        else:
            flash.success(request, str(one.done))
            return redirect("budgets:year_desk", budget.year)
    context = {"budget": budget, "step": one, "form": form, "target": target, "refusal": refusal}
    status = 409 if refusal else 422 if form.errors else 200
    return render(request, "budgets/year_step.html", context, status=status)


def _found(request: HttpRequest, year: int, name: str, pk: int | None) -> tuple[Budget, Step, Any]:
    """The year, the step and its row; 404 for what is not there, or not in this state of the year."""
    budget = get_object_or_404(Budget.objects.visible_to(request.user), year=year)
    one = STEPS.get(name)
    if one is None or budget.status not in one.states or (pk is None) != (one.targets is None):
        raise Http404
    if one.targets is None:
        return budget, one, None
    target = get_object_or_404(one.targets(budget, request.user), pk=pk)
    if isinstance(target, SpendRequest):
        log_spend_readings([target], request.user)
    return budget, one, target
