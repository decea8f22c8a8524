"""The pages of the bank as the treasurer and the kascommissie meet them; nobody else does."""

from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from budgets.models import BankAccount, BankEntry, BankImport, BankPart, Booking
from tests.budgets import bank_files as files
from tests.budgets import scene
from tests.budgets.bank_files import OWN, SHOP, Line, camt
from tests.budgets.bank_scene import account, booking, entries, entry, judged
from tests.personas import person
from wijkraad.terms import clock

pytestmark = pytest.mark.django_db
D = Decimal
BANK = "/werk/geld/bank/"


@pytest.fixture
def as_(client, people):
    scene.year(lines={"Verkeer": "9000.00"})

    def come_in(key: str):
        client.force_login(people[key])
        return client

    return come_in


def text_of(response) -> str:
    return " ".join(response.content.decode().replace("\xa0", " ").split())


def send(client, content: bytes, name: str = "afschrift.xml", **more: str):
    return client.post(f"{BANK}inlezen/", {"file": SimpleUploadedFile(name, content), **more}, follow=True)


def test_from_account_to_last_match(as_) -> None:
    client = as_("treasurer")
    assert "nog geen eigen rekening" in text_of(client.get(f"{BANK}inlezen/"))
    given = {"iban": "NL20 INGB 0001 2345 67", "name": "Stichting Wijkraad", "since": "2020-01-01"}
    page = client.post(f"{BANK}rekeningen/", given, follow=True)
    assert BankAccount.objects.get().iban == OWN and "staat erbij" in text_of(page)
    paid = booking("120.00", payee_iban=SHOP)
    today = clock.today()
    lines = [Line("-120.00", on=today, words=f"betreft {paid.request.number}"), Line("5.00", on=today)]
    page = send(client, camt(lines, on=today))
    assert "Lees in" in text_of(page) and not BankEntry.objects.exists()
    batch = BankImport.objects.get()
    page = client.post(f"{BANK}inlezen/{batch.uuid}/", {"doe": "inlezen"}, follow=True)
    assert "2 bankregels zijn ingelezen" in text_of(page)
    page = text_of(client.get(BANK))
    assert f"Voorstel {paid.request.number}".replace(" ", "") in page.replace("</b> ", "").replace(" ", "")
    found = BankEntry.objects.get(amount=D("-120.00"))
    value = f"{found.pk}|{paid.pk}:120.00|100|amount reference"
    assert "Vink eerst aan" in text_of(client.post(BANK, {}))
    page = client.post(BANK, {"voorstel": [value]}, follow=True)
    assert "1 bankregel is gekoppeld" in text_of(page)
    assert BankPart.objects.get().why == "amount reference"
    left = BankEntry.objects.get(amount=D("5.00"))
    sent = {"doe": "uitleg", "uitleg-kind": "income", "uitleg-words": "Rente", "uitleg-amount": ""}
    client.post(f"{BANK}regel/{left.pk}/", sent)
    page = text_of(client.get(BANK))
    assert "Elke bankregel is uitgelegd" in page and "Elke boeking is bij de bank gezien" in page
    assert "1 / 1" in text_of(client.get(f"{BANK}gevonden/{today.year}/"))


def test_a_bad_file_says_where_and_why(as_) -> None:
    account()
    page = text_of(send(as_("treasurer"), files.ASN_CSV.replace(b"12.40,10", b"12.4x,10"), "asn.csv"))
    assert "Er is niets ingelezen" in page and "Transactiebedrag" in page and "12.4x" in page
    page = text_of(send(as_("treasurer"), camt([Line("-1.00")], closing="1000.00")))
    assert "Verschil: −€ 1,00" in page
    assert "Kies eerst een bestand" in text_of(as_("treasurer").post(f"{BANK}inlezen/", {}))


def test_the_same_file_again_is_refused_on_the_page(as_) -> None:
    client, content = as_("treasurer"), camt([Line("-1.00")])
    account()
    send(client, content)
    client.post(f"{BANK}inlezen/{BankImport.objects.get().uuid}/", {"doe": "inlezen"})
    assert "Er komt niets bij" in text_of(send(client, content))


def test_a_large_file_goes_to_the_worker_with_progress(as_, monkeypatch) -> None:
    client = as_("treasurer")
    account()
    monkeypatch.setattr("budgets.views.bank_import.AT_ONCE", 10)
    page = send(client, camt([Line("-1.00")]))
    assert "data-ververs" in page.content.decode() and "ook als u deze pagina sluit" in text_of(page)
    from budgets.tasks import check_bank_import, read_bank_import

    batch = BankImport.objects.get()
    check_bank_import(batch=batch.pk)
    page = client.post(f"{BANK}inlezen/{batch.uuid}/", {"doe": "inlezen"}, follow=True)
    assert "Wij beginnen zo" in text_of(page)
    read_bank_import(batch=batch.pk)
    assert "1 bankregel is toegevoegd" in text_of(client.get(f"{BANK}inlezen/{batch.uuid}/"))


def test_dividing_and_undoing_by_hand(as_) -> None:
    client = as_("treasurer")
    one, other = booking("60.00"), booking("40.00")
    found = entry("-100.00")
    address = f"{BANK}regel/{found.pk}/"

    def divide(first: str):
        amounts = {f"boeking-{one.pk}": first, f"boeking-{other.pk}": "40,00"}
        return client.post(address, {"doe": "verdeel", **amounts})

    page = divide("60,5")
    assert page.status_code == 409 and "niet duidelijk" in text_of(page)
    assert 'value="60,5"' in page.content.decode()
    assert "U verdeelt € 100,01" in text_of(divide("60,01")) and not BankPart.objects.exists()
    divide("60,00")
    part = BankPart.objects.get(booking=one)
    assert client.post(address, {"doe": "los", "deel": part.pk}).status_code == 422
    client.post(address, {"doe": "los", "deel": part.pk, "los-reason": "verkeerde aanvraag"})
    page = text_of(client.get(address))
    assert "Losgemaakt op" in page and "verkeerde aanvraag" in page and "€ 60,00" in page


def test_fee_refund_and_question_from_the_page(as_) -> None:
    client = as_("treasurer")
    fees = scene.approved("25.00", payee_name="De Bank NV")
    out = entry("-9.95", words="kosten")
    sent = {"doe": "betaling", "betaling-request": fees.pk, "betaling-second_signature": person("chair").pk}
    client.post(f"{BANK}regel/{out.pk}/", sent)
    assert Booking.objects.get().amount == D("9.95")
    back = entry("2.00", words="terug")
    client.post(f"{BANK}regel/{back.pk}/", {"doe": "terug", "terug-request": fees.pk})
    assert Booking.objects.get(kind="refund").amount == D("-2.00")
    odd = entry("3.00", words="van wie?")
    sent = {"doe": "vraag", "vraag-owner": person("chair").pk, "vraag-words": "Van wie is dit?"}
    client.post(f"{BANK}regel/{odd.pk}/", sent)
    page = text_of(client.get(BANK))
    assert "Vera Voorzitter zoekt dit uit" in page and "Van wie is dit?" in page


def test_the_kascommissie_reads_and_changes_nothing(as_) -> None:
    booking("120.00")
    found = entry("-120.00")
    batch = judged(camt([Line("-1.00")], number="x", opening="880.00"))
    client = as_("auditor")
    for address in ("", "inlezen/", "rekeningen/", f"regel/{found.pk}/", f"inlezen/{batch.uuid}/"):
        assert client.get(BANK + address).status_code == 200, address
    assert "Dit klopt" not in text_of(client.get(BANK))
    assert send(client, camt([Line("-2.00")])).status_code == 403
    assert client.post(f"{BANK}regel/{found.pk}/", {"doe": "vraag"}).status_code == 403
    assert client.post(f"{BANK}inlezen/{batch.uuid}/", {"doe": "inlezen"}).status_code == 403
    assert client.post(f"{BANK}rekeningen/", {"iban": OWN}).status_code == 403


STRANGERS = ["board_member", "chair", "secretary", "deputy", "manager", "resident", "admin"]


@pytest.mark.parametrize("who", STRANGERS)
def test_nobody_else_sees_the_bank(as_, who: str) -> None:
    found = entry("-1.00", name="J. de Vries", iban=files.PERSON)
    client = as_(who)
    for address in ("", "inlezen/", "rekeningen/", f"regel/{found.pk}/", f"gevonden/{clock.today().year}/"):
        assert client.get(BANK + address).status_code == 403, address


def test_damaged_buttons_change_nothing(as_) -> None:
    client = as_("treasurer")
    paid, found = booking("120.00"), entry("-120.00")
    broken = [f"{found.pk}|{paid.pk}:veel|9|amount", f"{found.pk}|999999:1.00|9|amount"]
    for value in ("", "x", "1|1|1|1|1", *broken):
        assert client.post(BANK, {"voorstel": [value]}).status_code == 409, value
    assert client.post(f"{BANK}regel/{found.pk}/", {"doe": "iets"}).status_code == 404
    unknown = {"doe": "los", "deel": "9", "los-reason": "x"}
    assert client.post(f"{BANK}regel/{found.pk}/", unknown).status_code == 404
    assert not BankPart.objects.exists()


def test_the_number_of_statements_does_not_grow(as_) -> None:
    client, today = as_("treasurer"), clock.today()
    scene.year(today.year - 1, {"Vorig": "100.00"})
    booking("10.00", payee_iban=SHOP)
    entries(*[Line("-10.00", on=today)] * 3, on=today)

    def asked(address: str) -> int:
        client.get(address)
        with CaptureQueriesContext(connection) as found:
            assert client.get(address).status_code == 200
        return len(found)

    pages = [BANK, f"{BANK}gevonden/{today.year}/", f"{BANK}inlezen/", f"{BANK}rekeningen/"]
    pages.append(f"{BANK}regel/{BankEntry.objects.earliest('pk').pk}/")
    before = [asked(one) for one in pages]
    for _n in range(3):
        booking("10.00", payee_iban=SHOP)
    entries(*[Line("-10.00", on=today, words="meer")] * 30, on=today, number="b", opening="970.00")
    assert [asked(one) for one in pages] == before
    assert max(before) <= 12
