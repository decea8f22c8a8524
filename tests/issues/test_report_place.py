"""The place of a report: a part of the street, a stop of the map, or the point of a phone."""

import re

import pytest

from issues.models import Report, Segment, Street
from issues.places.loading import load
from tests.issues.stories import segment, street
from tests.issues.test_geography import collection, square
from tests.issues.test_report_form import Walk, later

WORDS = {"tekst": "ze rijden hier te hard", "straat": "weimarstraat"}
INSIDE = {"lon": "4.0050001", "lat": "52.005"}


@pytest.fixture
def walk(client, db) -> Walk:
    street("Beeklaan")
    part = segment()
    Segment.objects.filter(pk=part.pk).update(x=100, y=80)
    load(collection(square("A", 4.0, 4.01)))
    found = Walk(client)
    found.post("onderwerp", thema="verkeer")
    return found


def test_a_part_of_the_street_is_kept_shown_and_stored(walk) -> None:
    part = segment()
    assert f'<optgroup label="Weimarstraat"><option value="{part.pk}">' in re.sub(r">\s+<", "><", walk.page)
    walk.post("plek", **WORDS, deel=part.pk).post("contact", contact="none")
    assert "Deel van de straat" in walk.page and "midden" in walk.page
    later(walk)
    report = Report.objects.get()
    assert (report.segment, report.issue.segment) == (part, part)


def test_a_place_without_a_point_has_the_area_of_its_street(walk) -> None:
    """Beeklaan runs through both areas: its north has one, the street as a whole has none."""
    west, east = [[4.0, 52.001], [4.008, 52.001]], [[4.012, 52.005], [4.018, 52.005]]
    north = segment("Beeklaan", "noord")
    Segment.objects.filter(pk=north.pk).update(geometry=east)
    Street.objects.filter(name="Beeklaan").update(geometry=[west, east])
    Street.objects.filter(name="Weimarstraat").update(geometry=[west])
    load(collection(square("B", 4.01, 4.02)))
    told = [({"straat": "beeklaan", "deel": north.pk}, "B"), ({"straat": "beeklaan"}, None), ({}, "A")]
    for place, code in told:
        walk.post("onderwerp", thema="verkeer").post("plek", **{**WORDS, **place})
        if walk.step == "lijkt":
            walk.post("lijkt", hoort="nieuw")
        walk.post("contact", contact="none")
        later(walk)
        report = Report.objects.order_by("-pk")[0]
        assert (report.area and report.area.code) == code and report.issue.area == report.area
        walk = Walk(walk.client)


def test_a_stop_of_the_map_gives_street_and_part(walk) -> None:
    part = segment()
    assert f'name="halte" value="{part.pk}"' in walk.page
    walk.post("plek", tekst="te hard", straat="", halte=part.pk).post("contact", contact="none")
    later(walk)
    report = Report.objects.get()
    assert (report.street, report.segment) == (street(), part)


@pytest.mark.parametrize("name", ["deel", "halte"])
def test_a_part_of_another_street_is_told_beside_the_field(walk, name: str) -> None:
    walk.post("plek", tekst="te hard 🛵", straat="beeklaan", **{name: segment().pk})
    assert walk.step == "plek" and "deel van de Weimarstraat" in walk.page and "🛵" in walk.page
    walk.post("plek", tekst="te hard", straat="beeklaan", **{name: "x"})
    assert walk.step == "plek"
    walk.post("plek", tekst="te hard", straat="beeklaan")
    assert walk.step == "contact"


def test_the_point_of_a_phone_is_kept_shown_and_stored(walk) -> None:
    walk.post("plek", **WORDS, **INSIDE).post("contact", contact="none")
    assert "Uw plek" in walk.page and "Buurt A" in walk.page
    later(walk)
    report = Report.objects.get()
    assert (report.lon, report.lat, report.area.code) == (4.005, 52.005, "A")
    assert (report.issue.lon, report.issue.area) == (4.005, report.area)


def test_a_point_outside_is_told_in_words_and_not_kept(walk) -> None:
    walk.post("plek", **WORDS, lon="4.9", lat="52.37")
    assert walk.step == "plek" and "buiten het gebied" in walk.page
    assert "te hard" in walk.page and 'value="4.9' not in walk.page
    walk.post("plek", **WORDS).post("contact", contact="none")
    later(walk)
    assert Report.objects.get().lon is None


@pytest.mark.parametrize(
    "point",
    [{"lon": "4.005"}, {"lon": "nan", "lat": "52"}, {"lon": "x", "lat": "y"}, {"lon": "1e9", "lat": "1"}],
)
def test_half_a_point_is_none(walk, point) -> None:
    walk.post("plek", **WORDS, **point)
    assert walk.step == "contact"


def test_a_kept_point_can_be_taken_away_without_script(walk) -> None:
    walk.post("plek", **WORDS, **INSIDE)
    walk.post("contact", contact="none", terug="1")
    assert "Uw plek is bewaard: in Buurt A." in walk.page
    walk.post("plek", **WORDS, **INSIDE, plekweg="1")
    assert walk.step == "plek" and "Uw plek is bewaard" not in walk.page and "te hard" in walk.page
