"""Stories 3 and 4: rooms without a permit. Two limited issues with legal clocks, no address anywhere."""

from wijkraad.portal.demo.agenda import Draft, Item, discuss
from wijkraad.portal.demo.evening import outside
from wijkraad.portal.demo.letters import Post
from wijkraad.portal.demo.money import Spend
from wijkraad.portal.demo.plot import Plot
from wijkraad.portal.demo.world import World

ROOMS = (
    (-152, "20:31", "k01", "er komen 6 kamers in dat pand, straks slaape ze met zn twaalfen"),
    (-149, "18:12", "k02", "vergunning gezien op overheid.nl. wie controleert dat? bezwaar kan nog toch"),
)
CABLES = (
    (-88, "23:48", "k03", "hele nacht herrie en de gang ligt vol matrassen, ben bang voor brand"),
    (-86, "07:20", "k04", "stroomkabels door het trappenhuis, met tape vast geplakt. dit gaat fout"),
    (-81, "19:37", "k03", "weer 3 nieuwe mensen er bij gekomen, matras staat nu voor de meterkast"),
    (-60, "21:05", "k05", "kinderen slapen daar ook!! niemand doet iets"),
)


TALKS = (
    (
        -79,
        Item(
            "Kamers zonder vergunning: wat doen wij?",
            "Samir vertelt wat hij hoort: mensen durven niets te zeggen omdat ze bang zijn hun kamer kwijt "
            "te raken. Een spreekuur met een huurhulp kan helpen. Ook willen wij met het huurteam langs de "
            "deuren. Daar zijn twee leden tegen: dat is werk voor de gemeente.",
            plots=("kabels",),
            outcome="decision",
            minutes=30,
            public_title="Overbewoning: hulp en controles",
            drafts=(
                Draft(
                    "spreekuur",
                    "Gratis spreekuur over huur en kamers",
                    "Er komt een gratis spreekuur over huur en kamers, tien dinsdagen dit najaar.",
                    "Bewoners kennen hun rechten niet en durven niet alleen.",
                    who="samir",
                    until=25,
                    votes=(6, 0, 0),
                    plots=("kabels",),
                    public="Er komt een gratis spreekuur over huur en kamers, tien dinsdagen dit najaar.",
                    mandate=("Wonen", "1200.00"),
                ),
                Draft(
                    "huisbezoek",
                    "Op huisbezoek met het huurteam",
                    "Wij gaan op huisbezoek, samen met het huurteam.",
                    "Zo weten wij hoeveel huizen te vol zijn.",
                    who="samir",
                    until=-36,
                    votes=(4, 2, 0),
                    plots=("kabels",),
                    public="Wij gaan op huisbezoek, samen met het huurteam.",
                    starts_work=False,
                ),
            ),
        ),
    ),
)
SPENDS = (
    Spend(
        "spreekuur",
        line="Wonen",
        goal="20 bewoners helpen met hun huur",
        title="Spreekuur over huur en kamers, najaar",
        amount="1200.00",
        payee="Stichting Huurhulp Segbroek",
        kind="organisation",
        plots=("kabels",),
        decision="spreekuur",
        requester="samir",
        asked=-14,
        approvers=(("lia", -13), ("marga", -12)),
        paid=-6,
        effect="18 van 20 mensen geholpen.",
        public="Spreekuur over huur en kamers, najaar",
    ),
)
POSTS = (
    Post(
        "bezwaar",
        "kamers",
        -112,
        "16:20",
        "samir",
        kind="bezwaar",
        partner="gemeente",
        subject="Bezwaar tegen een vergunning voor kamers",
        published=-150,
        received=-112,
        committee=True,
        mandate="van twee buren",
        extended_on=-25,
    ),
    Post(
        "handhaving",
        "kabels",
        -75,
        "11:30",
        "samir",
        kind="handhavingsverzoek",
        partner="pandbrigade",
        subject="Brandgevaar door stroomkabels in het trappenhuis",
        received=-75,
        default_on=-12,
    ),
)


def tell(world: World) -> None:
    """The objection that is on time, and the request for enforcement that is late."""
    _objection(world)
    _cables(world)
    _hours(world)
    for day, item in TALKS:
        discuss(world, day, item)
    for spend in SPENDS:
        spend.tell(world)
    for post in POSTS:
        post.tell(world)


def _objection(world: World) -> None:
    plot = Plot(world, "kamers", theme="overbewoning", place="valkenboslaan-zuid")
    plot.reports(ROOMS)
    plot.triage(
        -150,
        "10:45",
        "marga",
        title="Overbewoning in het Valkenboskwartier",
        summary="Een vergunning om een huis in kamers te splitsen. De wijkraad helpt buren met hun bezwaar.",
        responsible="samir",
        visibility="limited",
        severity=4,
        safety=4,
    )
    outside(
        world,
        -120,
        "21:10",
        Draft(
            "bezwaar",
            "Bezwaar maken tegen een vergunning voor kamers",
            "Wij maken bezwaar tegen de vergunning, namens twee buren die ons machtigen.",
            "De termijn loopt af voor de volgende vergadering. Alle leden zijn gevraagd.",
            who="samir",
            until=-108,
            votes=(6, 0, 0),
            plots=("kamers",),
            public="Wij maken bezwaar, samen met buren.",
        ),
    )
    plot.start(
        -112,
        "16:40",
        "samir",
        goal="Er komen geen zes kamers in een huis dat daar te klein voor is.",
        criterion="De vergunning wordt ingetrokken of aangepast naar één gezin.",
        baseline="Vergunning verleend voor zes kamers.",
        action="Naar de hoorzitting, samen met de buren",
        due=-40,
        key="hoorzitting",
    )
    plot.wait(-112, "16:50", "samir", partner="gemeente", until=18, letter="bezwaar")
    plot.action_done(-40, "17:00", "hoorzitting", "samir", "Twee buren en de wijkraad spraken.")
    world.finish("bezwaar", -111, "09:00", "samir", "Bezwaar op tijd ingediend.", "Ontvangstbevestiging.")


def _cables(world: World) -> None:
    plot = Plot(world, "kabels", theme="overbewoning", place="beeklaan-zuid")
    plot.reports(CABLES)
    plot.triage(
        -87,
        "09:05",
        "femke",
        title="Overbewoning in het Regentessekwartier",
        summary="Brandgevaar in een huis met te veel mensen. Melders zijn eerst naar 112 en de Pandbrigade "
        "verwezen. De wijkraad vraagt de gemeente om te handhaven.",
        responsible="samir",
        visibility="limited",
        severity=5,
        safety=5,
    )


def _hours(world: World) -> None:
    """The free advice hours, the house visits that are late, and the letter that is waited for."""
    world.postpone("huisbezoek", -38, "20:10", "samir", -12, "Het huurteam had geen tijd in deze maand.")
    plot = Plot(world, "kabels", theme="overbewoning", place="beeklaan-zuid")
    plot.start(
        -74,
        "10:10",
        "samir",
        goal="Niemand slaapt in een gang of naast losse stroomkabels.",
        criterion="De gemeente heeft bij alle gemelde huizen gecontroleerd.",
        baseline="Nog geen enkele controle.",
        action="Spreekuur huur en kamers",
        due=25,
        key="spreekuur",
    )
    plot.wait(-74, "10:20", "samir", partner="pandbrigade", until=-19, letter="handhaving")
