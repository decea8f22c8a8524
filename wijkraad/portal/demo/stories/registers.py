"""What fills the registers beside the twelve stories: more letters, and decisions of other kinds."""

from decimal import Decimal

from meetings import actions
from meetings.models import AgendaItem, Decision
from wijkraad.portal.demo.agenda import Draft, Item, discuss
from wijkraad.portal.demo.letters import Post
from wijkraad.portal.demo.money import Spend
from wijkraad.portal.demo.world import World

LETTERS = (
    Post(
        "woo",
        "kabels",
        -25,
        "10:20",
        "hanneke",
        kind="woo",
        partner="gemeente",
        subject="Aantal controles per half jaar",
        received=-25,
    ),
    Post(
        "zienswijze",
        "",
        -20,
        "20:10",
        "marga",
        kind="zienswijze",
        partner="gemeente",
        subject="Plan voor bouwen aan de Loosduinseweg",
        published=-25,
        sent=False,
    ),
    Post(
        "lantaarns",
        "lantaarns",
        -112,
        "10:05",
        "hanneke",
        kind="melding",
        partner="gemeente",
        subject="Drie lantaarnpalen in de Newtonstraat",
        own_date=-20,
        is_public=True,
    ),
    Post(
        "klacht",
        "",
        -300,
        "11:00",
        "ruben",
        kind="klacht",
        partner="gemeente",
        subject="Meldingen krijgen nooit antwoord",
        received=-298,
        answer=(-250, "Klacht gegrond. Meldingen krijgen voortaan binnen een week bericht."),
    ),
    Post(
        "portiek",
        "portiek",
        -46,
        "10:40",
        "dirk",
        kind="brief",
        partner="woningbouw",
        subject="De portiekdeur aan de Regentesselaan",
        own_date=8,
        channel="post",
        is_public=True,
    ),
)


TALKS = (
    (
        -541,
        Item(
            "Nog een muurschildering?",
            "De eerste muurschildering is klaar. Dirk wil er nog een, aan de kade. Niemand vraagt wat "
            "het doel "
            "is. Het voorstel wordt aangenomen, zonder bedrag.",
            outcome="decision",
            drafts=(
                Draft(
                    "mural2",
                    "Een tweede muurschildering aan de kade",
                    "Wij laten een tweede muurschildering maken.",
                    "De eerste was leuk.",
                    who="dirk",
                    until=-360,
                    votes=(4, 3, 0),
                    about_council=True,
                ),
            ),
        ),
    ),
    (
        -387,
        Item(
            "De tweede muurschildering",
            "Lia vraagt wat de eerste schildering heeft opgeleverd. Niemand kan het zeggen. Het besluit "
            "wordt "
            "ingetrokken.",
            outcome="decision",
            drafts=(
                Draft(
                    "mural2-weg",
                    "Geen tweede muurschildering",
                    "Wij trekken het besluit over een tweede muurschildering in.",
                    "Er is geen doel.",
                    who="dirk",
                    until=-370,
                    votes=(6, 1, 0),
                    about_council=True,
                ),
            ),
        ),
    ),
    (
        -170,
        Item(
            "Folder over 14070",
            "Veel meldingen zijn voor de gemeente: een losse tegel, een kapotte lamp. Tineke maakt een "
            "folder "
            "waarin staat wie u waarvoor belt.",
            outcome="decision",
            drafts=(
                Draft(
                    "folder-14070",
                    "Een folder: wie belt u waarvoor",
                    "Wij maken een folder over 14070 en doen die overal in de bus.",
                    "De gemeente lost kleine dingen sneller op dan wij.",
                    who="tineke",
                    until=-5,
                    votes=(6, 0, 0),
                    about_council=True,
                ),
            ),
        ),
    ),
)
SPENDS = (
    Spend(
        "zand",
        line="Groen en ontmoeting",
        goal="Kinderen spelen weer veilig",
        title="Nieuw zand voor de zandbak",
        amount="238.50",
        payee="Grondbedrijf Zuiderpark BV",
        plots=("speelplek",),
        decision="zand",
        requester="tineke",
        asked=-221,
        approvers=(("marga", -220),),
        paid=-204,
        effect="Geen glas meer in het zand.",
        verdict=(-160, True, "Geen glas meer gevonden.", "Elke week zeven."),
    ),
    Spend(
        "verlichting",
        line="Verkeer",
        goal="Fietsers zien elkaar bij de oversteek",
        title="Lampjes aan de vier plantenbakken",
        amount="340.00",
        payee="Elektra Beeklaan BV",
        plots=("zevensprong",),
        requester="hanneke",
        asked=-5,
        approvers=(("marga", -4),),
        effect="Fietsers zijn ook in het donker te zien.",
    ),
)


def tell(world: World) -> None:
    """Letters, an urgent decision, a withdrawn one, a proposal that was taken off the table, a request."""
    for post in LETTERS:
        post.tell(world)
    _urgent(world)
    _withdrawn(world)
    _scrapped(world)
    for day, item in TALKS:
        discuss(world, day, item)
    for spend in SPENDS:
        spend.tell(world)


def _urgent(world: World) -> None:
    """Chair and treasurer decide at once; the next meeting ratifies it."""

    def decide() -> None:
        decision = actions.draft_decision(
            by=world.person("marga"),
            title="Met spoed nieuw zand in de zandbak",
            text="Wij laten het zand in de zandbak meteen verversen.",
            reason="Er ligt glas; kinderen kunnen niet wachten op de vergadering.",
            responsible=world.person("tineke"),
            deadline=world.day(-172),
            issues=[world.issue("speelplek")],
            starts_work=False,
            mandate_amount=Decimal("240.00"),
            way="urgent",
        )
        world.decisions["zand"] = decision.pk
        for key in ("marga", "lia"):
            actions.answer_outside(decision, by=world.person(key), choice="for")
        actions.adopt_decision(decision, by=world.person("marga"))

    world.at(-222, "21:40", decide, "urgent sand")
    words = "Marga en Lia lieten het zand met spoed verversen. Iedereen is het daarmee eens."
    discuss(world, -170, Item("Nieuw zand, met spoed besloten", words, minutes=5, ratifies="zand"))
    world.finish("zand", -168, "17:00", "tineke", "Het zand is ververst.", "Bon en foto.")


def _withdrawn(world: World) -> None:
    """A second mural was planned, and withdrawn by a later decision."""

    def withdraw(decision: Decision) -> None:
        actions.withdraw_decision(
            world.decision("mural2"), decision, by=world.person("ruben"), reason="Er is geen doel."
        )

    world.after.setdefault("mural2-weg", []).append(withdraw)
    world.finish("mural2-weg", -372, "10:00", "dirk", "De schilder weet het.", "Brief aan de schilder.")


def _scrapped(world: World) -> None:
    """A proposal for a newspaper that its writer took back before anybody voted."""

    def draft() -> None:
        item = AgendaItem.objects.filter(meeting=world.meetings[-79], title="Zomer in de wijk").get()
        world.decisions["krant"] = actions.draft_decision(
            by=world.person("dirk"),
            item=item,
            title="Een eigen wijkkrant",
            text="Wij maken vier keer per jaar een wijkkrant.",
            reason="Niet iedereen heeft internet.",
            responsible=world.person("dirk"),
            deadline=world.day(100),
            about_council=True,
        ).pk

    world.at(-82, "20:00", draft, "draft krant")
    world.at(
        -78,
        "09:00",
        lambda: actions.scrap_decision(world.decision("krant"), by=world.person("ruben")),
        "scrap krant",
    )
