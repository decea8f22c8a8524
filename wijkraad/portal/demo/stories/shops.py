"""Stories 5 and 6, both around coffeeshops: three evenings of talk, and an outcome that is disputed."""

from wijkraad.portal.demo.agenda import Draft, Item, discuss
from wijkraad.portal.demo.money import Spend
from wijkraad.portal.demo.plot import Plot
from wijkraad.portal.demo.world import World

PARKING = (
    (-128, "18:22", "p01", "vrijdag 31 auto's dubbel, ambulance kon er nie langs"),
    (-125, "21:40", "p02", "ik hep niks tegen die zaak maar dit kan zo niet"),
    (-125, "19:10", "p03", "elke avond zelfde liedje, dubbel parkeren en knipperlichten aan"),
    (-122, "17:55", "p04", "kon me eigen straat niet uit, man zegt 2 minuutjes, werden er 20"),
    (-119, "20:12", "p05", "tram stond stil door een auto op de baan"),
    (-115, "22:33", "p06", "Toeteren, schelden, en mijn kinderen liggen dan al in bed."),
    (-111, "18:48", "p01", "weer!! 9 auto's geteld op een half uur"),
    (-104, "16:20", "p07", "fietser moest om de auto heen, bijna geschept"),
    (-98, "19:35", "p08", "waarom komt er nooit politie op vrijdag"),
    (-93, "18:05", "p09", "rolstoel kan er niet langs want de auto’s staan half op de stoep"),
    (-88, "20:58", "p10", "ze komen uit delft en rotterdam zie ik aan de stickers, altijd dubbel"),
    (-83, "17:31", "p11", "Mijn winkel is niet te bereiken voor leveranciers tussen vijf en acht."),
    (-76, "19:47", "p12", "dubbel dubbel dubbel. en niemand die schrijft"),
    (-70, "21:15", "p13", "bus kon er nie door, iedereen moest lopen"),
    (-61, "18:40", "p14", "ik heb foto’s maar er staan kentekens op, mag dat?"),
    (-52, "20:02", "p03", "ze hebben er nu al 3x over vergaderd hoor ik?? en?"),
    (-43, "19:19", "p15", "brandweer moest achteruit de straat uit"),
    (-35, "18:27", "p16", "dubbel geparkeerd voor de winkels, elke avond"),
    (-27, "20:44", "p17", "auto tegen me spiegel gereden en door gereden"),
    (-19, "17:58", "p02", "het was even beter door de regen maar nu weer mis"),
    (-11, "21:03", "p18", "op vrijdag durf ik met de kinderwagen de straat niet over"),
    (-4, "19:26", "p05", "vrijdag weer alles dubbel, bus kon er niet door"),
)
NOISE = (
    (-252, "23:31", "l01", "elke avond die autos met muziek tot half 12"),
    (-248, "22:58", "l02", "afval op de stoep, blikjes, pizza dozen, elke morgen"),
    (-246, "23:12", "l03", "schreeuwen onder me raam, ik werk in de vroege dienst"),
    (-240, "08:04", "karim", "Mijn voortuin is een asbak geworden."),
    (-235, "23:44", "l01", "ramen trillen van de bas"),
    (-229, "22:20", "l05", "me kleine kan niet slapen door die herrie"),
    (-222, "07:41", "l06", "overal peuken en gripzakjes bij de speelplek"),
    (-215, "23:05", "l07", "om tien uur dicht maar dan begint het pas buiten"),
    (-207, "22:49", "l08", "Er wordt in portieken geplast, het stinkt heel erg."),
    (-198, "23:20", "l02", "kan er niet iemand na tienen rond lopen"),
    (-190, "08:15", "l09", "prullenbak altijd vol dus gooien ze het ernaast"),
    (-184, "23:36", "l10", "brommers, muziek, geschreeuw. zomer is een hel hier"),
    (-178, "22:11", "l11", "me nachtrust!!"),
    (-165, "07:55", "l12", "vanmorgen 2 vuilniszakken van de straat geraapt, doe ik elke week"),
    (-152, "23:02", "l13", "sinds het warm is tot 1 uur herrie"),
    (-120, "23:15", "l14", "weekend is nog steeds raak"),
    (-44, "21:48", "karim", "het is wel wat beter gewordden hoor"),
)


TALKS = (
    (
        -16,
        Item(
            "Dubbel parkeren bij de winkels",
            "Er is nog geen telling. Twee leden willen eerst een brief aan de gemeente, twee willen meteen "
            "controle. De voorzitter stelt het uit naar december, met een voorstel op papier.",
            plots=("dubbel",),
            outcome="deferred",
            until=12,
            reason="Eerst tellen.",
            minutes=20,
        ),
    ),
    (
        12,
        Item(
            "Dubbel parkeren bij de winkels",
            "",
            plots=("dubbel",),
            outcome="",
            minutes=15,
            drafts=(
                Draft(
                    "laadplek",
                    "Laadplek en vier vrijdagen controle",
                    "Wij vragen een laadplek en vragen de politie vier vrijdagen te controleren.",
                    "31 auto’s dubbel op één vrijdag; een ondernemer vraagt zelf om een laadplek.",
                    who="marga",
                    until=70,
                    votes=(0, 0, 0),
                    plots=("dubbel",),
                ),
            ),
        ),
    ),
    (
        -170,
        Item(
            "Lawaai en afval na tienen",
            "Er zijn 13 meldingen. De ondernemers willen meedoen: zij vegen om de beurt de stoep. Wij maken "
            "borden ‘stil na tien uur’. Kosten hooguit € 450,00.",
            plots=("lawaai",),
            outcome="decision",
            minutes=20,
            drafts=(
                Draft(
                    "borden-stil",
                    "Borden ‘stil na tien uur’ en een veegrooster",
                    "Wij hangen borden op en maken met de zaken een veegrooster voor na tien uur.",
                    "De zaken doen zelf mee, dat werkt beter dan alleen klagen.",
                    who="ruben",
                    until=-95,
                    votes=(6, 0, 0),
                    plots=("lawaai",),
                    mandate=("Coffeeshops", "450.00"),
                ),
            ),
        ),
    ),
)
SPENDS = (
    Spend(
        "borden-stil",
        line="Coffeeshops",
        goal="Minder lawaai en afval na tienen",
        title="Borden en veegspullen: stil na tien uur",
        amount="412.75",
        payee="Drukkerij Van Nes BV",
        kind="organisation",
        plots=("lawaai",),
        decision="borden-stil",
        requester="ruben",
        asked=-160,
        approvers=(("lia", -159), ("marga", -157)),
        paid=-141,
        effect="Minder klachten over lawaai en afval.",
        verdict=(-85, True, "Minder klachten.", "Laat zaken zelf meedoen."),
    ),
)


def tell(world: World) -> None:
    """Both stories."""
    _parking(world)
    _parking_evenings(world)
    _noise(world)
    _noise_outcome(world)
    for day, item in TALKS:
        discuss(world, day, item)
    for spend in SPENDS:
        spend.tell(world)


def _parking(world: World) -> None:
    plot = Plot(world, "dubbel", theme="coffeeshops", place="weimarstraat-oost")
    plot.reports(PARKING)
    plot.triage(
        -126,
        "14:30",
        "femke",
        title="Dubbel parkeren bij de winkels",
        summary="Aan het einde van de middag en op vrijdagavond staan auto’s dubbel. Bussen, fietsers en "
        "hulpdiensten kunnen er dan niet langs.",
        responsible="marga",
        severity=3,
        safety=3,
    )
    plot.follow(-124, "20:00", *(f"p{number:02d}" for number in range(1, 19)))
    plot.reaction(-70, "11:00", "marga", "Een ondernemer: “Ik wil een laadplek, dan sta ik ook niet dubbel.”")
    plot.affected(-20, "21:30", "jolanda", "karim")
    plot.note(-19, "10:40", "marga", "De politie wil op vrijdag komen als wij het twee weken eerder vragen.")
    plot.action(-44, "21:50", "marga", "auto-telling", "Auto’s tellen op vrijdag", "marga", -2)
    plot.action_done(-2, "20:40", "auto-telling", "marga", "31 auto’s dubbel tussen 17 en 20 uur.")


def _parking_evenings(world: World) -> None:
    told = (
        (
            -79,
            "Elf bewoners meldden dit. De politie zegt dat zij weinig mensen heeft op vrijdag. Er is lang "
            "gepraat over wie er moet beginnen. Geen uitkomst.",
            "informative",
        ),
        (
            -44,
            "Weer gesproken over borden, een laadplek en controle. Iedereen wil iets anders. Marga gaat "
            "tellen hoeveel auto’s er echt dubbel staan. Nog geen voorstel.",
            "informative",
        ),
    )
    for day, text, outcome in told:
        title = "Dubbel parkeren bij de winkels"
        discuss(world, day, Item(title, text, plots=("dubbel",), outcome=outcome, minutes=20))


def _noise(world: World) -> None:
    plot = Plot(world, "lawaai", theme="coffeeshops", place="loosduinseweg-west")
    plot.reports(NOISE)
    plot.triage(
        -250,
        "10:00",
        "femke",
        title="Lawaai en afval na tienen",
        summary="Buren hebben ’s avonds last van muziek uit auto’s, geschreeuw en afval op straat.",
        responsible="ruben",
        severity=3,
        safety=2,
    )
    plot.follow(-245, "20:00", *dict.fromkeys(row[2] for row in NOISE))


def _noise_outcome(world: World) -> None:
    plot = Plot(world, "lawaai", theme="coffeeshops", place="loosduinseweg-west")
    plot.start(
        -168,
        "19:30",
        "ruben",
        goal="Buren kunnen na tien uur slapen en de stoep is ’s ochtends schoon.",
        criterion="Minder dan 5 klachten in een maand.",
        baseline="17 klachten in een maand.",
        action="Borden ophangen en veegrooster maken",
        due=-100,
        key="borden-stil",
        decision="borden-stil",
    )
    plot.action_done(-138, "18:00", "borden-stil", "ruben", "Zes borden hangen, vier zaken vegen mee.")
    world.finish("borden-stil", -137, "09:10", "ruben", "Borden hangen, rooster loopt.", "Foto’s en bon.")
    plot.claim(-17, "17:30", "ruben", "Van 17 naar 2 klachten in een maand.", scene="signs")
    for number, who in enumerate(("l02", "karim", "l06", "l09", "l12")):
        plot.answer(-12 + number * 2, "19:20", who, solved=True)
    for number, who in enumerate(("l01", "l14", "l10")):
        reason = (
            "weekend is nog steeds raak",
            "Op zaterdag nog steeds muziek.",
            "Alleen door de week beter.",
        )
        plot.answer(-1, f"20:{15 + number * 12}", who, solved=False, reason=reason[number])
