"""The portal's own pages: they open, they are never stale, they ask a constant number of statements."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from issues.models import Issue, Priority
from tests.portal import makers
from wijkraad.portal.dashboard.panels import DESK
from wijkraad.portal.figures.stored import ALL
from wijkraad.trail.stored import renew

pytestmark = pytest.mark.django_db
PUBLIC = (
    "/", "/bereikt/", "/buurtagenda/", "/cijfers/", "/zoeken/", "/zoeken/?q=fietsers", "/privacy/",
    "/toegankelijkheid/", "/open-data/", "/over/", "/.well-known/security.txt",
)  # fmt: skip
WORK = ("/werk/", "/werk/dashboard/", "/werk/dashboard/ligt-stil/", "/mijn/")


def several(people, times: int, **extra) -> list[Issue]:
    return [
        makers.issue(
            "reported assessing", number=f"2026-{1000 + n}", responsible=people["board_member"], **extra
        )
        for n in range(times)
    ]


@pytest.mark.parametrize("path", PUBLIC)
def test_a_visitor_opens_each_public_page(client, people, path):
    several(people, 2, street=makers.street())
    answer = client.get(path)
    assert answer.status_code == 200
    assert not answer.cookies


@pytest.mark.parametrize("path", WORK)
def test_a_board_member_opens_the_workspace(client, people, path):
    several(people, 2)
    client.force_login(people["board_member"])
    assert client.get(path).status_code == 200


@pytest.mark.parametrize("path", WORK)
def test_a_visitor_is_asked_to_sign_in_first(client, db, path):
    assert client.get(path).status_code == 302


def test_a_resident_has_no_dashboard(client, people):
    client.force_login(people["resident"])
    assert client.get("/werk/dashboard/").status_code == 403


def test_home_counts_what_its_lists_hold(client, people):
    several(people, 3)
    makers.issue("reported")
    page = client.get("/").content.decode()
    assert 'aria-label="3, Melding">3</a>' in page


def test_home_shows_the_priorities_with_their_goal(client, people):
    Priority.objects.create(
        theme=makers.theme(), title="Veilig fietsen", why_now_kind="trend", why_now="meer botsingen",
        responsible=people["chair"], goal="minder botsingen", criterion="5 per jaar", baseline="14 botsingen",
        target="5", current="12 botsingen per jaar", review_on=makers.moment(-60).date(), active=True,
        opened_at=makers.moment(10),
    )  # fmt: skip
    page = client.get("/").content.decode()
    assert "Veilig fietsen" in page
    assert "Doel: van 14 botsingen naar 5. Nu 12 botsingen per jaar." in page


def test_a_public_change_shows_at_once_and_an_unchanged_page_is_not_sent_again(client, people):
    found = several(people, 1)[0]
    first = client.get("/zoeken/?q=fietsers")
    again = client.get("/zoeken/?q=fietsers", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304
    Issue.objects.filter(pk=found.pk).update(title="Fietsers staan stil")
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    changed = client.get("/zoeken/?q=fietsers", headers={"If-None-Match": first.headers["ETag"]})
    assert changed.status_code == 200
    assert "staan stil" in changed.content.decode()


def statements(client, path: str) -> int:
    client.get(path)
    with CaptureQueriesContext(connection) as seen:
        assert client.get(path).status_code == 200
    return len([q for q in seen if "terms_setting" not in q["sql"]])


@pytest.mark.parametrize(("path", "most"), [("/", 2), ("/zoeken/?q=fietsers", 5), ("/bereikt/", 2)])
def test_a_visitor_costs_a_constant_number_of_statements(client, people, path, most):
    several(people, 1)
    renew(*ALL)
    few = statements(client, path)
    for n in range(10):
        makers.issue("reported assessing", number=f"2026-{2000 + n}", responsible=people["chair"])
    renew(*ALL)
    assert few == statements(client, path) <= most


def test_the_dashboard_costs_a_constant_number_of_statements(client, people):
    several(people, 1)
    client.force_login(people["manager"])
    renew(*ALL, DESK)
    few = statements(client, "/werk/dashboard/")
    for n in range(10):
        makers.issue("reported assessing", number=f"2026-{2000 + n}", responsible=people["chair"])
        makers.issue("reported")
    renew(*ALL, DESK)
    assert few == statements(client, "/werk/dashboard/") <= 30


def test_a_visitor_finds_nothing_of_what_is_confidential_or_not_public_yet(client, people):
    several(people, 1, visibility="confidential", title="Geheime loods")
    makers.issue("reported")
    assert "Geheime loods" not in client.get("/zoeken/?q=loods").content.decode()


def test_a_title_with_markup_is_escaped_in_search(client, people):
    several(people, 1, title="Fietsers <script>alert(1)</script> bij Zevensprong")
    page = client.get("/zoeken/?q=zevensprong").content.decode()
    assert "<script>alert" not in page
    assert "<mark>Zevensprong</mark>" in page


def test_each_stop_of_home_opens_a_list_with_as_many_issues(client, people):
    today = makers.moment().date()
    several(people, 2)
    planned = makers.issue("reported assessing", number="2026-0007", responsible=people["chair"])
    Issue.objects.filter(pk=planned.pk).update(on_agenda_at=today)
    page = client.get("/").content.decode()
    for href, count in (("assessing", 3), ("agenda", 1), ("actie", 0), ("nazorg", 0)):
        assert f'href="/kwesties/?status={href}" aria-label="{count},' in page
        shown = client.get(f"/kwesties/?status={href}").content.decode()
        assert shown.count('<li class="wp-regel ') == count


def test_a_number_is_searched_as_a_number_where_there_are_numbers(client, db):
    for number in ("b2026-001", "U2026-018", "2026-0042"):
        assert client.get(f"/zoeken/?q={number}").status_code == 200


def test_a_pile_shows_all_its_rows_on_request(client, people):
    several(people, 8)
    client.force_login(people["board_member"])
    few = client.get("/werk/").content.decode()
    every = client.get("/werk/?alles=issues").content.decode()
    assert "/werk/?alles=issues#issues" in few
    numbers = [f"2026-{1000 + n}" for n in range(8)]
    assert sum(number in few for number in numbers) == 6
    assert all(number in every for number in numbers)


@pytest.mark.django_db
def test_a_search_is_narrowed_by_kind_theme_street_and_year(client, people):
    """Each word of the address takes away what does not belong to it, and nonsense takes away nothing."""
    here = makers.street()
    near = {"title": "Losse stoeptegel", "street": here, "responsible": people["chair"]}
    makers.issue("reported assessing", number="2026-9001", **near)
    makers.issue("reported assessing", number="2026-9002", theme=makers.theme("groen"), **near)
    makers.issue("reported assessing", number="2026-9003", **near | {"visibility": "limited"})

    def found(**wishes: str) -> list[str]:
        page = client.get("/zoeken/", {"q": "stoeptegel", **wishes}).content.decode()
        return [
            number for number in ("2026-9001", "2026-9002", "2026-9003") if f"/kwesties/{number}/" in page
        ]

    assert found() == found(jaar="12345", soort="x") == ["2026-9001", "2026-9002"]
    assert found(thema="groen") == ["2026-9002"] and found(straat=here.slug) == ["2026-9001", "2026-9002"]
    assert found(soort="decisions") == [] and found(jaar="2001") == [] and found(straat="\x00x") == []
    assert "Alle straten" in client.get("/zoeken/", {"q": "x", "meer": "1"}).content.decode()
