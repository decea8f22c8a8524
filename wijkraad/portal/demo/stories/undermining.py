"""Stories 8 and 9: what residents see and may tick, and what the council openly does about it."""

from datetime import date

from issues.retention import due_signals, erase_signals
from wijkraad.portal.demo.agenda import Draft, Item, discuss
from wijkraad.portal.demo.letters import Post
from wijkraad.portal.demo.plot import Plot
from wijkraad.portal.demo.world import World

SIGNALS = (
    (-52, "23:20", ("empty_open",)),
    (-47, "01:42", ("short_visits",)),
    (-40, "22:58", ("empty_open", "short_visits")),
    (-33, "09:05", ("empty_open",)),
    (-29, "02:11", ("short_visits",)),
    (-22, "21:30", ("empty_open", "short_visits")),
)
"""Choices only: "zaak is altijd leeg, maar toch open" and "veel korte bezoeken ’s nachts"."""

LAST_YEAR = ((4, 8), (4, 21), (5, 3), (5, 19), (6, 2), (6, 27))
"""Month and day of last year's signals: by now a number of a quarter, told in the report of that year."""

READINGS = (
    (-20, "20:45", "marga", False),
    (-19, "09:10", "samir", False),
    (-18, "21:30", "tineke", True),
    (-6, "20:20", "ruben", False),
)
"""Who opened the confidential matter; one board member without the right was refused."""


TALKS = (
    (
        -93,
        Item(
            "Wat ziet u in de winkelstraat?",
            "Veel bewoners zeggen hetzelfde: zaken die altijd leeg zijn en toch open, en drukte ’s nachts. "
            "Namen worden niet genoemd; de voorzitter vraagt daarom. Het overleg adviseert het bestuur om de "
            "burgemeester om controles te vragen.",
            outcome="advice",
            minutes=30,
        ),
    ),
    (
        -79,
        Item(
            "Controles in de winkelstraat",
            "Het wijkoverleg adviseert om de burgemeester te vragen. Twee leden zijn bang dat het de straat "
            "een slechte naam geeft. De anderen vinden niets doen erger.",
            plots=("controles",),
            outcome="decision",
            minutes=20,
            drafts=(
                Draft(
                    "controles",
                    "Vraag aan de burgemeester om controles",
                    "Wij vragen de burgemeester om controles samen met politie en belastingdienst, en om een "
                    "cijfer per half jaar.",
                    "Het wijkoverleg adviseert dit.",
                    who="hanneke",
                    until=60,
                    votes=(4, 2, 0),
                    plots=("controles",),
                ),
            ),
        ),
    ),
)
POSTS = (
    Post(
        "burgemeester",
        "controles",
        -74,
        "11:15",
        "hanneke",
        kind="brief",
        partner="burgemeester",
        subject="Controles in de winkelstraat",
        own_date=-32,
        answer=(-25, "Er komen twee controledagen. Daarna volgt een cijfer."),
        channel="post",
        is_public=True,
    ),
)


def tell(world: World) -> None:
    """The confidential side and the public approach; the two are never linked."""
    for day, at, choices in SIGNALS:
        world.signal(day, at, "weimarstraat-midden", choices)
    _last_year(world)
    _confidential(world)
    _wrong_form(world)
    _approach(world)
    for day, item in TALKS:
        discuss(world, day, item)
    for post in POSTS:
        post.tell(world)


def _last_year(world: World) -> None:
    """Signals of a quarter that is over: the next night nothing but their number was left."""
    year = world.today.year - 1
    for month, day in LAST_YEAR:
        world.signal(world.offset(date(year, month, day)), "22:15", "weimarstraat-midden", ("empty_open",))

    def step() -> None:
        erase_signals(list(due_signals().values_list("pk", flat=True)))

    world.at(world.offset(date(year, 7, 1)), "02:30", step, "signals become a number")


def _confidential(world: World) -> None:
    """The council's own matter about these signals: no words of residents, and every reading is kept."""
    plot = Plot(world, "signalen", theme="ondermijning", place="weimarstraat-midden")
    words = "Meer dan vijf signalen over hetzelfde deel van de straat. Alleen keuzes, geen tekst."
    plot.report(-20, "20:05", "marga", words, namens="marga", visibility="confidential")
    plot.triage(
        -20,
        "20:40",
        "marga",
        title="Signalen straatdeel Weimarstraat midden",
        summary="Zes signalen: “zaak altijd leeg, toch open” en “veel korte bezoeken ’s nachts”.",
        responsible="marga",
        visibility="confidential",
    )
    for day, at, who, refused in READINGS:
        world.reading(day, at, "signalen", who, refused=refused)


def _wrong_form(world: World) -> None:
    """A signal typed in the ordinary form: destroyed, and the reporter is shown the three numbers."""
    plot = Plot(world, "verkeerd-formulier", theme="overig", place="weimarstraat-midden")
    plot.report(
        -7, "22:40", None, "in die zaak van [naam] op de hoek klopt het niet, geld zat en nooit klanten"
    )
    plot.redact(-5, "09:20", "marga")
    plot.reject(
        -5,
        "09:30",
        "marga",
        "Dit is een signaal. Bel 112, 0900-8844 of Meld Misdaad Anoniem 0800-7000. De tekst is vernietigd.",
    )


def _approach(world: World) -> None:
    plot = Plot(world, "controles", theme="ondermijning", place="")
    plot.report(
        -93,
        "21:20",
        "hanneke",
        "we zien het allemaal en er gebeurt nix (gezegd op het wijkoverleg, namens bewoners)",
        namens="hanneke",
    )
    plot.triage(
        -92,
        "10:20",
        "marga",
        title="Meer controles in de winkelstraat",
        summary="Bewoners en ondernemers willen vaker controle in de winkelstraat. De wijkraad vraagt de "
        "burgemeester om controles en om een cijfer. Zonder plek en zonder personen.",
        responsible="hanneke",
        severity=4,
        safety=3,
    )
    plot.start(
        -76,
        "19:50",
        "hanneke",
        goal="Er wordt zichtbaar gecontroleerd en iedereen kan het cijfer lezen.",
        criterion="Twee controledagen gehouden en een cijfer gepubliceerd.",
        baseline="Geen controledagen, geen cijfer.",
        action="Controledagen volgen en het cijfer opvragen",
        due=60,
        key="controledagen",
        decision="controles",
    )
    plot.promise(
        -25,
        "15:30",
        "hanneke",
        "controledagen",
        partner="burgemeester",
        who="de burgemeester",
        where="brief met antwoord",
        what="Twee controledagen en een cijfer.",
        due=60,
    )
    plot.update(-24, "19:00", "hanneke", "De burgemeester belooft twee controledagen.")
