"""Dates, times, amounts and the prepared parts, in both languages."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.utils import translation

from wijkraad.ui import filters, parts


def test_amounts_are_written_as_in_the_books() -> None:
    assert filters.euro(Decimal("1234.5")) == "€\u00a01.234,50"
    assert filters.euro(Decimal("-500")) == "\u2212€\u00a0500,00"
    assert filters.euro(Decimal("0.005")) == "€\u00a00,01"
    assert filters.euro(None) == ""
    assert filters.euro_round(Decimal("7689.85")) == "€\u00a07.690"
    with translation.override("en"):
        assert filters.euro(Decimal("1234.5")) == "€1,234.50"


def test_numbers_have_dutch_thousands() -> None:
    assert filters.number(1234567) == "1.234.567"
    assert filters.number(91.68, 1) == "91,7"
    assert filters.percent(0.714) == "71\u00a0%"
    assert filters.percent(None) == "n.v.t."


def test_an_evening_in_utc_is_the_next_day_in_the_netherlands() -> None:
    late = datetime(2026, 11, 19, 23, 30, tzinfo=UTC)
    assert filters.day(late) == "20 november 2026"
    assert filters.clock_time(late) == "0.30"
    assert filters.rfc(late) == "2026-11-20T00:30+01:00"


def test_days_read_as_people_say_them() -> None:
    on = date(2026, 11, 20)
    assert filters.day_week(on) == "vrijdag 20 november 2026"
    assert filters.day_short(on) == "20 november"
    assert filters.month_year(on) == "november 2026"
    assert (filters.days(1), filters.days(1000)) == ("1 dag", "1.000 dagen")
    assert filters.time_day(on) == '<time datetime="2026-11-20">20 november 2026</time>'
    with translation.override("en"):
        assert (filters.day(on), filters.days(1)) == ("20 November 2026", "1 day")


def test_nothing_is_written_for_a_date_that_is_not_there() -> None:
    for write in (filters.day, filters.day_short, filters.day_week, filters.month_year, filters.clock_time):
        assert write(None) == ""
    assert filters.time_day(None) == ""


def test_words_of_residents_are_escaped() -> None:
    assert filters.paragraphs("<b>a</b>\nb\n\nc") == "<p>&lt;b&gt;a&lt;/b&gt;<br>b</p><p>c</p>"
    assert "<script>" not in parts.plate("<script>")
    assert "<script>" not in parts.status_badge("waiting", "<script>")
    assert filters.initials("Femke Brandsma") == "FB"


@pytest.mark.parametrize("state", parts.BADGES)
def test_every_state_has_a_badge_with_an_icon_and_a_word(state: str) -> None:
    badge = parts.status_badge(state)
    assert f"wp-status--{state}" in badge
    assert "#i-" in badge
    assert parts.BADGES[state][1] in badge


def test_a_list_may_use_the_short_word_and_a_room_its_own() -> None:
    assert ">Nieuw</span>" in parts.status_badge("reported", short=True)
    assert "Wacht op de politie" in parts.status_badge("waiting", "Wacht op de politie")


@pytest.mark.parametrize("key", parts.THEMES)
def test_a_theme_is_always_colour_icon_and_word(key: str) -> None:
    drawn = parts.theme(key)
    assert f"wp-th--{key}" in drawn
    assert f"#i-{parts.THEMES[key][0]}" in drawn
    assert parts.theme_word(key) in drawn


def test_a_theme_of_another_council_falls_back_on_the_neutral_mark() -> None:
    drawn = parts.theme("water", "Water")
    assert "wp-th--overig" in drawn
    assert "Water" in drawn


def test_the_mini_trail_says_its_step_in_words() -> None:
    trail = parts.mini_trail("dddnlll")
    assert 'aria-label="Stap 4 van 7: actie"' in trail
    assert trail.count("<circle") == 7
    claimed = parts.mini_trail("ddddscl")
    assert "Stap 6 van 7: resultaat" in claimed
    assert claimed.count("<circle") == 6


@pytest.mark.parametrize("wrong", ["", "ddd", "dddnllx", "dddnllll"])
def test_a_wrong_trail_is_refused(wrong: str) -> None:
    with pytest.raises(ValueError, match="seven"):
        parts.mini_trail(wrong)


def test_prepared_parts_follow_the_language() -> None:
    dutch = parts.theme("verkeer")
    with translation.override("en"):
        assert parts.theme("verkeer") != dutch
    assert parts.theme("verkeer") == dutch
