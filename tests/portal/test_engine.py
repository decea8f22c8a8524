"""The engine of figures: each K by an example that is worked out by hand; what a figure counts, it lists."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from budgets.models import Budget
from issues.models import Issue, Priority, Report, Segment, StatusChange, Theme
from meetings.models import (
    AgendaIssue,
    AgendaItem,
    Attendance,
    Decision,
    Meeting,
    MeetingMove,
)
from tests.budgets import scene
from tests.portal import makers
from wijkraad.people.models import Organisation
from wijkraad.portal.figures import recount
from wijkraad.portal.figures.engine import ALL
from wijkraad.portal.figures.money import overspent
from wijkraad.portal.figures.shape import Figure, Period, Scope
from wijkraad.terms import clock
from wijkraad.terms.workdays import add_workdays

pytestmark = pytest.mark.django_db

ENDED = "reported assessing in_progress reported_done resolved"


def asked(days: int = 365, back: int = 0, **more: Any) -> Scope:
    """A period of so many days, the last of which was `back` days ago."""
    end = clock.today() - timedelta(days=back - 1)
    return Scope(Period(end - timedelta(days=days), end), **more)


def figure(code: str, scope: Scope | None = None) -> Figure:
    return ALL[code](scope or asked(), today=clock.today())


def on(days_ago: int) -> date:
    return clock.today() - timedelta(days=days_ago)


def issue(path: str = "reported assessing", **extra: Any) -> Issue:
    """A public issue with all that its states ask for."""
    facts = {"goal": "x", "criterion": "y", "judgement": "reached", "aftercare_until": clock.today()}
    chair = scene.person("chair")
    facts |= {"claimed_by": chair, "claimed_at": makers.moment(50), "verified_at": makers.moment(40)}
    facts |= {
        "responsible": chair,
        "partner": Organisation.objects.get_or_create(name="G", short_name="G")[0],
    }
    number = f"2026-{Issue.objects.count() + 9000}"
    return makers.issue(path, number=extra.pop("number", number), **facts | {"waiting_until": on(0)} | extra)


def decision(*issues: Issue, days_ago: int = 0) -> Decision:
    """A decision of so many days ago, with its date thirty days after it."""
    with clock.moved_to(makers.moment(days_ago)):
        made = scene.decision(issues=issues)
    happened(*issues, days_ago=days_ago)
    return made


def happened(*issues: Issue, days_ago: int) -> None:
    """The column that the action of a decision or a meeting writes."""
    known = Issue.objects.filter(pk__in=[one.pk for one in issues])
    known.filter(last_event_at__lt=makers.moment(days_ago)).update(last_event_at=makers.moment(days_ago))


def finish(made: Decision, days_ago: int, state: str = "done") -> None:
    made.finished_on, made.result, made.evidence = on(days_ago), "x", "y"
    with clock.moved_to(makers.moment(days_ago)):
        scene.end_decision(made, state)


def test_every_figure_answers_an_empty_council_and_one_with_a_few_rows(people):
    for number in (1, 2):
        for code, count in ALL.items():
            found = count(asked(user=people["manager"]), today=clock.today())
            assert (found.code, found.per) == (code, clock.today()) and str(found.formula)
            assert found.rows.count() >= 0
        scene.decision("Iets", issues=[issue(number=f"2026-900{number}")])


def test_k1_from_the_first_report_to_the_first_decision_with_an_even_number(people):
    """Decided after 10, 20, 40 and 70 days: the middle two are 20 and 40, so (20 + 40) ÷ 2 = 30.

    A second decision on the first one changes nothing. Undecided: 100 and 80 days old, median 90, one of two
    over 90 days. Merged ones are left out.
    """
    for waited in (10, 20, 40, 70):
        first = issue(days_ago=100)
        decision(first, days_ago=100 - waited)
    decision(Issue.objects.earliest("pk"), days_ago=1)
    issue(days_ago=100)
    issue(days_ago=80)
    found = figure("K1")
    assert (found.value, found.n, found.rows.count()) == (30, 4, 4)
    assert found.beside["open_n"] == found.beside["open_rows"].count() == 2
    assert (found.beside["open_age"], found.beside["open_long"]) == (90, Fraction(1, 2))


def test_k1_is_half_open_and_a_rejected_decision_counts(people):
    """Decided on day 0 and on day 10 of [0, 10): only the first is in it."""
    for ago in (20, 10):
        decision(issue(days_ago=50), days_ago=ago)
    period = Period(on(20), on(10))
    found = figure("K1", Scope(period))
    assert (found.n, found.value) == (1, 30)


def test_k2_starts_at_the_first_decision_of_the_chain(people):
    """A(100 days ago) replaced by B(60), done 20 days ago: 100 − 20 = 80. C(50) not achieved 10 ago: 40.

    (80 + 40) ÷ 2 = 60; D, withdrawn, stands apart.
    """
    one = issue(days_ago=200)
    first, second = decision(one, days_ago=100), decision(one, days_ago=60)
    first.superseded_by = second
    scene.end_decision(first, "superseded")
    finish(second, 20)
    finish(decision(one, days_ago=50), 10, "not_achieved")
    scene.end_decision(decision(one, days_ago=30))
    found = figure("K2")
    assert (found.value, found.n, found.rows.count(), found.beside["withdrawn"]) == (60, 2, 2, 1)


def test_k3_counts_the_last_outcome_from_the_first_report(people):
    """Reported 100 days ago, ten days a step: resolved 60 days ago = 40 days. Came back and ended 20 days
    ago:
    80 days in all. With one that took 40: (80 + 40) ÷ 2 = 60; one that is open again counts nowhere.
    """
    issue(ENDED, days_ago=100)
    issue(f"{ENDED} assessing in_progress reported_done resolved", days_ago=100)
    issue(f"{ENDED} assessing", days_ago=100)
    found = figure("K3")
    assert (found.value, found.n, found.rows.count()) == (60, 2, 2)
    # 50 days ago the second and the third had ended too, all three after 40 days
    then = figure("K3", asked(back=55))
    assert (then.value, then.n) == (40, 3)


def test_k4_exactly_the_limit_is_not_yet_stuck_also_on_a_day_in_the_past(people):
    """Assessing stands still after more than 30 days: the step was 90 days ago."""
    issue(days_ago=100)
    assert [figure("K4", asked(back=back)).n for back in (60, 59, 0)] == [0, 1, 1]


def meeting(days_ago: int, *items: tuple[str, Issue | None], decides: Issue | None = None) -> Meeting:
    """A held meeting of the board with points that ended so; it decides about an issue at its first point."""
    made = Meeting.objects.create(
        kind="bestuur", slug=f"v{days_ago}", place="x", created_at=makers.moment(days_ago),
        starts_at=makers.moment(days_ago), ends_at=makers.moment(days_ago) + timedelta(hours=2),
    )  # fmt: skip
    MeetingMove.objects.create(meeting=made, to_state="planned", at=makers.moment(days_ago))
    for order, (outcome, about) in enumerate(items, start=1):
        extra = {"deferred_until": on(0), "outcome_reason": "x"} if outcome == "deferred" else {}
        item = AgendaItem.objects.create(meeting=made, order=order, title="x", outcome=outcome, **extra)
        if about is not None:
            AgendaIssue.objects.create(item=item, issue=about)
    for source, target in (("planned", "running"), ("running", "held")):
        MeetingMove.objects.create(
            meeting=made, from_state=source, to_state=target, at=makers.moment(days_ago)
        )
        made.status = target
        made.save()
        if decides is not None and target == "running":
            with clock.moved_to(makers.moment(days_ago)):
                scene.decision(issues=[decides], item=made.items.first())
            happened(decides, days_ago=days_ago)
    return made


def test_k5b_talks_since_the_last_decision_without_those_not_reached(people):
    """Talked about 50, 40 and 30 days ago and not reached 20 ago: three. A decision 35 days ago
    leaves one.
    """
    one, other = issue(days_ago=100), issue(days_ago=100)
    for ago in (50, 40, 30):
        meeting(ago, ("deferred", one), ("informative", other))
    meeting(20, ("not_reached", one))
    assert figure("K5b").n == 2
    decision(other, days_ago=35)
    assert list(figure("K5b").rows) == [one]
    assert figure("K5b", asked(back=31)).n == 0


def test_k6_one_per_issue_by_each_of_three_ways(people):
    """Resolved 200 days ago: four. Reopened after 10 days, two confirmed people near, one person only,
    nothing:
    2 ÷ 4. One that was resolved 179 days ago is not in the window yet.
    """
    part = Segment.objects.create(street=makers.street(), name="midden")
    back = issue(f"{ENDED} assessing", days_ago=240, segment=None)
    near = issue(ENDED, days_ago=240, segment=part)
    lonely = issue(ENDED, days_ago=240, segment=Segment.objects.create(street=part.street, name="eind"))
    issue(ENDED, days_ago=240)
    issue(ENDED, days_ago=219)
    for place, (about, mail) in enumerate([(near, "a"), (near, "b"), (lonely, "c"), (lonely, "c")]):
        Report.objects.create(
            issue=issue(days_ago=90), theme=about.theme, segment=about.segment, email=f"{mail}@x.example",
            created_at=makers.moment(90), confirmed_at=makers.moment(90), reporter_ordinal=place,
        )  # fmt: skip
    found = figure("K6")
    assert set(found.rows) == {back, near}
    assert (found.value, found.n, found.part) == (Fraction(1, 2), 4, 2)
    assert recount.RECOUNTS["K6"](recount.Facts(clock.today())) == (Fraction(1, 2), 4)


def test_k6_within_75_metres_and_not_beyond(people):
    """0.0006 degree of latitude is 0.0006 × 111,320 = 67 m, 0.0008 is 89 m."""
    for number, (away, expected) in enumerate([(0.0006, 1), (0.0008, 0)]):
        solved = issue(ENDED, days_ago=240, lon=4.28 + number, lat=52.07)
        for mail in ("a", "b"):
            Report.objects.create(
                issue=issue(days_ago=90), theme=solved.theme, lon=4.28 + number, lat=52.07 + away,
                email=f"{mail}@x.example", created_at=makers.moment(90), confirmed_at=makers.moment(90),
            )  # fmt: skip
        assert figure("K6").rows.filter(pk=solved.pk).count() == expected
    assert list(recount.differences()) == []


def test_k8_gross_net_and_structural(people):
    """1.000 begroot, 1.100 uit: 100 over, 10 %. 500 begroot, 300 uit: 0. Gross 100 ÷ 1.500; net 0.

    A line of 0 with 50 spent has no share: "geen begroting".
    """
    lines = []
    for name, original, paid in (("A", 1000, 1100), ("B", 500, 300), ("C", 0, 50)):
        line = scene.BudgetLine(name=name, original=Decimal(original), amended=Decimal(original))
        line.paid, line.reserved = Decimal(paid), Decimal(0)
        lines.append(line)
    over = [overspent(line, []) for line in lines]
    assert [(one.over, one.share, one.unbudgeted) for one in over] == [
        (100, Fraction(1, 10), False), (0, 0, False), (50, None, True)
    ]  # fmt: skip


def over_in(year: int, over: int, status: str = "closed") -> scene.BudgetLine:
    """The line of one year with 100 first agreed, and so much more spent."""
    line = scene.BudgetLine(name="Organisatie", original=Decimal(100), amended=Decimal(100))
    line.budget = Budget(year=year, status=status)
    line.paid, line.reserved = Decimal(100 + over), Decimal(0)
    return line


@pytest.mark.parametrize(
    ("years", "structural"),
    [
        # newest first, as the figure gives them
        ([over_in(2025, 6), over_in(2024, 8), over_in(2023, 11)], True),
        ([over_in(2026, 6, "adopted"), over_in(2025, 6), over_in(2024, 8)], False),
        ([over_in(2025, 6), over_in(2024, 0), over_in(2023, 8), over_in(2022, 8)], False),
        ([over_in(2025, 6), over_in(2023, 8), over_in(2022, 8)], False),
        ([over_in(2026, 0, "adopted"), over_in(2025, 6), over_in(2024, 8), over_in(2023, 11)], True),
    ],
)
def test_k8_structural_is_over_in_three_closed_years_in_a_row(years, structural):
    """An open year does not count, a year that kept its budget or is missing breaks the row."""
    assert overspent(years[0], years).structural is structural


def test_k19_people_times_hours_by_the_decisions(people):
    """Two meetings. One: three present, one of them gone again; 30 minutes planned: 2 × 0,5 = 1 hour. Other:
    two present, 90 minutes by the clock and a point that was not reached: 2 × 1,5 = 3 hours. Together 4 hours
    and one decision: 4,0. Before the first one: nothing, and no decision to divide by.
    """
    about = issue(days_ago=100)
    first = meeting(20, ("decision", about), decides=about)
    AgendaItem.objects.filter(meeting=first).update(planned_minutes=30)
    second = meeting(10, ("informative", about), ("not_reached", None))
    starts = makers.moment(10)
    AgendaItem.objects.filter(meeting=second, order=1).update(
        started_at=starts, ended_at=starts + timedelta(minutes=90)
    )
    for one, states in ((first, ("present", "present", "excused")), (second, ("present", "present"))):
        for place, state in enumerate(states):
            Attendance.objects.create(meeting=one, guest=f"Gast {place}", state=state)
    found = figure("K19")
    assert (found.beside["hours"], found.beside["meetings"], found.n) == (Decimal("4.00"), 2, 1)
    assert found.value == Decimal("4.0")
    assert dict(found.beside["per_issue"])[about.pk].hours == Decimal("4.00")
    assert figure("K19", asked(back=30)).value is None
    assert list(recount.differences()) == []


def test_k9_and_k7_of_a_payment(people):
    """120,00 paid for one of two resolved issues: 60,00 each; median (0 + 120) ÷ 2 = 60. No priority: 0 %."""
    scene.year()
    found = issue(ENDED, days_ago=60)
    issue(ENDED, days_ago=60)
    paid = scene.approved("120.00", issue=found)
    from budgets.actions import pay_request

    pay_request(
        paid, by=scene.person("treasurer"), amount=scene.D("120.00"), paid_on=clock.today(), reference="x",
        second_signature=scene.person("chair"),
    )  # fmt: skip
    k9, k7 = figure("K9"), figure("K7")
    assert (k9.value, k9.n, k9.part, k9.beside["median"]) == (60, 2, 120, 60)
    assert (k7.value, k7.whole, k7.n) == (0, 120, 1)
    assert figure("K7", asked(theme=scene.theme("groen").pk)).value is None
    k16 = figure("K16")
    assert (k16.value, k16.n, k16.beside["by_amount"], k16.rows.count()) == (0, 1, 0, 1)
    assert list(recount.differences()) == []


def test_k10_by_the_norm_of_the_theme_else_of_the_council(people):
    """Norm 5 working days, left after 10 days: missed. Assessing for 90 days, norm 20: open and missed. Of a
    theme with 10 working days (14 days) for a new report: met; its second step is missed. Together 1 of 4.
    """
    issue(days_ago=100)
    found = figure("K10")
    assert (found.value, found.n, found.rows.count()) == (0, 2, 2)
    Theme.objects.update_or_create(key="groen", defaults={"norms": {"reported": 10, "assessing": 10}})
    issue(days_ago=100, theme=makers.theme("groen"))
    found = figure("K10")
    assert (found.value, found.part, found.n, found.rows.count()) == (Fraction(1, 4), 1, 4, 3)
    assert figure("K10", asked(theme=makers.theme("groen").pk)).value == Fraction(1, 2)


def test_k10_a_norm_date_of_today_has_not_passed(people):
    """The first norm date is the fifth working day after the report: missed from the day after it."""
    issue("reported", days_ago=40)
    norm = add_workdays(on(40), 5)
    for day, number in ((norm, 0), (norm + timedelta(days=1), 1)):
        period = Period(day - timedelta(days=30), day + timedelta(days=1))
        with clock.moved_to(makers.moment((clock.today() - day).days)):
            assert ALL["K10"](Scope(period, user=people["manager"]), today=day).n == number


def test_k11_every_day_adds_up_to_created_less_merged(people):
    """Three issues, one merged 10 days after it began: 3 until then, 2 after it."""
    for ago in (30, 20, 15):
        issue(days_ago=ago)
    gone = Issue.objects.latest("pk")
    StatusChange.objects.create(issue=gone, from_state="assessing", to_state="merged", at=makers.moment(2))
    gone.status, gone.merged_into, gone.state_since = "merged", Issue.objects.earliest("pk"), makers.moment(2)
    gone.save()
    found = figure("K11", asked(days=31, user=people["manager"]))
    totals = {one.day: one.all for one in found.value}
    assert [totals[on(ago)] for ago in (30, 20, 15, 3, 2, 0)] == [1, 2, 3, 3, 2, 2]
    assert found.value[-1].total["assessing"] == 2 == found.n == found.rows.count()


def test_k14_by_the_first_date_of_the_chain(people):
    """On time 1; late against the first date 0; replaced: the successor with the first date, missed.
    Withdrawn before its date drops out, and the decision that withdraws it has a date too, missed: 1 of 4.
    """
    one = issue(days_ago=200)
    finish(decision(one, days_ago=100), 80)
    finish(decision(one, days_ago=100), 60)
    first, second = decision(one, days_ago=100), decision(one, days_ago=40)
    first.superseded_by = second
    scene.end_decision(first, "superseded")
    with clock.moved_to(makers.moment(90)):
        scene.end_decision(decision(one, days_ago=100))
    found = figure("K14", asked(days=80, back=10))
    assert (found.part, found.n, found.value) == (1, 4, Fraction(1, 4))


def test_k15_and_k17(people):
    """One priority of two; one of two running measures without. Closed: one with all three, one
    without: 1 of 2.
    """
    theme = makers.theme()
    chosen = Priority.objects.create(
        theme=theme, title="x", why_now_kind="trend", why_now="x", goal="x", criterion="x", baseline="x",
        responsible=people["chair"], review_on=on(-9), active=True, opened_at=makers.moment(5),
    )  # fmt: skip
    mine, other = issue(days_ago=100, priority=chosen), issue(days_ago=100)
    decision(mine, days_ago=10)
    decision(other, days_ago=10)
    k15 = figure("K15")
    assert (k15.value, k15.n, k15.beside["loose"], k15.rows.count()) == (Fraction(1, 2), 1, Fraction(1, 2), 1)
    assert figure("K15", asked(back=6)).n == 0
    proven = issue(days_ago=100, baseline="58", after_measure="19")
    for about in (proven, other):
        finish(decision(about, days_ago=20), 5)
    k17 = figure("K17")
    assert (k17.value, k17.n, k17.rows.count()) == (Fraction(1, 2), 2, 1)


def test_a_scope_narrows_by_theme_street_area_and_person(people):
    weimar, beek = makers.street(), makers.street("Beeklaan")
    for street, owner in ((weimar, "chair"), (beek, "manager"), (beek, "chair")):
        decision(issue(days_ago=50, street=street, responsible=people[owner]), days_ago=20)
    assert figure("K1").n == 3
    assert figure("K1", asked(street=beek.pk)).n == 2
    assert figure("K1", asked(street=beek.pk, owner=people["chair"].pk)).n == 1
    assert figure("K1", asked(theme=makers.theme("groen").pk)).n == 0
