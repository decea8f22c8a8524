"""Smaller issues that are still open: new, being looked at, in work, waiting, or claimed to be done."""

from wijkraad.portal.demo.small.archetypes import Case, claimed, in_work, looked_at, new
from wijkraad.portal.demo.world import World

NEW = (
    Case(
        "brandgevaar",
        "overbewoning",
        "beeklaan-zuid",
        -9,
        ((0, "10 man op 1 verdieping, kookplaat op de gang"),),
    ),
    Case(
        "spiegels",
        "verkeer",
        "galileistraat",
        -1,
        ((0, "vragtwagens halen de spiegels eraf"),),
    ),
    Case(
        "dubbel-hoek",
        "coffeeshops",
        "weimarstraat-oost",
        -2,
        ((0, "dubbel geparkeerd voor de winkels, elke avond"),),
    ),
    Case(
        "boomspiegel",
        "groen",
        "newtonstraat",
        -3,
        ((0, "boom op de hoek hangt heel scheef, straks valt ie"),),
    ),
    Case(
        "markt-geur",
        "winkels",
        "weimarstraat-west",
        -1,
        ((0, "vis afval in de put, niet te harden die lucht"),),
    ),
    Case(
        "duiven",
        "overig",
        "regentesselaan",
        -2,
        ((0, "overbuurvrouw voert 100 duiven per dag, alles onder de poep"),),
    ),
)

LOOKED_AT = (
    (
        Case(
            "vrachtverkeer",
            "verkeer",
            "galileistraat",
            -104,
            (
                (0, "hele grote vragtwagens door onze kleine straat"),
                (3, "huis trilt, scheuren in het plafon"),
                (9, "TomTom stuurt ze hierdoor denk ik"),
                (15, "vrachtwagen zat klem, uur lang niemand erin of eruit"),
                (22, "weer een spiegel eraf"),
                (31, "Waarom staat er geen bord met een gewicht?"),
                (44, "klinkers liggen los door die zware dingen"),
                (58, "7 op een ochtend geteld"),
                (62, "bus van pakketdienst rijdt 50"),
            ),
            "Vrachtauto’s rijden door de smalle straat",
            "Zware vrachtauto’s gebruiken de Galileïstraat als kortste weg. Buren melden schade en scheuren.",
            size="gewoon",
            weights=(3, 3),
        ),
        2,
    ),
    (
        Case(
            "schoolplein",
            "verkeer",
            "newtonstraat",
            -24,
            (
                (0, "ouders parkeren op de stoep bij school"),
                (2, "half 9 is het hier oorlog"),
                (5, "kind tussen 2 autos gelopen"),
            ),
            "Drukte met auto’s bij de school",
            "Rond half negen staan auto’s op de stoep en op de hoek.",
            who="samir",
            weights=(3, 4),
        ),
        2,
    ),
    (
        Case(
            "kelder",
            "overbewoning",
            "regentesselaan",
            -44,
            ((0, "er slape mensen in de kelder van dat huis volgens mij"), (3, "geen ramen daar, hoe dan")),
            "Overbewoning in het Regentessekwartier",
            "Mensen wonen mogelijk in een ruimte die daar niet voor is.",
            who="samir",
            visibility="limited",
            weights=(4, 4),
        ),
        1,
    ),
    (
        Case(
            "briefkast",
            "overbewoning",
            "valkenboslaan-noord",
            -18,
            ((0, "14 namen op 1 brieven bus"),),
            "Overbewoning in het Valkenboskwartier",
            "Veel namen op één adres; de wijkraad zoekt uit of het klopt.",
            who="samir",
            visibility="limited",
            weights=(3, 2),
        ),
        3,
    ),
    (
        Case(
            "shop-rij",
            "coffeeshops",
            "beeklaan-zuid",
            -33,
            ((0, "rij van 30 man op de stoep"), (6, "ik moet er doorheen wurmen met me boodschappen")),
            "Een rij op de stoep",
            "Op drukke uren staat er een rij tot voorbij de buren.",
            who="ruben",
        ),
        4,
    ),
    (
        Case(
            "winkelbus",
            "winkels",
            "loosduinseweg-oost",
            -20,
            ((0, "winkelkarretjes door de hele buurt"), (1, "lag er een in de singel")),
            "Winkelwagens door de hele buurt",
            "Winkelwagens blijven op straat staan en belanden in het water.",
            who="ruben",
        ),
        2,
    ),
    (
        Case(
            "moestuin",
            "groen",
            "valkenboslaan-zuid",
            -49,
            ((0, "kunnen we van dat lege veldje geen moestuin maken?"), (8, "ja leuk ik doe mee")),
            "Een moestuin op het lege veldje",
            "Buren willen samen tuinieren op het veldje. Van wie is de grond?",
            who="tineke",
        ),
        3,
    ),
    (
        Case(
            "graffiti",
            "overig",
            "meerdervoort-west",
            -12,
            ((0, "hele muur onder gespoten"),),
            "Graffiti op de muur bij de halte",
            "De muur bij de halte is beklad.",
            who="dirk",
        ),
        2,
    ),
)

IN_WORK = (
    (
        Case(
            "snelbinders",
            "verkeer",
            "beeklaan-noord",
            -62,
            ((0, "gat in het fietspad, bijna over de kop"), (1, "band lek door dat gat")),
            "Een gat in het fietspad",
            "In het fietspad zit een diep gat. Fietsers vallen bijna.",
            weights=(3, 4),
        ),
        -40,
        "Gat laten vullen",
        10,
        "Het fietspad is heel.",
    ),
    (
        Case(
            "terras",
            "winkels",
            "weimarstraat-midden",
            -75,
            ((0, "terras neemt de hele stoep in"), (4, "rolstoel moet over straat")),
            "Een terras neemt de hele stoep in",
            "Op warme dagen blijft er te weinig stoep over.",
            who="ruben",
        ),
        -58,
        "Met de ondernemer een streep afspreken",
        18,
        "Er blijft anderhalve meter stoep vrij.",
    ),
    (
        Case(
            "peuken",
            "coffeeshops",
            "loosduinseweg-oost",
            -90,
            ((0, "alle peuken van de wereld liggen hier"),),
            "Peuken op de stoep",
            "Er liggen honderden peuken bij de ingang.",
            who="ruben",
        ),
        -70,
        "Twee asbakken plaatsen met de zaak",
        -3,
        "Er liggen minder dan tien peuken op een ochtend.",
    ),
    (
        Case(
            "leesclub",
            "groen",
            "meerdervoort-oost",
            -55,
            ((0, "kan er een ruilkast voor boeken komen"), (3, "goed idee, ik heb nog een oude kast")),
            "Een ruilkast voor boeken",
            "Buren willen boeken ruilen. Een buurvrouw heeft een kast.",
            who="tineke",
        ),
        -42,
        "Kast opknappen en plek kiezen",
        20,
        "De kast staat er en wordt elke week gebruikt.",
    ),
    (
        Case(
            "ratten-singel",
            "overig",
            "valkenboskade",
            -66,
            (
                (0, "ratten bij het water, 4 op 1 avond"),
                (2, "mensen voeren de eenden met hele broden"),
                (11, "RATTEN"),
            ),
            "Ratten langs de kade",
            "Er is veel brood op de kade en er lopen ratten.",
            who="dirk",
            weights=(3, 3),
        ),
        -50,
        "Borden ‘voer geen brood’ en vallen vragen",
        9,
        "Op drie avonden geen rat gezien.",
    ),
)


WAITING = (
    (
        Case(
            "lantaarns",
            "verkeer",
            "newtonstraat",
            -130,
            ((0, "3 lantaarns uit, fietspad is zwart"), (5, "oma gevallen in het donker")),
            "Donker fietspad in de Newtonstraat",
            "Drie lantaarnpalen doen het niet.",
            weights=(3, 4),
        ),
        "gemeente",
        -110,
        -20,
    ),
    (
        Case(
            "straatrace",
            "verkeer",
            "meerdervoort-oost",
            -85,
            (
                (0, "race auto’s om 1 uur snachts"),
                (3, "knallen, hele buurt wakker"),
                (9, "alweer. zelfde gele auto"),
            ),
            "Straatraces in de nacht",
            "In het weekend rijden auto’s ’s nachts wedstrijden.",
            who="samir",
            size="gewoon",
            weights=(3, 5),
        ),
        "politie",
        -60,
        25,
    ),
    (
        Case(
            "portiek",
            "overig",
            "regentesselaan",
            -58,
            ((0, "portiekdeur al 2 maanden stuk, iedereen loopt zo binnen"),),
            "De portiekdeur is al maanden kapot",
            "Bewoners voelen zich niet veilig. De woningstichting moet de deur maken.",
            who="dirk",
        ),
        "woningbouw",
        -44,
        8,
    ),
)


def tell(world: World) -> None:
    """All open ones, newest states first."""
    for case in NEW:
        new(world, case)
    for case, after in LOOKED_AT:
        plot = looked_at(world, case, after)
        if case.key == "vrachtverkeer":
            plot.update(-38, "20:10", case.who, "Wij hebben de gemeente gevraagd of er een bord kan komen.")
    for case, start, action, due, criterion in IN_WORK:
        in_work(
            world,
            case,
            start=start,
            action=action,
            due=due,
            goal="De straat is weer prettig voor iedereen.",
            criterion=criterion,
        )
    _waiting(world)
    _claimed(world)


def _waiting(world: World) -> None:
    """Three that wait: for the city, the police and a housing association; one is past its date."""
    for case, partner, day, until in WAITING:
        plot = looked_at(world, case)
        plot.wait(day, "14:40", case.who, partner=partner, until=until)


def _claimed(world: World) -> None:
    claimed(
        world,
        Case(
            "paaltje",
            "verkeer",
            "valkenboslaan-zuid",
            -48,
            ((0, "paaltje ligt plat, busjes rijden over de stoep"),),
            "Een paaltje is omgereden",
            "Busjes rijden over de stoep omdat het paaltje plat ligt.",
            who="samir",
            weights=(2, 3),
        ),
        start=-40,
        claim=-8,
        action="Paaltje laten terugzetten",
        evidence="Het paaltje staat weer.",
        goal="Er rijdt niemand meer over de stoep.",
        criterion="Het paaltje staat en er rijdt niemand over de stoep.",
    )
