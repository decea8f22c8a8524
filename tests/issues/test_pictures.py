"""Pictures as evidence, and the dated answer to "Klopt hier iets niet?"."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from issues.actions import report_wrong
from issues.actions.triage import TICKS
from issues.models import Photo
from tests.issues.stories import issue_in
from tests.issues.test_report_form import picture


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def upload(data: bytes = b"", name: str = "na.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data or picture())


def post(client, issue, key: str, **values):
    return client.post(reverse("issues:work_form", args=[issue.uuid, key]), values)


def test_a_claim_with_ticked_pictures_puts_them_on_the_site(client, board_member) -> None:
    issue = issue_in("in_progress")
    client.force_login(board_member)
    post(client, issue, "klaar", evidence="Vier bakken.", na=upload(), voor=upload(), vinkjes=list(TICKS))
    issue.refresh_from_db()
    assert issue.status == "reported_done"
    assert sorted(issue.photos.exclude(cleared_at=None).values_list("kind", flat=True)) == ["after", "before"]
    client.logout()
    for photo in issue.photos.all():
        assert client.get(f"/foto/{photo.uuid}.jpg").status_code == 200


def test_without_every_tick_a_picture_waits_inside_until_somebody_ticks(
    client, board_member, other_board_member
) -> None:
    issue = issue_in("reported_done")
    issue.judgement, issue.judged_by = "reached", board_member
    issue.save(update_fields=["judgement", "judged_by"])
    client.force_login(other_board_member)
    post(client, issue, "foto", foto=upload(), soort="before", vinkjes=list(TICKS))
    post(client, issue, "controleren", evidence="Zelf gezien.", na=upload(), vinkjes=["faces"])
    issue.refresh_from_db()
    photo = issue.photos.get(kind="after")
    assert (issue.status, photo.kind, photo.cleared_at) == ("resolved", "after", None)
    page = client.get(reverse("issues:work", args=[issue.uuid])).content.decode()
    assert "Nog niet op de site" in page
    values = {"foto": photo.pk, "soort": "after", "description": "Vier bakken"}
    refused = post(client, issue, "foto-op-de-site", **values, vinkjes=["faces"])
    assert "Nog niet alle vinkjes" in refused.content.decode() and "Vier bakken" in refused.content.decode()
    post(client, issue, "foto-op-de-site", **values, vinkjes=list(TICKS))
    photo.refresh_from_db()
    assert photo.cleared_at and photo.cleared_by == other_board_member
    client.logout()
    assert client.get(f"/foto/{photo.uuid}.jpg").status_code == 200
    page = client.get(issue.path).content.decode()
    assert all(f"/foto/{one.uuid}.jpg" in page for one in issue.photos.all())


@pytest.mark.parametrize("key", ["klaar", "foto"])
def test_what_is_no_picture_is_refused_beside_the_field_with_all_words(client, board_member, key) -> None:
    issue = issue_in("in_progress")
    client.force_login(board_member)
    words = {"evidence": "Vier bakken, twaalf palen", "soort": "after"}
    field = "na" if key == "klaar" else "foto"
    page = post(client, issue, key, **words, **{field: upload(b"tekst", "foto.jpg")}).content.decode()
    assert "geen foto die wij kennen" in page and f'id="id_{field}_error"' in page
    assert key != "klaar" or "Vier bakken, twaalf palen" in page
    issue.refresh_from_db()
    assert issue.status == "in_progress" and not Photo.objects.exists()


def test_a_good_picture_beside_a_mistake_must_be_chosen_again(client, board_member) -> None:
    issue = issue_in("in_progress")
    client.force_login(board_member)
    page = post(client, issue, "klaar", evidence="", na=upload()).content.decode()
    assert "Kies deze foto daarna opnieuw" in page


def test_a_question_whether_it_is_right_gets_a_dated_public_answer(client, manager, neighbour) -> None:
    issue = issue_in("in_progress")
    question = report_wrong(issue, by=neighbour, text="het was de Beeklaan")
    client.force_login(manager)
    assert "klopt-niet" in client.get(reverse("issues:work", args=[issue.uuid])).content.decode()
    assert "Schrijf een antwoord" in post(client, issue, "klopt-niet", question=question.pk).content.decode()
    post(client, issue, "klopt-niet", question=question.pk, answer="Klopt, wij veranderden de straat.")
    assert post(client, issue, "klopt-niet", question=question.pk, answer="nog eens").status_code == 302
    assert question.answers.count() == 1
    client.logout()
    page = client.get(issue.path).content.decode()
    assert (
        "Antwoord van" in page and "wij veranderden de straat" in page and "het was de Beeklaan" not in page
    )
