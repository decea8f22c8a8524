"""Leaks in numbers and in by-ways, each found once by reading the code as an attacker."""

import re

from django.test import Client

from issues.models import HelpOffer, Issue, Note, Visibility
from meetings.actions import add_item
from meetings.models import Meeting
from tests.meetings.conftest import *  # noqa: F403 - the council
from wijkraad.terms import clock


def test_a_visitor_counts_no_point_about_a_confidential_matter(council, db) -> None:
    meeting = council.evening()
    add_item(meeting, by=council.secretary, title="Open punt", issues=[council.issue()])
    closed = council.issue("Pand met signalen")
    add_item(meeting, by=council.secretary, title="Dicht punt", issues=[closed])
    Issue.objects.filter(pk=closed.pk).update(visibility=Visibility.CONFIDENTIAL)

    def counted(user) -> int:
        return Meeting.objects.visible_to(user).for_list(user).get().item_count

    assert counted(None) == counted(council.owner) == 1


def test_the_wijkmanager_reads_no_contact_in_notes_and_offers(council, manager, neighbour, db) -> None:
    issue = council.issue()
    text = "Bel 06-12345678 of mail klager@test.example"
    Note.objects.create(issue=issue, kind=Note.Kind.WRONG, text=text, by=neighbour, at=clock.now())
    HelpOffer.objects.create(issue=issue, kind="hours", text=text, email="hulp@test.example", at=clock.now())
    for reader, sees in ((manager, False), (council.owner, True)):
        client = Client()
        client.force_login(reader, "wijkraad.people.signin.Backend")
        page = client.get(f"/werk/kwesties/{issue.uuid}/").content.decode()
        found = [word in page for word in ("12345678", "klager@", neighbour.name, "hulp@")]
        assert found == [sees] * 4


def test_search_engines_are_kept_from_private_pages(client, db) -> None:
    """And the file itself names no page that somebody must not know of."""
    text = client.get("/robots.txt").content.decode()
    assert "Disallow: /melden/status/" in text and "Disallow: /volgen/" in text
    assert not re.search(r"\d{4}-\d|[0-9a-f]{8}", text)
