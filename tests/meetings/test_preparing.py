"""Before the evening: series, invitations, proposals, papers, requests; and what nobody outside may see."""

import os
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from issues.actions import add_action, replay_erasures, sweep_files
from issues.papers import read_paper
from meetings import actions
from meetings.forms.preparing import SeriesForm
from meetings.models import AgendaItem, AgendaPaper, AgendaRequest, Meeting
from meetings.retention import due_invited, due_requests, erase_invited, erase_requests
from meetings.views.prepare import points_of
from meetings.views.proposals import Waiting
from tests.meetings.conftest import Council
from wijkraad.notices.models import Message
from wijkraad.portal.demo.papers import receipt
from wijkraad.terms import clock
from wijkraad.terms.refusal import Refused

SECRET = "Geheimwoord"


def as_(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def proposals(meeting: Meeting, council: Council) -> list:
    by = council.secretary
    return Waiting(meeting, points_of(meeting, by), by, editable=True).proposals()


def page(response) -> str:
    return response.content.decode()


@pytest.mark.parametrize(
    ("first", "repeat", "times", "days"),
    [
        ("2026-10-20", "1", "2", ["2026-10-20", "2026-10-27"]),
        ("2026-12-08", "month", "3", ["2026-12-08", "2027-01-12", "2027-02-09"]),
        ("2026-12-29", "month", "3", ["2026-12-29", "2027-01-26", "2027-02-23"]),
    ],
)
def test_a_series_keeps_weekday_and_hour(db, first: str, repeat: str, times: str, days: list[str]) -> None:
    """The clock goes back on 25 October 2026: 20.00 hours stays 20.00 hours."""
    given = {"kind": "bestuur", "day": first, "starts": "20.00", "ends": "22.00", "place": "Buurthuis"}
    form = SeriesForm(given | {"repeat": repeat, "times": times})
    assert form.is_valid(), form.errors
    local = [begin.astimezone(clock.AMSTERDAM) for begin, _end in form.evenings()]
    assert [moment.date().isoformat() for moment in local] == days
    assert {moment.hour for moment in local} == {20}


def test_a_series_is_planned_through_the_page(council: Council) -> None:
    given = {"kind": "bestuur", "day": "08-12-2026", "starts": "20.00", "ends": "22.00", "place": "Buurthuis"}
    client = as_(council.secretary)
    client.post("/werk/vergaderingen/nieuw/", given | {"repeat": "4", "times": "3"})
    assert Meeting.objects.filter(status="planned").count() == 3
    with pytest.raises(Refused):
        actions.plan_series([], by=council.secretary, kind="bestuur", place="x")
    with pytest.raises(Refused):
        actions.plan_series([(clock.now(), clock.now())], by=council.owner, kind="bestuur", place="x")


def test_the_agenda_goes_once_to_whoever_was_asked(council: Council, manager) -> None:
    meeting = council.evening()
    client, where = as_(council.secretary), f"/werk/vergaderingen/{meeting.slug}/"
    asked = {"roles": ["manager"], "guest": "Buurtzorg", "email": "gast@buurt.test"}
    client.post(f"{where}uitnodigen/", asked)
    assert meeting.invitations.count() == 2
    assert "al uitgenodigd" in page(
        client.post(f"{where}uitnodigen/", {"guest": "Nog eens", "email": "gast@buurt.test"})
    )
    with pytest.raises(Refused):
        actions.send_agenda(meeting, by=council.secretary)
    actions.add_item(meeting, by=council.secretary, title=SECRET, internal=True)
    actions.add_item(meeting, by=council.secretary, title="Oversteek", issues=[council.issue()])
    limited = council.issue(f"{SECRET} 12", visibility="limited")
    actions.add_item(meeting, by=council.secretary, title=f"{SECRET} 12", issues=[limited])
    told = actions.send_agenda(meeting, by=council.secretary)
    assert told == len(council.members) - 1 + 2
    assert actions.send_agenda(meeting, by=council.secretary) == 0
    mails = Message.objects.filter(template="meetings/agenda")
    assert mails.filter(address="gast@buurt.test").exists()
    points = mails.first().facts["points"]
    assert points == ["Oversteek", "Een kwestie die beperkt zichtbaar is"]
    guest = meeting.invitations.get(person=None)
    client.post(f"{where}uitnodigen/{guest.pk}/weg/")
    assert not meeting.invitations.filter(person=None).exists()


def test_what_waits_is_proposed_and_placed_with_one_tap(council: Council) -> None:
    talked = council.issue("Te vaak besproken")
    for day in (0, 7, 14):
        council.discuss(talked, day)
    late = council.issue("Met een actie")
    add_action(late, by=council.owner, title="Tellen", responsible=council.owner, due=clock.today())
    first = council.open(20)
    actions.add_item(first, by=council.secretary, title="Bleef liggen")
    review = council.decision(first, council.issue(), review_on=date(2026, 4, 20))
    meeting = council.evening(40, kind="wijkoverleg")
    council.close(first)
    later = council.evening(60)
    later.items.all().delete()
    found = proposals(later, council)
    whys = {row["why"] for row in found}
    assert {"3 keer besproken", "niet aan toe gekomen"} <= whys
    assert any(row.get("decision") == review for row in found)
    client, where = as_(council.secretary), f"/werk/vergaderingen/{later.slug}/"
    client.post(f"{where}voorstel/", {"kwestie": str(talked.uuid)})
    left = AgendaItem.objects.get(meeting=first, title="Bleef liggen")
    client.post(f"{where}voorstel/", {"bleef": left.pk})
    assert set(later.items.values_list("title", flat=True)) == {"Te vaak besproken", "Bleef liggen"}
    with pytest.raises(Refused):
        actions.carry_item(left, meeting, by=council.secretary)
    assert "3 keer besproken" not in {row["why"] for row in proposals(later, council)}
    with clock.moved_to(clock.now() + timedelta(days=400)):
        far = council.evening(400)
        assert any(row["why"] == "actie te laat" for row in proposals(far, council))


def test_the_agenda_shows_the_story_and_the_time_beside_each_point(council: Council) -> None:
    issue = council.issue()
    council.discuss(issue, 0)
    meeting = council.evening(30)
    first = actions.add_item(meeting, by=council.secretary, title="Opening", minutes=110)
    second = actions.add_item(meeting, by=council.secretary, title="Oversteek", issues=[issue], minutes=20)
    client, where = as_(council.secretary), f"/werk/vergaderingen/{meeting.slug}/"
    shown = page(client.get(where))
    assert "130 van 120 minuten" in shown
    assert "nog niet klaar" in shown
    assert "22.50" in shown
    ordered = client.post(f"{where}volgorde/", {"punt": [second.pk, first.pk]})
    assert ordered.json() == {"ok": True}
    assert client.post(f"{where}volgorde/", {"punt": [second.pk]}).status_code == 409
    assert list(meeting.items.values_list("title", flat=True)) == ["Oversteek", "Opening"]
    given = {"title": "Welkom", "planned_minutes": "5", "internal": "on"}
    client.post(f"{where}punt/{first.pk}/", given)
    first.refresh_from_db()
    assert (first.title, first.planned_minutes, first.internal) == ("Welkom", 5, True)


PDF = receipt("Offerte", "Vier bakken", Decimal("2500.00"), date(2026, 1, 2))


def upload(content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile("stuk.pdf", content, content_type="application/pdf")


@pytest.fixture
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def test_a_paper_is_as_public_as_its_point(council: Council, resident, media) -> None:
    meeting = council.evening()
    client = as_(council.secretary)
    papers = {}
    kinds = (("open", {}, {}), ("intern", {"internal": True}, {}), ("eigen", {}, {"s-internal": "on"}))
    for name, more, own in kinds:
        item = actions.add_item(meeting, by=council.secretary, title=name, **more)
        path = f"/werk/vergaderingen/{meeting.slug}/punt/{item.pk}/"
        sent = {"stuk": "1", "s-title": f"Stuk {name}", "s-paper": upload(PDF)} | own
        assert client.post(path, sent).status_code == 302
        papers[name] = AgendaPaper.objects.get(item=item)
    for reader, seen in ((Client(), {"open"}), (as_(resident), {"open"}), (as_(council.owner), set(papers))):
        for name, paper in papers.items():
            code = reader.get(f"/vergaderstuk/{paper.uuid}/").status_code
            assert code == (200 if name in seen else 404), name
    visitors = page(Client().get(f"/vergaderingen/{meeting.slug}/"))
    assert "Stuk open" in visitors
    assert "Stuk intern" not in visitors
    assert "Stuk eigen" not in visitors
    shown = papers["open"]
    client.post(f"/werk/vergaderingen/{meeting.slug}/punt/{shown.item_id}/stuk/{shown.uuid}/weg/")
    assert Client().get(f"/vergaderstuk/{shown.uuid}/").status_code == 404


def test_a_paper_taken_away_stays_away_after_a_restore(
    council: Council, media, django_capture_on_commit_callbacks
) -> None:
    item = actions.add_item(council.evening(), by=council.secretary, title="Bakken")
    paper = actions.add_paper(item, by=council.secretary, paper=read_paper(upload(PDF)), title="Offerte")
    stray = media / "agenda" / "ab" / f"{paper.uuid.hex}.pdf"
    stray.parent.mkdir(parents=True, exist_ok=True)
    stray.write_bytes(PDF)
    os.utime(stray, (0, 0))
    assert sweep_files() == 1, "no row points at it"
    name = paper.file.name
    assert (media / name).read_bytes() == PDF
    with django_capture_on_commit_callbacks(execute=True):
        actions.drop_paper(paper, by=council.secretary)
    assert not (media / name).exists()
    with pytest.raises(Refused, match="al weg"):
        actions.drop_paper(paper, by=council.secretary)
    (media / name).write_bytes(PDF)
    with pytest.raises(IntegrityError, match="meetings_agendapaper_gone"), transaction.atomic():
        AgendaPaper.objects.filter(pk=paper.pk).update(file=name)
    with pytest.raises(IntegrityError, match="meetings_agendapaper_fixed"), transaction.atomic():
        AgendaPaper.objects.filter(pk=paper.pk).update(sha256="x")
    AgendaPaper.objects.filter(pk=paper.pk).update(file=name, removed_at=None)
    with django_capture_on_commit_callbacks(execute=True):
        replay_erasures()
    assert not (media / name).exists()
    assert AgendaPaper.objects.get(pk=paper.pk).removed_at is not None


def test_a_paper_that_does_something_is_refused_beside_the_field(council: Council, media) -> None:
    meeting = council.evening()
    item = actions.add_item(meeting, by=council.secretary, title="Punt")
    path = f"/werk/vergaderingen/{meeting.slug}/punt/{item.pk}/"
    runs = PDF.replace(b"/Type /Catalog", b"/Type /Catalog /OpenAction << /S /JavaScript >>")
    for content in (runs, b"<html>geen pdf</html>", b"%PDF-1.4 half"):
        sent = {"stuk": "1", "s-title": "Offerte", "s-paper": upload(content)}
        shown = page(as_(council.secretary).post(path, sent))
        assert "wp-foutregel" in shown
        assert 'value="Offerte"' in shown
    assert not AgendaPaper.objects.exists()


def test_a_resident_asks_and_always_hears(council: Council, resident, neighbour) -> None:
    issue = council.issue()
    client = as_(resident)
    for words in (f"{SECRET} bij de buren", "Nog iets", "En nog iets"):
        client.post("/mijn/agendaverzoek/", {"text": words, "issue": issue.number})
    assert "al 3 vragen" in page(client.post("/mijn/agendaverzoek/", {"text": "Te veel"}))
    meeting = council.evening()
    asked = AgendaRequest.objects.first()
    lead, where = as_(council.secretary), f"/werk/vergaderingen/{meeting.slug}/"
    assert SECRET in page(lead.get(where))
    lead.post(f"{where}verzoek/{asked.uuid}/", {"plaats": "1", "title": "Geluid"})
    second, third = AgendaRequest.objects.filter(state="open")
    lead.post(f"{where}verzoek/{second.uuid}/", {"antwoord": "1", "a-answer": "Dit doet de gemeente."})
    with pytest.raises(Refused):
        actions.place_request(asked, meeting, by=council.secretary, title="Twee keer")
    with pytest.raises(Refused):
        actions.decline_request(third, by=council.owner, answer="nee")
    mine = page(client.get("/mijn/agendaverzoek/"))
    assert "Op de agenda gezet" in mine
    assert "Dit doet de gemeente." in mine
    assert SECRET not in page(as_(neighbour).get("/mijn/agendaverzoek/"))
    visitors = page(Client().get(f"/vergaderingen/{meeting.slug}/"))
    assert "Geluid" in visitors
    assert SECRET not in visitors
    told = Message.objects.filter(recipient=resident).values_list("template", flat=True)
    assert set(told) >= {"meetings/request_placed", "meetings/request_declined"}


def test_preparing_asks_a_fixed_number_of_statements(council: Council) -> None:
    meeting = council.evening()
    client, counts = as_(council.secretary), []
    for size in (2, 4):
        for _number in range(size):
            actions.add_item(meeting, by=council.secretary, title="Punt", issues=[council.issue()])
            council.issue()
        with CaptureQueriesContext(connection) as asked:
            assert client.get(f"/werk/vergaderingen/{meeting.slug}/").status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 20, [query["sql"] for query in asked.captured_queries]


def test_plain_sql_corrects_only_what_is_adopted(council: Council) -> None:
    meeting = council.open()
    decision = council.decision(meeting)
    council.close(meeting)
    insert = "INSERT INTO meetings_erratum (meeting_id, text, decision_id, at) VALUES (%s, 'x', %s, now())"
    with pytest.raises(IntegrityError, match="no correction"), transaction.atomic():
        connection.cursor().execute(insert, [meeting.pk, decision.pk])


def test_names_of_guests_and_words_of_residents_do_not_stay(council: Council, resident) -> None:
    meeting = council.evening()
    actions.invite(meeting, by=council.secretary, guest="Mevrouw De Vries", email="gast@buurt.test")
    asked = actions.ask_for_item(by=resident, text=f"{SECRET} bij de buren")
    actions.decline_request(asked, by=council.secretary, answer="Dit doet de gemeente.")
    assert not due_invited().exists() and not due_requests().exists()
    with clock.moved_to(clock.now() + timedelta(days=3 * 365)):
        erase_invited(list(due_invited().values_list("pk", flat=True)))
        erase_requests(list(due_requests().values_list("pk", flat=True)))
        assert not due_invited().exists() and not due_requests().exists()
    row, asked = meeting.invitations.get(), AgendaRequest.objects.get()
    assert (row.guest, row.email, asked.text, asked.answer) == ("gast", "", "", "Dit doet de gemeente.")
