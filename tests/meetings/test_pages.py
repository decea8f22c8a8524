"""The pages: what a visitor sees and does not see, and one evening played through the screen."""

from datetime import date
from html import unescape

import icalendar
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from issues.models import ConfidentialReader
from meetings import actions
from meetings.models import AgendaItem, Decision, Meeting
from meetings.permissions import can_view_decision, can_view_item, can_view_meeting
from tests.meetings.conftest import Council
from tests.meetings.test_voting import rule
from wijkraad.portal import search
from wijkraad.terms.refusal import Refused

SECRET = "Geheim woord"


def as_(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def text(response) -> str:
    return unescape(response.content.decode())


@pytest.fixture
def held(council: Council) -> Meeting:
    """A held evening: a public decision, a limited one, an internal point and a confidential issue."""
    meeting = council.open()
    council.decision(
        meeting, council.issue("Te hard bij de oversteek"), title="Vier bakken", deadline=date(2027, 6, 1)
    )
    council.decision(
        meeting, council.issue("Kamers in nummer 12", visibility="limited"), title="Bezwaar nummer 12",
        public_wording="Wij maken bezwaar tegen een vergunning.",
    )  # fmt: skip
    inner = actions.add_item(meeting, by=council.secretary, title=f"{SECRET} intern", internal=True)
    actions.write_minutes(inner, by=council.secretary, text=f"{SECRET} verslag", base_version=0)
    hidden = council.vote(council.proposal(inner, title=f"{SECRET} besluit", text=SECRET, about_council=True))
    actions.adopt_decision(hidden, by=council.secretary)
    actions.propose_minutes(council.close(meeting), by=council.secretary)
    council.evening(30, internal=True)
    return meeting


PUBLIC_PAGES = [
    "/vergaderingen/",
    "/vergaderingen/2026-03-04-bestuur/",
    "/besluiten/",
    "/vergaderingen/agenda.ics",
]


@pytest.mark.parametrize("path", PUBLIC_PAGES)
def test_a_visitor_reads_without_cookie_and_without_secrets(held: Meeting, path: str) -> None:
    response = Client().get(path)
    assert response.status_code == 200
    assert not response.cookies
    page = text(response)
    assert SECRET not in page
    assert "BI2026" not in page
    assert "nummer 12" not in page
    assert "2026-04-03" not in page


def test_what_is_not_public_is_not_found(held: Meeting, resident) -> None:
    internal = Meeting.objects.get(internal=True)
    inner = Decision.objects.get(internal=True)
    for client in (Client(), as_(resident)):
        assert client.get(f"/vergaderingen/{internal.slug}/").status_code == 404
        assert client.get(f"/besluiten/{inner.internal_number}/").status_code == 404
    assert as_(resident).get(f"/werk/besluiten/{inner.uuid}/").status_code == 404
    assert Client().get(f"/werk/besluiten/{inner.uuid}/").status_code == 302


def test_the_board_reads_everything(held: Meeting, council: Council) -> None:
    page = text(as_(council.chair).get(f"/vergaderingen/{held.slug}/"))
    assert f"{SECRET} verslag" in page
    assert "Bezwaar nummer 12" not in page or "BI2026-001" in page
    assert "BI2026-001" in text(as_(council.chair).get("/besluiten/"))


def test_a_limited_decision_shows_a_public_wording(held: Meeting) -> None:
    page = text(Client().get("/besluiten/B2026-002/"))
    assert "Wij maken bezwaar tegen een vergunning." in page
    assert "Hanneke" not in page
    assert "de wijkraad" in page
    assert "2026-0002" not in page


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("q=bakken", {"B2026-001"}),
        ("q=nummer", set()),
        ("jaar=2026", {"B2026-001", "B2026-002"}),
        ("thema=winkels", set()),
        ("stand=open&thema=verkeer", {"B2026-001", "B2026-002"}),
        ("stand=late", set()),
        ("geld=on", set()),
        ("jaar=onzin&stand=onzin&na=onzin", {"B2026-001", "B2026-002"}),
    ],
)
def test_the_register_filters(held: Meeting, query: str, shown: set[str]) -> None:
    page = text(Client().get(f"/besluiten/?{query}"))
    assert {number for number in ("B2026-001", "B2026-002") if number in page} == shown


def test_who_takes_care_of_a_limited_matter_cannot_be_found_out(held: Meeting, council: Council) -> None:
    path = f"/besluiten/?wie={council.owner.pk}"
    assert "B2026-002" not in text(Client().get(path))
    assert "B2026-002" in text(as_(council.chair).get(path))


def test_the_calendar_keeps_local_time(held: Meeting, council: Council) -> None:
    summer = council.evening(60)
    actions.cancel_meeting(summer, by=council.chair)
    calendar = icalendar.Calendar.from_ical(Client().get("/vergaderingen/agenda.ics").content)
    events = {str(event["url"]).split("/")[-2]: event for event in calendar.walk("VEVENT")}
    assert {event["dtstart"].dt.hour for event in events.values()} == {20, 21}
    assert str(events[summer.slug]["status"]) == "CANCELLED"
    assert calendar.walk("VTIMEZONE")


def test_visible_to_is_can_view(held: Meeting, people: dict) -> None:
    for user in [None, *people.values()]:
        for rows, can_view in (
            (Meeting.objects, can_view_meeting),
            (AgendaItem.objects, can_view_item),
            (Decision.objects, can_view_decision),
        ):
            seen = set(rows.visible_to(user).values_list("pk", flat=True))
            assert seen == {row.pk for row in rows.all() if can_view(user, row)}, (user, can_view)


def test_an_evening_through_the_screen(council: Council) -> None:
    client, issue = as_(council.secretary), council.issue()
    planned = {
        "kind": "bestuur",
        "day": "03-12-2026",
        "starts": "20.00",
        "ends": "22.00",
        "place": "Buurthuis",
    }
    where = client.post("/werk/vergaderingen/nieuw/", planned)["Location"]
    wrong = text(client.post(where, {"title": "Punt", "issue": "2026-9999", "minutes": "10"}))
    assert "geen kwestie met dit nummer" in wrong
    client.post(where, {"title": "Oversteek", "issue": issue.number, "minutes": "10"})
    client.post(where, {"title": "Rondvraag", "minutes": "5"})
    live = client.post(f"{where}stap/open/")["Location"]
    point = client.get(live)["Location"]
    for member in council.members:
        client.post(f"{point}aanwezig/", {"wie": member.pk, "stand": "present"})
    kept = client.post(
        f"{point}verslag/", {"tekst": "Geteld.", "base_version": "0"}, headers={"accept": "application/json"}
    )
    assert kept.json() == {"version": 1}
    decision = {
        "uitkomst": "besluit", "doe": "aangenomen", "b-text": "Wij vragen om vier bakken.",
        "b-vote_way": "count", "b-responsible": council.owner.pk, "b-deadline": "31-11-2030",
        "b-amount": "2.500,00", "b-starts_work": "on", "b-votes_for": "4", "b-votes_against": "1",
    }  # fmt: skip
    refused = text(client.post(f"{point}uitkomst/", decision))
    assert "November heeft 30 dagen" in refused
    assert "Wij vragen om vier bakken." in refused
    client.post(f"{point}uitkomst/", decision | {"b-deadline": "30-11-2030"})
    taken = Decision.objects.get()
    assert (taken.status, taken.votes_for, str(taken.mandate_amount)) == ("adopted", 4, "2500.00")
    close = f"{where}sluiten/"
    assert "1 punt is niet besproken" in text(client.post(close))
    client.post(close, {"zeker": "1"})
    client.post(f"{where}stap/voorstellen/")
    meeting = Meeting.objects.get()
    assert meeting.status == "minutes_proposed"
    assert "Geteld." in text(Client().get(f"/vergaderingen/{meeting.slug}/"))


def test_a_stale_text_is_shown_beside_the_other(council: Council) -> None:
    item = actions.add_item(council.open(), by=council.secretary, title="Punt")
    path = f"/werk/vergaderingen/{item.meeting.slug}/nu/1/verslag/"
    as_(council.chair).post(path, {"tekst": "Van de voorzitter", "base_version": "0"})
    mine = {"tekst": "Van de secretaris", "base_version": "0"}
    stale = as_(council.secretary).post(path, mine, headers={"accept": "application/json"})
    assert stale.status_code == 409
    page = text(as_(council.secretary).post(path, mine, follow=True))
    assert "Uw tekst is bewaard" in page
    assert "Van de voorzitter" in page
    assert "Van de secretaris" in page


def test_the_owner_reports_through_the_page(council: Council) -> None:
    decision = council.decision(council.open(), council.issue())
    client, path = as_(council.owner), f"/werk/besluiten/{decision.uuid}/"
    assert "Ik begin eraan" in text(client.get(f"/besluiten/{decision.number}/"))
    assert "Ik begin eraan" not in text(Client().get(f"/besluiten/{decision.number}/"))
    client.post(f"{path}begin/")
    assert "Vul dit in." in text(client.post(f"{path}klaar/", {"klaar-result": "Bakken staan"}))
    client.post(f"{path}klaar/", {"klaar-result": "Bakken staan", "klaar-evidence": "foto"})
    decision.refresh_from_db()
    assert decision.status == "done"
    assert "Bakken staan" in text(Client().get(f"/besluiten/{decision.number}/"))


def grow(council: Council, meeting: Meeting, number: int) -> None:
    for _ in range(number):
        council.decision(meeting, council.issue())


PAGES = [
    ("/vergaderingen/", None, 6),
    ("/vergaderingen/2026-03-04-bestuur/", None, 12),
    ("/besluiten/", None, 10),  # with K14, which is stored but not yet in a test
    ("/besluiten/B2026-001/", None, 12),
    ("/vergaderingen/2026-03-04-bestuur/", "secretary", 14),
    ("/werk/vergaderingen/2026-03-04-bestuur/", "secretary", 11),
]


@pytest.mark.parametrize(("path", "key", "most"), PAGES)
def test_queries_do_not_grow(council: Council, people: dict, path: str, key: str | None, most: int) -> None:
    meeting = council.open()
    counts = []
    for size in (2, 6):
        grow(council, meeting, size)
        council.evening(size)
        client = as_(people[key]) if key else Client()
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get(path).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1] <= most, [query["sql"] for query in queries.captured_queries]


def test_reading_a_confidential_matter_is_written_down(council: Council, people: dict) -> None:
    reader = people["chair"]
    ConfidentialReader.objects.create(
        user=reader, since=date(2020, 1, 1), given_by=people["admin"], confirmed_by=people["secretary"]
    )
    ConfidentialReader.objects.create(
        user=council.owner, since=date(2020, 1, 1), given_by=people["admin"], confirmed_by=people["secretary"]
    )
    for user in (reader, council.owner):
        user.__dict__.pop("_confidential_on", None)
    issue = council.issue(SECRET, visibility="confidential")
    meeting = council.evening()
    with pytest.raises(Refused):
        actions.add_item(meeting, by=council.secretary, title=SECRET, issues=[issue])
    item = actions.add_item(meeting, by=reader, title=SECRET, issues=[issue])
    assert item.internal
    path = f"/vergaderingen/{meeting.slug}/"
    assert SECRET in text(as_(reader).get(path))
    assert issue.readings.filter(user=reader).exists()
    assert SECRET not in text(as_(people["treasurer"]).get(path))
    assert SECRET not in text(as_(council.secretary).get(f"/werk{path}"))


def test_closing_tells_no_title_that_its_closer_may_not_read(council: Council, people: dict) -> None:
    """At the talk limit by a setting of none at all: the refusal names the number of the point only."""
    for user in (people["chair"], council.owner):
        ConfidentialReader.objects.create(
            user=user, since=date(2020, 1, 1), given_by=people["admin"], confirmed_by=people["secretary"]
        )
        user.__dict__.pop("_confidential_on", None)
    rule("talk_limit", 0, date(2026, 3, 1))
    meeting = council.open()
    issue = council.issue(SECRET, visibility="confidential")
    item = actions.add_item(meeting, by=people["chair"], title=SECRET, issues=[issue])
    actions.write_minutes(item, by=people["chair"], text="Besproken.", base_version=0)
    with pytest.raises(Refused, match="1") as refusal:
        actions.close_meeting(meeting, by=council.secretary)
    assert (refusal.value.code, SECRET in str(refusal.value)) == ("talk", False)


def test_search_finds_a_title_behind_many_minutes_that_are_not_read_yet(council, client, monkeypatch) -> None:
    monkeypatch.setattr(search, "AT_FIRST", 2)
    meeting = council.evening()
    actions.add_item(meeting, by=council.secretary, title="Fietsrekken op het plein")
    for _ in range(4):
        item = actions.add_item(meeting, by=council.secretary, title="Rondvraag")
        AgendaItem.objects.filter(pk=item.pk).update(minutes="Meer fietsrekken.")
    page = text(client.get("/zoeken/?q=fietsrekken"))
    assert "<mark>Fietsrekken</mark> op het plein" in page
    assert "Meer" not in page and "Rondvraag" not in page
