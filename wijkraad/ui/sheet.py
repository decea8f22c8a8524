"""A table as an Excel file, written row by row: one sheet of texts, numbers, amounts and days."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import IO, Any

from wijkraad.ui.xml import xml_text

LONGEST = 32_767
"""Characters that one cell of Excel holds."""
DAY, MONEY = "dd-mm-yyyy", "#,##0.00"


def write_sheet(file: IO[bytes], title: str, rows: Iterable[Iterable[Any]]) -> None:
    """Write the rows, the head included, into an open file; a text is never taken for a formula."""
    from openpyxl import Workbook  # 8 MB that only these pages need
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.workbook.child import INVALID_TITLE_REGEX

    book = Workbook(write_only=True)
    sheet = book.create_sheet(INVALID_TITLE_REGEX.sub(" ", title)[:31])

    def cell(worth: Any) -> Any:
        if worth is None or isinstance(worth, bool | int | float):
            return worth
        found = WriteOnlyCell(sheet)
        if isinstance(worth, Decimal):
            found.value, found.number_format = worth, MONEY
        elif isinstance(worth, date) and not isinstance(worth, datetime):
            found.value, found.number_format = worth, DAY
        else:
            found.value = xml_text(str(worth)[:LONGEST]) or None
            found.data_type = "s" if found.value else "n"
        return found

    for row in rows:
        sheet.append([cell(worth) for worth in row])
    book.save(file)
