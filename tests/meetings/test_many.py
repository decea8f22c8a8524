"""The register and the list of meetings ask the same of the database with ten rows and with hundreds."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from meetings.models import Decision, DecisionMove, Meeting, MeetingMove
from tests.meetings.conftest import Council
from wijkraad.people.models import User
from wijkraad.portal.figures.stored import ALL
from wijkraad.terms import clock
from wijkraad.trail.acting import acting
from wijkraad.trail.stored import renew

EARLIER = datetime(2020, 1, 1, 19, tzinfo=UTC)
PAGES = [
    "/besluiten/",
    "/besluiten/?jaar=2020",
    "/besluiten/?geld=on",
    "/besluiten/?q=bakken",
    "/vergaderingen/",
    "/feeds/besluiten.atom",
    "/vergaderingen/agenda.ics",
]
MOST = {None: 8, "chair": 11}
"""Statements of each of these pages, for a visitor and for a signed-in chair."""


def fill(by: User, start: int, end: int) -> None:
    """Papers of before the portal in bulk: each an evening and a decision that every filter finds."""
    days = [EARLIER + timedelta(days=number) for number in range(start, end)]
    with acting(by, "history.take_in"):
        meetings = Meeting.objects.bulk_create(
            Meeting(
                kind="bestuur", starts_at=day, ends_at=day + timedelta(hours=2), place="Buurthuis",
                slug=f"oud-{number}", status="imported", created_at=clock.now(),
            )
            for number, day in enumerate(days, start)
        )  # fmt: skip
        MeetingMove.objects.bulk_create(
            MeetingMove(meeting=one, to_state="imported", by=by, at=clock.now()) for one in meetings
        )
        decisions = Decision.objects.bulk_create(
            Decision(
                status="imported", number=f"X{number}", title=f"Bakken {number}", text="Wij vragen bakken.",
                about_council=True, decided_at=day, decided_on=clock.date_of(day), created_at=clock.now(),
                mandate_amount=100,
            )
            for number, day in enumerate(days, start)
        )  # fmt: skip
        DecisionMove.objects.bulk_create(
            DecisionMove(decision=one, to_state="imported", by=by, at=clock.now()) for one in decisions
        )


@pytest.mark.parametrize("key", [None, "chair"])
def test_the_lists_ask_no_more_of_hundreds_of_rows(council: Council, people: dict, key: str | None) -> None:
    client = Client()
    if key:
        client.force_login(people[key])
    council.decision(council.open(), council.issue())
    asked: dict[str, list[int]] = {page: [] for page in PAGES}
    for start, end in ((0, 10), (10, 510)):
        fill(council.chair, start, end)
        renew(*ALL)  # as the worker does; else the page counts K14 itself
        for page in PAGES:
            with CaptureQueriesContext(connection) as queries:
                assert client.get(page).status_code == 200, page
            asked[page].append(len(queries))
    grown = {page: counts for page, counts in asked.items() if counts[0] != counts[1]}
    assert not grown, grown
    heavy = {page: counts for page, counts in asked.items() if counts[1] > MOST[key]}
    assert not heavy, heavy
