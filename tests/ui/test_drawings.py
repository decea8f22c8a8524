"""Charts: well-formed, honest about nothing, and always a hundred cents in a euro."""

from decimal import Decimal
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from wijkraad.ui import charts


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
