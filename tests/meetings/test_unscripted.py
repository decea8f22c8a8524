"""The screen of the evening without script: whatever is pressed, nothing that was typed is lost."""

import pytest
from django.test import Client

from meetings import actions
from meetings.models import AgendaItem
from tests.meetings.conftest import Council
from tests.meetings.screen import Screen

NOTES = "31 auto’s op één vrijdag.\nDe winkelier wil een laadplek."
HALF = {
    "b__text": "Wij vragen een laadplek",
    "b__deadline": "1-6-2031",
    "a__title": "Vrijdagen tellen",
    "n__title": "Rondvraag",
    "reden": "zus van de winkelier",
    "gast": "Wim Wethouder",
}
SIDE = {
    "actie/": ("Voeg toe", ()),  # refused: who and when are missing, so its words stay too
    "aanwezig/": ("Voeg toe", ("gast",)),
    "belang/": ("Meld het belang", ("reden",)),
    "punt/": ("Voeg toe", ("n__title",)),
    "begin/": ("Begin met dit punt", ()),
    "verslag/": ("Bewaar", ()),
}
"""Each button beside the text: where it goes, its words, and the fields that it sends itself."""


@pytest.fixture
def item(council: Council) -> AgendaItem:
    meeting = council.open()
    actions.add_item(meeting, by=council.secretary, title="Dubbel parkeren")
    actions.add_item(meeting, by=council.secretary, title="Volgende")
    return meeting.items.get(order=1)


@pytest.fixture
def screen(council: Council, item: AgendaItem) -> Screen:
    client = Client()
    client.force_login(council.chair)
    opened = Screen(client, f"/werk/vergaderingen/{item.meeting.slug}/nu/1/")
    opened.type(tekst=NOTES, **HALF)
    return opened


@pytest.mark.parametrize("where", SIDE)
def test_a_button_beside_the_text_loses_no_word(screen: Screen, item: AgendaItem, where: str) -> None:
    words, own = SIDE[where]
    if where == "actie/":
        sent = {one["name"]: one["worth"] for one in screen.fields if one["owner"] == "punt"}
        again = screen.client.post(f"{screen.address}actie/", sent)
        page = again.content.decode()
        assert all(worth in page for worth in HALF.values())
    else:
        after = screen.press(words, where)
        kept = {name: after.shown(name.replace("__", "-")) for name in HALF if name not in own}
        assert kept == {name: worth for name, worth in HALF.items() if name not in own}
        assert not any(after.shown(name.replace("__", "-")) for name in own)
    item.refresh_from_db()
    assert item.minutes == NOTES


def test_what_was_shown_again_is_not_shown_twice(screen: Screen) -> None:
    after = screen.press("Meld het belang", "belang/")
    assert after.shown("b-text") == HALF["b__text"]
    assert Screen(after.client, after.address).shown("b-text") == ""


def test_a_point_that_ended_keeps_what_else_was_typed_at_it(screen: Screen, item: AgendaItem) -> None:
    screen.type(uitkomst="later", e__until="1-6-2031", e__reason="eerst tellen")
    second = screen.press("Leg de uitkomst vast")
    item.refresh_from_db()
    assert (item.outcome, item.minutes) == ("deferred", NOTES)
    assert second.address.endswith("/nu/2/")
    assert second.shown("a-title") == ""
    first = Screen(second.client, screen.address)
    assert first.shown("a-title") == HALF["a__title"]
    assert first.shown("e-reason") == "eerst tellen"  # as it was written down


def test_closing_brings_the_text_along(screen: Screen, item: AgendaItem) -> None:
    sent = {one["name"]: one["worth"] for one in screen.fields if one["owner"] == "punt"}
    slug = item.meeting.slug
    answer = screen.client.post(f"/werk/vergaderingen/{slug}/sluiten/", sent | {"punt": "1"})
    assert answer.status_code == 409  # the second point was not reached: asked once
    item.refresh_from_db()
    assert item.minutes == NOTES
    assert any(one.get("formaction", "").endswith("/sluiten/") for one in screen.buttons)


def test_a_guest_with_too_long_a_name_is_refused_and_stays_typed(screen: Screen, item: AgendaItem) -> None:
    name = "W" * 121
    screen.type(gast=name)
    after = screen.press("Voeg toe", "aanwezig/")
    assert after.shown("gast") == name
    assert not item.meeting.attendance.exclude(guest="").exists()
