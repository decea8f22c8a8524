"""The pages of a theme and a street: figures beside each other, what was reached, what stands still."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from issues.models import (
    Area,
    Indicator,
    IndicatorFile,
    IndicatorValue,
    Issue,
    Photo,
    Priority,
    Report,
    Segment,
    Street,
)
from issues.side_by_side import Line
from tests.budgets import scene
from tests.portal import makers
from wijkraad.portal import beside
from wijkraad.portal.figures.reported import reported
from wijkraad.portal.figures.wide import WIDE
from wijkraad.terms import clock
from wijkraad.trail.stored import forget, renew
from wijkraad.ui.filters import day
from wijkraad.ui.timecharts import Year, year_bars

TODAY = date(2026, 11, 20)
VERIFIED: dict[str, Any] = {"goal": "x", "criterion": "y", "judgement": "reached"}


@pytest.fixture
def november() -> Iterator[None]:
    with clock.moved_to(datetime.combine(TODAY, time(12), clock.AMSTERDAM)):
        yield


def reports(issue: Issue, year: int, times: int, **more) -> None:
    """Reports about an issue, made in May of a year."""
    at = datetime(year, 5, 5, 12, tzinfo=clock.AMSTERDAM)
    Report.objects.bulk_create(
        Report(issue=issue, theme=issue.theme, text="x", created_at=at, **more) for _n in range(times)
    )


def public(number: str, **extra) -> Issue:
    return makers.issue("reported assessing", number=number, **extra)


def told(kind: str, key: int, last: date = TODAY) -> dict[int, int | None]:
    found = reported(last)
    return dict(zip(found["years"], found[kind][str(key)], strict=True))


@pytest.mark.django_db
def test_reports_are_told_per_year_and_a_small_number_is_not(people):
    one = public("2026-0001", responsible=people["chair"])
    reports(one, 2024, 12)
    reports(one, 2025, 4)
    reports(one, 2026, 7)
    assert told("theme", one.theme_id) == {2024: 12, 2025: None, 2026: 7}


@pytest.mark.django_db
def test_what_would_give_a_small_number_away_is_not_told_either(people):
    small = public("2026-0001", responsible=people["chair"])
    other = public("2026-0002", responsible=people["chair"], theme=makers.theme("groen"))
    third = public("2026-0003", responsible=people["chair"], theme=makers.theme("winkels"))
    reports(small, 2025, 3)
    reports(other, 2025, 6)
    reports(third, 2025, 40)
    assert told("theme", small.theme_id)[2025] is None
    assert told("theme", other.theme_id)[2025] is None, "49 − 40 − 6 = 3 would be told"
    assert told("theme", third.theme_id)[2025] == 40


@pytest.mark.django_db
def test_only_reports_about_public_matters_count(people):
    one = public("2026-0001", responsible=people["chair"], street=makers.street())
    hidden = public("2026-0002", responsible=people["chair"], street=makers.street(), visibility="limited")
    new = makers.issue("reported", street=makers.street())
    reports(one, 2025, 6)
    reports(hidden, 2025, 9)
    reports(new, 2025, 9)
    reports(one, 2025, 5, withdrawn_at=clock.now())
    assert told("street", makers.street().pk) == {2025: 6, 2026: 0}


@pytest.mark.django_db
def test_what_happens_today_is_not_in_the_figures_up_to_yesterday(people):
    one = public("2026-0001", responsible=people["chair"])
    reports(one, 2026, 5)
    assert str(one.theme_id) not in reported(date(2026, 5, 4))["theme"]
    assert told("theme", one.theme_id, date(2026, 5, 5)) == {2026: 5}


@pytest.mark.django_db
def test_the_theme_page_shows_both_sides_with_source_and_finding(client, people, november):
    one = public("2026-0001", responsible=people["chair"])
    reports(one, 2024, 12)
    reports(one, 2025, 20)
    reports(one, 2026, 3)
    series = Indicator.objects.create(key="o", name="Ongevallen", unit="per jaar", theme=one.theme)
    file = IndicatorFile.objects.create(name="x.csv", rows=2, by=people["manager"], at=clock.now())
    for year, value in ((2024, "14"), (2025, "12.5")):
        IndicatorValue.objects.create(
            indicator=series, year=year, value=Decimal(value), source="Politie", source_on=date(2026, 3, 1),
            file=file,
        )  # fmt: skip
    renew(WIDE)
    page = client.get("/thema/verkeer/").content.decode()
    assert "Meer meldingen: van 12 in 2024 naar 20 in 2025" in page
    assert "Ongevallen: gedaald van 14 in 2024 naar 12,5 in 2025" in page
    assert "Bron: Politie, 1 maart 2026." in page
    assert '2026 (tot nu toe)</th><td class="utrecht-table__cell is-num">te weinig</td>' in page
    assert "om bewoners te beschermen" in page


@pytest.mark.django_db
def test_the_theme_page_shows_priority_results_and_what_stands_still(client, people):
    scene.year()
    path = "reported assessing in_progress reported_done resolved"
    ended = VERIFIED | {"claimed_by": people["chair"], "claimed_at": makers.moment(50)}
    ended |= {"verified_at": makers.moment(40), "aftercare_until": clock.today() + timedelta(days=140)}
    done = makers.issue(path, number="2026-0001", responsible=people["chair"], title="Zebra geverfd", **ended)
    decision = scene.decision(issues=[done])
    for kind in ("before", "after"):
        Photo.objects.create(issue=done, kind=kind, created_at=clock.now(), cleared_at=clock.now())
    still = public("2026-0002", responsible=people["chair"], title="Paaltje om", days_ago=90)
    Priority.objects.create(
        theme=done.theme, title="Veilig fietsen", why_now_kind="trend", why_now="meer botsingen",
        responsible=people["chair"], goal="minder botsingen", criterion="5 per jaar", baseline="14 botsingen",
        target="5", current="12 botsingen per jaar", review_on=makers.moment(-60).date(), active=True,
        opened_at=makers.moment(10),
    )  # fmt: skip
    page = client.get("/thema/verkeer/").content.decode()
    assert "minder botsingen" in page and "Doel: van 14 botsingen naar 5. Nu 12" in page
    reached = page.split('id="bereikt"')[1].split("</section>")[0]
    assert "Zebra geverfd" in reached and decision.number in reached and "Nog steeds opgelost" in reached
    assert "van voor het werk" in reached and "van na het werk" in reached
    stuck = page.split('id="stil"')[1].split("</section>")[0]
    assert still.title in stuck and "80 dagen niets gebeurd" in stuck and "Zebra" not in stuck
    assert "1 kwestie is open" in page


@pytest.mark.django_db
def test_the_street_page_tells_nothing_of_limited_and_confidential_matters(client, people):
    for place, visibility in enumerate(("limited", "confidential"), start=1):
        hidden = public(
            f"2026-000{place}", responsible=people["chair"], street=makers.street(), visibility=visibility,
            title="Geheime loods", days_ago=200,
        )  # fmt: skip
        reports(hidden, 2025, 30)
    renew(WIDE)
    page = client.get("/straat/weimarstraat/").content.decode()
    assert "Geheime loods" not in page and 'id="stil"' not in page and 'id="naast"' not in page
    assert client.get("/straat/nergens/").status_code == client.get("/thema/nergens/").status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/thema/verkeer/", "/straat/weimarstraat/"])
@pytest.mark.parametrize(("who", "most"), [("", 6), ("board_member", 12)])
def test_it_costs_a_constant_number_of_statements(client, people, path, who, most):
    ended = VERIFIED | {"claimed_by": people["chair"], "claimed_at": makers.moment(50)}
    ended |= {"verified_at": makers.moment(40), "aftercare_until": clock.today()}

    def add(first: int, times: int) -> None:
        for n in range(first, first + times):
            about = {"responsible": people["chair"], "street": makers.street()}
            reports(public(f"2026-1{n:03d}", days_ago=200, **about), 2025, 3)
            states = "reported assessing in_progress reported_done resolved"
            makers.issue(states, number=f"2026-2{n:03d}", **about, **ended)
        forget()
        renew(WIDE)

    def count() -> int:
        client.get(path)
        with CaptureQueriesContext(connection) as seen:
            assert client.get(path, headers={"Cache-Control": "no-cache"}).status_code == 200
        return len([q for q in seen if "terms_setting" not in q["sql"]])

    if who:
        client.force_login(people[who])
    add(0, 1)
    few = count()
    add(1, 8)
    assert few == count() <= most


def priority(people, title: str) -> Priority:
    return Priority.objects.create(
        theme=makers.theme(), title=title, why_now_kind="trend", why_now="meer botsingen",
        responsible=people["chair"], goal="minder", criterion="5 per jaar", baseline="14",
        review_on=makers.moment(-60).date(), active=True, opened_at=makers.moment(10),
    )  # fmt: skip


def values(people, about: Priority, name: str, years: int = 2) -> None:
    series = Indicator.objects.create(key=name.lower(), name=name, theme=about.theme, priority=about)
    file = IndicatorFile.objects.create(name="x.csv", rows=years, by=people["manager"], at=clock.now())
    for year in range(years):
        IndicatorValue.objects.create(
            indicator=series, year=2025 - year, value=Decimal(9 - year), source="Politie",
            source_on=date(2026, 3, 1), file=file,
        )  # fmt: skip


@pytest.mark.django_db
def test_the_agenda_shows_official_figures_of_each_priority_with_source_and_date(client, people):
    first = priority(people, "Veilig fietsen")
    page = client.get("/buurtagenda/").content.decode()
    assert "Bij deze prioriteit hoort nog geen officieel cijfer" in page
    values(people, first, "Ongevallen")
    with CaptureQueriesContext(connection) as few:
        page = client.get("/buurtagenda/?n=1").content.decode()
    assert "Ongevallen: gestegen van 8 in 2024 naar 9 in 2025" in page
    assert "Bron: Politie, 1 maart 2026." in page and "nog geen officieel cijfer" not in page
    values(people, priority(people, "Minder lawaai"), "Geluid", years=5)
    with CaptureQueriesContext(connection) as many:
        page = client.get("/buurtagenda/?n=2").content.decode()
    assert "Geluid: gestegen van 5 in 2021 naar 9 in 2025" in page
    assert len(few) == len(many)


def line(*points: tuple[int, str]) -> Line:
    return Line("Ongevallen", "", "", [(year, Decimal(one)) for year, one in points], "Politie", TODAY)


@pytest.mark.parametrize(
    ("points", "words"),
    [
        ([(2025, "3")], "Ongevallen: 3 in 2025"),
        ([(2024, "3"), (2025, "3")], "Ongevallen: evenveel in 2025 als in 2024, 3"),
        ([(2023, "3"), (2024, "9"), (2025, "4.5")], "Ongevallen: gestegen van 3 in 2023 naar 4,5 in 2025"),
        ([(2023, "1200"), (2025, "4")], "Ongevallen: gedaald van 1.200 in 2023 naar 4 in 2025"),
    ],
)
def test_the_title_of_a_series_states_the_finding(points, words):
    (found,) = beside.official([line(*points)])
    assert found.title == words and words in found.chart


@pytest.mark.parametrize(
    ("numbers", "words"),
    [
        ([12, 20, 3], "Meer meldingen: van 12 in 2024 naar 20 in 2025"),
        ([20, 12, 30], "Minder meldingen: van 20 in 2024 naar 12 in 2025"),
        ([7, 7, None], "Evenveel meldingen in 2025 als in 2024: 7"),
        ([None, 7, 9], "9 meldingen in 2026 tot nu toe"),
        ([7, None, None], "7 meldingen in 2024"),
        ([0, 26, 98], "98 meldingen in 2026 tot nu toe"),
        ([None, None, 0], "Te weinig meldingen om te tellen"),
    ],
)
def test_the_title_of_the_reports_never_compares_with_a_year_that_still_runs(numbers, words):
    reported = {"years": [2024, 2025, 2026], "theme": {"3": numbers}}
    facts = {"per": "2026-11-19", "closed": [], "reported": reported}
    found = beside.residents(facts, "theme", 3)
    assert found and found.title == words and found.hidden == (None in numbers)
    assert beside.residents(facts, "theme", 4) is None
    if numbers[1] is not None:
        whole = beside.residents(facts | {"closed": ["3"]}, "theme", 3)
        assert whole and [year.name for year in whole.years][-1] == "2025", "no year that still runs"


@given(st.lists(st.one_of(st.none(), st.floats(0, 1e9)), min_size=1, max_size=9))
def test_a_bar_stays_inside_its_chart_and_an_untold_year_has_none(numbers):
    drawn = year_bars([Year(str(n), one, "w") for n, one in enumerate(numbers)], "Zegt <iets>")
    assert drawn.count("<rect") == len([one for one in numbers if one is not None])
    heights = [float(part.split('"')[0]) for part in drawn.split(' height="')[1:]]
    assert all(0 < high <= 62 for high in heights) and "&lt;iets&gt;" in drawn


def in_area(people, theme: str, area: Area | None) -> None:
    series = Indicator.objects.create(key=theme, name=f"Reeks {theme}", theme=makers.theme(theme))
    file = IndicatorFile.objects.create(name="x.csv", rows=1, by=people["manager"], at=clock.now())
    IndicatorValue.objects.create(
        indicator=series, area=area, year=2025, value=Decimal(9), source="Politie",
        source_on=date(2026, 3, 1), file=file,
    )  # fmt: skip


@pytest.mark.django_db
def test_the_street_page_shows_series_of_its_area_priorities_in_it_and_what_runs(client, people):
    scene.year()
    box = {"west": 4.2, "south": 52.0, "east": 4.3, "north": 52.1}
    area = Area.objects.create(name="Valkenboskwartier", code="BU1", kind="buurt", geometry=[], **box)
    Street.objects.filter(pk=makers.street().pk).update(area=area)
    in_area(people, "verkeer", area)
    in_area(people, "groen", None)
    chosen = priority(people, "Veilig fietsen")
    elsewhere = priority(people, "Minder lawaai")
    one = public("2026-0001", responsible=people["chair"], street=makers.street(), priority=chosen)
    far = public("2026-0002", responsible=people["chair"], priority=elsewhere)
    hidden = public("2026-0003", responsible=people["chair"], street=makers.street(), visibility="limited")
    runs = scene.decision("Vier bakken als proef", issues=[one])
    other = scene.decision("Iets anders", issues=[far])
    shielded = scene.decision("Beperkt besluit", issues=[hidden])
    page = client.get("/straat/weimarstraat/").content.decode()
    assert "Reeks verkeer: 9 in 2025" in page and "Reeks groen" not in page
    assert ">Valkenboskwartier</p>" in page, "a name keeps its capital"
    Segment.objects.create(street=makers.street(), name="bij het plein", area=area)
    Street.objects.filter(pk=makers.street().pk).update(area=None)
    through = client.get("/straat/weimarstraat/?n=2").content.decode()
    assert "Reeks verkeer: 9 in 2025" in through and "Reeks groen" not in through, "it runs through more"
    assert "Veilig fietsen" in page and "Minder lawaai" not in page
    running = page.split('id="loopt"')[1].split("</section>")[0]
    assert runs.number in running and "Vier bakken als proef" in running and "Uiterlijk klaar" in running
    assert other.number not in page and shielded.number not in page and "Beperkt besluit" not in page
    theme = client.get("/thema/verkeer/").content.decode().split('id="loopt"')[1].split("</section>")[0]
    assert runs.number in theme and other.number in theme and shielded.number not in theme
    scene.end_decision(runs)
    assert runs.number not in client.get("/straat/weimarstraat/").content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/bereikt/", "/thema/verkeer/"])
def test_a_result_that_came_back_says_when_it_was_checked(client, people, path):
    states = "reported assessing in_progress reported_done resolved assessing"
    ended = VERIFIED | {"claimed_by": people["chair"], "claimed_at": makers.moment(50)}
    ended |= {
        "verified_at": makers.moment(45),
        "aftercare_until": clock.today(),
        "relapsed_at": makers.moment(3),
    }
    back = makers.issue(states, number="2026-0001", responsible=people["chair"], **ended)
    Issue.objects.filter(pk=back.pk).update(verified_at=None)
    checked = back.status_changes.filter(to_state="resolved").latest("at").at
    page = client.get(path).content.decode()
    assert "Weer open sinds" in page and f"Gecontroleerd op {day(checked)}." in page
