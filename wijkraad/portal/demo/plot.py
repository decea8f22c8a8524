"""One issue told step by step: each method puts one action on the timeline, by whom and when."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.core.files.base import ContentFile

from issues import actions
from issues.models import Action, Contradiction, Issue, Photo, Promise, Report
from wijkraad.people.models import Role, User
from wijkraad.portal.demo.pictures import picture
from wijkraad.portal.demo.world import World
from wijkraad.terms import clock

ENTERED_AS = {"ondermijning": "overig"}
"""A theme that takes signals only gets its approach through another one; triage puts it right."""


class Plot:
    """The issue behind a nickname; two plots of one nickname speak of the same issue."""

    def __init__(self, world: World, key: str, *, theme: str, place: str) -> None:
        self.world, self.key, self.theme, self.place = world, key, theme, place

    @property
    def issue(self) -> Issue:
        return self.world.issue(self.key)

    def _at(self, day: int, at: str, step: Any, about: str) -> None:
        self.world.at(day, at, step, f"{self.key}: {about}")

    def _who(self, key: str) -> Any:
        return resident(self.world, key)

    # --- what residents do ---

    def reports(self, rows: Iterable[tuple[int, str, str | None, str]]) -> None:
        """Several reports: day, time, nickname of who sent it (None = without contact), words."""
        for day, at, who, text in rows:
            self.report(day, at, who, text)

    def report(
        self,
        day: int,
        at: str,
        who: str | None,
        text: str,
        *,
        joins: bool = True,
        namens: str = "",
        twice: bool = False,
        scene: str = "",
        visibility: str = "",
    ) -> None:
        """One report. A public issue is joined by the reporter, any other one by the desk."""

        def step() -> None:
            found = self._submit(day, at, who, text, joins, namens, scene, visibility)
            if twice:  # a double click on the button
                self._submit(day, at, who, text, joins, namens, "", visibility)
            self.world.reports.setdefault(self.key, found.pk)
            if self.world.issues.setdefault(self.key, found.issue_id) != found.issue_id:
                actions.join_report(found, self.issue, by=self.world.person("marga"))

        self._at(day, at, step, "report")

    def _submit(
        self,
        day: int,
        at: str,
        who: str | None,
        text: str,
        joins: bool,
        namens: str,
        scene: str,
        visibility: str,
    ) -> Report:
        known = self.world.issues.get(self.key)
        issue = Issue.objects.get(pk=known) if known and joins else None
        public = issue is not None and issue.number and issue.visibility == "public"
        segment = self.world.segments.get(self.place)
        by = self.world.person(namens) if namens else self._who(who) if who else None
        data = actions.ReportData(
            theme=self.world.themes[ENTERED_AS.get(self.theme, self.theme)],
            text=text,
            street=segment.street if segment else None,
            segment=segment,
            seen_on=clock.today(),
            contact="account" if who and not namens else "none",
            joins=issue if public else None,
            on_behalf=bool(namens),
            visibility=visibility,
            photos=[make_photo(scene, kind="report")] if scene else (),
            key=uuid5(NAMESPACE_URL, f"demo {self.key} {day} {at} {text}"),
        )
        return actions.submit_report(data, by=by)

    def withdraw(self, day: int, at: str) -> None:
        """The reporter takes the first report back."""

        def step() -> None:
            report = Report.objects.get(pk=self.world.reports[self.key])
            actions.withdraw_report(report, by=report.reporter)

        self._at(day, at, step, "withdraw")

    def follow(self, day: int, at: str, *who: str) -> None:
        """These people follow it from that day on."""
        step = lambda: [actions.follow_issue(self.issue, by=self._who(one)) for one in who]  # noqa: E731
        self._at(day, at, step, "follow")

    def answer(self, day: int, at: str, who: str, *, solved: bool, reason: str = "") -> None:
        """Somebody says whether it is solved; the reason was approved for the site."""

        def step() -> None:
            actions.answer_solved(
                self.issue, by=self._who(who), solved=solved, reason=reason, public_reason=reason
            )

        self._at(day, at, step, "answer")

    def help_offer(self, day: int, at: str, who: str, text: str, *, kind: str = "hours") -> None:
        step = lambda: actions.offer_help(self.issue, by=self._who(who), kind=kind, text=text)  # noqa: E731
        self._at(day, at, step, "help")

    # --- the desk ---

    def triage(
        self,
        day: int,
        at: str,
        by: str,
        *,
        title: str,
        summary: str,
        responsible: str,
        visibility: str = "public",
        size: str = "gewoon",
        severity: int | None = None,
        safety: int | None = None,
    ) -> None:
        """Looked at: public words, who takes care, and the two weighing questions."""

        def step() -> None:
            actions.triage_issue(
                self.issue,
                by=self.world.person(by),
                title=title,
                summary=summary,
                visibility=visibility,
                responsible=self.world.person(responsible),
                theme=self.world.themes[self.theme],
                size=size,
                severity=severity,
                safety=safety,
                public_wording=title if visibility == "limited" else "",
            )

        self._at(day, at, step, "triage")

    def redact(self, day: int, at: str, by: str) -> None:
        """A name stood in the report: the words are destroyed."""

        def step() -> None:
            report = Report.objects.get(pk=self.world.reports[self.key])
            actions.clean_report(
                report, by=self.world.person(by), text="[Tekst vernietigd: er stond een naam in.]"
            )

        self._at(day, at, step, "redact")

    def reject(self, day: int, at: str, by: str, reason: str) -> None:
        step = lambda: actions.reject_issue(self.issue, by=self.world.person(by), reason=reason)  # noqa: E731
        self._at(day, at, step, "reject")

    def merge(self, day: int, at: str, by: str, *, into: str) -> None:
        def step() -> None:
            actions.merge_issue(self.issue, self.world.issue(into), by=self.world.person(by))

        self._at(day, at, step, "merge")

    def unmerge(self, day: int, at: str, by: str) -> None:
        def step() -> None:
            responsible = self.world.person("hanneke")
            actions.unmerge_issue(self.issue, by=self.world.person(by), responsible=responsible)

        self._at(day, at, step, "unmerge")

    def reaction(self, day: int, at: str, by: str, text: str) -> None:
        """The reaction of those concerned, beside the summary."""

        def step() -> None:
            issue = self.issue
            actions.edit_words(
                issue,
                by=self.world.person(by),
                base_version=issue.version,
                title=issue.title,
                summary=issue.summary,
                reaction=text,
            )

        self._at(day, at, step, "reaction")

    # --- the work ---

    def start(
        self,
        day: int,
        at: str,
        by: str,
        *,
        goal: str,
        criterion: str,
        baseline: str,
        action: str,
        due: int,
        key: str,
        decision: str = "",
    ) -> None:
        """Work begins, with goal, criterion, baseline and a first action."""

        def step() -> None:
            issue = actions.start_work(
                self.issue,
                by=self.world.person(by),
                cause=self.world.cause(decision) if decision else None,
                goal=goal,
                criterion=criterion,
                baseline=baseline,
                action_title=action,
                action_due=self.world.day(due),
            )
            self.world.rows[f"action {key}"] = issue.actions.order_by("-id").first()

        self._at(day, at, step, "start")

    def action(self, day: int, at: str, by: str, key: str, title: str, who: str, due: int) -> None:
        def step() -> None:
            self.world.rows[f"action {key}"] = actions.add_action(
                self.issue,
                by=self.world.person(by),
                title=title,
                responsible=self.world.person(who),
                due=self.world.day(due),
            )

        self._at(day, at, step, "action")

    def action_done(self, day: int, at: str, key: str, by: str, result: str) -> None:
        def step() -> None:
            act: Action = self.world.rows[f"action {key}"]
            actions.finish_action(act, by=self.world.person(by), result=result)

        self._at(day, at, step, "action done")

    def move(self, day: int, at: str, to: str, by: str, reason: str) -> None:
        def step() -> None:
            actions.move_issue(self.issue, to, by=self.world.person(by), reason=reason, public_reason=reason)

        self._at(day, at, step, to)

    def promise(
        self, day: int, at: str, by: str, key: str, *, partner: str, who: str, where: str, what: str, due: int
    ) -> None:
        def step() -> None:
            self.world.rows[f"promise {key}"] = actions.record_promise(
                self.issue,
                by=self.world.person(by),
                partner=self.world.partners[partner],
                who=who,
                what=what,
                where_said=where,
                said_on=clock.today(),
                due=self.world.day(due),
            )

        self._at(day, at, step, "promise")

    def promise_kept(self, day: int, at: str, key: str, by: str, *, kept: bool) -> None:
        def step() -> None:
            promise: Promise = self.world.rows[f"promise {key}"]
            actions.keep_promise(promise, by=self.world.person(by), kept=kept, on=clock.today())

        self._at(day, at, step, "promise kept")

    def wait(
        self, day: int, at: str, by: str, *, partner: str, until: int, promise: str = "", letter: str = ""
    ) -> None:
        """The ball lies with a partner until a date."""

        def step() -> None:
            rows = self.world.rows
            actions.wait_for(
                self.issue,
                by=self.world.person(by),
                partner=self.world.partners[partner],
                until=self.world.day(until),
                promise=rows.get(f"promise {promise}"),
                letter=rows.get(f"letter {letter}"),
            )

        self._at(day, at, step, "wait")

    def update(self, day: int, at: str, by: str, text: str) -> None:
        step = lambda: actions.publish_update(self.issue, by=self.world.person(by), text=text)  # noqa: E731
        self._at(day, at, step, "update")

    def note(self, day: int, at: str, by: str, text: str) -> None:
        step = lambda: actions.add_note(self.issue, by=self.world.person(by), text=text)  # noqa: E731
        self._at(day, at, step, "note")

    def escalate(self, day: int, at: str, by: str, *, to: str, due: int, reason: str) -> None:
        def step() -> None:
            person = self.world.person(by)
            actions.escalate(self.issue, by=person, to=to, due=self.world.day(due), reason=reason)

        self._at(day, at, step, "escalate")

    def long_running(self, day: int, at: str, by: str, *, stuck_on: str, next_step: str, on: int) -> None:
        def step() -> None:
            person, day_ = self.world.person(by), self.world.day(on)
            actions.set_long_running(
                self.issue, by=person, stuck_on=stuck_on, next_step=next_step, next_step_on=day_
            )

        self._at(day, at, step, "long running")

    # --- the result ---

    def claim(self, day: int, at: str, by: str, evidence: str, scene: str = "") -> None:
        """Done, says who did it, with a photo that was cleared for the site."""

        def step() -> None:
            person = self.world.person(by)
            photo = make_photo(scene, kind="after") if scene else None
            actions.claim_done(self.issue, by=person, evidence=evidence, photo=photo)
            if photo is not None:
                photo.refresh_from_db()
                actions.clear_photo(
                    photo, by=self.world.person("marga"), ticks=ALL_TICKS, description=evidence[:150]
                )

        self._at(day, at, step, "claim")

    def returned(self, day: int, at: str, by: str, answer: str) -> None:
        """The responsible person answers a contradiction: back to work."""

        def step() -> None:
            found = Contradiction.objects.get(issue=self.issue, settled_at=None)
            actions.answer_contradiction(found, by=self.world.person(by), returned=True, answer=answer)

        self._at(day, at, step, "returned")

    def judge(self, day: int, at: str, by: str, judgement: str, after: str, lesson: str) -> None:
        def step() -> None:
            person = self.world.person(by)
            actions.judge_criterion(
                self.issue, by=person, judgement=judgement, after_measure=after, lesson=lesson
            )

        self._at(day, at, step, "judge")

    def verify(self, day: int, at: str, by: str, evidence: str) -> None:
        step = lambda: actions.verify_issue(self.issue, by=self.world.person(by), evidence=evidence)  # noqa: E731
        self._at(day, at, step, "verify")

    def stop(self, day: int, at: str, by: str, reason: str) -> None:
        step = lambda: actions.stop_issue(self.issue, by=self.world.person(by), reason=reason)  # noqa: E731
        self._at(day, at, step, "stop")

    def reopen(self, day: int, at: str, by: str, reason: str) -> None:
        step = lambda: actions.reopen_issue(self.issue, by=self.world.person(by), reason=reason)  # noqa: E731
        self._at(day, at, step, "reopen")


ALL_TICKS = ("faces", "children", "plates", "numbers", "windows", "post")


def make_photo(scene: str, *, kind: str) -> Photo:
    """A drawn photo as the upload would have kept it: re-encoded, without metadata."""
    file = ContentFile(picture(scene), name="photo.jpg")
    return Photo.objects.create(file=file, kind=kind, created_at=clock.now())


def resident(world: World, key: str) -> Any:
    """The account of a nickname; residents of the reports get one (without a password) at first use."""
    if key not in world.people:
        user = User.objects.create(
            email=f"{key}@demo.test",
            password=world.rows["unusable"],
            household=f"demo-{key}",
            date_joined=clock.now() - timedelta(minutes=20),
        )
        Role.objects.create(user=user, kind="resident", held=(clock.today(), None))
        world.people[key] = user
    return world.people[key]
