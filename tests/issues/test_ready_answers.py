"""Ready answers in the forms of the workspace: per theme and step, under typed words, shown as mail."""

import pytest
from django.test import Client
from django.urls import reverse

from issues.actions import follow_issue, write_reply
from issues.models import Issue, Note, ReplyTemplate
from issues.views.doings import DOINGS, READY
from tests.issues import stories
from tests.personas import person
from wijkraad.notices.models import Message

pytestmark = pytest.mark.django_db


def reply(step: str, text: str, **more) -> ReplyTemplate:
    facts = {"step": step, "name": f"Bij {step}", "text": text, **more}
    return write_reply(None, by=person("secretary"), **facts)


def form(issue: Issue, key: str) -> tuple[Client, str]:
    client = Client()
    client.force_login(person("board_member"))
    return client, reverse("issues:work_form", args=[issue.uuid, key])


def test_each_answer_goes_into_a_field_that_its_form_has() -> None:
    steps = set(ReplyTemplate.Step.values)
    for key, ready in READY.items():
        assert ready.field in DOINGS[key].form.base_fields and ready.step in steps, key


def test_an_update_starts_from_a_ready_answer_and_shows_its_mail_first() -> None:
    issue = stories.assessing(title="Losse tegel")
    follow_issue(issue, by=person("neighbour"))
    chosen = reply("update", "Wij vroegen de gemeente naar {titel}.")
    reply("update", "Voor de winkels.", theme=stories.theme("winkels"), name="Winkels")
    reply("claimed", "Het is klaar.")
    client, path = form(issue, "bericht")
    page = client.get(path).content.decode()
    assert "Bij update" in page and "Winkels" not in page and "Bij claimed" not in page
    typed = {"text": "Goed nieuws.", "critical": "on", "sjabloon": chosen.pk, "doe": "sjabloon"}
    page = client.post(path, typed).content.decode()
    assert "Goed nieuws.\n\nWij vroegen de gemeente naar Losse tegel." in page and "checked" in page
    assert not Note.objects.exists()
    mails = Message.objects.count()
    page = client.post(path, {"text": "Wij zijn er.", "doe": "bekijk"}).content.decode()
    assert "Er is nog niets verstuurd" in page and "Losse tegel" in page
    assert Message.objects.count() == mails and not Note.objects.exists()
    assert "Schrijf iets op." in client.post(path, {"text": "", "doe": "bekijk"}).content.decode()
    client.post(path, {"text": "Wij zijn er."})
    assert Note.objects.get().text == "Wij zijn er."


def test_a_rejection_keeps_what_was_typed_and_refuses_in_the_preview_too() -> None:
    issue = stories.assessing()
    reply("rejected", "Dit is voor de gemeente.")
    client, path = form(issue, "niet-oppakken")
    stranger = reply("joined", "Hoort elders.")
    typed = {"reason": "Mijn reden.", "sjabloon": stranger.pk, "doe": "sjabloon"}
    page = client.post(path, typed).content.decode()
    assert "Mijn reden.</textarea>" in page and "Hoort elders." not in page
    page = client.post(path, {"reason": "Mijn reden.", "doe": "bekijk"}).content.decode()
    assert "data-fouten" in page or "geen mail" in page
    issue.refresh_from_db()
    assert issue.status == "assessing" and issue.status_changes.count() == 2


def test_a_claim_is_shown_without_keeping_its_picture() -> None:
    issue = stories.work(stories.assessing())
    client, path = form(issue, "klaar")
    page = client.post(path, {"evidence": "Vier bakken geplaatst.", "doe": "bekijk"}).content.decode()
    issue.refresh_from_db()
    assert issue.status == "in_progress" and "Vier bakken geplaatst." in page


def test_enter_at_the_desk_only_shows_the_mail() -> None:
    """A field of text presses the first button of its form: that one may destroy or publish nothing."""
    issue = stories.reported()
    client, _path = form(issue, "notitie")
    page = client.get(f"/werk/meldingen/?k={issue.uuid}").content.decode()
    work = page[page.index('id="werk"') :]
    first = work[work.index('type="submit"') :].split(">", 1)[0]
    assert 'value="bekijk-nieuw"' in first
