"""What residents do in a story: report, follow, answer, help; and who they are."""

from collections.abc import Iterable
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.core.files.base import ContentFile

from issues import actions
from issues.models import Issue, Photo, Report
from wijkraad.people.actions import give_role
from wijkraad.portal.demo.cast import make_account
from wijkraad.portal.demo.pictures import picture
from wijkraad.portal.demo.world import World
from wijkraad.terms import clock

ENTERED_AS = {"ondermijning": "overig"}
"""A theme that takes signals only gets its approach through another one; triage puts it right."""


class Teller:
    """The issue behind a nickname; two tellers of one nickname speak of the same issue."""

    def __init__(self, world: World, key: str, *, theme: str, place: str) -> None:
        self.world, self.key, self.theme, self.place = world, key, theme, place

    @property
    def issue(self) -> Issue:
        return self.world.issue(self.key)

    def _at(self, day: int, at: str, step: Any, about: str) -> None:
        self.world.at(day, at, step, f"{self.key}: {about}")

    def _who(self, key: str) -> Any:
        return resident(self.world, key)


class Voices(Teller):
    """The steps of residents."""

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
            photos=[make_photo(scene, kind="before")] if scene else (),
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

    def affected(self, day: int, at: str, *who: str) -> None:
        """These people say that they suffer from it too."""
        step = lambda: [actions.confirm_affected(self.issue, by=self._who(one)) for one in who]  # noqa: E731
        self._at(day, at, step, "affected")

    def help_offer(self, day: int, at: str, who: str, text: str, *, kind: str = "hours") -> None:
        step = lambda: actions.offer_help(self.issue, by=self._who(who), kind=kind, text=text)  # noqa: E731
        self._at(day, at, step, "help")


def make_photo(scene: str, *, kind: str) -> Photo:
    """A drawn photo as the upload would have kept it: re-encoded, without metadata."""
    file = ContentFile(picture(scene), name="photo.jpg")
    return Photo.objects.create(file=file, kind=kind, created_at=clock.now())


def resident(world: World, key: str) -> Any:
    """The account of a nickname; who reports gets one at first use, without a password."""
    if key not in world.people:
        user = make_account(world, key, f"{key}@bewoners.example")
        give_role(user, by=None, kind="resident")
    return world.people[key]
