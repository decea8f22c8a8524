"""What is hidden changes no public answer: whoever compares pages of two moments learns nothing of it.

Every address that a visitor may open is read, then everything that may not be known is changed, and every
address is read again. Two figures subtracted from one another can only tell what one of them told.
"""

import os
from collections.abc import Iterator
from datetime import timedelta

import pytest

from issues.models import Action, Issue, Note, Report, Segment, Street, Theme, Visibility, Weighing
from meetings.models import Decision, Meeting
from tests.attack.planting import plant
from tests.attack.test_leaks import client_of
from tests.portal import makers
from tests.test_access import EVERYONE, own_patterns, values_of
from wijkraad.people.models import User
from wijkraad.portal.dashboard.panels import DESK
from wijkraad.portal.figures.asking import choices
from wijkraad.portal.figures.owed import OWED
from wijkraad.portal.figures.stored import ALL
from wijkraad.portal.figures.wide import WIDE
from wijkraad.portal.models import FigureReport
from wijkraad.terms import clock
from wijkraad.terms.acting import acting
from wijkraad.trail.models import StoredFigure
from wijkraad.trail.stored import renew

MOST = 24
"""So many of the questions about figures are asked, spread over all of them."""
EVERY = 3
"""Of the decisions and meetings one in so many is read."""
WORDS = ("straat", "kamers", "zqx")


@pytest.fixture
def planted(own_neighbourhood) -> Iterator[None]:
    plant()
    values_of.cache_clear()
    yield
    values_of.cache_clear()


def questions() -> list[str]:
    """Questions about the figures, by theme, street, area and period, and words to search for."""
    known = {name: ["", *(one.key for one in found)] for name, found in choices(clock.today()).items()}
    every = [
        f"/cijfers/?thema={theme}&straat={street}&gebied={area}&periode={period}"
        for theme in known["thema"]
        for street in known["straat"]
        for area in known["gebied"]
        for period in known["periode"]
        if not (street and area)
    ]
    searches = [f"/zoeken/?q={word}&soort={kind}" for word in WORDS for kind in ("", "issues")]
    return every[:: len(every) // MOST] + searches


def matters() -> list[str]:
    """The pages of what has a public number, a street or a theme."""
    found = [
        f"/kwesties/{number}/"
        for number in Issue.objects.listed().order_by("pk").values_list("number", flat=True)
    ]
    found += [
        f"/besluiten/{row.number}/" for row in Decision.objects.exclude(number=None).order_by("pk")[::EVERY]
    ]
    found += [
        f"/vergaderingen/{row.slug}/"
        for row in Meeting.objects.filter(internal=False).order_by("pk")[::EVERY]
    ]
    found += [f"/straat/{row.slug}/" for row in Street.objects.order_by("pk")]
    found += [f"/cijfers/verslag/{row.key}/" for row in FigureReport.objects.order_by("pk")]
    for theme in Theme.objects.order_by("pk"):
        found += [f"/thema/{theme.key}/", f"/feeds/thema/{theme.key}.atom"]
    return found


def plain_ones() -> list[str]:
    """The addresses of the URL table that need no value and are open to everybody."""
    return [
        f"/{route}"
        for route, pattern in own_patterns()
        if "<" not in route and EVERYONE in getattr(pattern.callback, "audience", ())
    ]


def answers(addresses: list[str]) -> dict[str, str]:
    """What a visitor reads now, with all figures stored anew."""
    StoredFigure.objects.update(on=None)
    renew(*ALL, DESK, OWED, WIDE)
    client = client_of(None)
    found = {}
    for address in addresses:
        answer = client.get(address)
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        found[address] = f"{answer.status_code} {body.decode(errors='replace')}"
    return found


def changed(before: dict[str, str], after: dict[str, str]) -> list[str]:
    """The addresses that answer otherwise, with the first words that differ."""
    found = []
    for address, text in before.items():
        other = after.get(address, text)
        if other != text:
            place = len(os.path.commonprefix([text, other]))
            here = slice(max(0, place - 60), place + 60)
            found.append(f"{address}: {text[here]!r} → {other[here]!r}")
    return found


def more_of(issues: list[Issue], by: User) -> None:
    """Other words, another theme and place, and something of every kind that hangs on a matter."""
    themes, streets = list(Theme.objects.order_by("pk")), list(Street.objects.order_by("pk"))
    now, today = clock.now(), clock.today()
    for place, issue in enumerate(issues):
        street = streets[place % len(streets)]
        Report.objects.create(
            issue=issue, theme=issue.theme, street=street, text="zqx", email=f"zqx{place}@geheim.example",
            contact="email", created_at=now - timedelta(days=place), confirmed_at=now, reporter_ordinal=90,
            household_ordinal=90,
        )  # fmt: skip
        Note.objects.create(issue=issue, kind=Note.Kind.INTERNAL, text="zqx", by=by, at=now)
        Weighing.objects.create(issue=issue, severity=5, safety=5, at=now, by=by)
        Action.objects.create(
            issue=issue, title="zqx", responsible=by, due=today, first_due=today, created_at=now
        )
        Issue.objects.filter(pk=issue.pk).update(title="zqx", summary="zqx", street=street)
        if issue.visibility == Visibility.CONFIDENTIAL:
            Issue.objects.filter(pk=issue.pk).update(theme=themes[place % len(themes)], area=None)


def hidden_ones(by: User) -> None:
    """Two more confidential matters: one that runs, one that was resolved."""
    for path in ("reported assessing", "reported assessing in_progress reported_done resolved"):
        makers.issue(
            path, number=f"2026-98{len(path)}", days_ago=60, visibility="confidential", responsible=by,
            claimed_by=by, claimed_at=makers.moment(30), goal="x", criterion="y", judgement="reached",
            verified_at=makers.moment(20), aftercare_until=clock.today(), street=Street.objects.first(),
            segment=Segment.objects.first(),
        )  # fmt: skip


def test_no_public_answer_hangs_on_what_is_hidden(planted):
    chair = User.objects.get(email="voorzitter@demo.test")
    asked = answers([*plain_ones(), *questions(), *matters()])
    still = {address: text for address, text in asked.items() if text.startswith("200 ")}
    again = answers([address for address in plain_ones() if address in still])
    for address in [one for one, text in again.items() if text != still[one]]:
        del still[address]  # a form with a token of its own
    assert len(still) > 150
    seen = Issue.objects.filter(number__isnull=False).order_by("pk")
    hidden = list(seen.filter(visibility__in=[Visibility.CONFIDENTIAL, Visibility.LIMITED]))
    assert len(hidden) > 10
    with acting(chair, "attack.more"):
        more_of(hidden, chair)
        hidden_ones(chair)
    assert changed(still, answers([*still])) == []
    with acting(chair, "attack.more"):
        seen.filter(visibility="public").update(title="Zichtbaar")
    assert len(changed(still, answers([*still][-60:]))) > 5
