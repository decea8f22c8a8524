"""Stays and counts per month follow each move and change of an issue, and say what the moves say."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from issues.models import Area, Issue, Report
from tests.portal import makers
from tests.portal.test_engine import ENDED, asked, issue, on
from wijkraad.portal.dashboard.panels import moving, official, opening
from wijkraad.portal.figures import flow
from wijkraad.portal.figures.scores import _ranking, scored, weights_on
from wijkraad.portal.figures.shape import Period, Scope
from wijkraad.portal.figures.wide import months
from wijkraad.portal.kept import counting, staying
from wijkraad.portal.models import Stay
from wijkraad.portal.verifying import differences
from wijkraad.terms import clock
from wijkraad.terms.workdays import add_workdays
from wijkraad.trail.models import FigureMark

CALENDAR = dict(staying.calendar())


def stays(one: Issue) -> list[tuple[str, date, date | None]]:
    return list(Stay.objects.filter(issue=one).order_by("pk").values_list("state", "came_on", "left_on"))


@pytest.mark.django_db
def test_a_stay_ends_where_the_next_one_begins(people):
    """Reported 100 days ago, ten days a step."""
    found = stays(issue("reported assessing rejected", days_ago=100))
    assert found == [
        ("reported", on(100), on(90)), ("assessing", on(90), on(80)), ("rejected", on(80), None)
    ]  # fmt: skip


@pytest.mark.django_db
def test_what_changes_of_an_issue_changes_its_stays(people):
    one = issue("reported assessing", days_ago=100)
    one.theme, one.visibility = makers.theme("groen"), "limited"
    one.area = Area.objects.create(
        code="BU1", name="Noord", kind="buurt", geometry=[], west=4, south=52, east=5, north=53
    )
    one.first_report_at = makers.moment(120)
    one.save()
    for stay in Stay.objects.filter(issue=one):
        assert (stay.theme_id, stay.area_id, stay.seen, stay.first_on) == (
            one.theme_id, one.area_id, 2, on(120)
        )  # fmt: skip
    Issue.objects.filter(pk=one.pk).update(visibility="confidential")
    assert set(Stay.objects.filter(issue=one).values_list("seen", flat=True)) == {0}
    assert staying.differences() == [] and counting.differences() == []


@pytest.mark.django_db
def test_counts_per_month_follow_reports_that_move_and_themes_that_change(people):
    one, other = issue(days_ago=100), issue(days_ago=40)
    report = Report.objects.create(
        issue=one, theme=one.theme, created_at=makers.moment(70), reporter_ordinal=1
    )
    asked_now = opening(clock.today())
    assert moving(asked_now, clock.today())["trends"] != {}
    other.theme = makers.theme("groen")
    other.save()
    report.issue = other
    report.save()
    assert list(moving(asked_now, clock.today())["trends"]) == [str(other.theme_id)]
    report.withdrawn_at = makers.moment(0)
    report.save()
    assert sum(sum(row) for row in moving(asked_now, clock.today())["trends"].values()) == 0
    assert counting.differences() == []


@pytest.mark.django_db
def test_a_stay_that_no_move_tells_of_is_named(people):
    one = issue("reported assessing", report_count=0)
    assert list(differences()) == []
    Stay.objects.filter(issue=one, left_on=None).update(state="decided")
    assert any(one.number in line and "portal_stay" in line for line in differences())


@pytest.mark.django_db
@pytest.mark.parametrize("back", [0, 7, 31])
def test_the_flow_by_counts_per_month_is_the_flow_day_by_day(people, back):
    issue(ENDED, days_ago=95)
    issue("reported assessing", days_ago=50, visibility="limited")
    issue("reported assessing", days_ago=30, visibility="confidential")
    makers.issue("reported", days_ago=20)
    for user in (None, people["manager"], official()):
        question = asked(200, back=back, user=user)
        last = question.per(clock.today())
        days = months(question.start, last)
        by_day = {one.day: one for one in flow.figure_k11(question, today=clock.today()).value}
        assert flow.at_ends(question, days, clock.today()) == [by_day[day] for day in days]


@pytest.mark.django_db
def test_a_new_report_writes_no_mark_and_is_in_the_flow_at_once(people):
    before = moving(opening(clock.today()), clock.today())["flow"]
    FigureMark.objects.all().delete()
    makers.issue("reported", days_ago=0)
    assert not FigureMark.objects.filter(figure="desk").exists()
    after = moving(opening(clock.today()), clock.today())["flow"]
    assert after["counts"][-1][0] == before["counts"][-1][0] + 1
    assert after["came"] == before["came"] + 1


@pytest.mark.django_db
def test_the_ranking_is_the_order_of_the_scores(people):
    for place in range(4):
        issue(days_ago=90 - place, household_count=5 * place, follower_count=place % 2)
    today = clock.today()
    found = Issue.objects.exclude(status="reported")
    keys, n, bare = _ranking(found, today, weights_on(today), 3)
    assert keys == [one.pk for one in scored(found, today)[:3]]
    assert (n, bare) == (4, 4)


days = st.dates(date(2024, 12, 1), date(2027, 1, 31))


@given(came=days, stayed=st.integers(0, 60), norm=st.integers(1, 40))
def test_a_norm_was_kept_when_it_took_no_more_working_days(came, stayed, norm):
    """`took` as the triggers count it, against counting working days one by one."""
    left = came + timedelta(days=stayed)
    took = CALENDAR[left - timedelta(days=1)] + 1 - CALENDAR[came]
    assert (took <= norm) == (left <= add_workdays(came, norm))


def test_a_period_of_one_day_has_one_end():
    day = date(2026, 2, 10)
    assert months(day, day) == [day] and Scope(Period(day, day)).per(day) < day
