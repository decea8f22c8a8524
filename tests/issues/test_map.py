"""The map: stops with what is open there, listed where several stand on one; nothing that is not public."""

from datetime import timedelta

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import Client

from issues.actions import reject_issue
from issues.models import Issue, Segment
from issues.places.spot import spot_of
from tests.issues import stories
from tests.personas import person
from wijkraad.running.environment import origins
from wijkraad.terms import clock

pytestmark = pytest.mark.django_db


@pytest.fixture
def stop() -> Segment:
    part = stories.segment()
    Segment.objects.filter(pk=part.pk).update(x=250, y=190, geometry=[[4.26, 52.07], [4.28, 52.08]])
    stories.street().__class__.objects.filter(pk=part.street_id).update(path="M48 190H460")
    return part


def at(part: Segment, **more) -> Issue:
    issue = stories.assessing(**more)
    Issue.objects.filter(pk=issue.pk).update(segment=part)
    return issue


def page(client, query: str = "") -> str:
    answer = client.get(f"/kaart/{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_several_matters_on_one_stop_are_listed(client, stop):
    titles = [f"Kwestie {letter}" for letter in "abcdefg"]
    for title in titles:
        at(stop, title=title)
    text = page(client)
    assert text.count('class="wp-kaart__stop"') == 1
    assert "7 open kwesties" in text
    assert [title for title in titles if f">{title}</a>" in text] == titles[2:], "the newest five"
    assert f'href="/kwesties/?deel={stop.pk}&amp;status=open"' in text
    whole = client.get(f"/kwesties/?deel={stop.pk}&status=open").content.decode()
    assert all(title in whole for title in titles)


def test_the_stop_on_the_drawing_leads_to_its_entry_in_the_list(client, stop):
    at(stop, title="Kwestie a")
    text = page(client)
    assert f'href="/kaart/?plek={stop.pk}#plek-{stop.pk}"' in text
    assert f'id="plek-{stop.pk}" data-plek' in text
    chosen = page(client, f"?plek={stop.pk}")
    assert f'id="plek-{stop.pk}" open' in chosen
    assert "wp-kaart__stop is-nu" in chosen


def test_a_stop_beside_the_round_numbers_is_drawn_on_the_home_page_too(client, stop):
    Segment.objects.filter(pk=stop.pk).update(x=250.5, y=190.25)
    at(stop, title="Kwestie a")
    for address in ("/", "/kaart/"):
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert '<text x="250.5" y="194.65" text-anchor="middle">1</text>' in answer.content.decode(), address


@pytest.mark.parametrize("visibility", ["limited", "confidential"])
def test_what_is_not_public_never_counts_on_the_map(client, stop, visibility):
    stories.readers("manager")
    responsible = person("manager")
    at(stop, title="Zes kamers", visibility=visibility, responsible=responsible, by=responsible)
    gone = at(stop, title="Al klaar")
    reject_issue(gone, by=person("manager"), reason="Dat is voor de gemeente.")
    reported = stories.reported()
    Issue.objects.filter(pk=reported.pk).update(segment=stop)
    for query in ("", "?thema=verkeer", f"?plek={stop.pk}"):
        text = page(client, query)
        assert "data-plek=" not in text
        assert "Zes kamers" not in text


def test_a_theme_narrows_the_map_and_says_when_nothing_is_there(client, stop):
    at(stop, title="Fietsers in de knel")
    assert "Fietsers in de knel" in page(client, "?thema=verkeer")
    assert "Geen open kwesties van dit thema" in page(client, "?thema=groen")
    assert "Fietsers in de knel" in page(client, "?thema=bestaatniet")


def test_matters_with_a_street_alone_are_named_too(client, stop):
    stories.assessing(title="Ergens in de straat")
    assert "Zonder vaste plek in de straat" in page(client)


def test_an_odd_place_is_left_aside(client, stop):
    at(stop, title="Losse tegel")
    for query in ("?plek=x", "?plek=%00", "?plek=-1", "?thema='"):
        assert "Losse tegel" in page(client, query), query


def test_the_map_asks_the_same_however_much_is_open(client, stop, django_assert_max_num_queries):
    for number in range(8):
        at(stop, title=f"Kwestie {number}")
    with django_assert_max_num_queries(8):
        page(client)


def test_no_request_goes_out_unless_the_council_names_its_tiles():
    assert origins("") == origins("/tegels/{z}/{x}/{y}.png") == []
    assert origins("https://{s}.tegels.nl/{z}/{x}/{y}.png") == ["https://*.tegels.nl"]
    for wrong in ("javascript:1", "https://{z}.nl/", "ftp://tegels.nl/"):
        with pytest.raises(ImproperlyConfigured):
            origins(wrong)


def test_the_desk_shows_the_place_and_the_point_only_to_who_may_see_a_front_door(stop):
    near = stories.segment(part="oost")
    Segment.objects.filter(pk=near.pk).update(x=400, y=190, geometry=[[4.28, 52.08], [4.30, 52.08]])
    beek = Segment.objects.create(
        street=stories.street("Beeklaan"), name="noord", x=100, y=60, geometry=[[4.2, 52.2], [4.21, 52.2]]
    )
    issue = stories.reported(segment=stop, lon=4.29, lat=52.0801)
    with clock.moved_to(clock.now() + timedelta(days=1)):
        point, place = spot_of(issue, sees_point=True), spot_of(issue, sees_point=False)
        assert point["spot"].is_point and point["spot"].nearest == "Weimarstraat, oost"
        assert abs(point["spot"].x - 400) <= 26 and point["spot"].metres < 20
        assert not point["spot"].is_elsewhere
        assert (place["spot"].x, place["spot"].y, place["spot"].metres) == (250, 190, None)
        issue.street = beek.street
        assert spot_of(issue, sees_point=True)["spot"].is_elsewhere
        issue.segment, issue.lon, issue.street = None, None, None
        assert spot_of(issue, sees_point=True) is None
        for who, shown in (("manager", False), ("board_member", True)):
            desk = Client()
            desk.force_login(person(who))
            text = desk.get("/werk/meldingen/").content.decode()
            assert "De plek op het schema van de wijk" in text
            assert ("De melder gaf een punt" in text) == shown
