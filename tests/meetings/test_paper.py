"""Minutes on paper and after adoption: PDF, corrections, names; nothing internal in any public form."""

import re
import zlib
from datetime import timedelta

import pytest
from django.test import Client

from meetings import actions
from meetings.actions import Count
from meetings.hashing import content_hash
from meetings.models import Attendance, Decision, Erratum, Meeting
from meetings.typesetting import typeset
from meetings.views import evening, paper
from tests.meetings.conftest import Council
from tests.meetings.large import sixty_decisions
from wijkraad.terms import clock
from wijkraad.terms.refusal import Refused

SECRET = "Geheimwoord"


def as_(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def adopted(council: Council) -> Meeting:
    """An evening with an internal point, a public decision, and minutes adopted in the next one."""
    meeting = council.open()
    inner = actions.add_item(meeting, by=council.secretary, title=f"{SECRET} punt", internal=True)
    actions.write_minutes(inner, by=council.secretary, text=f"{SECRET} verslag", base_version=0)
    council.decision(meeting, council.issue(), title="Vier bakken")
    actions.record_attendance(meeting, by=council.secretary, guest="Mevrouw De Vries")
    actions.propose_minutes(council.close(meeting), by=council.secretary)
    later = council.open(30)
    item = actions.add_item(later, by=council.secretary, title="Verslag")
    return actions.adopt_minutes_at(item, meeting, by=council.secretary, count=Count(5))


def words_of(facts) -> str:
    return str(facts)


def test_the_public_paper_holds_no_internal_word_and_no_gap(council: Council) -> None:
    meeting = adopted(council)
    items = evening.items_of(meeting, None)
    facts = paper.facts_of(meeting, items, None, minutes=True)
    assert SECRET not in words_of(facts)
    assert "De Vries" not in words_of(facts)
    assert [item["title"] for item in facts["items"]] == ["1. Punt"]
    assert facts["mark"] == ""
    assert "Vier bakken" in words_of(facts["tables"])
    assert meeting.minutes_hash in words_of(facts["closing"])
    inner = paper.facts_of(meeting, evening.items_of(meeting, council.chair), council.chair, minutes=True)
    assert SECRET in words_of(inner)
    assert inner["mark"] == "Niet openbaar"


def test_the_pdf_is_tagged_and_for_everybody(council: Council) -> None:
    meeting = adopted(council)
    response = Client().get(f"/vergaderingen/{meeting.slug}/notulen.pdf")
    assert response.headers["Content-Type"] == "application/pdf"
    packed = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", response.content, re.DOTALL)
    inside = b"".join(zlib.decompress(one) for one in packed if one[:1] == b"x") + response.content
    assert b"pdfuaid:part" in inside
    assert b"/StructTreeRoot" in inside
    assert Client().get(f"/vergaderingen/{meeting.slug}/agenda.pdf").status_code == 200


def test_who_may_not_read_yet_gets_no_paper(council: Council, resident) -> None:
    meeting = council.open()
    assert Client().get(f"/vergaderingen/{meeting.slug}/notulen.pdf").status_code == 404
    inside = f"/werk/vergaderingen/{meeting.slug}/papier/notulen.pdf"
    assert as_(resident).get(inside).status_code == 403
    assert as_(council.owner).get(inside).status_code == 200
    closed = council.evening(10, internal=True)
    assert Client().get(f"/vergaderingen/{closed.slug}/agenda.pdf").status_code == 404


def test_sixty_decisions_are_one_paper(council: Council) -> None:
    """How long it takes stands in `make bench`."""
    assert typeset(sixty_decisions(council.open()), at=clock.now()).startswith(b"%PDF")


def test_an_error_found_later_is_corrected_by_a_decision(council: Council) -> None:
    meeting = adopted(council)
    later = Meeting.objects.get(status="running")
    here = f"/werk/vergaderingen/{later.slug}/nu/1/verbetering/"
    client = as_(council.secretary)
    assert "4 maart 2026" in client.get(here).content.decode()
    point = meeting.items.get(title="Punt")
    sent = {"about": point.pk, "text": "Het waren vijf bakken.", "votes_for": "5", "votes_against": "0"}
    empty = client.post(f"{here}?verslag={meeting.slug}", sent | {"text": " "})
    assert "Er gaat 1 ding niet goed" in empty.content.decode()
    assert not Erratum.objects.exists()
    client.post(f"{here}?verslag={meeting.slug}", sent)
    erratum = Erratum.objects.get()
    assert (erratum.item, erratum.decision.status) == (point, "done")
    meeting.refresh_from_db()
    assert content_hash(meeting) == meeting.minutes_hash
    assert "Het waren vijf bakken." in Client().get(f"/vergaderingen/{meeting.slug}/").content.decode()
    closing = paper.facts_of(meeting, evening.items_of(meeting, None), None, minutes=True)["closing"]
    assert closing[0].endswith("bij “Punt”: Het waren vijf bakken.")


def test_a_correction_of_an_internal_point_stays_inside(council: Council) -> None:
    meeting = adopted(council)
    item = Meeting.objects.get(status="running").items.get()
    about = meeting.items.get(internal=True)
    better = f"{SECRET} beter"
    actions.adopt_erratum_at(item, meeting, by=council.chair, text=better, about=about, count=Count(5))
    assert Decision.objects.get(errata__isnull=False).internal
    for path in ("", "notulen.pdf"):
        assert SECRET.encode() not in Client().get(f"/vergaderingen/{meeting.slug}/{path}").content
    with pytest.raises(Refused):
        actions.adopt_erratum_at(item, meeting, by=council.chair, text="  ", count=Count(5))


def test_each_person_chooses_how_the_minutes_name_them(council: Council) -> None:
    meeting = adopted(council)
    path = f"/vergaderingen/{meeting.slug}/"
    assert "Hanneke Bestuur" in Client().get(path).content.decode()
    for shown, read in (("initials", "H.B."), ("none", "")):
        as_(council.owner).post(f"{path}mijn-naam/", {"shown": shown})
        page = Client().get(path).content.decode()
        assert "Hanneke Bestuur, " not in page
        assert read in page
    meeting.refresh_from_db()
    assert content_hash(meeting) == meeting.minutes_hash
    mine = Attendance.objects.get(meeting=meeting, person=council.owner)
    with pytest.raises(Refused):
        actions.name_attendance(mine, by=council.secretary, shown="name")
    guest = Attendance.objects.get(meeting=meeting, person=None)
    as_(council.secretary).post(f"/werk{path}aanwezig/", {"rij": guest.pk, "getoond": "name"})
    assert "De Vries" in Client().get(path).content.decode()
    with clock.moved_to(clock.now() + timedelta(days=1)), pytest.raises(Refused):
        actions.name_attendance(guest, by=council.owner, shown="none")
