"""Every page as every kind of reader, searched for words that this reader must not find anywhere."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.test import Client

from tests.attack.planting import plant
from tests.attack.secrets import plain, secrets_of, words_to_try
from tests.test_access import AT_THE_DOOR, addresses, may_open, own_patterns, values_of
from wijkraad.people.models import User

READERS = [None, "buur", "bestuur", "wijkmanager", "plaatsvervanger", "kascommissie", "partner", "beheer"]
"""One of each pair of eyes: the other personas see as much as one of these."""
SEARCHES = ("/zoeken/?q={}", "/kwesties/?q={}", "/besluiten/?q={}")
WORDS = 12
EVERY = 2
"""Of the values of test_access one in so many is enough here."""


@pytest.fixture
def planted(own_neighbourhood):
    plant()
    values_of.cache_clear()
    yield
    values_of.cache_clear()


def asked_addresses(user: User | None) -> Iterator[str]:
    """The URL table without what a signed token opens: whoever has the token may read."""
    for route, pattern in own_patterns():
        if "<str:token>" in route:
            continue
        asked = list(addresses(route, pattern))[::EVERY]
        allowed = may_open(getattr(pattern.callback, "audience", frozenset()), user)
        yield from asked if allowed else asked[:AT_THE_DOOR]


def client_of(user: User | None) -> Client:
    client = Client(raise_request_exception=False)
    if user:
        client.force_login(user, settings.AUTHENTICATION_BACKENDS[0])
    return client


def words_of(answer) -> str:
    """Body and headers as plain words; a picture has none."""
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return plain(f"{body.decode(errors='ignore')} {dict(answer.headers)}")


@pytest.mark.parametrize("who", READERS)
def test_no_answer_holds_what_its_reader_must_not_know(who: str | None, planted) -> None:
    user = User.objects.get(email=f"{who}@demo.test") if who else None
    secrets, client = secrets_of(user), client_of(user)
    assert len(secrets) > 100
    asked = [*asked_addresses(user)]
    asked += [one.format(word) for word in words_to_try(secrets, WORDS) for one in SEARCHES]
    leaks = []
    for address in asked:
        told = words_of(client.get(address))
        leaks += [f"{address}: {name}: {piece}" for piece, name in secrets.items() if piece in told]
    assert not leaks, leaks[:20]
