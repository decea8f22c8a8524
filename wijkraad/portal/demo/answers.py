"""The ready answers of the council, written by the secretary."""

from functools import partial

from issues.actions import write_reply
from wijkraad.portal.demo.world import World

ANSWERS = (
    ("assessing", "", "Wij gaan kijken",
     "Dank u wel. Wij zoeken uit wat er kan en wie dat doet. U hoort van ons vóór {datum}."),
    ("rejected", "", "De gemeente is sneller",
     "De gemeente lost dit sneller op dan wij. {verwijzing} Blijft het zo? Meld het dan gerust weer."),
    ("rejected", "coffeeshops", "Nu overlast: bel de politie",
     "Is de overlast nu? Bel de politie, dan kan iemand komen kijken. Wij zien wel wat vaker terugkomt."),
    ("joined", "", "Dit loopt al",
     "Meer mensen meldden dit. Wij behandelen het samen. U krijgt bericht als er iets verandert."),
    ("update", "verkeer", "Er wordt geteld",
     "Wij tellen deze maand hoe hard er gereden wordt. Daarna vertellen wij wat het betekent."),
)  # fmt: skip


def tell(world: World) -> None:
    """Five answers, a while ago."""
    for number, (step, theme, name, text) in enumerate(ANSWERS):
        write = partial(_write, world, step, theme, name, text)
        world.at(-120, f"10:{number:02}", write, f"answer {name}")


def _write(world: World, step: str, theme: str, name: str, text: str) -> None:
    folder = world.themes[theme] if theme else None
    write_reply(None, by=world.person("ruben"), step=step, theme=folder, name=name, text=text)
