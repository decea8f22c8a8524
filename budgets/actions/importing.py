"""Taking in years from before the portal: judged row by row, then all of a file or nothing.

A year comes in whole and is closed at once. Its spends keep the state "van voor het portaal": nobody
approved them here, so no approver and no approval is written.
"""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from budgets.actions.mandates import only_keepers
from budgets.actions.years import freeze_report
from budgets.models import Booking, Budget, BudgetLine, Evaluation, OldBooks, SpendMove, SpendRequest
from budgets.money import ZERO
from budgets.workflow import IMPORTED
from budgets.yearly.old_books import OldRow, known_of, read_books
from issues.importing.reports import Fault, folded
from wijkraad.terms import clock, numbers
from wijkraad.terms.refusal import Refused
from wijkraad.trail.acting import action

FAULTS_KEPT = 200
State = OldBooks.State


@action("books.keep")
def keep_books(*, by: Any, name: str, content: bytes) -> OldBooks:
    """Judge a file with earlier years; nothing of it is booked yet. Refused for what is no list."""
    only_keepers(by)
    rows, faults, count = read_books(content)
    known, fresh = known_of(rows)
    faults = faults or _of_known_years(fresh)
    return OldBooks.objects.create(
        name=name[-120:],
        rows=[] if faults else [_stored(one) for one in rows],
        faults=[list(one) for one in faults[:FAULTS_KEPT]],
        fault_count=len(faults),
        state=State.FAULTY if faults else State.READY,
        count=count,
        known=known,
        by=by,
        at=clock.now(),
    )


def _of_known_years(fresh: Sequence[OldRow]) -> list[Fault]:
    """A year that was read in is closed: nothing can be added to it."""
    years = set(Budget.objects.filter(imported_at__isnull=False).values_list("year", flat=True))
    words = _("Dit jaar is al ingelezen en afgesloten. Deze rij stond er niet bij.")
    return [
        Fault(0, "jaar", str(one.year), f"{one.line} {one.title}: {words}")
        for one in fresh
        if one.year in years
    ]


def _stored(row: OldRow) -> dict[str, Any]:
    """A row as JSON: amounts and days as text, theme and decision by key."""
    plain = asdict(row) | {"theme": row.theme.pk if row.theme else None}
    plain |= {"decision": row.decision.pk if row.decision else None}
    return {name: str(worth) if isinstance(worth, Decimal | date) else worth for name, worth in plain.items()}


@action("books.import")
def take_in_books(books: OldBooks, *, by: Any) -> OldBooks:
    """Write every year of a judged file, closed at once, or nothing. A second time adds nothing."""
    only_keepers(by)
    books = _waiting(books)
    rows = [_understood(one) for one in books.rows]
    known, fresh = known_of(rows)
    if not fresh:
        raise Refused(_("Alles uit deze lijst staat er al."), code="import.nothing")
    if faults := _of_known_years(fresh):
        raise Refused(faults[0].reason, code="import.faulty")
    for year in sorted({one.year for one in fresh}):
        _take_year(year, [one for one in fresh if one.year == year], by)
    books.state, books.rows, books.known, books.added = State.DONE, [], known, len(fresh)
    books.save(update_fields=["state", "rows", "known", "added"])
    return books


@action("books.drop")
def drop_books(books: OldBooks, *, by: Any) -> OldBooks:
    """Throw a file away that was not read in."""
    only_keepers(by)
    books = OldBooks.objects.select_for_update().get(pk=books.pk)
    if books.state == State.DONE:
        raise Refused(_("Deze lijst is al ingelezen."), code="import.state")
    books.state, books.rows, books.faults = State.DROPPED, [], []
    books.save(update_fields=["state", "rows", "faults"])
    return books


def _waiting(books: OldBooks) -> OldBooks:
    found = OldBooks.objects.select_for_update().get(pk=books.pk)
    if found.state == State.FAULTY:
        raise Refused(
            _("In dit bestand is nog iets mis. Er is niets ingelezen."),
            code="import.faulty",
            first=_("Verbeter de lijst en stuur hem opnieuw."),
        )
    if found.state != State.READY:
        raise Refused(_("Deze lijst is al ingelezen of weggegooid."), code="import.state")
    return found


def _understood(stored: dict[str, Any]) -> OldRow:
    found = OldRow(**{name: worth for name, worth in stored.items() if name not in ("theme", "decision")})
    for name in ("original", "amount"):
        worth = stored[name]
        setattr(found, name, Decimal(worth) if worth is not None else None)
    found.paid_on = date.fromisoformat(stored["paid_on"]) if stored["paid_on"] else None
    found.theme_id, found.decision_id = stored["theme"], stored["decision"]
    return found


def _take_year(year: int, rows: Sequence[OldRow], by: Any) -> None:
    now = clock.now()
    budget = Budget.objects.create(year=year, priority_target=0, created_at=now, imported_at=now)
    lines = _lines(budget, rows)
    budget.status = Budget.Status.ADOPTED
    budget.save(update_fields=["status"])
    _spends(lines, [one for one in rows if one.amount is not None], by)
    budget.status, budget.closed_at, budget.closed_by = Budget.Status.CLOSED, now, by
    budget.save(update_fields=["status", "closed_at", "closed_by"])
    freeze_report(budget, by=by)


def _lines(budget: Budget, rows: Sequence[OldRow]) -> dict[str, BudgetLine]:
    """The lines of a year, in the order of the file."""
    found: dict[str, BudgetLine] = {}
    for row in rows:
        line = found.setdefault(
            folded(row.line), BudgetLine(budget=budget, name=row.line, order=len(found) + 1)
        )
        line.original = row.original if row.original is not None else line.original
        line.theme_id = row.theme_id if row.theme_id is not None else line.theme_id
    for line in found.values():
        line.save(force_insert=True)
    return found


def _spends(lines: dict[str, BudgetLine], rows: Sequence[OldRow], by: Any) -> None:
    """The spends of a year with their bookings; in order of date, so that numbers follow it."""
    rows = sorted(rows, key=lambda one: (one.paid_on or date.min, one.key))
    made = SpendRequest.objects.bulk_create([_request(one, lines[folded(one.line)], by) for one in rows])
    now = clock.now()
    SpendMove.objects.bulk_create(
        SpendMove(request=one, from_state="", to_state=IMPORTED, at=now, by=by) for one in made
    )
    Booking.objects.bulk_create(
        Booking(
            request=request,
            line=request.line,
            kind=Booking.Kind.PAYMENT,
            amount=row.amount or ZERO,
            paid_on=row.paid_on or date.min,
            cost_year=row.year,
            key=row.key,
            booked_by=by,
            booked_at=now,
        )
        for request, row in zip(made, rows, strict=True)
    )
    Evaluation.objects.bulk_create(
        Evaluation(
            request=request,
            reached=row.reached or "no",
            brought=row.brought,
            lesson=row.lesson,
            by=by,
            at=now,
        )
        for request, row in zip(made, rows, strict=True)
        if row.reached or row.lesson
    )


def _request(row: OldRow, line: BudgetLine, by: Any) -> SpendRequest:
    now = clock.now()
    return SpendRequest(
        number=f"U{row.year}-{numbers.draw('spend', row.year):03d}",
        status=IMPORTED,
        title=row.title,
        goal=row.goal,
        amount=row.amount or ZERO,
        line=line,
        decision_id=row.decision_id,
        payee_name=row.payee,
        payee_kind=row.kind,
        requester=by,
        created_at=now,
        public_at=now,
        listed_on=row.paid_on,
        last_paid_on=row.paid_on,
    )
