"""Small things around other stories: who was asked for a reaction, what residents may decide, who helps.

They change no state, so the stories and figures stay as they are told elsewhere.
"""

from issues import actions
from issues.models import Street, Theme
from wijkraad.portal.demo.plot import Plot
from wijkraad.portal.demo.world import World


def tell(world: World) -> None:
    """Reactions, questions to residents, help, what people follow, and a broken word."""
    _asked(world)
    _decided_together(world)
    _promised(world)
    world.at(-21, "20:15", lambda: _follows(world), "topics")


def _asked(world: World) -> None:
    terrace = Plot(world, "terras", theme="winkels", place="weimarstraat-midden")
    text = "Wij willen melden dat het terras op vier van de vijf avonden de hele stoep innam. Klopt dat?"
    terrace.hearing(-30, "10:30", "ruben", label="de ondernemer", text=text, how="per brief", due=-16)
    terrace.their_reaction(
        -21, "16:10", "ruben", "Het was warm en druk. Ik zet een lijn op de stoep en blijf daarachter."
    )
    terrace.update(
        -20, "09:30", "ruben", "Vier van de vijf avonden nam het terras de hele stoep in. De ondernemer "
        "trekt nu een lijn op de stoep.", critical=True,
    )  # fmt: skip
    ends = Plot(world, "peuken", theme="coffeeshops", place="loosduinseweg-oost")
    text = "Wij willen schrijven dat de asbakken er nog niet staan. Wat is er gebeurd?"
    ends.hearing(-1, "11:40", "ruben", label="de zaak", text=text, how="per mail", due=12)


def _decided_together(world: World) -> None:
    gardens = Plot(world, "geveltuinen", theme="groen", place="galileistraat")
    gardens.say(
        -14, "19:30", "tineke", level="decide",
        about="Welke planten er komen: bloemen, kruiden of klimplanten.",
        how="Stem bij de buurttafel of mail ons.", until=9,
    )  # fmt: skip
    gardens.help_answer(-10, "09:15", "tineke", "Graag! Wij planten op de eerste zaterdag van december.")
    books = Plot(world, "leesclub", theme="groen", place="meerdervoort-oost")
    books.say(-38, "19:00", "tineke", level="advise", about="Waar de ruilkast komt te staan.",
              how="Zeven mensen stuurden een mail.", until=-24)  # fmt: skip
    books.say_result(-22, "20:40", "tineke", "Vijf van de zeven kozen de hoek bij de halte. Daar komt hij.")


def _promised(world: World) -> None:
    """Three lamps that the city promised to mend, and did not."""
    lamps = Plot(world, "lantaarns", theme="verkeer", place="newtonstraat")
    lamps.promise(-100, "14:05", "hanneke", "lampen", partner="gemeente",
                  who="de afdeling openbare verlichting", where="telefoongesprek",
                  what="De drie lampen branden weer.", due=-30)  # fmt: skip
    lamps.promise_kept(-28, "19:50", "lampen", "hanneke", kept=False)


def _follows(world: World) -> None:
    """One resident follows a theme, another one a street."""
    actions.follow_topic(Theme.objects.get(key="groen"), by=world.person("jolanda"), pace="weekly")
    street = Street.objects.get(slug="weimarstraat")
    actions.follow_topic(street, by=world.person("karim"), pace="daily")
