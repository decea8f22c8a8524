"""The sign-in: locked in every process at once, no account to be guessed, a second factor for the board."""

import multiprocessing
import re
import statistics
import time

import pytest
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.contrib import admin as admin_pages
from django.core import mail
from django.db import connections
from django.test import Client

from wijkraad.notices.delivery import send_waiting
from wijkraad.notices.models import Message, SealedMail
from wijkraad.people.actions import create_person
from wijkraad.people.admin_base import ReadOnlyAdmin
from wijkraad.people.models import User
from wijkraad.people.roles import roles_of

LOGIN, RESET, SIGNUP = "/accounts/login/", "/accounts/password/reset/", "/accounts/signup/"
LOCK = 5
"""Failed attempts on one account before it is locked for five minutes."""


@pytest.fixture
def account(room, password) -> User:
    return create_person(by=None, email="iemand@test.example", password=password)


def fail(times: int, email: str) -> None:
    for _ in range(times):
        Client().post(LOGIN, {"login": email, "password": "verkeerd"})


def signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_failures_in_another_process_lock_this_one(committed, account, password) -> None:
    connections.close_all()
    other = multiprocessing.get_context("fork").Process(target=fail, args=(LOCK, account.email))
    other.start()
    other.join(60)
    assert other.exitcode == 0
    client = Client()
    page = client.post(LOGIN, {"login": account.email, "password": password})
    assert not signed_in(client)
    assert page.status_code == 200


def test_one_failure_less_locks_nobody(client, account, password) -> None:
    fail(LOCK - 1, account.email)
    client.post(LOGIN, {"login": account.email, "password": password})
    assert signed_in(client)


def test_somebody_elses_lock_is_not_mine(client, account, password) -> None:
    fail(LOCK, "een.ander@test.example")
    client.post(LOGIN, {"login": account.email, "password": password})
    assert signed_in(client)


def told(page) -> str:
    """What a page says, without what differs by chance or was typed."""
    text = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", page.content.decode())
    return re.sub(r"[\w.]+@test\.example", "ADDRESS", text)


@pytest.mark.parametrize("address", [RESET, SIGNUP, LOGIN])
def test_known_and_unknown_addresses_get_the_same_answer(account, address) -> None:
    answers = []
    for email in (account.email, "onbekend@test.example"):
        fields = {"email": email, "password1": "een-goed-wachtwoord", "password2": "een-goed-wachtwoord"}
        fields |= {"login": email, "password": "verkeerd"}
        page = Client().post(address, fields, follow=True)
        answers.append((page.status_code, page.redirect_chain, told(page)))
    assert answers[0] == answers[1]


def test_known_and_unknown_addresses_cost_the_same_time(db, settings, password) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]
    settings.ACCOUNT_RATE_LIMITS = {}
    create_person(by=None, email="iemand@test.example", password=password)
    times: dict[str, list[float]] = {"iemand@test.example": [], "onbekend@test.example": []}
    for _ in range(4):
        for email, measured in times.items():
            start = time.perf_counter()
            fail(1, email)
            measured.append(time.perf_counter() - start)
    known, unknown = (statistics.median(measured[1:]) for measured in times.values())
    assert 0.6 < known / unknown < 1.67


def test_the_mail_for_a_new_password_goes_through_the_queue_and_leaves_no_secret(client, account) -> None:
    client.post(RESET, {"email": account.email})
    message = Message.objects.get()
    assert (message.recipient, message.facts) == (account, {})
    assert SealedMail.objects.count() == 1
    assert send_waiting(message.event) == 1
    assert "/accounts/password/reset/key/" in mail.outbox[0].body
    assert not SealedMail.objects.exists()


def test_a_change_of_the_account_is_told_to_its_owner(client, account, password) -> None:
    client.post(LOGIN, {"login": account.email, "password": password})
    new = "een-ander-wachtwoord"
    client.post("/accounts/password/change/", {"oldpassword": password, "password1": new, "password2": new})
    message = Message.objects.get()
    assert message.template == "account/email/password_changed"
    send_waiting(message.event)
    assert "Uw wachtwoord is gewijzigd." in mail.outbox[0].body


def test_a_new_account_is_a_resident(client, db) -> None:
    words = "een-goed-wachtwoord"
    client.post(SIGNUP, {"email": "nieuw@test.example", "password1": words, "password2": words})
    assert roles_of(User.objects.get(email="nieuw@test.example")) == {"resident"}
    assert Message.objects.get().template == "account/email/email_confirmation_signup"


@pytest.fixture
def in_earnest(settings) -> None:
    """An installation that asks for a second factor."""
    settings.MFA_REQUIRED = True


def test_the_board_needs_a_second_factor_and_is_brought_to_it(client, in_earnest, secretary) -> None:
    client.force_login(secretary)
    page = client.get("/werk/post/")
    assert (page.status_code, page.url) == (302, "/accounts/2fa/totp/activate/")
    TOTP.activate(secretary, generate_totp_secret())
    assert client.get("/werk/post/").status_code == 200


def test_a_resident_needs_none_and_a_visitor_is_not_asked(client, in_earnest, resident) -> None:
    assert client.get("/uit/1:forged/").status_code == 404
    client.force_login(resident)
    assert client.get("/mijn/berichten/").status_code == 200


def test_the_secret_of_a_second_factor_is_not_readable_in_the_database(secretary, in_earnest) -> None:
    secret = generate_totp_secret()
    TOTP.activate(secretary, secret)
    row = Authenticator.objects.get()
    assert secret not in str(row.data)
    assert row.wrap().validate_code("000000") is False
    assert not get_adapter().can_delete_authenticator(row)


def test_the_administration_pages_show_and_never_change(client, admin, chair) -> None:
    client.force_login(chair)
    assert client.get("/beheer/").status_code in (302, 403)
    client.force_login(admin)
    assert client.get("/beheer/").status_code == 200
    for address in ("people/user/", "people/role/", "terms/setting/", f"people/user/{chair.pk}/change/"):
        assert client.get(f"/beheer/{address}").status_code == 200
    for address in ("people/user/add/", f"people/user/{chair.pk}/delete/", f"people/user/{chair.pk}/change/"):
        assert client.post(f"/beheer/{address}", {"email": "x@y.example"}).status_code == 403
    assert client.get("/beheer/password_change/").url == "/accounts/password/change/"


def test_only_read_only_pages_are_in_the_administration() -> None:
    registered = admin_pages.site._registry.values()
    assert registered
    assert all(isinstance(one, ReadOnlyAdmin) for one in registered)
