"""What the council decides about itself: budgets, weights, signatures, and less celebrating."""

from functools import partial
from typing import Any

from meetings.models import Decision
from wijkraad.people.actions import change_setting, confirm_setting
from wijkraad.portal.demo.agenda import Draft, Item, discuss
from wijkraad.portal.demo.world import World

FINISHED = (
    ("start", -860, "marga", "Het portaal is open voor iedereen."),
    ("twee-tegelijk", -504, "marga", "De andere veertien dingen zijn gestopt of overgedragen."),
    ("plaatsvervanger", -371, "marga", "Joris Heemskerk is begonnen."),
    ("gewichten", -330, "ruben", "De gewichten staan in het portaal."),
)


def _own(key: str, title: str, text: str, reason: str, who: str, until: int, votes: tuple, **more) -> Draft:
    """A decision about the council itself."""
    return Draft(key, title, text, reason, who=who, until=until, votes=votes, about_council=True, **more)


TALKS = (
    (
        -905,
        Item(
            "Wij beginnen met het portaal",
            "Jarenlang is er gepraat zonder dat iemand kon terugvinden wat er besloten was. Vanaf "
            "vandaag "
            "staat elk besluit op het portaal: met een naam, een datum en een bedrag. Iedereen is voor.",
            outcome="decision",
            minutes=25,
            drafts=(
                _own(
                    "start",
                    "Elk besluit met naam en datum",
                    "Wij zetten elk besluit op het portaal, met wie ervoor zorgt en wanneer het klaar is.",
                    "Bewoners kunnen dan zien wat wij doen.",
                    "marga",
                    -850,
                    (7, 0, 0),
                ),
            ),
        ),
    ),
    (
        -541,
        Item(
            "Hoeveel doen wij tegelijk?",
            "Er lopen zestien dingen en niets komt af. Marga stelt voor om hooguit twee prioriteiten te "
            "hebben. Dirk vindt twee te weinig en wil er vier. Dat voorstel haalt het niet.",
            outcome="decision",
            minutes=30,
            drafts=(
                _own(
                    "twee-tegelijk",
                    "Hooguit twee prioriteiten tegelijk",
                    "Wij werken aan hooguit twee prioriteiten tegelijk.",
                    "Liever weinig en goed.",
                    "marga",
                    -500,
                    (5, 2, 0),
                    review=200,
                ),
                _own(
                    "vier-tegelijk",
                    "Vier prioriteiten tegelijk",
                    "Wij werken aan vier prioriteiten tegelijk.",
                    "Er is veel aan de hand in de wijk.",
                    "dirk",
                    -500,
                    (2, 5, 0),
                    ends_as="rejected",
                ),
            ),
        ),
    ),
    (
        -387,
        Item(
            "Een plaatsvervanger voor goedkeuringen",
            "Soms zijn er te weinig mensen om een uitgave goed te keuren: iemand is op vakantie, "
            "iemand is "
            "familie van de winkel. Joris Heemskerk wil dan invallen. Loes Hartgers stopt als "
            "bestuurslid; "
            "zij krijgt bloemen, uit eigen zak.",
            outcome="decision",
            minutes=15,
            drafts=(
                _own(
                    "plaatsvervanger",
                    "Joris Heemskerk valt in bij goedkeuringen",
                    "Joris Heemskerk mag als plaatsvervanger uitgaven goedkeuren.",
                    "Twee mensen moeten elke uitgave bekijken, ook in de vakantie.",
                    "marga",
                    -380,
                    (6, 0, 1),
                ),
            ),
        ),
    ),
    (
        -338,
        Item(
            "Wat weegt het zwaarst?",
            "Ernst en veiligheid gaan voor het aantal meldingen, anders wint altijd wie het hardst "
            "roept. "
            "De lijst met gewichten wordt voorgelezen en aangenomen.",
            outcome="decision",
            minutes=25,
            drafts=(
                _own(
                    "gewichten",
                    "Gewichten voor de volgorde van kwesties",
                    "Ernst telt voor 25, veiligheid voor 20, en de rest volgens de lijst bij dit besluit.",
                    "Dan kiest niet wie het hardst roept.",
                    "ruben",
                    -310,
                    (5, 1, 0),
                    review=120,
                ),
            ),
        ),
    ),
    (
        -44,
        Item(
            "Geen nieuw feest zonder doel",
            "De muurschildering van twee jaar geleden kostte € 1.450,00. Er was geen doel en er is geen "
            "resultaat. Het verslag van de burendag is er ook nog niet. Marga: “Dit doen wij niet "
            "meer zo.”",
            outcome="decision",
            minutes=20,
            drafts=(
                _own(
                    "geen-feest",
                    "Geen nieuw feest zonder doel",
                    "Wij betalen geen feest of kunst meer zonder doel en zonder kwestie.",
                    "Een muurschildering van € 1.450,00 bracht niets op.",
                    "marga",
                    90,
                    (5, 1, 0),
                ),
            ),
        ),
    ),
    (
        -16,
        Item(
            "Kleine bonnen",
            "De penningmeester loopt voor elke bon van tien euro achter twee mensen aan. Tot € "
            "250,00 mag "
            "één goedkeuring genoeg zijn. Wie aanvraagt keurt nooit zelf goed.",
            outcome="decision",
            minutes=10,
            drafts=(
                _own(
                    "kleine-bonnen",
                    "De penningmeester keurt bonnen tot € 250,00 goed",
                    "De penningmeester mag bonnen tot € 250,00 zelf goedkeuren, behalve eigen bonnen.",
                    "Twee handtekeningen voor een bon van tien euro kost te veel tijd.",
                    "lia",
                    11,
                    (6, 0, 0),
                ),
            ),
        ),
    ),
    (
        -16,
        Item(
            "Nieuwe huisstijl",
            "Dirk stuurde een voorstel voor een nieuwe huisstijl. Er is één prijs en geen ontwerp. Het "
            "punt komt terug als er een ontwerp is en een tweede prijs.",
            outcome="deferred",
            drafts=(
                _own(
                    "huisstijl",
                    "Nieuwe huisstijl en folders",
                    "Wij laten een nieuwe huisstijl maken voor € 900,00.",
                    "De oude folder is lelijk.",
                    "dirk",
                    60,
                    (0, 0, 0),
                    ends_as="deferred",
                ),
            ),
        ),
    ),
)

SETTINGS = {"twee-tegelijk": ("active_priority_limit", 2), "kleine-bonnen": ("light_limit", "250.00")}
"""Which decision fixes which dated setting."""


def tell(world: World) -> None:
    """One evening after the other, oldest first."""
    for day, item in TALKS:
        discuss(world, day, item)
    for key, (setting, amount) in SETTINGS.items():
        world.after.setdefault(key, []).append(partial(_fix, world, setting, amount))
    for key, day, who, result in FINISHED:
        world.finish(key, day, "20:15", who, result, "Verslag van de vergadering.")


def _fix(world: World, setting: str, amount: Any, decision: Decision) -> None:
    """A threshold by decision: proposed by one, confirmed by another."""
    proposal = change_setting(
        setting,
        amount,
        by=world.person("ruben"),
        source=f"besluit {decision.number}",
        decision_number=decision.number or "",
    )
    confirm_setting(proposal, by=world.person("marga"))
