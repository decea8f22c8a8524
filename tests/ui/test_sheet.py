"""The Excel files that are written here, as another program reads them."""

import io
from datetime import date
from decimal import Decimal

from openpyxl import load_workbook

from wijkraad.ui.sheet import LINES, LONGEST, write_sheet

ROWS = [
    ["nummer", "datum", "mag_kosten", "voor"],
    ["B2026-001", date(2026, 3, 4), Decimal("1234.50"), 7],
    ["  <Bakken> & “meer”\nregel twee", None, Decimal("0.10"), 0],
    ["a\x0bb\x00c", date(1900, 3, 1), "", True],
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
    sheet = read([["x" * (LONGEST + 10)]] + [[number] for number in range(LINES * 2)], 'A&B "C" ' * 9)
    column = [row[0] for row in sheet.worksheets[0].iter_rows(values_only=True)]
    assert len(column[0]) == LONGEST
    assert column[1:] == list(range(LINES * 2))
