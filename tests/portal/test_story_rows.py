"""The story of one issue from plain rows: holders, steps and drawing against the prototype's figures."""

from datetime import date, timedelta

from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from tests.portal.stories import TODAY, crossing
from wijkraad.portal.story import events, holders, plan, steps, words
from wijkraad.portal.story.events import Coming
from wijkraad.portal.story.rows import Facts, Move, Point, Ruling, Term

PROTOTYPE_LINE = (
    "M128.0 50L129.1 50.0Q130.2 50.0 130.2 51.1L130.2 113.0Q130.2 120.0 137.2 120.0L312.4 120.0"
    "Q319.4 120.0 319.4 127.0L319.4 183.0Q319.4 190.0 326.4 190.0L422.4 190.0Q429.4 190.0 429.4"
    " 183.0L429.4 127.0Q429.4 120.0 436.4 120.0L495.0 120.0Q502.0 120.0 502.0 113.0L502.0 57.0Q"
    "502.0 50.0 509.0 50.0L512.6 50.0Q519.6 50.0 519.6 57.0L519.6 113.0Q519.6 120.0 526.6 120.0"
    "L622.6 120.0Q629.6 120.0 629.6 113.0L629.6 57.0Q629.6 50.0 636.6 50.0L675.8 50"
)
PATHS = {
    "reported": ["assessing"],
    "assessing": ["decided", "waiting", "in_progress"],
    "decided": ["in_progress", "waiting", "assessing"],
    "in_progress": ["waiting", "reported_done"],
    "waiting": ["in_progress", "reported_done", "decided"],
    "reported_done": ["resolved", "in_progress"],
    "resolved": ["assessing"],
}


def drawn(facts):
    found = events.stops(facts)
    return plan.drawing_of(facts, found, holders.spans(facts))


def walked(facts):
    found = events.stops(facts)
    return steps.steps(facts, found, holders.spans(facts))


def test_the_days_of_the_holders_are_those_of_the_prototype():
    held = holders.held(holders.spans(crossing()))
    assert (held.council, held.partner, held.residents, held.total) == (170, 50, 29, 249)


def test_the_line_and_the_measures_are_those_of_the_prototype():
    drawing = drawn(crossing())
    assert drawing.line == PROTOTYPE_LINE
    assert [(m.days, m.kind, m.late) for m in drawing.measures] == [
        (79, "to_decision", 0),
        (50, "partner", 21),
        (91, "doing_and_mending", 0),
        (180, "aftercare", 0),
    ]
    assert drawing.today == 814.4
    assert drawing.end == (1071.8, 50)
    assert drawing.months[0] == (172.0, date(2026, 2, 1))


def test_the_steps_tell_the_story_in_order():
    told = [step.event.kind for step in walked(crossing()) if step.stop]
    assert told == [
        "report", "agenda", "decision", "action", "money", "claim", "no", "claim", "result", "aftercare"
    ]  # fmt: skip


def test_the_waits_carry_the_days_and_the_lateness():
    waits = [(w.kind, w.days, w.late) for w in walked(crossing()) if not w.stop and w.days]
    assert waits == [
        ("picked_up", 3, 0),
        ("to_decision", 79, 0),
        ("asked", 8, 0),
        ("partner", 50, 21),
        ("look", 8, 0),
        ("again", 50, 0),
        ("measure", 21, 0),
    ]


def test_a_change_of_lane_sits_in_a_wait_and_lanes_join_up():
    found = walked(crossing())
    for before, after in zip(found, found[1:], strict=False):
        leaves = before.lane if before.stop or before.to_lane is None else before.to_lane
        assert leaves == after.lane
        assert not (before.stop and after.stop)


def test_height_classes():
    assert [steps.height(days) for days in (0, 29, 30, 59, 60, 400)] == [1, 1, 3, 3, 4, 4]


def test_a_wait_is_dotted_only_beyond_the_threshold():
    facts = Facts(TODAY, date(2026, 10, 1), "assessing", still_after={"assessing": 30})
    facts.moves = [Move(date(2026, 10, 1), "reported", "assessing")]
    assert not steps.is_still(facts, "assessing", date(2026, 10, 1), date(2026, 10, 31))
    assert steps.is_still(facts, "assessing", date(2026, 10, 1), date(2026, 11, 1))


def test_a_running_legal_term_is_not_late():
    facts = Facts(TODAY, date(2026, 6, 1), "waiting", partner="Gemeente")
    facts.moves = [
        Move(date(2026, 6, 2), "reported", "assessing"),
        Move(date(2026, 8, 1), "assessing", "waiting"),
    ]
    facts.terms = [Term("bezwaar", "Gemeente", date(2026, 8, 1), date(2026, 12, 8), legal=True)]
    assert [w.late for w in walked(facts) if not w.stop] == [0] * len(
        [w for w in walked(facts) if not w.stop]
    )
    assert [c.kind for c in events.upcoming(facts)] == ["legal"]


def test_a_promise_that_passed_is_late_by_the_days_until_today():
    facts = Facts(TODAY, date(2026, 3, 1), "waiting", partner="Gemeente")
    facts.moves = [
        Move(date(2026, 3, 2), "reported", "assessing"),
        Move(date(2026, 6, 13), "assessing", "waiting"),
    ]
    facts.terms = [Term("promise", "Gemeente", date(2026, 6, 13), date(2026, 9, 30))]
    assert max(w.late for w in walked(facts) if not w.stop) == 51
    assert [m.late for m in drawn(facts).measures if m.kind == "partner"] == [51]


def test_three_agendas_without_a_decision_are_one_stop():
    facts = Facts(TODAY, date(2026, 7, 15), "assessing")
    facts.moves = [Move(date(2026, 7, 17), "reported", "assessing")]
    facts.points = [Point(date(2026, 9, 2)), Point(date(2026, 10, 7)), Point(date(2026, 11, 4))]
    facts.points.append(Point(date(2026, 12, 2), held=False))
    found = [stop for stop in events.stops(facts) if stop.kind == "agenda"]
    assert [len(stop.rows) for stop in found] == [3]
    assert [c.on for c in events.upcoming(facts)] == [date(2026, 12, 2)]


def test_a_relapse_adds_stops_below_and_nazorg_has_no_holder():
    facts = crossing(status="assessing", aftercare_until=None)
    facts.moves.append(Move(date(2026, 11, 18), "resolved", "assessing"))
    told = [step.event.kind for step in walked(facts) if step.stop]
    assert told[-3:] == ["result", "back", "next"]
    assert holders.held(holders.spans(facts)).total == 249 + 2


def test_a_mistaken_join_that_was_undone_the_same_day_is_no_event():
    facts = Facts(TODAY, date(2026, 11, 10), "assessing")
    facts.moves = [
        Move(date(2026, 11, 11), "reported", "merged"),
        Move(date(2026, 11, 11), "merged", "assessing"),
    ]
    assert [stop.kind for stop in events.stops(facts)] == ["report", "next"]


def test_a_story_over_500_days_fits_960_units():
    facts = Facts(TODAY, TODAY - timedelta(days=540), "assessing")
    facts.moves = [Move(TODAY - timedelta(days=538), "reported", "assessing")]
    drawing = drawn(facts)
    assert drawing.width == 1116
    assert drawing.end is not None
    assert round(drawing.end[0]) == 128 + 960


def test_a_new_report_can_be_drawn_on_its_first_day():
    facts = Facts(TODAY, TODAY, "reported", norm_due=date(2026, 11, 27))
    assert drawn(facts).line.startswith("M128.0 50")
    assert [step.event.kind for step in walked(facts) if step.stop] == ["report", "next"]


def test_a_decision_voted_down_is_a_small_stop():
    facts = Facts(TODAY, date(2026, 9, 1), "assessing")
    facts.moves = [Move(date(2026, 9, 2), "reported", "assessing")]
    facts.rulings = [Ruling(date(2026, 10, 1), "Wij doen niets.", status="rejected")]
    stop = next(stop for stop in events.stops(facts) if stop.kind == "voted_down")
    assert stop.small


@st.composite
def histories(draw):
    start = date(2025, 1, 1)
    state, day, moves = "reported", start, []
    for _ in range(draw(st.integers(0, 12))):
        target = draw(st.sampled_from(PATHS[state]))
        day += timedelta(days=draw(st.integers(0, 90)))
        moves.append(Move(day, state, target))
        state = target
    today = day + timedelta(days=draw(st.integers(0, 200)))
    until = day + timedelta(days=180) if state == "resolved" else None
    return Facts(today, start, state, moves=moves, aftercare_until=until, partner="Gemeente")


@given(histories())
def test_holders_always_add_up_and_every_story_can_be_drawn(facts):
    found = holders.spans(facts)
    held = holders.held(found)
    assert held.total == held.residents + held.council + held.partner == sum(span.days for span in found)
    watched = sum(
        ((facts.moves[place + 1].on if place + 1 < len(facts.moves) else facts.today) - move.on).days
        for place, move in enumerate(facts.moves)
        if move.target == "resolved"
    )
    assert held.total + watched == (facts.today - facts.first_report_on).days
    for before, after in zip(found, found[1:], strict=False):
        assert before.end <= after.start
    assert drawn(facts).line.startswith("M128.0 50")
    steps_found = walked(facts)
    for before, after in zip(steps_found, steps_found[1:], strict=False):
        leaves = before.lane if before.stop or before.to_lane is None else before.to_lane
        assert leaves == after.lane


def test_a_usual_next_step_is_told_in_the_language_of_the_reader():
    usual = Coming(date(2026, 11, 20), "step", "Wij zoeken uit wat er kan en wie dat doet")
    own = Coming(date(2026, 11, 20), "step", "Bel de verhuurder")
    with translation.override("en"):
        assert words.coming(usual, "", True) == "We are looking into what can be done and who does it"
        assert words.coming(own, "", True) == "Bel de verhuurder"
