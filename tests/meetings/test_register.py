"""The register: filters, K14, files and feed; what they leave out; and numbers drawn by fifty at once."""

import csv
import io
import json
import re
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.test import Client
from openpyxl import load_workbook

from meetings import actions
from meetings.forms import ReplaceForm
from meetings.models import Decision
from tests.meetings.conftest import Council
from wijkraad.terms import clock

FILES = ("csv", "xlsx", "json")


def rows(kind: str, **asked: str) -> list[dict[str, str]]:
    """The rows of a file of the register."""
    answer = Client().get(f"/export/besluiten.{kind}", asked)
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if kind == "json":
        return json.loads(body)["besluiten"]
    if kind == "csv":
        return list(csv.DictReader(io.StringIO(body.decode())))
    head, *found = load_workbook(io.BytesIO(body)).active.values
    return [dict(zip(head, row, strict=True)) for row in found]


def numbers(user=None, **asked: str) -> list[str]:
    """The numbers on the page of the register, for these filters."""
    browser = Client()
    if user is not None:
        browser.force_login(user)
    page = browser.get("/besluiten/", asked).content.decode()
    return re.findall(r'wp-register__nr">([^<]*)<', page)


@pytest.fixture
def four(council: Council) -> list[Decision]:
    """About an issue; with money; about a limited matter; about the council, and done."""
    meeting = council.open()
    limited = council.issue("Kamers erbij", "limited", public_wording="Kamerverhuur")
    made = [
        council.decision(meeting, council.issue()),
        council.decision(meeting, mandate_amount=Decimal("1234.50"), text="=1+1 vragen"),
        council.decision(meeting, limited, text="Wij bellen nummer 12 op.", responsible=council.chair),
        council.decision(meeting),
    ]
    council.close(meeting)
    made[3] = actions.finish_decision(made[3], by=council.owner, result="Gedaan", evidence="Foto")
    return made


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, [4, 3, 2, 1]),
        ({"geld": "on"}, [2]),
        ({"stand": "ok"}, [4]),
        ({"stand": "open"}, [3, 2, 1]),
        ({"stand": "late"}, []),
        ({"thema": "verkeer"}, [3, 1]),
        ({"jaar": "2026", "q": "nummer 12"}, []),
        ({"jaar": "1999", "stand": "nee", "na": "x", "wie": "ik"}, [4, 3, 2, 1]),
    ],
)
def test_the_filters_of_a_visitor(four: list[Decision], asked: dict[str, str], found: list[int]) -> None:
    """What is unknown is left aside; words and people of a limited matter find nothing."""
    assert numbers(**asked) == [f"B2026-{n:03d}" for n in found]


def test_the_filters_of_the_board(four: list[Decision], council: Council) -> None:
    assert numbers(council.chair, wie="ik") == ["B2026-003"]
    assert numbers(wie=str(council.chair.pk)) == numbers()
    proposal = council.proposal(None, about_council=True)
    browser = Client()
    browser.force_login(council.chair)
    assert f"/werk/besluiten/{proposal.uuid}/" in browser.get("/besluiten/?stand=voorstel").content.decode()
    page = Client().get("/besluiten/?stand=voorstel").content.decode()
    assert str(proposal.uuid) not in page
    assert 'value="voorstel"' not in page


def test_promises_kept_count_by_the_first_date_until_today(four: list[Decision], council: Council) -> None:
    """One was done in time; one is past its first date, though it was moved; two have time."""
    actions.move_deadline(four[0], by=council.owner, to=date(2027, 9, 1), reason="Vergunning")
    with clock.moved_to(clock.now() + timedelta(days=300)):
        page = Client().get("/besluiten/", {"jaar": "2027"}).content.decode()
        assert Decision.objects.kept(date(2027, 1, 1), clock.today()) == (1, 4)
    assert ">1 van 4</a>" in page


@pytest.mark.parametrize("kind", FILES)
def test_files_hold_what_the_page_shows_and_nothing_calculates(four: list[Decision], kind: str) -> None:
    found = {row["nummer"]: row for row in rows(kind)}
    assert len(found) == 4
    assert str(found["B2026-002"]["mag_kosten"]) in ("1234.50", "1234.5")
    assert found["B2026-002"]["besluit"].startswith("=" if kind == "json" else "'=")
    shielded = found["B2026-003"]
    assert "12" not in shielded["besluit"]
    assert shielded["wie_zorgt_ervoor"] == "de wijkraad"
    assert not shielded["uiterlijk_klaar"]
    assert not shielded["kwesties"]
    assert len(str(shielded["datum"])) == len("2026-03")
    assert [row["nummer"] for row in rows(kind, geld="on")] == ["B2026-002"]


def test_the_feed_leaves_out_what_is_limited_or_internal(four: list[Decision], council: Council) -> None:
    meeting = council.open(7)
    item = actions.add_item(meeting, by=council.secretary, title="Geheim", internal=True)
    decision = council.proposal(item, about_council=True, text="Intern geheim.")
    actions.adopt_decision(council.vote(decision), by=council.chair)
    for address in ("/feeds/besluiten.atom", "/export/besluiten.json", "/besluiten/"):
        answer = Client().get(address)
        body = (b"".join(answer.streaming_content) if answer.streaming else answer.content).decode()
        assert "Intern geheim" not in body, address
    feed = Client().get("/feeds/besluiten.atom").content.decode()
    assert feed.count("<entry>") == 3
    assert "Kamer" not in feed


def test_replacing_looks_only_among_what_one_may_see(four: list[Decision], council: Council, manager) -> None:
    """Attack: somebody without the right asks for numbers and learns from the answer which exist."""
    meeting = council.open(7)
    item = actions.add_item(meeting, by=council.secretary, title="Geheim", internal=True)
    hidden = actions.adopt_decision(
        council.vote(council.proposal(item, about_council=True)), by=council.chair
    )
    data = {"number": hidden.internal_number}
    assert ReplaceForm(data, user=council.chair).is_valid()
    assert not ReplaceForm(data, user=manager).is_valid()
