"""The stage of the demo: today, the people, and everything made so far, found by short names.

Days are counted from today T in Amsterdam: `day(-20)` is twenty days ago. Stories put steps on the
timeline; the runner plays them in order of time, each with the clock moved to its own instant, so
that numbers, history and audit trail come out as if the council had worked here all along.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from issues.actions import link_priority, open_priority, submit_signal, write_priority
from issues.models import Issue, ReadingRecord
from issues.workflow import Cause
from meetings import actions as meetings
from meetings.models import Decision
from wijkraad.terms import clock
from wijkraad.trail.acting import acting

Step = Callable[[], Any]


@dataclass(order=True)
class Moment:
    """One step of a story at one instant; steps of the same instant keep the order of telling."""

    instant: datetime
    order: int
    step: Step = field(compare=False)
    about: str = field(compare=False)


@dataclass
class World:
    """Everything the stories share. Keys are short nicknames, never shown on a page."""

    start: datetime
    today: date
    people: dict[str, Any] = field(default_factory=dict)
    partners: dict[str, Any] = field(default_factory=dict)
    themes: dict[str, Any] = field(default_factory=dict)
    segments: dict[str, Any] = field(default_factory=dict)
    issues: dict[str, int] = field(default_factory=dict)
    reports: dict[str, int] = field(default_factory=dict)
    meetings: dict[int, int] = field(default_factory=dict)
    agenda: dict[int, list[Any]] = field(default_factory=dict)
    decisions: dict[str, int] = field(default_factory=dict)
    requests: dict[str, int] = field(default_factory=dict)
    rows: dict[str, Any] = field(default_factory=dict)
    after: dict[str, list[Callable[[Decision], Any]]] = field(default_factory=dict)
    moments: list[Moment] = field(default_factory=list)

    # --- time ---

    def day(self, offset: int) -> date:
        """The Amsterdam date `offset` days from today."""
        return self.today + timedelta(days=offset)

    def wanted(self, offset: int, at: str) -> datetime:
        """The aware instant of a day and a clock time ("20:14") in Amsterdam."""
        return datetime.combine(self.day(offset), time.fromisoformat(at), clock.AMSTERDAM)

    def offset(self, day: date) -> int:
        """How many days a date lies from today; negative in the past."""
        return (day - self.today).days

    def at(self, offset: int, at: str, step: Step, about: str = "") -> None:
        """Put one step on the timeline; today's steps come five minutes before now, but not yesterday."""
        latest = self.start - timedelta(minutes=5)
        if offset == 0:
            latest = max(latest, self.wanted(0, "00:00"))
        instant = min(self.wanted(offset, at), latest)
        self.moments.append(Moment(instant, len(self.moments), step, about))

    # --- what was made, read anew ---

    def person(self, key: str) -> Any:
        """The account of a nickname."""
        return self.people[key]

    def issue(self, key: str) -> Issue:
        """The issue of a nickname, as it is now; after a merge still the one that was reported."""
        return Issue.objects.select_related("theme").get(pk=self.issues[key])

    def decision(self, key: str) -> Decision:
        return Decision.objects.get(pk=self.decisions[key])

    def cause(self, key: str) -> Cause:
        """How a lower room names this decision."""
        number = self.decision(key).number or ""
        return Cause("decision", number, f"/besluiten/{number}/")

    # --- short steps that many stories share ---

    def finish(self, key: str, day: int, at: str, who: str, result: str, evidence: str) -> None:
        """The responsible person says that a decision is done."""

        def step() -> None:
            meetings.finish_decision(
                self.decision(key), by=self.person(who), result=result, evidence=evidence
            )

        self.at(day, at, step, f"finish {key}")

    def begin(self, key: str, day: int, at: str, who: str) -> None:
        """The responsible person begins with a decision."""
        self.at(
            day, at, lambda: meetings.start_decision(self.decision(key), by=self.person(who)), f"begin {key}"
        )

    def fail(self, key: str, day: int, at: str, who: str, reason: str) -> None:
        """A decision was not achieved."""
        self.at(
            day,
            at,
            lambda: meetings.fail_decision(self.decision(key), by=self.person(who), reason=reason),
            f"fail {key}",
        )

    def postpone(self, key: str, day: int, at: str, who: str, to: int, reason: str) -> None:
        """Another last date, with its reason."""

        def step() -> None:
            meetings.move_deadline(self.decision(key), by=self.person(who), to=self.day(to), reason=reason)

        self.at(day, at, step, f"postpone {key}")

    def signal(self, day: int, at: str, place: str, kinds: tuple[str, ...]) -> None:
        """Choices from the fixed list about a part of a street; nobody sends it."""

        def step() -> None:
            submit_signal(kinds=kinds, segment=self.segments[place], month=self.day(day).replace(day=1))

        self.at(day, at, step, "signal")

    def reading(self, day: int, at: str, key: str, who: str, *, refused: bool) -> None:
        """Somebody opened a confidential matter, or tried to."""

        def step() -> None:
            by = self.person(who)
            with acting(by, "issue.read"):
                ReadingRecord.objects.create(issue=self.issue(key), user=by, at=clock.now(), refused=refused)

        self.at(day, at, step, "reading")

    def priority(
        self, day: int, theme: str, issue: str, *, who: str, kind: str, figures: tuple[str, ...], **facts: Any
    ) -> None:
        """A priority with its first, present and aimed-at figure; opened by the decision "prioriteiten"."""
        start, now, aim, unit = figures

        def step() -> None:
            by = self.person("marga")
            found = write_priority(
                by=by,
                theme=self.themes[theme],
                title=facts["title"],
                why_now_kind=kind,
                why_now=facts["why"],
                responsible=self.person(who),
                goal=f"Van {start} naar {aim} {unit}.",
                criterion=f"Niet meer dan {aim} {unit}.",
                baseline=f"{start} {unit}",
                target=f"{aim} {unit}",
                current=f"{now} {unit}",
                review_on=self.day(facts["review"]),
            )
            open_priority(found, by=by, cause=self.cause("prioriteiten"))
            self.rows[f"priority {theme}"] = found.pk
            self.link_priority(issue, found)

        self.at(day, "20:30", step, f"priority {theme}")

    def link_priority(self, issue: str, priority: Any) -> None:
        """The issue that a priority is about."""
        link_priority(self.issue(issue), priority, by=self.person("marga"))
