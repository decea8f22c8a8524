"""What is larger than any form of ours is refused before a byte of it is parsed or kept."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from issues.models import Draft, Photo
from wijkraad.ui import large

pytestmark = pytest.mark.django_db


@pytest.fixture
def small(settings) -> int:
    settings.BODY_LIMIT = 3 * large.MEGABYTE
    return settings.BODY_LIMIT


def sent(client: Client, path: str, size: int):
    photo = SimpleUploadedFile("foto.jpg", b"x" * size, content_type="image/jpeg")
    return client.post(path, {"stap": "contact", "foto": photo, "tekst": "mijn woorden"})


@pytest.mark.parametrize("path", ["/melden/", "/werk/meldingen/", "/accounts/login/", "/bestaat-niet/"])
def test_it_says_what_to_do_whatever_the_address(small: int, path: str) -> None:
    answer = sent(Client(enforce_csrf_checks=True), path, small)
    page = answer.content.decode()
    assert answer.status_code == 413 and "hoogstens 3 MB" in page
    assert ("Ga verder met uw melding" in page) == (path == "/melden/")
    assert not Draft.objects.exists() and not Photo.objects.exists()
    assert "default-src" in answer.headers["Content-Security-Policy"]


def test_up_to_the_limit_the_form_itself_answers(small: int) -> None:
    answer = sent(Client(), "/melden/", small - 2000)
    assert answer.status_code != 413


def test_a_program_gets_problem_details(small: int) -> None:
    answer = Client().post("/api/v1/issues/", b"x" * (small + 1), content_type="application/json")
    assert answer.status_code == 413 and answer.headers["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize("length", ["", "-5", "veel", "1e9"])
def test_an_odd_length_is_left_to_the_server(length: str) -> None:
    assert Client().get("/over/", headers={}, CONTENT_LENGTH=length).status_code == 200


def test_what_is_thrown_away_has_an_end(small: int, rf) -> None:
    """Whoever never stops sending is cut off."""
    request = rf.post("/melden/")
    heard = []

    def endless(size: int) -> bytes:
        heard.append(size)
        return b"x" * size

    request.read = endless  # the network edge
    large.throw_away(request)
    assert sum(heard) == large.TIMES * small
