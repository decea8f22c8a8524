"""Figures where their definition is hard: thresholds with dates, legal terms, refunds, hidden decisions."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from issues.models import Issue, Letter, LetterMove, Priority, StatusChange, Theme, Weighing
from meetings.models import Meeting
from tests.budgets import scene
from tests.portal import makers
from tests.portal.test_engine import ENDED, asked, figure, issue, meeting, on
from tests.portal.test_stored import pay
from tests.terms.test_values import set_value
from wijkraad.people.models import Organisation
from wijkraad.portal.figures import asking, recount
from wijkraad.portal.figures.cells import Cell
from wijkraad.portal.figures.engine import ALL
from wijkraad.portal.figures.flow import figure_k11
from wijkraad.portal.figures.shape import Period, Scope
from wijkraad.portal.figures.shares import shares
from wijkraad.portal.models import Stay
from wijkraad.terms import clock
from wijkraad.terms.values import value

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def still() -> None:
    """Nothing happened for twenty days: new for 14 is still, for 25 not."""
    issue("reported", days_ago=20)
    makers.issue("reported assessing", days_ago=30, number="2026-8001", responsible=scene.person("chair"))


def talked() -> None:
    about = issue(days_ago=100)
    for ago in (50, 40):
        meeting(ago, ("informative", about))


def near() -> None:
    """Resolved 200 days ago and open again after 100."""
    issue(f"{ENDED} assessing", days_ago=240)


def weighed() -> None:
    about = issue(days_ago=365)
    Weighing.objects.create(issue=about, severity=5, safety=1, at=makers.moment())


def chosen() -> None:
    Priority.objects.create(
        theme=makers.theme(), title="x", why_now_kind="trend", why_now="x", goal="x", criterion="x",
        baseline="x", responsible=scene.person("chair"), review_on=on(-9), active=True,
        opened_at=makers.moment(50),
    )  # fmt: skip


def worth(code: str, day: date) -> Any:
    """What a figure says on a day about the 365 days up to and with it."""
    found = ALL[code](Scope(Period.year_up_to(day), user=scene.person("chair")), today=day)
    if code == "K13":
        return [score.computed for _issue, score in found.value]
    return found.value


@pytest.mark.parametrize(
    ("code", "scenery", "key", "new"),
    [
        ("K4", still, "stuck_after", {"reported": 900, "assessing": 900}),
        ("K5b", talked, "talk_limit", 2),
        ("K6", near, "relapse_days", 5),
        ("K13", weighed, "score_weights", {"severity": 1.0}),
        ("K15", chosen, "active_priority_limit", 1),
    ],
)
def test_a_threshold_changes_a_figure_from_its_date_on_only(
    people, code: str, scenery: Callable[[], None], key: str, new: Any
):
    """Today the figure is as before; from the first day of the new value it differs."""
    scenery()
    if code == "K13":
        new = dict.fromkeys(value("score_weights"), 0.0) | new
    before = worth(code, clock.today())
    set_value(key, new, clock.today() + DAY)
    assert worth(code, clock.today()) == before
    tomorrow = clock.today() + DAY
    with clock.moved_to(clock.now() + DAY):
        assert worth(code, tomorrow) != before
        if code != "K13":  # its waiting grows every day, and it is about today only
            assert worth(code, tomorrow - DAY) == before


def test_k10_a_step_keeps_the_norm_of_the_day_on_which_it_began(people):
    """New for ten days: with norm 5 missed, with 20 met. Begun before the change: missed, also after it."""
    Theme.objects.update(norms={})
    first, later = issue("reported assessing", days_ago=100), issue("reported assessing", days_ago=80)
    set_value("norm_workdays", {"reported": 20}, on(90))
    found = figure("K10", asked(user=people["manager"]))
    new = Stay.objects.filter(state="reported", issue__in=[first.pk, later.pk])
    assert found.rows.filter(pk__in=new).get().issue_id == first.pk
    assert (found.value, found.n) == (Fraction(1, 2), 2)
    assert list(recount.differences()) == []


def test_k10_a_changed_norm_leaves_a_year_that_is_over_alone(people):
    Theme.objects.update(norms={})
    issue("reported assessing in_progress", days_ago=300)
    past = Scope(Period(on(360), on(100)), user=people["manager"])
    before = ALL["K10"](past, today=clock.today())
    set_value("norm_workdays", {"reported": 90, "assessing": 90, "in_progress": 90}, on(50))
    after = ALL["K10"](past, today=clock.today())
    assert (after.value, after.n) == (before.value, before.n) and before.n > 0


def test_the_number_from_which_cases_are_told_has_a_date(people):
    for number in range(4):
        issue(ENDED, days_ago=60, number=f"2026-81{number:02}")
    year = Cell(Period.year_up_to(clock.today()))
    assert not asking.cells("K3", clock.today()).shown(year)
    set_value("public_count_from", 4, clock.today() + DAY)
    assert not asking.cells("K3", clock.today()).shown(year)
    with clock.moved_to(clock.now() + DAY):
        tomorrow = clock.today()
        assert asking.cells("K3", tomorrow).shown(Cell(Period.year_up_to(tomorrow)))


def test_k4_waits_for_a_legal_term_and_counts_from_its_end(people):
    """Chased 100 days ago: 100 > 60. With a letter whose term ended 60 days ago: not still; 61: still."""
    about = issue("reported assessing waiting", days_ago=300, waiting_until=on(100))
    assert figure("K4").n == 1
    letter = Letter.objects.create(
        kind="handhavingsverzoek", subject="x", issue=about, created_at=makers.moment(200),
        partner=Organisation.objects.get(short_name="G"), responsible=people["chair"],
    )  # fmt: skip
    LetterMove.objects.create(letter=letter, to_state="concept", at=makers.moment(200))
    LetterMove.objects.create(letter=letter, from_state="concept", to_state="sent", at=makers.moment(199))
    letter.status, letter.number, letter.sent_on = "sent", "MFV-1", on(199)
    for ends, expected in ((-10, 0), (60, 0), (61, 1)):
        letter.term_ends = on(ends)
        letter.save()
        Issue.objects.filter(pk=about.pk).update(last_event_at=makers.moment(199))
        assert figure("K4").n == expected, ends
        assert list(recount.differences()) == []


@pytest.mark.parametrize("wrong", ["K4", "K6"])
def test_the_recount_names_what_the_engine_counts_wrong(people, wrong):
    about = issue(f"{ENDED} assessing" if wrong == "K6" else "reported assessing", days_ago=240)
    assert list(recount.differences()) == []
    if wrong == "K4":
        Issue.objects.filter(pk=about.pk).update(last_event_at=clock.now())
    else:
        Stay.objects.filter(issue=about, state="resolved").update(left_on=None)
    assert [line.split(":")[0] for line in recount.differences() if wrong in line] == [f"cijfer {wrong}"]


def test_k5a_by_hand(people):
    """With a decision, with talk only, and one that only adopted the minutes of the second: 2 of 3 without.

    An advising meeting never counts.
    """
    about = issue(days_ago=100)
    meeting(40, ("decision", about), decides=about)
    meeting(30, ("informative", about))
    third = meeting(20, ("decision", None), decides=about)
    (taken,) = third.items.get().decisions.all()
    Meeting.objects.filter(slug="v30").update(adopted_by_decision=taken)
    advising = meeting(10, ("advice", about))
    Meeting.objects.filter(pk=advising.pk).update(kind="wijkoverleg")
    found = figure("K5a")
    assert (found.part, found.n, found.value) == (2, 3, Fraction(2, 3))
    assert {one.slug for one in found.rows} == {"v30", "v20"}
    assert figure("K5a", asked(back=35)).value == 0  # until 35 days ago only the first was held
    assert figure("K5a", asked(back=45)).value is None
    assert recount.RECOUNTS["K5a"](recount.Facts(clock.today())) == (Fraction(2, 3), 3)


def test_k5a_tells_a_visitor_nothing_of_a_decision_about_a_confidential_matter(people):
    """The page of that meeting shows no decision; a figure that counts one would give it away."""
    about = issue(days_ago=100)
    meeting(40, ("decision", about), decides=about)
    Issue.objects.filter(pk=about.pk).update(visibility="confidential")
    assert (figure("K5a").part, figure("K5a").n) == (1, 1)
    assert recount.RECOUNTS["K5a"](recount.Facts(clock.today())) == (1, 1)


def test_k7_by_the_priority_of_the_day_of_the_approval(people):
    """80 for a theme that is a priority since 5 days, 20 for another: 80 ÷ 100. No longer one on the day of
    the approval: 0.
    """
    scene.year()
    chosen()
    Priority.objects.update(opened_at=makers.moment(5))
    road, green = issue(days_ago=100), issue(days_ago=100, theme=makers.theme("groen"))
    pay(scene.approved("80.00", issue=road), "80.00")
    pay(scene.approved("20.00", issue=green), "20.00")
    assert figure("K7").value == Fraction(80, 100)
    Priority.objects.update(opened_at=makers.moment(0) - timedelta(days=60), closed_at=makers.moment(1))
    assert figure("K7").value == 0
    assert list(recount.differences()) == []


def test_k7_a_theme_that_got_more_back_than_was_paid_counts_in_the_whole():
    found = shares([
        {"slot": "verkeer", "word": "Verkeer", "prio": True, "total": Decimal("80.00")},
        {"slot": "groen", "word": "Groen", "prio": False, "total": Decimal("-5.00")},
        {"slot": "org", "word": "", "prio": False, "total": Decimal("85.00")},
    ])  # fmt: skip
    assert (found.total, found.to_priorities, found.share) == (160, 80, Decimal("0.5"))
    assert [part.key for part in found.parts] == ["verkeer", "org"]


def test_days_are_amsterdam_days_around_new_year_and_when_the_clock_goes_back(people):
    """Reported at 23:30 UTC on 31 December is 1 January; 25 October 2026 has 25 hours and is one day."""
    about = issue("reported", days_ago=60)
    for instant, day in (
        (datetime(2025, 12, 31, 23, 30, tzinfo=UTC), date(2026, 1, 1)),
        (datetime(2026, 10, 25, 22, 30, tzinfo=UTC), date(2026, 10, 25)),
        (datetime(2026, 3, 28, 23, 30, tzinfo=UTC), date(2026, 3, 29)),
    ):
        assert clock.date_of(instant) == day
        StatusChange.objects.create(issue=about, from_state="reported", to_state="reported", at=instant)
    with clock.moved_to(datetime(2026, 12, 31, 23, 30, tzinfo=UTC)):
        assert clock.today() == date(2027, 1, 1)
        assert "2027" in asking.periods(clock.today()) and "2027-k1" in asking.periods(clock.today())
        found = figure_k11(Scope(Period.year(2026)), today=clock.today())
        assert found.per == date(2026, 12, 31)
