"""The evening on the screen: nothing typed is lost, two writers meet, and the evening always ends."""

from html import unescape

import pytest
from django.test import Client

from meetings import actions
from meetings.models import AgendaItem
from tests.meetings.conftest import Council
from wijkraad.terms.refusal import Refused

JSON = {"accept": "application/json"}


def as_(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def text(response) -> str:
    return unescape(response.content.decode())


@pytest.fixture
def item(council: Council) -> AgendaItem:
    return actions.add_item(council.open(), by=council.secretary, title="Punt")


@pytest.fixture
def where(item: AgendaItem) -> str:
    return f"/werk/vergaderingen/{item.meeting.slug}/nu/1/"


def write(client: Client, where: str, words: str, version: int, **more):
    sent = {"tekst": words, "base_version": str(version)} | more
    return client.post(f"{where}verslag/", sent, headers=JSON)


def test_two_screens_grow_into_one_text(council: Council, where: str, item: AgendaItem) -> None:
    sien, vera = as_(council.secretary), as_(council.chair)
    write(sien, where, "Eerste regel", 0)
    write(sien, where, "Eerste regel\nVan Sien", 1, basis="Eerste regel")
    mixed = write(vera, where, "Eerste regel, beter", 1, basis="Eerste regel").json()
    assert mixed == {"version": 3, "text": "Eerste regel, beter\nVan Sien"}
    fresh = sien.get(f"{where}verslag/?na=2").json()
    assert fresh["text"] == mixed["text"]
    assert "Vera Voorzitter schreef ook" in fresh["who"]
    assert sien.get(f"{where}verslag/?na=3").json() == {"version": 3}


def test_the_same_line_waits_for_a_choice_with_everything_in_it(council: Council, where: str) -> None:
    sien, vera = as_(council.secretary), as_(council.chair)
    write(sien, where, "31 auto’s\nEn verder", 0)
    write(sien, where, "32 auto’s\nEn verder", 1)
    clash = write(vera, where, "33 auto’s\nEn verder", 1, basis="31 auto’s\nEn verder")
    assert clash.status_code == 409
    page = text(vera.get(clash.json()["path"]))
    assert page.count("32 auto’s") > 1
    assert page.count("33 auto’s") > 1
    assert "Wat blijft staan?" in page


def test_lines_that_both_have_stand_once_where_one_chooses(council: Council, where: str) -> None:
    """Versions within a minute and a half are one: what the texts grew from is not there any more."""
    sien, vera = as_(council.secretary), as_(council.chair)
    for version, words in enumerate(("Opening\nTwee", "Opening\nTwee\nDrie", "Opening\nTwee!\nDrie")):
        write(sien, where, words, version)
    clash = write(vera, where, "Opening\nTwee?\nDrie", 2, basis="Opening\nTwee\nDrie")
    page = text(vera.get(clash.json()["path"]))
    field = page.partition("<textarea")[2].partition("</textarea>")[0]
    assert field.endswith("\nOpening\nTwee!\nTwee?\nDrie")


def test_a_button_without_script_brings_the_text_along(council: Council, where: str, item) -> None:
    client = as_(council.secretary)
    member = council.owner
    client.post(f"{where}aanwezig/", {"tekst": "Getypt", "base_version": "0", "wie": f"{member.pk}.excused"})
    item.refresh_from_db()
    assert item.minutes == "Getypt"
    assert item.meeting.attendance.get(person=member).state == "excused"
    client.post(f"{where}uitkomst/", {"tekst": "Getypt en meer", "base_version": "1", "uitkomst": "niet"})
    item.refresh_from_db()
    assert (item.minutes, item.outcome) == ("Getypt en meer", "not_reached")


def test_a_two_hour_old_form_loses_no_word(council: Council, where: str, item: AgendaItem) -> None:
    """Stale and without script: what the outcome needs is done, and both texts are shown."""
    write(as_(council.chair), where, "Van Vera", 0)
    sent = {"tekst": "Van Sien", "base_version": "0", "uitkomst": "stop", "e-reason": "genoeg gepraat"}
    page = text(as_(council.secretary).post(f"{where}uitkomst/", sent, follow=True))
    item.refresh_from_db()
    assert (item.outcome, item.minutes) == ("closed", "Van Vera")
    assert "Van Sien" in page
    assert "Uw tekst is bewaard" in page


def test_a_text_that_comes_too_late_is_shown_and_changes_nothing(council: Council, where: str, item) -> None:
    write(as_(council.secretary), where, "Wat er staat", 0)
    actions.propose_minutes(council.close(item.meeting), by=council.secretary)
    late = as_(council.chair).post(f"{where}verslag/", {"tekst": "Te laat", "base_version": "0"})
    assert late.status_code == 409
    assert "Te laat" in text(late)
    assert write(as_(council.chair), where, "Te laat", 1).status_code == 422
    item.refresh_from_db()
    assert item.minutes == "Wat er staat"


def test_every_version_can_be_compared_and_put_back(council: Council, where: str, item: AgendaItem) -> None:
    first = actions.write_minutes(item, by=council.secretary, text="Eén\nTwee", base_version=0)
    actions.write_minutes(item, by=council.chair, text="Eén\nDrie", base_version=1)
    client = as_(council.chair)
    page = text(client.get(f"{where}versies/"))
    assert "Weg: </span>Twee" in page
    assert "Erbij: </span>Drie" in page
    client.post(f"{where}versies/{first.pk}/terug/")
    item.refresh_from_db()
    assert item.minutes == "Eén\nTwee"
    assert [one.text for one in item.revisions.all()] == ["Eén\nTwee", "Eén\nDrie", "Eén\nTwee"]
    other = actions.add_item(item.meeting, by=council.secretary, title="Ander punt")
    with pytest.raises(Refused):
        actions.restore_minutes(other, by=council.chair, revision=first)


def test_adopted_minutes_take_no_earlier_version_back(council: Council, where: str, item: AgendaItem) -> None:
    first = actions.write_minutes(item, by=council.secretary, text="Eén", base_version=0)
    actions.write_minutes(item, by=council.chair, text="Twee", base_version=1)
    actions.propose_minutes(council.close(item.meeting), by=council.secretary)
    as_(council.chair).post(f"{where}versies/{first.pk}/terug/")
    item.refresh_from_db()
    assert item.minutes == "Twee"


def test_the_clock_of_a_point_starts_with_one_tap(council: Council, where: str, item: AgendaItem) -> None:
    client = as_(council.secretary)
    assert "Begin met dit punt" in text(client.get(where))
    client.post(f"{where}begin/", {"tekst": "", "base_version": "0"})
    item.refresh_from_db()
    assert item.started_at is not None
    page = text(client.get(where))
    assert "Bezig:" in page
    assert "Begin met dit punt" not in page


def test_an_outcome_can_be_changed_with_its_words_kept(council: Council, where: str, item) -> None:
    client = as_(council.secretary)
    until = "31-12-2030"
    client.post(f"{where}uitkomst/", {"uitkomst": "later", "e-until": until, "e-reason": "eerst tellen"})
    page = text(client.get(where))
    assert "eerst tellen" in page
    assert until in page
    assert 'value="later" checked' in page
