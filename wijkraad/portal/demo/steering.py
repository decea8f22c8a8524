"""What the wijkmanager and the board did about what was stuck, what they saw in the street, official figures.

The figures are invented; in a real council they come from the municipality, with their source and date.
"""

from functools import partial

from issues.actions import (
    count_street,
    judge_intervention,
    keep_figures,
    measure_interventions,
    note_walk,
    take_in_figures,
    write_indicator,
)
from issues.models import Area, Indicator, Intervention, Issue, Priority, Street
from wijkraad.portal.dashboard.keeping import keep_view
from wijkraad.portal.demo.world import World
from wijkraad.portal.stepping import acts
from wijkraad.portal.stepping.subject import Subject, issue_subject
from wijkraad.terms import clock

SERIES = (
    ("Ongevallen met fietsers", "per jaar", "verkeer", "lower", (11, 13, 12, 15, 14)),
    ("Bewoners die zich onveilig voelen in het verkeer", "procent", "verkeer", "lower", (31, 33, 36, 38, 41)),
    (
        "Woningen met meer mensen dan kamers",
        "procent",
        "overbewoning",
        "lower",
        ("4,1", "4,6", "5,2", "5,9", "6,3"),
    ),
    ("Rapportcijfer openbaar groen", "van 10", "groen", "higher", ("6,1", "6,0", "6,2", "6,3", "6,5")),
)
"""Name, unit, theme, what is better, and the last five years."""
OF_PRIORITIES = ("Ongevallen met fietsers", "Woningen met meer mensen dan kamers")
SEEN = (
    (-34, "Weimarstraat", "winkels", "Bij vier winkels staan de kartonnen dozen ’s avonds buiten de bak."),
    (
        -20,
        "Valkenboskade",
        "verkeer",
        "Elf deelscooters op het smalle stuk. Met een rollator kom je er niet langs.",
    ),
    (-8, "Beeklaan", "groen", "Twee boomspiegels zijn verzakt. Het gras is er weg."),
)


def tell(world: World) -> None:
    """Everything on the timeline of the demo."""
    _interventions(world)
    _figures(world)
    world.at(-30, "16:20", lambda: _shops(world), "count shops")
    for day, street, theme, words in SEEN:
        world.at(day, "15:40", partial(_walk, world, day, street, theme, words), "walk")
    world.at(-1, "10:30", lambda: _view(world), "keep a view")


def _subject(world: World, key: str) -> Subject:
    pk = world.issues[key]
    return issue_subject(Issue.objects.select_related("theme", "responsible", "partner").get(pk=pk))


def _interventions(world: World) -> None:
    """One that was measured and helped, one that still runs, one that is to be judged."""
    world.at(
        -75,
        "09:30",
        lambda: _log(
            world,
            "lawaai",
            "De winkel wist niet van de klachten.",
            "De eigenaar gesproken over muziek en afval na tienen.",
            "Minder klachten in een maand.",
        ),
        "step in",
    )
    world.at(-45, "08:00", measure_interventions, "measure")
    world.at(-44, "09:10", lambda: _judge(world), "judge")
    world.at(-38, "11:00", lambda: _log(world, "zevensprong", "De dienst wacht op een nieuwe projectleider.",
             "Gebeld met de dienst: wie beslist hierover?", "Een naam en een datum."), "step in")  # fmt: skip
    world.at(-7, "08:00", measure_interventions, "measure")
    world.at(-5, "09:40", lambda: acts.ask(
        _subject(world, "dubbel"), by=world.person("femke"), due=world.day(9),
        question="Komt er vóór de vergadering een voorstel waar u over kunt beslissen?",
        cause="Er is drie keer gepraat zonder voorstel op papier.", expected="Een voorstel op de agenda.",
    ), "ask")  # fmt: skip


def _log(world: World, key: str, cause: str, done: str, expected: str) -> None:
    acts.log(
        _subject(world, key),
        by=world.person("femke"),
        kind="talked",
        done=done,
        on=clock.today(),
        cause=cause,
        expected=expected,
    )


def _judge(world: World) -> None:
    found = Intervention.objects.filter(measured_at__isnull=False, effect="").order_by("pk").first()
    if found is not None:
        judge_intervention(
            found, by=world.person("femke"), effect="little", words="Het werd rustiger, niet stil."
        )


def _figures(world: World) -> None:
    """Series, and one file with five years of the two quarters."""

    def series() -> None:
        for name, unit, theme, better, _values in SERIES:
            first = Priority.objects.filter(active=True, theme__key=theme).first()
            priority = first if name in OF_PRIORITIES else None
            write_indicator(
                by=world.person("femke"), name=name, unit=unit, theme=world.themes[theme], better=better,
                priority=priority,
            )  # fmt: skip

    def read() -> None:
        assert Indicator.objects.exists()
        area = Area.objects.order_by("code").first()
        year = world.today.year
        rows = ["reeks;gebied;jaar;waarde"]
        for name, _unit, theme, _better, values in SERIES:
            place = area.code if area and theme == "overbewoning" else ""
            rows += [f"{name};{place};{year - 5 + n};{one}" for n, one in enumerate(values)]
        femke = world.person("femke")
        file = keep_figures(
            "\n".join(rows).encode(), by=femke, name="wijkcijfers.csv",
            source="Wijkprofiel van de gemeente (verzonnen voor de demo)", source_on=world.day(-60),
        )  # fmt: skip
        take_in_figures(file, by=femke)

    world.at(-52, "10:00", series, "series")
    world.at(-52, "10:20", read, "figures")


def _shops(world: World) -> None:
    count_street(
        by=world.person("marga"),
        street=Street.objects.get(slug="weimarstraat"),
        theme=world.themes["winkels"],
        what="winkels die leeg staan",
        counted_on=world.day(-30),
        part=9,
        total=61,
        source="Geteld door twee ondernemers",
    )


def _walk(world: World, day: int, street: str, theme: str, words: str) -> None:
    note_walk(
        by=world.person("hanneke"), street=Street.objects.get(name=street), theme=world.themes[theme],
        walked_on=world.day(day), text=words,
    )  # fmt: skip


def _view(world: World) -> None:
    keep_view(by=world.person("femke"), name="Verkeer", query="?thema=verkeer")
