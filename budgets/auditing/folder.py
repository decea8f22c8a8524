"""The folder of the kascommissie as one ZIP: lists that every program opens, and the receipts themselves.

Of accounts only the last four digits go along: the file leaves the portal.
"""

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Any, cast
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from django.utils.translation import gettext as _

from budgets.auditing.facts import Check, Row
from budgets.models import Budget
from wijkraad.terms import clock

FORMULA = ("=", "+", "-", "@", "\t", "\r")
Line = list[Any]


class _Outlet:
    """Takes what the archive writes, to be handed on piece by piece: no receipt waits for the next one."""

    def __init__(self) -> None:
        self.parts: list[bytes] = []

    def write(self, data: bytes) -> int:
        self.parts.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        """Nothing waits."""

    def taken(self) -> bytes:
        found, self.parts = b"".join(self.parts), []
        return found


def zipped(budget: Budget, rows: list[Row], check: Check) -> Iterator[bytes]:
    """The ZIP in pieces, a receipt at a time."""
    outlet = _Outlet()
    with ZipFile(cast("Any", outlet), "w", ZIP_DEFLATED) as archive:
        archive.writestr("lees-mij.txt", _first(budget, check))
        for name, lines in (
            ("uitgaven.csv", _spends(rows)),
            ("goedkeuringen.csv", _approvals(rows)),
            ("boekingen.csv", _bookings(rows)),
            ("bankregels.csv", _entries(rows)),
            ("bevindingen.csv", _findings(rows)),
        ):
            archive.writestr(name, _csv(lines))
        for row in rows:
            _receipts(archive, row)
            yield outlet.taken()
    yield outlet.taken()


def _first(budget: Budget, check: Check) -> str:
    """What is in the folder, and how the samples were drawn."""
    lines = [
        _("Map voor de kascommissie, jaar %(year)s") % {"year": budget.year},
        _("Gemaakt op %(day)s") % {"day": clock.today().isoformat()},
        "",
    ]
    for one in check.draws:
        words = _(
            "Trekking %(number)s: %(size)s uitgaven, lotnummer %(seed)s, uit %(n)s uitgaven. %(reason)s"
        )
        facts = {"number": one.number, "size": one.size, "seed": one.seed, "n": len(one.population)}
        lines.append(words % {**facts, "reason": one.reason})
    lines.append(_("Zo trekt u zelf na: sha256 van “lotnummer:id” van elke uitgave, de kleinste het eerst."))
    if check.statement:
        lines += ["", check.statement.get_verdict_display(), check.statement.words]
    return "\n".join(lines) + "\n"


def _csv(lines: Iterable[Line]) -> str:
    text = io.StringIO()
    text.write("\ufeff")  # so that spreadsheets read accents
    writer = csv.writer(text, delimiter=";")
    for line in lines:
        writer.writerow([_safe(cell) for cell in line])
    return text.getvalue()


def _safe(cell: Any) -> str:
    """The text of a cell; what a spreadsheet would run gets an apostrophe, amounts stay amounts."""
    text = "" if cell is None else str(cell)
    is_amount = text[1:].replace(".", "", 1).isdigit()
    return f"'{text}" if text.startswith(FORMULA) and not is_amount else text


def _spends(rows: list[Row]) -> Iterable[Line]:
    yield ["id", "nummer", "titel", "doel", "onderdeel", "bedrag", "betaald", "stand", "besluit", "aan wie",
           "uitzondering", "doel gehaald", "wat bracht het", "les", "getrokken"]  # fmt: skip
    for row in rows:
        one, report = row.request, row.evaluation
        told = [report.get_reached_display(), report.brought, report.lesson] if report else ["", "", ""]
        decision = (one.decision.number or "") if one.decision else ""
        yield [
            one.pk, one.number, one.title, one.goal, one.line.name, one.amount, row.paid,
            one.get_status_display(), decision, one.payee_name, one.exception, *told,
            _("ja") if row.drawn else "",
        ]  # fmt: skip


def _approvals(rows: list[Row]) -> Iterable[Line]:
    yield ["nummer", "goedgekeurd door", "als", "op"]
    for row in rows:
        for one in row.approvals:
            yield [row.request.number, one.approver.name, one.function, clock.date_of(one.at)]


def _bookings(rows: list[Row]) -> Iterable[Line]:
    yield ["nummer", "soort", "bedrag", "datum", "jaar", "onderdeel", "omschrijving", "geboekt door", "reden"]
    for row in rows:
        for one in row.bookings:
            yield [
                row.request.number, one.get_kind_display(), one.amount, one.paid_on, one.cost_year,
                one.line.name, one.reference, one.booked_by.name, one.reason,
            ]  # fmt: skip


def _entries(rows: list[Row]) -> Iterable[Line]:
    yield ["nummer", "datum bank", "bedrag bankregel", "deel", "rekening"]
    for row in rows:
        for part in row.entries:
            yield [
                row.request.number, part.entry.booked_on, part.entry.amount, part.amount,
                f"…{part.entry.account.iban[-4:]}",
            ]  # fmt: skip


def _findings(rows: list[Row]) -> Iterable[Line]:
    yield ["nummer", "oordeel", "wat zag de kascommissie", "door", "op", "antwoord"]
    for row in rows:
        for one in row.findings:
            yield [
                row.request.number, one.get_verdict_display(), one.words, one.by.name,
                clock.date_of(one.at), one.answer,
            ]  # fmt: skip


def _receipts(archive: ZipFile, row: Row) -> None:
    """The files of a request, as they are; one that retention destroyed is left out."""
    for one in row.receipts:
        if not one.file:
            continue
        ending = "pdf" if one.content_type == "application/pdf" else "jpg"
        state = "-afgekeurd" if one.refused_at else ""
        name = f"bonnen/{row.request.number or row.request.pk}/{one.kind}-{one.pk}{state}.{ending}"
        with one.file.open("rb") as file:
            archive.writestr(name, file.read(), ZIP_STORED)
