"""The public account: the vision of the buurtagenda, and the reports that never change."""

from datetime import timedelta

import pytest
from django.db import connection
from django.db.utils import Error

from issues.actions import write_vision
from issues.models import Issue, Priority, Promise, Vision
from tests.budgets import scene
from tests.portal import makers
from wijkraad.people.models import Organisation
from wijkraad.portal.figures import report
from wijkraad.portal.figures.wide import months
from wijkraad.portal.models import FigureReport
from wijkraad.terms import clock
from wijkraad.terms.refusal import Refused

pytestmark = pytest.mark.django_db


def test_the_vision_holds_from_its_day_and_only_the_board_writes_it(client, people):
    write_vision(by=people["chair"], text="Wij willen rust.", decision_number="B2026-001")
    write_vision(by=people["chair"], text="Straks meer groen.", since=clock.today() + timedelta(days=2))
    page = client.get("/buurtagenda/").content.decode()
    assert "Wij willen rust." in page and "B2026-001" in page and "Straks" not in page
    with clock.moved_to(clock.now() + timedelta(days=2)):
        assert "Straks meer groen." in client.get("/buurtagenda/").content.decode()
    for wrong in ({"by": people["resident"], "text": "x"}, {"by": people["chair"], "text": " "}):
        with pytest.raises(Refused):
            write_vision(**wrong)
    with pytest.raises(Refused):
        write_vision(by=people["chair"], text="x", since=clock.today() - timedelta(days=1))
    with pytest.raises(Error), connection.cursor() as cursor:
        cursor.execute("UPDATE issues_vision SET text = 'anders'")


def test_the_agenda_shows_how_others_keep_their_word(client, people):
    """One kept on its day, one a day later, one not, one late, one with time; and one of two years ago."""
    about = makers.issue("reported assessing", number="2026-0042", responsible=people["chair"])
    partner = Organisation.objects.get_or_create(name="Gemeente", short_name="Gemeente")[0]
    told = [
        (5, True, 5), (5, True, 4), (5, False, 3), (5, None, None), (-5, None, None), (730, True, 730)
    ]  # fmt: skip
    long_ago = makers.moment(800)
    for place, (due, kept, settled) in enumerate(told):
        settled_on = None if settled is None else makers.moment(settled).date()
        Promise.objects.create(
            issue=about, partner=partner, who="x", what=f"Belofte {place}", where_said="raad",
            said_on=long_ago.date(), due=makers.moment(due).date(), chase_on=clock.today(), kept=kept,
            settled_on=settled_on, created_at=long_ago,
        )  # fmt: skip
    page = client.get("/buurtagenda/").content.decode()
    assert [page.count(f'class="s-{look}"') for look in ("ok", "laatok", "niet", "laat", "loopt")] == [1] * 5
    assert "Van 5 toezeggingen zijn er 1 op tijd nagekomen, 1 zijn te laat." in page
    assert "Niet nagekomen" in page and "Belofte 4" in page and "Belofte 5" not in page


def test_the_board_writes_the_vision_on_its_page(client, people):
    client.force_login(people["chair"])
    assert client.post("/werk/buurtagenda/", {"text": " "}).status_code == 200
    assert client.post("/werk/buurtagenda/", {"text": "Meer bankjes."}).status_code == 302
    assert Vision.objects.get().text == "Meer bankjes."
    client.force_login(people["resident"])
    assert client.get("/werk/buurtagenda/").status_code == 403


def test_a_measure_stands_with_its_goal_or_is_named_as_one_without(client, people):
    chosen = Priority.objects.create(
        theme=makers.theme(), title="Veilig oversteken", why_now_kind="trend", why_now="x", goal="x",
        criterion="x", baseline="x", responsible=people["chair"], review_on=clock.today(), active=True,
        opened_at=makers.moment(5),
    )  # fmt: skip
    mine, other = scene.issue(), scene.issue("Iets anders")
    Issue.objects.filter(pk=mine.pk).update(priority=chosen)
    scene.decision("Bakken plaatsen", issues=[mine])
    scene.decision("Borden plaatsen", issues=[other])
    page = client.get("/buurtagenda/").content.decode()
    goal, _cut, loose = page.partition("Maatregelen die bij geen prioriteit horen")
    assert "Bakken plaatsen" in goal and "Bakken plaatsen" not in loose
    assert "Borden plaatsen" in loose and "Borden plaatsen" not in goal


def test_a_report_is_made_once_and_is_the_same_each_time(client, people):
    for number in range(6):
        makers.issue(
            "reported assessing", number=f"2026-900{number}", days_ago=200, responsible=people["chair"]
        )
    keys = report.due(clock.today())
    assert keys and all("-k" in key or int(key) < clock.today().year for key in keys)
    made = report.make_report(keys[0])
    assert report.make_report(keys[0]).pk == made.pk and keys[0] not in report.due(clock.today())
    assert made.content_hash == report.content_hash(made.facts)
    address = f"/cijfers/verslag/{made.key}"
    first, second = client.get(f"{address}.pdf"), client.get(f"{address}.pdf")
    assert first.content == second.content and first.content.startswith(b"%PDF")
    assert b"StructTreeRoot" in first.content
    assert made.content_hash in client.get(f"{address}/").content.decode()
    assert f"{address}/" in client.get("/cijfers/?kies=1").content.decode()
    assert client.get("/cijfers/verslag/1999/").status_code == 404
    with pytest.raises(Error), connection.cursor() as cursor:
        cursor.execute("UPDATE portal_figurereport SET key = 'x'")


def test_a_report_holds_no_number_under_five(people):
    makers.issue("reported assessing", number="2026-9001", days_ago=200, responsible=people["chair"])
    for key in report.due(clock.today()):
        facts = report.make_report(key).facts["figures"]
        assert all(one["n"] in (0, *range(5, 99)) for code, one in facts.items() if code not in ("K7", "K8"))
    assert FigureReport.objects.exists()


def test_the_months_of_a_chart_end_with_the_last_day():
    days = months(clock.today().replace(month=1, day=15), clock.today().replace(month=3, day=10))
    assert [(one.month, one.day) for one in days][0] == (1, 31) and days[-1].day == 10
