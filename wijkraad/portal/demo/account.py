"""The public account of the demo: the vision of the buurtagenda, the weights of the score, and past
reports.
"""

from issues.actions import write_vision
from meetings.models import Decision
from wijkraad.people.actions import change_setting, confirm_setting
from wijkraad.portal.demo.agenda import Draft, Item, discuss
from wijkraad.portal.demo.books import BOARD_DAYS
from wijkraad.portal.demo.world import World
from wijkraad.portal.figures.report import due, make_report
from wijkraad.terms import clock
from wijkraad.terms.values import value

DAY = max(day for day in BOARD_DAYS if day < -100)
"""The meeting of the board at which both were adopted."""
VISION = (
    "In onze straten kunt u veilig oversteken, rustig slapen en uw buren tegenkomen. Wie hier woont of "
    "werkt, weet wat wij doen en wat het kost.\n\nWij kiezen liever twee dingen die af komen dan tien die "
    "blijven liggen. Lukt iets niet, dan leest u dat hier ook."
)


def tell(world: World) -> None:
    """One evening with two decisions; after them the text and the weights hold."""
    _decide(
        world, "visie", "Visie voor de wijk", "Wij stellen de tekst boven de buurtagenda vast.",
        "Zonder richting kiezen wij elke maand iets anders.", _write,
    )  # fmt: skip
    _decide(
        world, "gewichten", "Gewichten van de prioriteitsscore",
        "Wij wegen ernst 25, veiligheid 20, huishoudens 15, terugkomen 15, duur 10, volgers 10, prioriteit 5",
        "Dan ziet iedereen waarom iets eerst gaat.", _weigh,
    )  # fmt: skip
    world.at(0, "00:05", _report, "reports of what is over")


def _decide(world: World, key: str, title: str, text: str, reason: str, step: object) -> None:
    world.after.setdefault(key, []).append(lambda decision: step(world, decision))  # type: ignore[operator]
    draft = Draft(
        key, title, text, reason, who="hanneke", until=DAY + 30, votes=(6, 0, 0), about_council=True
    )
    discuss(world, DAY, Item(title, text, outcome="decision", minutes=10, drafts=(draft,)))
    world.finish(
        key, DAY + 2, "10:00", "hanneke", "Het staat op de site.", "De buurtagenda en het dashboard."
    )


def _write(world: World, decision: Decision) -> None:
    write_vision(by=world.person("hanneke"), text=VISION, decision_number=decision.number or "")


def _weigh(world: World, decision: Decision) -> None:
    proposal = change_setting(
        "score_weights", value("score_weights"), by=world.person("hanneke"),
        source="besluit van het bestuur", decision_number=decision.number or "",
    )  # fmt: skip
    confirm_setting(proposal, by=world.person("lia"))


def _report() -> None:
    for key in due(clock.today()):
        make_report(key)
