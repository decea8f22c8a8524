"""The terms of a letter as a line with stops: it runs with whoever has to move, and changes lane there."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop
from markupsafe import Markup

from issues.letters.clocks import may_default_from, next_file_before
from issues.models import Letter, LetterEvent
from issues.partner_words import spoken
from issues.workflow import LETTER_RUNNING
from wijkraad.ui.filters import day_short
from wijkraad.ui.rails import rail, switch

COUNCIL, THEM = 1, 2
"""The lanes of het spoor: wijkraad in the middle, the partner on the right."""
TALL = ((60, 4), (30, 3))
"""A wait of so many days is drawn so high."""


@dataclass(slots=True)
class Stop:
    """One date: `look` is fataal, claim or straks; `short` is for the drawing."""

    day: date
    words: str
    lane: int
    icon: str = ""
    text: str = ""
    look: str = ""
    small: bool = True
    rail: Markup = Markup("")
    short: str = ""


@dataclass(slots=True)
class Wait:
    """The days between two stops, in the lane of who has to move; `ahead` is time to come."""

    days: int
    lane: int
    ahead: bool
    words: str
    rail: Markup
    switch: Markup | None = None

    @property
    def height(self) -> int:
        return next((high for days, high in TALL if self.days >= days), 1)


EVENTS: dict[str, tuple[str, int, str, str, str]] = {
    "received": (noop("Ontvangst bevestigd"), THEM, "check", "", noop("Ontvangen")),
    "extended": (noop("Termijn langer geworden"), THEM, "", "claim", noop("Verlengd")),
    "paused": (noop("Termijn staat stil"), THEM, "", "claim", noop("Staat stil")),
    "resumed": (noop("Termijn loopt weer"), THEM, "check", "", noop("Loopt weer")),
    "reminded": (noop("Wij vroegen het opnieuw"), COUNCIL, "bell", "", noop("Nagevraagd")),
    "defaulted": (noop("Ingebrekestelling gestuurd"), COUNCIL, "send", "", noop("In gebreke gesteld")),
    "heard": (noop("Hoorzitting"), THEM, "users", "", noop("Hoorzitting")),
}


def trail_of(letter: Letter, events: Iterable[LetterEvent], today: date) -> list[Stop | Wait]:
    """The stops in order of time with the waits between them, until today while it runs."""
    stops = sorted(
        [*_ours(letter, today), *(_event(one) for one in events), *_theirs(letter, today)],
        key=lambda one: one.day,
    )
    found: list[Stop | Wait] = []
    lane = COUNCIL
    for stop, after in pairwise([*stops, None]):
        assert stop is not None
        stop.rail = rail(lane, "straks" if stop.day > today else "vol")
        found.append(stop)
        if after is not None:
            found += _waits(letter, stop, after, lane, today)
            lane = _lane(letter, stop.day)
        elif letter.status in LETTER_RUNNING and stop.day < today:
            found += _waits(letter, stop, Stop(today, "", lane), lane, today)  # late: it goes on
    return found


def _ours(letter: Letter, today: date) -> Iterable[Stop]:
    """What we did, and what we must do in time."""
    if letter.published_on:
        plan = letter.kind == "zienswijze"
        yield Stop(
            letter.published_on, _("Plan ligt ter inzage") if plan else _("Besluit bekendgemaakt"), COUNCIL,
            "file-text", _("Deze dag telt mee.") if plan else _("Vanaf de dag erna loopt onze termijn."),
            small=False, short=_("Ter inzage") if plan else _("Gepubliceerd"),
        )  # fmt: skip
    if letter.sent_on:
        text = _("Verstuurd per %(how)s.") % {"how": letter.channel}
        yield Stop(letter.sent_on, _("Brief verstuurd"), COUNCIL, "send", f"{text} {letter.receipt}".strip(),
                   small=False, short=_("Verstuurd"))  # fmt: skip
    if letter.file_before:
        made = letter.sent_on is not None and letter.sent_on <= letter.file_before
        yield Stop(letter.file_before, _("Laatste dag om in te dienen. Fataal, van ons."), COUNCIL,
                   "check" if made else "", _("Gehaald.") if made else "", "fataal",
                   short=_("Laatste dag"))  # fmt: skip
    fatal = next_file_before(letter)
    if fatal:
        words = _("Laatste dag voor beroep bij de rechter.") if letter.kind == "bezwaar" else _(
            "Laatste dag voor bezwaar tegen hun besluit."
        )  # fmt: skip
        yield Stop(fatal, words, COUNCIL, text=_("Fataal, van ons."), look="fataal",
                   short=_("Laatste dag"))  # fmt: skip
    first = may_default_from(letter)
    if first and first > today and letter.status == "sent":
        yield Stop(first, _("Vanaf nu mag een ingebrekestelling."), COUNCIL, look="straks",
                   text=_("Daarna nog 2 weken, dan misschien een dwangsom."),
                   short=_("Ingebrekestelling mag"))  # fmt: skip


def _event(one: LetterEvent) -> Stop:
    words, lane, icon, look, short = EVENTS.get(one.kind, (one.kind, COUNCIL, "", "", ""))
    return Stop(one.on, _(words), lane, icon, one.text, look, short=_(short) if short else "")


def _theirs(letter: Letter, today: date) -> Iterable[Stop]:
    """Until when they have, and what they answered."""
    running = letter.status in LETTER_RUNNING
    if letter.term_ends:
        moved = letter.first_term_ends and letter.first_term_ends != letter.term_ends
        text = _("Eerst: %(day)s.") % {"day": f"{letter.first_term_ends:%d-%m-%Y}"} if moved else ""
        if letter.paused_on:
            text = _("Schuift op zolang de termijn stilstaat.")
        ahead = running and letter.term_ends >= today
        yield Stop(letter.term_ends, _("Uiterlijk hun antwoord"), THEM, "alarm-clock", text,
                   "straks" if ahead else "", small=not ahead, short=day_short(letter.term_ends))  # fmt: skip
    elif letter.own_date and running:
        yield Stop(letter.own_date, _("Onze eigen datum om na te vragen"), COUNCIL, "bell",
                   look="straks" if letter.own_date >= today else "", short=_("Navragen"))  # fmt: skip
    if letter.default_until:
        yield Stop(letter.default_until, _("Twee weken na de ingebrekestelling voorbij"), THEM,
                   look="straks" if letter.default_until >= today else "",
                   short=_("2 weken voorbij"))  # fmt: skip
    if letter.answered_on:
        yield Stop(letter.answered_on, _("Antwoord"), THEM, "mail-open", letter.answer, small=False,
                   short=_("Antwoord"))  # fmt: skip


def _lane(letter: Letter, day: date) -> int:
    """Who has to move after a day: we until it is filed (and its period over), they until they answered."""
    if letter.sent_on is None or day < letter.sent_on:
        return COUNCIL
    if letter.answered_on is not None and day >= letter.answered_on:
        return COUNCIL
    over = letter.file_before if letter.kind == "bezwaar" else None
    return COUNCIL if over is not None and day < over else THEM


def _waits(letter: Letter, stop: Stop, after: Stop, lane: int, today: date) -> list[Wait]:
    """The wait after a stop, which the line reaches in `lane`; it switches when the ball changes hands."""
    to_lane = _lane(letter, stop.day)
    days = [(stop.day, after.day, stop.day >= today)]
    if stop.day < today < after.day:
        days = [(stop.day, today, False), (today, after.day, True)]
    found = [
        Wait((end - start).days, to_lane, ahead, _words(letter, to_lane, ahead, end == today),
             rail(to_lane, "straks" if ahead else "vol"))
        for start, end, ahead in days
    ]  # fmt: skip
    if lane != to_lane:
        found[0].rail, found[0].switch = rail(lane, "vol"), switch(lane, to_lane)
    return found


def _words(letter: Letter, lane: int, ahead: bool, until_today: bool) -> str:
    if ahead:
        return _("Nog te gaan.")
    if until_today:
        return _("Tot vandaag.")
    return (
        _("Bij de wijkraad.")
        if lane == COUNCIL
        else _("Bij %(who)s.") % {"who": spoken(letter.partner.short_name)}
    )


def days_per_holder(steps: Iterable[Stop | Wait]) -> dict[str, Any]:
    """Days until today with the council, with them, and days to go."""
    found: dict[str, Any] = {"council": 0, "them": 0, "ahead": 0}
    for one in steps:
        if isinstance(one, Wait):
            key = "ahead" if one.ahead else ("council" if one.lane == COUNCIL else "them")
            found[key] += one.days
    return found
