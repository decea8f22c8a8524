"""Putting issues together and taking them apart: merge, join one report, split, and the undo of each.

What moved is written down by id (`MergeRecord.moved`), so an undo brings back exactly that.
"""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from issues.actions.counting import recount
from issues.actions.gate import hand_back, locked, move_issue
from issues.actions.judging import must_triage
from issues.actions.moving import bring_back, move_all, move_reports, settled
from issues.actions.visibility import draw_number
from issues.models import Issue, MergeRecord, Report
from issues.notices import tell_reporter
from wijkraad.people.models import User
from wijkraad.terms import clock
from wijkraad.terms.refusal import Refused
from wijkraad.trail.acting import action

Kind = MergeRecord.Kind
ASIDE = ("reported", "assessing")
"""States in which a matter may still go into another one as a whole."""


def two(issue: Issue, other: Issue) -> tuple[Issue, Issue]:
    """Both rows, held, in the order in which they were given; locked in the order of their ids."""
    rows = {pk: locked(one) for pk, one in sorted({issue.pk: issue, other.pk: other}.items())}
    return rows[issue.pk], rows[other.pk]


def note_move(
    issue: Issue, into: Issue, kind: str, moved: dict[str, Any], by: User, **more: Any
) -> MergeRecord:
    return MergeRecord.objects.create(
        issue=issue, into=into, kind=kind, moved=moved, by=by, at=clock.now(), **more
    )


@action("issue.merge")
def merge_issue(
    issue: Issue, into: Issue, *, by: User, words: str = "", undoes: MergeRecord | None = None
) -> Issue:
    """Put an issue into another one: reports, followers, photos, answers and offers move; can be undone.

    Reporters and followers hear into which number it went, and `words` (which everybody may read).
    `undoes` is the split that this takes back.
    """
    fresh, target = two(issue, into)
    must_triage(by, fresh)
    must_triage(by, target)
    told = noop("Samengevoegd met %(number)s.") % {"number": target.number} if target.is_public else ""
    told = "\n\n".join(part for part in (told, words.strip()) if part)
    move_issue(fresh, "merged", by=by, into=target, public_reason=told)
    Report.objects.filter(issue=fresh, moderated_at=None).update(moderated_at=clock.now())
    moved = move_all(fresh, target)
    note_move(fresh, target, Kind.MERGE, moved, by, undoes=undoes)
    recount(target, [pk for pk, _before in moved["reports"]])
    recount(fresh)
    for one in (fresh, target):
        settled(one)
    hand_back(target, into)
    return hand_back(fresh, issue)


@action("issue.unmerge")
def unmerge_issue(issue: Issue, *, by: User, reason: str = "", responsible: User | None = None) -> Issue:
    """Undo a merge made by mistake: what came along and is still there goes back, and nothing else."""
    known = Issue.objects.select_related("merged_into").get(pk=issue.pk)
    if known.merged_into is None:
        raise Refused(_("Deze kwestie is niet samengevoegd."), code="issue.not_merged")
    fresh, target = two(known, known.merged_into)
    if fresh.merged_into_id != target.pk:
        raise Refused(_("Deze kwestie is niet samengevoegd."), code="issue.not_merged")
    must_triage(by, fresh)
    must_triage(by, target)
    if target.status == "merged":
        raise Refused(
            _("De kwestie waar zij bij hoort, is zelf samengevoegd."),
            code="issue.chain",
            first=_("Maak die eerst los."),
        )
    record = fresh.merges.filter(kind=Kind.MERGE, undone=False, undoing=None).last()
    back = bring_back(record, fresh, target)
    recount(fresh, back)
    recount(target)
    move_issue(
        fresh, "assessing", by=by, reason=reason or _("Per ongeluk samengevoegd."),
        responsible=responsible or fresh.responsible or by,
    )  # fmt: skip
    if not fresh.number and fresh.title:
        draw_number(fresh)
        fresh.save()
    note_move(fresh, target, Kind.MERGE, {}, by, undone=True, undoes=record)
    for one in (fresh, target):
        settled(one)
    return hand_back(fresh, issue)


@action("report.join")
def join_report(report: Report, into: Issue, *, by: User, relapse: bool = False, words: str = "") -> Report:
    """Put one report with another issue; `relapse` reopens a resolved one, counts it and tells who followed.

    A new issue that has only this report is merged as a whole. `words` go to the reporter, in one mail.
    """
    fresh = Report.objects.select_for_update(of=("self",)).select_related("issue").get(pk=report.pk)
    source = fresh.issue
    if source.pk != into.pk:
        if source.status in ASIDE and source.reports.count() == 1:
            merge_issue(source, into, by=by, words=words)
        else:
            _move_report(fresh, into, by)
    target = locked(into)
    must_triage(by, target)
    if relapse:
        _back(target, by)
    Report.objects.filter(pk=fresh.pk, moderated_at=None).update(moderated_at=clock.now())
    fresh.refresh_from_db()
    hand_back(target, into)
    if source.status != "merged":
        tell_reporter(fresh, "report-joined", "joined", by=by, reason=words.strip())
    return fresh


def _back(target: Issue, by: User) -> None:
    """What was resolved is open again: it counts as a relapse, and who followed hears it."""
    if target.status == "resolved":
        again = noop("Het is terug: er is een nieuwe melding.")
        move_issue(target, "assessing", by=by, reason=again, public_reason=again)


@action("issue.join")
def join_new(issue: Issue, into: Issue, *, by: User, words: str = "") -> Issue:
    """The desk's answer "this is that one": a new issue goes in as a whole; what was resolved is back."""
    if issue.pk == into.pk:
        raise Refused(_("Kies een andere kwestie."), code="issues_issue_merge_loop")
    merge_issue(issue, into, by=by, words=words)
    target = locked(into)
    _back(target, by)
    hand_back(target, into)
    return issue


def _move_report(report: Report, into: Issue, by: User) -> None:
    source, target = two(report.issue, into)
    must_triage(by, source)
    must_triage(by, target)
    if target.status == "merged":
        raise Refused(_("Die kwestie is zelf al samengevoegd."), code="issues_issue_merge_loop")
    moved = move_reports(source, target, [report.pk])
    note_move(source, target, Kind.JOIN, moved, by)
    recount(source)
    recount(target, [report.pk])
    for one in (source, target):
        settled(one)


@action("report.unjoin")
def undo_join(record: MergeRecord, *, by: User) -> Issue:
    """Bring one report back to the issue it was taken from; refused when it moved on meanwhile."""
    source, target = two(record.issue, record.into)
    must_triage(by, source)
    must_triage(by, target)
    if record.kind != Kind.JOIN or record.undone or MergeRecord.objects.filter(undoes=record).exists():
        raise Refused(_("Dit is al teruggedraaid."), code="move.undone")
    if source.status == "merged":
        raise Refused(
            _("De kwestie waar zij vandaan kwam, is intussen samengevoegd."),
            code="issue.chain",
            first=_("Maak die eerst los."),
        )
    back = bring_back(record, source, target)
    if not back:
        raise Refused(_("Deze melding is intussen naar een andere kwestie gegaan."), code="move.gone")
    note_move(source, target, Kind.JOIN, {}, by, undone=True, undoes=record)
    recount(source, back)
    recount(target)
    for one in (source, target):
        settled(one)
    return source
