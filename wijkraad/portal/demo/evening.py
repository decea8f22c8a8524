"""The evenings: agenda, who was there, what was said, what was decided, and the minutes afterwards.

Stories bring their items with `discuss`; `build` puts every evening on the timeline, so that a
meeting of two hours has a history of two hours.
"""

from datetime import timedelta
from decimal import Decimal
from functools import partial
from typing import Any

from issues.actions import move_issue
from meetings import actions
from meetings.actions.votes import voters
from meetings.models import AgendaItem, Decision, Meeting
from wijkraad.portal.demo.agenda import Draft, Evening, Item
from wijkraad.portal.demo.cast import START
from wijkraad.portal.demo.evenings import EVENINGS, last_words
from wijkraad.portal.demo.money import give_mandate
from wijkraad.portal.demo.world import World
from wijkraad.terms import clock


def build(world: World) -> None:
    """Put all evenings on the timeline, once every story has brought its items."""
    deciding = [evening.day for evening in EVENINGS if evening.kind == "bestuur" and not evening.cancelled]
    for evening in EVENINGS:
        earlier = [day for day in deciding if day < evening.day]
        Gathering(world, evening, earlier[-1] if earlier and evening.kind == "bestuur" else None).build()


class Gathering:
    """One evening on the timeline."""

    def __init__(self, world: World, evening: Evening, last: int | None) -> None:
        self.world, self.evening, self.last = world, evening, last
        items = [Item("Opening en belangen", evening.opening, outcome="informative", minutes=5)]
        if last is not None:
            items.append(self._minutes_of_last(last))
        items += sorted(world.agenda.get(evening.day, []), key=lambda item: not item.early)
        items += last_words(evening)
        self.items = items
        self.rows: dict[int, int] = {}
        self.lead = "marga" if "ruben" in evening.away else "ruben"

    def _minutes_of_last(self, last: int) -> Item:
        day = self.world.day(last)
        adopt = Draft(
            f"verslag{last}",
            f"Verslag van {day.day}-{day.month}-{day.year} vastgesteld",
            "Wij stellen het verslag van de vorige vergadering vast.",
            "",
            who="ruben",
            until=self.evening.day,
            votes=(len(self.evening.present), 0, 0),
            about_council=True,
        )
        text = "Het verslag is zonder wijzigingen vastgesteld."
        title = f"Verslag van {day.day}-{day.month}-{day.year}"
        drafts = (adopt,) if self.evening.day < 0 else ()
        return Item(title, text, outcome="decision" if drafts else "", minutes=5, drafts=drafts)

    @property
    def by(self) -> Any:
        return self.world.person(self.lead)

    @property
    def meeting(self) -> Meeting:
        return Meeting.objects.get(pk=self.world.meetings[self.evening.day])

    def build(self) -> None:
        """Planned three weeks ahead, agenda a week ahead, held, minutes three days later."""
        world, day = self.world, self.evening.day
        planned = min(day - 25, -7) if day > 0 else max(day - 25, START + 1)
        world.at(planned, "19:00", self._plan, f"plan {day}")
        if self.evening.cancelled:
            world.at(day - 6, "10:00", self._cancel, f"cancel {day}")
            return
        world.at(min(day - 6, -1) if day > 0 else day - 6, "20:30", self._agenda, f"agenda {day}")
        if day < 0:
            self._hold()

    def _plan(self) -> None:
        starts = self.world.wanted(self.evening.day, "20:00")
        self.world.meetings[self.evening.day] = actions.plan_meeting(
            by=self.world.person("ruben"),
            kind=self.evening.kind,
            starts_at=starts,
            ends_at=starts + timedelta(hours=2),
            place=self.evening.place,
            working_group=self.world.rows.get("group") if self.evening.kind == "werkgroep" else None,
        ).pk

    def _cancel(self) -> None:
        actions.cancel_meeting(self.meeting, by=self.world.person("ruben"), reason=self.evening.cancelled)

    def _agenda(self) -> None:
        for number, item in enumerate(self.items):
            row = actions.add_item(
                self.meeting,
                by=self.world.person("ruben"),
                title=item.title,
                issues=[self.world.issue(key) for key in item.plots],
                internal=item.internal,
                minutes=item.minutes,
                public_title=item.public_title,
            )
            self.rows[number] = row.pk
            if self.evening.day > 0:
                self._drafts(item, row)
        self._carried_before_the_end()

    def _carried_before_the_end(self) -> None:
        """What an earlier evening did not reach comes after the points of this one, before the last words."""
        own = list(self.rows.values())
        carried = list(self.meeting.items.exclude(pk__in=own).order_by("order").values_list("pk", flat=True))
        if carried:
            order = [*own[:-1], *carried, own[-1]]
            actions.reorder_items(self.meeting, by=self.world.person("ruben"), order=order)

    def _drafts(self, item: Item, row: AgendaItem) -> None:
        for draft in item.drafts:
            self.world.decisions[draft.key] = make_draft(self.world, draft, item=row).pk

    def _hold(self) -> None:
        world, day = self.world, self.evening.day
        world.at(day, "19:58", self._open, f"open {day}")
        minute = 3
        for number, item in enumerate(self.items):
            start, end = _at(minute), _at(minute + max(item.minutes - 1, 2))
            world.at(day, start, partial(self._begin, number), f"item {day} {item.title}")
            world.at(day, end, partial(self._end, number), f"outcome {day} {item.title}")
            minute += item.minutes
        world.at(day, _at(minute + 2), self._close, f"close {day}")
        world.at(day + 3, "10:15", self._write_up, f"minutes {day}")

    def _open(self) -> None:
        actions.open_meeting(self.meeting, by=self.by)
        for key in self.evening.present:
            actions.record_attendance(self.meeting, by=self.by, person=self.world.person(key))
        for key in self.evening.away:
            actions.record_attendance(
                self.meeting, by=self.by, person=self.world.person(key), state="excused"
            )
        for guest in self.evening.guests:
            actions.record_attendance(self.meeting, by=self.by, guest=guest, shown="none")

    def _row(self, number: int) -> AgendaItem:
        return AgendaItem.objects.get(pk=self.rows[number])

    def _begin(self, number: int) -> None:
        item, row = self.items[number], self._row(number)
        if item.outcome == "not_reached":
            return
        actions.start_item(row, by=self.by)
        for who, why in item.leaves:
            actions.declare_conflict(
                row, by=self.world.person(who), person=self.world.person(who), reason=why
            )
        row = self._row(number)
        actions.write_minutes(row, by=self.by, text=item.text, base_version=row.minutes_version)

    def _end(self, number: int) -> None:
        item, row = self.items[number], self._row(number)
        for draft in item.drafts:
            take(self.world, draft, row, by=self.lead)
        if item.ratifies:
            count = actions.Count(len(voters(row)))
            actions.ratify_at(row, self.world.decision(item.ratifies), by=self.by, count=count)
            return
        if not item.drafts:
            until = None if item.until is None else self.world.day(item.until)
            actions.set_outcome(row, by=self.by, outcome=item.outcome, reason=item.reason, until=until)

    def _close(self) -> None:
        actions.close_meeting(self.meeting, by=self.by, confirmed=True)
        if self.last is not None:
            decision = self.world.decision(f"verslag{self.last}")
            last = Meeting.objects.get(pk=self.world.meetings[self.last])
            actions.adopt_minutes(last, by=self.by, decision=decision)
            actions.finish_decision(
                decision,
                by=self.world.person("ruben"),
                result="Verslag vastgesteld.",
                evidence="Het verslag zelf.",
            )

    def _write_up(self) -> None:
        if self.evening.kind == "bestuur":
            actions.propose_minutes(self.meeting, by=self.world.person("ruben"))
        else:
            actions.log_meeting(self.meeting, by=self.world.person("ruben"))


def _at(minute: int) -> str:
    """A clock time so many minutes after eight in the evening; evenings end before midnight."""
    return f"{20 + minute // 60:02d}:{minute % 60:02d}"


def make_draft(world: World, draft: Draft, *, item: AgendaItem | None, by: str = "ruben") -> Decision:
    """The proposal as it lies on the table."""
    return actions.draft_decision(
        by=world.person(by),
        item=item,
        title=draft.title,
        text=draft.text,
        reason=draft.reason,
        responsible=world.person(draft.who),
        deadline=world.day(draft.until),
        issues=[world.issue(key) for key in draft.plots],
        starts_work=draft.starts_work,
        about_council=draft.about_council,
        mandate_amount=Decimal(draft.mandate[1]) if draft.mandate else None,
        review_on=None if draft.review is None else world.day(draft.review),
        public_wording=draft.public,
    )


def take(world: World, draft: Draft, row: AgendaItem, *, by: str) -> None:
    """Vote on a proposal and end it as the story says."""
    decision = make_draft(world, draft, item=row)
    world.decisions[draft.key] = decision.pk
    lead = world.person(by)
    if draft.ends_as == "deferred":
        until = world.day(world.offset(clock.today()) + 28)
        actions.defer_decision(
            decision, by=lead, until=until, reason="Eerst een ontwerp en een tweede prijs."
        )
        return
    agreed, against, abstain = draft.votes
    names = _names(row, draft.votes) if draft.way == "names" else None
    if draft.way == "secret":  # counted whole: who gave in a blank paper abstained
        abstain = len(voters(row)) - agreed - against
    actions.record_votes(
        decision, by=lead, way=draft.way, for_=agreed, against=against, abstain=abstain, votes=names
    )
    if draft.ends_as == "rejected":
        actions.reject_decision(decision, by=lead, reason="Te weinig stemmen.")
        return
    actions.adopt_decision(decision, by=lead)
    _follow_up(world, draft, by)


def _names(row: AgendaItem, votes: tuple[int, int, int]) -> dict[Any, str]:
    """Who voted what, for a vote by name: the first so many are for."""
    choices = [c for c, count in zip(("for", "against", "abstain"), votes, strict=True) for _ in range(count)]
    there = row.meeting.attendance.filter(state="present", person__isnull=False).order_by("id")
    return dict(zip((row.person for row in there.select_related("person")), choices, strict=True))


def _follow_up(world: World, draft: Draft, by: str) -> None:
    """What an adopted decision sets in motion at once: a ceiling, an end, a replacement."""
    decision = world.decision(draft.key)
    if draft.supersedes:
        actions.supersede_decision(world.decision(draft.supersedes), decision, by=world.person(by))
    if draft.ends:
        cause = world.cause(draft.key)
        move_issue(
            world.issue(draft.ends), "not_resolved", by=world.person(by), reason=draft.text, cause=cause
        )
    for step in world.after.get(draft.key, ()):
        step(decision)
    if draft.mandate:
        give_mandate(world, decision, *draft.mandate)


def outside(world: World, day: int, at: str, draft: Draft, *, against: tuple[str, ...] = ()) -> None:
    """A decision outside a meeting: everybody is asked, the answers are kept, the next evening lists it."""

    def ask() -> None:
        world.decisions[draft.key] = make_draft(world, draft, item=None, by=draft.who).pk

    def answer() -> None:
        decision = world.decision(draft.key)
        silent = sum(draft.votes)
        for row in list(decision.answers.select_related("person").order_by("id"))[:silent]:
            choice = "against" if row.person in [world.people[key] for key in against] else "for"
            actions.answer_outside(decision, by=row.person, choice=choice)
        actions.adopt_decision(decision, by=world.person("ruben"))
        _follow_up(world, draft, "ruben")

    world.at(day - 2, at, ask, f"ask {draft.key}")
    world.at(day, at, answer, f"outside {draft.key}")
