"""The desk: looking at new reports, joining, rejecting, handing over, who may see it."""

from collections.abc import Callable, Iterable
from typing import Any

from django.utils.translation import gettext as _

from issues.actions.entering import must_be_reader
from issues.actions.gate import hand_back, locked, move_issue
from issues.actions.judging import must_triage
from issues.actions.reporting import recount
from issues.models import (
    Confirmation,
    Follow,
    Issue,
    MergeRecord,
    Note,
    ReadingRecord,
    Report,
    Segment,
    Street,
    Theme,
    Visibility,
    Weighing,
)
from issues.notices import tell_reporter, tell_responsible
from wijkraad.people.models import User
from wijkraad.terms import clock, numbers
from wijkraad.terms.refusal import Refused
from wijkraad.trail.acting import action

TICKS = ("faces", "children", "plates", "numbers", "windows", "post")
"""What must not be on a photo before it is published."""


def draw_number(issue: Issue) -> None:
    """Give an issue its number: the public one when it becomes public, else one of the inner series."""
    year = clock.today().year
    if issue.visibility == Visibility.CONFIDENTIAL:
        if not issue.internal_number and not issue.number:
            issue.internal_number = f"I{year}-{numbers.draw('issue-inner', year):04d}"
    elif not issue.number:
        if not issue.title:
            raise Refused(
                _("Schrijf eerst een titel die iedereen mag lezen."), code="issues_issue_public_title"
            )
        issue.number = f"{year}-{numbers.draw('issue', year):04d}"
        issue.public_at = clock.now()


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
) -> Issue:
    """Look at a new issue: words for the site, who sees it, who takes care; draws its number.

    Severity and safety (1–5) are the two weighing questions; None is "nog te wegen". Raises Refused
    when somebody else was first, or something is missing.
    """
    fresh = locked(issue)
    must_triage(by, fresh)
    if fresh.status != "reported":
        raise Refused(
            _("Een ander was u voor: deze melding is al bekeken."),
            code="triage.late",
            first=_("Uw tekst is niet opgeslagen. Bekijk de kwestie."),
        )
    fresh.title, fresh.summary, fresh.visibility = title.strip(), summary.strip(), visibility
    fresh.theme, fresh.size = theme or fresh.theme, size
    fresh.street, fresh.segment = street or fresh.street, segment or fresh.segment
    fresh.public_wording, fresh.priority = public_wording.strip(), priority
    if not fresh.title:
        raise Refused(_("Schrijf eerst een titel die iedereen mag lezen."), code="issues_issue_public_title")
    fresh.save()
    move_issue(fresh, "assessing", by=by, responsible=responsible)
    draw_number(fresh)
    fresh.next_step_on = fresh.norm_due
    fresh.save()
    Report.objects.filter(issue=fresh, moderated_at=None).update(moderated_at=clock.now())
    if severity or safety:
        Weighing.objects.create(issue=fresh, severity=severity, safety=safety, by=by, at=clock.now())
    return hand_back(fresh, issue)


@action("issue.reject")
def reject_issue(issue: Issue, *, by: User, reason: str) -> Issue:
    """Do not take it up, with a reason that everybody may read."""
    fresh = locked(issue)
    must_triage(by, fresh)
    move_issue(fresh, "rejected", by=by, reason=reason)
    Report.objects.filter(issue=fresh, moderated_at=None).update(moderated_at=clock.now())
    return hand_back(fresh, issue)


@action("issue.merge")
def merge_issue(issue: Issue, into: Issue, *, by: User) -> Issue:
    """Put an issue into another one: reports, followers and confirmations move; can be undone."""
    first, second = (locked(one) for one in sorted((issue, into), key=lambda one: one.pk))
    fresh, target = (first, second) if first.pk == issue.pk else (second, first)
    must_triage(by, fresh)
    must_triage(by, target)
    move_issue(fresh, "merged", by=by, into=target)
    MergeRecord.objects.create(issue=fresh, into=target, by=by, at=clock.now())
    moved = Report.objects.filter(issue=fresh)
    moved.filter(moderated_at=None).update(moderated_at=clock.now())
    moved.update(issue=target, merged_from=fresh)
    Confirmation.objects.filter(issue=fresh).update(issue=target)
    _move_follows(fresh, target)
    target.first_report_at = min(target.first_report_at, fresh.first_report_at)
    target.save(update_fields=["first_report_at"])
    recount(target)
    hand_back(target, into)
    return hand_back(fresh, issue)


def _move_follows(fresh: Issue, target: Issue) -> None:
    """Followers of the one follow the other; who followed both keeps one row."""
    now = clock.now()
    there = Follow.objects.filter(issue=target, ended_at=None)
    users = set(there.exclude(user=None).values_list("user", flat=True))
    emails = set(there.exclude(email="").values_list("email", flat=True))
    for follow in Follow.objects.filter(issue=fresh, ended_at=None):
        if (follow.user_id and follow.user_id in users) or (follow.email and follow.email in emails):
            follow.ended_at = now
        else:
            follow.issue = target
        follow.save(update_fields=["issue", "ended_at"])
    target.follower_count = Follow.objects.filter(
        issue=target, ended_at=None, confirmed_at__isnull=False
    ).count()
    target.save(update_fields=["follower_count"])


@action("issue.unmerge")
def unmerge_issue(issue: Issue, *, by: User, reason: str = "", responsible: User | None = None) -> Issue:
    """Undo a merge made by mistake: the reports that came along go back."""
    fresh = locked(issue)
    target = fresh.merged_into
    if target is None:
        raise Refused(_("Deze kwestie is niet samengevoegd."), code="issue.not_merged")
    target = locked(target)
    must_triage(by, fresh)
    move_issue(
        fresh,
        "assessing",
        by=by,
        reason=reason or _("Per ongeluk samengevoegd."),
        responsible=responsible or fresh.responsible or by,
    )
    if not fresh.number and fresh.title:
        draw_number(fresh)
        fresh.save()
    MergeRecord.objects.create(issue=fresh, into=target, undone=True, by=by, at=clock.now())
    Report.objects.filter(issue=target, merged_from=fresh).update(issue=fresh, merged_from=None)
    recount(target)
    recount(fresh)
    return hand_back(fresh, issue)


@action("report.join")
def join_report(report: Report, into: Issue, *, by: User, relapse: bool = False) -> Report:
    """Put one report with another issue; `relapse` reopens a resolved one, counts it and tells who followed.

    A new issue that has only this report is merged as a whole.
    """
    fresh = Report.objects.select_for_update(of=("self",)).select_related("issue").get(pk=report.pk)
    source = fresh.issue
    if source.pk != into.pk:
        if source.status in ("reported", "assessing") and source.reports.count() == 1:
            merge_issue(source, into, by=by)
        else:
            _move_report(fresh, into, by)
    target = locked(into)
    if relapse and target.status == "resolved":
        move_issue(
            target,
            "assessing",
            by=by,
            reason=_("Het is terug: er is een nieuwe melding."),
            public_reason=_("Het is terug: er is een nieuwe melding."),
        )
    Report.objects.filter(pk=fresh.pk, moderated_at=None).update(moderated_at=clock.now())
    fresh.refresh_from_db()
    hand_back(target, into)
    tell_reporter(fresh, "report-joined", "joined", by=by)
    return fresh


def _move_report(report: Report, into: Issue, by: User) -> None:
    first, second = (locked(one) for one in sorted((report.issue, into), key=lambda one: one.pk))
    source, target = (first, second) if first.pk == report.issue_id else (second, first)
    must_triage(by, target)
    if target.status == "merged":
        raise Refused(_("Die kwestie is zelf al samengevoegd."), code="issues_issue_merge_loop")
    report.merged_from, report.issue = source, target
    report.save(update_fields=["merged_from", "issue"])
    recount(source)
    recount(target)


@action("issue.assign")
def assign_issue(issue: Issue, responsible: User, *, by: User) -> Issue:
    """Give an issue to somebody who takes care of it; they hear about it."""
    fresh = locked(issue)
    must_triage(by, fresh)
    must_be_reader(fresh, responsible)
    fresh.responsible = responsible
    fresh.save(update_fields=["responsible"])
    tell_responsible(fresh, f"issue-assigned:{fresh.pk}:{clock.now().isoformat()}", "assigned", by=by)
    return hand_back(fresh, issue)


@action("issue.theme")
def change_theme(issue: Issue, theme: Theme, *, by: User) -> Issue:
    fresh = locked(issue)
    must_triage(by, fresh)
    fresh.theme = theme
    fresh.save(update_fields=["theme"])
    return hand_back(fresh, issue)


@action("issue.visibility")
def change_visibility(issue: Issue, visibility: str, *, by: User, public_wording: str = "") -> Issue:
    """Show more or less of an issue; hiding a public one makes its address answer 404, the number stays."""
    fresh = locked(issue)
    must_triage(by, fresh)
    fresh.visibility = visibility
    fresh.public_wording = public_wording or fresh.public_wording
    must_be_reader(fresh, fresh.responsible)
    if fresh.status not in ("reported", "withdrawn", "rejected", "merged"):
        draw_number(fresh)
    fresh.save()
    return hand_back(fresh, issue)


@action("issue.words")
def edit_words(
    issue: Issue, *, by: User, base_version: int, title: str, summary: str, reaction: str = ""
) -> Issue:
    """Change the public words; refused when somebody changed the row since `base_version`."""
    fresh = locked(issue)
    must_triage(by, fresh)
    if fresh.version != base_version:
        raise Refused(
            _("Een ander heeft deze kwestie intussen veranderd."),
            code="issue.conflict",
            first=_("Uw tekst staat hieronder nog."),
        )
    fresh.title, fresh.summary, fresh.reaction = title.strip(), summary.strip(), reaction.strip()
    fresh.save(update_fields=["title", "summary", "reaction"])
    fresh.refresh_from_db(fields=["version"])
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


@action("issue.read")
def log_reading(issue: Issue, *, by: User, refused: bool = False) -> ReadingRecord:
    """Every opening of a confidential issue is written down, and every attempt."""
    return ReadingRecord.objects.create(issue=issue, user=by, at=clock.now(), refused=refused)


@action("report.seen")
def mark_seen(report: Report, *, by: User) -> None:
    """A report that joined an issue has been read."""
    must_triage(by, report.issue)
    Report.objects.filter(pk=report.pk, moderated_at=None).update(moderated_at=clock.now())
