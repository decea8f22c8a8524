"""A partner's own pages: only what was handed to its organisation, and what it can do there."""

import pytest
from django.urls import reverse

from issues import actions
from issues.models import Issue, Note, Promise
from tests.issues.stories import assessing, in_days, issue_in
from tests.issues.test_heard import refused
from wijkraad.notices.models import Message
from wijkraad.people.models import Organisation
from wijkraad.terms import clock

pytestmark = pytest.mark.django_db


@pytest.fixture
def handed(board_member) -> Issue:
    """An issue that lies with the partner's organisation."""
    issue = issue_in("waiting")
    issue.refresh_from_db()
    return issue


def test_a_partner_sees_and_does_only_what_was_handed_over(client, partner, handed, board_member) -> None:
    Note.objects.create(issue=handed, kind="internal", text="Binnenkamers", by=board_member, at=clock.now())
    actions.ask_reaction(
        handed, by=board_member, label="de zaak", whom="Geheim", text="x", how="x", due=in_days(5)
    )
    elsewhere = assessing(title="Niet van hen")
    client.force_login(partner)
    path = reverse("issues:partner", args=[handed.uuid])
    assert path in client.get("/werk/").content.decode()
    shown = client.get(path).content.decode()
    assert handed.title in shown
    for hidden in ("Binnenkamers", "Geheim", "veelste hard", "Niet van hen"):
        assert hidden not in shown
    assert client.get(reverse("issues:partner", args=[elsewhere.uuid])).status_code == 404
    assert client.get(reverse("issues:work", args=[handed.uuid])).status_code == 403
    Issue.objects.filter(pk=handed.pk).update(visibility="confidential")
    assert client.get(path).status_code == 404


def test_a_partner_promises_answers_and_reports_done(client, partner, handed, board_member) -> None:
    client.force_login(partner)
    base = reverse("issues:partner", args=[handed.uuid])
    client.post(f"{base}toezegging/", {"what": "Vier bakken erbij", "due": in_days(9)})
    promise = Promise.objects.get()
    assert (promise.partner, promise.due, promise.who) == (partner.organisation, in_days(9), "Gemeente")
    client.post(f"{base}antwoord/", {"text": "Wij komen volgende week."})
    client.post(f"{base}klaar/", {"evidence": "De bakken staan er."})
    handed.refresh_from_db()
    assert (handed.status, handed.claimed_by) == ("reported_done", partner)
    assert Message.objects.filter(recipient=board_member, template="issues/partner").count() == 2
    again = client.post(f"{base}klaar/", {"evidence": "Nog eens"}, follow=True).content.decode()
    assert "Dat kan nu niet" in again
    refused("promise.date", actions.give_promise, handed, by=partner, what="x", due=in_days(-1))


def test_another_partner_is_nobody_here(client, partner, handed) -> None:
    partner.organisation = Organisation.objects.create(name="Politie", short_name="Politie")
    partner.save()
    client.force_login(partner)
    assert client.get(reverse("issues:partner", args=[handed.uuid])).status_code == 404
    refused("partner.who", actions.answer_as_partner, handed, by=partner, text="x")
    refused("partner.who", actions.give_promise, handed, by=partner, what="x", due=in_days(5))
