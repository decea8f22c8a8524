"""One report that tells two matters: its words are divided over two reports; and the undo of any move."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from issues.actions.counting import recount
from issues.actions.gate import locked
from issues.actions.judging import must_triage
from issues.actions.merging import Kind, merge_issue, two, undo_join, unmerge_issue
from issues.actions.splitting import split_off
from issues.models import Issue, MergeRecord, Photo, Report, Theme
from issues.notices import tell_reporter
from issues.reporting.pieces import cut_of, made_whole, pieces_of
from issues.workflow import OPEN
from wijkraad.people.models import User
from wijkraad.terms import clock
from wijkraad.terms.refusal import Refused
from wijkraad.trail.acting import action


@action("report.divide")
def divide_report(
    report: Report,
    *,
    by: User,
    going: Mapping[int, str],
    base_text: str,
    photos: Sequence[Photo] = (),
    title: str = "",
    summary: str = "",
    theme: Theme | None = None,
    responsible: User | None = None,
    with_followers: bool = True,
) -> Issue:
    """One report that tells two matters becomes two, each with a part of its words; gives the new issue.

    `going` says for each piece of its words (`issues.reporting.pieces`, from 0) whether it stays ("hier"),
    goes ("nieuw") or stands in both ("beide"); no word can get lost. `base_text` is the text that was read.
    The reporter keeps one page with both. Undone by `undo_move`, which makes the words whole again.
    """
    issue = locked(report.issue)
    must_triage(by, issue)
    fresh = Report.objects.select_for_update(of=("self",)).get(pk=report.pk)
    _may_divide(fresh, issue, base_text)
    cut = cut_of(fresh.text, going)
    part = _part_of(fresh, cut.new)
    Report.objects.filter(pk=fresh.pk).update(text=cut.here)
    Photo.objects.filter(report=fresh, pk__in=[one.pk for one in photos]).update(report=part)
    record = {"report": fresh.pk, "part": part.pk, "cut": cut.lengths}
    second = split_off(
        issue, by, [part], title=title, summary=summary, theme=theme, responsible=responsible,
        with_followers=with_followers, divided=record,
    )  # fmt: skip
    part.refresh_from_db()
    tell_reporter(part, "report-divided", "divided", by=by)
    return second


def _may_divide(report: Report, issue: Issue, base_text: str) -> None:
    if report.issue_id != issue.pk or report.withdrawn_at or issue.status not in OPEN:
        raise Refused(_("Splitsen kan alleen zolang de kwestie loopt."), code="split.state")
    if report.text != base_text:
        raise Refused(
            _("De woorden van deze melding zijn intussen veranderd."), code="divide.changed",
            first=_("Lees ze opnieuw en kies dan."),
        )  # fmt: skip
    if len(pieces_of(report.text)) < 2:
        raise Refused(_("Deze melding heeft te weinig woorden om te splitsen."), code="divide.short")


SAME = (
    "issue", "theme", "street", "segment", "area", "house_number", "lon", "lat", "seen_on", "danger",
    "contact", "reporter", "email", "code_hash", "code_tries", "code_sent_at", "confirmed_at", "intake_by",
    "household", "reporter_ordinal", "household_ordinal", "created_at", "moderated_at",
)  # fmt: skip
"""What both parts have in common: who told it, where and when."""


def _part_of(report: Report, text: str) -> Report:
    """The second part, still with the same issue; parts of a part belong to the whole."""
    part = Report(text=text, part_of_id=report.part_of_id or report.pk)
    for name in SAME:
        setattr(part, name, getattr(report, name))
    part.save()
    return part


def _whole_again(record: MergeRecord) -> Report | None:
    """Before an undo: give the words and photos of the part back to the report; it keeps nothing itself.

    The caller holds both issues. None when the record tells of whole reports.
    """
    told = record.moved.get("divided")
    if not told:
        return None
    whole = Report.objects.select_for_update(of=("self",)).get(pk=told["report"])
    part = Report.objects.select_for_update(of=("self",)).get(pk=told["part"])
    if part.issue_id != record.into_id or whole.issue_id != record.issue_id:
        raise Refused(_("Deze melding is intussen naar een andere kwestie gegaan."), code="move.gone")
    Report.objects.filter(pk=whole.pk).update(text=made_whole(whole.text, part.text, told["cut"]))
    Photo.objects.filter(report=part).update(report=whole)
    Report.objects.filter(part_of=part).update(part_of=whole)
    part.text, part.withdrawn_at, part.moderated_at, part.part_of = "", clock.now(), clock.now(), None
    part.contact, part.reporter, part.email, part.house_number = Report.Contact.NONE, None, "", ""
    part.household, part.code_hash, part.lon, part.lat = "", "", None, None
    part.save()
    return part


@action("report.undivide")
def _undivide(record: MergeRecord, *, by: User) -> Issue:
    """Make a divided report whole, and put the second issue back into the first; nobody gets a mail of it."""
    first, second = two(record.issue, record.into)
    must_triage(by, first)
    must_triage(by, second)
    part = _whole_again(record)
    merge_issue(second, first, by=by, undoes=record)
    if part is not None:  # empty now: it stays behind with the issue that is no more
        Report.objects.filter(pk=part.pk).update(issue=second, merged_from=None)
        recount(locked(second))
        recount(locked(first))
    return second


def undo_move(record: MergeRecord, *, by: User, reason: str = "") -> Issue:
    """The undo of any move of this kind: a merge comes loose, a report goes back, a split is joined again."""
    if record.kind == Kind.JOIN:
        return undo_join(record, by=by)
    if record.kind == Kind.SPLIT:
        return _undivide(record, by=by)
    return unmerge_issue(record.issue, by=by, reason=reason)
