"""The kascommissie: one folder, a sample that anybody can draw again, findings, answers, one statement."""

import csv
import io
from datetime import timedelta
from decimal import Decimal
from zipfile import ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st

from budgets import proofs
from budgets.actions import (
    account_request,
    add_receipt,
    answer_finding,
    approve_request,
    draw_sample,
    end_audit,
    evaluate_request,
    match_entry,
    record_finding,
    remind_reports,
)
from budgets.auditing.facts import folder
from budgets.auditing.sampling import picks
from budgets.models import AuditDraw, AuditFinding, AuditPick, Budget, SpendRequest
from budgets.verifying.totals import verify
from tests.budgets import scene
from tests.budgets.bank_scene import booking, entry
from tests.papers import whole_pdf
from tests.personas import person
from wijkraad.notices.models import Message
from wijkraad.terms import clock
from wijkraad.terms.refusal import Refused

pytestmark = pytest.mark.django_db
D = Decimal


@pytest.fixture
def year(people) -> Budget:
    return scene.year(lines={"Verkeer": "9000.00"})


def accounted(amount: str = "100.00", **words) -> SpendRequest:
    """A spending with everything: receipt, bank line, report."""
    paid = booking(amount, **words)
    request, treasurer = paid.request, person("treasurer")
    match_entry(entry(f"-{amount}"), by=treasurer, parts=[(paid, D(amount))])
    proof = proofs.read(SimpleUploadedFile("bon.pdf", whole_pdf()))
    add_receipt(request, by=treasurer, proof=proof)
    evaluate_request(request, by=request.requester, reached="yes", brought="Minder hard", lesson="=1+1")
    return account_request(request, by=treasurer)


@settings(max_examples=40)
@given(st.sets(st.integers(1, 10_000), max_size=20), st.integers(1, 20), st.text(max_size=10))
def test_a_sample_follows_from_its_seed(population: set[int], size: int, seed: str) -> None:
    found = picks(seed, population, size)
    assert found == picks(seed, sorted(population, reverse=True), size)
    assert len(found) == len(set(found)) == min(size, len(population))
    assert set(found) <= population
    assert found == picks(seed, population, 60)[: len(found)]


def test_every_draw_is_kept_with_its_seed_and_reason(year) -> None:
    for _n in range(4):
        booking("10.00")
    drawn = draw_sample(year, by=person("auditor"), size=2)
    stored = list(AuditPick.objects.filter(draw=drawn).values_list("request_id", flat=True))
    assert stored == picks(drawn.seed, drawn.population, 2) and len(drawn.seed) == 32
    with pytest.raises(Refused, match="waarom u opnieuw"):
        draw_sample(year, by=person("auditor"), size=2)
    again = draw_sample(year, by=person("auditor"), size=3, reason="Eén bon was onleesbaar")
    assert (again.number, AuditDraw.objects.count()) == (2, 2)
    assert again.seed != drawn.seed
    assert verify() == []


@pytest.mark.parametrize("who", ["treasurer", "chair", "board_member", "secretary", "resident"])
def test_only_the_kascommissie_draws_finds_and_ends(year, who: str) -> None:
    paid = booking("10.00")
    with pytest.raises(Refused, match="kascommissie"):
        draw_sample(year, by=person(who), size=1)
    with pytest.raises(Refused, match="kascommissie"):
        record_finding(year, paid.request, by=person(who), verdict="fine")
    with pytest.raises(Refused, match="kascommissie"):
        end_audit(year, by=person(who), verdict="approved", words="Goed")


def test_the_kascommissie_never_approves(year) -> None:
    with pytest.raises(Refused, match="keurt nooit goed"):
        approve_request(scene.submitted("10.00"), by=person("auditor"))


def test_a_refused_receipt_opens_an_accounted_request(year) -> None:
    request = accounted()
    receipt, auditor = request.receipts.get(), person("auditor")
    with pytest.raises(Refused, match="Kies welke bon"):
        record_finding(year, request, by=auditor, verdict="refused", words="Geen datum")
    with pytest.raises(Refused, match="wat u zag"):
        record_finding(year, request, by=auditor, verdict="refused", receipt=receipt)
    record_finding(year, request, by=auditor, verdict="refused", words="Geen datum", receipt=receipt)
    request = scene.fresh(request)
    assert (request.status, request.receipts.get().refusal) == ("paid", "Geen datum")
    with pytest.raises(Refused, match="bon"):
        account_request(request, by=person("treasurer"))


def test_a_question_is_answered_before_the_year_ends(year) -> None:
    request, auditor = accounted(), person("auditor")
    with pytest.raises(Refused, match="Trek eerst"):
        end_audit(year, by=auditor, verdict="approved", words="Goed")
    draw_sample(year, by=auditor, size=1)
    with pytest.raises(Refused, match="Nog 1 uitgave"):
        end_audit(year, by=auditor, verdict="approved", words="Goed")
    finding = record_finding(year, request, by=auditor, verdict="question", words="Waarom deze winkel?")
    with pytest.raises(Refused, match="Nog 1 vraag"):
        end_audit(year, by=auditor, verdict="approved", words="Goed")
    with pytest.raises(Refused, match="penningmeester"):
        answer_finding(finding, by=person("chair"), words="Daarom")
    answer_finding(finding, by=person("treasurer"), words="Dat was de goedkoopste")
    end_audit(year, by=auditor, verdict="approved", words="De boeken kloppen.")
    for late in (
        lambda: draw_sample(year, by=auditor, size=1, reason="nog eens"),
        lambda: record_finding(year, request, by=auditor, verdict="fine"),
        lambda: answer_finding(finding, by=person("treasurer"), words="nog iets"),
        lambda: end_audit(year, by=auditor, verdict="refused", words="Toch niet"),
    ):
        with pytest.raises(Refused, match="afgesloten"):
            late()


def test_a_finding_is_about_this_year_and_not_about_oneself(year) -> None:
    other = scene.approved("10.00")
    with pytest.raises(Refused, match="niet van dit jaar"):
        record_finding(year, other, by=person("auditor"), verdict="fine")
    own = booking("10.00", payee_user=person("auditor"))
    with pytest.raises(Refused, match="iemand anders"):
        record_finding(year, own.request, by=person("auditor"), verdict="fine")


def text_of(response) -> str:
    return " ".join(response.content.decode().replace("\xa0", " ").split())


def test_the_page_of_the_kascommissie(client, year) -> None:
    request, address = accounted(), f"/werk/geld/kas/{year.year}/"
    client.force_login(person("auditor"))
    page = text_of(client.get(address))
    assert "Er is nog niet getrokken" in page and request.number in page
    page = text_of(client.post(address, {"doe": "trek", "size": 5}, follow=True))
    seed = AuditDraw.objects.get().seed
    assert "Trekking 1: 5 uit 1" in page and seed in page
    page = client.post(address, {"doe": "oordeel", "aanvraag": request.pk, "verdict": "question"})
    assert page.status_code == 409 and "wat u zag" in text_of(page)
    sent = {"doe": "oordeel", "aanvraag": request.pk, "verdict": "question", "words": "Waarom?"}
    client.post(address, sent)
    finding = AuditFinding.objects.get()
    client.force_login(person("treasurer"))
    assert client.post(address, {"doe": "trek", "size": 5}).status_code == 403
    client.post(address, {"doe": "antwoord", "bevinding": finding.pk, "words": "Daarom"})
    client.force_login(person("auditor"))
    assert client.post(address, {"doe": "antwoord", "bevinding": finding.pk, "words": "x"}).status_code == 403
    page = text_of(client.get(address))
    assert "Antwoord van Paul Penningmeester: Daarom" in page
    ended = {"doe": "sluit", "verdict": "approved", "words": "Alles klopt."}
    page = text_of(client.post(address, ended, follow=True))
    assert "De boeken kloppen" in page and "Trek opnieuw" not in page


def test_the_folder_goes_along_as_a_zip(client, year) -> None:
    request = accounted(payee_iban="NL91ABNA0417164300")
    draw_sample(year, by=person("auditor"), size=1)
    client.force_login(person("auditor"))
    response = client.get(f"/werk/geld/kas/{year.year}/map.zip")
    archive = ZipFile(io.BytesIO(b"".join(response.streaming_content)))
    assert archive.testzip() is None
    receipt = request.receipts.get()
    assert f"bonnen/{request.number}/receipt-{receipt.pk}.pdf" in archive.namelist()
    assert archive.read(f"bonnen/{request.number}/receipt-{receipt.pk}.pdf")[:5] == b"%PDF-"
    text = archive.read("uitgaven.csv").decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(text), delimiter=";")
    assert (row["nummer"], row["betaald"], row["les"], row["getrokken"]) == (
        request.number,
        "100.00",
        "'=1+1",
        "ja",
    )
    assert AuditDraw.objects.get().seed in archive.read("lees-mij.txt").decode()
    everything = b"".join(
        archive.read(name) for name in archive.namelist() if name.endswith((".csv", ".txt"))
    )
    assert b"NL91" not in everything


@pytest.mark.parametrize("who", ["board_member", "chair", "deputy", "manager", "resident", "admin"])
def test_the_folder_is_for_the_kascommissie_and_the_treasurer(client, year, who: str) -> None:
    client.force_login(person(who))
    assert client.get(f"/werk/geld/kas/{year.year}/").status_code == 403
    assert client.get(f"/werk/geld/kas/{year.year}/map.zip").status_code == 403


def test_the_folder_asks_a_constant_number_of_times(client, year) -> None:
    address = f"/werk/geld/kas/{year.year}/"
    client.force_login(person("auditor"))
    accounted("10.00")
    draw_sample(year, by=person("auditor"), size=5)

    def asked() -> int:
        client.get(address)
        with CaptureQueriesContext(connection) as found:
            assert client.get(address).status_code == 200
        return len(found)

    before = asked()
    for amount in ("11.00", "12.00", "13.00"):
        accounted(amount)
    draw_sample(year, by=person("auditor"), size=5, reason="meer")
    assert asked() == before <= 12
    assert all(row.proved and row.seen for row in folder(year))


def test_reminders_of_reports_go_out_once_each(year) -> None:
    request = booking("10.00").request
    due = scene.fresh(request).report_due

    def on(days: int) -> int:
        with clock.moved_to(clock.now() + (due + timedelta(days=days) - clock.today())):
            return remind_reports()

    assert [on(-8), on(-7), on(-7), on(0), on(1), on(7), on(8)] == [0, 1, 0, 1, 0, 2, 0]
    evaluate_request(request, by=person("treasurer"), reached="no", brought="Niets")
    assert on(30) == 0
    assert Message.objects.filter(template="budgets/report_late").count() == 2


def test_late_reports_are_listed(client, year) -> None:
    request = booking("10.00").request
    client.force_login(person("board_member"))
    assert "Geen verslag is te laat" in text_of(client.get("/werk/geld/verslagen/"))
    due = scene.fresh(request).report_due
    with clock.moved_to(clock.now() + (due + timedelta(days=3) - clock.today())):
        page = text_of(client.get("/werk/geld/verslagen/"))
    assert "Verslag te laat" in page
