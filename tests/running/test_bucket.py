"""Photos and papers in a bucket of the S3 kind in place of a folder: the same rules, the same pages."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from issues.actions import sweep_files
from tests.running import bucket
from wijkraad.running import checks
from wijkraad.running import environment as env
from wijkraad.running.supervisor import CannotStart
from wijkraad.running.views import CHECKS

GIVEN = {
    "S3_BUCKET": "wijk",
    "S3_ACCESS_KEY": bucket.KEY,
    "S3_SECRET_KEY": "geheim",
    "S3_REGION": "eu-west-1",
}
ALL = (*GIVEN, "S3_ENDPOINT_URL", "S3_PREFIX", "MEDIA_ROOT")
LOST = "photos/ab/0f8fad5bd9cb469fa16570867728950e.jpg"


@pytest.fixture
def given(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Set these variables and no other of the storage."""

    def put(**variables: str) -> None:
        for name in ALL:
            monkeypatch.delenv(name, raising=False)
        for name, worth in variables.items():
            monkeypatch.setenv(name, worth)

    return put


@pytest.fixture
def server(given: Any, settings: Any) -> Iterator[Any]:
    with bucket.running() as server:
        given(**GIVEN, S3_ENDPOINT_URL=server.address, S3_PREFIX="portaal")
        settings.STORAGES = settings.STORAGES | {"default": env.storage()}
        yield server
        default_storage.connection.meta.client.close()


def test_what_is_kept_comes_back_and_goes_when_it_is_taken_away(server: Any) -> None:
    name = default_storage.save("agenda/ab/stuk.pdf", ContentFile(b"%PDF-1.4 bewijs"))
    assert server.objects == {"portaal/agenda/ab/stuk.pdf": b"%PDF-1.4 bewijs"}
    with default_storage.open(name) as file:
        assert file.read() == b"%PDF-1.4 bewijs"
    again = default_storage.save("agenda/ab/stuk.pdf", ContentFile(b"een ander stuk"))
    assert again != name, "a file never takes the place of another"
    default_storage.delete(name)
    default_storage.delete(again)
    assert server.objects == {}
    with pytest.raises(FileNotFoundError):
        default_storage.open(name).read()


@pytest.mark.django_db
def test_a_picture_that_no_row_points_at_is_swept_from_a_bucket_too(server: Any) -> None:
    assert sweep_files() == 0, "an empty bucket has no folders"
    server.objects |= {f"portaal/{LOST}": b"jpg", "portaal/photos/ab/lees-mij.txt": b"of somebody else"}
    assert sweep_files() == 1
    assert list(server.objects) == ["portaal/photos/ab/lees-mij.txt"]


def test_readiness_and_the_start_try_the_bucket(server: Any, given: Any, settings: Any) -> None:
    CHECKS["opslag"]()
    checks.storage_usable()
    assert server.objects == {}
    for wrong, reason in ({"S3_ACCESS_KEY": "ander"}, "403"), ({"S3_BUCKET": "elders"}, "NoSuchBucket"):
        given(**GIVEN | wrong, S3_ENDPOINT_URL=server.address)
        settings.STORAGES = settings.STORAGES | {"default": env.storage()}
        with pytest.raises(CannotStart, match=f"S3_BUCKET is niet te gebruiken: .*{reason}"):
            checks.storage_usable()
        default_storage.connection.meta.client.close()


@pytest.mark.parametrize(
    ("variables", "reason"),
    [
        ({"S3_REGION": "eu-west-1"}, "S3_REGION is er, maar S3_BUCKET ontbreekt"),
        (GIVEN | {"S3_SECRET_KEY": ""}, "S3_SECRET_KEY ontbreekt"),
        (GIVEN | {"MEDIA_ROOT": "/srv/media"}, "Kies MEDIA_ROOT of S3_BUCKET"),
        (GIVEN | {"S3_ENDPOINT_URL": "opslag.example"}, "S3_ENDPOINT_URL moet met https:// beginnen"),
    ],
)
def test_half_a_bucket_stops_the_start(given: Any, variables: dict[str, str], reason: str) -> None:
    given(**variables)
    with pytest.raises(ImproperlyConfigured, match=reason):
        env.storage()


def test_without_a_bucket_files_stay_in_the_folder(given: Any) -> None:
    given()
    assert env.storage() == {"BACKEND": "django.core.files.storage.FileSystemStorage"}
