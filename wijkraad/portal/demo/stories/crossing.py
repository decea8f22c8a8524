"""Story 1: te hard bij de oversteek. From 58 to 19 of a hundred cars, with two tries."""

from wijkraad.portal.demo.agenda import Draft, Item, discuss
from wijkraad.portal.demo.money import Spend
from wijkraad.portal.demo.plot import Plot
from wijkraad.portal.demo.world import World

REPORTS = (
    (-312, "17:42", "jolanda", "ze rijden hier echt veelste hard, me dochter durft niet meer over te steken"),
    (-308, "08:31", "m02", "bijna aangereden bij het zebrapad, auto stopte gewoon niet"),
    (-307, "08:05", "m03", "elke ochtend als de kinderen naar school gaan scheuren ze hier door"),
    (-306, "21:13", "karim", "Er zou hier een drempel moeten komen. Auto's rijden zeker 60."),
    (-304, "16:20", "m05", "me zoontje van 7 moet 10 min wachten voor hij over kan"),
    (-301, "12:47", "m06", "zebra is bijna weg, je ziet de strepen nie meer"),
    (-299, "18:55", "m07", "oversteek hoek beeklaan levens gevaarlijk, doe er wat aan"),
    (-296, "22:40", "m08", "savonds racen er jongens, de ramen trillen"),
    (
        -294,
        "07:58",
        "jolanda",
        "weer zelfde. vanmorgen reed er eentje gewoon door toen we al op de zebra liepen",
    ),
    (-291, "19:02", "m09", "58 van de 100 te hard!! wanneer doet iemand wat"),
    (-288, "10:11", "m10", "ik ben 81 en ik red het niet voor de volgende auto er is"),
    (-284, "15:36", "m11", "graag een flitspaal of zo, dit gaat een keer heel erg mis"),
    (-279, "09:20", "m12", "Fietsers gaan nu over de stoep omdat ze de straat niet op durven."),
    (-273, "17:05", "m13", "auto tegen paaltje gereden, glas ligt er nog"),
    (-267, "20:18", "m02", "nog steeds niks veranderd.... hebben jullie dit wel gelezen?"),
    (-259, "08:12", "m14", "hond aangereden gister, leeft nog gelukkig"),
    (-252, "13:44", "m15", "Bij de bakker op de hoek kan je niet zien of er wat aan komt, busjes ervoor"),
    (-245, "18:09", "m16", "te hart rijden is hier heel gewoon geworden"),
    (-238, "11:51", "m17", "ik durf de kinderwagen niet meer voor me uit te duwen op de zebra"),
    (-219, "16:33", "m18", "wordt er nog wat aan gedaan? ze rijden hier als gekken"),
    (-188, "07:49", "m07", "gister een fietser van de sokken gereden bij de oversteek"),
    (-136, "19:20", "m19", "die bakken zijn mooi maar er staan er 2 scheef, ze rijden er nu tussendoor"),
    (-134, "09:02", "karim", "2 bakken zijn verschoven, nu gaan ze weer net zo hard als eerst"),
)
REPORTERS = tuple(dict.fromkeys(who for _day, _at, who, _text in REPORTS))
FOLLOWERS = (*REPORTERS, *(f"v{n:02d}" for n in range(1, 13)))
"""31 followers: everybody who reported and twelve people who only read along."""
YES = ("jolanda", "m03", "m05", "m06", "m07", "m09", "m10", "m12", "m14", "m17", "v02", "v05")
TITLE = "Auto’s rijden te hard bij de oversteek"
SUMMARY = (
    "Ouders en kinderen durven niet goed over te steken op de hoek van de Weimarstraat en de Beeklaan. "
    "Veel auto’s rijden harder dan 30. De wijkraad zoekt een manier om ze langzamer te laten rijden."
)
DECISION = "Wij vragen de gemeente om vier bakken als proef en betalen ze."


TALKS = (
    (
        -289,
        Item(
            "Te hard rijden bij de oversteek Weimarstraat",
            "Negen bewoners hebben dit gemeld. Iedereen kent de plek. Samir vraagt of we weten hoe hard er "
            "echt gereden wordt. Dat weet niemand. Hanneke wil zelf gaan tellen, met twee buren en een "
            "geleende lasergun. We wachten op de cijfers.",
            plots=("oversteek",),
            outcome="deferred",
            until=-261,
            reason="Eerst tellen hoe hard auto’s rijden.",
            minutes=20,
        ),
    ),
    (
        -261,
        Item(
            "Te hard rijden: de telling",
            "Hanneke heeft geteld: van elke 100 auto’s reden er 58 harder dan 30. Er ligt een plan voor "
            "plantenbakken op de rijbaan. Twee leden zijn eerder weggegaan. Met zo weinig mensen wil de "
            "voorzitter geen geld toezeggen. Het punt gaat door naar april.",
            plots=("oversteek",),
            outcome="deferred",
            until=-233,
            reason="Te weinig bestuursleden.",
            minutes=15,
        ),
    ),
    (
        -233,
        Item(
            "Vier plantenbakken bij de oversteek",
            "Hanneke legt het plan nog een keer uit: vier bakken maken de weg smaller, dan gaat het gas "
            "eraf. De gemeente moet ze plaatsen, wij betalen ze. Dirk vindt dat de gemeente zelf moet "
            "betalen en stemt tegen. De anderen willen niet nog een jaar wachten.",
            plots=("oversteek",),
            outcome="decision",
            minutes=25,
            drafts=(
                Draft(
                    "bakken",
                    "Vier plantenbakken als proef bij de oversteek",
                    DECISION + " De weg wordt smaller en auto’s rijden langzamer.",
                    "23 meldingen en een eigen telling: 58 van de 100 auto’s rijden harder dan 30.",
                    who="hanneke",
                    until=-142,
                    votes=(5, 1, 0),
                    plots=("oversteek",),
                    mandate=("Verkeer", "2500.00"),
                ),
            ),
        ),
    ),
)
SPENDS = (
    Spend(
        "plantenbakken",
        line="Verkeer",
        goal="Minder dan 25 van de 100 auto’s te hard",
        title="Vier plantenbakken met aarde",
        amount="2340.00",
        payee="Kwekerij De Loosduin BV",
        kind="organisation",
        plots=("oversteek",),
        decision="bakken",
        requester="hanneke",
        asked=-174,
        approvers=(("lia", -173), ("marga", -172)),
        paid=-158,
        effect="Auto’s remmen af bij de oversteek.",
        verdict=(-110, True, "Auto’s remmen af.", "Bakken meteen vastzetten."),
    ),
    Spend(
        "vastzetten",
        line="Verkeer",
        goal="Bakken blijven staan",
        title="Plantenbakken vastzetten",
        amount="148.50",
        payee="Klusbedrijf Terlouw",
        kind="firm",
        plots=("oversteek",),
        decision="bakken",
        requester="hanneke",
        asked=-95,
        approvers=(("lia", -94),),
        paid=-81,
        effect="De bakken schuiven niet meer opzij.",
        verdict=(-60, True, "De bakken staan vast.", "Eerder doen."),
    ),
)


def tell(world: World) -> None:
    """Put the whole story on the timeline."""
    plot = Plot(world, "oversteek", theme="verkeer", place="weimarstraat-midden")
    day, at, who, text = REPORTS[0]
    plot.report(day, at, who, text, scene="street")
    plot.reports(REPORTS[1:])
    plot.triage(
        -309, "15:10", "femke", title=TITLE, summary=SUMMARY, responsible="hanneke", severity=4, safety=5
    )
    for number, who in enumerate(FOLLOWERS):
        plot.follow(-305 + number * 3, "20:00", who)
    _first_try(plot)
    _second_try(plot)
    for day, item in TALKS:
        discuss(world, day, item)
    for spend in SPENDS:
        spend.tell(world)


def _first_try(plot: Plot) -> None:
    plot.start(
        -232,
        "09:40",
        "hanneke",
        goal="Auto’s rijden rustig langs de oversteek, zodat kinderen en ouderen durven over te steken.",
        criterion="Minder dan 25 van de 100 auto’s rijden harder dan 30.",
        baseline="58 van de 100 auto’s rijden harder dan 30 (telling van wijkraad en buren).",
        action="Gemeente om de bakken vragen",
        due=-225,
        key="vragen",
        decision="bakken",
    )
    plot.action_done(-225, "16:05", "vragen", "hanneke", "Brief met tekening gestuurd, ontvangst bevestigd.")
    plot.promise(
        -225,
        "16:20",
        "hanneke",
        "bakken-antwoord",
        partner="gemeente",
        who="afdeling Verkeer",
        where="telefoongesprek",
        what="Een antwoord over de vier bakken.",
        due=-196,
    )
    plot.wait(-225, "16:30", "hanneke", partner="gemeente", until=-196, promise="bakken-antwoord")
    plot.promise_kept(-175, "11:15", "bakken-antwoord", "hanneke", kept=True)
    plot.action(-175, "11:25", "hanneke", "bestellen", "Bakken bestellen en betalen", "lia", -165)
    plot.move(
        -175, "11:30", "in_progress", "hanneke", "De gemeente zegt ja tegen de bakken, 21 dagen te laat."
    )
    plot.action_done(-170, "10:02", "bestellen", "lia", "Vier bakken besteld bij de kwekerij.")
    plot.action(-169, "09:30", "hanneke", "plaatsen", "Bakken laten plaatsen", "hanneke", -155)
    plot.action_done(-161, "13:20", "plaatsen", "hanneke", "De gemeente heeft de vier bakken geplaatst.")
    plot.update(-160, "19:30", "hanneke", "De vier bakken staan er. Wij gaan kijken of het helpt.")
    plot.claim(
        -142,
        "17:00",
        "hanneke",
        "De vier bakken staan er, zie de foto. Auto’s rijden langzamer langs de oversteek.",
        scene="planters",
    )
    plot.world.finish("bakken", -142, "17:20", "hanneke", "Vier bakken geplaatst en betaald.", "Foto en bon.")


def _second_try(plot: Plot) -> None:
    for minute, who in enumerate(("karim", "m19", "m12", "m07")):
        reason = "Nee, 2 bakken zijn verschoven. Auto’s rijden er weer langs."
        plot.answer(-134, f"20:{10 + minute * 9}", who, solved=False, reason=reason)
    plot.returned(-134, "21:15", "hanneke", "Klopt: twee bakken zijn verschoven. Wij zetten ze vast.")
    plot.action(-132, "10:00", "hanneke", "vastzetten", "Bakken vastzetten aan de grond", "hanneke", -88)
    plot.action_done(-85, "15:45", "vastzetten", "hanneke", "Alle bakken zitten vast met beugels.")
    plot.claim(-84, "16:10", "hanneke", "De bakken zitten nu vast aan de grond.", scene="fixed")
    plot.update(
        -72, "10:30", "hanneke", "Opnieuw geteld, 7.30–9.00 uur, 212 auto’s: 19 van de 100 rijden te hard."
    )
    plot.judge(
        -63,
        "09:15",
        "hanneke",
        "reached",
        "19 van de 100 auto’s rijden harder dan 30 (212 auto’s geteld, 7.30–9.00 uur).",
        "Bakken helpen, maar alleen als ze vast aan de grond zitten.",
    )
    plot.verify(
        -63,
        "17:30",
        "samir",
        "Zelf een half uur gestaan: bakken staan vast, auto’s remmen af. Telling bekeken: 19 van de 100.",
    )
    for number, who in enumerate(YES):
        plot.answer(-49 + number % 5, f"19:{10 + number * 3}", who, solved=True)
