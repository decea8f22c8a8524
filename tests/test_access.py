"""Every address of the URL table, asked by every persona, with objects of the demo that it can name.

No list is kept by hand: addresses come from the URL table, values for their parts from the models, and
who may open a page from its `open_to`. A page that forgets to say it fails here.
"""

import itertools
from collections.abc import Iterator
from functools import cache

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, URLResolver, get_resolver

from wijkraad.people.access import EVERYONE, SIGNED_IN
from wijkraad.people.models import User
from wijkraad.people.roles import roles_of
from wijkraad.portal.dashboard.panels import DESK
from wijkraad.portal.figures.owed import OWED
from wijkraad.portal.figures.stored import ALL
from wijkraad.portal.figures.wide import WIDE
from wijkraad.trail.stored import renew

OURS = ("wijkraad.", "issues.", "meetings.", "budgets.")
NOT_OURS = ("accounts/", "beheer/")
"""allauth decides about its own pages; the admin site lets in `is_staff` and is tested apart."""
PER_PART = 8
"""How many values of one part of an address are tried, spread over the rows."""
ALSO = {"nr": "number", "key": "slug", "nummer": "number"}
"""Parts of an address whose column has another name."""


def patterns(found=None, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    for part in get_resolver().url_patterns if found is None else found:
        route = prefix + str(part.pattern)
        if isinstance(part, URLResolver):
            yield from patterns(part.url_patterns, route)
        else:
            yield route, part


def own_patterns() -> list[tuple[str, URLPattern]]:
    return [(r, p) for r, p in patterns() if not r.startswith(NOT_OURS)]


@pytest.mark.parametrize(("route", "pattern"), own_patterns(), ids=[r for r, _ in own_patterns()])
def test_every_page_says_who_may_open_it(route: str, pattern: URLPattern) -> None:
    if pattern.callback.__module__.startswith(OURS):
        assert getattr(pattern.callback, "audience", None), f"{route} has no @open_to"


def spread(values: list[str]) -> list[str]:
    """A few of the values, from the first to the last."""
    step = max(1, len(values) // PER_PART)
    return values[::step][: PER_PART + 1]


@cache
def values_of(part: str, room: str) -> tuple[str, ...]:
    """Values for one part of an address: what the room's models hold in a column of that name."""
    column = ALSO.get(part, part)
    column = "id" if column in ("pk", "id") or column.endswith("_id") else column
    found: list[str] = []
    for model in apps.get_models():
        names = {field.name for field in model._meta.concrete_fields}
        if column in names and model.__module__.startswith(OURS):
            rows = model._base_manager.exclude(**{column: None}).order_by("pk")
            own = spread([str(value) for value in rows.values_list(column, flat=True)])
            found = own + found if model._meta.app_label == room else found + own
    for model in apps.get_models():  # signed tokens are made by the models
        for name in ("status_token", "token"):
            if part == "token" and isinstance(getattr(model, name, None), property):
                found += [getattr(row, name) for row in model._base_manager.order_by("pk")[:5]]
    return tuple(dict.fromkeys(found))[: PER_PART * 2]


def addresses(route: str, pattern: URLPattern) -> Iterator[str]:
    """The addresses of one pattern, with values from the database."""
    parts = list(pattern.pattern.converters)
    room = pattern.callback.__module__.split(".")[0]
    text = "/" + route
    choices = [values_of(part, room) for part in parts]
    for values in itertools.islice(itertools.product(*choices), PER_PART * 2):
        address = text
        for part, value in zip(parts, values, strict=True):
            start = address.index("<")
            end = address.index(">", start)
            assert address[start + 1 : end].split(":")[-1] == part
            address = address[:start] + value + address[end + 1 :]
        yield address


AT_THE_DOOR = 3
"""Values that somebody asks who is sent away before any row is looked up: who may come in asks them all."""


def may_open(audience: frozenset[str], user: User | None) -> bool:
    if EVERYONE in audience:
        return True
    if user is None:
        return False
    return SIGNED_IN in audience or not audience.isdisjoint(roles_of(user))


def personas() -> list[str]:
    kinds = ["bewoner", "buur", "bestuur", "secretaris", "voorzitter", "penningmeester", "kascommissie"]
    return [*kinds, "plaatsvervanger", "wijkmanager", "ondernemer", "partner", "beheer"]


@pytest.mark.parametrize("who", [None, *personas()])
def test_pages_open_only_for_whom_they_say(who: str | None, own_neighbourhood) -> None:
    """Refused is 403 (or 404 for what must not be known); a visitor is sent to sign in; nobody gets a 500.

    /readyz says 503 for as long as no worker runs, as here.
    """
    values_of.cache_clear()
    user = User.objects.get(email=f"{who}@demo.test") if who else None
    client = Client(raise_request_exception=False)
    if user:
        client.force_login(user, settings.AUTHENTICATION_BACKENDS[0])
    wrong = []
    for route, pattern in own_patterns():
        audience = getattr(pattern.callback, "audience", frozenset())
        allowed = may_open(audience, user)
        for address in itertools.islice(addresses(route, pattern), None if allowed else AT_THE_DOOR):
            code = client.get(address).status_code
            good = (
                code < 500 or address == "/readyz"
                if allowed
                else code in ((302, 404) if user is None else (403, 404))
            )
            if not good:
                wrong.append(f"{address}: {code}, allowed: {allowed}")
    assert not wrong, wrong[:40]


def test_the_admin_site_is_for_the_administrator(own_neighbourhood) -> None:
    for who in personas():
        client = Client()
        client.force_login(User.objects.get(email=f"{who}@demo.test"), settings.AUTHENTICATION_BACKENDS[0])
        code = client.get("/beheer/").status_code
        assert (code == 200) == (who == "beheer"), f"{who}: {code}"


MOST_QUERIES = 12
DASHBOARD = "werk/dashboard/"
MOST_ON_DASHBOARD = 30


@pytest.mark.parametrize("who", [None, "bewoner", "secretaris", "penningmeester", "wijkmanager"])
def test_every_page_asks_little_of_the_database(who: str | None, neighbourhood) -> None:
    """At most 12 statements per page on the demo (30 on the dashboard), signing in included."""
    values_of.cache_clear()
    renew(*ALL, DESK, OWED, WIDE)  # as the worker does every minute
    client = Client(raise_request_exception=False)
    if who:
        client.force_login(User.objects.get(email=f"{who}@demo.test"), settings.AUTHENTICATION_BACKENDS[0])
    heavy = {}
    for route, pattern in own_patterns():
        most = MOST_ON_DASHBOARD if route == DASHBOARD else MOST_QUERIES
        for address in list(addresses(route, pattern))[:3]:
            with CaptureQueriesContext(connection) as asked:
                code = client.get(address).status_code
            # Settings are read anew after a while, by whichever page comes then.
            count = sum("terms_setting" not in one["sql"] for one in asked.captured_queries)
            if code == 200 and count > most:
                heavy[route] = f"{count} for {address}"
    assert not heavy, sorted(heavy.items())
