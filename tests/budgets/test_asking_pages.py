"""Asking and paying through the pages: may-this, the form, conflicts, several at once, orders, rules."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from budgets import actions
from budgets.editing import digest_of
from budgets.models import BankAccount, Booking, Mandate, PaymentOrder, Receipt, SpendRequest
from tests.budgets import scene
from tests.papers import whole_pdf
from wijkraad.people.models import SettingProposal, User
from wijkraad.terms import clock
from wijkraad.terms.models import Setting

D = Decimal
IBAN = "NL91ABNA0417164300"


@pytest.fixture
def year(db, people):
    return scene.year()


@pytest.fixture
def sign_in(client, people):
    def come_in(key: str):
        client.force_login(people[key])
        return client

    return come_in


@pytest.fixture
def account(people):
    return BankAccount.objects.create(
        iban="NL20INGB0001234567",
        name="Stichting Wijkraad",
        since=date(2020, 1, 1),
        added_by=people["treasurer"],
        added_at=clock.now(),
    )


def text_of(response) -> str:
    return " ".join(response.content.decode().replace("\xa0", " ").split())


def wish(**changes):
    found = {
        "title": "Vier bakken",
        "goal": "Minder hard rijden",
        "line": scene.line().pk,
        "amount": "100,00",
        "payee_kind": "organisation",
        "payee_name": "Kwekerij BV",
        "exception": "proef",
        "post-TOTAL_FORMS": "2",
        "post-INITIAL_FORMS": "0",
        "post-0-what": "bakken",
        "post-0-amount": "60,00",
        "post-1-what": "aarde",
        "post-1-amount": "40,00",
        "doe": "indienen",
    }
    return found | changes


def test_may_this_tells_everything_and_keeps_nothing(sign_in, year, people):
    issue = scene.issue()
    ruling = scene.decision(amount=D("400.00"), issues=[issue])
    query = {
        "line": scene.line().pk,
        "amount": "300",
        "issues": issue.number,
        "payee_name": "Vera Voorzitter",
    }
    words = text_of(sign_in("board_member").get("/werk/geld/mag-dit/", query))
    for part in (
        "Nee, dit mag nog niet.",
        "Boven € 250,00 is een besluit nodig",
        "Zet het op de agenda",
        f"besluit {ruling.number}. Daarvan is € 400,00 over",
        "2 goedkeuringen nodig",
        "Vera Voorzitter krijgt het geld",
        "Hanneke Bestuur vraagt dit zelf aan",
    ):
        assert part in words, part
    words = text_of(sign_in("board_member").get("/werk/geld/mag-dit/", query | {"decision": ruling.pk}))
    assert "Ja, dit mag." in words and "Daarna: € 700,00" in words
    assert f"nieuw/?line={scene.line().pk}&amp;amount=300&amp;decision={ruling.pk}" in words
    assert "Vraag dit geld aan" not in text_of(sign_in("auditor").get("/werk/geld/mag-dit/", query))
    assert sign_in("resident").get("/werk/geld/mag-dit/").status_code == 403
    assert not SpendRequest.objects.exists()


def test_items_that_do_not_add_up_lose_no_word(sign_in, year, people):
    client = sign_in("board_member")
    page = client.post("/werk/geld/nieuw/", wish(**{"post-1-amount": "39,99"}))
    words = text_of(page)
    assert "samen € 99,99" in words and 'value="aarde"' in words and 'value="39,99"' in words
    more = text_of(client.post("/werk/geld/nieuw/", wish(doe="post")))
    assert 'name="post-4-what"' in more and 'value="bakken"' in more and "utrecht-alert--error" not in more
    half = text_of(client.post("/werk/geld/nieuw/", wish(**{"post-1-amount": ""})))
    assert "Vul in wat dit kost." in half
    assert not SpendRequest.objects.exists()


def test_a_request_with_a_quote_and_a_person(sign_in, year, people, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    file = SimpleUploadedFile("offerte.pdf", whole_pdf(), "application/pdf")
    person = {"payee_kind": "person", "payee_name": "Jan", "payee_iban": IBAN, "payee_address": "Beeklaan 1"}
    wrong = sign_in("board_member").post(
        "/werk/geld/nieuw/", wish(**person | {"payee_iban": "NL91ABNA0417164301"})
    )
    assert wrong.status_code == 200 and "NL91 ABNA 0417 1643 01" in text_of(wrong)
    sent = sign_in("board_member").post("/werk/geld/nieuw/", wish(**person, quote=file))
    request = SpendRequest.objects.get()
    assert sent["Location"] == f"/werk/geld/{request.uuid}/" and request.status == "submitted"
    assert Receipt.objects.get().kind == "quote" and request.items.count() == 2
    actions.declare_interest(request, by=people["chair"], person=people["chair"], kind="conflict")
    address = f"/werk/geld/{request.uuid}/"
    assert "NL91 ABNA 0417 1643 00" in text_of(sign_in("treasurer").get(address))
    hidden = text_of(sign_in("chair").get(address))
    assert "NL91" not in hidden and "Beeklaan 1" not in hidden and "alleen voor wie tekent" in hidden
    bad = SimpleUploadedFile("offerte.pdf", b"<script>", "application/pdf")
    page = sign_in("board_member").post(f"{address}wijzigen/", wish(**person, quote=bad))
    assert "geen PDF" in text_of(page) and "Kies uw bestand nog een keer" in text_of(page)


def test_two_editors_see_both_texts(sign_in, year, people):
    request = scene.submitted("100.00")
    seen = digest_of(request)
    actions.change_request(request, by=request.requester, goal="Het nieuwe doel")
    address = f"/werk/geld/{request.uuid}/wijzigen/"
    page = sign_in("board_member").post(address, wish(seen=seen, goal="Mijn andere doel"))
    words = text_of(page)
    assert page.status_code == 409
    assert "Het nieuwe doel" in words and "Mijn andere doel" in words and "terwijl u schreef" in words
    again = digest_of(scene.fresh(request))
    assert f'name="seen" value="{again}"' in words
    assert sign_in("board_member").post(address, wish(seen=again)).status_code == 302


def test_a_rejected_one_comes_back_filled_in(sign_in, year, people):
    request = scene.submitted("80.00", payee_iban=IBAN, payee_kind="person", payee_name="Jan")
    actions.reject_request(request, by=people["chair"], reason="te duur")
    page = text_of(sign_in("board_member").get(f"/werk/geld/{request.uuid}/"))
    assert "te duur" in page and "Maak er een nieuwe aanvraag van" in page
    address = f"/werk/geld/nieuw/?opnieuw={request.uuid}"
    filled = text_of(sign_in("board_member").get(address))
    assert "Vier plantenbakken" in filled and "NL91 ABNA 0417 1643 00" in filled
    assert filled.count("Vier plantenbakken") == 2, "an item that nobody wrote comes back: 80.00 beside it"
    assert sign_in("secretary").get(address).status_code == 404
    assert sign_in("board_member").post(address, wish()).status_code == 302
    assert SpendRequest.objects.get(replaces=request).status == "submitted"


@pytest.mark.parametrize("mark", ["iban", "household"])
def test_a_second_account_finds_no_road(sign_in, year, people, mark):
    """By the page, several at once, and the admin site: who counts as the requester approves nothing."""
    asker, second = people["board_member"], people["other_board_member"]
    if mark == "household":
        User.objects.filter(pk__in=[asker.pk, second.pk]).update(household="zelfde-adres")
    else:
        for user in (asker, second):
            scene.submitted(
                "5.00", by=people["secretary"], payee_user=user, payee_iban=IBAN, payee_kind="person"
            )
    wanted = scene.submitted("40.00")
    client = sign_in("other_board_member")
    assert client.post(f"/werk/geld/{wanted.uuid}/goedkeuren/").status_code == 409
    assert client.post("/werk/geld/samen/", {"kies": [wanted.pk]}).status_code == 409
    for key in ("other_board_member", "admin"):
        at = f"/beheer/budgets/spendrequest/{wanted.pk}/change/"
        assert sign_in(key).post(at, {"status": "approved"}).status_code in (302, 403, 404)
    assert sign_in("admin").post(f"/werk/geld/{wanted.uuid}/goedkeuren/").status_code in (403, 404)
    assert scene.fresh(wanted).status == "submitted" and not wanted.approvals.exists()


def test_several_at_once_each_judged_apart(sign_in, year, people):
    """Own, conflicted and too large ones stay with their reason; a bulk action opens no road."""
    good, own = scene.submitted("40.00"), scene.submitted("30.00", by=people["chair"])
    large, out = scene.submitted("900.00"), scene.submitted("20.00")
    actions.declare_interest(out, by=people["chair"], person=people["chair"], kind="related")
    keys = [one.pk for one in (good, own, large, out)]
    page = sign_in("chair").post("/werk/geld/samen/", {"kies": keys})
    words = text_of(page)
    assert page.status_code == 409 and "3 aanvragen zijn niet goedgekeurd" in words
    for part in ("U vroeg dit zelf aan", "is een besluit nodig", "familie of vriend"):
        assert part in words, part
    assert [scene.fresh(one).status for one in (good, own, large, out)] == ["approved"] + ["submitted"] * 3
    assert sign_in("auditor").post("/werk/geld/samen/", {"kies": keys[1:]}).status_code == 409
    assert sign_in("resident").post("/werk/geld/samen/", {"kies": keys}).status_code == 403
    assert SpendRequest.objects.filter(status="approved").count() == 1


def test_an_order_from_choosing_to_booking(sign_in, year, people, account):
    one, two = scene.approved("100.00", payee_iban=IBAN), scene.approved("60.00", payee_iban=IBAN)
    client, today = sign_in("treasurer"), clock.today().isoformat()
    assert "NL91 ABNA" in text_of(client.get("/werk/geld/betalen/"))
    nothing = client.post("/werk/geld/betalen/", {"execute_on": today})
    assert "Kruis minstens één uitgave aan" in text_of(nothing)
    chosen = {"execute_on": today, f"kies_{one.pk}": "on", f"woorden_{one.pk}": "Factuur 12 / maart"}
    made = client.post("/werk/geld/betalen/", chosen | {f"kies_{two.pk}": "on"})
    order = PaymentOrder.objects.get()
    address = made["Location"]
    words = text_of(client.get(address))
    assert (
        "Factuur 12 / maart" in words and 'data-kopieer="NL91ABNA0417164300"' in words and "€ 160,00" in words
    )
    file = client.get(f"{address}bestand.xml")
    assert file["Content-Type"] == "application/xml" and b"<CtrlSum>160.00</CtrlSum>" in file.content
    assert order.reference in file["Content-Disposition"]
    item = order.items.get(request=one)
    book = {"boeken-items": [item.pk], "boeken-paid_on": today, "boeken-second_signature": people["chair"].pk}
    assert client.post(f"{address}boeken/", book).status_code == 409
    assert client.post(f"{address}naar-de-bank/").status_code == 302
    assert not Booking.objects.exists()
    assert client.post(f"{address}boeken/", book).status_code == 302
    again = client.post(f"{address}boeken/", book)
    assert again.status_code == 422 and Booking.objects.count() == 1
    assert client.post(f"{address}vervallen/", {"vervallen-reason": ""}).status_code == 422
    assert client.post(f"{address}vervallen/", {"vervallen-reason": "bank weigert"}).status_code == 302
    assert client.get(f"{address}bestand.xml").status_code == 404
    assert sign_in("auditor").get(address).status_code == 200
    for key in ("chair", "deputy", "admin"):
        assert sign_in(key).get(address).status_code == 403


def test_cash_and_a_correction_through_the_page(sign_in, year, people, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    request = scene.approved("40.00")
    client, base, today = sign_in("treasurer"), f"/werk/geld/{request.uuid}/", clock.today().isoformat()
    pay = {"betalen-key": "k1", "betalen-amount": "40,00", "betalen-paid_on": today, "betalen-method": "cash"}
    refused = client.post(f"{base}betalen/", pay)
    assert refused.status_code == 409 and "alleen met een bon" in text_of(refused)
    file = SimpleUploadedFile("bon.pdf", whole_pdf(), "application/pdf")
    client.post(f"{base}bon/", {"bon-kind": "receipt", "bon-file": file})
    assert client.post(f"{base}betalen/", pay).status_code == 302
    booking = Booking.objects.get()
    fix = {"corrigeren-booking": booking.pk, "corrigeren-amount": "35,00", "corrigeren-paid_on": today}
    assert client.post(f"{base}corrigeren/", fix).status_code == 422
    assert client.post(f"{base}corrigeren/", fix | {"corrigeren-reason": "typefout"}).status_code == 302
    assert [one.amount for one in Booking.objects.order_by("id")] == [D("40"), D("-40"), D("35")]
    words = text_of(client.get(base))
    assert "contant" in words and "typefout" in words


def test_a_rule_changes_by_two_people_on_the_page(sign_in, year, people):
    change = {"key": "light_limit", "value": "300,00", "source": "B2026-001"}
    assert sign_in("treasurer").post("/werk/geld/regels/", change).status_code == 302
    address = f"/werk/geld/regels/{SettingProposal.objects.get().pk}/"
    assert "Een ander bevestigt het" in text_of(sign_in("treasurer").get("/werk/geld/regels/"))
    own = sign_in("treasurer").post(address, follow=True)
    assert "tweede persoon" in text_of(own) and not Setting.objects.exists()
    sign_in("chair").post(address)
    assert Setting.objects.get().value == "300.00"
    bad = sign_in("chair").post("/werk/geld/regels/", change | {"value": "1,000.0"})
    assert "niet duidelijk" in text_of(bad)
    assert "€ 300,00" in text_of(sign_in("auditor").get("/werk/geld/regels/"))
    assert sign_in("auditor").post(address).status_code == 403


def test_a_rule_of_a_later_day_stands_apart_and_names_its_decision(sign_in, year, people):
    """Today's value keeps its own source; a decision that nobody took is refused beside its field."""
    day, ruling = date(clock.today().year + 1, 2, 5), scene.decision()
    change = {
        "key": "light_limit",
        "value": "300,00",
        "source": "kleine bonnen",
        "starts_on": day.isoformat(),
    }
    wrong = sign_in("treasurer").post("/werk/geld/regels/", change | {"decision_number": "B1999-001"})
    assert "Dit besluit kennen wij niet" in text_of(wrong) and "kleine bonnen" in wrong.content.decode()
    sign_in("treasurer").post("/werk/geld/regels/", change | {"decision_number": ruling.number.lower()})
    proposal = SettingProposal.objects.get()
    assert proposal.decision_number == ruling.number
    told = text_of(sign_in("chair").post(f"/werk/geld/regels/{proposal.pk}/", follow=True))
    assert f"geldt vanaf 5 februari {day.year}" in told
    now, _mark, coming = told.partition("Dit verandert")
    assert "€ 250,00" in now and "€ 300,00" not in now and "kleine bonnen" not in now
    assert "kleine bonnen" in coming and f">{ruling.number}</a>" in coming and "€ 300,00" in coming


def test_overspend_with_and_without_a_decision_on_the_pages(sign_in, year, people):
    line = scene.line("Organisatie")
    request = scene.submitted("600.00", on=line, decision=scene.decision(amount=D("600.00")))
    base = f"/werk/geld/{request.uuid}/"
    refused = sign_in("chair").post(f"{base}goedkeuren/")
    assert refused.status_code == 409 and "nog € 500,00 vrij" in text_of(refused)
    ruling = scene.decision(amount=D("100.00"))
    leave = {"decision": ruling.pk, "line": line.pk, "kind": "overspend", "amount": "100,00"}
    assert sign_in("board_member").post("/werk/geld/mandaten/", leave).status_code == 200
    assert not Mandate.objects.exists()
    assert sign_in("treasurer").post("/werk/geld/mandaten/", leave | {"amount": "100,01"}).status_code == 409
    assert sign_in("treasurer").post("/werk/geld/mandaten/", leave).status_code == 302
    for key in ("chair", "treasurer"):
        assert sign_in(key).post(f"{base}goedkeuren/").status_code == 302
    held = Mandate.objects.get()
    kept = sign_in("treasurer").post(f"/werk/geld/mandaten/{held.pk}/intrekken/", follow=True)
    assert "niet genoeg vrij" in text_of(kept) and scene.line("Organisatie").ceiling == D("100.00")


MOST = 11
"""Statements of a page of money at most: fewer than twelve."""


@pytest.mark.parametrize("address", ["", "betalen/", "mandaten/", "request", "asked", "order"])
def test_queries_do_not_grow(sign_in, year, people, account, address, django_assert_max_num_queries):
    first = scene.approved("10.00", payee_iban=IBAN)
    order = actions.make_order([(first, "")], by=people["treasurer"], execute_on=clock.today())
    waiting = scene.submitted("9.00", payee_iban=IBAN)
    ruling = scene.decision(amount=D("400.00"), issues=[scene.issue()])
    asked = scene.submitted("300.00", payee_iban=IBAN, decision=ruling)
    place = {"request": f"/werk/geld/{waiting.uuid}/", "order": f"/werk/geld/betaalopdracht/{order.uuid}/"}
    place["asked"] = f"/werk/geld/{asked.uuid}/"

    leave = scene.decision(amount=D("90.00"))
    actions.grant_mandate(leave, by=people["treasurer"], line=scene.line("Organisatie"), amount=D("9.00"))
    client = sign_in("treasurer")

    def count() -> int:
        page = place.get(address, f"/werk/geld/{address}")
        client.get(page)  # settings are read once per process
        with django_assert_max_num_queries(MOST) as found:
            assert client.get(page).status_code == 200
        return len(found)

    small = count()
    actions.drop_order(order, by=people["treasurer"], reason="opnieuw")
    more = [scene.approved(f"{n}.00", payee_iban=IBAN) for n in range(1, 5)]
    order = actions.make_order([(one, "") for one in more], by=people["treasurer"], execute_on=clock.today())
    place["order"] = f"/werk/geld/betaalopdracht/{order.uuid}/"
    ruling = scene.decision(amount=D("90.00"))
    for _n in range(3):
        actions.grant_mandate(ruling, by=people["treasurer"], line=scene.line(), amount=D("9.00"))
        scene.submitted("8.00", payee_iban=IBAN)
    assert count() <= small
