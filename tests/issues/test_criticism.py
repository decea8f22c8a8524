"""Criticism at the desk: taken up at once, on the site only after those concerned could react."""

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from issues import actions
from issues.models import Issue
from tests.issues import stories
from tests.issues.stories import in_days
from tests.issues.test_heard import post, refused
from tests.issues.test_work_pages import triage_words

pytestmark = pytest.mark.django_db


def critical_words(**more) -> dict[str, object]:
    return triage_words(titel="De zaak houdt zich niet aan de regels", kritiek="on", doe="nieuw", **more)


def test_a_critical_report_is_taken_up_but_stays_inside_until_those_concerned_could_react(
    client, board_member
) -> None:
    issue = stories.reported()
    client.force_login(board_member)
    answer = client.post(f"/werk/meldingen/?k={issue.uuid}", critical_words())
    assert answer.headers["Location"].endswith("/wederhoor/")
    issue.refresh_from_db()
    assert (issue.status, issue.number, issue.unheard) == ("assessing", None, True)
    assert "houdt zich niet aan" in client.get(answer.headers["Location"]).content.decode(), "asked as it is"
    assert "Nog niet op de site" in client.get(f"/werk/kwesties/{issue.uuid}/").content.decode()
    assert "houdt zich niet aan" not in Client().get("/kwesties/").content.decode()
    refused("hearing.none", actions.publish_issue, issue, by=board_member)
    asked = actions.ask_reaction(
        issue, by=board_member, label="de ondernemer", text="Kritiek", how="per mail", due=in_days(10)
    )
    refused("hearing.open", actions.publish_issue, issue, by=board_member)
    actions.record_reaction(asked, by=board_member, on=in_days(0), reaction="Wij letten beter op.")
    post(client, issue, "publiceren")
    issue.refresh_from_db()
    assert issue.is_public and not issue.unheard
    assert "Wij letten beter op." in Client().get(issue.path).content.decode()
    refused("issue.not_waiting", actions.publish_issue, issue, by=board_member)


def test_no_way_around_the_hearing(board_member) -> None:
    """Not by showing less first, splitting, other words or a hearing that served another text; nor by SQL."""
    issue = stories.reported()
    facts = {"title": "Kritiek", "summary": "Zij doen het fout.", "responsible": board_member}
    actions.triage_issue(issue, by=board_member, visibility="public", critical=True, **facts)
    actions.change_visibility(issue, "limited", by=board_member)
    assert issue.number and issue.unheard
    refused("hearing.none", actions.change_visibility, issue, "public", by=board_member)
    with pytest.raises(IntegrityError, match="issues_issue_heard_first"), transaction.atomic():
        Issue.objects.filter(pk=issue.pk).update(visibility="public")
    second = stories.reported()
    actions.join_report(second.reports.get(), issue, by=board_member)
    apart = actions.split_issue(issue, by=board_member, reports=[issue.reports.first()], title="Ook kritiek")
    assert apart.unheard and apart.visibility == "limited"
    issue.refresh_from_db()
    words = {"base_version": issue.version, "title": "Kritiek", "summary": "Zij doen het fout."}
    actions.edit_words(issue, by=board_member, critical=True, **words)
    assert issue.unheard
    milder = words | {"summary": "Zonder oordeel.", "base_version": issue.version}
    actions.edit_words(issue, by=board_member, **milder)
    actions.change_visibility(issue, "public", by=board_member)
    assert not issue.unheard and issue.visibility == "public"


def test_who_was_heard_before_triage_waits_no_longer(board_member) -> None:
    issue = stories.reported()
    asked = actions.ask_reaction(
        issue, by=board_member, label="de dienst", text="Kritiek", how="per mail", due=in_days(5)
    )
    actions.record_reaction(asked, by=board_member, on=in_days(0), reaction="Klopt.")
    facts = {"title": "Kritiek", "summary": "Zij doen het fout.", "responsible": board_member}
    actions.triage_issue(issue, by=board_member, visibility="public", critical=True, **facts)
    assert issue.is_public and not issue.unheard and asked.notes.count() == 1


def test_a_phone_number_in_public_words_is_doubted_once(client, board_member) -> None:
    """At the desk and in an update a tick says that it is meant; what is limited shows no words."""
    issue = stories.reported()
    client.force_login(board_member)
    path = f"/werk/meldingen/?k={issue.uuid}"
    words = triage_words(samenvatting="Bel Jan op 06-12345678.", doe="nieuw")
    page = client.post(path, words).content.decode()
    assert "Wij zien een telefoonnummer (“06-12345678”)" in page and 'name="toch"' in page
    issue.refresh_from_db()
    assert issue.status == "reported"
    assert 'name="toch"' not in client.get(path).content.decode()
    assert client.post(path, {**words, "toch": "on"}).status_code == 302
    issue.refresh_from_db()
    assert issue.is_public
    update = f"/werk/kwesties/{issue.uuid}/bericht/"
    assert "Wij zien een telefoonnummer" in client.post(update, {"text": "Bel 070-3533000."}).content.decode()
    assert not issue.notes.exists()
    assert client.post(update, {"text": "Bel 070-3533000.", "toch": "on"}).status_code == 302
    assert issue.notes.get().text == "Bel 070-3533000."
    hidden = stories.reported()
    sent = {**words, "zicht": "limited"}
    assert client.post(f"/werk/meldingen/?k={hidden.uuid}", sent).status_code == 302
