"""Stories 10 and 11: a plan that was stopped, a quarrel that is not ours, and a loose tile."""

from wijkraad.portal.demo.agenda import Draft, Item, discuss
from wijkraad.portal.demo.money import Spend
from wijkraad.portal.demo.plot import Plot
from wijkraad.portal.demo.world import World

WASTE = (
    (-296, "07:32", "w01", "ratten!! al 3 keer gebeld"),
    (-293, "18:41", "w02", "bij mij halen ze nooit karton op"),
    (-284, "08:20", "w03", "stapels dozen voor de winkels, waait de hele straat door"),
    (-270, "19:55", "w04", "zakken staan er al sinds maandag, stank!"),
    (-215, "07:48", "w01", "weer een rat gezien zo groot als me schoen"),
)


TALKS = (
    (
        -261,
        Item(
            "Winkelafval samen ophalen",
            "Ruben heeft met vijf winkels gepraat. Die zien het zitten: één ophaaldag, één bedrijf, minder "
            "rommel. Wij maken een folder en gaan langs alle veertien winkels.",
            plots=("winkelafval",),
            outcome="decision",
            minutes=20,
            drafts=(
                Draft(
                    "winkelafval",
                    "Winkels halen samen het afval op",
                    "Wij vragen winkels om samen het afval op te halen.",
                    "Vijf winkels willen meedoen, en de ratten moeten weg.",
                    who="ruben",
                    until=-172,
                    votes=(6, 0, 0),
                    plots=("winkelafval",),
                    mandate=("Winkels", "200.00"),
                ),
            ),
        ),
    ),
    (
        -79,
        Item(
            "Winkelafval: stoppen of doorgaan?",
            "Drie van de veertien winkels doen mee. Ruben heeft het twee keer gevraagd. De ondernemers "
            "zeggen "
            "dat de BIZ dit zou moeten regelen. Doorgaan kost tijd en levert weinig op.",
            plots=("winkelafval",),
            outcome="decision",
            minutes=10,
            drafts=(
                Draft(
                    "winkelafval-stop",
                    "Stoppen met samen winkelafval ophalen",
                    "Te weinig deelname. Wij gaan niet door.",
                    "3 van de 14 winkels deden mee.",
                    who="ruben",
                    until=-65,
                    votes=(6, 0, 0),
                    plots=("winkelafval",),
                    starts_work=False,
                    ends="winkelafval",
                ),
            ),
        ),
    ),
)
SPENDS = (
    Spend(
        "folder",
        line="Winkels",
        goal="Winkels laten meedoen met samen ophalen",
        title="Folder over samen winkelafval ophalen",
        amount="185.40",
        payee="Drukkerij Van Nes BV",
        kind="organisation",
        plots=("winkelafval",),
        decision="winkelafval",
        requester="ruben",
        asked=-248,
        approvers=(("lia", -247),),
        paid=-240,
        effect="10 van de 14 winkels doen mee.",
        verdict=(-182, False, "3 van de 14 winkels deden mee.", "Vraag het eerst aan de BIZ."),
    ),
)


def tell(world: World) -> None:
    """Both."""
    _waste(world)
    _waste_ends(world)
    _fence_and_tile(world)
    for day, item in TALKS:
        discuss(world, day, item)
    for spend in SPENDS:
        spend.tell(world)


def _waste(world: World) -> None:
    plot = Plot(world, "winkelafval", theme="winkels", place="weimarstraat-west")
    plot.reports(WASTE)
    plot.triage(
        -294,
        "09:50",
        "femke",
        title="Samen het winkelafval ophalen",
        summary="Karton en zakken staan dagen op de stoep en er zijn ratten. Een bewoner: “al 3 keer "
        "gebeld”. "
        "Kunnen winkels samen één ophaaldag kiezen?",
        responsible="ruben",
        severity=3,
        safety=2,
    )
    plot.start(
        -255,
        "10:15",
        "ruben",
        goal="Geen afval meer op de stoep, en geen ratten.",
        criterion="Ten minste 10 van de 14 winkels doen mee.",
        baseline="Geen enkele winkel haalt samen op.",
        action="Folder maken en langs de winkels gaan",
        due=-220,
        key="folder",
        decision="winkelafval",
    )
    plot.action_done(-222, "17:10", "folder", "ruben", "Langs alle 14 winkels geweest, 3 doen mee.")
    world.postpone(
        "winkelafval", -175, "20:30", "ruben", -110, "Drie winkels doen mee; wij vragen het nog een keer."
    )


def _waste_ends(world: World) -> None:
    world.fail("winkelafval", -79, "22:10", "ruben", "3 van 14 winkels deden mee.")
    world.finish(
        "winkelafval-stop", -70, "10:00", "ruben", "Alle winkels weten het.", "Brief aan de winkels."
    )


def _fence_and_tile(world: World) -> None:
    fence = Plot(world, "schutting", theme="overig", place="galileistraat")
    fence.report(-34, "20:22", "f01", "me buurman [naam] is een … en zet zijn schutting op mijn grond")
    fence.redact(-33, "10:10", "femke")
    fence.reject(
        -32,
        "11:00",
        "femke",
        "Dit gaat over twee buren. De wijkraad kiest geen kant. Buurtbemiddeling helpt gratis.",
    )
    fence.withdraw(-30, "19:00")
    tile = Plot(world, "tegel", theme="overig", place="loosduinseweg-west")
    tile.report(0, "08:12", "t01", "ligt al weken los bij de bus haltte", twice=True, scene="tile")
