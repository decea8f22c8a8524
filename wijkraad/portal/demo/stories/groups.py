"""A working group at work: started by decision, held by its lead, its next meeting planned; and a tie."""

from datetime import timedelta
from functools import partial

from meetings import actions
from meetings.models import AgendaItem, Decision, Meeting
from wijkraad.portal.demo.agenda import Draft, Item, discuss
from wijkraad.portal.demo.world import World

HELD, NEXT = -30, 6
"""The days of its meetings."""
START = Draft(
    "groep-groen",
    "Een werkgroep groen",
    "Er komt een werkgroep groen, met een opdracht en een einddatum.",
    "De bewoners willen helpen. Het bestuur kan niet bij elke plantenbak staan.",
    who="hanneke",
    until=-60,
    votes=(6, 0, 0),
    about_council=True,
)
BENCH = Draft(
    "bankje",
    "Een bankje bij het plein",
    "Wij zetten een bankje bij het plein.",
    "Ouderen willen onderweg kunnen zitten.",
    who="dirk",
    until=60,
    votes=(3, 3, 0),
    about_council=True,
    ends_as="rejected",
)
TALKS = (
    (
        -79,
        Item(
            "Wie helpt met het groen?",
            "Elf bewoners willen meedoen. Hanneke trekt de werkgroep. Zij stopt vanzelf, tenzij het bestuur "
            "haar verlengt.",
            outcome="decision",
            drafts=(START,),
        ),
    ),
    (
        -44,
        Item(
            "Een bankje bij het plein?",
            "Drie leden willen een bankje, drie zijn bang voor lawaai. De stemmen staken. Dan is het "
            "voorstel niet aangenomen.",
            outcome="decision",
            drafts=(BENCH,),
        ),
    ),
)


def tell(world: World) -> None:
    """The board starts it; its lead does the rest."""
    for day, item in TALKS:
        discuss(world, day, item)
    world.after.setdefault("groep-groen", []).append(partial(_start, world))
    world.finish("groep-groen", -70, "20:00", "hanneke", "De werkgroep is begonnen.", "Zie haar pagina.")
    world.at(-50, "19:30", partial(_plan, world, HELD), "plan the group")
    world.at(HELD, "20:00", partial(_hold, world), "the group meets")
    world.at(HELD, "21:20", partial(_close, world), "the group ends its evening")
    world.at(-9, "20:15", partial(_plan, world, NEXT), "plan the group again")
    world.at(-3, "09:00", partial(_answer, world), "the group answers")


def _start(world: World, decision: Decision) -> None:
    world.rows["group-green"] = actions.start_group(
        by=world.person("marga"),
        name="Werkgroep groen",
        task="Zorgen dat de geveltuinen en plantenbakken water krijgen, en opschrijven wat werkt.",
        lead=world.person("hanneke"),
        members=[world.person(key) for key in ("tineke", "dirk")],
        member_limit=8,
        ends_on=world.day(75),
        decision=decision,
    )


def _meeting(world: World, day: int) -> Meeting:
    return Meeting.objects.get(pk=world.rows[f"group-green {day}"])


def _plan(world: World, day: int) -> None:
    lead, starts = world.person("hanneke"), world.wanted(day, "20:00")
    meeting = actions.plan_meeting(
        by=lead,
        kind="werkgroep",
        starts_at=starts,
        ends_at=starts + timedelta(minutes=90),
        place="Bij Hanneke thuis",
        working_group=world.rows["group-green"],
    )
    world.rows[f"group-green {day}"] = meeting.pk
    title = "Wie geeft water?" if day < 0 else "Wat doen wij in de winter?"
    actions.add_item(meeting, by=lead, title=title, minutes=40)


def _hold(world: World) -> None:
    lead, meeting = world.person("hanneke"), _meeting(world, HELD)
    actions.open_meeting(meeting, by=lead)
    for key in ("hanneke", "tineke", "dirk"):
        actions.record_attendance(meeting, by=lead, person=world.person(key))
    item = AgendaItem.objects.get(meeting=meeting)
    actions.start_item(item, by=lead)
    words = "Elke bak heeft nu twee mensen. In de vakantie vallen buren in. De tuinslang staat bij Dirk."
    actions.write_minutes(item, by=lead, text=words, base_version=0)
    actions.add_task(
        item,
        by=lead,
        title="Een lijst van alle bakken maken, met wie water geeft",
        responsible=world.person("tineke"),
        due=world.day(10),
    )


def _close(world: World) -> None:
    lead, meeting = world.person("hanneke"), _meeting(world, HELD)
    actions.set_outcome(AgendaItem.objects.get(meeting=meeting), by=lead, outcome="informative")
    actions.log_meeting(actions.close_meeting(meeting, by=lead), by=lead)


def _answer(world: World) -> None:
    meeting = _meeting(world, NEXT)
    for key, answer in (("hanneke", "yes"), ("tineke", "yes"), ("dirk", "perhaps")):
        actions.answer_invitation(meeting, by=world.person(key), answer=answer)
