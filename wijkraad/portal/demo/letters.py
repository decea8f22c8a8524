"""Letters of the demo, each with the clock of its kind."""

from dataclasses import dataclass
from functools import partial

from django.core.files.base import ContentFile

from issues import actions
from issues.models import Letter
from issues.papers import read_paper
from wijkraad.portal.demo.letter_texts import TEXTS
from wijkraad.portal.demo.papers import confirmation
from wijkraad.portal.demo.world import World
from wijkraad.terms import clock


@dataclass(frozen=True)
class Post:
    """One letter and its life; days are counted from today, `default_on` is the ingebrekestelling."""

    key: str
    plot: str
    day: int
    at: str
    who: str
    kind: str
    partner: str
    subject: str
    received: int | None = None
    published: int | None = None
    own_date: int | None = None
    committee: bool = False
    mandate: str = ""
    extended_on: int | None = None
    default_on: int | None = None
    reminded_on: tuple[int, ...] = ()
    answer: tuple[int, str] | None = None
    channel: str = "digitaal loket"
    is_public: bool = False
    sent: bool = True

    def tell(self, world: World) -> None:
        """Put the letter and what came after it on the timeline."""
        world.at(
            self.day - (3 if self.sent else 0), "20:40", lambda: self._write(world), f"letter {self.key}"
        )
        if self.sent:
            world.at(self.day, self.at, lambda: self._send(world), f"send {self.key}")
        if self.received is not None and self.received != self.day:
            world.at(self.received, "11:15", lambda: self._receipt(world), f"receipt {self.key}")
        for day in self.reminded_on:
            world.at(day, "15:20", partial(self._remind, world, day), f"remind {self.key}")
        if self.extended_on is not None:
            world.at(self.extended_on, "12:10", lambda: self._extend(world), f"extend {self.key}")
        if self.default_on is not None:
            world.at(self.default_on, "09:50", lambda: self._default(world), f"default {self.key}")
        if self.answer is not None:
            world.at(self.answer[0], "14:10", lambda: self._answer(world), f"answer {self.key}")

    def _letter(self, world: World) -> Letter:
        return Letter.objects.get(pk=world.rows[f"letter {self.key}"].pk)

    def _write(self, world: World) -> None:
        world.rows[f"letter {self.key}"] = actions.write_letter(
            by=world.person(self.who),
            kind=self.kind,
            subject=self.subject,
            partner=world.partners[self.partner],
            issue=world.issue(self.plot) if self.plot else None,
            text=TEXTS[self.kind] % (self.subject[0].lower() + self.subject[1:]),
            mandate=self.mandate,
            interested=True if self.kind == "bezwaar" else None,
            advisory=self.committee,
            is_public=self.is_public,
            published_on=None if self.published is None else world.day(self.published),
            own_date=None if self.own_date is None else world.day(self.own_date),
        )

    def _send(self, world: World) -> None:
        received = world.day(self.day) if self.received == self.day else None
        actions.send_letter(
            self._letter(world),
            by=world.person(self.who),
            channel=self.channel,
            received_on=received,
            receipt="Ontvangst bevestigd." if received else "",
        )
        world.rows[f"letter {self.key}"] = self._letter(world)

    def _receipt(self, world: World) -> None:
        actions.record_receipt(
            self._letter(world), by=world.person(self.who), on=clock.today(), receipt="Ontvangst bevestigd."
        )
        letter = self._letter(world)
        proof = ContentFile(confirmation(letter.partner.name, str(letter), clock.today()), name="bewijs.pdf")
        actions.keep_paper(letter, read_paper(proof), by=world.person(self.who), kind="receipt")

    def _remind(self, world: World, day: int) -> None:
        actions.remind_letter(
            self._letter(world),
            by=world.person(self.who),
            on=world.day(day),
            text="Wij vroegen het nog een keer.",
        )

    def _extend(self, world: World) -> None:
        actions.extend_term(
            self._letter(world), by=world.person(self.who), on=world.day(self.extended_on or 0)
        )

    def _default(self, world: World) -> None:
        actions.declare_default(self._letter(world), by=world.person(self.who))

    def _answer(self, world: World) -> None:
        day, text = self.answer or (0, "")
        actions.record_answer(self._letter(world), by=world.person(self.who), on=world.day(day), answer=text)
