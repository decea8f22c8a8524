"""The desk, the workspace and the letters, as those who work there use them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from issues.actions import answer_solved, send_letter, write_letter
from issues.actions.triage import TICKS
from issues.models import Issue, Letter, Photo, ReadingRecord
from issues.permissions import can_view, moves_for
from issues.views.doings import DOINGS, doings_for
from issues.workflow import STATES
from tests.issues.stories import assessing, in_days, issue_in, readers, reported, street, theme
from tests.personas import PERSONAS, municipality, person
from wijkraad.terms import clock


def triage_words(**more) -> dict:
    return {
        "titel": "Te hard rijden", "samenvatting": "Auto's rijden te hard.", "thema": theme().pk,
        "straat": street().pk, "zicht": "public", "maat": "gewoon", "ernst": "3", "veilig": "4",
        "wie": person("board_member").pk, **more,
    }  # fmt: skip


@pytest.fixture
def desk(client, manager):
    client.force_login(manager)
    return client


def test_the_desk_shows_the_oldest_first_without_contact(desk) -> None:
    for words in ("eerste melding, bel 06-12345678", "tweede melding"):
        reported(text=words, house_number="12zq", contact="email", email="noor@example.nl")
    page = desk.get("/werk/meldingen/").content.decode()
    assert page.index("eerste melding") < page.index("tweede melding")
    assert "noor@example.nl" not in page and "12zq" not in page and "12345678" not in page


def test_triage_puts_it_on_the_site(desk) -> None:
    issue = reported()
    path = f"/werk/meldingen/?k={issue.uuid}"
    refused = desk.post(path, triage_words(titel="", doe="nieuw")).content.decode()
    assert "Schrijf een titel" in refused and "Auto&#39;s rijden te hard." in refused
    assert desk.post(path, triage_words(doe="nieuw")).status_code == 302
    issue.refresh_from_db()
    assert (issue.status, issue.visibility, bool(issue.number)) == ("assessing", "public", True)
    assert desk.get(path).headers["Location"] == reverse("issues:work", args=[issue.uuid])


def test_joining_rejecting_and_cleaning_at_the_desk(desk) -> None:
    target = assessing()
    again = reported(text="weer")
    assert (
        desk.post(f"/werk/meldingen/?k={again.uuid}", {"doe": "samen", "lijkt": target.number}).status_code
        == 302
    )
    other = reported(text="me buurman Piet is een …")
    path = f"/werk/meldingen/?k={other.uuid}"
    desk.post(path, {"doe": "naamweg", "schoon": "me buurman is een …"})
    assert "Piet" not in other.reports.get().text
    assert "Schrijf een reden" in desk.post(path, {"doe": "niet", "reden": ""}).content.decode()
    desk.post(path, {"doe": "niet", "reden": "Vraag buurtbemiddeling."})
    states = {one.pk: one.status for one in Issue.objects.all()}
    assert (states[again.pk], states[other.pk]) == ("merged", "rejected")


def test_bulk_judges_each_apart(desk, board_member) -> None:
    one, two = reported(), reported(text="nog een")
    address = reverse("issues:triage_bulk")
    asked = desk.post(address, {"doe": "niet", "melding": [one.uuid, two.uuid]})
    assert "Reden die iedereen mag lezen" in asked.content.decode()
    values = {"melding": [one.uuid, two.uuid], "zeker": "1"}
    desk.post(address, {"doe": "wie", "wie": board_member.pk, **values})
    desk.post(address, {"doe": "niet", "reden": "Bel 14070.", "melding": [one.uuid], "zeker": "1"})
    page = desk.post(address, {"doe": "niet", "reden": "Bel 14070.", **values}, follow=True).content.decode()
    assert "1 melding is klaar" in page and "kan niet" in page
    assert set(Issue.objects.values_list("status", "responsible")) == {("rejected", board_member.pk)}


def test_the_desk_takes_as_many_statements_for_twenty_as_for_two(desk) -> None:
    def count() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert desk.get("/werk/meldingen/").status_code == 200
        return len(captured)

    reported(), reported()
    desk.get("/werk/meldingen/")
    few = count()
    for n in range(18):
        reported(text=f"melding {n}")
    assert count() == few <= 20


def test_ticked_photos_go_on_the_site_and_others_stay_inside(desk, client, settings, tmp_path) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    from issues.photos import redrawn
    from tests.issues.test_report_form import picture

    settings.MEDIA_ROOT = tmp_path
    issue = reported()
    photos = []
    for _n in range(2):
        photo = Photo(report=issue.reports.get(), created_at=clock.now())
        photo.file.save("x.jpg", redrawn(SimpleUploadedFile("x", picture())), save=False)
        photo.save()
        photos.append(photo)
    ticks = {f"foto-{photos[0].pk}": list(TICKS), f"foto-{photos[1].pk}": ["faces"]}
    desk.post(f"/werk/meldingen/?k={issue.uuid}", triage_words(doe="nieuw", **ticks))
    client.logout()
    assert [client.get(f"/foto/{photo.uuid}.jpg").status_code for photo in photos] == [200, 404]


@pytest.mark.parametrize("state", STATES)
def test_the_workspace_offers_exactly_the_allowed_moves(client, db, board_member, state: str) -> None:
    issue = issue_in(state)
    client.force_login(board_member)
    page = client.get(reverse("issues:work", args=[issue.uuid]))
    assert page.status_code == 200
    found = {one.key for one in doings_for(board_member, issue)}
    for key, target in (("klaar", "reported_done"), ("wachten", "waiting"), ("controleren", "resolved")):
        assert (key in found) == (target in moves_for(board_member, issue))
    for one in doings_for(board_member, issue):
        assert client.get(reverse("issues:work_form", args=[issue.uuid, one.key])).status_code == 200


def post(client, issue, key: str, **values):
    return client.post(reverse("issues:work_form", args=[issue.uuid, key]), values)


def test_the_whole_way_through_the_pages(client, board_member, other_board_member) -> None:
    issue = assessing()
    client.force_login(board_member)
    assert "Schrijf op wanneer" in post(client, issue, "aan-de-slag").content.decode()
    post(
        client,
        issue,
        "aan-de-slag",
        goal="Rustiger",
        criterion="onder 25",
        action_title="Tellen",
        action_responsible=board_member.pk,
        action_due=in_days(9),
    )
    post(client, issue, "wachten", partner=municipality().pk, until=in_days(20))
    post(
        client,
        issue,
        "toezegging",
        partner=municipality().pk,
        who="ambtenaar",
        what="bakken",
        where_said="overleg",
        said_on=in_days(0),
    )
    post(client, issue, "bericht", text="De bakken komen eraan.")
    post(client, issue, "klaar", evidence="Ze staan er.")
    post(client, issue, "beoordelen", judgement="reached", after_measure="19")
    client.force_login(other_board_member)
    post(client, issue, "controleren", evidence="Geteld.")
    issue.refresh_from_db()
    assert issue.status == "resolved"
    page = client.get(reverse("issues:work", args=[issue.uuid])).content.decode()
    assert "De bakken komen eraan." in page and "Geen datum gegeven" in page


def test_two_editors_of_the_words_lose_nothing(client, board_member, chair) -> None:
    issue = assessing()
    version = Issue.objects.get(pk=issue.pk).version
    client.force_login(board_member)
    post(client, issue, "woorden", title="Eerste", summary="Een", base_version=version)
    client.force_login(chair)
    page = post(
        client, issue, "woorden", title="Tweede", summary="Twee", base_version=version
    ).content.decode()
    assert "intussen veranderd" in page and "Tweede" in page
    issue.refresh_from_db()
    assert issue.title == "Eerste"


def test_a_contradiction_is_answered_on_the_page(client, board_member, neighbour) -> None:
    issue = issue_in("reported_done")
    answer_solved(issue, by=neighbour, solved=False, reason="nog raak")
    client.force_login(board_member)
    one = issue.contradictions.get()
    post(client, issue, "tegenspraak", contradiction=one.pk, returned="terug", answer="Wij gaan weer kijken.")
    issue.refresh_from_db()
    assert issue.status == "in_progress"


def test_reading_something_confidential_is_written_down(client, chair, secretary, board_member) -> None:
    readers("chair", "board_member")
    issue = assessing(by=chair, visibility="confidential")
    path = reverse("issues:work", args=[issue.uuid])
    client.force_login(chair)
    assert client.get(path).status_code == 200
    client.force_login(secretary)
    assert client.get(path).status_code == 404
    assert list(ReadingRecord.objects.values_list("user", "refused")) == [
        (chair.pk, False),
        (secretary.pk, True),
    ]


@pytest.mark.parametrize("visibility", ["public", "limited", "confidential"])
@pytest.mark.parametrize(
    "state", ["reported", "assessing", "waiting", "resolved", "rejected", "withdrawn", "merged"]
)
def test_membership_is_can_view_for_everybody(db, people, visibility: str, state: str) -> None:
    from django.contrib.auth.models import AnonymousUser

    readers("chair", "board_member")
    issue = issue_in(state)
    Issue.objects.filter(pk=issue.pk).update(visibility=visibility, partner=municipality())
    issue.refresh_from_db()
    for user in [*people.values(), AnonymousUser()]:
        member = Issue.objects.visible_to(user).filter(pk=issue.pk).exists()
        assert member == can_view(user, issue), user


@pytest.mark.parametrize("key", PERSONAS)
def test_who_opens_the_working_pages(client, people, key: str) -> None:
    issue = assessing()
    client.force_login(people[key])
    board = {"board_member", "other_board_member", "secretary", "chair", "treasurer"}
    assert (client.get("/werk/meldingen/").status_code == 200) == (key in board | {"manager"})
    opens = client.get(reverse("issues:work", args=[issue.uuid])).status_code == 200
    assert opens == (key in board | {"manager", "deputy"})
    assert (client.get("/werk/brieven/").status_code == 200) == (key in board | {"manager"})


def test_a_letter_from_concept_to_answer(client, secretary) -> None:
    issue = assessing()
    client.force_login(secretary)
    page = client.post(
        f"/werk/brieven/nieuw/?kwestie={issue.uuid}",
        {
            "kind": "handhavingsverzoek",
            "subject": "Brandgevaar",
            "partner": municipality().pk,
            "responsible": secretary.pk,
        },
    )
    found = Letter.objects.get()
    assert page.headers["Location"] == reverse("issues:letter", args=[found.uuid])
    form = lambda key: reverse("issues:letter_form", args=[found.uuid, key])  # noqa: E731
    client.post(form("verstuurd"), {"on": in_days(0), "channel": "e-mail"})
    found.refresh_from_db()
    assert found.number.endswith("-001") and found.term_ends >= in_days(56)
    assert "loopt nog" in client.post(form("ingebrekestelling"), {"on": in_days(0)}).content.decode()
    assert "Loopt nog" in client.get("/werk/brieven/").content.decode()
    assert "Kan vanaf" in client.get(reverse("issues:letter", args=[found.uuid])).content.decode()
    client.post(form("antwoord"), {"on": in_days(0), "answer": "Wij komen kijken."})
    found.refresh_from_db()
    assert found.status == "answered"


def test_the_manager_sees_no_drafts_and_no_objections(client, manager, secretary) -> None:
    shown = write_letter(
        by=secretary, kind="brief", subject="Vraag", partner=municipality(), own_date=in_days(9)
    )
    send_letter(shown, by=secretary, channel="post")
    write_letter(by=secretary, kind="brief", subject="Nog een concept", partner=municipality())
    objection = write_letter(
        by=secretary,
        kind="bezwaar",
        subject="Bezwaar kamers",
        partner=municipality(),
        published_on=in_days(-3),
    )
    send_letter(objection, by=secretary, channel="post")
    client.force_login(manager)
    page = client.get("/werk/brieven/").content.decode()
    assert "Vraag" in page and "concept" not in page and "Bezwaar kamers" not in page
    assert client.get(reverse("issues:letter", args=[objection.uuid])).status_code == 404


def test_the_small_forms_of_a_visitor(client, db) -> None:
    issue = assessing()
    base = f"/kwesties/{issue.number}/"
    for page in ("volgen", "ook-last", "helpen", "klopt-niet"):
        assert client.get(f"{base}{page}/").status_code == 200
    assert client.get(f"{base}anders/").status_code == 404
    client.post(f"{base}volgen/", {"email": "buur@example.nl", "pace": "once"})
    client.post(f"{base}ook-last/", {"postcode": "2564 AB", "house_number": "12"})
    client.post(f"{base}helpen/", {"email": "buur@example.nl", "kind": "hours", "text": "2 uur per week"})
    client.post(f"{base}klopt-niet/", {"text": "De straat klopt niet."})
    follow = issue.follows.get()
    assert issue.confirmations.count() == issue.help_offers.count() == issue.notes.count() == 1
    path = f"/volgen/{follow.token}/"
    assert client.get(path).status_code == 200
    follow.refresh_from_db()
    assert follow.confirmed_at is None
    client.post(path, {"volg": "1"})
    client.post(path, {"stop": "1"})
    follow.refresh_from_db()
    assert follow.confirmed_at and follow.ended_at


def test_the_question_is_for_who_can_be_known(client, neighbour) -> None:
    issue = issue_in("reported_done")
    path = f"/kwesties/{issue.number}/opgelost/?antwoord=nee"
    assert "Log in en antwoord" in client.get(path).content.decode()
    client.post(path, {"solved": "nee", "reason": "nog raak"})
    assert issue.confirmations.count() == 0
    client.force_login(neighbour)
    assert "Vertel waarom" in client.post(path, {"solved": "nee"}).content.decode()
    client.post(path, {"solved": "nee", "reason": "nog raak"})
    assert issue.contradictions.count() == 1


def test_every_doing_has_a_button_for_somebody(db, people) -> None:
    seen = set()
    for state in STATES:
        issue = issue_in(state)
        for size in ("klein", "gewoon"):
            issue.size = size
            seen |= {one.key for user in people.values() for one in doings_for(user, issue)}
    of_their_rows = {"tegenspraak", "klopt-niet", "foto-op-de-site", "splitsen", "terugdraaien"}
    of_their_rows |= {"hulp", "reactie", "hoger-antwoord", "toezegging-klaar", "toezegging-navragen"}
    of_their_rows |= {"toezegging-terug", "bericht-verbeteren", "inspraak-klaar", "niet-langlopend"}
    of_their_rows |= {"publiceren"}
    assert set(DOINGS) - seen <= of_their_rows  # these need rows that a plain issue has not
