"""Money as files: the same rows in three kinds, sums equal to the page, nothing that calculates or names."""

import csv
import io
import json
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from budgets import actions
from budgets.models import BudgetLine
from tests.budgets import scene
from wijkraad.terms import clock
from wijkraad.ui.filters import euro

D = Decimal


def rows(client, address: str) -> list[dict]:
    answer = client.get(address)
    assert answer.status_code == 200, address
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    kind = address.split("?")[0].rsplit(".", 1)[1]
    if kind == "csv":
        return list(csv.DictReader(io.StringIO(content.decode())))
    if kind == "json":
        return next(iter(json.loads(content).values()))
    head, *more = load_workbook(io.BytesIO(content)).active.iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in more]


def paid(amount: str = "100.00", **words):
    request = scene.approved(amount, **words)
    actions.pay_request(request, by=scene.person("treasurer"), second_signature=scene.person("secretary"))
    return scene.fresh(request)


@pytest.fixture
def books(db, people):
    """A year with every kind of row: named, a person, limited, hidden, promised, corrected after closing."""
    year, treasurer = scene.year(), people["treasurer"]
    wrong = paid("200.00", issue=scene.issue(), payee_name="=cmd()", exception="")
    paid("50.00", payee_kind="person", payee_name="Jan Jansen")
    paid("40.00", issue=scene.issue("Kamers op nummer 12", visibility="limited"), public_wording="Spreekuur")
    hidden = paid("30.00", issue=(secret := scene.issue("Geheim", visibility="limited")))
    type(secret).objects.filter(pk=secret.pk).update(visibility="confidential")
    later = actions.open_budget(year.year + 1, by=treasurer, copied=True)
    later = actions.adopt_budget(later, by=treasurer, decision=scene.decision())
    actions.close_year(year, by=treasurer)
    line = later.lines.get(name="Verkeer")
    booking = wrong.bookings.get()
    actions.correct_booking(booking, by=treasurer, amount=D("180.00"), reason="verkeerd", line=line)
    scene.approved("60.00", on=line)
    return year, later, hidden


@pytest.mark.parametrize("kind", ["csv", "xlsx", "json"])
def test_sums_of_the_files_equal_the_page(client, books, kind):
    for year in books[:2]:
        lines = BudgetLine.objects.filter(budget=year)
        listed = rows(client, f"/export/begroting.{kind}?jaar={year.year}")
        spends = rows(client, f"/export/uitgaven.{kind}?jaar={year.year}")
        for column, name in (("betaald", "paid"), ("toegezegd", "reserved")):
            whole = sum(getattr(line, name) for line in lines)
            assert sum(D(str(row[column])) for row in listed) == whole
            assert sum(D(str(row[column])) for row in spends) == whole
        shown = client.get(f"/budget/{year.year}/").content.decode()
        assert euro(sum(line.paid for line in lines)) in shown


def test_nothing_is_named_or_calculated_that_may_not(client, books):
    text = json.dumps(rows(client, "/export/uitgaven.json"))
    assert "Jan Jansen" not in text and "nummer 12" not in text and books[2].number not in text
    spends = rows(client, "/export/uitgaven.csv")
    assert any(row["aan_wie"] == "'=cmd()" for row in spends)
    assert any("Niet genoemd" in row["wat"] and row["betaald"] == "30.00" for row in spends)
    limited = next(row for row in spends if row["wat"] == "Spreekuur")
    assert (limited["kwesties"], len(limited["datum"])) == ("beperkt zichtbaar", 7)
    correction = next(row for row in spends if row["wat"].startswith("Correctie"))
    assert (correction["betaald"], correction["jaar"]) == ("-20.00", str(clock.today().year + 1))


def test_a_proposal_is_in_no_file(client, db, people):
    budget = actions.open_budget(clock.today().year, by=people["treasurer"])
    actions.add_line(budget, by=people["treasurer"], name="Geheim plan", original=D("5.00"))
    assert rows(client, "/export/begroting.json") == []
    assert client.get("/export/begroting.csv").status_code == 200


def test_others_money(client, db, people):
    actions.write_others(
        by=people["treasurer"], owner="Gemeente", project="Straat", original=D("10.00"), spent=D("12.00"),
        source="Jaarverslag", source_date=clock.today(),
    )  # fmt: skip
    (row,) = rows(client, "/export/geld-van-anderen.csv")
    assert (row["uitgegeven"], row["bron"]) == ("12.00", "Jaarverslag")
    page = " ".join(client.get("/budget/geld-van-anderen/").content.decode().replace("\xa0", " ").split())
    assert "Dat is € 2,00 meer (20 %)" in page
    for kind in ("csv", "xlsx", "json"):
        assert f"/export/uitgaven.{kind}" in client.get("/open-data/").content.decode()


def test_the_files_ask_a_constant_number_of_statements(client, db, people):
    scene.year()
    counts = []
    for _round in range(2):
        for _n in range(3):
            paid("20.00", issue=scene.issue())
        with CaptureQueriesContext(connection) as asked:
            assert rows(client, "/export/uitgaven.json")
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_the_feed_tells_of_new_spends_and_nothing_that_may_not_be_named(books, client) -> None:
    feed = client.get("/feeds/uitgaven.atom").content.decode()
    _year, _later, hidden = books
    assert feed.count("<entry>") == 3, "the limited and the confidential one are left out"
    assert "=cmd()" in feed and f"Mag kosten: {euro(D('60.00'))}. Betaald: {euro(D('0.00'))}." in feed
    for secret in ("Jan Jansen", "Kamers", "Spreekuur", hidden.number, "NL"):
        assert secret not in feed
    newest = feed.split("<entry>")[1]
    assert f"Mag kosten: {euro(D('60.00'))}" in newest, "the newest stands first"


def test_the_feed_asks_the_same_for_one_spend_and_for_many(db, people, client) -> None:
    scene.year()
    asked = []
    for more in (1, 5):
        for _one in range(more):
            scene.approved("10.00", issue=scene.issue())
        with CaptureQueriesContext(connection) as found:
            assert client.get("/feeds/uitgaven.atom").status_code == 200
        asked.append(len(found))
    assert asked[0] == asked[1] <= 8
