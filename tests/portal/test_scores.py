"""Hot spots (K12, K18) and the priority score (K13) by hand-computed examples."""

from datetime import timedelta
from decimal import Decimal

import pytest

from issues.actions import end_override, override_score
from issues.models import Issue, Report, ScoreOverride, Segment, StatusChange, Weighing
from tests.budgets import scene
from tests.portal import makers
from tests.portal.test_engine import ENDED, asked, figure, issue, on
from tests.portal.test_figure_edges import chosen
from wijkraad.portal.figures import places, recount, recount_scores
from wijkraad.portal.figures.scores import PARTS, figure_k13, score_for
from wijkraad.terms import clock
from wijkraad.terms.models import Setting
from wijkraad.terms.refusal import Refused

pytestmark = pytest.mark.django_db


def test_k12_weighs_fades_and_counts_a_person_once_in_30_days(people):
    """Severity 5 → 3. One person on days −90, −70 and −50, not confirmed: the second does not count.

    On day −50: 3 × 0,5 × 2^(−40/90) + 3 × 0,5 = 2,6023 (2^(−40/90) = 0,7349). On day 0, when the last one is
    confirmed: 3 × 0,5 × 0,5 + 3 × 2^(−50/90) = 0,75 + 3 × 0,6804 = 2,7912.
    """
    about = issue(days_ago=100, segment=Segment.objects.create(street=makers.street(), name="midden"))
    Weighing.objects.create(issue=about, severity=5, safety=1, at=makers.moment(95))
    for ago, confirmed in ((90, None), (70, None), (50, makers.moment())):
        sent = {"created_at": makers.moment(ago), "confirmed_at": confirmed, "email": "a@b.nl"}
        Report.objects.create(issue=about, theme=about.theme, **sent)
    found = {back: places.places(asked(), on(back - 1))[0] for back in (50, 0)}
    assert {back: round(one.raw, 4) for back, one in found.items()} == {50: 2.6023, 0: 2.7912}
    assert {one.reporters for one in found.values()} == {1} and found[0].before == 1.5


def test_k12_of_a_street_by_hand_and_k18_from_nothing(people):
    """Three people today, confirmed, not weighed (1): raw 3,0, so shown, and from nothing it is a warning."""
    part = Segment.objects.create(street=makers.street(), name="midden")
    about = issue(days_ago=50, segment=part)
    for number in range(3):
        assert figure("K12").n == 0 and figure("K18").n == 0
        Report.objects.create(
            issue=about, theme=about.theme, segment=part, reporter_ordinal=number + 1,
            created_at=makers.moment(), confirmed_at=makers.moment(),
        )  # fmt: skip
    (place,) = figure("K12").value
    assert (place.raw, place.reporters, place.shown) == (3.0, 3, 3)
    Weighing.objects.create(issue=about, severity=5, safety=1, at=makers.moment(1))
    assert figure("K12").value[0].raw == 9.0
    assert [one.segment for one in figure("K18").value] == [part.pk]
    assert list(recount.differences()) == []
    Issue.objects.filter(pk=about.pk).update(visibility="limited")
    assert figure("K12", asked(user=people["manager"])).n == 0


def test_k13_of_an_issue_by_hand(people):
    """severity 4 → 3/4 × 25 = 18,75; safety 5 → 20; 100 households → ln 101 ÷ ln 101 × 15 = 15; never back 0;
    73 days ÷ 365 × 10 = 2; 25 of 50 followers × 10 = 5; no priority 0. Together 60,75 → 60,8 (half-up).
    """
    one = issue(days_ago=73, household_count=100, follower_count=25)
    assert score_for(one, clock.today()).shown is None
    Weighing.objects.create(issue=one, severity=4, safety=5, at=makers.moment())
    found = score_for(one, clock.today())
    assert (found.shown, found.points["severity"], found.points["safety"]) == (
        Decimal("60.8"), Decimal("18.8"), Decimal("20.0")
    )  # fmt: skip
    assert [word for word, _label, _points in found.bar][:2] == ["severity", "safety"]
    assert list(recount.differences()) == []


def test_k13_needs_six_tenths_of_the_weights(people):
    """Without both answers 0,55 is known: to weigh. With safety alone 0,75: 100 × points ÷ 0,75."""
    one = issue(days_ago=365, household_count=0)
    assert figure("K13").beside["to_weigh"] == 1
    Weighing.objects.create(issue=one, severity=None, safety=5, at=makers.moment())
    # 20 of safety and 10 of its year: 30 ÷ 0,75 = 40,0
    assert score_for(one, clock.today()).shown == Decimal("40.0")


def test_k13_an_override_needs_a_reason_and_ends_after_90_days(people):
    one, older = issue(days_ago=50), issue(days_ago=60)
    with pytest.raises(Refused):
        override_score(one, by=people["chair"], score=Decimal(90), reason=" ")
    with pytest.raises(Refused):
        override_score(one, by=people["resident"], score=Decimal(90), reason="x")
    made = override_score(one, by=people["chair"], score=Decimal(90), reason="Er is een kind aangereden.")
    assert made.until == clock.today() + timedelta(days=90)
    ranked = [row.pk for row, _score in figure_k13(asked(), today=clock.today()).value]
    assert ranked == [one.pk, older.pk]
    assert score_for(one, clock.today() + timedelta(days=89)).own == Decimal("90.0")
    assert score_for(one, clock.today() + timedelta(days=90)).own is None
    end_override(one, by=people["chair"], reason="Het kan weer gewoon.")
    assert score_for(one, clock.today()).own is None
    with pytest.raises(Refused):
        end_override(one, by=people["chair"], reason="Nog eens.")


def test_an_override_ends_on_the_chosen_day_and_lasts_90_days_at_most(client, people):
    one = issue(days_ago=50)
    client.force_login(people["chair"])
    path = f"/werk/dashboard/score/{one.uuid}/"
    sent = {"score": "90", "reason": "Er is een kind aangereden."}
    for wrong in (on(0), on(-91)):
        page = client.post(path, sent | {"until": wrong.isoformat()}).content.decode()
        assert "hoogstens 90 dagen" in page and "Er is een kind aangereden." in page
    assert not one.score_overrides.exists()
    assert client.post(path, sent | {"until": on(-30).isoformat()}).status_code == 302
    assert one.score_overrides.get().until == on(-30)
    assert score_for(one, on(-29)).own == Decimal("90.0") and score_for(one, on(-30)).own is None


def test_k13_equal_scores_put_the_older_one_first(people):
    young, old = issue(days_ago=400), issue(days_ago=500)
    for one in (young, old):
        Weighing.objects.create(issue=one, severity=3, safety=3, at=makers.moment())
    assert [row.pk for row, _score in figure_k13(asked(), today=clock.today()).value] == [old.pk, young.pk]


def weighed(about: Issue, severity: int | None, safety: int | None, days_ago: int = 0) -> Issue:
    Weighing.objects.create(issue=about, severity=severity, safety=safety, at=makers.moment(days_ago))
    return about


def test_k13_five_points_weigh_the_same_whatever_they_are_for(people):
    """safety 2 of 5 is 1/4 × 20 = 5; once back is 1/3 × 15 = 5; a priority is 5. As floats the second is
    a hair less, and yet the oldest goes first. Each has also a year, 10, and severity 1, 0.
    """
    back = f"{ENDED} assessing"
    once = weighed(issue(back, days_ago=600, relapse_count=1), 1, 1)
    safe = weighed(issue(days_ago=500), 1, 2)
    first = weighed(issue(days_ago=400), 1, 1)
    chosen()
    Issue.objects.exclude(pk=first.pk).update(theme=makers.theme("groen"))
    found = figure("K13")
    assert [row.pk for row, _score in found.value] == [once.pk, safe.pk, first.pk]
    assert {score.shown for _row, score in found.value} == {Decimal("15.0")}
    assert [row.pk for row in found.rows] == [once.pk, safe.pk, first.pk]
    assert list(recount.differences()) == []


def test_k13_counts_the_times_of_24_months_and_at_most_three(people):
    """Back 729 days ago counts, 730 days ago does not; four times weigh as three: 15."""
    one = weighed(issue(days_ago=10, relapse_count=1), 1, 1)
    for number, (ago, expected) in enumerate([(730, 0), (729, 5), (20, 10), (19, 15), (18, 15)]):
        StatusChange.objects.create(
            issue=one, from_state="resolved", to_state="assessing", at=makers.moment(ago)
        )  # fmt: skip
        found = score_for(one, clock.today()).points["recurrence"]
        assert found == Decimal(expected), number


def test_k13_a_new_version_of_the_weights_counts_from_its_day(people):
    """All on safety from tomorrow on: safety 3 is 2/4 of 100. Until then 2/4 of 20 = 10, and 10 days of 365:
    0,27 of 10.
    """
    one = weighed(issue(days_ago=10), 1, 3)
    of = dict.fromkeys(PARTS, 0) | {"safety": 1}
    facts = {"source": "besluit", "decision_number": "B2026-001", "created_at": clock.now()}
    Setting.objects.create(key="score_weights", value=of, valid=(on(-1), None), **facts)
    assert score_for(one, clock.today()).shown == Decimal("10.3")
    assert figure("K13").beside["weights"].decision == ""
    assert score_for(one, on(-1)).shown == Decimal("50.0")
    assert list(recount.differences()) == []
    with clock.moved_to(clock.now() + timedelta(days=1)):
        found = figure("K13")
        assert (found.value[0][1].shown, found.beside["weights"].decision) == (Decimal("50.0"), "B2026-001")
        assert list(recount.differences()) == []


CHANGED = {
    "a score that the board gave": lambda one: ScoreOverride.objects.create(
        issue=one, score=Decimal(70), until=on(-9), reason="x", at=makers.moment(), by=scene.person("chair")
    ),
    "what is to be weighed": lambda one: weighed(one, None, None),
    "another weighing": lambda one: weighed(one, 5, 5),
}  # fmt: skip


@pytest.mark.parametrize("change", CHANGED)
def test_the_recount_works_every_score_and_its_place_out_anew(people, change):
    """What the engine says of yesterday differs from a recount of today: also far below the first twenty."""
    rows = [weighed(issue(days_ago=30 + number), 1, 2, days_ago=5) for number in range(22)]
    assert list(recount.differences()) == []
    CHANGED[change](rows[0])  # the youngest, and so the last
    assert list(recount.differences()) == []
    old = figure_k13(asked(), today=on(1))
    told = list(recount_scores.differences(recount.Facts(clock.today()), old))
    assert told and all(line.startswith("cijfer K13") for line in told)
    assert ("te wegen" in told[0]) == (change == "what is to be weighed")
