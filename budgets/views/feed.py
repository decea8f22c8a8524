"""The newest spends as a feed: why, for whom, how much, what came of it; limited matters are not in it."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from budgets.models import SpendRequest
from budgets.words import public_payee, result_part
from wijkraad.people.access import open_to
from wijkraad.terms import clock
from wijkraad.trail.version import data_version
from wijkraad.ui.filters import euro
from wijkraad.ui.pages import visitors_page
from wijkraad.ui.xml import xml_text

SHOWN = 40
"""Entries of the feed, the spend that became public last first."""


class SpendFeed(Feed):
    """What may cost money, from the day that it was approved; old books are not news."""

    feed_type = Atom1Feed

    def title(self) -> str:
        return _("%(council)s: uitgaven") % {"council": settings.COUNCIL_NAME}

    def subtitle(self) -> str:
        return _("Waar het geld van de wijk heen gaat, waarom, en wat het bracht.")

    def link(self) -> str:
        return f"{settings.SITE_URL}/budget/"

    def items(self) -> list[SpendRequest]:
        return list(SpendRequest.objects.newest_public()[:SHOWN])

    def item_title(self, item: Any) -> str:
        return xml_text(f"{item.number} {item.title}")

    def item_description(self, item: Any) -> str:
        words = _("%(goal)s Aan: %(payee)s. Mag kosten: %(amount)s. Betaald: %(paid)s.") % {
            "goal": item.goal,
            "payee": public_payee(item),
            "amount": euro(item.amount),
            "paid": euro(item.paid),
        }
        return xml_text(f"{words} {result_part(item)[1].striptags()}")

    def item_link(self, item: Any) -> str:
        return f"{settings.SITE_URL}/uitgaven/{item.number}/"

    def item_pubdate(self, item: Any) -> datetime:
        public: datetime = item.public_at.astimezone(clock.AMSTERDAM)
        return public


@open_to("everyone")
@visitors_page(data_version, today=clock.today)
def spend_feed(request: HttpRequest) -> HttpResponse:
    """/feeds/uitgaven.atom"""
    return SpendFeed()(request)
