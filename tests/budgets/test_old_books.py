"""Years from before the portal: read from a list whole or not at all, closed at once, approved by nobody."""

import io
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from budgets.actions.importing import drop_books, keep_books, take_in_books
from budgets.models import Approval, Booking, Budget, BudgetLine, OldBooks, SpendRequest
from budgets.verifying.totals import verify
from budgets.words import result_part
from tests.budgets import scene
from tests.budgets.test_year import refused
from wijkraad.terms import clock

D = Decimal
YEAR = clock.today().year - 2
HEAD = (
    "jaar;onderdeel;begroot;thema;datum;omschrijving;doel;bedrag;aan wie;soort;gehaald;resultaat;terugblik\n"
)
MURAL = (
    f"{YEAR};Groen;2.000,00;verkeer;12-6-{YEAR};Muurschildering;;1.450,00;Atelier BV;organisatie;;;"
    "Niet meer zo.\n"
)
HALL = f"{YEAR};Organisatie;1000,00;;1-3-{YEAR};Zaalhuur;Vergaderen;1110.00;Jan Jansen;;ja;Zaal gehuurd;\n"
EMPTY = f"{YEAR};Winkels;200,00;;;;;;;;;;\n"


@pytest.fixture
def treasurer(db, people):
    scene.theme("verkeer")
    return people["treasurer"]


def keep(text: str, by) -> OldBooks:
    return keep_books(by=by, name="boeken.csv", content=text.encode())


def faults(text: str, by) -> list[tuple[int, str, str]]:
    return [(row, column, value) for row, column, value, _why in keep(HEAD + text, by).faults]


def test_a_year_comes_in_whole_and_is_closed(treasurer, client):
    scene.year()
    books = keep(HEAD + MURAL + HALL + EMPTY, treasurer)
    assert (books.state, books.count, books.known, Budget.objects.filter(year=YEAR).count()) == (
        "ready",
        3,
        0,
        0,
    )
    take_in_books(books, by=treasurer)
    budget = Budget.objects.get(year=YEAR)
    assert (budget.status, budget.decision_id) == ("closed", None)
    lines = {line.name: (line.original, line.paid, line.available) for line in budget.lines.all()}
    assert lines == {
        "Groen": (D("2000.00"), D("1450.00"), D("550.00")),
        "Organisatie": (D("1000.00"), D("1110.00"), D("-110.00")),
        "Winkels": (D("200.00"), D("0.00"), D("200.00")),
    }
    assert set(SpendRequest.objects.values_list("status", flat=True)) == {"imported"}
    assert not Approval.objects.exists()
    assert verify() == []
    page = " ".join(client.get(f"/budget/{YEAR}/").content.decode().replace("\xa0", " ").split())
    assert "Uit de tijd vóór het portaal" in page and "Niet meer zo." in page
    assert "Jan Jansen" not in page and "Atelier BV" in page
    assert "11 %" in page


def test_a_goal_that_was_reached_is_told_without_more_words(treasurer, client):
    """Only "deels" or "nee" in the list: the page says it; a lesson alone says nothing of the goal."""
    row = f"{YEAR};Groen;900,00;;1-3-{YEAR};{{}};Vergaderen;10,00;Buurthuis;organisatie;{{}};;{{}}\n"
    rows = (("Zaal", "deels", ""), ("Folder", "nee", ""), ("Feest", "", "Niet meer zo."))
    take_in_books(keep(HEAD + "".join(row.format(*one) for one in rows), treasurer), by=treasurer)
    told = {one.title: str(result_part(one)[1]) for one in SpendRequest.objects.for_list()}
    assert told == {"Zaal": "Doel deels gehaald", "Folder": "Doel niet gehaald.", "Feest": ""}
    feast = SpendRequest.objects.get(title="Feest")
    page = client.get(f"/uitgaven/{feast.number}/").content.decode()
    assert "Wat het bracht, is niet opgeschreven." in page and "Geen doel" not in page


def test_a_second_time_adds_nothing(treasurer):
    take_in_books(keep(HEAD + MURAL + EMPTY, treasurer), by=treasurer)
    again = keep(HEAD + MURAL + EMPTY, treasurer)
    assert (again.state, again.count, again.known) == ("ready", 2, 2)
    with refused("import.nothing"):
        take_in_books(again, by=treasurer)
    more = keep(HEAD + MURAL + EMPTY + HALL, treasurer)
    assert more.state == "faulty" and "al ingelezen en afgesloten" in more.faults[0][3]
    with refused("import.faulty"):
        take_in_books(more, by=treasurer)
    assert Booking.objects.count() == 1


def test_equal_payments_both_count(treasurer):
    take_in_books(keep(HEAD + HALL + HALL, treasurer), by=treasurer)
    assert BudgetLine.objects.get().paid == D("2220.00")


@pytest.mark.parametrize(
    ("row", "column", "value"),
    [
        (MURAL.replace("1.450,00", "1.234,5"), "bedrag", "1.234,5"),
        (MURAL.replace("1.450,00", "12,345"), "bedrag", "12,345"),
        (MURAL.replace("1.450,00", "1,000.00"), "bedrag", "1,000.00"),
        (MURAL.replace("1.450,00", "0,00"), "bedrag", "0"),
        (MURAL.replace("1.450,00", ""), "bedrag", ""),
        (MURAL.replace(f"{YEAR};", "vorig jaar;", 1), "jaar", "vorig jaar"),
        (MURAL.replace(f"{YEAR};", f"{clock.today().year};", 1), "jaar", str(clock.today().year)),
        (MURAL.replace("12-6", "31-6"), "datum", f"31-6-{YEAR}"),
        (MURAL.replace(f"12-6-{YEAR}", ""), "datum", ""),
        (MURAL.replace("verkeer", "verkeerd thema"), "thema", "verkeerd thema"),
        (MURAL.replace("organisatie", "vriend"), "soort", "vriend"),
        (HALL.replace(";ja;", ";;"), "gehaald", ""),
        (MURAL.replace("Muurschildering", ""), "omschrijving", ""),
    ],
)
def test_each_fault_has_its_place(treasurer, row, column, value):
    assert faults(HALL + row, treasurer) == [(3, column, value)]
    assert not Budget.objects.exists()


def test_two_amounts_for_one_line(treasurer):
    assert faults(HALL + HALL.replace("1000,00", "900,00"), treasurer) == [(3, "begroot", "900.00")]


@pytest.mark.parametrize("head", ["Goedgekeurd door", "status", "Akkoord", "approver", "Handtekening"])
def test_approvers_and_states_are_refused(treasurer, head):
    books = keep(f"jaar;onderdeel;{head}\n{YEAR};Groen;Piet\n", treasurer)
    assert books.state == "faulty" and books.faults[0][:2] == [1, head]
    assert "ontstaan alleen in het portaal" in books.faults[0][3]


def test_unknown_double_and_missing_columns(treasurer):
    found = keep(f"jaar;boekjaar;kleur\n{YEAR};1;rood\n", treasurer).faults
    assert [row[1] for row in found] == ["boekjaar", "kleur", "onderdeel"]


def test_a_spreadsheet_with_numbers(treasurer):
    book = Workbook()
    book.active.append(["jaar", "onderdeel", "begroot", "datum", "omschrijving", "bedrag"])
    book.active.append([YEAR, "Groen", 2000, f"12-6-{YEAR}", "Planten", 860.5])
    book.active.append([YEAR, "Groen", None, f"12-7-{YEAR}", "=1+1", 1.005])
    file = io.BytesIO()
    book.save(file)
    books = keep_books(by=treasurer, name="b.xlsx", content=file.getvalue())
    assert [row[:3] for row in books.faults if row[1] == "bedrag"] == [[3, "bedrag", "1.005"]]


def test_only_who_keeps_the_books(treasurer, people):
    for key in ("board_member", "auditor", "admin", "manager"):
        with refused("keepers_only"):
            keep(HEAD + MURAL, people[key])
    books = keep(HEAD + MURAL, treasurer)
    assert drop_books(books, by=treasurer).state == "dropped"
    with refused("import.state"):
        take_in_books(books, by=treasurer)


def test_a_year_of_the_portal_is_not_read_in(treasurer):
    scene.year(YEAR)
    assert faults(MURAL, treasurer) == [(2, "jaar", str(YEAR))]


def test_the_pages(treasurer, client):
    client.force_login(treasurer)
    file = SimpleUploadedFile("oud.csv", (HEAD + MURAL + HALL).encode())
    answer = client.post("/werk/geld/inlezen/", {"file": file}, follow=True)
    page = answer.content.decode()
    assert "Muurschildering" in page and "€\xa01.450,00" in page and "1450.00" not in page
    address = answer.redirect_chain[-1][0]
    done = client.post(address, {"doe": "inlezen"}, follow=True).content.decode()
    assert "Ingelezen" in done and Budget.objects.get().status == "closed"
    wrong = SimpleUploadedFile("fout.csv", (HEAD + MURAL.replace("1.450,00", "1.4")).encode())
    page = client.post("/werk/geld/inlezen/", {"file": wrong}, follow=True).content.decode()
    assert "“1.4” is niet duidelijk" in page and "Stuur een ander bestand" in page
