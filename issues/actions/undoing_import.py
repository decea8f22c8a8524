"""Taking a whole import back, as long as nobody did anything with what it brought.

History is never deleted: the new matters become withdrawn, their reports lose words and address, and the list
can be read in again. A report that was put with a matter leaves it, and its counts are made anew.
"""

from collections.abc import Callable

from django.contrib.postgres.functions import RandomUUID
from django.db.models import Exists, Min, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from issues.actions.counting import recount
from issues.actions.gate import locked
from issues.actions.importing import PIECE, may_import
from issues.importing.progress import progress
from issues.models import HelpOffer, ImportBatch, Issue, MergeRecord, Note, Report, StatusChange
from wijkraad.people.models import User
from wijkraad.terms import clock
from wijkraad.terms.refusal import Refused
from wijkraad.trail.acting import action
from wijkraad.trail.erasures import log_erasures

State = ImportBatch.State
GONE = {"text": "", "email": "", "house_number": "", "household": "", "reporter": None}
"""What a report loses."""


def new_issues(batch: ImportBatch) -> QuerySet[Issue]:
    """The matters that began with this import: nothing older stands in them."""
    older = Report.objects.filter(issue=OuterRef("pk")).exclude(batch=batch)
    ours = Report.objects.filter(issue=OuterRef("pk"), batch=batch)
    return Issue.objects.filter(Exists(ours), ~Exists(older), created_at__gte=batch.at)


def touched(batch: ImportBatch) -> int:
    """With how many of its reports something was done: looked at, moved, answered, joined."""
    told = Exists(Note.objects.filter(issue=OuterRef("issue")))
    helped = Exists(HelpOffer.objects.filter(issue=OuterRef("issue")))
    merged = Exists(MergeRecord.objects.filter(issue=OuterRef("issue")))
    other = Exists(
        Report.objects.filter(issue=OuterRef("issue"), created_at__gte=batch.at).exclude(batch=batch)
    )
    new = Q(issue__in=new_issues(batch))
    started = ~Q(issue__status="reported") | Q(issue__responsible__isnull=False)
    new &= started | Q(issue__follower_count__gt=0) | told | helped | merged | other
    done = Q(moderated_at__isnull=False) | Q(withdrawn_at__isnull=False) | Q(cleaned_at__isnull=False)
    return batch.reports.filter(done | Q(merged_from__isnull=False) | new).count()


@action("import.undo")
def begin_undo(batch: ImportBatch, *, by: User) -> ImportBatch:
    """Say that an import must go back; Refused as soon as something was done with one of its reports."""
    may_import(by)
    fresh = ImportBatch.objects.select_for_update().defer("content").get(pk=batch.pk)
    if fresh.state != State.DONE:
        raise Refused(_("Deze lijst is niet ingelezen of al teruggedraaid."), code="import.state")
    _must_be_untouched(fresh)
    fresh.state, fresh.undone_by = State.UNDOING, by
    fresh.save(update_fields=["state", "undone_by"])
    return fresh


def _must_be_untouched(batch: ImportBatch) -> None:
    number = touched(batch)
    if number:
        raise Refused(
            ngettext(
                "Met %(n)s melding uit deze lijst is al iets gedaan.",
                "Met %(n)s meldingen uit deze lijst is al iets gedaan.",
                number,
            )
            % {"n": number},
            code="import.touched",
            first=_("Handel de andere meldingen af bij de nieuwe meldingen."),
        )


def take_back(batch: ImportBatch, *, by: User) -> ImportBatch:
    """Take all of it back, or nothing: when somebody came in between, the import stands again."""
    try:
        return _take_back(batch, by=by)
    except Refused:
        ImportBatch.objects.filter(pk=batch.pk, state=State.UNDOING).update(state=State.DONE, undone_by=None)
        batch.refresh_from_db()
        return batch


@action("import.take_back")
def _take_back(batch: ImportBatch, *, by: User) -> ImportBatch:
    fresh = ImportBatch.objects.select_for_update().defer("content").get(pk=batch.pk)
    if fresh.state != State.UNDOING:
        return fresh
    held = new_issues(fresh).order_by("pk").select_for_update(of=("self",))
    issues = list(held.values_list("pk", flat=True))
    _must_be_untouched(fresh)
    joined = fresh.reports.exclude(issue__in=new_issues(fresh)).select_related("issue").order_by("pk")
    for report in joined:
        issues.append(_taken_out(report, by))
    with progress(fresh.pk) as tell:
        _withdraw(issues, fresh, by, tell)
    fresh.state, fresh.undone_at = State.UNDONE, clock.now()
    fresh.save(update_fields=["state", "undone_at"])
    return fresh


def _taken_out(report: Report, by: User) -> int:
    """Give a report that was put with a matter one of its own; the matter is counted anew."""
    matter, now = locked(report.issue), clock.now()
    own = Issue.objects.create(
        theme=report.theme, street=report.street, visibility=report.theme.default_visibility,
        status="reported", created_at=now, first_report_at=report.created_at, state_since=now,
        last_event_at=now, report_count=1, household_count=1 if report.household else 0,
    )  # fmt: skip
    StatusChange.objects.create(issue=own, from_state="", to_state="reported", at=now, by=by)
    ordinals = {"reporter_ordinal": 1, "household_ordinal": 1 if report.household else None}
    Report.objects.filter(pk=report.pk).update(issue=own, **ordinals)
    recount(matter)
    first = matter.reports.aggregate(first=Min("created_at"))["first"]
    if first is not None and matter.first_report_at != first:
        Issue.objects.filter(pk=matter.pk).update(first_report_at=first)
    return own.pk


def _withdraw(issues: list[int], batch: ImportBatch, by: User, tell: Callable[[int], None]) -> None:
    """Close the matters as withdrawn and empty their reports, some hundreds at a time."""
    now = clock.now()
    told = {"from_state": "reported", "to_state": "withdrawn", "at": now, "by": by,
            "reason": _("Het inlezen is teruggedraaid.")}  # fmt: skip
    for start in range(0, len(issues), PIECE):
        some = issues[start : start + PIECE]
        StatusChange.objects.bulk_create(StatusChange(issue_id=pk, **told) for pk in some)
        Issue.objects.filter(pk__in=some).update(
            status="withdrawn", state_since=now, last_event_at=now, closed_at=now, norm_due=None,
            next_step="", next_step_on=None,
        )  # fmt: skip
        rows = batch.reports.filter(issue__in=some)
        pks = list(rows.values_list("pk", flat=True))
        rows.update(withdrawn_at=now, moderated_at=now, cleaned_at=now, key=RandomUUID(), **GONE)
        log_erasures("report.contact", pks)
        log_erasures("report.text", pks)
        tell(start + len(some))
