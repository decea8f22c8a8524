"""The desk: looking at new reports, joining, rejecting, handing over, who may see it."""

from collections.abc import Callable, Iterable
from typing import Any

from django.utils.translation import gettext as _

from issues.actions.entering import must_be_reader
from issues.actions.gate import hand_back, locked, move_issue
from issues.actions.hearing import hear, is_heard
from issues.actions.judging import must_triage
from issues.actions.visibility import draw_number, judge_wording
from issues.models import (
    Issue,
    Note,
    Report,
    Segment,
    Street,
    Theme,
    Weighing,
)
from issues.notices import tell_responsible
from issues.places.geography import area_of_place
from wijkraad.people.models import User
from wijkraad.terms import clock
from wijkraad.terms.refusal import Refused
from wijkraad.trail.acting import action

TICKS = ("faces", "children", "plates", "numbers", "windows", "post")
"""What must not be on a photo before it is published."""


@action("issue.triage")
def triage_issue(
    issue: Issue,
    *,
    by: User,
    title: str,
    summary: str,
    visibility: str,
    responsible: User,
    theme: Theme | None = None,
    size: str = "gewoon",
    severity: int | None = None,
    safety: int | None = None,
    street: Street | None = None,
    segment: Segment | None = None,
    public_wording: str = "",
    priority: Any = None,
    words: str = "",
    critical: bool = False,
) -> Issue:
    """Look at a new issue: words for the site, who sees it, who takes care; draws its number.

    Severity and safety (1–5) are the two weighing questions; None is "nog te wegen". `words` go to
    the reporter with the mail, and everybody may read them. With `critical` words it is taken up at
    once, but stays inside until those concerned could react (`publish_issue`). Raises Refused when
    somebody else was first, or something is missing.
    """
    fresh = _unseen(issue, by)
    fresh.title, fresh.summary, fresh.visibility = title.strip(), summary.strip(), visibility
    fresh.theme, fresh.size = theme or fresh.theme, size
    _place(fresh, street, segment)
    fresh.public_wording, fresh.priority, fresh.unheard = public_wording.strip(), priority, critical
    if not fresh.title:
        raise Refused(_("Schrijf eerst een titel die iedereen mag lezen."), code="issues_issue_public_title")
    judge_wording(fresh)
    fresh.save()
    move_issue(fresh, "assessing", by=by, responsible=responsible, public_reason=words.strip())
    if is_heard(fresh):
        hear(fresh, by)
    draw_number(fresh)
    fresh.next_step_on = fresh.norm_due
    fresh.save()
    Report.objects.filter(issue=fresh, moderated_at=None).update(moderated_at=clock.now())
    if severity or safety:
        Weighing.objects.create(issue=fresh, severity=severity, safety=safety, by=by, at=clock.now())
    return hand_back(fresh, issue)


def _place(fresh: Issue, street: Street | None, segment: Segment | None) -> None:
    """Another street or part, and with it the area, unless a point tells that."""
    fresh.street, fresh.segment = street or fresh.street, segment or fresh.segment
    if fresh.lon is None and (street or segment):
        fresh.area_id = area_of_place(fresh.street, fresh.segment)


def _unseen(issue: Issue, by: User) -> Issue:
    """The locked issue, when nobody looked at it yet; raises Refused."""
    fresh = locked(issue)
    must_triage(by, fresh)
    if fresh.status != "reported":
        raise Refused(
            _("Een ander was u voor: deze melding is al bekeken."),
            code="triage.late",
            first=_("Uw tekst is niet opgeslagen. Bekijk de kwestie."),
        )
    return fresh


@action("issue.reject")
def reject_issue(issue: Issue, *, by: User, reason: str) -> Issue:
    """Do not take it up, with a reason that everybody may read."""
    fresh = locked(issue)
    must_triage(by, fresh)
    move_issue(fresh, "rejected", by=by, reason=reason)
    Report.objects.filter(issue=fresh, moderated_at=None).update(moderated_at=clock.now())
    return hand_back(fresh, issue)


def _still_new(issue: Issue) -> None:
    """Who works at the desk decides about what is new; a row that somebody else took is left alone."""
    if issue.status != "reported":
        raise Refused(_("Een ander was u voor: deze melding is al bekeken."), code="triage.late")


@action("issue.assign")
def assign_issue(issue: Issue, responsible: User, *, by: User, only_new: bool = False) -> Issue:
    """Give an issue to somebody who takes care of it; they hear about it. `only_new`: from the desk."""
    fresh = locked(issue)
    must_triage(by, fresh)
    if only_new:
        _still_new(fresh)
    must_be_reader(fresh, responsible)
    fresh.responsible = responsible
    fresh.save(update_fields=["responsible"])
    tell_responsible(fresh, f"issue-assigned:{fresh.pk}:{clock.now().isoformat()}", "assigned", by=by)
    return hand_back(fresh, issue)


@action("issue.theme")
def change_theme(issue: Issue, theme: Theme, *, by: User, only_new: bool = False) -> Issue:
    """Put an issue in another folder; the promise made at report time stays. `only_new`: from the desk."""
    fresh = locked(issue)
    must_triage(by, fresh)
    if only_new:
        _still_new(fresh)
    fresh.theme = theme
    fresh.save(update_fields=["theme"])
    return hand_back(fresh, issue)


@action("photo.clear")
def clear_photo(photo: Any, *, by: User, ticks: Iterable[str], description: str = "", kind: str = "") -> Any:
    """Let a photo on the site once every line of the list is ticked; `kind` says before or after the work."""
    fresh = (
        type(photo).objects.select_for_update(of=("self",)).select_related("report__issue").get(pk=photo.pk)
    )
    issue = fresh.report.issue if fresh.report else fresh.issue
    must_triage(by, issue)
    fresh.ticks = [tick for tick in TICKS if tick in set(ticks)]
    if len(fresh.ticks) < len(TICKS):
        raise Refused(_("Nog niet alle vinkjes staan aan."), code="photo.ticks")
    fresh.cleared_at, fresh.cleared_by, fresh.issue = clock.now(), by, issue
    fresh.description = description or fresh.description
    fresh.kind = kind or fresh.kind
    fresh.save()
    return fresh


def in_bulk(
    issues: Iterable[Issue], act: Callable[[Issue], Any]
) -> tuple[list[Issue], list[tuple[Issue, Refused]]]:
    """Do something with each issue apart; gives who it worked for, and the refused with their reason."""
    done, refused = [], []
    for issue in issues:
        try:
            act(issue)
        except Refused as refusal:
            refused.append((issue, refusal))
        else:
            done.append(issue)
    return done, refused


@action("issue.note")
def add_note(issue: Issue, *, by: User, text: str) -> Note:
    """Words for ourselves; never on the site."""
    fresh = locked(issue)
    must_triage(by, fresh)
    if not text.strip():
        raise Refused(_("Schrijf iets op."), code="note.empty")
    return Note.objects.create(issue=fresh, kind=Note.Kind.INTERNAL, text=text.strip(), by=by, at=clock.now())


@action("issue.weigh")
def weigh_issue(issue: Issue, *, by: User, severity: int | None, safety: int | None) -> Weighing:
    """Answer the two plain questions again; the last answer counts."""
    fresh = locked(issue)
    must_triage(by, fresh)
    return Weighing.objects.create(issue=fresh, severity=severity, safety=safety, by=by, at=clock.now())


@action("report.seen")
def mark_seen(report: Report, *, by: User) -> None:
    """A report that joined an issue has been read."""
    must_triage(by, report.issue)
    Report.objects.filter(pk=report.pk, moderated_at=None).update(moderated_at=clock.now())
