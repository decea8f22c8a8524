"""Charts, rails and the trail true to time."""

import re
from datetime import date, timedelta
from decimal import Decimal
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wijkraad.ui import charts, rails, trailmap


def parsed(svg: str) -> ElementTree.Element:
    """The drawing, which must be well-formed and free of inline style."""
    assert "style=" not in svg
    return ElementTree.fromstring(svg)


def test_month_bars_show_every_month_and_its_count() -> None:
    svg = charts.month_bars([("jan", 9), ("feb", 0), ("mrt", 4)], "Meldingen per maand")
    drawn = parsed(svg)
    assert len(drawn.findall(".//rect")) == 3
    assert "Meldingen per maand" in svg


def test_charts_survive_nothing_at_all() -> None:
    assert charts.spark([]) == ""
    assert charts.spark([3]) == ""
    parsed(charts.month_bars([], "leeg"))
    parsed(charts.progress(0, 0, "niets"))
    parsed(charts.goal_meter(5, 5, 5, "geen doel"))
    parsed(charts.coins([], "geen geld"))
    parsed(charts.norm_line(0, 5))


def test_what_is_late_is_red_on_the_line_of_the_norm() -> None:
    assert "is-laat" not in charts.norm_line(5, 5)
    assert "is-laat" in charts.norm_line(6, 5)


def test_a_budget_line_over_its_original_shows_the_part_beyond() -> None:
    within = charts.budget_bar(
        "verkeer", 4600, Decimal(4000), Decimal(4500), Decimal(2900), Decimal(620), "x"
    )
    beyond = charts.budget_bar("org", 4600, Decimal(1000), Decimal(1100), Decimal(1062), Decimal(0), "x")
    assert "b-over" not in within
    assert "b-over" in beyond


@given(st.lists(st.decimals(min_value=0, max_value=10**6, places=2), min_size=1, max_size=12))
def test_a_euro_has_always_a_hundred_cents(amounts: list[Decimal]) -> None:
    slots = [charts.Slot(str(i), str(i), amount) for i, amount in enumerate(amounts)]
    cents = charts.cents(slots)
    assert sum(cents) == (100 if sum(amounts) > 0 else 0)
    assert all(cent >= 0 for cent in cents)


def test_labels_are_escaped() -> None:
    assert "<script" not in charts.progress(1, 2, '"><script>')


@pytest.mark.parametrize("kind", rails.KINDS)
def test_a_rail_holds_the_line_in_its_lane(kind: str) -> None:
    assert f"wp-spoor__lijn--{kind}" in rails.rail(1, kind)
    parsed(rails.rail(2, kind))
    parsed(rails.lane_change(0, 2, kind))
    with pytest.raises(ValueError, match="expected"):
        rails.rail(0, "anders")


def test_a_wait_grows_with_its_days_in_three_sizes() -> None:
    assert [rails.height_class(days) for days in (0, 29, 30, 59, 60)] == [1, 1, 3, 3, 4]


def story(days: int) -> trailmap.TrailMap:
    start = date(2026, 1, 12)

    def on(share: float) -> date:
        return start + timedelta(days=round(days * share))

    return trailmap.TrailMap(
        lanes=(("users", "Bewoners"), ("messages-square", "Wijkraad"), ("landmark", "Gemeente")),
        spans=(
            trailmap.Span(on(0), on(0.1), 0),
            trailmap.Span(on(0.1), on(0.4), 1, "wait"),
            trailmap.Span(on(0.4), on(0.6), 2, "wait"),
            trailmap.Span(on(0.6), on(0.7), 1),
            trailmap.Span(on(0.7), on(0.8), 0, "watch"),
            trailmap.Span(on(0.8), on(1), 0, "ahead"),
        ),
        stops=(
            trailmap.Stop(on(0), 0, "megaphone", "Melding"),
            trailmap.Stop(on(0.4), 1, "gavel", "Besluit <b>"),
            trailmap.Stop(on(0.7), 0, "badge-check", "Opgelost"),
        ),
        marks=(
            trailmap.Mark(on(0.5), 2, "claim", "klaar"),
            trailmap.Mark(on(0.55), 2, "no", "niet"),
            trailmap.Mark(on(0.3), 1, "near"),
            trailmap.Mark(on(1), 0, "end"),
        ),
        measures=(trailmap.Measure(on(0), on(0.4), "79 dagen", "tot een besluit", late=True),),
        today=on(0.8),
        title="Het spoor",
        description="Van melding tot opgelost.",
    )


@pytest.mark.parametrize("days", [1, 30, 249, 429, 2000])
def test_the_trail_in_time_fits_its_drawing(days: int) -> None:
    svg = trailmap.draw(story(days))
    parsed(svg)
    assert "<b>" not in svg
    places = [float(x) for x in re.findall(r'cx="([\d.]+)"', svg)]
    assert all(100 <= x <= 1100 for x in places)


def test_nothing_to_draw_draws_nothing() -> None:
    assert trailmap.draw(story(10)._replace(spans=(), stops=())) == ""
