"""The dashboard of a wijkmanager: one person, signed in, everything on it."""

from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.bench import prepare, servers
from wijkraad.people.models import Role, User
from wijkraad.portal.figures.owed import OWED
from wijkraad.portal.panels import DESK
from wijkraad.terms import clock
from wijkraad.trail.stored import renew

PATH = "/werk/dashboard/"
EMAIL = "wijkmanager@bench.invalid"


def _browser() -> Client:
    """The browser of the wijkmanager of the benchmark, who is made when there is none."""
    user, new = User.objects.using("owner").get_or_create(
        email=EMAIL, defaults={"name": "Wijkmanager", "date_joined": clock.now()}
    )
    if new:
        Role.objects.using("owner").create(user=user, kind="manager", held=(clock.today(), None))
    browser = Client(headers={"host": "127.0.0.1"})
    browser.force_login(User.objects.get(pk=user.pk))
    return browser


def dashboard(server: servers.Server, seconds: int) -> dict[str, Any]:
    """p50 and p99 in ms for one person, and how many statements the page takes."""
    browser = _browser()
    renew(DESK, OWED)  # the wijkmanager may have just come, which marks them; the worker does it every minute
    browser.get(PATH)
    with CaptureQueriesContext(connection) as captured:
        if browser.get(PATH).status_code != 200:
            raise SystemExit(f"{PATH} does not answer")
    cookie = f"sessionid={browser.cookies['sessionid'].value}"
    target = prepare.target("dashboard", [PATH], {"Cookie": cookie})
    for length in (1, seconds):
        server.wait_until_idle()
        run = servers.run(server, target, seconds=length, many=1)
    return {
        "connections": 1, "p50": run.p50, "p99": run.p99, "statements": len(captured), "errors": run.errors,
    }  # fmt: skip
