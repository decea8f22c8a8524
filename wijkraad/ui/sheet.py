"""A table as an Excel file (ECMA-376), row by row: one sheet of texts, numbers, amounts and days.

Written here because openpyxl takes most of a millisecond per row of twenty cells; it reads the files back in
the tests. Texts stay in their cells, without the shared list that would hold all of them at once.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import IO, Any
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

LINES = 500
"""Rows that are packed at a time."""
LONGEST = 32_767
"""Characters that one cell of Excel holds."""
FIRST = date(1899, 12, 30)
"""Day 0 of Excel, for every day after February 1900."""
NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
DAY, MONEY = 1, 2
"""The styles of cells, by their place in `_STYLES`; 0 is plain."""
_STYLES = f"""{XML}<styleSheet xmlns="{MAIN}">\
<numFmts count="1"><numFmt numFmtId="164" formatCode="dd-mm-yyyy"/></numFmts>\
<fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>\
<fills count="2"><fill><patternFill patternType="none"/></fill>\
<fill><patternFill patternType="gray125"/></fill></fills>\
<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>\
<cellXfs count="3"><xf/><xf numFmtId="164" applyNumberFormat="1"/>\
<xf numFmtId="4" applyNumberFormat="1"/></cellXfs>\
<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>"""
_PARTS = {
    "[Content_Types].xml": f"""{XML}<Types xmlns="{PACKAGE}/content-types">\
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>\
<Default Extension="xml" ContentType="application/xml"/>\
<Override PartName="/xl/workbook.xml" ContentType="{KIND}.sheet.main+xml"/>\
<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{KIND}.worksheet+xml"/>\
<Override PartName="/xl/styles.xml" ContentType="{KIND}.styles+xml"/></Types>""",
    "_rels/.rels": f"""{XML}<Relationships xmlns="{PACKAGE}/relationships">\
<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>""",
    "xl/_rels/workbook.xml.rels": f"""{XML}<Relationships xmlns="{PACKAGE}/relationships">\
<Relationship Id="rId1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>\
<Relationship Id="rId2" Type="{OFFICE}/styles" Target="styles.xml"/></Relationships>""",
    "xl/styles.xml": _STYLES,
}


def write_sheet(file: IO[bytes], title: str, rows: Iterable[Iterable[Any]]) -> None:
    """Write the rows, the head included, into an open file; formulas are the caller's to make harmless."""
    with ZipFile(file, "w", ZIP_DEFLATED, compresslevel=4) as book:
        for name, part in _PARTS.items():
            book.writestr(name, part)
        name = escape(title[:31], {'"': "&quot;"})
        book.writestr(
            "xl/workbook.xml",
            f'{XML}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
            f'<sheet name="{name}" sheetId="1" r:id="rId1"/></sheets></workbook>',
        )
        with book.open("xl/worksheets/sheet1.xml", "w") as sheet:
            sheet.write(f'{XML}<worksheet xmlns="{MAIN}"><sheetData>'.encode())
            for lines in _lines(rows):
                sheet.write(lines.encode())
            sheet.write(b"</sheetData></worksheet>")


def _lines(rows: Iterable[Iterable[Any]]) -> Iterator[str]:
    kept: list[str] = []
    for row in rows:
        kept.append(f"<row>{''.join(map(_cell, row))}</row>")
        if len(kept) == LINES:
            yield "".join(kept)
            kept = []
    yield "".join(kept)


def _cell(worth: Any) -> str:
    if worth is None or worth == "":
        return "<c/>"
    if isinstance(worth, str):
        text = escape(NOT_XML.sub("", worth[:LONGEST]))
        return f'<c t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'
    if isinstance(worth, bool):
        return f'<c t="b"><v>{worth:d}</v></c>'
    if isinstance(worth, Decimal):
        return f'<c s="{MONEY}"><v>{worth}</v></c>'
    if isinstance(worth, int | float):
        return f"<c><v>{worth}</v></c>"
    if isinstance(worth, date) and not isinstance(worth, datetime):
        return f'<c s="{DAY}"><v>{(worth - FIRST).days}</v></c>'
    return _cell(str(worth))
