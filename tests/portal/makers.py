"""Rows for the portal's tests, written straight into the tables; the actions have tests of their own."""

from datetime import datetime, time, timedelta
from typing import Any

from issues.models import Issue, StatusChange, Street, Theme
from wijkraad.terms import clock


def moment(days_ago: int = 0) -> datetime:
    """Noon in Amsterdam, so many calendar days ago; never still to come, at whatever hour the tests run."""
    noon = datetime.combine(clock.today() - timedelta(days=days_ago), time(12), clock.AMSTERDAM)
    return min(noon, clock.now())


def theme(key: str = "verkeer", **extra: Any) -> Theme:
    return Theme.objects.get_or_create(key=key, defaults={"name": key.title(), "colour_key": key, **extra})[0]


def street(name: str = "Weimarstraat") -> Street:
    return Street.objects.get_or_create(slug=name.lower().replace(" ", "-"), defaults={"name": name})[0]


def issue(path: str = "reported", *, days_ago: int = 100, number: str | None = None, **extra: Any) -> Issue:
    """An issue that walked this path of states ("reported assessing decided"), ten days a step."""
    states = path.split()
    at = moment(days_ago)
    made = Issue(
        status="reported",
        theme=extra.pop("theme", None) or theme(),
        created_at=at,
        first_report_at=at,
        state_since=at,
        last_event_at=at,
        report_count=extra.pop("report_count", 1),
    )
    if len(states) == 1:
        for name, value in extra.items():
            setattr(made, name, value)
    made.save()
    StatusChange.objects.create(issue=made, from_state="", to_state="reported", at=at)
    for place, state in enumerate(states[1:], start=1):
        at = moment(max(0, days_ago - 10 * place))
        StatusChange.objects.create(issue=made, from_state=states[place - 1], to_state=state, at=at)
        made.status, made.state_since, made.last_event_at = state, at, at
        if place == 1:
            made.public_at = at
            made.number = number
            made.title = extra.get("title", "Fietsers in de knel")
            made.internal_number = None if number else f"I-{made.pk}"
        for name, value in extra.items():
            setattr(made, name, value)
        made.save()
    return made
