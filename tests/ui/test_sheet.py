"""The Excel files of exports, as a program reads them."""

import io
from datetime import date
from decimal import Decimal

from openpyxl import load_workbook

from wijkraad.ui.sheet import LONGEST, write_sheet

ROWS = [
    ["nummer", "datum", "mag_kosten", "voor"],
    ["B2026-001", date(2026, 3, 4), Decimal("1234.50"), 7],
    ["  <Bakken> & “meer”\nregel twee", None, Decimal("0.10"), 0],
    ["a\x0bb\x00c\ufffe", date(1900, 3, 1), "", True],
]


def read(rows: list, title: str = "Besluiten"):
    file = io.BytesIO()
    write_sheet(file, title, rows)
    return load_workbook(io.BytesIO(file.getvalue()))


def test_texts_numbers_amounts_and_days_come_back() -> None:
    sheet = read(ROWS)["Besluiten"]
    found = list(sheet.iter_rows(values_only=True))
    assert found[0] == tuple(ROWS[0])
    assert (found[1][0], found[1][1].date(), found[1][2], found[1][3]) == (
        "B2026-001",
        date(2026, 3, 4),
        1234.5,
        7,
    )
    assert found[2] == ("  <Bakken> & “meer”\nregel twee", None, 0.1, 0)
    assert (found[3][0], found[3][1].date(), found[3][2:]) == ("abc", date(1900, 3, 1), (None, True))
    assert sheet["C2"].number_format == "#,##0.00"


def test_many_rows_and_a_text_that_no_cell_holds() -> None:
    sheet = read([["x" * (LONGEST + 10)]] + [[number] for number in range(900)], "A&B/C [d]: " * 9)
    column = [row[0] for row in sheet.worksheets[0].iter_rows(values_only=True)]
    assert len(column[0]) == LONGEST
    assert column[1:] == list(range(900))


def test_no_text_becomes_a_formula() -> None:
    found = read([["=1+1", "=cmd|' /C calc'!A0", "+31 6"]]).worksheets[0]
    assert [(one.data_type, one.value) for one in found[1]] == [
        ("s", "=1+1"),
        ("s", "=cmd|' /C calc'!A0"),
        ("s", "+31 6"),
    ]
