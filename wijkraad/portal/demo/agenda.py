"""What lies on the table of an evening: items and proposals, as plain data."""

from dataclasses import dataclass, field

from wijkraad.portal.demo.world import World


@dataclass(frozen=True)
class Draft:
    """One proposal and how it ended. `votes` = for, against, abstain; days count from today.

    `mandate` is (line of the budget, euros): what it may cost. `ends` names an issue that stops by it.
    """

    key: str
    title: str
    text: str
    reason: str
    who: str = field(kw_only=True)
    until: int = field(kw_only=True)
    votes: tuple[int, int, int] = field(kw_only=True)
    plots: tuple[str, ...] = ()
    way: str = "count"
    starts_work: bool = True
    about_council: bool = False
    mandate: tuple[str, str] | None = None
    supersedes: str = ""
    ends: str = ""
    ends_as: str = "adopted"
    review: int | None = None
    public: str = ""


@dataclass(frozen=True)
class Item:
    """One point of an agenda. `leaves` names members with an interest, each with the reason.

    `ratifies` names an urgent decision that this evening votes on, all for.
    """

    title: str
    text: str = ""
    plots: tuple[str, ...] = ()
    outcome: str = "informative"
    minutes: int = 10
    drafts: tuple[Draft, ...] = ()
    until: int | None = None
    reason: str = ""
    internal: bool = False
    leaves: tuple[tuple[str, str], ...] = ()
    public_title: str = ""
    early: bool = False
    ratifies: str = ""


@dataclass(frozen=True)
class Evening:
    """One meeting: its day, kind, who was there, what was said around the items."""

    day: int
    kind: str
    present: tuple[str, ...]
    away: tuple[str, ...] = ()
    opening: str = "De voorzitter opent de vergadering. Niemand meldt een belang."
    closing: str = "Niemand heeft nog iets. De voorzitter sluit de vergadering."
    guests: tuple[str, ...] = ()
    place: str = "Buurthuis De Beek, Beeklaan"
    cancelled: str = ""


def discuss(world: World, day: int, item: Item) -> None:
    """Bring an item to the evening of that day."""
    world.agenda.setdefault(day, []).append(item)
