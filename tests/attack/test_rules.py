"""Rules attacked one by one, by people who hold a role but not this right."""

from datetime import timedelta

import pytest
from django.test import Client

from issues.actions import claim_done, edit_words, judge_criterion, verify_issue
from issues.models import Issue
from meetings import actions as meetings
from tests.issues.stories import issue_in
from tests.meetings.conftest import *  # noqa: F403 - the council
from wijkraad.people.models import Role
from wijkraad.terms import clock
from wijkraad.terms.refusal import Refused

EVIL = "<script>alert(1)</script><img src=x onerror=alert(2)>"


def test_a_role_that_ended_yesterday_opens_nothing_in_an_open_session(client, secretary) -> None:
    client.force_login(secretary, "wijkraad.people.signin.Backend")
    assert client.get("/werk/vergaderingen/nieuw/").status_code == 200
    today = clock.today()
    Role.objects.filter(user=secretary).update(held=(today - timedelta(days=9), today))
    assert client.get("/werk/vergaderingen/nieuw/").status_code == 403


@pytest.mark.parametrize(
    "away", ["https://kwaad.example/", "//kwaad.example/", "/\\kwaad.example", "javascript:1"]
)
def test_sign_in_leads_nowhere_else(client, resident, away: str) -> None:
    answer = client.get("/accounts/login/", {"next": away})
    assert "kwaad.example" not in answer.headers.get("Location", "")
    client.force_login(resident, "wijkraad.people.signin.Backend")
    answer = client.get("/accounts/login/", {"next": away})
    assert not answer.headers.get("Location", "/").startswith(("http", "//", "/\\", "javascript"))


def test_the_postbox_of_the_demo_is_closed_in_earnest(client, db) -> None:
    assert client.get("/demo/postbus/").status_code == 404
    assert client.get("/demo/postbus/../../secret/").status_code == 404
    assert client.get("/media/photos/").status_code == 404


def test_script_in_words_does_not_run(council, db) -> None:
    issue = council.issue()
    issue.refresh_from_db()
    edit_words(issue, by=council.chair, base_version=issue.version, title=EVIL, summary=EVIL, reaction=EVIL)
    meeting = council.evening()
    item = meetings.add_item(
        meeting, by=council.secretary, title=EVIL, issues=[Issue.objects.get(pk=issue.pk)]
    )
    reader = Client()
    reader.force_login(council.secretary, "wijkraad.people.signin.Backend")
    pages = [issue.path, f"/werk/kwesties/{issue.uuid}/", "/kwesties/", f"/vergaderingen/{meeting.slug}/"]
    pages += [
        f"/werk/vergaderingen/{meeting.slug}/",
        "/zoeken/?q=alert",
        "/werk/dashboard/",
        "/vergaderingen/",
    ]
    assert item.title == EVIL
    for page in pages:
        for client in (Client(), reader):
            text = client.get(page).content.decode()
            assert "<script>alert" not in text and "<img src=x" not in text, page
    assert "&lt;script&gt;alert" in reader.get(issue.path).content.decode()


def test_an_id_that_is_none_is_no_error(council, db) -> None:
    """A decision or an issue that somebody made up is unknown, not a broken page."""
    meeting = council.evening()
    client = Client()
    client.force_login(council.secretary, "wijkraad.people.signin.Backend")
    at = f"/werk/vergaderingen/{meeting.slug}/"
    assert client.post(f"{at}voorstel/", {"kwestie": "geen-uuid"}).status_code == 404
    assert client.post(f"{at}vaststellen/", {"besluit": "geen-uuid"}).status_code == 404
    assert client.post(f"{at}vaststellen/").status_code == 404


def test_whoever_did_it_does_not_check_it(board_member, db) -> None:
    issue = issue_in("in_progress")
    claim_done(issue, by=board_member, evidence="Gezien op dinsdag")
    judge_criterion(issue, by=board_member, judgement="reached", after_measure="19 van de 100")
    with pytest.raises(Refused) as refused:
        verify_issue(issue, by=board_member, evidence="Ik zag het zelf")
    assert refused.value.code == "issue.other"
