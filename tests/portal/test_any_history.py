"""Whatever happened in a neighbourhood, the engine and the plain recount give the same figures."""

import random
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgets.actions import book_refund, grant_mandate
from issues.models import Priority, Report, ScoreOverride, Segment, Weighing
from meetings.models import AgendaItem, Attendance
from tests.budgets import scene
from tests.portal import makers
from tests.portal.test_engine import decision, figure, finish, happened, issue, meeting, on
from tests.portal.test_stored import pay
from wijkraad.portal.figures import recount
from wijkraad.portal.figures.shares import shares
from wijkraad.terms import clock

ENDED = "reported assessing in_progress reported_done resolved"
PATHS = (
    "reported", "reported rejected", "reported withdrawn", "reported assessing",
    "reported assessing not_resolved", "reported assessing in_progress", "reported assessing waiting",
    ENDED, f"{ENDED} assessing", f"{ENDED} assessing in_progress reported_done resolved",
)  # fmt: skip


def neighbourhood(seed: int) -> None:
    """Some twenty matters with reports, talks, decisions and money, as chance has it."""
    chance = random.Random(seed)
    parts = [
        Segment.objects.create(street=makers.street(), name=name) for name in ("begin", "midden", "eind")
    ]
    themes = [makers.theme(key) for key in ("verkeer", "groen", "winkels")]
    Priority.objects.create(
        theme=themes[0], title="x", why_now_kind="trend", why_now="x", goal="x", criterion="x", baseline="x",
        responsible=scene.person("chair"), review_on=on(-9), active=True, opened_at=makers.moment(90),
    )  # fmt: skip
    scene.year()
    made = []
    for number in range(20):
        seen, path = chance.choice(["public", "public", "limited", "confidential"]), chance.choice(PATHS)
        made.append(issue(
            path, days_ago=chance.randint(90, 400), theme=chance.choice(themes), visibility=seen,
            segment=chance.choice([*parts, None]), number=f"2026-{8000 + number}",
            relapse_count=path.count("resolved assessing"),
            after_measure=chance.choice(["", "19"]), baseline=chance.choice(["", "58"]),
        ))  # fmt: skip
    for about in made:
        hang_on(about, chance)
    for ago in (80, 60, 40, 20):
        about = chance.choice(made)
        outcome = chance.choice(["decision", "informative", "deferred", "not_reached"])
        held = meeting(ago, (outcome, about), decides=about if outcome == "decision" else None)
        AgendaItem.objects.filter(meeting=held).update(planned_minutes=chance.choice([5, 20, 45]))
        for place in range(chance.randint(0, 4)):
            state = chance.choice(["present", "present", "excused"])
            Attendance.objects.create(meeting=held, guest=f"Gast {place}", state=state)


def hang_on(about, chance: random.Random) -> None:
    for _one in range(chance.randint(0, 3)):
        at = makers.moment(chance.randint(0, 200))
        Report.objects.create(
            issue=about, theme=about.theme, segment=about.segment, email=f"{chance.choice('abcd')}@x.example",
            created_at=at, confirmed_at=chance.choice([at, None]), reporter_ordinal=chance.randint(1, 4),
        )  # fmt: skip
    if chance.random() < 0.4:
        Weighing.objects.create(
            issue=about, severity=chance.randint(1, 5), safety=chance.choice([None, 3]), at=makers.moment(5)
        )
    if chance.random() < 0.3:
        ScoreOverride.objects.create(
            issue=about, score=chance.choice([None, Decimal(chance.randint(0, 100))]), reason="x",
            until=on(chance.choice([-9, 0, 1])), at=makers.moment(9), by=scene.person("chair"),
        )  # fmt: skip
    if chance.random() < 0.5:
        ago = chance.randint(10, 80)
        taken = decision(about, days_ago=ago)
        if chance.random() < 0.5:
            finish(taken, chance.randint(0, ago), chance.choice(["done", "not_achieved"]))
        elif chance.random() < 0.5:
            replaced(taken, about, ago, chance)
    if chance.random() < 0.3 and about.visibility == "public":
        amount = str(chance.randint(1, 60))
        paid = scene.approved(f"{amount}.00", issue=about)
        pay(paid, f"{amount}.00")
        if chance.random() < 0.5:
            back = Decimal(chance.randint(1, 100 * int(amount))) / 100
            book_refund(scene.fresh(paid), by=scene.person("treasurer"), amount=back)
        happened(about, days_ago=0)


def replaced(taken, about, ago: int, chance: random.Random) -> None:
    """Another decision comes in its place, which may be withdrawn or end in its turn."""
    since = chance.randint(0, ago)
    newer = decision(about, days_ago=since)
    taken.superseded_by = newer
    with clock.moved_to(makers.moment(since)):
        scene.end_decision(taken, "superseded")
    if chance.random() < 0.3:
        with clock.moved_to(makers.moment(min(since, 1))):
            scene.end_decision(newer)
    elif chance.random() < 0.7:
        finish(newer, chance.randint(0, since))


@pytest.mark.django_db
@pytest.mark.parametrize("seed", [3, 11, 19])
def test_the_engine_and_the_recount_agree_on_any_history(people, seed):
    neighbourhood(seed)
    assert list(recount.differences()) == []


amounts = st.decimals(min_value=-500, max_value=500, places=2)
rows = st.lists(
    st.fixed_dictionaries({
        "slot": st.sampled_from(["verkeer", "groen", "los", "org"]), "word": st.just("x"),
        "prio": st.booleans(), "total": amounts,
    }), max_size=12,
)  # fmt: skip


@given(rows, st.randoms(use_true_random=False))
def test_the_shares_of_money_add_up_in_any_order(found, chance):
    told, other = shares(found), found.copy()
    chance.shuffle(other)
    assert told.total == sum((row["total"] for row in found), Decimal(0))
    assert told.to_priorities == sum((row["total"] for row in found if row["prio"]), Decimal(0))
    again = shares(other)
    assert (again.total, again.to_priorities, again.share) == (told.total, told.to_priorities, told.share)
    assert {part.key: part.total for part in again.parts} == {part.key: part.total for part in told.parts}
    assert all(part.total > 0 for part in told.parts)


@pytest.mark.django_db
def test_k8_over_the_lines_of_a_year_by_hand(people):
    """1.000 begroot, 1.030 uit; 500 begroot, 400 uit. Gross 30 ÷ 1.500 = 2 %; together not over: net 0."""
    scene.year()
    leave = scene.decision("Het mag duurder", amount=Decimal(50))
    line = scene.line("Verkeer")
    grant_mandate(leave, by=scene.person("treasurer"), line=line, amount=Decimal(50), kind="overspend")
    for name, amount in (("Verkeer", "1030.00"), ("Organisatie", "400.00")):
        ruling = scene.decision("Dat kopen wij", amount=Decimal(amount))
        pay(scene.approved(amount, on=scene.line(name), decision=ruling), amount)
    found = figure("K8")
    assert (found.value, found.part, found.n) == (Fraction(2, 100), 30, 2)
    assert (found.beside["net_amount"], found.beside["structural"]) == (0, [])
    assert list(recount.differences()) == []
