"""Reading a table from a file somebody sends: CSV or Excel, whatever its separator, letters or tricks.

CSV: comma, semicolon or tab; UTF-8 or Windows-1252. Excel: .xlsx, first sheet, values as they show. A file
that is not what it says is refused whole, with the reason in plain Dutch; nothing of it is run or unpacked
on the disk. Rows come one by one, with the number that the program of the sender shows.
"""

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any
from zipfile import BadZipFile, ZipFile, ZipInfo

from django.utils.translation import gettext as _

from wijkraad.terms.refusal import Refused

LARGEST = 20 * 1024 * 1024
"""Bytes of a file."""
UNPACKED = 250 * 1024 * 1024
"""Bytes that an Excel file may hold when unpacked: a sheet of 100,000 rows takes some 80 MB."""
MOST_ROWS = 100_000
MOST_COLUMNS = 60
LONGEST_CELL = 10_000
PIECE = 1024 * 1024
SEPARATORS = (";", ",", "\t")
Row = tuple[int, list[Any]]
"""The number of a row as the sender sees it, and its cells."""


def rows_of(content: bytes) -> Iterator[Row]:
    """The rows of the first table, the head first, without empty ones. Refused for a file we do not read."""
    if len(content) > LARGEST:
        raise Refused(_("Dit bestand is te groot. Het mag hooguit 20 MB zijn."), code="sheet.size")
    if content[:4] == b"PK\x03\x04":
        found = _from_xlsx(content)
    elif content[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        raise Refused(
            _("Dit is een oud Excelbestand, of het heeft een wachtwoord. Bewaar het als .xlsx of CSV."),
            code="sheet.xls",
        )
    else:
        found = _from_csv(content)
    return _bounded(found)


def _bounded(rows: Iterable[Row]) -> Iterator[Row]:
    """Rows with something in them, as long as they are not too many or too wide."""
    count = 0
    for number, cells in rows:
        while cells and cells[-1] in (None, ""):
            cells.pop()
        if not cells:
            continue
        count += 1
        if count > MOST_ROWS + 1:
            raise Refused(
                _("Dit bestand heeft meer dan 100.000 rijen. Knip het in stukken."), code="sheet.rows"
            )
        if len(cells) > MOST_COLUMNS:
            raise Refused(
                _("Rij %(row)s heeft meer dan 60 kolommen.") % {"row": number}, code="sheet.columns"
            )
        yield number, cells


def _from_csv(content: bytes) -> Iterator[Row]:
    text = _decoded(content)
    first = next(iter(text.splitlines()), "")
    separator = max(SEPARATORS, key=lambda one: len(next(csv.reader([first], delimiter=one), [])))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    number = 1
    try:
        for cells in reader:
            yield number, [cell.strip() for cell in cells]
            number = reader.line_num + 1
    except csv.Error as error:
        raise Refused(
            _("Rij %(row)s is niet te lezen: er staat een aanhalingsteken verkeerd.") % {"row": number},
            code="sheet.csv",
        ) from error


def _decoded(content: bytes) -> str:
    """UTF-8, else Windows-1252 (what Excel on Windows saves); Refused for what is no text."""
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        content = content.decode("utf-16", "replace").encode()
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", "replace")
    if "\x00" in text or text.lstrip()[:5].lower() in ("<?xml", "<html", "<!doc", "%pdf-", "{\\rtf"):
        raise Refused(
            _("Dit is geen CSV en geen Excelbestand. Bewaar de lijst als CSV of .xlsx."), code="sheet.kind"
        )
    return text


def _from_xlsx(content: bytes) -> Iterator[Row]:
    judge_archive(content)
    from openpyxl import load_workbook  # 8 MB that only an import needs

    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        sheet = book.worksheets[0]
        sheet.reset_dimensions()
        for number, cells in enumerate(sheet.iter_rows(values_only=True), 1):
            if number > MOST_ROWS + 1000 and not any(cells):
                continue
            yield number, [_plain(cell) for cell in cells]
    except Refused:
        raise
    except Exception as error:
        # openpyxl raises whatever its XML parser, its styles or a missing part come up with
        words = _("Dit Excelbestand is niet te lezen. Bewaar het opnieuw.")
        raise Refused(words, code="sheet.xlsx") from error


class NumberText(str):
    """What a cell with a number shows as text: no mark in it can mean thousands."""


def _plain(cell: Any) -> Any:
    if isinstance(cell, str):
        return cell[: LONGEST_CELL + 1].strip()
    if isinstance(cell, datetime | date) or cell is None:
        return cell
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return NumberText(cell) if isinstance(cell, float) else str(cell)


def judge_archive(content: bytes) -> None:
    """Refuse archives that are bombs or carry entities, before anything of them is parsed."""
    try:
        with ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            if len(parts) > 500 or sum(part.file_size for part in parts) > UNPACKED:
                raise Refused(_("Dit Excelbestand is uitgepakt veel te groot."), code="sheet.bomb")
            for part in parts:
                _judge_part(archive, part)
    except (BadZipFile, zipfile.LargeZipFile, NotImplementedError, RuntimeError, OSError, EOFError) as error:
        raise Refused(_("Dit Excelbestand is beschadigd."), code="sheet.zip") from error


def _judge_part(archive: ZipFile, part: ZipInfo) -> None:
    """The real size of a part, and no document type in its XML (entities, files of the server)."""
    total, tail = 0, b""
    with archive.open(part) as stream:
        while piece := stream.read(PIECE):
            total += len(piece)
            if total > UNPACKED:
                raise Refused(_("Dit Excelbestand is uitgepakt veel te groot."), code="sheet.bomb")
            if part.filename.lower().endswith((".xml", ".rels", ".vml")):
                seen = (tail + piece).replace(b"\x00", b"").upper()
                if b"<!DOCTYPE" in seen or b"<!ENTITY" in seen:
                    raise Refused(
                        _("In dit Excelbestand staat iets wat er niet hoort. Wij lezen het niet."),
                        code="sheet.entity",
                    )
                tail = piece[-40:]
