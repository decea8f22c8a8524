"""Taking in a file of the bank: keep it, judge it, take in all of it or nothing (2-domain, Bank)."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Sum
from django.utils.translation import gettext as _

from budgets.actions.bank_accounts import only_books
from budgets.banking.entries import Fault, RawEntry, RawStatement, Unreadable
from budgets.banking.joining import Known, Span, days_of, misfit, span_of
from budgets.banking.reading import LARGEST, Balances, BankFile, read
from budgets.models import BankAccount, BankEntry, BankImport, BankStatement, BankWords
from budgets.money import ZERO
from issues.importing.progress import progress
from wijkraad.terms import clock
from wijkraad.terms.refusal import Refused
from wijkraad.trail.acting import action
from wijkraad.ui.filters import day, euro

PIECE = 1000
"""Entries written at a time."""
LIFE = timedelta(hours=24)
"""How long a file waits for a decision."""
State = BankImport.State
BBAN = 10
"""Digits of the account number in a Dutch IBAN, by which old MT940 names an account."""


@action("bank.keep")
def keep_bank_file(
    *, by: Any, name: str, content: bytes, opening: Decimal | None = None, closing: Decimal | None = None
) -> BankImport:
    """Keep a file for judging. `opening` and `closing` in euros, for a file without balances.

    Refused when the very same file was taken in before: then nothing would come of it.
    """
    only_books(by)
    if len(content) > LARGEST:
        raise Refused(_("Dit bestand is te groot. Het mag hooguit 30 MB zijn."), code="bank_size")
    sha256 = hashlib.sha256(content).hexdigest()
    known = BankImport.objects.filter(sha256=sha256, state=State.DONE).first()
    if known is not None and known.finished_at is not None:
        text = _("Dit bestand is al ingelezen op %(day)s. Er komt niets bij.")
        raise Refused(text % {"day": day(clock.date_of(known.finished_at))}, code="budgets_bank_file_once")
    return BankImport.objects.create(
        name=name[-120:],
        content=content,
        sha256=sha256,
        opening=opening,
        closing=closing,
        by=by,
        at=clock.now(),
    )


@dataclass(frozen=True)
class Judged:
    """A statement of the file with its account, and what of it is new (each with its number among equals)."""

    account: BankAccount
    statement: RawStatement
    fresh: list[tuple[RawEntry, int]]


def check_bank_file(batch: BankImport) -> BankImport:
    """Judge the whole file without writing any entry."""
    try:
        file = _read(batch)
        judged = list(_judge(file))
    except Unreadable as error:
        return _faulty(batch, error.fault)
    found = [
        [
            str(one.account),
            one.statement.number,
            one.statement.first_day,
            one.statement.last_day,
            one.statement.opening,
            one.statement.closing,
            len(one.statement.entries),
            len(one.fresh),
        ]
        for one in judged
    ]
    return _told(
        batch,
        state=State.READY,
        format=file.format,
        found=json.loads(json.dumps(found, default=str)),
        rows=file.count,
        fresh=sum(len(one.fresh) for one in judged),
    )


def _read(batch: BankImport) -> BankFile:
    return read(bytes(batch.content), Balances(batch.opening, batch.closing))


def _faulty(batch: BankImport, fault: Fault) -> BankImport:
    return _told(batch, state=State.FAULTY, fault_count=1, faults=[list(fault)])


def _told(batch: BankImport, **facts: Any) -> BankImport:
    BankImport.objects.filter(pk=batch.pk, state__in=[State.CHECKING, State.READING]).update(**facts)
    batch.refresh_from_db()
    return batch


def _judge(file: BankFile) -> Iterable[Judged]:
    """Each statement with its account and what is new; Unreadable when one does not fit what is here."""
    accounts = list(BankAccount.objects.all())
    known: dict[int, Known] = {}
    extra: dict[int, list[tuple[date, Decimal]]] = {}
    for number, statement in enumerate(file.statements, 1):
        account = _account_of(statement, accounts)
        if account.pk not in known:
            known[account.pk] = _known(account, file.statements)
        here = known[account.pk]
        fresh = here.fresh_of(statement)
        here.take(-number, statement, fresh)
        added = extra.setdefault(account.pk, [])
        added += [(entry.booked_on, entry.amount) for entry, _occurrence in fresh]
        _fits(account, here.spans, span_of(-number, statement), added, statement)
        yield Judged(account, statement, fresh)


def _account_of(statement: RawStatement, accounts: list[BankAccount]) -> BankAccount:
    """The own account that a statement is of; Unreadable when the council has no such account then."""
    said = "".join(statement.account.split()).upper().rpartition("/")[2].removesuffix("EUR")
    for account in accounts:
        same = said == account.iban or (said.isdigit() and account.iban.endswith(said.zfill(BBAN)))
        if not same:
            continue
        if statement.first_day < account.since or (account.until and statement.last_day > account.until):
            words = _("Deze rekening was toen niet van de wijkraad.")
            raise Unreadable(statement.place, _("rekening"), str(account), words)
        return account
    words = _("Deze rekening is niet van de wijkraad. Zet haar eerst bij de eigen rekeningen.")
    raise Unreadable(statement.place, _("rekening"), f"…{said[-4:]}", words)


def _known(account: BankAccount, statements: list[RawStatement]) -> Known:
    identities = {entry.identity for one in statements for entry in one.entries}
    spans = BankStatement.objects.filter(account=account).values_list(
        "pk", "number", "first_day", "last_day", "opening", "closing"
    )
    found = Known([Span(*row) for row in spans])
    rows = BankEntry.objects.filter(account=account, identity__in=identities)
    for identity, statement in rows.values_list("identity", "statement_id"):
        found.seen.setdefault(identity, []).append(statement)
    return found


def _fits(
    account: BankAccount,
    spans: list[Span],
    one: Span,
    added: list[tuple[date, Decimal]],
    statement: RawStatement,
) -> None:
    """The balances over the days that this statement shares with others decide (see joining)."""
    low, high, over = days_of(spans, one)
    here = BankEntry.objects.filter(account=account, booked_on__gte=low, booked_on__lte=high)
    total = here.aggregate(total=Sum("amount", default=ZERO))["total"]
    total += sum((amount for on, amount in added if low <= on <= high), ZERO)
    difference = misfit(over, low, high, total)
    if difference:
        text = _(
            "Met wat er al staat kloppen de saldo’s van %(low)s tot en met %(high)s niet."
            " Verschil: %(difference)s. Is dit dezelfde periode in een ander soort bestand?"
        )
        words = text % {"low": day(low), "high": day(high), "difference": euro(difference)}
        raise Unreadable(statement.place, _("eindsaldo"), euro(statement.closing), words)


@action("bank.begin")
def begin_bank_import(batch: BankImport, *, by: Any) -> BankImport:
    """Say yes to a judged file; from then on nobody else can. Refused for faults, or when nothing is new."""
    only_books(by)
    fresh = BankImport.objects.select_for_update(no_key=True).get(pk=batch.pk)
    if fresh.state == State.FAULTY:
        raise Refused(
            _("In dit bestand is iets mis. Er is niets ingelezen."),
            code="bank_faulty",
            first=_("Download het opnieuw bij uw bank en stuur het nog een keer."),
        )
    if fresh.state != State.READY:
        raise Refused(_("Dit bestand is al ingelezen of weggegooid."), code="bank_state")
    if not fresh.fresh:
        raise Refused(_("Alles uit dit bestand staat er al. Er komt niets bij."), code="bank_nothing")
    fresh.state = State.READING
    fresh.save(update_fields=["state"])
    return fresh


def take_in_bank(batch: BankImport, *, by: Any) -> BankImport:
    """Write all that is new of a file, or nothing; what came up meanwhile puts the file back as faulty."""
    try:
        return _take_in(batch, by=by)
    except Unreadable as error:
        return _faulty(batch, error.fault)
    except Refused as refused:
        return _faulty(batch, Fault(0, "", batch.name, str(refused)))


@action("bank.import")
def _take_in(batch: BankImport, *, by: Any) -> BankImport:
    batch = BankImport.objects.select_for_update(no_key=True).get(pk=batch.pk)
    if batch.state != State.READING:
        return batch
    list(BankAccount.objects.select_for_update(no_key=True).order_by("pk"))
    with progress(f"bank {batch.pk}") as tell:
        for judged in list(_judge(_read(batch))):
            batch.added += _write(batch, judged, tell)
    batch.state, batch.content, batch.finished_at = State.DONE, b"", clock.now()
    batch.save(update_fields=["state", "content", "finished_at", "added"])
    return batch


def _write(batch: BankImport, judged: Judged, tell: Any) -> int:
    one, account = judged.statement, judged.account
    statement = BankStatement.objects.create(
        source=batch,
        account=account,
        number=one.number,
        first_day=one.first_day,
        last_day=one.last_day,
        opening=one.opening,
        closing=one.closing,
        total=one.total,
        entries=len(one.entries),
        added=len(judged.fresh),
    )
    for start in range(0, len(judged.fresh), PIECE):
        piece = judged.fresh[start : start + PIECE]
        rows = BankEntry.objects.bulk_create(
            BankEntry(
                statement=statement,
                account=account,
                booked_on=raw.booked_on,
                amount=raw.amount,
                identity=raw.identity,
                occurrence=occurrence,
                returned=raw.returned,
            )
            for raw, occurrence in piece
        )
        BankWords.objects.bulk_create(
            BankWords(
                entry=row,
                name=raw.name,
                iban=raw.iban,
                reference=raw.reference,
                bank_reference=raw.bank_reference,
                description=raw.description,
            )
            for row, (raw, _occurrence) in zip(rows, piece, strict=True)
        )
        tell(batch.added + start + len(piece))
    return len(judged.fresh)


@action("bank.drop")
def drop_bank_file(batch: BankImport, *, by: Any) -> BankImport:
    """Throw a file away that was not taken in; its content is gone at once."""
    only_books(by)
    fresh = BankImport.objects.select_for_update(no_key=True).get(pk=batch.pk)
    if fresh.state not in (State.CHECKING, State.FAULTY, State.READY):
        raise Refused(_("Dit bestand is al ingelezen."), code="bank_state")
    _emptied(BankImport.objects.filter(pk=fresh.pk))
    fresh.refresh_from_db()
    return fresh


def _emptied(batches: Any) -> int:
    return batches.update(state=State.DROPPED, content=b"", found=[], faults=[], finished_at=clock.now())


def forget_old_bank_files() -> int:
    """Empty the files that nobody decided about for a day."""
    waiting = BankImport.objects.filter(state__in=[State.CHECKING, State.FAULTY, State.READY])
    return _emptied(waiting.filter(at__lt=clock.now() - LIFE))
