"""Files with issues: what one may see, nothing that calculates, as long as you like."""

import csv
from io import BytesIO, StringIO
from itertools import count

import pytest
from django.db import connection
from openpyxl import load_workbook

from issues.models import Issue
from issues.resources import harmless
from issues.views import exporting
from tests.issues import stories

pytestmark = pytest.mark.django_db
FORMULA = '=HYPERLINK("http://kwaad","klik")'


def rows(client, address: str) -> list[dict[str, str]]:
    answer = client.get(address)
    assert answer.status_code == 200, address
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if address.partition("?")[0].endswith("xlsx"):
        first, *rest = load_workbook(BytesIO(content), read_only=True).active.iter_rows(values_only=True)
        return [dict(zip(first, row, strict=True)) for row in rest]
    return list(csv.DictReader(StringIO(content.decode())))


@pytest.fixture
def known(manager):
    stories.readers("manager")
    made = {
        "whole": stories.assessing(title=FORMULA),
        "limited": stories.assessing(title="Zes kamers in nummer 12", visibility="limited"),
        "secret": stories.assessing(title="Het pand", visibility="confidential", responsible=manager),
        "new": stories.reported("nog niet bekeken"),
    }
    Issue.objects.filter(pk=made["limited"].pk).update(public_wording="Kamers zonder vergunning")
    return made


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_everybody_gets_what_the_list_shows(known, client, kind):
    found = {row["nummer"]: row for row in rows(client, f"/export/kwesties.{kind}")}
    assert set(found) == {known["whole"].number, known["limited"].number}
    whole, limited = found[known["whole"].number], found[known["limited"].number]
    assert whole["titel"] == "'" + FORMULA
    assert str(whole["meldingen"]) == "1"
    assert whole["straat"] == "Weimarstraat"
    assert limited["titel"] == "Kamers zonder vergunning"
    shown = {name for name, value in limited.items() if value not in ("", None)}
    assert shown == {
        *("nummer", "titel", "thema", "stand", "stand_in_woorden"),
        *("laatst_veranderd", "zichtbaar", "adres"),
    }
    assert len(str(limited["laatst_veranderd"])) == len("2026-11"), "only the month"


def test_a_file_has_the_filters_of_its_address(known, client):
    assert not rows(client, "/export/kwesties.csv?thema=groen")
    assert not rows(client, "/export/kwesties.csv?q=kamers")
    since = rows(client, "/export/kwesties.csv?van=2000-01-01")
    assert [row["nummer"] for row in since] == [known["whole"].number]


def test_the_workspace_gets_more_but_never_what_is_confidential(known, client, manager, resident):
    client.force_login(manager)
    found = rows(client, "/werk/kwesties/kwesties.csv")
    assert {row["titel"] for row in found} == {"'" + FORMULA, "Zes kamers in nummer 12", ""}
    assert "Het pand" not in str(found)
    assert {row["wie_zorgt_ervoor"] for row in found} == {"Hanneke Bestuur", ""}
    open_file = {row["nummer"] for row in rows(client, "/export/kwesties.csv")}
    assert open_file == {known["whole"].number, known["limited"].number}, "the open file is the same for all"
    client.force_login(resident)
    assert client.get("/werk/kwesties/kwesties.csv").status_code == 403


@pytest.mark.parametrize(
    "text", ["=1+1", "+31", "-2", "@SUM", "\t=1", "\r=1", "  =1", "＝1", "\u00a0=1", "\x00=1", "\n=1"]
)
def test_what_a_spreadsheet_would_calculate_is_text(text):
    assert harmless(text).startswith("'")


def test_ordinary_words_days_and_numbers_stay_as_they_are():
    assert [harmless(one) for one in ("Laan 2 = kapot", -3, None, "a\x0bb")] == [
        "Laan 2 = kapot",
        -3,
        None,
        "ab",
    ]


def test_a_file_that_is_still_right_is_not_sent_again(known, client):
    first = client.get("/export/kwesties.csv")
    tag = first.headers["ETag"]
    assert b"".join(first.streaming_content)
    again = client.get("/export/kwesties.csv", headers={"If-None-Match": tag})
    assert again.status_code == 304


def test_too_many_rows_for_excel_say_what_to_do(known, client, monkeypatch):
    monkeypatch.setattr(exporting, "MOST_IN_SHEET", 1)
    answer = client.get("/export/kwesties.xlsx")
    assert answer.status_code == 400
    assert "CSV" in answer.content.decode()


def test_very_many_files_from_one_address_are_refused_kindly(known, client, monkeypatch):
    monkeypatch.setattr(exporting, "PER_HOUR", 1)
    rows(client, "/export/kwesties.csv")
    assert client.get("/export/kwesties.csv").status_code == 429


def test_rows_are_read_and_sent_in_pieces(known, client, monkeypatch):
    """A file of any length: the database is asked through a cursor, lines go out before the end is known."""
    opened = []
    whole = connection.chunked_cursor
    monkeypatch.setattr(connection, "chunked_cursor", lambda: opened.append(1) or whole())
    rows(client, "/export/kwesties.csv")
    assert opened, "a cursor on the server, not all rows at once"
    endless = exporting.csv_lines(["x" * 1000] for _ in count())
    assert len(next(endless)) == exporting.LINES * 1002
