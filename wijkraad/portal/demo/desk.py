"""What happens at the desk: looking at reports, words for the site, joining, not taking up."""

from issues import actions
from issues.models import Photo, Report
from wijkraad.portal.demo.voices import Teller

ALL_TICKS = ("faces", "children", "plates", "numbers", "windows", "post")


class Desk(Teller):
    """The steps of the desk."""

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
            self._clear_photos()

        self._at(day, at, step, "triage")

    def _clear_photos(self) -> None:
        """Photos of the reports may be shown: no faces, plates or numbers are on them."""
        for photo in Photo.objects.filter(report__issue=self.issue, cleared_at=None):
            actions.clear_photo(
                photo, by=self.world.person("marga"), ticks=ALL_TICKS, description="Zo was het."
            )

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
