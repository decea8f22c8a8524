"""Story 12: where did the money go? A mural without a goal, a feast, and gardens that give something back."""

from wijkraad.portal.demo.agenda import Draft, Item, discuss
from wijkraad.portal.demo.money import Spend
from wijkraad.portal.demo.plot import Plot
from wijkraad.portal.demo.world import World

GARDENS = (
    (-61, "13:20", "g01", "galileistraat is 1 grote stenen plaat, in de zomer 40 graden"),
    (-56, "19:44", "g02", "wij willen geveltuintjes, 6 huizen doen mee, wie helpt"),
    (-50, "10:31", "g03", "putten lopen over bij regen, meer groen zou helpen"),
)
SHOPS = (
    (-45, "12:02", "wim", "steeds meer lege winkels, tel ze maar eens"),
    (-39, "17:26", "g04", "leegstand trekt rommel aan, en vandalen"),
)


TALKS = (
    (
        -16,
        Item(
            "Geveltuinen in de Galileïstraat",
            "Zes huizen doen mee en beloven zelf water te geven. De planten komen van de kraam op de markt. "
            "Tineke heeft een zus die daar werkt en verlaat de vergadering. De anderen zijn voor.",
            plots=("geveltuinen",),
            outcome="decision",
            minutes=15,
            leaves=(("tineke", "Haar zus heeft de plantenkraam."),),
            drafts=(
                Draft(
                    "geveltuinen",
                    "Zes geveltuinen in de Galileïstraat",
                    "Wij betalen planten en aarde voor zes geveltuinen. De buren geven zelf water. "
                    "Start over "
                    "een maand.",
                    "Minder hitte, minder water op straat, en buren doen zelf mee.",
                    who="ruben",
                    until=60,
                    votes=(5, 0, 0),
                    plots=("geveltuinen",),
                    mandate=("Groen en ontmoeting", "750.00"),
                ),
            ),
        ),
    ),
)
SPENDS = (
    Spend(
        "burendag",
        line="Groen en ontmoeting",
        goal="Buren leren elkaar kennen",
        title="Burendag op het plein",
        amount="860.00",
        payee="Stichting Buurthuis De Beek",
        kind="organisation",
        exception="Jaarlijks feest, lang geleden afgesproken.",
        requester="ruben",
        asked=-80,
        approvers=(("lia", -78), ("marga", -77)),
        paid=-65,
        effect="Tweehonderd buren komen langs.",
    ),
    Spend(
        "geveltuinen",
        line="Groen en ontmoeting",
        goal="Minder hitte en minder water op straat",
        title="Planten en aarde voor zes geveltuinen",
        amount="750.00",
        payee="Plantenkraam De Spade BV",
        kind="organisation",
        plots=("geveltuinen",),
        decision="geveltuinen",
        requester="ruben",
        asked=-9,
        approvers=(("lia", -8), ("marga", -7)),
        effect="Zes groene gevels; de straat is minder heet.",
        promised_return="Buren geven zelf water.",
        outside=(("tineke", "Haar zus heeft de plantenkraam."),),
    ),
)


def tell(world: World) -> None:
    """The feast, the gardens and the empty shops; the mural stands in the old books."""
    _gardens(world)
    _empty_shops(world)
    for day, item in TALKS:
        discuss(world, day, item)
    for spend in SPENDS:
        spend.tell(world)


def _gardens(world: World) -> None:
    plot = Plot(world, "geveltuinen", theme="groen", place="galileistraat")
    plot.reports(GARDENS)
    plot.triage(
        -57,
        "11:40",
        "femke",
        title="Geveltuinen in de Galileïstraat",
        summary="De straat is heet in de zomer en de putten lopen over. Zes huizen willen een geveltuin en "
        "geven zelf water.",
        responsible="tineke",
        severity=2,
        safety=1,
    )
    plot.help_offer(-12, "20:30", "g02", "Ik help planten en geef water. Op zaterdag heb ik tijd.")


def _empty_shops(world: World) -> None:
    plot = Plot(world, "leegstand", theme="winkels", place="weimarstraat-oost")
    plot.reports(SHOPS)
    plot.triage(
        -40,
        "10:05",
        "femke",
        title="Leegstand tellen in de winkelstraat",
        summary="Twee ondernemers tellen de lege winkels, zodat wij weten of het erger wordt.",
        responsible="ruben",
        size="klein",
        severity=2,
        safety=1,
    )
    plot.start(
        -36,
        "16:20",
        "ruben",
        goal="Weten hoeveel winkels er leeg staan.",
        criterion="Er is een telling met bron en datum.",
        baseline="Geen telling.",
        action="Lege winkels tellen met twee ondernemers",
        due=-28,
        key="leegstand",
    )
    plot.action_done(-30, "17:40", "leegstand", "ruben", "9 van de 61 winkels staan leeg.")
    plot.update(
        -30,
        "18:00",
        "ruben",
        "9 van de 61 winkels staan leeg. Bron: eigen telling door twee ondernemers, op de fiets.",
    )
