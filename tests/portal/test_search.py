"""Search: every form of a word, compounds, typos, all kinds, pages of one kind, what a visitor finds."""

import re

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from budgets.models import SpendRequest
from issues.lists.words import WAYS, query
from issues.models import Issue
from tests.budgets import scene
from tests.portal import makers
from tests.portal.test_engine import issue, meeting
from wijkraad.portal.search import SHOWN, search
from wijkraad.portal.wishes import Wish

pytestmark = pytest.mark.django_db


def titled(*titles: str) -> None:
    for title in titles:
        issue(days_ago=50, title=title)


def titles(text: str, **wishes: str) -> list[str]:
    found = search(text, None, Wish.of(wishes)).issues
    return [str(hit.title).replace("<mark>", "").replace("</mark>", "") for hit in found]


def wide(text: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT dutch_wide(%s)::text", [text])
        return cursor.fetchone()[0]


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        ("fiets", "Fietsen op de stoep"),
        ("fietsen", "Een kapotte fiets"),
        ("fiets", "Gat in het fietspad"),
        ("huis", "Te veel mensen in kleine huizen"),
        ("brieven", "Een brief aan de wethouder"),
        ("bomen", "Een zieke boom"),
        ("boom", "Losse boomwortels"),
        ("lantaarn", "De lantaarnpaal brandt niet"),
        ("cafe", "Herrie bij het café"),
    ],
)
def test_every_form_of_a_word_and_what_begins_with_it_is_found(people, asked, text):
    titled(text, "Losse tegel")
    assert titles(asked) == [text]
    assert "<mark>" in str(search(asked, None).issues[0].title)


def test_the_words_as_they_stand_come_before_what_begins_like_them(people):
    titled("Fietsen staan in de weg", "Gat in het fietspad", "Fietspad is donker")
    assert titles("fietsen")[0] == "Fietsen staan in de weg" and len(titles("fietsen")) == 3


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("fiets", "'fiet':* | 'fiets':*"),
        ("huizen", "'huiz':* | 'huis':* | 'huizen':*"),
        ("bus", "'bus' | 'bus'"),
        ("-fiets", "!'fiet':* | !'fiets':*"),
        ("", ""),
    ],
)
def test_how_words_are_widened(people, asked, found):
    assert wide(asked) == found


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(alphabet="ab'zsvf \"|&!()<->:*\\é-12.@/", max_size=24))
def test_whatever_is_typed_is_a_question(people, text):
    assert wide(text) is not None
    for way in WAYS:
        assert list(Issue.objects.filter(search=query(text, way))) == []


def test_a_typo_finds_titles_of_every_kind_and_says_so(client, people):
    about = issue(days_ago=50, title="Fietsen gestolen")
    scene.decision("Een bewaakte stalling", issues=[about])
    meeting(20, ("decision", about))
    page = client.get("/zoeken/", {"q": "stallng"}).content.decode()
    assert "Dit lijkt erop." in page and "Een bewaakte stalling" in page
    assert "Dit lijkt erop." not in client.get("/zoeken/", {"q": "stalling"}).content.decode()
    assert "Niets gevonden" in client.get("/zoeken/", {"q": "qqqqqqq"}).content.decode()


def test_when_nothing_has_all_words_those_with_one_of_them_are_found(client, people):
    titled("Losse tegel bij de school", "Fietsen bij de halte")
    page = client.get("/zoeken/", {"q": "tegel olifant"}).content.decode()
    assert "Deze hebben er een van." in page and "Losse <mark>tegel</mark>" in page and "Fietsen" not in page
    assert "Niets gevonden" in client.get("/zoeken/", {"q": "olifant -tegel"}).content.decode()


def test_a_theme_and_a_street_of_that_name_are_offered(client, people):
    issue(days_ago=50, street=makers.street("Weimarstraat"), title="Losse tegel")
    page = client.get("/zoeken/", {"q": "weimarstr"}).content.decode()
    assert '"/straat/weimarstraat/"' in page and "Losse tegel" in page
    assert '"/thema/verkeer/"' in client.get("/zoeken/", {"q": "verker"}).content.decode()


def test_one_kind_is_paged_without_a_hole_or_a_double(client, people):
    """25 of a kind: 10, 10 and 5, each once; the words and filters stay in every link."""
    titled(*[f"Scooter {number} staat op de stoep" for number in range(25)])
    overview = client.get("/zoeken/", {"q": "scooter"}).content.decode()
    (href,) = re.findall(r'href="(/zoeken/\?q=scooter&amp;soort=issues)"', overview)
    seen, pages = [], 0
    while href:
        page = client.get(href.replace("&amp;", "&")).content.decode()
        seen += re.findall(r"/kwesties/(2026-\d+)/", page)
        (href,) = re.findall(r'rel="next" href="([^"]+)"', page) or [""]
        pages += 1
    assert pages == 3 and len(seen) == len(set(seen)) == 25
    assert "pagina=2" in page and len(titles("scooter", soort="issues", pagina="3")) == 5
    assert len(titles("scooter", pagina="3")) == SHOWN  # without a kind there are no pages
    for nonsense in ("0", "-1", "99999", "x", "²"):
        assert len(titles("scooter", soort="issues", pagina=nonsense)) == SHOWN


def test_the_list_pages_what_is_found_more_widely(client, people):
    """24 with a form of the word, one with the word itself: all of them, each once, over two pages."""
    titled("Een kapotte fiets", *[f"Fietsen {number} op de stoep" for number in range(24)])
    seen, href = [], "?q=fiets"
    while href:
        page = client.get("/kwesties/" + href.replace("&amp;", "&")).content.decode()
        seen += re.findall(r'href="/kwesties/(2026-\d+)/"', page)
        (href,) = re.findall(r'rel="next" href="([^"]+)"', page) or [""]
    assert len(set(seen)) == 25 == len(seen)


@pytest.mark.parametrize("visibility", ["limited", "confidential"])
def test_what_is_hidden_is_found_by_no_form_and_no_typo(client, people, visibility):
    about = issue(days_ago=50, title="Kamerverhuur boven de winkel")
    scene.decision("Kamerverhuur aanpakken", issues=[about])
    scene.year()
    SpendRequest.objects.filter(pk=scene.approved("12.00", issue=about).pk).update(
        title="Kamerverhuur tellen"
    )
    assert search("kamers", None).total > 0
    Issue.objects.filter(pk=about.pk).update(visibility=visibility)
    for asked in ("kamerverhuur", "kamer", "kamers", "kamerverhur", "kamerverhuurr winkel"):
        found = search(asked, None)
        assert found.total == 0, (asked, found)
