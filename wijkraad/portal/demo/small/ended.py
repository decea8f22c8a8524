"""Smaller issues that ended otherwise: stopped, not taken up, withdrawn, joined; and two with a decision."""

from wijkraad.portal.demo.agenda import Draft, Item, discuss
from wijkraad.portal.demo.plot import Plot
from wijkraad.portal.demo.small.archetypes import Case, in_work, looked_at, new
from wijkraad.portal.demo.world import World


def tell(world: World) -> None:
    """All of them."""
    _stopped(world)
    _rejected(world)
    _withdrawn(world)
    _joined(world)
    _decided(world)
    _old(world)


def _stopped(world: World) -> None:
    case = Case(
        "hondenveld",
        "groen",
        "valkenboslaan-noord",
        -480,
        ((0, "we willen een honden veldje"), (5, "NEE geen honden veld naast de speelplek")),
        "Een veldje voor honden",
        "Sommige buren willen een hondenveld, anderen juist niet.",
        who="tineke",
    )
    plot = in_work(
        world,
        case,
        start=-465,
        action="Buren vragen wat zij willen",
        due=-430,
        goal="Iedereen weet waar honden los mogen.",
        criterion="De meeste buren zijn het eens.",
    )
    plot.action_done(-422, "19:00", case.key, "tineke", "40 buren gevraagd: 22 tegen, 18 voor.")
    plot.stop(-420, "20:10", "tineke", "Van 40 buren zijn er 22 tegen. Wij stoppen ermee.")


def _rejected(world: World) -> None:
    rows = (
        (
            Case("wifi", "overig", "weimarstraat-oost", -240, ((0, "gratis wifi in de hele straat!!"),)),
            "Dit is geen taak van de wijkraad. De bibliotheek heeft gratis wifi.",
        ),
        (
            Case(
                "parkeren",
                "verkeer",
                "regentesselaan",
                -155,
                ((0, "wil me eigen parkeer plek voor de deur"),),
            ),
            "Een eigen plek op straat kan alleen met een gehandicaptenkaart. Vraag die aan bij de "
            "gemeente: 14070.",
        ),
    )
    for case, reason in rows:
        new(world, case).reject(case.day + 3, "11:30", "femke", reason)


def _withdrawn(world: World) -> None:
    for key, day, text in (
        ("feestje", -71, "hard feest bij de buren, al 2 uur"),
        ("kat", -208, "me kat is weg, zwart met wit befje"),
    ):
        plot = Plot(world, key, theme="overig", place="newtonstraat")
        plot.report(day, "23:12", key, text)
        plot.withdraw(day + 1, "09:14")


def _joined(world: World) -> None:
    plot = Plot(world, "ook-wiet", theme="coffeeshops", place="beeklaan-noord")
    plot.report(-271, "16:44", "ow1", "stank komt gewoon door me afzuigkap binnen", joins=False)
    plot.merge(-270, "10:12", "femke", into="wietlucht")


BENCHES = Case(
    "bankjes",
    "groen",
    "zevensprong",
    -63,
    ((0, "geen 1 bankje op het hele plein"), (4, "me benen houden het niet tot de bus")),
    "Bankjes op de Zevensprong",
    "Oudere bewoners kunnen onderweg nergens zitten.",
    who="dirk",
)
THEFT = Case(
    "fietsdief",
    "overig",
    "loosduinseweg-oost",
    -98,
    ((0, "3e fiets weg in een jaar"), (1, "slot door geslepen overdag!!"), (12, "ook mijn bakfiets")),
    "Fietsen worden gestolen bij de halte",
    "Bij de halte worden veel fietsen gestolen, ook overdag.",
    who="samir",
    size="gewoon",
    weights=(3, 1),
)
DECIDED = (
    (BENCHES, -44, "Twee bankjes op de Zevensprong", "Wij vragen de gemeente om twee bankjes.", -10),
    (
        THEFT,
        -79,
        "Een bewaakte stalling bij de halte",
        "Wij vragen de gemeente om een bewaakte fietsenstalling.",
        -25,
    ),
)


def _decided(world: World) -> None:
    """Two issues with a decision whose work has not begun, past their date."""
    for case, day, title, text, until in DECIDED:
        looked_at(world, case)
        draft = Draft(
            case.key,
            title,
            text,
            "Bewoners vragen erom.",
            who=case.who,
            until=until,
            votes=(6, 0, 0),
            plots=(case.key,),
        )
        said = "Kort besproken. Iedereen kent de plek. Het kost ons niets."
        discuss(world, day, Item(title, said, plots=(case.key,), outcome="decision", drafts=(draft,)))


def _old(world: World) -> None:
    """The oldest open matter: it waits on a law, and says so."""
    plot = looked_at(
        world,
        Case(
            "splitsen",
            "overbewoning",
            "valkenboslaan-noord",
            -820,
            (
                (0, "elk huis hier word in 4 stukken gehakt"),
                (60, "weer een gezin weg, nu 5 studenten"),
                (200, "huur 950 voor een hok"),
            ),
            "Splitsen van huizen in kamers",
            "Steeds meer huizen worden gesplitst. De regels van de gemeente laten dat nu nog toe.",
            who="samir",
            visibility="public",
            size="gewoon",
            weights=(4, 3),
        ),
    )
    plot.update(-400, "20:00", "samir", "De gemeente werkt aan nieuwe regels. Wij houden het bij.")
    plot.long_running(
        -398,
        "20:00",
        "samir",
        stuck_on="wet",
        milestone="Een planning van de gemeente",
        on=-60,
    )
    plot.long_running(
        -58,
        "20:00",
        "samir",
        stuck_on="wet",
        milestone="Nieuwe regels van de gemeente",
        on=45,
    )
    plot.wait(-395, "20:10", "samir", partner="gemeente", until=45)
