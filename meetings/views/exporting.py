"""The register as files and as a feed: what every visitor sees, with the filters of the address."""

import json
from collections.abc import Callable, Iterator
from datetime import date, datetime
from decimal import Decimal
from itertools import islice
from tempfile import TemporaryFile
from typing import Any

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.views.decorators.http import condition

from issues.views.exporting import CSV, LINES, MOST_IN_SHEET, XLSX, csv_lines, limited, version_of
from meetings.filters import RegisterFilter
from meetings.models import Decision
from meetings.querysets import DecisionQuerySet
from meetings.wording import headline, owner_of, wording
from wijkraad.people.access import open_to
from wijkraad.terms import clock
from wijkraad.trail.version import data_version
from wijkraad.ui.pages import visitors_page
from wijkraad.ui.sheet import write_sheet
from wijkraad.ui.xml import xml_text

SHOWN = 40
"""Entries of the feed, the newest decision first."""


def _wanted(request: HttpRequest) -> DecisionQuerySet:
    found: DecisionQuerySet = RegisterFilter(request.GET, user=None, today=clock.today()).qs
    return found.newest_first()


def _file(kind: str, make: Callable[[DecisionQuerySet], Any]) -> Any:
    """A view that gives the register as one kind of file."""

    @open_to("everyone")
    @condition(etag_func=version_of)
    def view(request: HttpRequest) -> HttpResponse:
        answer = limited(request) or make(_wanted(request))
        if answer.status_code == 200:
            name = f"besluiten-{clock.today():%Y-%m-%d}.{kind}"
            answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
            answer.headers["X-Robots-Tag"] = "noindex"
        return answer

    view.__doc__ = f"/export/besluiten.{kind}"
    return view


def _rows(decisions: DecisionQuerySet) -> Iterator[list[Any]]:
    """The rows of a file, by a resource whose library for sheets (12 MB) only these pages need."""
    from meetings.resources import table

    return table(decisions)


def _csv(decisions: DecisionQuerySet) -> Any:
    return StreamingHttpResponse(csv_lines(_rows(decisions)), content_type=CSV)


def _xlsx(decisions: DecisionQuerySet) -> HttpResponse:
    """Written row by row, on the disk."""
    with TemporaryFile() as file:
        write_sheet(file, _("Besluiten"), _rows(decisions.first_ones(MOST_IN_SHEET)))
        file.seek(0)
        return HttpResponse(file.read(), content_type=XLSX)


def _json(decisions: DecisionQuerySet) -> Any:
    return StreamingHttpResponse(_json_lines(decisions), content_type="application/json")


def _json_lines(decisions: DecisionQuerySet) -> Iterator[str]:
    """One object with its decisions, a line each; amounts as text with two decimals, days as 2026-03-04."""
    from meetings.resources import records  # see _rows

    before, found = '{"besluiten": [\n', records(decisions)
    while some := [json.dumps(one, ensure_ascii=False, default=_plain) for one in islice(found, LINES)]:
        yield before + ",\n".join(some)
        before = ",\n"
    yield "]}\n" if before == ",\n" else f"{before}]}}\n"


def _plain(cell: Decimal | date) -> str:
    return f"{cell:.2f}" if isinstance(cell, Decimal) else cell.isoformat()


decisions_csv, decisions_xlsx, decisions_json = _file("csv", _csv), _file("xlsx", _xlsx), _file("json", _json)


class DecisionFeed(Feed):
    """What the council decided lately; limited matters are in no feed, confidential ones nowhere."""

    feed_type = Atom1Feed

    def title(self) -> str:
        return _("%(council)s: besluiten") % {"council": settings.COUNCIL_NAME}

    def subtitle(self) -> str:
        return _("Wat er besloten is, wie ervoor zorgt en wanneer het klaar is.")

    def link(self) -> str:
        return f"{settings.SITE_URL}/besluiten/"

    def items(self) -> list[Decision]:
        seen = Decision.objects.visible_to(None).final()
        newest = seen.exclude(issue_links__issue__visibility="limited").newest_first()
        return list(newest.first_ones(SHOWN).for_list(None))

    def item_title(self, item: Any) -> str:
        return xml_text(f"{item.number} {headline(item)}")

    def item_description(self, item: Any) -> str:
        words = f"{wording(item)} {item.get_status_display()}."
        if item.deadline:
            words += " " + _("%(who)s zorgt ervoor, uiterlijk %(day)s.") % {
                "who": owner_of(item), "day": item.deadline.strftime("%d-%m-%Y")
            }  # fmt: skip
        return xml_text(words)

    def item_link(self, item: Any) -> str:
        return f"{settings.SITE_URL}/besluiten/{item.number}/"

    def item_pubdate(self, item: Any) -> datetime:
        decided: datetime = item.decided_at.astimezone(clock.AMSTERDAM)
        return decided


@open_to("everyone")
@visitors_page(data_version, today=clock.today)
def decisions_feed(request: HttpRequest) -> HttpResponse:
    """/feeds/besluiten.atom"""
    return DecisionFeed()(request)
