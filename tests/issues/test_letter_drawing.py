"""The terms of a letter in the small drawing: the same days as the steps, inside the frame, readable."""

from datetime import date, timedelta

import pytest

from issues.letters.drawing import LANES, WIDTH, drawing_of, spans_of
from issues.letters.trail import days_per_holder, trail_of
from issues.models import Letter, LetterEvent
from wijkraad.people.models import Organisation

TODAY = date(2026, 11, 20)


def letter(**more) -> Letter:
    facts = {"kind": "bezwaar", "status": "sent", "published_on": date(2026, 6, 23),
             "sent_on": date(2026, 7, 31), "file_before": date(2026, 8, 4), "term_ends": date(2026, 12, 8),
             "partner": Organisation(name="Gemeente", short_name="de gemeente"), **more}  # fmt: skip
    return Letter(**facts)


def drawn(one: Letter, *events: LetterEvent, late_from: date | None = None):
    steps = trail_of(one, events, TODAY)
    return steps, drawing_of(steps, TODAY, "de gemeente", late_from)


def test_the_spans_are_the_days_of_the_steps(db) -> None:
    steps, drawing = drawn(letter())
    told = days_per_holder(steps)
    past = [one for one in spans_of(steps) if not one.ahead]
    assert sum(one.days for one in past if one.lane == 1) == told["council"] == 42
    assert sum(one.days for one in past if one.lane == 2) == told["them"] == 108
    assert [one.large for one in drawing.measures] == ["42 dagen", "108 dagen", "19 dagen"]
    assert [css for css, _path in drawing.lines] == ["sk-lijn", "sk-straks"]
    assert {one.words for one in drawing.labels} >= {"Gepubliceerd", "Verstuurd", "Laatste dag", "8 december"}


def test_what_is_late_is_measured_apart_and_red(db) -> None:
    one = letter(kind="melding", published_on=None, file_before=None, term_ends=None,
                 own_date=date(2026, 11, 2))  # fmt: skip
    _steps, drawing = drawn(one, late_from=one.own_date)
    late = [measure for measure in drawing.measures if measure.late]
    assert [(measure.large, measure.small) for measure in late] == [("18 dagen", "te laat")]


@pytest.mark.parametrize("days", [1, 9, 60, 400, 4000])
def test_short_and_long_letters_stay_inside_the_frame(db, days: int) -> None:
    one = letter(kind="klacht", published_on=None, file_before=None,
                 sent_on=TODAY - timedelta(days=days), term_ends=TODAY + timedelta(days=days))  # fmt: skip
    events = [LetterEvent(kind=kind, on=TODAY - timedelta(days=days // 2)) for kind in
              ("received", "extended", "paused", "resumed", "reminded", "heard")]  # fmt: skip
    _steps, drawing = drawn(one, *events)
    marks = [*drawing.large, *drawing.rings, *drawing.claims, *drawing.fatal, drawing.end]
    assert all(0 < mark[0] < WIDTH for mark in marks) and all(0 < text.x < WIDTH for text in drawing.labels)
    placed = [(text.x, text.y) for text in drawing.labels]
    assert all(abs(a[0] - b[0]) >= 98 or abs(a[1] - b[1]) > 16 for a in placed for b in placed if a != b)
    assert drawing.lines[0][1].startswith(f"M128.0 {LANES[1]}")


def test_nothing_is_drawn_while_no_time_has_passed(db) -> None:
    assert drawn(letter(sent_on=None, published_on=None, file_before=None, term_ends=None, status="concept",
                        kind="brief"))[1] is None  # fmt: skip
