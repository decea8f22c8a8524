"""The filters of the lists: each in the address, none of them tells more than the page does."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils.html import escape

from issues.actions import assign_issue, reject_issue, save_view, triage_issue
from issues.lateness import days_late
from issues.models import Area, Issue, SavedView
from tests.issues import stories
from tests.personas import person
from wijkraad.terms import clock
from wijkraad.terms.refusal import Refused

pytestmark = pytest.mark.django_db


def titles(client: Client, query: str, path: str = "/kwesties/") -> set[str]:
    page = client.get(f"{path}?{query}").content.decode()
    return {issue.title for issue in Issue.objects.exclude(title="") if str(escape(issue.title)) in page}


@pytest.fixture
def area() -> Area:
    box = {"west": 4.2, "south": 52.0, "east": 4.3, "north": 52.1}
    return Area.objects.create(name="Valkenboskwartier", code="MFV-01", kind="buurt", geometry=[], **box)


@pytest.fixture
def known(area):
    """Four public matters and a limited one, each with something of its own."""
    made = {
        "hier": stories.assessing(title="Hier gebeurt het"),
        "elders": stories.assessing(title="Elders gebeurt het", street=stories.street("Beeklaan")),
        "oud": stories.assessing(title="Al heel lang zo"),
        "terug": stories.assessing(title="Weer terug gekomen"),
        "beperkt": stories.assessing(title="Zes kamers erbij", visibility="limited"),
    }
    change = Issue.objects.filter
    change(pk=made["hier"].pk).update(area=area, segment=stories.segment())
    old = clock.now() - timedelta(days=100)
    change(pk=made["oud"].pk).update(first_report_at=old, last_event_at=old, norm_due=old.date())
    change(pk=made["terug"].pk).update(relapse_count=1)
    change(pk=made["beperkt"].pk).update(area=area, relapse_count=1, last_event_at=old, first_report_at=old)
    assign_issue(made["elders"], person("secretary"), by=person("manager"))
    return made


def test_each_filter_gives_what_it_says(known, client):
    def asked(query: str) -> set[str]:
        return titles(client, query)

    day = clock.today() - timedelta(days=50)
    assert asked("meer=1&straat=beeklaan") == {"Elders gebeurt het"}
    assert asked("gebied=MFV-01") == {"Hier gebeurt het"}
    assert asked(f"deel={stories.segment().pk}") == {"Hier gebeurt het"}
    assert asked(f"tot={day}") == {"Al heel lang zo"}
    assert asked(f"van={day}") == {"Hier gebeurt het", "Elders gebeurt het", "Weer terug gekomen"}
    for typed in (f"{day:%d-%m-%Y}", f"{day.day}/{day.month}/{day.year}", f"{day:%d-%m-%y}"):
        assert asked(f"tot={typed}") == {"Al heel lang zo"}, typed
    assert asked(f"wie={person('secretary').pk}") == {"Elders gebeurt het"}
    assert asked("stil=1") == {"Al heel lang zo"}
    assert asked("laat=1") == {"Al heel lang zo"}
    assert asked("terug=1") == {"Weer terug gekomen"}
    assert asked(f"terug=1&wie={person('secretary').pk}") == set()


def test_a_limited_matter_is_found_by_theme_state_and_area_only(known, client):
    """By dates, owner, street, lateness or words its row would tell what it hides."""
    row = f"/kwesties/{known['beperkt'].number}/"
    shown = {
        query: row in client.get(f"/kwesties/?{query}").content.decode()
        for query in (
            "meer=1", "gebied=MFV-01", "meer=1&thema=verkeer", "meer=1&status=assessing", "tot=2999-01-01",
            "van=2000-01-01", f"wie={person('board_member').pk}", "stil=1", "terug=1", "meer=1&q=kamers",
            "meer=1&straat=weimarstraat", "meer=1&sorteer=oudst", "meer=1&sorteer=meest", "laat=1",
        )
    }  # fmt: skip
    assert [query for query, seen in shown.items() if seen] == [
        "meer=1", "gebied=MFV-01", "meer=1&thema=verkeer", "meer=1&status=assessing",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "query",
    ["gebied=x", "deel=x", "deel=99999999999999999999", "van=morgen", "wie=ik", "wie=-1", "stil=nee",
     "tot=2026-02-31", "meer=1&thema=<b>", "zicht=confidential&meer=1", "meer=1&q=%00", "meer=1&na=kapot",
     "meer=1&sorteer=geheim"],
)  # fmt: skip
def test_what_is_unknown_is_left_aside(known, client, query):
    answer = client.get(f"/kwesties/?{query}")
    assert answer.status_code == 200
    assert "Hier gebeurt het" in answer.content.decode()


def test_waiting_in_time_is_not_late_by_the_norm_of_our_own(db):
    rows = Issue.objects.filter(pk=stories.issue_in("waiting").pk)
    rows.update(norm_due=clock.today() - timedelta(days=9), waiting_until=clock.today())
    assert not rows.overdue() and days_late(rows.get(), clock.today()) == 0
    rows.update(waiting_until=clock.today() - timedelta(days=3))
    assert rows.overdue() and days_late(rows.get(), clock.today()) == 3


def test_a_wrong_date_says_so_beside_the_field(known, client):
    assert "wp-foutregel" in client.get("/kwesties/?van=morgen").content.decode()


def test_chosen_filters_are_told_and_can_be_taken_away_one_by_one(known, client):
    page = client.get("/kwesties/?gebied=MFV-01&stil=1").content.decode()
    assert "Buurt: Valkenboskwartier" in page
    assert 'href="/kwesties/?stil=1"' in page
    assert 'href="/kwesties/?gebied=MFV-01"' in page
    assert "Niets gevonden" in page


@pytest.mark.parametrize("sort", ["laatst", "oudst", "meest"])
def test_paging_shows_each_issue_once_in_both_directions(client, sort):
    moment = clock.now()
    for place in range(45):
        issue = stories.assessing(title=f"Kwestie nummer {place}")
        Issue.objects.filter(pk=issue.pk).update(
            last_event_at=moment - timedelta(minutes=place // 3), report_count=place // 4,
            first_report_at=moment - timedelta(minutes=place // 5),
        )  # fmt: skip

    def walk(word: str, address: str) -> list[list[str]]:
        found = []
        while address:
            page = client.get("/kwesties/" + address).content.decode()
            found.append([part.split("<")[0] for part in page.split("Kwestie nummer ")[1:]])
            link = page.partition(f'rel="{word}" href="')[2]
            address = link.split('"')[0].replace("&amp;", "&")
            last.append(address)
        return found

    last: list[str] = []
    there = walk("next", f"?meer=1&sorteer={sort}")
    assert [len(page) for page in there] == [20, 20, 5]
    assert len({title for page in there for title in page}) == 45
    back = walk("prev", last[-2])
    assert back == there[::-1]


def test_hits_of_a_word_are_paged_best_first(client):
    for place in range(25):
        stories.assessing(title=f"Scooters {'scooters ' * (place % 3)}op de stoep {place}")
    first = client.get("/kwesties/?q=scooters").content.decode()
    onward = first.split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&")
    second = client.get(f"/kwesties/{onward}").content.decode()
    numbers = {issue.number for issue in Issue.objects.all()}
    on_first = {number for number in numbers if f"/kwesties/{number}/" in first}
    on_second = {number for number in numbers if f"/kwesties/{number}/" in second}
    assert (len(on_first), len(on_second)) == (20, 5)
    assert not on_first & on_second


def test_a_typo_still_finds_it_with_another_filter(known, client):
    assert "Weer terug gekomen" in titles(client, "terug=1&q=gekomenn")


def test_the_list_in_the_workspace_shows_what_is_not_public_and_counts_statements(
    known, client, secretary, django_assert_max_num_queries
):
    stories.reported(visibility="confidential")
    client.force_login(secretary)
    with django_assert_max_num_queries(12):
        page = client.get("/werk/kwesties/").content.decode()
    assert "Zes kamers erbij" in page
    assert "Vertrouwelijk: open" not in page, "no permission to read confidential matters"


def test_a_confidential_matter_shows_neither_words_nor_place_in_the_list(known, client, secretary):
    stories.readers("secretary")
    issue = stories.reported(visibility="confidential", street=stories.street("Galileïstraat"))
    triage_issue(
        issue, by=secretary, title="Het pand op de hoek", summary="…", visibility="confidential",
        responsible=secretary,
    )  # fmt: skip
    client.force_login(secretary)
    row = f"/werk/kwesties/{issue.uuid}/"
    for query in ("", "zicht=confidential", "wie=ik", "status=assessing"):
        page = client.get(f"/werk/kwesties/?{query}").content.decode()
        assert row in page, query
        assert "Het pand op de hoek" not in page
    for query in ("q=pand", "straat=galileïstraat", f"straat={issue.street.slug}"):
        known_rows = client.get(f"/werk/kwesties/?{query}").content.decode()
        assert row not in known_rows or query == "straat=galileïstraat", query


def test_the_list_of_the_workspace_begins_with_what_is_open(known, client, secretary):
    reject_issue(known["hier"], by=secretary, reason="Dat is voor de gemeente.")
    client.force_login(secretary)
    closed = {
        query: "Hier gebeurt het" in titles(client, query, "/werk/kwesties/")
        for query in ("", "wie=ik", "status=alles", "status=rejected", "q=gebeurt")
    }
    assert closed == {
        "": False,
        "wie=ik": False,
        "status=alles": True,
        "status=rejected": True,
        "q=gebeurt": True,
    }


@pytest.mark.parametrize("who", ["resident", "partner", "auditor", "admin", "entrepreneur"])
def test_the_list_of_the_workspace_is_for_who_works_there(client, people, who):
    client.force_login(people[who])
    assert client.get("/werk/kwesties/").status_code == 403


@pytest.mark.parametrize(
    ("query", "is_open"),
    [("", False), ("thema=verkeer&wie=ik&sorteer=laatst", False), ("laat=1", True), ("van=40-40-2026", True)],
)
def test_filters_that_are_seldom_needed_are_folded_until_one_is_used(
    known, client, secretary, query, is_open
):
    client.force_login(secretary)
    page = client.get(f"/werk/kwesties/?{query}").content.decode()
    details = page.split("wp-filter__meer")[1].split(">")[0]
    assert details.endswith(" open") is is_open


def test_themes_are_called_in_the_language_of_the_reader(known, client, secretary):
    stories.reported()
    client.force_login(secretary)
    for path in ("/kwesties/?meer=1&", "/werk/kwesties/?", "/werk/meldingen/?"):
        page = client.get(f"{path}taal=en").content.decode()
        assert ">Traffic<" in page and ">Verkeer<" not in page, path


def test_views_are_kept_by_name_shared_and_thrown_away(known, client, secretary, board_member):
    client.force_login(secretary)
    told = {"filters": "stil=1&kwaad=<script>", "naam": "  Ligt   te lang ", "delen": "1"}
    answer = client.post("/werk/kwesties/bewaren/", told)
    assert answer.headers["Location"] == "/werk/kwesties/?stil=1"
    view = SavedView.objects.get()
    assert (view.name, view.query, view.shared) == ("Ligt te lang", "stil=1", True)
    client.post("/werk/kwesties/bewaren/", {"filters": "laat=1", "naam": "Ligt te lang"})
    view = SavedView.objects.get()
    assert (view.query, view.shared) == ("laat=1", False), "the same name replaces it"
    other = Client()
    other.force_login(board_member)
    assert "Ligt te lang" not in other.get("/werk/kwesties/").content.decode()
    assert other.post(f"/werk/kwesties/weergave/{view.pk}/weg/").status_code == 404
    assert client.get(f"/werk/kwesties/weergave/{view.pk}/weg/").status_code == 200
    assert SavedView.objects.exists(), "asking is not throwing away"
    client.post(f"/werk/kwesties/weergave/{view.pk}/weg/")
    assert not SavedView.objects.exists()


def test_a_view_without_name_or_filters_is_refused(known, client, secretary, resident):
    client.force_login(secretary)
    for name, query in (("", "stil=1"), ("Alles", "")):
        page = client.post("/werk/kwesties/bewaren/", {"filters": query, "naam": name}, follow=True)
        assert "utrecht-alert--error" in page.content.decode()
    with pytest.raises(Refused):
        save_view(by=resident, name="Mijn", query="stil=1")
    assert not SavedView.objects.exists()


def test_an_ordinary_request_does_not_go_the_long_way(known, client, django_assert_num_queries):
    """The short list keeps its one statement, for the rows with the version of the data."""
    client.get("/kwesties/?thema=verkeer")
    with django_assert_num_queries(1):
        client.get("/kwesties/?thema=verkeer&status=assessing")
