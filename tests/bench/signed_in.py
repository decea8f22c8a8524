"""The dashboard of a wijkmanager: one person, signed in, everything on it; as it opens, and for other
questions.
"""

from datetime import timedelta
from typing import Any

from django.db import connection
from django.db.models import Count
from django.test import Client
from django.test.utils import CaptureQueriesContext

from issues.models import Issue, Street
from tests.bench import prepare, servers
from wijkraad.people.models import Role, User
from wijkraad.portal.dashboard.panels import DESK
from wijkraad.portal.figures.owed import OWED
from wijkraad.terms import clock
from wijkraad.trail.stored import renew

PATH = "/werk/dashboard/"
DAYS = 20
"""So many periods of each question are asked in turn, so that none is asked twice in a row."""
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


def _questions() -> dict[str, list[str]]:
    """Name → addresses: the page as it opens, other periods of everything, and those of one choice."""
    today, every = clock.today(), [timedelta(days=60 + 7 * number) for number in range(DAYS)]
    street = Street.objects.filter(issues__isnull=False).order_by("pk").first()
    busy = Issue.objects.exclude(responsible=None).values("responsible").annotate(n=Count("*"))
    person = busy.order_by("-n", "responsible").values_list("responsible", flat=True).first()
    past = [f"van={today - 5 * back}&tot={today - back}" for back in every]
    since = [f"van={today - back}" for back in every]
    chosen = {"theme": "thema=verkeer", "street": f"straat={street.slug}", "person": f"wie={person}"}
    both = f"{chosen['theme']}&{chosen['street']}"
    return {
        "plain": [PATH],
        "other period": [f"{PATH}?{one}" for one in since],
        "past period": [f"{PATH}?{one}" for one in past],
        **{name: [f"{PATH}?{choice}&{one}" for one in since] for name, choice in chosen.items()},
        "theme, street, past": [f"{PATH}?{both}&{one}" for one in past],
    }


def dashboard(server: servers.Server, seconds: int) -> list[dict[str, Any]]:
    """Of each question p50 and p99 in ms for one person, and how many statements the page takes."""
    browser, found = _browser(), []
    renew(DESK, OWED)  # the wijkmanager may have just come, which marks them; the worker does it every minute
    for name, paths in _questions().items():
        browser.get(paths[0])
        with CaptureQueriesContext(connection) as captured:
            if browser.get(paths[-1]).status_code != 200:
                raise SystemExit(f"{paths[-1]} does not answer")
        cookie = f"sessionid={browser.cookies['sessionid'].value}"
        target = prepare.target("dashboard", paths, {"Cookie": cookie})
        for length in (seconds, seconds):  # both workers first, each of which keeps its own
            server.wait_until_idle()
            run = servers.run(server, target, seconds=length, many=1)
        found.append({
            "name": name, "connections": 1, "p50": run.p50, "p99": run.p99, "statements": len(captured),
            "errors": run.errors,
        })  # fmt: skip
    return found
