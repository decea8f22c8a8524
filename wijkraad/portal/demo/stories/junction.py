"""Story 2: fietsers in de knel op de Zevensprong. A priority, and a city that does not answer."""

from wijkraad.portal.demo.agenda import Draft, Item, discuss
from wijkraad.portal.demo.letters import Post
from wijkraad.portal.demo.money import Spend
from wijkraad.portal.demo.plot import Plot
from wijkraad.portal.demo.stories.junction_words import WORDS
from wijkraad.portal.demo.world import World

TITLE = "Fietsers komen in de knel op de Zevensprong"
SUMMARY = (
    "Zeven straten komen hier samen en niemand weet wie voorrang heeft. Fietsers worden klemgereden door "
    "auto’s en bussen. Er zijn elk jaar meer botsingen. De gemeente moet het plein opnieuw inrichten."
)


TALKS = (
    (
        -289,
        Item(
            "Zevensprong: wat kunnen wij zelf doen?",
            "Er zijn dit jaar al 14 botsingen geteld. Een nieuwe inrichting duurt jaren. Tineke stelt voor "
            "om nu alvast twee borden te vragen: ‘let op fietsers’. Dat kost ons niets. Iedereen is voor.",
            plots=("zevensprong",),
            outcome="decision",
            minutes=20,
            drafts=(
                Draft(
                    "twee-borden",
                    "Twee borden bij de Zevensprong",
                    "Wij vragen de gemeente om twee borden bij de Zevensprong.",
                    "Dit kan snel, en een nieuwe inrichting duurt jaren.",
                    who="hanneke",
                    until=-203,
                    votes=(5, 0, 0),
                    plots=("zevensprong",),
                ),
            ),
        ),
    ),
    (
        -233,
        Item(
            "Zevensprong: tellen",
            "De gemeente zegt dat het aantal botsingen meevalt. Dan tellen wij zelf, drie weken lang, met "
            "vrijwilligers. Zij krijgen een kleine vergoeding.",
            plots=("zevensprong",),
            outcome="decision",
            minutes=15,
            drafts=(
                Draft(
                    "tellen",
                    "Tellen van fietsers en botsingen",
                    "Wij tellen drie weken fietsers en botsingen op de Zevensprong, met vrijwilligers.",
                    "Zonder eigen cijfers gelooft de gemeente ons niet.",
                    who="hanneke",
                    until=-183,
                    votes=(6, 0, 0),
                    plots=("zevensprong",),
                    starts_work=False,
                    mandate=("Verkeer", "500.00"),
                ),
            ),
        ),
    ),
    (
        -16,
        Item(
            "Zevensprong: de gemeente is te laat",
            "De wethouder heeft in de raad een plan beloofd. Die datum is voorbij. Er is één keer gebeld, "
            "zonder antwoord. De twee borden zijn er nooit gekomen en helpen ook niet meer. Wij schrijven "
            "nu de wethouder zelf en vragen om een datum. In december spreken wij in bij de commissie.",
            plots=("zevensprong",),
            outcome="decision",
            minutes=15,
            drafts=(
                Draft(
                    "wethouder",
                    "Brief aan de wethouder over de Zevensprong",
                    "Wij schrijven de wethouder en vragen een datum.",
                    "De toezegging uit de raad is niet nagekomen.",
                    who="hanneke",
                    until=11,
                    votes=(6, 0, 0),
                    plots=("zevensprong",),
                    starts_work=False,
                    supersedes="twee-borden",
                ),
            ),
        ),
    ),
)
SPENDS = (
    Spend(
        "tellen",
        line="Verkeer",
        goal="Weten waar het misgaat",
        title="Tellen van fietsers en botsingen",
        amount="480.00",
        payee="Twee tellers uit de buurt",
        kind="person",
        people=2,
        plots=("zevensprong",),
        decision="tellen",
        requester="hanneke",
        asked=-192,
        approvers=(("lia", -191), ("ruben", -190)),
        paid=-184,
        effect="Cijfers waar de gemeente niet omheen kan.",
        verdict=(
            -150,
            True,
            "12 botsingen geteld; de raad vroeg om een plan.",
            "Tellen werkt beter dan klagen.",
        ),
    ),
)
POSTS = (
    Post(
        "wethouder",
        "zevensprong",
        -15,
        "10:30",
        "hanneke",
        kind="brief",
        partner="wethouder",
        subject="Zevensprong: een datum van de wethouder",
        own_date=12,
        reminded_on=(-12,),
        channel="e-mail",
        is_public=True,
    ),
)


def _who(number: int) -> str:
    """52 households send 61 reports."""
    place = 1 + (number * 7) % 52
    return "jolanda" if place == 8 else f"z{place:02d}"


def tell(world: World) -> None:
    """61 reports in eighteen months, two decisions, one promise that was not kept."""
    plot = Plot(world, "zevensprong", theme="verkeer", place="zevensprong")
    step = 535 / (len(WORDS) - 1)
    plot.reports(
        (
            -540 + round(number * step),
            f"{7 + number % 14:02d}:{(number * 17) % 60:02d}",
            _who(number),
            text,
        )
        for number, text in enumerate(WORDS)
    )
    plot.triage(
        -537, "11:20", "femke", title=TITLE, summary=SUMMARY, responsible="hanneke", severity=4, safety=5
    )
    plot.follow(-530, "19:00", *dict.fromkeys(_who(number) for number in range(47)))
    _work(plot)
    for day, item in TALKS:
        discuss(world, day, item)
    for spend in SPENDS:
        spend.tell(world)
    for post in POSTS:
        post.tell(world)


def _work(plot: Plot) -> None:
    plot.start(
        -282,
        "10:00",
        "hanneke",
        goal="Fietsers kunnen de Zevensprong veilig oversteken.",
        criterion="Niet meer dan 5 botsingen per jaar.",
        baseline="14 botsingen per jaar.",
        action="Twee borden vragen aan de gemeente",
        due=-275,
        key="borden",
        decision="twee-borden",
    )
    plot.action_done(-276, "15:00", "borden", "hanneke", "Aanvraag voor twee borden ingediend.")
    plot.action(-230, "19:00", "hanneke", "tellen", "Drie weken tellen met vrijwilligers", "hanneke", -190)
    plot.action_done(
        -190, "12:00", "tellen", "hanneke", "12 botsingen in een jaar; 4 bijna-botsingen per uur."
    )
    plot.world.finish(
        "tellen", -186, "09:00", "hanneke", "Drie weken geteld.", "Telformulieren, bij de stukken."
    )
    plot.promise(
        -160,
        "21:40",
        "hanneke",
        "raad",
        partner="gemeente",
        who="de wethouder verkeer",
        where="raadsvergadering",
        what="Een plan voor de Zevensprong.",
        due=-51,
    )
    plot.wait(-160, "21:45", "hanneke", partner="gemeente", until=-51, promise="raad")
    plot.update(-40, "14:10", "hanneke", "Wij hebben gebeld over de beloofde datum. Nog geen antwoord.")
    plot.update(
        -12, "16:40", "hanneke", "Tweede herinnering gestuurd. De toezegging is ruim een maand te laat."
    )
    plot.note(-41, "09:10", "hanneke", "Gebeld met de afdeling: zij wachten op een besluit van de wethouder.")
    plot.escalate(-11, "09:30", "femke", to="alderman", due=12, reason="Twee keer herinnerd, geen antwoord.")
    plot.action(
        -10,
        "20:15",
        "hanneke",
        "inspreken",
        "Inspreken bij de raadscommissie over de Zevensprong",
        "hanneke",
        20,
    )
