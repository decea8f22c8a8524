"""Outlines of The Hague: the real files when they are at hand, and small drawn ones always."""

import json
import os
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from issues.models import Area, Issue, Segment, Street
from issues.places.geography import NEAR_METRES, area_at, areas_touching, metres_between
from issues.places.loading import load
from tests.issues.stories import reported, segment, street
from wijkraad.terms.refusal import Refused

REAL = Path(os.environ.get("GEO_FOLDER") or settings.BASE_DIR.parent / "shared" / "data" / "geo")
real = pytest.mark.skipif(
    not REAL.exists(), reason="the outlines of The Hague are not part of the repository"
)


def square(code: str, west: float, east: float, south: float = 52.0, north: float = 52.01) -> dict:
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {
        "type": "Feature",
        "properties": {"buurtcode": code, "buurtnaam": f"Buurt {code}"},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }


def collection(*features: dict) -> str:
    return json.dumps({"type": "FeatureCollection", "features": list(features)})


def test_a_point_gets_its_area_or_is_outside(db) -> None:
    load(collection(square("B", 4.0, 4.01), square("A", 4.01, 4.02)))
    assert area_at(4.005, 52.005).code == "B"
    assert area_at(4.015, 52.005).code == "A"
    assert area_at(4.5, 52.005) is None


def test_on_a_border_the_lowest_code_answers_from_both_sides(db) -> None:
    load(collection(square("B", 4.0, 4.01), square("A", 4.01, 4.02)))
    metre = 4.01 - 0.0000146
    for lon in (4.01, metre, 4.01 + 0.0000146):
        assert area_at(lon, 52.005).code == "A"
        assert {area.code for area in areas_touching(lon, 52.005)} == {"A", "B"}
    far = NEAR_METRES * 2 / 111_320 / 0.615
    assert area_at(4.01 - far, 52.005).code == "B"


def test_a_hole_is_outside(db) -> None:
    feature = square("A", 4.0, 4.1, 52.0, 52.1)
    feature["geometry"]["coordinates"].append(
        square("x", 4.04, 4.06, 52.04, 52.06)["geometry"]["coordinates"][0]
    )
    load(collection(feature))
    assert area_at(4.05, 52.05) is None
    assert area_at(4.02, 52.05).code == "A"


def test_what_was_reported_before_the_outlines_came_gets_its_area(db) -> None:
    """By its point, else by its part or street; a point outside and a street through two areas give none."""
    west, east = [[4.001, 52.005], [4.008, 52.005]], [[4.012, 52.005], [4.018, 52.005]]
    Street.objects.filter(pk=street("Weimarstraat").pk).update(geometry=[west])
    Street.objects.filter(pk=street("Beeklaan").pk).update(geometry=[west, east])
    Segment.objects.filter(pk=segment("Beeklaan", "oost").pk).update(geometry=east)
    told = {
        reported(): "B",
        reported(street=street("Beeklaan")): None,
        reported(street=street("Beeklaan"), segment=segment("Beeklaan", "oost")): "A",
        reported(lon=4.015, lat=52.005): "A",
        reported(lon=4.5, lat=52.005): None,
    }
    load(collection(square("B", 4.0, 4.01), square("A", 4.01, 4.02)))
    for issue, code in told.items():
        issue.refresh_from_db()
        assert (issue.area and issue.area.code) == code and issue.reports.get().area == issue.area
    load(collection(square("C", 4.0, 4.01)))
    assert Issue.objects.filter(area__code="C").count() == 0  # what has an area keeps it


def test_streets_come_as_lines(db) -> None:
    line = {
        "type": "Feature",
        "properties": {"naam": "Beeklaan"},
        "geometry": {"type": "LineString", "coordinates": [[4.28, 52.07], [4.281, 52.072]]},
    }
    assert load(collection(line)).streets == 1
    assert Street.objects.get().slug == "beeklaan"
    load(collection(line))
    assert Street.objects.count() == 1


BROKEN = {
    "geen JSON": "{",
    "FeatureCollection": "[]",
    "geen naam": collection({"type": "Feature", "properties": {}, "geometry": {"type": "Point"}}),
    "sluit niet": collection(
        {
            **square("A", 4.0, 4.1),
            "geometry": {"type": "Polygon", "coordinates": [[[4, 52], [4.1, 52], [4.1, 52.1], [4, 52.1]]]},
        }
    ),
    "niet in Nederland": collection(square("A", 52.0, 52.1, 4.0, 4.1)),
    "twee keer": collection(square("A", 4.0, 4.1), square("A", 4.2, 4.3)),
    "geen punt": collection(
        {**square("A", 4.0, 4.1), "geometry": {"type": "Polygon", "coordinates": [[["a", 1], 2, 3, 4]]}}
    ),
    "kennen wij niet": collection(
        {**square("A", 4, 4.1), "geometry": {"type": "Point", "coordinates": [4, 52]}}
    ),
    "is geen getal": '{"type": "FeatureCollection", "features": [NaN]}',
}


@pytest.mark.parametrize("reason", BROKEN)
def test_a_broken_file_changes_nothing_and_says_why(db, reason: str) -> None:
    good = json.loads(collection(square("Z", 4.3, 4.4)))
    try:
        broken = json.loads(BROKEN[reason])
        good["features"] += broken["features"] if isinstance(broken, dict) else []
        text = (
            json.dumps(good) if isinstance(broken, dict) and "NaN" not in BROKEN[reason] else BROKEN[reason]
        )
    except ValueError:
        text = BROKEN[reason]
    with pytest.raises(Refused, match=reason):
        load(text)
    assert not Area.objects.exists()


def test_the_command_says_it_in_one_line(db, tmp_path) -> None:
    file = tmp_path / "kapot.geojson"
    file.write_text(BROKEN["sluit niet"])
    with pytest.raises(CommandError, match=r"kapot.geojson: Onderdeel 1 \(Buurt A\): een omtrek sluit niet"):
        call_command("load_area", file)
    with pytest.raises(CommandError, match="No such file"):
        call_command("load_area", tmp_path / "weg.geojson")


@real
@pytest.mark.parametrize(
    ("name", "number"),
    [("wijkraad_omgeving_buurten_2015", 17), ("denhaag_buurten_2015", 114), ("denhaag_wijken_2012", 44)],
)
def test_the_real_files(db, name: str, number: int) -> None:
    assert load((REAL / f"{name}.geojson").read_bytes()).areas == number
    assert Area.objects.count() == number


@real
def test_the_streets_between_two_neighbourhoods_have_one_answer(db) -> None:
    load((REAL / "denhaag_buurten_2015.geojson").read_bytes())
    between = list(Area.objects.filter(name__in=["Valkenboskwartier", "Regentessekwartier", "Heesterbuurt"]))
    points = [tuple(p) for area in between for ring in area.geometry[0] for p in ring]
    for lon, lat in points:
        answers = {area_at(lon + step * 1e-5, lat).code for step in (-1, 0, 1)}
        assert len(answers) == 1
    assert area_at(4.9, 52.37) is None


BEEKLAAN = (4.280828, 52.074383), (4.284173, 52.070652)
VALKENBOSKADE = (4.268146, 52.075658), (4.275239, 52.068486)
"""The corners of the outlines between which these streets are the border, as the file has them."""


@real
@pytest.mark.parametrize("line", [BEEKLAAN, VALKENBOSKADE], ids=["Beeklaan", "Valkenboskade"])
@pytest.mark.parametrize("name", ["wijkraad_omgeving_buurten_2015", "denhaag_buurten_2015"])
def test_the_command_loads_a_real_file_and_a_border_answers_the_same_twice(
    db, capsys, name: str, line: tuple
) -> None:
    file = REAL / f"{name}.geojson"
    call_command("load_area", file)
    assert f"{Area.objects.count()} buurten en 0 straten" in capsys.readouterr().out
    places = [tuple(a + (b - a) * part / 10 for a, b in zip(*line, strict=True)) for part in range(11)]
    first = [area_at(*place).code for place in places]
    assert all(len(areas_touching(*place)) >= 2 for place in places)
    call_command("load_area", file)
    assert [area_at(*place).code for place in places] == first
    assert len({*first[1:-1]}) == 1
    assert area_at(4.2745, 52.0735).name == "Valkenboskwartier"
    assert area_at(4.9, 52.37) is None


@real
def test_a_broken_copy_of_a_real_file_is_refused_and_changes_nothing(db, tmp_path) -> None:
    good = REAL / "wijkraad_omgeving_buurten_2015.geojson"
    call_command("load_area", good)
    before = list(Area.objects.order_by("code").values())
    data = json.loads(good.read_text())
    for feature in data["features"]:
        feature["properties"]["buurtnaam"] += " (nieuw)"
    data["features"][8]["geometry"]["coordinates"][0].pop()
    broken = tmp_path / "kapot.geojson"
    broken.write_text(json.dumps(data))
    with pytest.raises(
        CommandError, match=r"Onderdeel 9 \(Valkenboskwartier \(nieuw\)\): een omtrek sluit niet"
    ):
        call_command("load_area", broken)
    assert list(Area.objects.order_by("code").values()) == before


def test_metres() -> None:
    assert metres_between((4.28, 52.07), (4.28, 52.071)) == pytest.approx(111.3, abs=0.2)
