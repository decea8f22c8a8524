"""What is stored of the dashboard is what a count gives, right after whatever change."""

import json
import random
from collections.abc import Callable
from typing import Any

import pytest

from issues.actions import merge_issue, unmerge_issue
from issues.models import Issue, Report, Segment, Theme
from meetings.models import Meeting
from tests.budgets import scene
from tests.portal import makers
from tests.portal.test_any_history import neighbourhood
from tests.portal.test_engine import ENDED, decision, issue, meeting, on
from tests.portal.test_stored import pay, reject
from wijkraad.portal.dashboard.panels import DESK
from wijkraad.portal.models import Stay
from wijkraad.terms import clock
from wijkraad.terms.models import Setting
from wijkraad.trail.models import FigureMark
from wijkraad.trail.stored import read, renew

pytestmark = pytest.mark.django_db


def counted() -> Any:
    """What a count gives now, as it would be stored."""
    return json.loads(json.dumps(DESK.count(clock.today())))


def stored() -> Any:
    """What is trusted of today; None when it is marked."""
    rows = read(DESK)
    return rows[0]["facts"] if rows else None


def report(about: Issue, mail: str, *, days_ago: int, into: Issue | None = None, **facts: Any) -> Report:
    """A report of that theme and place, with a confirmed contact, that nobody looked at."""
    at = makers.moment(days_ago)
    place = {"segment": about.segment, "lat": about.lat, "lon": about.lon, "theme": about.theme}
    given = {"email": f"{mail}@x.example", "created_at": at, "confirmed_at": at} | place | facts
    return Report.objects.create(issue=into or Issue.objects.get(status="reported"), **given)


@pytest.fixture
def solved(people):
    """Resolved 200 days ago, and one report near it since; a later report alone brings it back."""
    part = Segment.objects.create(street=makers.street(), name="midden")
    made = issue(ENDED, days_ago=240, segment=part, lat=52.07, lon=4.28)
    scene.year()
    pay(scene.approved("40.00", issue=made), "40.00")
    makers.issue("reported", days_ago=100)
    report(made, "first", days_ago=90)
    return made


def second(about: Issue, **facts: Any) -> Report:
    return report(about, "second", days_ago=60, **facts)


def elsewhere(about: Issue) -> Report:
    """Both people saw it beyond the metres of where it was resolved."""
    Report.objects.filter(email="first@x.example").update(segment=None, lat=52.09)
    return second(about, segment=None, lat=52.09)


LATER: dict[str, tuple[Callable[[Issue], Any], Callable[[Issue, Any], Any]]] = {
    "a second person": (lambda about: None, lambda about, one: second(about)),
    "a contact that is confirmed": (
        lambda about: second(about, confirmed_at=None),
        lambda about, one: Report.objects.filter(pk=one.pk).update(confirmed_at=clock.now()),
    ),
    "a report of somebody else": (
        lambda about: report(about, "first", days_ago=60),
        lambda about, one: Report.objects.filter(pk=one.pk).update(email="other@x.example"),
    ),
    "a point that is put right": (
        lambda about: second(about, segment=None, lat=52.08),
        lambda about, one: Report.objects.filter(pk=one.pk).update(lat=52.0705),
    ),
    "the part of a street that is put right": (
        lambda about: second(about, segment=None, lat=None, lon=None),
        lambda about, one: Report.objects.filter(pk=one.pk).update(segment=about.segment),
    ),
    "a result that is put on the map": (
        elsewhere,
        lambda about, one: Issue.objects.filter(pk=about.pk).update(lat=52.0899),
    ),
    "a report that is taken back": (
        second, lambda about, one: Report.objects.filter(pk=one.pk).update(withdrawn_at=clock.now()),
    ),
}  # fmt: skip


@pytest.mark.parametrize("change", LATER)
def test_what_brings_a_result_back_is_on_the_dashboard_at_once(solved, change):
    """K6 is 0 of 1 with one person; the second one within 180 days and 75 metres makes it 1 of 1."""
    before, then = LATER[change]
    made = before(solved)
    renew(DESK)
    was = stored()["shares"]["K6"]["part"]
    then(solved, made)
    assert stored() is None and counted()["shares"]["K6"] == {
        "part": 1 - was,
        "n": 1,
        "was_part": 0,
        "was_n": 0,
    }
    renew(DESK)
    assert stored() == counted()


def test_two_who_report_something_else_or_elsewhere_leave_the_panels_trusted(solved):
    """Most reports: another theme, another part of the street, not confirmed, or after the 180 days."""
    renew(DESK)
    for facts in (
        {"theme": makers.theme("groen")}, {"confirmed_at": None}, {"segment": None, "lat": 52.08},
        {"created_at": clock.now(), "confirmed_at": clock.now()},
    ):  # fmt: skip
        report(solved, "other", days_ago=60, **facts)
        assert stored() is not None, facts
    assert stored() == counted()


OTHERS: dict[str, Callable[[Issue], Any]] = {
    "a theme with another name": lambda about: Theme.objects.update(name="Anders"),
    "a meeting that becomes internal": lambda about: Meeting.objects.update(internal=True),
}


@pytest.mark.parametrize("change", OTHERS)
def test_what_else_the_panels_tell_of_is_new_at_once(solved, change):
    meeting(20, ("decision", solved), decides=solved)
    renew(DESK)
    was = stored()
    OTHERS[change](solved)
    assert stored() is None and counted() != was


def random_writes(chance: random.Random) -> dict[str, Callable[[], Any]]:
    """Ways in which a neighbourhood goes on, each with what chance picks."""

    def one_of(rows: Any) -> Any:
        return chance.choice(list(rows.order_by("pk")))

    def any_report() -> Any:
        return Report.objects.filter(pk=one_of(Report.objects.all()).pk)

    def ended() -> Issue:
        return one_of(Issue.objects.filter(pk__in=Stay.objects.filter(state="resolved").values("issue")))

    def tied() -> None:
        free = Issue.objects.filter(status="assessing").exclude(visibility="confidential")
        if free.count() > 1:
            one = one_of(free)
            merge_issue(one, one_of(free.exclude(pk=one.pk)), by=scene.person("chair"))

    def untied() -> None:
        for one in Issue.objects.filter(status="merged").exclude(merged_into__status="merged"):
            unmerge_issue(one, by=scene.person("chair"), responsible=scene.person("chair"))

    def new_limit() -> None:
        Setting.objects.filter(key="relapse_metres").delete()
        valid = on(chance.choice([0, -9])), None
        facts = {"valid": valid, "source": "besluit", "created_at": clock.now()}
        Setting.objects.create(key="relapse_metres", value=chance.choice([20, 300]), **facts)

    return {
        "reported": lambda: report(
            ended(), chance.choice("pqrs"), days_ago=chance.randint(0, 200), into=ended(),
            confirmed_at=chance.choice([None, clock.now()]),
        ),
        "put with": lambda: any_report().update(issue=ended()),
        "confirmed": lambda: any_report().update(confirmed_at=clock.now()),
        "withdrawn": lambda: any_report().update(withdrawn_at=clock.now()),
        "forgotten": lambda: any_report().update(email="", reporter=None),
        "merged": tied,
        "unmerged": untied,
        "ended": lambda: reject(one_of(Issue.objects.filter(status="assessing"))),
        "decided": lambda: decision(one_of(Issue.objects.filter(status="assessing")), days_ago=1),
        "hidden": lambda: Issue.objects.filter(pk=ended().pk).update(
            visibility=chance.choice(["public", "limited", "confidential"])
        ),
        "moved": lambda: Issue.objects.filter(pk=ended().pk).update(
            segment=chance.choice([None, *Segment.objects.order_by("pk")])
        ),
        "renamed": lambda: Theme.objects.filter(key="groen").update(name=f"Groen {chance.random()}"),
        "limit": new_limit,
    }  # fmt: skip


@pytest.mark.parametrize("seed", [5, 23])
def test_after_any_write_the_dashboard_shows_what_a_count_gives(people, seed):
    neighbourhood(seed)
    chance, trusted = random.Random(seed), 0
    writes = random_writes(chance)
    renew(DESK)
    for _step in range(10):
        name = chance.choice(list(writes))
        writes[name]()
        now = stored()
        if now is None:
            renew(DESK)
        else:
            trusted += 1
            assert now == counted(), name
    assert trusted and not FigureMark.objects.filter(figure=DESK.name).exists()
