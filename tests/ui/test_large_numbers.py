"""Charts of large numbers: points between thousands, and the scale inside the drawing."""

import re
from datetime import date

from wijkraad.portal.figures.drawn import flow_drawn
from wijkraad.ui.timecharts import Layer, piled

DAYS = [date(2026, 9, 30), date(2026, 10, 31)]


def test_a_long_number_of_the_scale_fits_left_of_the_first_day():
    drawn = piled(DAYS, [Layer("Open", [40_000, 58_000], "")], "x", "x")
    scale = re.findall(r'<text x="(\d+)" y="[\d.]+" text-anchor="end">([\d.]+)</text>', drawn)
    assert [text for _x, text in scale] == ["0", "20.000", "40.000", "60.000"]
    assert all(int(x) >= 10 * len(text) for x, text in scale), "10 units a sign, as on a phone"
    small = piled(DAYS, [Layer("Open", [4, 5], "")], "x", "x")
    assert "M34 " in small and 'x="28"' in small


def test_numbers_of_the_flow_are_written_as_people_do():
    facts = {"days": [day.isoformat() for day in DAYS],
             "counts": [[0, 55_691, 0, 0, 0, 10], [0, 45_093, 0, 0, 0, 44_810]]}  # fmt: skip
    drawn = flow_drawn(facts)
    assert drawn is not None
    assert drawn.title == "Het open werk kromp van 55.691 naar 45.093 kwesties; 44.800 kwesties kwamen klaar."
    assert ">44.810<" in drawn.chart
