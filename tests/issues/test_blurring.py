"""Covering a part of a picture: what was there exists nowhere any more, also not under the old address."""

import io

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from issues.actions import blur_photo, clear_photo, drop_photo, sweep_files
from issues.actions.triage import TICKS
from issues.models import Photo, ReadingRecord
from issues.photos import Box, redrawn
from tests.issues.stories import assessing, readers, reported
from tests.personas import person
from wijkraad.terms import clock
from wijkraad.terms.refusal import Refused
from wijkraad.trail.erasures import logged_erasures


@pytest.fixture(autouse=True)
def folders(settings, tmp_path):
    settings.MEDIA_ROOT, settings.VAR_DIR = tmp_path / "media", tmp_path


def chequered() -> bytes:
    """Fine black and white stripes: whatever is left of them tells that something can be read back."""
    image = Image.new("L", (480, 320))
    image.putdata([255 * ((x // 4 + y // 4) % 2) for y in range(320) for x in range(480)])
    out = io.BytesIO()
    image.convert("RGB").save(out, "JPEG", quality=95)
    return out.getvalue()


def photo_of(issue) -> Photo:
    photo = Photo(report=issue.reports.get(), created_at=clock.now())
    photo.file.save("x.jpg", redrawn(SimpleUploadedFile("x.jpg", chequered())), save=False)
    photo.save()
    return photo


def contrast(photo: Photo, box: tuple[int, int, int, int]) -> int:
    """The difference of light and dark in the middle of a part."""
    with photo.file.open() as file, Image.open(file) as image:
        low, high = image.convert("L").crop(box).getextrema()
    return high - low


def test_the_part_is_gone_the_rest_stays_and_the_old_file_is_destroyed(
    manager, django_capture_on_commit_callbacks
) -> None:
    photo = photo_of(reported())
    old, uuid = photo.file.name, photo.uuid
    assert contrast(photo, (20, 20, 200, 120)) > 150
    with django_capture_on_commit_callbacks(execute=True):
        blurred = blur_photo(photo, [Box(0, 0, 500, 500)], by=manager)
    assert contrast(blurred, (8, 8, 232, 152)) < 60 and contrast(blurred, (260, 180, 460, 300)) > 150
    assert blurred.uuid != uuid and not default_storage.exists(old)
    assert [(one.what, one.pk) for one in logged_erasures()] == [("photo.blur", photo.pk)]


def test_a_public_photo_stays_public_under_a_new_address(client, manager) -> None:
    issue = assessing()
    photo = clear_photo(photo_of(issue), by=manager, ticks=TICKS)
    assert client.get(f"/foto/{photo.uuid}.jpg").status_code == 200
    blurred = blur_photo(photo, [Box(100, 100, 200, 200)], by=manager)
    assert client.get(f"/foto/{photo.uuid}.jpg").status_code == 404
    assert client.get(f"/foto/{blurred.uuid}.jpg").status_code == 200


def test_the_page_shows_first_and_then_destroys(client, manager) -> None:
    issue = reported()
    photo = photo_of(issue)
    client.force_login(manager)
    path = reverse("issues:blur", args=[photo.uuid])
    assert client.get(path).content.decode().count('name="hok"') == 12 * 8
    assert "Kies eerst" in client.post(path).content.decode()
    assert "Vul alle vier" in client.post(path, {"links": "10"}).content.decode()
    shown = client.post(path, {"hok": ["0-0"], "vlak": ["500,500,100,100", "x"], "bekijk": "1"})
    assert shown.content.decode().count("<rect") == 2 and 'value="500,500,100,100"' in shown.content.decode()
    photo.refresh_from_db()
    assert photo.blurred_at is None
    done = client.post(path, {"links": "0", "boven": "0", "breed": "50", "hoog": "50"})
    assert done.headers["Location"].startswith(reverse("issues:triage"))
    photo.refresh_from_db()
    assert photo.blurred_at and contrast(photo, (8, 8, 232, 152)) < 60


def test_a_photo_is_thrown_away_and_strangers_find_no_page(client, manager, board_member) -> None:
    photo = photo_of(reported())
    path = reverse("issues:blur", args=[photo.uuid])
    for who, code in (("deputy", 403), ("resident", 403), ("partner", 403)):
        client.force_login(person(who))
        assert client.post(path, {"weg": "1"}).status_code == code
    with pytest.raises(Refused):
        drop_photo(photo, by=person("deputy"))
    client.force_login(manager)
    client.post(path, {"weg": "1"})
    assert not Photo.objects.exists() and client.get(path).status_code == 404


def test_a_confidential_photo_is_only_for_readers_and_each_look_is_written_down(
    client, chair, secretary
) -> None:
    readers("chair", "board_member")
    photo = photo_of(assessing(by=chair, visibility="confidential"))
    path = reverse("issues:blur", args=[photo.uuid])
    client.force_login(secretary)
    assert client.get(path).status_code == 404
    client.force_login(chair)
    assert client.get(path).status_code == 200
    assert list(ReadingRecord.objects.values_list("user", "refused")) == [(chair.pk, False)]


def test_files_without_a_row_are_swept_after_an_hour(manager, settings) -> None:
    photo = photo_of(reported())
    old = photo.file.name
    blur_photo(photo, [Box(0, 0, 500, 500)], by=manager)
    kept = Photo.objects.get(pk=photo.pk).file.name
    default_storage.save("photos/lees-mij.txt", io.BytesIO(b"van ons"))
    assert sweep_files() == 0
    with clock.moved_to(clock.now().replace(year=2099)):
        assert sweep_files() == 1
    assert not default_storage.exists(old) and default_storage.exists(kept)


def test_the_workspace_leads_to_it_for_who_triages(client, manager) -> None:
    issue = assessing()
    photo = photo_of(issue)
    path, page = reverse("issues:blur", args=[photo.uuid]), reverse("issues:work", args=[issue.uuid])
    client.force_login(manager)
    assert path in client.get(page).content.decode()
    client.force_login(person("deputy"))
    assert path not in client.get(page).content.decode()
