"""The priority dashboard: every number opens its rows, whatever it was narrowed to; nothing secret counts."""

import re
from datetime import timedelta
from decimal import Decimal
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from budgets.actions import amend_line
from issues.actions import override_score, weigh_issue
from issues.models import Area, Issue, Segment
from tests.budgets import scene
from tests.issues.stories import assessing, in_days, issue_in, readers, reported, street
from tests.portal import makers
from wijkraad.people.models import User
from wijkraad.portal.dashboard import panels
from wijkraad.portal.dashboard.narrowing import narrowing_of
from wijkraad.portal.dashboard.page import Dashboard
from wijkraad.portal.models import DashboardView
from wijkraad.terms import clock
from wijkraad.trail.stored import forget, renew
from wijkraad.ui.filters import day

LINK = re.compile(
    r'<a class="(?:wp-n(?: [^"]*)?|wp-alarm__vak[^"]*)" href="([^"]+)"[^>]*>(.*?)</a>', re.DOTALL
)
HEAD = re.compile(r"<h1>\s*([\d.]+)")


def numbers(page: str) -> list[tuple[str, str]]:
    """(address, words) of every number of the page that opens a list of the dashboard."""
    found = [(unescape(href), re.sub(r"<[^>]+>", " ", words).strip()) for href, words in LINK.findall(page)]
    return [(href, words) for href, words in found if href.startswith("/werk/dashboard/")]


def disagreeing(client, page: str) -> list[str]:
    """Numbers whose list holds another number of rows; medians, shares and scores stand beside their n."""
    wrong = []
    for href, words in numbers(page):
        told = re.search(r"^(\d+) " if "keer" in words else r"([\d.]+)\D*$", words)
        listed = HEAD.search(client.get(href).content.decode())
        if "dagen" in words or "dag" in words or "%" in words or "," in words or "/plek/" in href:
            assert client.get(href).status_code == 200, href
        elif "ingrijpen" in href:
            assert words.endswith(re.search(r"(\d+) rij", client.get(href).content.decode())[1])  # type: ignore[index]
        elif not told or not listed or told[1] != listed[1]:
            wrong.append(f"{href}: {words!r} but {listed and listed[1]}")
    return wrong


@pytest.mark.parametrize(
    "query",
    [
        "", "?thema=verkeer", "?straat=weimarstraat", "?van=2024-01-01&tot=2026-06-30", "?gebied={area}",
        "?wie={owner}", "?thema=verkeer&straat=zevensprong&wie={owner}&van=2026-01-01",
    ],
)  # fmt: skip
def test_every_number_of_the_demo_opens_as_many_rows(client, neighbourhood, query):
    """Every link with a number, for all that the filters offer and for more than one at once."""
    owner = Issue.objects.get(title="Fietsers komen in de knel op de Zevensprong").responsible_id
    query = query.format(area=Area.objects.order_by("name")[0].code, owner=owner)
    client.force_login(User.objects.get(email="wijkmanager@demo.test"))
    page = client.get(f"/werk/dashboard/{query}").content.decode()
    assert len(numbers(page)) > 20
    assert not disagreeing(client, page)


def test_the_board_and_the_wijkmanager_count_the_same(client, neighbourhood):
    shown = []
    for who in ("wijkmanager", "voorzitter"):
        client.force_login(User.objects.get(email=f"{who}@demo.test"))
        page = client.get("/werk/dashboard/").content.decode()
        shown.append([words for href, words in numbers(page) if "/k/" in href])
    assert shown[0] == shown[1]


@pytest.mark.django_db
def test_a_confidential_matter_is_in_no_panel(client, people):
    for place in range(3):
        assessing(title=f"Openbaar {place}")
    before = panels.count(panels.opening(clock.today()), clock.today())
    readers("chair", "board_member")
    secret = assessing(by=people["chair"], visibility="confidential", title="Geheime loods")
    Issue.objects.filter(pk=secret.pk).update(talks_since_decision=4)
    assert panels.count(panels.opening(clock.today()), clock.today()) == before
    client.force_login(people["manager"])
    page = client.get("/werk/dashboard/").content.decode()
    assert "Geheime loods" not in page
    assert Dashboard(people["manager"]).counts["besproken"] == 0


@pytest.mark.django_db
def test_the_stored_panels_are_those_that_are_counted(people):
    assessing()
    renew(panels.DESK)
    board = Dashboard(people["manager"])
    assert board.facts == panels.count(panels.opening(clock.today()), clock.today())
    issue_in("reported_done")
    assert Dashboard(people["manager"]).facts["scores"]["n"] == 2, "a change counts at once"


@pytest.mark.django_db
def test_two_scores_by_hand(people):
    """Weighed 3 and 4, one household, on day 0, no followers: 100 × Σ weight × part over all weights."""
    issue = assessing()
    Issue.objects.filter(pk=issue.pk).update(household_count=1)
    (row,) = panels.DESK.count(clock.today())["scores"]["rows"]
    # 0.25 × 0.5 + 0.20 × 0.75 + 0.15 × ln 2 ÷ ln 101 = 0.125 + 0.15 + 0.02253
    assert row["computed"] == "29.8"
    weigh_issue(issue, by=people["manager"], severity=5, safety=5)
    (row,) = panels.DESK.count(clock.today())["scores"]["rows"]
    assert row["computed"] == "47.3"
    override_score(issue, by=people["manager"], score=Decimal("90"), reason="Er is iemand aangereden.")
    (row,) = panels.DESK.count(clock.today())["scores"]["rows"]
    assert (row["own"], row["until"]) == ("90.0", in_days(90).isoformat())
    with clock.moved_to(clock.now() + timedelta(days=90)):
        (row,) = panels.DESK.count(clock.today())["scores"]["rows"]
        assert row["own"] is None, "a score of the board's own ends by itself"


@pytest.mark.django_db
def test_a_new_report_leaves_the_dashboard_at_thirty_statements(client, people):
    """The moment after a report was stored: what is stored is still trusted, and the flow counts it."""
    client.force_login(people["manager"])
    assessing()
    renew(panels.DESK)
    client.get("/werk/dashboard/")
    reported(text="een losse tegel")
    with CaptureQueriesContext(connection) as seen:
        page = client.get("/werk/dashboard/").content.decode()
    assert len(seen) <= 30
    assert Dashboard(people["manager"]).facts["flow"]["counts"][-1][0] == 1 and "Boven" not in page


@pytest.mark.django_db
def test_overspend_stands_on_the_page_with_its_lines(client, people):
    """100 first agreed, 60 more by decision, 160 promised: 60 over, 60,0 %; 60 ÷ 500 in all = 12 %."""
    scene.year(lines={"Verkeer": "100.00", "Organisatie": "400.00"})
    amend_line(scene.line(), by=people["treasurer"], amount=Decimal("60.00"), decision=scene.decision())
    scene.approved("160.00")
    client.force_login(people["manager"])
    page = client.get("/werk/dashboard/").content.decode().replace("\u00a0", " ")
    assert "€ 60,00 (60,0 %)" in page and re.search(r">12,0 %</a> boven wat eerst is begroot", page)
    rows = client.get("/werk/dashboard/k/K8/").content.decode().replace("\u00a0", " ")
    assert rows.index("€ 60,00: Verkeer") < rows.index("€ 0,00: Organisatie")
    assert "Betaald en toegezegd: € 160,00. Eerst begroot: € 100,00." in rows
    assert "Betaald en toegezegd: € 0,00. Eerst begroot: € 400,00." in rows, "the 500 it is divided by"


@pytest.mark.django_db
def test_what_is_not_weighed_says_so_and_never_zero(client, people):
    issue = makers.issue("reported assessing", number="2026-0001", responsible=people["chair"])
    client.force_login(people["manager"])
    page = client.get("/werk/dashboard/").content.decode()
    assert "Nog te wegen. Bekend is 55 %" in page.replace("\xa0", " ")
    assert client.get(f"/werk/dashboard/score/{issue.uuid}/").status_code == 200


@pytest.mark.django_db
def test_a_score_of_the_boards_own_asks_a_reason_on_the_page(client, people):
    issue = assessing()
    client.force_login(people["manager"])
    path = f"/werk/dashboard/score/{issue.uuid}/"
    assert "Schrijf een reden op." in client.post(path, {"score": "80", "reason": ""}).content.decode()
    assert client.post(path, {"score": "80", "reason": "Aanrijding"}).status_code == 302
    shown = client.get(path).content.decode()
    assert "Score 80,0" in shown
    assert f"Wim Wijkmanager geeft 80,0, tot {day(in_days(90))}: Aanrijding" in shown
    every = client.get("/werk/dashboard/k/K13/").content.decode()
    assert "Gewichten: beginwaarde." in every and "Eigen score: 80,0." in every and path in every
    assert f"Eigen score, tot {day(in_days(90))}" in client.get("/werk/dashboard/").content.decode()
    client.post(path, {"doe": "einde", "reason": "Het is rustig"})
    assert "Score 80,0" not in client.get(path).content.decode()


@pytest.mark.django_db
def test_the_clock_sixty_days_on_shows_what_turned_stuck_and_late(people):
    issue = assessing(title="Stil")
    waiting = issue_in("waiting", title="Wacht")
    new = reported()
    assert not len(Dashboard(people["manager"]).act)
    with clock.moved_to(clock.now() + timedelta(days=60)):
        board = Dashboard(people["manager"])
        assert (board.counts["ligt-stil"], board.counts["te-laat"]) == (2, 2)
        told = {row.tick: row.look for row in board.act}
        assert told[f"kwestie:{issue.uuid}"] == "still"
        assert told[f"kwestie:{waiting.uuid}"] == "late"
        assert told[f"kwestie:{new.uuid}"] == "late"


@pytest.mark.django_db
def test_one_issue_with_many_troubles_stands_once(people):
    issue = assessing()
    with clock.moved_to(clock.now() + timedelta(days=100)):
        Issue.objects.filter(pk=issue.pk).update(talks_since_decision=3)
        (row,) = Dashboard(people["manager"]).act
        assert (row.look, row.weight) == ("talk", 48)


@pytest.mark.django_db
def test_narrowing_to_a_street_narrows_counts_and_lists_alike(client, people):
    here = assessing(title="Hier", street=street())
    there = assessing(title="Daar", street=street("Beeklaan"))
    with clock.moved_to(clock.now() + timedelta(days=40)):
        makers.issue("reported", days_ago=0, street=street())
        client.force_login(people["manager"])
        page = client.get("/werk/dashboard/?straat=weimarstraat").content.decode()
        assert here.title in page and there.title not in page
        assert not disagreeing(client, page)
        assert "Beoordeel meldingen" in page, "the desk shows those of all streets: no number"
        assert "1 ligt stil" in client.get("/werk/dashboard/ligt-stil/?straat=weimarstraat").content.decode()
        assert "2 liggen stil" in client.get("/werk/dashboard/ligt-stil/").content.decode()


@pytest.mark.django_db
def test_an_odd_address_narrows_nothing(client, people):
    client.force_login(people["manager"])
    odd = "?thema=%27%3B--&straat=nergens&gebied=x&wie=99999999999999999999&van=morgen&tot=2099-01-01"
    assert client.get(f"/werk/dashboard/{odd}").status_code == 200
    unknown = {"thema": "';--", "straat": "oude-straat", "wie": "x\0", "van": "31-02", "tot": "2099-01-01"}
    assert narrowing_of(unknown).plain
    client.force_login(people["manager"])
    page = client.get("/werk/dashboard/", unknown).content.decode()
    assert "U ziet meer dan u koos" in page and "deze straat kennen wij niet; deze persoon" in page
    assert "U ziet meer dan u koos" not in client.get("/werk/dashboard/", {"thema": ""}).content.decode()


@pytest.mark.django_db
def test_a_view_is_kept_under_a_name_and_thrown_away(client, people):
    client.force_login(people["manager"])
    sent = {"naam": "Verkeer", "query": "?thema=verkeer&rommel=<script>"}
    assert (
        client.post("/werk/dashboard/bewaren/", sent).headers["Location"] == "/werk/dashboard/?thema=verkeer"
    )
    kept = DashboardView.objects.get()
    assert "Verkeer" in client.get("/werk/dashboard/").content.decode()
    client.force_login(people["chair"])
    client.post("/werk/dashboard/bewaren/", {"weg": kept.pk})
    assert DashboardView.objects.exists(), "only its owner throws it away"
    client.force_login(people["manager"])
    client.post("/werk/dashboard/bewaren/", {"weg": kept.pk})
    assert not DashboardView.objects.exists()


@pytest.mark.django_db
def test_a_kept_view_gets_another_name_and_no_name_twice(client, people):
    client.force_login(people["manager"])
    path = "/werk/dashboard/bewaren/"
    for name, query in (("Verkeer", "?thema=verkeer"), ("Straat", "?straat=weimarstraat")):
        makers.theme(), makers.street()
        client.post(path, {"naam": name, "query": query})
    first, second = DashboardView.objects.order_by("pk")
    client.post(path, {"hernoem": first.pk, "naam": "  Maandag   eerst "})
    page = client.post(path, {"hernoem": second.pk, "naam": "Maandag eerst"}, follow=True).content.decode()
    assert "U hebt al een weergave “Maandag eerst”." in page
    assert "Geef de weergave een naam." in client.post(
        path, {"hernoem": second.pk, "naam": " "}, follow=True
    ).content.decode()  # fmt: skip
    client.post(path, {"naam": "Straat", "query": "?thema=verkeer"})
    assert list(DashboardView.objects.order_by("pk").values_list("name", "query")) == [
        ("Maandag eerst", "?thema=verkeer"), ("Straat", "?thema=verkeer"),
    ], "the same name replaces what it stood for"  # fmt: skip
    client.force_login(people["chair"])
    client.post(path, {"hernoem": first.pk, "naam": "Van mij"})
    assert DashboardView.objects.filter(name="Maandag eerst").exists(), "only its owner renames it"


@pytest.mark.django_db
def test_twelve_views_are_kept_and_a_thirteenth_is_refused(client, people):
    client.force_login(people["manager"])
    makers.theme()
    for place in range(13):
        sent = {"naam": f"Weergave {place}", "query": "?thema=verkeer"}
        page = client.post("/werk/dashboard/bewaren/", sent, follow=True).content.decode()
    assert "U bewaart al 12 weergaven." in page and DashboardView.objects.count() == 12


@pytest.mark.django_db
def test_hot_spots_lead_to_their_reports(client, people):
    part = Segment.objects.create(street=street(), name="midden", x=300, y=200)
    issue = assessing(segment=part)
    for n in range(3):
        makers.issue("reported")
        made = reported(
            segment=part, joins=Issue.objects.get(pk=issue.pk), contact="email", email=f"m{n}@x.nl"
        )
        type(made).objects.filter(pk=made.pk).update(segment=part)
    client.force_login(people["manager"])
    assert client.get(f"/werk/dashboard/plek/{part.pk}/").status_code == 200


QUESTIONS = (
    "", "?van=2024-01-01", "?van=2024-01-01&tot=2025-03-15", "?thema=verkeer", "?straat=weimarstraat",
    "?gebied=BU1", "?wie={chair}",
    "?thema=verkeer&straat=weimarstraat&gebied=BU1&wie={chair}&van=2024-01-01&tot=2025-03-15",
)  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize("question", QUESTIONS)
def test_the_page_costs_a_constant_number_of_statements(client, people, question):
    """At most thirty for whatever is asked, also when nothing is stored."""
    client.force_login(people["manager"])
    query, counts = question.format(chair=people["chair"].pk), []
    area = Area.objects.create(
        code="BU1", name="Noord", kind="buurt", geometry=[], west=4, south=52, east=5, north=53
    )
    placed = {"area": area, "street": street(), "responsible": people["chair"]}
    for size in (2, 9):
        for place in range(size):
            issue = assessing(title=f"Nummer {size} {place}")
            Issue.objects.filter(pk=issue.pk).update(talks_since_decision=place % 4, **placed)
        for stored in (False, True):
            renew(panels.DESK) if stored else forget()
            client.get(f"/werk/dashboard/{query}")
            with CaptureQueriesContext(connection) as seen:
                assert client.get(f"/werk/dashboard/{query}").status_code == 200
            assert len(seen) <= 30
            counts.append(len([one for one in seen if "terms_setting" not in one["sql"]]))
    assert counts[:2] == counts[2:]
    assert query or counts[1] <= 20


@pytest.mark.django_db
def test_what_is_kept_of_a_street_follows_its_issues(client, people):
    """The scores of a narrowing are kept in the process: until something that they follow from changes, also
    when that leaves the page of everything as it was.
    """
    issue, other = assessing(street=street()), street("Beeklaan")
    weigh_issue(issue, by=people["manager"], severity=4, safety=2)

    def scored(query: str) -> int:
        facts = Dashboard(people["manager"], narrowing_of({"straat": query})).facts
        return facts["scores"]["n"]

    renew(panels.DESK)
    assert [scored("weimarstraat"), scored("beeklaan")] == [1, 0]
    with CaptureQueriesContext(connection) as seen:
        assert scored("weimarstraat") == 1
    assert not any("issues_scoreoverride" in one["sql"] and "OVER ()" in one["sql"] for one in seen)
    Issue.objects.filter(pk=issue.pk).update(street=other)
    assert [scored("weimarstraat"), scored("beeklaan")] == [0, 1]
    renew(panels.DESK)
    assert [scored("weimarstraat"), scored("beeklaan")] == [0, 1]
