"""Sixteen evenings that were held, one that was not, and two to come: who was there and what was said."""

from wijkraad.portal.demo.agenda import Evening, Item, discuss
from wijkraad.portal.demo.world import World

ALL = ("marga", "ruben", "lia", "hanneke", "samir", "tineke", "dirk")


def _without(*away: str) -> tuple[str, ...]:
    return tuple(key for key in ALL if key not in away)


EVENINGS = (
    Evening(
        -905,
        "bestuur",
        ALL,
        ("loes",),
        "De voorzitter opent de eerste vergadering met het portaal. Loes is ziek. Niemand meldt een belang.",
        "Hanneke vraagt of bewoners ook mogen meelezen. Ja, daar is het voor. De voorzitter sluit.",
    ),
    Evening(
        -716,
        "bestuur",
        _without("dirk"),
        ("dirk", "loes"),
        "De voorzitter opent de vergadering. Dirk en Loes zijn afgemeld. Niemand meldt een belang.",
        "Lia vraagt iedereen om bonnen binnen een week in te leveren. De voorzitter sluit.",
    ),
    Evening(
        -541,
        "bestuur",
        ALL,
        ("loes",),
        "De voorzitter opent de vergadering. Er zitten drie bewoners op de tribune.",
        "Een bewoner vraagt waarom alles zo lang duurt. De voorzitter vindt dat een goede vraag.",
        guests=("een bewoner van de kade",),
    ),
    Evening(
        -457,
        "wijkoverleg",
        _without("lia", "dirk"),
        (),
        "De voorzitter heet 34 bewoners welkom. Het overleg geeft advies; het bestuur besluit.",
        "De koffie was op. De voorzitter bedankt iedereen.",
        guests=("34 bewoners",),
        place="Aula van de basisschool, Newtonstraat",
    ),
    Evening(-387, "bestuur", ALL, (), closing="Loes krijgt bloemen. De voorzitter sluit de vergadering."),
    Evening(
        -338,
        "bestuur",
        _without("tineke"),
        ("tineke",),
        "De voorzitter opent de vergadering. Tineke is afgemeld.",
        "Samir vraagt om hulp bij de tellingen. Hanneke en twee buren melden zich.",
    ),
    Evening(
        -310,
        "werkgroep",
        ("hanneke", "samir", "tineke"),
        (),
        "Hanneke leidt de werkgroep verkeer. Er zijn vier buren bij.",
        "De werkgroep stopt als de twee kwesties klaar zijn.",
        guests=("vier buren",),
        place="Bij Hanneke thuis",
    ),
    Evening(
        -289,
        "bestuur",
        ("marga", "ruben", "hanneke", "samir", "tineke"),
        ("lia", "dirk"),
        "De voorzitter opent de vergadering. Lia en Dirk zijn afgemeld. Met vijf leden mogen wij besluiten.",
    ),
    Evening(
        -261,
        "bestuur",
        _without("dirk"),
        ("dirk",),
        "De voorzitter opent de vergadering. Dirk is afgemeld. Lia en Samir moeten om negen uur weg.",
    ),
    Evening(
        -233,
        "bestuur",
        _without("tineke"),
        ("tineke",),
        closing="Dirk vraagt om het verslag eerder te sturen. Ruben belooft het binnen drie dagen.",
    ),
    Evening(-170, "bestuur", _without("samir"), ("samir",)),
    Evening(
        -135,
        "bestuur",
        (),
        cancelled="Vakantie: er zouden maar twee leden zijn.",
    ),
    Evening(
        -93,
        "wijkoverleg",
        _without("dirk"),
        ("dirk",),
        "De voorzitter heet 41 bewoners en 6 ondernemers welkom. Namen noemen wij niet in deze zaal.",
        "Een bewoner: “Nu eens doen in plaats van praten.” Daar is iedereen het mee eens.",
        guests=("41 bewoners", "6 ondernemers"),
        place="Aula van de basisschool, Newtonstraat",
    ),
    Evening(
        -79,
        "bestuur",
        _without("lia"),
        ("lia",),
        "De voorzitter opent de eerste vergadering na de zomer. Lia is op vakantie.",
    ),
    Evening(
        -44,
        "bestuur",
        _without("samir"),
        ("samir",),
        closing="Tineke vraagt wie het verslag van de burendag schrijft. Dat is Ruben. De voorzitter sluit.",
    ),
    Evening(
        -27,
        "extern",
        ("marga", "hanneke", "samir"),
        (),
        "Overleg met de gemeente en de politie, op het stadsdeelkantoor.",
        "Over drie maanden weer.",
        guests=("dienst Stadsbeheer", "politie, bureau Segbroek"),
        place="Stadsdeelkantoor Segbroek",
    ),
    Evening(
        -16,
        "bestuur",
        _without("dirk"),
        ("dirk",),
        "De voorzitter opent de vergadering. Dirk is afgemeld. Tineke meldt een belang bij de geveltuinen.",
    ),
    Evening(12, "bestuur", ()),
    Evening(26, "wijkoverleg", (), place="Buurthuis De Beek, Beeklaan"),
)

TALKS = (
    (
        -716,
        Item(
            "Wat doen wij aan zwerfvuil?",
            "Lang gepraat over prullenbakken. Iedereen heeft een andere hoek in gedachten. Hanneke maakt een "
            "lijst van plekken. Het punt komt terug als de lijst er is.",
            minutes=40,
        ),
    ),
    (
        -457,
        Item(
            "Splitsen van huizen in kamers",
            "Bewoners vertellen hoe hun straat verandert: elk jaar een huis minder voor gezinnen. Het "
            "overleg "
            "adviseert het bestuur om dit als prioriteit te kiezen.",
            plots=("splitsen",),
            outcome="advice",
            minutes=45,
            public_title="Overbewoning",
        ),
    ),
    (
        -457,
        Item(
            "Zevensprong: wat maakt u mee?",
            "Bijna iedereen in de zaal is hier wel eens geschrokken. Een moeder vertelt over haar zoon. Het "
            "overleg adviseert: eerst tellen, dan naar de gemeente.",
            outcome="advice",
            minutes=30,
        ),
    ),
    (
        -310,
        Item(
            "Hoe tellen wij snelheid?",
            "Wij lenen een lasergun van een andere wijk. Tellen op een gewone dinsdag, half acht tot negen. "
            "Elke auto telt, ook bussen.",
            minutes=40,
        ),
    ),
    (
        -27,
        Item(
            "Afspraken met gemeente en politie",
            "De gemeente zegt dat er nog geen datum is voor de Zevensprong. De politie kan op vrijdag "
            "komen als "
            "wij het twee weken eerder vragen. Over de lantaarnpalen hoort de wijkraad volgende maand meer.",
            minutes=50,
        ),
    ),
    (
        -79,
        Item(
            "Zomer in de wijk", "Kort rondje: drukke zomer, veel lawaai, de bakken doen het goed.", minutes=10
        ),
    ),
    (
        -44,
        Item("Nieuwe folder van de wijkraad", "", outcome="not_reached", minutes=10),
    ),
    (
        12,
        Item("Stand van de prioriteiten", "", outcome="", minutes=15),
    ),
    (
        12,
        Item(
            "Kamers zonder vergunning",
            "",
            plots=("kabels",),
            outcome="",
            minutes=20,
            internal=True,
            public_title="Overbewoning",
        ),
    ),
    (12, Item("Zevensprong: gemeente te laat", "", plots=("zevensprong",), outcome="", minutes=10)),
    (
        26,
        Item("Wat wilt u volgend jaar?", "", outcome="", minutes=45),
    ),
)


def tell(world: World) -> None:
    """The talks that belong to no story."""
    for day, item in TALKS:
        discuss(world, day, item)


def last_words(evening: Evening) -> list[Item]:
    """The end of every evening."""
    return [Item("Rondvraag", evening.closing, outcome="informative", minutes=5)]
