"""Lists of issues as files: for everybody what the site shows, in the workspace what is not public too."""

import csv
from collections.abc import Iterable, Iterator
from datetime import timedelta
from tempfile import TemporaryFile
from typing import Any

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import condition

from issues.filters import IssueFilter, WorkFilter
from issues.lists.finding import ORDERS
from issues.views.finding import WORKERS
from wijkraad.people.access import PersonRequest, open_to
from wijkraad.people.limits import allow
from wijkraad.terms import clock
from wijkraad.trail.version import data_version
from wijkraad.ui.sheet import write_sheet

CSV = "text/csv; charset=utf-8"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_IN_SHEET = 20_000
"""Rows of an Excel file: more would keep a process busy for too long."""
PER_HOUR = 60
"""Files that one address takes in an hour."""
LINES = 200
"""Rows that are sent at a time."""


def version_of(request: HttpRequest) -> str:
    """Changes with every public change and every day; whoever has the file of this version keeps it."""
    return f'W/"{data_version()}-{clock.today():%Y%m%d}"'


@open_to("everyone")
@condition(etag_func=version_of)
def issues_csv(request: HttpRequest) -> HttpResponse:
    """/export/kwesties.csv: the public list with the filters of the address."""
    return limited(request) or as_csv(_rows("IssueResource", wanted(IssueFilter(request.GET))))


@open_to("everyone")
@condition(etag_func=version_of)
def issues_xlsx(request: HttpRequest) -> HttpResponse:
    """/export/kwesties.xlsx: the same for Excel."""
    return limited(request) or as_xlsx(request, "IssueResource", wanted(IssueFilter(request.GET)))


@open_to(*WORKERS)
def work_csv(request: PersonRequest) -> HttpResponse:
    """/werk/kwesties/kwesties.csv: what this person may see, confidential matters left out."""
    return as_csv(_rows("WorkResource", wanted(WorkFilter(request.GET, user=request.user))))


@open_to(*WORKERS)
def work_xlsx(request: PersonRequest) -> HttpResponse:
    """/werk/kwesties/kwesties.xlsx: the same for Excel."""
    return as_xlsx(request, "WorkResource", wanted(WorkFilter(request.GET, user=request.user)))


def _rows(resource: str, issues: Any) -> Iterator[list[Any]]:
    """The rows of a file, by a resource whose library for sheets (12 MB) only these pages need."""
    from issues import resources

    return resources.table(getattr(resources, resource)(), issues)


def limited(request: HttpRequest) -> HttpResponse | None:
    """The answer to who takes very many files; None for everybody else."""
    if allow("export", request.META.get("REMOTE_ADDR", ""), PER_HOUR, timedelta(hours=1)):
        return None
    text = _("U hebt al veel bestanden opgehaald. Probeer het over een uur opnieuw.")
    return render(request, "error.html", {"title": _("Even wachten"), "text": text}, status=429)


def wanted(asked: IssueFilter) -> Any:
    """All issues of the filters, in the order of the list."""
    column, descending, _value = ORDERS[asked.sort]
    sign = "-" if descending else ""
    return asked.found.order_by(f"{sign}{column}", f"{sign}id")


class _Line:
    """What the csv module writes to: gives each line back."""

    def write(self, line: str) -> str:
        return line


def csv_lines(rows: Iterable[list[Any]]) -> Iterator[str]:
    """Comma separated lines (RFC 4180), some hundreds at a time."""
    writer = csv.writer(_Line())
    kept: list[str] = []
    for row in rows:
        kept.append(writer.writerow(row))
        if len(kept) == LINES:
            yield "".join(kept)
            kept = []
    yield "".join(kept)


def as_csv(rows: Iterable[list[Any]]) -> HttpResponse:
    answer = StreamingHttpResponse(csv_lines(rows), content_type=CSV)
    return named(answer, "csv")


def as_xlsx(request: HttpRequest, resource: str, issues: Any) -> HttpResponse:
    """The file is written row by row, on the disk; too many rows give a page that says what to do."""
    if issues[MOST_IN_SHEET : MOST_IN_SHEET + 1].exists():
        text = _("Dit zijn meer dan 20.000 kwesties. Kies een filter, of neem het CSV-bestand.")
        title = _("Te veel voor één Excelbestand")
        return render(request, "error.html", {"title": title, "text": text}, status=400)
    with TemporaryFile() as file:
        write_sheet(file, _("Kwesties"), _rows(resource, issues))
        file.seek(0)
        return named(HttpResponse(file.read(), content_type=XLSX), "xlsx")


def named(answer: Any, kind: str) -> Any:
    answer.headers["Content-Disposition"] = f'attachment; filename="kwesties-{clock.today():%Y-%m-%d}.{kind}"'
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer
