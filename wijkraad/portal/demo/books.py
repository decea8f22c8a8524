"""The books of the demo: a budget per year, where the money comes from, the costs of the council itself."""

from datetime import date
from decimal import Decimal
from functools import partial

from budgets import actions
from budgets.models import Budget
from meetings.models import Decision
from wijkraad.portal.demo import givers, old_books
from wijkraad.portal.demo.agenda import Draft, Item, discuss
from wijkraad.portal.demo.evenings import EVENINGS
from wijkraad.portal.demo.money import Spend, line_of
from wijkraad.portal.demo.world import World

BOARD_DAYS = [evening.day for evening in EVENINGS if evening.kind == "bestuur" and evening.present]
LINES = (
    ("Verkeer", "verkeer", "4000.00", "1200.00"),
    ("Wonen", "overbewoning", "3500.00", "1500.00"),
    ("Coffeeshops", "coffeeshops", "1400.00", "500.00"),
    ("Groen en ontmoeting", "groen", "1900.00", "1600.00"),
    ("Winkels", "winkels", "200.00", ""),
    ("Organisatie", "", "1000.00", ""),
)
"""Name, theme, original amount, and what may be spent without a decision of its own."""
SOURCES = (
    ("own", "Eigen geld en giften", "5100.00", "", ""),
    ("fund", "Buurtfonds", "4000.00", "", ""),
    ("grant", "Gemeente, alleen voor wonen", "3000.00", "alleen voor wonen", "Wonen"),
)
"""Kind, name, amount, what it is for in the giver's words, and the line that it is for alone."""
COSTS = {
    -1: ("100.00", ("Zaalhuur", "160.00"), ("Verzekering", "245.00"), ("Website", "205.00"),
         ("Drukwerk", "150.00"), ("Zaalhuur", "160.00"), ("Zaalhuur", "160.00")),
    0: ("100.00", ("Zaalhuur", "150.00"), ("Verzekering", "250.00"), ("Website", "212.40"),
        ("Zaalhuur", "150.00"), ("Zaalhuur", "150.00"), ("Zaalhuur", "150.00")),
}  # fmt: skip
"""Per year: what a decision added to the line Organisatie, then the costs; the last one needs that room."""
WEEKS = 28
"""A year that is younger than this many days has no costs yet."""
PAYEES = {
    "Zaalhuur": "Stichting Buurthuis De Beek",
    "Verzekering": "Onderlinge Verzekering De Buurt",
    "Website": "Webwinkel Het Haakje BV",
    "Drukwerk": "Drukkerij Van Nes BV",
}


def tell(world: World) -> None:
    """Last year and this one; the year before came in as a list of the old books."""
    old_books.tell(world)
    for year in (world.today.year - 1, world.today.year):
        _year(world, year)
    _transfer(world)
    givers.tell(world)


def _year(world: World, year: int) -> None:
    before = [day for day in BOARD_DAYS if world.day(day).year < year] or BOARD_DAYS[:1]
    adopted = before[-1]
    world.at(adopted - 12, "21:00", lambda: _open(world, year), f"open {year}")
    _adopt(world, year, adopted)
    within = [day for day in BOARD_DAYS if world.day(day).year == year and day > adopted]
    costs = COSTS.get(year - world.today.year, COSTS[0])
    if within:
        raised = min(within, key=lambda day: abs(world.day(day).timetuple().tm_yday - 155))
        _raise(world, year, raised, costs[0])
    _pay_costs(world, year, adopted, raised if within else None, costs[1:])
    closing = world.offset(date(year + 1, 3, 15))
    if closing < -1:
        world.at(closing, "16:00", partial(_close, world, year), f"close {year}")


def _open(world: World, year: int) -> None:
    by = world.person("lia")
    budget = actions.open_budget(year, by=by)
    for name, theme, original, _standing in LINES:
        actions.add_line(
            budget, by=by, name=name, original=Decimal(original), theme=world.themes[theme] if theme else None
        )
    for kind, name, amount, earmark, only in SOURCES:
        line = budget.lines.get(name=only) if only else None
        actions.add_source(
            budget, by=by, kind=kind, name=name, amount=Decimal(amount), earmark=earmark, only_line=line
        )


def _adopt(world: World, year: int, day: int) -> None:
    """The budget is adopted by a decision, which also gives each line its standing leave."""

    def step(decision: Decision) -> None:
        actions.adopt_budget(Budget.objects.get(year=year), by=world.person("lia"), decision=decision)
        for name, _theme, _original, standing in LINES:
            if standing:
                line = Budget.objects.get(year=year).lines.get(name=name)
                actions.grant_mandate(
                    decision, by=world.person("lia"), line=line, amount=Decimal(standing), kind="standing"
                )

    world.after.setdefault(f"begroting{year}", []).append(step)
    votes = (6, 0, 0) if day != BOARD_DAYS[0] else (7, 0, 0)
    draft = Draft(
        f"begroting{year}",
        f"Begroting {year}",
        f"Wij stellen de begroting van {year} vast: € 12.000,00 in zes onderdelen.",
        "Zonder begroting geven wij niets uit.",
        who="lia",
        until=day + 30,
        votes=votes,
        about_council=True,
    )
    text = (
        "Lia loopt de onderdelen langs. Meer dan de helft gaat naar verkeer en wonen. Van elk onderdeel "
        "mag een "
        "deel zonder apart besluit worden uitgegeven; daarboven beslist het bestuur."
    )
    discuss(world, day, Item(f"Begroting {year}", text, outcome="decision", minutes=20, drafts=(draft,)))
    world.finish(
        f"begroting{year}", day + 8, "09:30", "lia", "De begroting staat op de site.", "De geldpagina."
    )


def _raise(world: World, year: int, day: int, amount: str) -> None:
    """Organisatie gets more, because the hall became dearer; a secret vote."""

    def step(decision: Decision) -> None:
        actions.amend_line(
            line_of(world, "Organisatie", day),
            by=world.person("lia"),
            amount=Decimal(amount),
            decision=decision,
        )

    key = f"organisatie{year}"
    world.after.setdefault(key, []).append(step)
    draft = Draft(
        key,
        f"Organisatie mag € {amount.replace('.', ',')} hoger",
        f"Het onderdeel Organisatie mag € {amount.replace('.', ',')} hoger worden.",
        "Duurdere zaal.",
        who="lia",
        until=day,
        votes=(5, 1, 0) if day in (-170, -233) else (5, 0, 0),
        way="secret",
        about_council=True,
    )
    text = "De zaal is duurder geworden. Er is gestemd met briefjes. Lia zoekt een goedkopere zaal."
    discuss(world, day, Item("Organisatie kost meer", text, outcome="decision", drafts=(draft,)))
    world.finish(key, day + 1, "09:00", "lia", f"Het onderdeel is € {amount} hoger.", "De geldpagina.")


def _pay_costs(
    world: World, year: int, adopted: int, raised: int | None, costs: tuple[tuple[str, str], ...]
) -> None:
    """Spread over the year, each small enough for one approval; the last one after the line was raised."""
    first = max(world.offset(date(year, 1, 6)), adopted + 6)
    last = min(world.offset(date(year, 12, 18)), -4)
    if last - first < WEEKS:
        return
    if raised is None:
        costs = costs[:-1]
    for number, (what, amount) in enumerate(costs):
        day = first + (last - first) * (number + 1) // (len(costs) + 1)
        if number == len(costs) - 1 and raised is not None:
            day = max(day, min(raised + 6, last))
        Spend(
            f"organisatie{year}-{number}",
            line="Organisatie",
            goal="De wijkraad kan vergaderen en werken",
            title=what,
            amount=amount,
            payee=PAYEES[what],
            exception="Vaste kosten van de wijkraad.",
            requester="ruben",
            asked=day - 4,
            approvers=(("lia", day - 3),),
            paid=day,
            effect="Wij kunnen door.",
            verdict=(day + 30, True, "Gebruikt.", "") if day + 30 < -2 else None,
        ).tell(world)


def _close(world: World, year: int) -> None:
    actions.close_year(Budget.objects.get(year=year), by=world.person("lia"))


def _transfer(world: World) -> None:
    """Five hundred euros go from coffeeshops to verkeer, by decision."""

    def step(decision: Decision) -> None:
        source, target = line_of(world, "Coffeeshops", -233), line_of(world, "Verkeer", -233)
        actions.transfer(source, target, by=world.person("lia"), amount=Decimal("500.00"), decision=decision)

    world.after.setdefault("schuiven", []).append(step)
    draft = Draft(
        "schuiven",
        "Vijfhonderd euro van Coffeeshops naar Verkeer",
        "Wij schuiven € 500,00 van het onderdeel Coffeeshops naar het onderdeel Verkeer.",
        "Verkeer is prioriteit; bij Coffeeshops blijft geld over.",
        who="lia",
        until=-225,
        votes=(6, 0, 0),
        about_council=True,
    )
    text = "De bakken en de telling kosten samen bijna drieduizend euro. Bij Coffeeshops is genoeg over."
    discuss(world, -233, Item("Geld schuiven", text, outcome="decision", drafts=(draft,), early=True))
    world.finish("schuiven", -230, "10:00", "lia", "Het bedrag is verschoven.", "De geldpagina.")
