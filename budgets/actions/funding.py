"""Where money comes from: sources, gifts, applications to funds, and what others spent in the wijk."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Sum
from django.utils.translation import gettext_lazy as _

from budgets.actions.mandates import only_keepers, standing_decision
from budgets.actions.moving import required
from budgets.giving import parties_named, telling
from budgets.models import Budget, BudgetLine, FundApplication, FundingSource, Gift, OthersMoney
from budgets.money import ZERO, cents
from issues.models import Theme
from meetings.models import Decision
from wijkraad.people.models import User
from wijkraad.people.roles import COUNCIL, roles_of
from wijkraad.terms import clock
from wijkraad.terms.refusal import Refused
from wijkraad.trail.acting import action
from wijkraad.ui.filters import euro


@action("budget.source")
def add_source(
    budget: Budget,
    *,
    by: Any,
    kind: str,
    name: str,
    amount: Decimal,
    earmark: str = "",
    only_line: BudgetLine | None = None,
    only_theme: Theme | None = None,
    reference: str = "",
) -> FundingSource:
    """Where money of this year comes from, and what it may be used for: one line, one theme, or anything."""
    only_keepers(by)
    source = FundingSource(budget=_open(budget), kind=kind, reference=reference.strip())
    return _filled(source, name, amount, earmark, only_line, only_theme)


@action("budget.change_source")
def change_source(
    source: FundingSource,
    *,
    by: Any,
    kind: str,
    name: str,
    amount: Decimal,
    earmark: str = "",
    only_line: BudgetLine | None = None,
    only_theme: Theme | None = None,
) -> FundingSource:
    """Change a source of a year that is not closed; never below the gifts that came in for it."""
    only_keepers(by)
    source = FundingSource.objects.select_for_update(no_key=True).get(pk=source.pk)
    _open(source.budget)
    received = source.gifts.filter(returned_on=None).aggregate(sum=Sum("amount", default=ZERO))["sum"]
    if cents(amount) < received:
        text = _("Er staan al giften van samen %(sum)s bij deze bron.")
        raise Refused(text % {"sum": euro(received)}, code="source_gifts")
    source.kind = kind
    return _filled(source, name, amount, earmark, only_line, only_theme)


def _filled(
    source: FundingSource,
    name: str,
    amount: Decimal,
    earmark: str,
    only_line: BudgetLine | None,
    only_theme: Theme | None,
) -> FundingSource:
    if only_line is not None and only_line.budget_id != source.budget_id:
        raise Refused(_("Kies een onderdeel van dit jaar."), code="source_line")
    if only_line is not None and only_theme is not None:
        raise Refused(
            _("Kies één onderdeel of één thema waarvoor dit geld is."), code="budgets_source_one_rule"
        )
    source.name = required(name, _("Schrijf op waar het geld vandaan komt."), "source_name")
    source.amount, source.earmark = cents(amount), earmark.strip()
    source.only_line, source.only_theme = only_line, only_theme
    source.save()
    return source


@action("budget.drop_source")
def drop_source(source: FundingSource, *, by: Any) -> None:
    """Take a source away that nothing rests on, from a year that is not closed."""
    only_keepers(by)
    _open(source.budget)
    if source.gifts.exists() or FundApplication.objects.filter(source=source).exists():
        raise Refused(_("Bij deze bron staan giften of een toezegging van een fonds."), code="source_used")
    source.delete()


@action("gift.record")
def record_gift(
    source: FundingSource,
    *,
    by: Any,
    giver: str,
    amount: Decimal,
    received_on: date,
    known_to: User,
    also_known_to: User,
    is_party: bool,
    giver_kind: str = "person",
    cash: bool = False,
    decision: Decision | None = None,
    party_note: str = "",
) -> Gift:
    """Write a gift into the register: `amount` in euros, received on an Amsterdam date.

    Refused (2-domain, Budgets): the giver known to one person only; above 500.00 from one giver in a year
    without a decision; cash above 100.00; from a party in an open issue. `is_party` is the declared
    answer; the name is looked up as well (budgets.giving), and `party_note` says why a name found in the
    words of an issue is somebody else.
    """
    only_keepers(by)
    budget = _open(source.budget)
    amount, giver = cents(amount), required(giver, _("Schrijf op wie de gever is."), "gift_giver")
    if received_on > clock.today():
        raise Refused(_("Deze datum moet nog komen."), code="gift_future")
    _known_to_two(known_to, also_known_to)
    _allowed_amount(budget, giver, amount, cash, decision)
    _no_party(giver, is_party, party_note, by)
    return Gift.objects.create(
        source=source,
        giver=giver[:120],
        giver_kind=giver_kind,
        amount=amount,
        received_on=received_on,
        cash=cash,
        known_to=known_to,
        also_known_to=also_known_to,
        decision=standing_decision(decision) if decision else None,
        party_note=party_note.strip()[:300],
        recorded_at=clock.now(),
    )


def _known_to_two(one: User, other: User) -> None:
    if one.pk == other.pk:
        raise Refused(_("Twee verschillende mensen kennen de gever."), code="budgets_gift_two_people")
    if any(roles_of(person).isdisjoint(COUNCIL) for person in (one, other)):
        raise Refused(_("De gever is bekend bij twee bestuursleden."), code="gift_board")


def _allowed_amount(
    budget: Budget, giver: str, amount: Decimal, cash: bool, decision: Decision | None
) -> None:
    if amount <= 0:
        raise Refused(_("Het bedrag is nul."), code="budgets_gift_positive")
    if cash and amount > Gift.CASH_UP_TO:
        raise Refused(
            _("Contant kan tot %(most)s. Vraag de gever het over te maken.")
            % {"most": euro(Gift.CASH_UP_TO)},
            code="budgets_gift_cash",
        )
    same = [
        one.amount
        for one in Gift.objects.filter(source__budget=budget, returned_on=None)
        if telling(one.giver) == telling(giver)
    ]
    if sum(same, amount) > Gift.DECISION_ABOVE and decision is None:
        text = _("Samen met eerdere giften is dit %(sum)s. Boven %(most)s is een besluit nodig.")
        raise Refused(
            text % {"sum": euro(sum(same, amount)), "most": euro(Gift.DECISION_ABOVE)},
            code="budgets_gift_decision",
        )


def _no_party(giver: str, is_party: bool, note: str, by: Any) -> None:
    if is_party:
        raise Refused(
            _("Van wie betrokken is bij een open kwestie nemen wij geen gift aan."), code="budgets_gift_party"
        )
    found = parties_named(giver, by=by)
    sure = next((one for one in found if one.certain), None)
    if sure is not None:
        text = _("%(giver)s is partij in een open kwestie (%(issue)s). Daarvan nemen wij geen gift aan.")
        raise Refused(text % {"giver": giver, "issue": _named(sure.issue)}, code="budgets_gift_party")
    if found and not note.strip():
        text = _("Deze naam komt voor in %(issue)s. Is dit iemand anders, schrijf dan op waarom.")
        raise Refused(text % {"issue": _named(found[0].issue)}, code="gift_named")


def _named(issue: Any) -> str:
    return str(issue.number or issue.internal_number or _("een kwestie"))


@action("gift.return")
def return_gift(gift: Gift, *, by: Any, on: date, reason: str) -> Gift:
    """A gift goes back to its giver; the row stays, with day and reason."""
    only_keepers(by)
    gift = Gift.objects.select_for_update(no_key=True).get(pk=gift.pk)
    if gift.returned_on is not None:
        raise Refused(_("Deze gift is al teruggegeven."), code="gift_returned")
    if not gift.received_on <= on <= clock.today():
        raise Refused(
            _("Teruggeven kan vanaf de dag van ontvangst, niet in de toekomst."), code="gift_future"
        )
    gift.returned_on = on
    gift.return_reason = required(reason, _("Schrijf op waarom."), "gift_reason")[:300]
    gift.save(update_fields=["returned_on", "return_reason"])
    return gift


@action("fund.apply")
def apply_to_fund(
    budget: Budget, *, by: Any, fund: str, purpose: str, asked: Decimal, asked_on: date
) -> FundApplication:
    """Money asked from a fund, in euros, on an Amsterdam date."""
    only_keepers(by)
    if asked_on > clock.today():
        raise Refused(_("Deze datum moet nog komen."), code="fund_future")
    return FundApplication.objects.create(
        budget=_open(budget),
        fund=required(fund, _("Schrijf op welk fonds."), "fund_name"),
        purpose=required(purpose, _("Schrijf op waarvoor."), "fund_purpose"),
        asked=cents(asked),
        asked_on=asked_on,
    )


def _held_application(application: FundApplication) -> FundApplication:
    found = FundApplication.objects.select_for_update(no_key=True, of=("self",)).select_related("budget")
    return found.get(pk=application.pk)


@action("fund.promise")
def promise_application(
    application: FundApplication, *, by: Any, promised: Decimal, answered_on: date, report_due: date
) -> FundApplication:
    """The fund says yes: the promise becomes a source of the year, and its report has a date."""
    only_keepers(by)
    application = _held_application(application)
    if application.stand != "asked":
        raise Refused(_("Op deze aanvraag is al geantwoord."), code="fund_answered")
    _answer_day(application, answered_on)
    if report_due <= answered_on:
        raise Refused(_("Het verslag komt na de toezegging."), code="fund_report_due")
    application.source = add_source(
        application.budget,
        by=by,
        kind=FundingSource.Kind.FUND,
        name=f"{application.fund}: {application.purpose}"[:120],
        amount=promised,
        earmark=application.purpose,
    )
    application.promised, application.answered_on = cents(promised), answered_on
    application.report_due = report_due
    application.save()
    return application


@action("fund.refuse")
def refuse_application(
    application: FundApplication, *, by: Any, answered_on: date, reason: str
) -> FundApplication:
    """The fund says no; the reason stays for the next time."""
    only_keepers(by)
    application = _held_application(application)
    if application.stand != "asked":
        raise Refused(_("Op deze aanvraag is al geantwoord."), code="fund_answered")
    _answer_day(application, answered_on)
    application.answered_on = answered_on
    application.refusal = required(reason, _("Schrijf op waarom niet."), "fund_reason")[:300]
    application.save(update_fields=["answered_on", "refusal"])
    return application


def _answer_day(application: FundApplication, on: date) -> None:
    if not application.asked_on <= on <= clock.today():
        raise Refused(_("Het antwoord kwam na de aanvraag, en niet in de toekomst."), code="fund_future")


@action("fund.report")
def report_application(
    application: FundApplication, *, by: Any, reported_on: date, reference: str = ""
) -> FundApplication:
    """The report went to the fund on an Amsterdam date."""
    only_keepers(by)
    application = _held_application(application)
    if application.stand != "promised":
        raise Refused(_("Een verslag stuurt u pas als er geld is toegezegd."), code="budgets_fund_reported")
    if reported_on > clock.today():
        raise Refused(_("Deze datum moet nog komen."), code="fund_future")
    application.reported_on, application.report_reference = reported_on, reference.strip()[:120]
    application.save(update_fields=["reported_on", "report_reference"])
    return application


@action("money.others")
def write_others(row: OthersMoney | None = None, *, by: Any, **facts: Any) -> OthersMoney:
    """Write down, or put right, what somebody else spent in the wijk; refused without its source.

    `facts`: owner, project, original, spent (euros or None), goal, result, source, source_url, source_date.
    """
    only_keepers(by)
    required(facts.get("source", ""), _("Zonder bron nemen wij dit niet op."), "budgets_others_source")
    found = OthersMoney.objects.select_for_update().get(pk=row.pk) if row else OthersMoney()
    for name, worth in facts.items():
        setattr(found, name, worth.strip() if isinstance(worth, str) else worth)
    found.save()
    return found


def _open(budget: Budget) -> Budget:
    """The year, held while something is added to it; refused when it is closed."""
    found = Budget.objects.select_for_update(no_key=True).get(pk=budget.pk)
    if found.status == Budget.Status.CLOSED:
        raise Refused(_("Dit jaar is afgesloten."), code="budgets_budget_closed")
    return found
