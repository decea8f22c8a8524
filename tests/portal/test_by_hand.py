"""Who opens the rows behind a number finds what it was made of, and counts it over with the same result."""

import math
import re
from decimal import Decimal

import pytest

from issues.models import Report, Segment, Weighing
from tests.budgets import scene
from tests.portal import makers
from tests.portal.test_stored import pay
from wijkraad.portal.dashboard.spot import Spot
from wijkraad.portal.figures.places import places
from wijkraad.portal.figures.shape import Period, Scope
from wijkraad.terms import clock
from wijkraad.ui.filters import day

pytestmark = pytest.mark.django_db


def page_of(client, people, path: str) -> str:
    client.force_login(people["manager"])
    return client.get(path).content.decode().replace("\u00a0", " ")


def cells(page: str) -> dict[str, list[str]]:
    """The rows of a table by their head."""
    rows = re.findall(r'<th scope="row"[^>]*>(.*?)</th>(.*?)</tr>', page, re.S)
    return {head: re.findall(r"<td[^>]*>(.*?)</td>", rest) for head, rest in rows}


def test_a_score_can_be_counted_over_from_its_page(client, people):
    issue = makers.issue(
        "reported assessing", number="2026-0001", responsible=people["chair"], household_count=19,
        follower_count=10,
    )  # fmt: skip
    Weighing.objects.create(issue=issue, severity=4, safety=5, at=clock.now(), by=people["manager"])
    page = page_of(client, people, f"/werk/dashboard/score/{issue.uuid}/")
    rows = cells(page)
    measured = {head: told[0] for head, told in rows.items() if len(told) == 3 and told[0]}
    assert measured["Ernst"] == "4 van 5" and measured["Veiligheid"] == "5 van 5"
    homes, days, follows = (
        int(measured[head].split()[0]) for head in ("Hoeveel huishoudens", "Hoe lang al", "Volgers")
    )
    assert (homes, days, follows) == (19, 100, 10)
    parts = [0.75, 1, math.log(1 + homes) / math.log(101), 0, days / 365, follows / 50, 0]
    weights = [float(told[1].replace(",", ".")) for told in rows.values() if told[1]]
    by_hand = 100 * sum(weight * part for weight, part in zip(weights, parts, strict=True))
    assert f"Score {by_hand:.1f}".replace(".", ",") in page


def test_the_relapse_rate_can_be_counted_over_from_its_rows(client, people):
    states = "reported assessing in_progress reported_done resolved"
    ended = {"goal": "x", "criterion": "y", "judgement": "reached", "claimed_by": people["chair"]}
    ended |= {"responsible": people["board_member"], "claimed_at": makers.moment(210)}
    ended |= {"verified_at": makers.moment(200), "days_ago": 240, "aftercare_until": clock.today()}
    makers.issue(states, number="2026-0001", title="Bleef weg", **ended)
    makers.issue(f"{states} assessing", number="2026-0002", title="Kwam weer", **ended)
    assert ">1 van 2<" in page_of(client, people, "/werk/dashboard/")
    rows = re.findall(r'<li class="wp-th.*?</li>', page_of(client, people, "/werk/dashboard/k/K6/"), re.S)
    told = {re.sub(r"<[^>]+>", "", row).split("2026-")[0].strip(): row for row in rows}
    assert len(told) == 2
    assert "Bleef opgelost." in told["Bleef weg"] and "Kwam terug." in told["Kwam weer"]


def test_the_reports_behind_a_hot_spot_tell_their_day_and_weight(client, people):
    part = Segment.objects.create(street=makers.street(), name="bij het plein")
    issue = makers.issue(
        "reported assessing", number="2026-0001", responsible=people["chair"], street=makers.street(),
        segment=part,
    )  # fmt: skip
    Weighing.objects.create(issue=issue, severity=4, safety=5, at=clock.now(), by=people["manager"])
    when = makers.moment(30)
    for confirmed in (when, None):
        Report.objects.create(
            issue=issue, theme=issue.theme, segment=part, text="x", created_at=when, confirmed_at=confirmed
        )
    page = page_of(client, people, f"/werk/dashboard/plek/{part.pk}/")
    assert "Ernst 3 × bevestigd 1 × tijd 0,7937 = 2,381." in page
    assert "Ernst 3 × niet bevestigd 0,5 × tijd 0,7937 = 1,191." in page
    assert "Samen 3,6. 2 van de 2 meldingen tellen." in page
    assert page.count(day(when)) == 2


def test_a_report_left_out_for_an_other_matter_stays_out_when_the_list_is_narrowed(client, people):
    """One person reports two matters of two owners at one part within a month: the second does not count, and
    who looks at the matters of its owner alone reads why."""
    part = Segment.objects.create(street=makers.street(), name="bij het plein")
    first, second = (
        makers.issue(
            "reported assessing", number=f"2026-000{n}", responsible=people[who], street=makers.street(),
            segment=part,
        )
        for n, who in enumerate(("chair", "board_member"))
    )  # fmt: skip
    for issue, days in ((first, 40), (second, 20)):
        Report.objects.create(
            issue=issue, theme=issue.theme, segment=part, text="x", created_at=makers.moment(days),
            confirmed_at=makers.moment(days), reporter=people["resident"],
        )  # fmt: skip
    assert [step.weight for step in spot_of(part, people["board_member"]).steps.values()] == [0.0]
    (step,) = spot_of(part, people["chair"]).steps.values()
    assert step.weight == pytest.approx(2 ** (-40 / 90))
    path = f"/werk/dashboard/plek/{part.pk}/?wie={people['board_member'].pk}"
    page = page_of(client, people, path)
    assert f"dezelfde melder meldde dit ook op {day(makers.moment(40))}" in page
    for who in ("chair", "board_member"):
        scope = Scope(Period.year_up_to(clock.today()), owner=people[who].pk, user=people["manager"])
        raw = sum(one.raw for one in places(scope, scope.until(clock.today())))
        assert raw == pytest.approx(spot_of(part, people[who]).weight)


def spot_of(part: Segment, owner) -> Spot:
    scope = Scope(Period.year_up_to(clock.today()), owner=owner.pk)
    return Spot(part.pk, scope, clock.today())


def test_the_money_of_a_theme_opens_the_bookings_that_add_up_to_it(client, people):
    scene.year()
    who = people["chair"]
    green = makers.issue(
        "reported assessing", number="2026-0001", theme=makers.theme("groen"), responsible=who
    )
    road = makers.issue("reported assessing", number="2026-0002", responsible=who)
    pay(scene.approved("120.00", issue=green), "120.00")
    pay(scene.approved("80.00", issue=road), "30.00")
    dashboard = page_of(client, people, "/werk/dashboard/")
    (found,) = re.findall(r'href="(/werk/dashboard/k/K7/\?deel=groen)">€ 120,00<', dashboard)
    page = page_of(client, people, found)
    amounts = [Decimal(one.replace(",", ".")) for one in re.findall(r">€ ([\d,]+): ", page)]
    assert sum(amounts) == Decimal(120) and "1 boeking" in page and "1 boekingen" not in page
    assert "€ 120,00." in page and "€ 30,00" not in page
    every = page_of(client, people, "/werk/dashboard/k/K7/")
    assert "€ 30,00." in every and "€ 120,00." in every
