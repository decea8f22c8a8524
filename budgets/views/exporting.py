"""Money as files: CSV, Excel and JSON with the rows of every visitor, and sums equal to the pages."""

import json
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from itertools import chain, islice
from tempfile import TemporaryFile
from typing import Any

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.views.decorators.http import condition

from budgets.resources import Record, cells, line_records, others_records, spend_records
from issues.views.exporting import CSV, MOST_IN_SHEET, XLSX, csv_lines, limited, version_of
from wijkraad.people.access import open_to
from wijkraad.terms import clock
from wijkraad.ui.sheet import write_sheet

Records = Callable[[int | None], Iterator[Record]]


def _file(name: str, kind: str, records: Records) -> Any:
    """A view that gives one list of money as one kind of file; `?jaar=2026` narrows it to a year."""
    make = {"csv": _csv, "xlsx": _xlsx, "json": _json}[kind]

    @open_to("everyone")
    @condition(etag_func=version_of)
    def view(request: HttpRequest) -> HttpResponse:
        asked = request.GET.get("jaar", "")
        year = int(asked) if asked.isascii() and asked.isdigit() and len(asked) == 4 else None
        answer = limited(request) or make(name, records(year))
        if answer.status_code == 200:
            file = f"{name}-{asked if year else clock.today().isoformat()}.{kind}"
            answer.headers["Content-Disposition"] = f'attachment; filename="{file}"'
            answer.headers["X-Robots-Tag"] = "noindex"
        return answer

    view.__doc__ = f"/export/{name}.{kind}"
    return view


def _table(records: Iterator[Record]) -> Iterator[list[Any]]:
    """The head and the rows; nothing at all gives an empty file."""
    first = next(records, None)
    if first is None:
        return
    yield list(first)
    for record in chain([first], records):
        yield cells(record)


def _csv(_name: str, records: Iterator[Record]) -> Any:
    return StreamingHttpResponse(csv_lines(_table(records)), content_type=CSV)


def _xlsx(name: str, records: Iterator[Record]) -> HttpResponse:
    """Written row by row, on the disk."""
    with TemporaryFile() as file:
        write_sheet(file, name, islice(_table(records), MOST_IN_SHEET + 1))
        file.seek(0)
        return HttpResponse(file.read(), content_type=XLSX)


def _json(name: str, records: Iterator[Record]) -> Any:
    return StreamingHttpResponse(_json_lines(name, records), content_type="application/json")


def _json_lines(name: str, records: Iterator[Record]) -> Iterator[str]:
    """One object with its rows, a line each; amounts as text with two decimals, days as 2026-03-04."""
    before = f'{{"{name}": [\n'
    for record in records:
        plain = {key: _plain(cell) for key, cell in record.items()}
        yield before + json.dumps(plain, ensure_ascii=False)
        before = ",\n"
    yield "]}\n" if before == ",\n" else f"{before}]}}\n"


def _plain(cell: Any) -> Any:
    if isinstance(cell, Decimal):
        return f"{cell:.2f}"
    return cell.isoformat() if isinstance(cell, date) else cell


LISTS: dict[str, Records] = {
    "begroting": line_records,
    "uitgaven": spend_records,
    "geld-van-anderen": others_records,
}
FILES = {
    f"{name}.{kind}": _file(name, kind, records)
    for name, records in LISTS.items()
    for kind in ("csv", "xlsx", "json")
}
"""Name of each file → its view."""
