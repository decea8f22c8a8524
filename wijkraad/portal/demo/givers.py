"""Who gave the council money, which funds were asked, and what others spent in the wijk."""

from decimal import Decimal

from budgets import actions
from budgets.models import Budget, FundApplication
from wijkraad.portal.demo.world import World

OTHERS = (
    ("Gemeente Den Haag", "Herinrichting winkelstraat", "180000.00", "241300.00",
     "Minder auto’s, meer ruimte", "Straat klaar; leegstand steeg", "Jaarverslag stadsdeel", -640),
    ("Woningstichting De Goede Hoek", "Nieuwe portiekdeuren", "62000.00", "59400.00",
     "Veilige portieken", "38 van 40 deuren gedaan", "Nieuwsbrief van de stichting", -410),
    ("Gemeente Den Haag", "Proef met deelscooters", "25000.00", "31750.00",
     "Minder auto’s", "Scooters staan op de stoep", "Raadsbrief deelvervoer", -150),
)  # fmt: skip


def tell(world: World) -> None:
    """Gifts and applications of this year, and the register of others' money."""
    world.at(-140, "12:00", lambda: _others(world), "others' money")
    world.at(-58, "12:00", lambda: _gifts(world), "gifts")
    world.at(-58, "12:10", lambda: _asked(world), "funds")
    world.at(-30, "12:00", lambda: _answered(world), "answers of funds")


def _others(world: World) -> None:
    for owner, project, original, spent, goal, result, source, day in OTHERS:
        actions.write_others(
            by=world.person("lia"), owner=owner, project=project, original=Decimal(original),
            spent=Decimal(spent), goal=goal, result=result, source=source, source_date=world.day(day),
        )  # fmt: skip


def _newest(world: World) -> Budget | None:
    """The newest budget that is adopted; early in a year there may be none that is open."""
    return Budget.objects.filter(status="adopted").order_by("-year").first()


def _gifts(world: World) -> None:
    """Two gifts: cash of a neighbour, and of a shop that is party in nothing."""
    budget = _newest(world)
    if budget is None:
        return
    rows = (
        ("Een buurvrouw", "person", "75.00", True, -150),
        ("Fietsenmaker De Spaak BV", "organisation", "250.00", False, -70),
    )
    for giver, kind, amount, cash, day in rows:
        actions.record_gift(
            budget.sources.get(kind="own"), by=world.person("lia"), giver=giver, giver_kind=kind,
            amount=Decimal(amount), cash=cash, received_on=world.day(day), known_to=world.person("lia"),
            also_known_to=world.person("marga"), is_party=False,
        )  # fmt: skip


def _asked(world: World) -> None:
    """Money for next spring, and for benches; the budget of this year does not count on it."""
    budget = _newest(world)
    if budget is None:
        return
    for purpose, asked in (("Geveltuinen en bankjes", "2500.00"), ("Een tweede muurschildering", "1800.00")):
        actions.apply_to_fund(
            budget, by=world.person("lia"), fund="Buurtfonds", purpose=purpose, asked=Decimal(asked),
            asked_on=world.day(-60),
        )  # fmt: skip


def _answered(world: World) -> None:
    """One is promised in part and wants a report, the other is refused."""
    yes, no = (
        FundApplication.objects.filter(purpose=purpose).first()
        for purpose in ("Geveltuinen en bankjes", "Een tweede muurschildering")
    )
    if yes is not None:
        actions.promise_application(
            yes, by=world.person("lia"), promised=Decimal("1500.00"), answered_on=world.day(-31),
            report_due=world.day(120),
        )  # fmt: skip
    if no is not None:
        actions.refuse_application(
            no, by=world.person("lia"), answered_on=world.day(-31), reason="Er is geen doel bij geschreven."
        )  # fmt: skip
