"""The second priority: too many people in too small houses. What stories 3 and 4 are part of."""

from functools import partial

from meetings.actions import start_group
from meetings.models import Decision
from wijkraad.portal.demo.agenda import Draft, Item, discuss
from wijkraad.portal.demo.money import Spend
from wijkraad.portal.demo.plot import Plot
from wijkraad.portal.demo.world import World

REPORTS = (
    (-330, "19:40", "o01", "vier branden al dit jaar door die losse kabels"),
    (-322, "21:12", "o02", "ze betalen 600 per bed hoor ik"),
    (-301, "18:25", "o03", "elke nacht koffers rollen op de trap, elke maand andere mensen"),
    (-277, "20:51", "o04", "vuilnis van 12 man in 1 container past niet"),
    (-241, "09:33", "o05", "ik gun iedereen een huis maar dit is geen wonen"),
    (-199, "22:04", "o06", "brandtrap is op slot gemaakt met een ketting"),
    (-133, "17:47", "o07", "school zegt dat kinderen geen eigen bed hebben"),
)


TALKS = (
    (
        -338,
        Item(
            "Waar werken wij aan?",
            "Er zijn twee plekken. Overbewoning komt erop door de vier branden. De Zevensprong omdat "
            "het aantal "
            "botsingen drie jaar achter elkaar steeg. De rest wacht.",
            outcome="decision",
            minutes=30,
            drafts=(
                Draft(
                    "prioriteiten",
                    "Onze twee prioriteiten",
                    "Wij kiezen overbewoning en de Zevensprong als prioriteit.",
                    "Vier branden in één jaar, en drie jaar achter elkaar meer botsingen.",
                    who="marga",
                    until=-330,
                    votes=(5, 1, 0),
                    about_council=True,
                    review=75,
                ),
            ),
        ),
    ),
    (
        -16,
        Item(
            "Spreekuur in de winter",
            "Het spreekuur loopt goed: 18 mensen geholpen. Samir wil doorgaan tot half januari. Dirk "
            "heeft laten "
            "weten dat hij het te duur vindt; Lia deelt dat en stemt tegen.",
            plots=("te-klein",),
            outcome="decision",
            minutes=10,
            drafts=(
                Draft(
                    "winter",
                    "Spreekuur over huur en kamers gaat door",
                    "Het spreekuur over huur en kamers gaat in de winter door, elke dinsdag.",
                    "18 mensen geholpen in tien weken.",
                    who="samir",
                    until=56,
                    votes=(5, 1, 0),
                    plots=("te-klein",),
                    starts_work=False,
                    mandate=("Wonen", "750.00"),
                ),
            ),
        ),
    ),
)
SPENDS = (
    Spend(
        "winter",
        line="Wonen",
        goal="Bewoners helpen met hun huur in de winter",
        title="Spreekuur over huur en kamers, winter",
        amount="750.00",
        payee="Stichting Huurhulp Segbroek",
        kind="organisation",
        plots=("te-klein",),
        decision="winter",
        requester="samir",
        asked=-10,
        approvers=(("marga", -9), ("ruben", -8)),
        effect="Nog eens tien mensen geholpen.",
    ),
    Spend(
        "folders-huur",
        line="Wonen",
        goal="Iedereen kent de regels voor kamers",
        title="Folders over huur in vijf talen",
        amount="486.20",
        payee="Drukkerij Van Nes BV",
        kind="organisation",
        plots=("te-klein",),
        requester="samir",
        asked=-128,
        approvers=(("lia", -126), ("marga", -125)),
        paid=-110,
        effect="600 folders in de bus.",
        verdict=(-66, True, "600 folders; 40 mensen belden.", "Vijf talen is genoeg."),
    ),
    Spend(
        "training",
        line="Wonen",
        goal="Vrijwilligers kennen het huurrecht",
        title="Avond over huurrecht voor vrijwilligers",
        amount="250.00",
        payee="Trainer huurrecht",
        kind="firm",
        plots=("te-klein",),
        requester="samir",
        asked=-105,
        approvers=(("lia", -104),),
        paid=-95,
        effect="Acht vrijwilligers geschoold.",
        verdict=(-60, True, "Acht vrijwilligers helpen mee.", "Volgend jaar weer."),
    ),
)


def tell(world: World) -> None:
    """The public matter, the priorities of both themes, and the winter hours."""
    plot = Plot(world, "te-klein", theme="overbewoning", place="")
    plot.reports(REPORTS)
    plot.triage(
        -327,
        "11:10",
        "femke",
        title="Te veel mensen in te kleine huizen",
        summary="Op 31 adressen wonen te veel mensen zonder vergunning. Er waren vier branden in één "
        "jaar. De "
        "wijkraad helpt bewoners en vraagt de gemeente om te controleren.",
        responsible="samir",
        visibility="public",
        size="prioriteit",
        severity=5,
        safety=5,
    )
    plot.follow(-320, "20:00", *(f"o{number:02d}" for number in range(1, 8)))
    plot.start(
        -300,
        "10:00",
        "samir",
        goal="Niemand woont gevaarlijk of met te veel mensen in een te klein huis.",
        criterion="Niet meer dan 10 adressen zonder vergunning.",
        baseline="31 adressen zonder vergunning.",
        action="Alle adressen met de gemeente nalopen",
        due=75,
        key="adressen",
    )
    plot.update(-70, "19:20", "samir", "Er zijn nu nog 22 adressen zonder vergunning. Het waren er 31.")
    _priorities(world)
    for day, item in TALKS:
        discuss(world, day, item)
    for spend in SPENDS:
        spend.tell(world)


def _group(world: World, decision: Decision) -> None:
    """A working group with a task, a lead, a limit and an end date; it ended by itself."""
    group = start_group(
        by=world.person("marga"),
        name="Werkgroep verkeer",
        task="Tellen hoe hard auto’s rijden en hoe vaak het misgaat.",
        lead=world.person("hanneke"),
        members=[world.person(key) for key in ("samir", "tineke")],
        member_limit=6,
        ends_on=world.day(-180),
        decision=decision,
    )
    world.rows["group"] = group


def _priorities(world: World) -> None:
    world.after.setdefault("prioriteiten", []).append(partial(_group, world))
    world.priority(
        -326,
        "overbewoning",
        "te-klein",
        who="samir",
        title="Te veel mensen in te kleine huizen",
        kind="incident",
        why="vier branden door losse stroomkabels in één jaar.",
        figures=("31", "22", "10", "adressen zonder vergunning"),
        review=75,
    )
    world.priority(
        -325,
        "verkeer",
        "zevensprong",
        who="hanneke",
        title="Fietsers komen in de knel op de Zevensprong",
        kind="trend",
        why="het aantal botsingen steeg drie jaar achter elkaar.",
        figures=("14", "12", "5", "botsingen per jaar"),
        review=101,
    )
    world.finish(
        "prioriteiten", -324, "20:00", "marga", "Beide prioriteiten staan op de site.", "Zie de site."
    )
