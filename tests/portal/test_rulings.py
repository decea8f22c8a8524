"""Rulings follow each decision, move and issue, and say what these say."""

import random
from datetime import date

import pytest
from django.db import transaction

from issues.models import Area, Issue
from meetings.models import Decision, DecisionMove
from tests.budgets import scene
from tests.portal import makers
from tests.portal.test_engine import asked, decision, figure, finish, issue, on
from wijkraad.portal.kept import ruling
from wijkraad.portal.models import Ruling
from wijkraad.portal.verifying import differences
from wijkraad.terms import clock

pytestmark = pytest.mark.django_db


def move(made: Decision, state: str, days_ago: int) -> None:
    """One move of a decision with its row of history, so many days ago."""
    with clock.moved_to(makers.moment(days_ago)), transaction.atomic():
        DecisionMove.objects.create(
            decision=made, from_state=made.status, to_state=state, at=clock.now(), reason="x"
        )
        made.status = state
        made.save()


def rows(made: Decision, *columns: str) -> list[tuple]:
    return list(Ruling.objects.filter(decision=made).order_by("ran_on", "link").values_list(*columns))


def reopened(about: Issue) -> Decision:
    """Taken 90 days ago, done 60 days ago, opened again 40 days ago, done again 10 days ago."""
    made = decision(about, days_ago=90)
    finish(made, 60)
    move(made, "executing", 40)
    finish(made, 10)
    return made


def test_a_ruling_says_how_long_a_decision_ran_and_when_it_ended(people):
    made = decision(issue(days_ago=120), days_ago=90)
    assert rows(made, "ran_on", "left_on", "ended_on", "leads") == [(on(90), None, None, True)]
    move(made, "executing", 70)
    finish(made, 60)
    assert rows(made, "ran_on", "left_on", "ended_on", "status") == [(on(90), on(60), on(60), "done")]
    assert ruling.differences() == []


def test_who_is_opened_again_has_a_row_for_each_time_and_counts_in_both(people):
    """On day 50 it was done, on day 20 it ran, today it is done again."""
    made = reopened(issue(days_ago=120))
    found = rows(made, "ran_on", "left_on", "reopened_on")
    assert found == [(on(90), on(60), on(40)), (on(40), on(10), None)]
    # done on `finished_on` as it stands now, ten days ago: in the period that ends today alone
    assert [figure("K2", asked(back=back)).n for back in (50, 20, 0)] == [0, 0, 1]
    assert [figure("K15", asked(back=back)).beside["running"] for back in (50, 20, 0)] == [0, 1, 0]
    assert figure("K2").rows.get() == made and ruling.differences() == []


def test_a_chain_gives_its_first_day_and_date_to_all_that_come_after(people):
    about = issue(days_ago=200)
    first, second, third = (decision(about, days_ago=ago) for ago in (100, 70, 40))
    for before, after in ((first, second), (second, third)):
        before.superseded_by = after
        scene.end_decision(before, "superseded")
    for made in (first, second, third):
        assert rows(made, "chain_on", "promised_on") == [(on(100), on(70))], made.pk
    assert ruling.differences() == []


def test_about_two_issues_it_leads_once_and_is_found_by_both(people):
    one, other = issue(days_ago=100), issue(days_ago=100, theme=makers.theme("groen"))
    made = decision(one, other, days_ago=50)
    finish(made, 20)
    assert [leads for (leads,) in rows(made, "leads")] == [True, False]
    for narrow in ({}, {"theme": one.theme_id}, {"theme": other.theme_id}, {"street": other.street_id}):
        assert figure("K2", asked(**narrow)).n == 1, narrow
    assert figure("K1").n == 2 and figure("K1", asked(theme=other.theme_id)).n == 1


@pytest.mark.parametrize(
    ("change", "column", "value"),
    [
        ({"visibility": "confidential"}, "known", 0),
        ({"visibility": "limited"}, "known", 2),
        ({"baseline": "9", "after_measure": "1", "judgement": "reached"}, "proven", True),
        ({"first_report_at": makers.moment(150)}, "first_report_on", on(150)),
    ],
)
def test_what_changes_of_an_issue_changes_the_rulings_about_it(people, change, column, value):
    about = issue(days_ago=100, judgement="", baseline="")
    made = decision(about, days_ago=50)
    Issue.objects.filter(pk=about.pk).update(**change)
    assert rows(made, column) == [(value,)]
    assert ruling.differences() == []


def test_a_proposal_has_none_and_a_council_matter_has_one_without_issue(people):
    with transaction.atomic():
        proposal = Decision.objects.create(way="outside", title="x", text="x", created_at=clock.now())
        DecisionMove.objects.create(decision=proposal, from_state="", to_state="concept", at=clock.now())
    assert rows(proposal, "pk") == []
    made = scene.decision("Over onszelf")
    assert rows(made, "issue", "leads", "known") == [(None, True, 3)]


def test_a_wrong_ruling_is_named(people):
    made = decision(issue(days_ago=100, report_count=0), days_ago=50)
    assert not any("portal_ruling" in line for line in differences())
    Ruling.objects.filter(decision=made).update(chain_on=date(2020, 1, 1))
    assert [line for line in differences() if "portal_ruling" in line] == [
        f"besluit {made.number} staat verkeerd in portal_ruling"
    ]


@pytest.mark.parametrize("chance", range(4))
def test_after_any_row_of_changes_a_recount_finds_the_same(people, chance):
    """Decisions and issues changed in whatever order; each step leaves what a count of all would give."""
    dice = random.Random(chance)
    area = Area.objects.create(
        code="BU1", name="Noord", kind="buurt", geometry=[], west=4, south=52, east=5, north=53
    )
    abouts = [issue(days_ago=200) for _number in range(3)]
    made = [decision(*dice.sample(abouts, dice.randint(1, 3)), days_ago=100) for _number in range(4)]
    for days_ago in range(60, 40, -1):
        one, about = dice.choice(made), dice.choice(abouts)
        one.refresh_from_db()
        if one.status in ("adopted", "executing"):
            step = dice.choice(("done", "not_achieved", "superseded", "withdrawn", "executing"))
            if step == "executing" and one.status == "adopted":
                move(one, "executing", days_ago)
            elif step == "superseded":
                one.superseded_by = decision(about, days_ago=days_ago)
                made.append(one.superseded_by)
                scene.end_decision(one, "superseded")
            elif step == "withdrawn":
                scene.end_decision(one)
            elif step != "executing":
                finish(one, days_ago, step)
        elif one.status == "done":
            move(one, "executing", days_ago)
        Issue.objects.filter(pk=about.pk).update(
            visibility=dice.choice(("public", "limited", "confidential")),
            area=dice.choice((area, None)),
            baseline=dice.choice(("", "9 klachten")),
        )
        assert ruling.differences() == []
