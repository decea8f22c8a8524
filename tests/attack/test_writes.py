"""Forms as their owner sees them, sent by whoever may not: nothing changes, whatever the data."""

import hashlib
from html.parser import HTMLParser
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection
from django.test import Client
from django.urls import Resolver404, resolve

from budgets.models import SpendRequest
from issues.models import Issue
from issues.views.doings import DOINGS
from tests.test_access import addresses, may_open, own_patterns, values_of
from wijkraad.people.models import User

OWNERS = ["secretaris", "penningmeester"]
STRANGERS = [None, "buur", "partner", "kascommissie", "wijkmanager", "plaatsvervanger", "beheer"]
CHURN = (
    "django_session", "shared_cache", "people_allowance", "issues_readingrecord", "issues_presence",
    "procrastinate",
)  # fmt: skip
"""What changes by looking: sessions, counters of attempts, readings written down, who looks now."""
EVERY = 4
EXTRA = {
    "status": "resolved", "visibility": "public", "number": "2026-9999", "responsible": "1", "approver": "1",
    "is_staff": "on", "is_superuser": "on", "suspended_at": "", "round": "9", "paid": "1.00", "internal": "",
}  # fmt: skip
"""Columns that no form may take along."""


class Forms(HTMLParser):
    """The posting forms of a page: address and fields with their values; the first choice of each list."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.page, self.found, self._select = page, [], ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        at = {name: value or "" for name, value in attrs}
        if tag == "form":
            action = at.get("action") or self.page
            self.found.append((at.get("method", "get").lower(), action, {}))
        elif self.found and at.get("name") and tag in ("input", "textarea", "button", "select"):
            self._select = at["name"] if tag == "select" else ""
            text = at.get("value") or ("een reden" if tag == "textarea" else "")
            self.found[-1][2].setdefault(at["name"], text)
        elif tag == "option" and self._select and self.found:
            fields = self.found[-1][2]
            fields[self._select] = fields.get(self._select) or at.get("value", "")

    def posting(self) -> list[tuple[str, dict[str, Any]]]:
        return [(action, data) for method, action, data in self.found if method == "post"]


def digest() -> dict[str, str]:
    """A fingerprint of each table of ours, without what changes by looking."""
    found = {}
    with connection.cursor() as cursor:
        for model in apps.get_models(include_auto_created=True):
            table = model._meta.db_table
            if model._meta.managed and not table.startswith(CHURN):
                cursor.execute(f'SELECT t::text FROM "{table}" t ORDER BY 1')
                rows = "\n".join(row for (row,) in cursor.fetchall())
                found[table] = hashlib.sha256(rows.encode()).hexdigest()
    return found


def signed_in(who: str | None) -> Client:
    client = Client(raise_request_exception=False)
    if who:
        client.force_login(User.objects.get(email=f"{who}@demo.test"), settings.AUTHENTICATION_BACKENDS[0])
    return client


def forms_of(who: str) -> dict[tuple[str, tuple[str, ...]], dict[str, Any]]:
    """(address, names of fields) → data, of pages of the workspace and of some issues in each state."""
    client, found = signed_in(who), {}
    for address in [*pages_of_work(), *pages_of_issues(), *pages_of_money()]:
        found |= forms_at(client, address)
    return found


def pages_of_work() -> list[str]:
    own = [pair for pair in own_patterns() if pair[0].startswith(("werk/", "mijn/"))]
    return [address for route, pattern in own for address in list(addresses(route, pattern))[::EVERY]]


def pages_of_issues() -> list[str]:
    """One issue in each state, with the form of each thing that can be done."""
    first = {issue.status: issue for issue in Issue.objects.visible_to(None).order_by("-pk")}
    return [f"/werk/kwesties/{issue.uuid}/{doing}/" for issue in first.values() for doing in DOINGS]


def pages_of_money() -> list[str]:
    first = {spend.status: spend for spend in SpendRequest.objects.exclude(status="draft").order_by("-pk")}
    return [f"/werk/geld/{spend.uuid}/" for spend in first.values()]


def forms_at(client: Client, address: str) -> dict[Any, dict[str, Any]]:
    answer = client.get(address)
    if answer.status_code != 200 or "html" not in answer.headers["Content-Type"]:
        return {}
    page = Forms(address)
    page.feed(answer.content.decode())
    return {(action.split("?")[0], tuple(sorted(data))): data for action, data in page.posting()}


def audience_of(address: str) -> frozenset[str]:
    try:
        return getattr(resolve(address).func, "audience", frozenset({"everyone"}))
    except Resolver404:
        return frozenset({"everyone"})


@pytest.fixture
def offered(own_neighbourhood):
    """The forms that the board's officials find, and a fresh memory of addresses."""
    values_of.cache_clear()
    yield {key: data for who in OWNERS for key, data in forms_of(who).items()}
    values_of.cache_clear()


def test_no_stranger_changes_anything_through_a_form(offered) -> None:
    assert len(offered) > 20
    clients = {who: signed_in(who) for who in STRANGERS}
    before, answered = digest(), []
    for who, client in clients.items():
        user = User.objects.get(email=f"{who}@demo.test") if who else None
        for (address, _names), data in offered.items():
            if may_open(audience_of(address), user):
                continue
            code = client.post(address, data | EXTRA).status_code
            if code not in ((302, 404) if who is None else (403, 404)):
                answered.append(f"{who} {address}: {code}")
    assert not answered, answered[:20]
    assert changed(before) == []


def changed(before: dict[str, str]) -> list[str]:
    after = digest()
    return [table for table in before if before[table] != after[table]]


@pytest.mark.parametrize(
    "address", ["/melden/", "/mijn/profiel/", "/werk/geld/nieuw/", "/werk/vergaderingen/nieuw/"]
)
def test_a_form_without_its_token_is_refused(address: str, own_neighbourhood) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(User.objects.get(email="voorzitter@demo.test"), settings.AUTHENTICATION_BACKENDS[0])
    assert client.post(address, {"name": "X"}).status_code == 403
