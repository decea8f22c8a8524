"""The mail log for who looks after it, and the postbox of the demo."""

from pathlib import Path

import pytest
from django.core.mail import EmailMultiAlternatives, get_connection
from django.urls import reverse

from tests.notices.test_delivery import State, hear
from wijkraad.notices.delivery import send_waiting
from wijkraad.notices.models import Message
from wijkraad.notices.postbox import posts

LOG, POSTBOX = reverse("notices:log"), reverse("notices:postbox")


@pytest.mark.parametrize(
    ("who", "status"),
    [("secretary", 200), ("admin", 200), ("chair", 403), ("manager", 403), ("resident", 403)],
)
def test_who_reads_the_log(client, request, who, status) -> None:
    client.force_login(request.getfixturevalue(who))
    assert client.get(LOG).status_code == status


def test_the_log_shows_what_failed_and_no_address_of_a_follower(client, secretary, resident) -> None:
    hear(resident, "volger@test.example")
    Message.objects.filter(recipient=resident).update(state=State.FAILED, error="refused 550", attempts=8)
    client.force_login(secretary)
    text = client.get(LOG, {"stand": "failed"}).content.decode()
    assert (
        "de mailserver neemt deze mail niet aan (550)" in text
        and "8 keer geprobeerd" in text
        and "Noor Bewoner" in text
    )
    everything = client.get(LOG, {"stand": "nonsense"}).content.decode()
    assert "v…@test.example" in everything
    assert "volger@" not in everything


def test_a_failed_mail_goes_again_by_a_button(client, secretary, resident) -> None:
    hear(resident)
    message = Message.objects.get()
    client.force_login(secretary)
    again = reverse("notices:retry", args=[message.pk])
    assert "niet mislukt" in client.post(again, follow=True).content.decode()
    Message.objects.update(state=State.FAILED)
    assert "gaat opnieuw uit" in client.post(again, follow=True).content.decode()
    assert client.get(again).status_code == 405


def test_the_log_pages_forth_and_back(client, secretary) -> None:
    hear(*(f"volger{number}@test.example" for number in range(70)))
    client.force_login(secretary)
    first = client.get(LOG).content.decode()
    onward = first.split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&")
    second = client.get(LOG + onward).content.decode()
    assert (first.count("v…@test.example"), second.count("v…@test.example")) == (50, 20)
    back = second.split('rel="prev" href="')[1].split('"')[0].replace("&amp;", "&")
    assert client.get(LOG + back).content.decode().count("v…@test.example") == 50


def test_an_empty_log_says_so(client, secretary) -> None:
    client.force_login(secretary)
    assert "Geen mails gevonden" in client.get(LOG).content.decode()


@pytest.fixture
def demo(settings, tmp_path: Path) -> Path:
    """A demo installation with an empty postbox."""
    settings.DEMO = True
    settings.EMAIL_BACKEND = "wijkraad.notices.backends.EmlFolder"
    settings.EMAIL_FILE_PATH = tmp_path / "mail"
    settings.SITE_URL = "http://127.0.0.1:8000"
    return settings.EMAIL_FILE_PATH


def test_a_mail_of_the_demo_is_a_file_and_a_page(client, demo, resident) -> None:
    assert "Nog geen mails" in client.get(POSTBOX).content.decode()
    hear(resident, path="/kwesties/2026-0042/")
    assert send_waiting("issue-status:1") == 1
    (file,) = demo.glob("*.eml")
    assert "Nieuws over 2026-0042" in client.get(POSTBOX).content.decode()
    text = client.get(reverse("notices:post", args=[file.name])).content.decode()
    assert "Er is nieuws &amp; meer." in text
    assert 'href="http://127.0.0.1:8000/kwesties/2026-0042/"' in text


def test_a_mail_that_is_handed_over_twice_is_one_file(demo) -> None:
    mail = EmailMultiAlternatives("Dag", "tekst", "a@test.example", ["b@test.example"])
    mail.extra_headers["Message-ID"] = "<bericht-1@test.example>"
    for _ in range(2):
        assert get_connection().send_messages([mail]) == 1
    assert [post.subject for post in posts()] == ["Dag"]


@pytest.mark.parametrize("name", ["..%2F..%2Fsettings.py", "x.eml", "20261121T100000-0123456789abcdef.eml"])
def test_no_other_file_is_shown(client, demo, db, name) -> None:
    assert client.get(f"/demo/postbus/{name}/").status_code == 404


def test_there_is_no_postbox_outside_the_demo(client, db, settings) -> None:
    settings.DEMO = False
    assert client.get(POSTBOX).status_code == 404
    assert client.get(reverse("notices:post", args=["x.eml"])).status_code == 404
