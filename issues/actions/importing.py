"""Taking in a list of existing reports: keep the file, judge it row by row, take in all of it or nothing."""

import hashlib
import json
from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from issues.actions.filled_in import ReportData
from issues.actions.gate import norm_date
from issues.actions.numbering import count_report, household_of, number_report
from issues.actions.reporting import _joined
from issues.importing.columns import COLUMNS, NEEDED, Fault, folded, guess, noon_of
from issues.importing.progress import progress
from issues.importing.sheets import rows_of
from issues.models import ImportBatch, ImportMapping, Issue, Report, StatusChange
from issues.places.geography import area_of_place
from wijkraad.people.models import User
from wijkraad.people.roles import is_board
from wijkraad.terms import clock
from wijkraad.terms.refusal import Refused
from wijkraad.terms.values import value
from wijkraad.trail.acting import action
from wijkraad.trail.retention import months_ago

PIECE = 1000
"""Rows judged or written at a time."""
FAULTS_KEPT = 200
SAMPLE = 5
LIFE = timedelta(hours=24)
"""How long a file waits for a decision."""
State = ImportBatch.State


def may_import(by: User | None) -> None:
    """Refuse everybody but the board."""
    if by is None or not is_board(by):
        raise Refused(_("Alleen het bestuur leest lijsten met meldingen in."), code="import.who")


def heads_key(headers: Sequence[str]) -> str:
    """The same heads, in whatever order and spelling, have the same fingerprint."""
    return hashlib.sha256("|".join(sorted(folded(head) for head in headers)).encode()).hexdigest()


@action("import.keep")
def keep_file(*, by: User, name: str, content: bytes, look: bool = True) -> ImportBatch:
    """Keep a file with the columns it probably has; without `look` the worker looks into it later."""
    may_import(by)
    headers = heads_of(content) if look else []
    return ImportBatch.objects.create(
        name=name[-120:], content=content, headers=headers, mapping=mapping_of(headers), by=by, at=clock.now()
    )


def heads_of(content: bytes) -> list[str]:
    """The names of the columns; Refused for a file that is no list."""
    rows = rows_of(content)
    _number, cells = next(rows, (0, []))
    headers = ["" if cell is None else str(cell)[:80] for cell in cells]
    if len([head for head in headers if head]) < 2:
        raise Refused(
            _("In de eerste rij horen de namen van de kolommen te staan, twee of meer."), code="import.heads"
        )
    if next(rows, None) is None:
        raise Refused(_("Onder de namen van de kolommen staat niets."), code="import.empty")
    return headers


def mapping_of(headers: list[str]) -> dict[str, int]:
    """Which column is probably which: as the last time, else by their heads."""
    known = ImportMapping.objects.filter(heads=heads_key(headers)).first()
    places = {folded(head): place for place, head in enumerate(headers)}
    mapping = guess(headers)
    if known:
        mapping = {ours: places[head] for ours, head in known.mapping.items() if head in places}
    return mapping


@action("import.columns")
def choose_columns(batch: ImportBatch, *, by: User, mapping: dict[str, int]) -> ImportBatch:
    """Say which column is which; remembered for files with the same heads. The file is judged anew."""
    may_import(by)
    fresh = ImportBatch.objects.select_for_update().get(pk=batch.pk)
    if fresh.state not in (State.FAULTY, State.READY):
        raise Refused(_("Deze lijst is al ingelezen of weggegooid."), code="import.state")
    if len(set(mapping.values())) < len(mapping):
        raise Refused(_("Kies voor elke kolom iets anders."), code="import.twice")
    fresh.mapping = {name: place for name, place in mapping.items() if name in COLUMNS}
    fresh.state, fresh.checked = State.CHECKING, 0
    fresh.save(update_fields=["mapping", "state", "checked"])
    _remember(fresh)
    return fresh


def _remember(batch: ImportBatch) -> None:
    named = {ours: folded(batch.headers[place]) for ours, place in batch.mapping.items()}
    ImportMapping.objects.update_or_create(
        heads=heads_key(batch.headers), defaults={"mapping": named, "used_at": clock.now()}
    )


def pieces_of(batch: ImportBatch) -> Iterator[list[tuple[int, list[Any]]]]:
    """The rows below the head with their cells in our order, some at a time."""
    places = [batch.mapping.get(name) for name in COLUMNS]
    rows = rows_of(bytes(batch.content))
    next(rows)
    kept: list[tuple[int, list[Any]]] = []
    for number, cells in rows:
        kept.append((number, [None if p is None or p >= len(cells) else cells[p] for p in places]))
        if len(kept) == PIECE:
            yield kept
            kept = []
    if kept:
        yield kept


def titles_of(batch: ImportBatch) -> dict[str, str]:
    return {name: batch.headers[place] for name, place in batch.mapping.items()}


def check_file(batch: ImportBatch) -> ImportBatch:
    """Judge the whole file without writing any report; how far it is can be seen meanwhile."""
    if not batch.headers:
        try:
            batch.headers = heads_of(bytes(batch.content))
        except Refused as refused:
            fault = Fault(0, "", batch.name, str(refused))
            return _told(batch, [fault], 1, {"rows": 0, "fresh": 0, "known": 0, "old": 0}, [])
        batch.mapping = mapping_of(batch.headers)
        looked_into = {"headers": batch.headers, "mapping": batch.mapping}
        ImportBatch.objects.filter(pk=batch.pk, state=State.CHECKING).update(**looked_into)
    missing = [str(COLUMNS[name]) for name in NEEDED if name not in batch.mapping]
    if missing:
        unknown = [Fault(1, name, "", _("Kies welke kolom dit is.")) for name in missing]
        return _told(batch, unknown, len(unknown), {"rows": 0, "fresh": 0, "known": 0, "old": 0}, [])
    resource, titles = _resource(), titles_of(batch)
    faults: list[Fault] = []
    sample: list[list[str]] = []
    total = 0
    counts = {"rows": 0, "fresh": 0, "known": 0, "old": 0}
    oldest = months_ago(int(value("contact_months_at_most"))).date()
    try:
        for piece in pieces_of(batch):
            wrong = resource.read(piece, titles)
            total += len(wrong)
            faults += wrong[: FAULTS_KEPT - len(faults)]
            there = known_keys(resource.made)
            counts["rows"] += len(piece)
            counts["known"] += sum(1 for one in resource.made if one.key in there)
            counts["fresh"] += sum(1 for one in resource.made if one.key not in there)
            counts["old"] += sum(1 for one in resource.made if one.seen_on and one.seen_on < oldest)
            sample += [told(one) for one in resource.made[: SAMPLE - len(sample)]]
            ImportBatch.objects.filter(pk=batch.pk).update(checked=counts["rows"])
    except Refused as refused:
        faults, total = [Fault(0, "", batch.name, str(refused))], 1
    return _told(batch, faults, total, counts, sample)


def told(report: Any) -> list[str]:
    """A row as it was understood, for the preview."""
    place = " ".join(str(part) for part in (report.street or "", report.house_number) if part)
    return [f"{report.seen_on:%d-%m-%Y}", report.theme.name, place, report.text[:160]]


def known_keys(reports: Sequence[Report]) -> set[Any]:
    """The keys of reports that are there already."""
    return set(Report.objects.filter(key__in=[one.key for one in reports]).values_list("key", flat=True))


def _told(
    batch: ImportBatch, faults: list[Fault], total: int, counts: dict[str, int], sample: list[list[str]]
) -> ImportBatch:
    state = State.FAULTY if total else State.READY
    facts = {"fault_count": total, "faults": json.loads(json.dumps(faults)), "sample": sample, **counts}
    ImportBatch.objects.filter(pk=batch.pk, state=State.CHECKING).update(state=state, **facts)
    batch.refresh_from_db()
    return batch


@action("import.begin")
def begin_import(batch: ImportBatch, *, by: User) -> ImportBatch:
    """Say yes to a judged file; from then on nobody else can. Refused for faults, or when nothing is new."""
    may_import(by)
    fresh = ImportBatch.objects.select_for_update().get(pk=batch.pk)
    if fresh.state == State.FAULTY:
        raise Refused(
            _("In dit bestand is nog iets mis. Er is niets ingelezen."), code="import.faulty",
            first=_("Verbeter de lijst en stuur hem opnieuw."),
        )  # fmt: skip
    if fresh.state != State.READY:
        raise Refused(_("Deze lijst is al ingelezen of weggegooid."), code="import.state")
    if not fresh.fresh:
        raise Refused(_("Alles uit deze lijst staat er al."), code="import.nothing")
    fresh.state = State.READING
    fresh.save(update_fields=["state"])
    _remember(fresh)
    return fresh


def take_in(batch: ImportBatch, *, by: User) -> ImportBatch:
    """Write all reports of a file, or none; a fault that came up meanwhile puts the file back as faulty."""
    try:
        return _take_in(batch, by=by)
    except Refused as refused:
        fault = Fault(0, "", batch.name, str(refused))
        ImportBatch.objects.filter(pk=batch.pk, state=State.READING).update(
            state=State.FAULTY, fault_count=1, faults=[list(fault)]
        )
        batch.refresh_from_db()
        return batch


@action("import.reports")
def _take_in(batch: ImportBatch, *, by: User) -> ImportBatch:
    fresh = ImportBatch.objects.select_for_update().get(pk=batch.pk)
    if fresh.state != State.READING:
        return fresh
    resource, titles = _resource(), titles_of(fresh)
    norms: dict[int, Any] = {}
    with progress(fresh.pk) as tell:
        for piece in pieces_of(fresh):
            fresh.added += _take_piece(resource, piece, titles, fresh, norms)
            tell(fresh.added)
    fresh.state, fresh.content, fresh.finished_at = State.DONE, b"", clock.now()
    fresh.sample = []
    fresh.save(update_fields=["state", "content", "finished_at", "added", "sample"])
    return fresh


def _resource() -> Any:
    """What reads the rows, with libraries for sheets that only an import needs (12 MB)."""
    from issues.importing.reports import ReportResource

    return ReportResource()


def _take_piece(
    resource: Any, piece: Any, titles: dict[str, str], batch: ImportBatch, norms: dict[int, Any]
) -> int:
    """Write what is new of some rows; Refused when one of them is wrong after all."""
    wrong = resource.read(piece, titles)
    if wrong:
        raise Refused(
            _("Rij %(row)s, kolom %(column)s: %(reason)s") % wrong[0]._asdict(), code="import.faulty"
        )
    there = known_keys(resource.made)
    return _write([one for one in resource.made if one.key not in there], batch, norms)


def _write(reports: list[Any], batch: ImportBatch, norms: dict[int, Any]) -> int:
    """New issues for reports that stand alone, and a place in their issue for the others."""
    now, by = clock.now(), batch.by
    for report in reports:
        report.batch, report.area_id = batch, area_of_place(report.street, None)
        report.contact, report.intake_by, report.created_at = Report.Contact.NONE, by, noon_of(report.seen_on)
        report.household = household_of(
            ReportData(
                theme=report.theme, text="", street=report.street, house_number=report.house_number,
                on_behalf=True,
            ),
            by,
        )  # fmt: skip
    alone = [report for report in reports if report.joins is None]
    issues = [_issue_of(report, norms) for report in alone]
    Issue.objects.bulk_create(issues, batch_size=PIECE)
    StatusChange.objects.bulk_create(
        [StatusChange(issue=issue, from_state="", to_state="reported", at=now, by=by) for issue in issues],
        batch_size=PIECE,
    )
    for report, issue in zip(alone, issues, strict=True):
        report.issue, report.reporter_ordinal = issue, 1
        report.household_ordinal = 1 if report.household else None
    Report.objects.bulk_create(alone, batch_size=PIECE)
    for report in reports:
        if report.joins is not None:
            _join(report)
    return len(reports)


def _issue_of(report: Any, norms: dict[int, Any]) -> Issue:
    """The new issue of one report: first reported on its day, promised from today, as for everybody."""
    now = clock.now()
    issue = Issue(
        theme=report.theme, street=report.street, area_id=report.area_id, status="reported",
        visibility=report.theme.default_visibility, created_at=now, first_report_at=report.created_at,
        state_since=now, last_event_at=now, report_count=1, household_count=1 if report.household else 0,
        next_step=noop("Wij kijken naar uw melding"),
    )  # fmt: skip
    if report.theme.pk not in norms:
        norms[report.theme.pk] = norm_date(issue, "reported")
    issue.norm_due = issue.next_step_on = norms[report.theme.pk]
    return issue


def _join(report: Any) -> None:
    issue = _joined(report.joins)
    report.issue = issue
    number_report(report)
    report.save()
    count_report(issue, report)
    if report.created_at < issue.first_report_at:
        Issue.objects.filter(pk=issue.pk).update(first_report_at=report.created_at)


@action("import.drop")
def drop_file(batch: ImportBatch, *, by: User) -> ImportBatch:
    """Throw a file away that was not read in; its content is gone at once."""
    may_import(by)
    fresh = ImportBatch.objects.select_for_update().get(pk=batch.pk)
    if fresh.state not in (State.CHECKING, State.FAULTY, State.READY):
        raise Refused(_("Deze lijst is al ingelezen."), code="import.state")
    _emptied(ImportBatch.objects.filter(pk=fresh.pk))
    fresh.refresh_from_db()
    return fresh


def _emptied(batches: Any) -> int:
    return batches.update(state=State.DROPPED, content=b"", sample=[], faults=[], finished_at=clock.now())


def forget_old_files() -> int:
    """Empty the files that nobody decided about for a day."""
    waiting = ImportBatch.objects.filter(state__in=[State.CHECKING, State.FAULTY, State.READY])
    return _emptied(waiting.filter(at__lt=clock.now() - LIFE))
