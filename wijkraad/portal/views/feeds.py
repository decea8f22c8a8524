"""Atom feeds for readers and other sites: public issues, all of them or per theme and street.

They hold what a visitor may see with its place, and nothing else: limited and confidential matters
are in none of them. Kept until the next public change, like every public page.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from issues.models import Issue, Street, Theme, Visibility
from issues.notices import label_of
from wijkraad.people.access import open_to
from wijkraad.terms import clock
from wijkraad.trail.version import data_version
from wijkraad.ui.pages import visitors_page
from wijkraad.ui.xml import xml_text

SHOWN = 40
"""Entries of a feed, the newest change first."""


def issues_for_feed() -> QuerySet[Issue]:
    """What a visitor sees in lists, with its place."""
    seen = Issue.objects.visible_to(None).listed().filter(visibility=Visibility.PUBLIC)
    return seen.select_related("theme", "street", "partner").order_by("-last_event_at", "-id")


class IssueFeed(Feed):
    """Issues with their state; `about` is the theme or street, or None for all."""

    feed_type = Atom1Feed

    def __init__(self, about: Theme | Street | None, rows: QuerySet[Issue]) -> None:
        self.about, self.rows = about, rows

    def title(self, _about: Any) -> str:
        name = self.about.name if self.about else _("alle kwesties")
        return f"{settings.COUNCIL_NAME}: {name}"

    def subtitle(self, _about: Any) -> str:
        return _("Wat er speelt en hoe het ermee staat.")

    def link(self, _about: Any) -> str:
        if self.about is None:
            return f"{settings.SITE_URL}/kwesties/"
        kind, slug = (
            ("thema", self.about.key) if isinstance(self.about, Theme) else ("straat", self.about.slug)
        )
        return f"{settings.SITE_URL}/{kind}/{slug}/"

    def items(self, _about: Any) -> Sequence[Issue]:
        return list(self.rows[:SHOWN])

    def item_title(self, item: Any) -> str:
        return xml_text(f"{item.number} {item.title}")

    def item_description(self, item: Any) -> str:
        place = f", {item.street.name}" if item.street else ""
        return xml_text(f"{item.theme.name}{place}. {label_of(item)}. {item.summary}".strip())

    def item_link(self, item: Any) -> str:
        return f"{settings.SITE_URL}{item.path}"

    def item_pubdate(self, item: Any) -> datetime | None:
        return item.public_at and item.public_at.astimezone(clock.AMSTERDAM)

    def item_updateddate(self, item: Any) -> datetime | None:
        return item.last_event_at and item.last_event_at.astimezone(clock.AMSTERDAM)


@open_to("everyone")
@visitors_page(data_version, today=clock.today)
def all_issues(request: HttpRequest) -> HttpResponse:
    """/feeds/kwesties.atom"""
    return IssueFeed(None, issues_for_feed())(request)


@open_to("everyone")
@visitors_page(data_version, today=clock.today)
def theme_feed(request: HttpRequest, slug: str) -> HttpResponse:
    """/feeds/thema/<slug>.atom"""
    theme = get_object_or_404(Theme, key=slug)
    return IssueFeed(theme, issues_for_feed().filter(theme=theme))(request)


@open_to("everyone")
@visitors_page(data_version, today=clock.today)
def street_feed(request: HttpRequest, slug: str) -> HttpResponse:
    """/feeds/straat/<slug>.atom"""
    street = get_object_or_404(Street, slug=slug)
    return IssueFeed(street, issues_for_feed().filter(street=street))(request)
