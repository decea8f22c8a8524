"""The meetings as files: what every visitor of the list sees, one row each."""

import json
from collections.abc import Callable, Iterator
from tempfile import TemporaryFile
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import condition

from issues.views.exporting import CSV, MOST_IN_SHEET, XLSX, csv_lines, limited, version_of
from meetings.models import Meeting
from meetings.permissions import reads_minutes
from wijkraad.people.access import open_to
from wijkraad.terms import clock
from wijkraad.ui.sheet import write_sheet

CHUNK = 1000
"""Meetings read at a time."""


def records() -> Iterator[dict[str, Any]]:
    """Each public meeting as {column: value}, the newest first; points and decisions as visitors count them.

    Days and hours are those of Amsterdam; `verslag` is empty until everybody may read the minutes.
    """
    meetings = Meeting.objects.visible_to(None).order_by("-starts_at", "-id").first_ones(MOST_IN_SHEET)
    rows: Iterator[Any] = meetings.for_list(None).iterator(chunk_size=CHUNK)
    for one in rows:
        starts, ends = (at.astimezone(clock.AMSTERDAM) for at in (one.starts_at, one.ends_at))
        address = f"{settings.SITE_URL}/vergaderingen/{one.slug}/"
        yield {
            "datum": starts.date(),
            "begin": f"{starts:%H:%M}",
            "einde": f"{ends:%H:%M}",
            "soort": one.kind,
            "naam": one.title,
            "plaats": one.place,
            "stand": one.status,
            "stand_in_woorden": str(one.get_status_display()),
            "punten": one.item_count,
            "besproken": one.talked,
            "besluiten": one.decided,
            "kenmerk_verslag": one.minutes_hash,
            "verslag": f"{address}notulen.pdf" if reads_minutes(None, one) else "",
            "adres": address,
        }


COLUMNS = [
    *("datum", "begin", "einde", "soort", "naam", "plaats", "stand", "stand_in_woorden", "punten"),
    *("besproken", "besluiten", "kenmerk_verslag", "verslag", "adres"),
]


def _rows() -> Iterator[list[Any]]:
    from issues.resources import harmless  # its library for sheets takes 12 MB that only files need

    yield COLUMNS
    for record in records():
        yield [harmless(record[name]) for name in COLUMNS]


def _csv() -> Any:
    return StreamingHttpResponse(csv_lines(_rows()), content_type=CSV)


def _xlsx() -> HttpResponse:
    with TemporaryFile() as file:
        write_sheet(file, _("Vergaderingen"), _rows())
        file.seek(0)
        return HttpResponse(file.read(), content_type=XLSX)


def _json() -> HttpResponse:
    body = json.dumps({"vergaderingen": list(records())}, ensure_ascii=False, default=str)
    return HttpResponse(body, content_type="application/json")


def _file(kind: str, make: Callable[[], Any]) -> Any:
    """A view that gives the meetings as one kind of file."""

    @open_to("everyone")
    @condition(etag_func=version_of)
    def view(request: HttpRequest) -> HttpResponse:
        answer = limited(request) or make()
        if answer.status_code == 200:
            name = f"vergaderingen-{clock.today():%Y-%m-%d}.{kind}"
            answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
            answer.headers["X-Robots-Tag"] = "noindex"
        return answer

    view.__doc__ = f"/export/vergaderingen.{kind}"
    return view


meetings_csv, meetings_xlsx, meetings_json = _file("csv", _csv), _file("xlsx", _xlsx), _file("json", _json)
