"""The pages of money, as each person meets them."""

import io
from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from budgets.actions import (
    add_line,
    adopt_budget,
    approve_request,
    change_line,
    evaluate_request,
    make_order,
    open_budget,
    pay_request,
)
from budgets.models import BankAccount, Booking, Budget, Receipt, SpendRequest
from tests.budgets import scene
from tests.papers import whole_pdf
from tests.personas import PASSWORD
from wijkraad.terms import clock

D = Decimal


@pytest.fixture
def year(db, people):
    return scene.year()


@pytest.fixture
def sign_in(client, people):
    def come_in(key: str):
        client.login(username=people[key].email, password=PASSWORD) or client.force_login(people[key])
        client.force_login(people[key])
        return client

    return come_in


def paid(amount: str = "100.00", **words):
    request = scene.approved(amount, **words)
    pay_request(request, by=scene.person("treasurer"), second_signature=scene.person("secretary"))
    return scene.fresh(request)


def text_of(response) -> str:
    return " ".join(response.content.decode().replace("\xa0", " ").split())


def test_no_budget_yet(client, db):
    assert "nog geen begroting" in text_of(client.get("/budget/"))
    assert client.get("/budget/2026/").status_code == 404


def test_the_year_for_everybody(client, year):
    issue = scene.issue()
    ruling = scene.decision(amount=D("400.00"), issues=[issue])
    paid("400.00", issue=issue, decision=ruling)
    paid("80.00", payee_kind="person", payee_name="Jan Jansen", payee_iban="NL91ABNA0417164300")
    response = client.get("/budget/")
    page = text_of(response)
    assert response.status_code == 200 and not response.cookies
    assert "Jan Jansen" not in page and "NL91" not in page
    assert "een persoon" in page and "Kwekerij De Loosduin BV" in page
    assert f"/kwesties/{issue.number}/" in page and f"/besluiten/{ruling.number}/" in page
    assert "Niet gekoppeld aan een kwestie" in page
    assert page.count('class="e-') >= 100
    assert "€ 480,00" in page
    narrowed = text_of(client.get(f"/budget/{year.year}/?thema=los"))
    assert "U ziet 1 uitgaven" in narrowed or "1 uitgave" in narrowed


def test_a_proposal_is_not_public(client, db, people):
    Budget.objects.create(year=2031, created_at=clock.now())
    assert client.get("/budget/2031/").status_code == 404


def test_the_small_story_of_one_spend(client, year, people):
    request = paid("100.00", issue=scene.issue())
    evaluate_request(
        request, by=people["board_member"], reached="yes", brought="19 van de 100", lesson="eerst tellen"
    )
    response = client.get(f"/uitgaven/{request.number}/")
    page = text_of(response)
    assert response.status_code == 200 and not response.cookies
    for words in (
        "19 van de 100",
        "eerst tellen",
        "de voorzitter",
        "€ 100,00",
        "De aanvrager keurde niet mee",
    ):
        assert words in page, words
    assert client.get("/uitgaven/U2026-999/").status_code == 404


def test_a_limited_issue_shows_no_number_place_or_day(client, year):
    issue = scene.issue("Kamers op nummer 12", visibility="limited")
    request = paid("100.00", issue=issue, public_wording="Spreekuur huur", public_goal="Bewoners helpen")
    for address in (f"/uitgaven/{request.number}/", "/budget/"):
        page = text_of(client.get(address))
        assert "Spreekuur huur" in page and "beperkt zichtbaar" in page
        assert issue.number not in page and "nummer 12" not in page and "plantenbakken" not in page


def test_a_confidential_issue_hides_its_spend(client, year, people):
    request = paid("100.00", issue=(issue := scene.issue("Geheim")))
    issue.visibility = "limited"
    type(issue).objects.filter(pk=issue.pk).update(visibility="confidential")
    assert client.get(f"/uitgaven/{request.number}/").status_code == 404
    page = text_of(client.get("/budget/"))
    assert request.number not in page
    assert "€ 100,00" in page  # the books stay whole


def test_who_may_open_the_desk(sign_in, client, year, people):
    assert client.get("/werk/geld/").status_code == 302
    for key in ("resident", "entrepreneur", "manager", "partner", "admin"):
        assert sign_in(key).get("/werk/geld/").status_code == 403, key
    for key in ("board_member", "secretary", "chair", "treasurer", "deputy", "auditor"):
        assert sign_in(key).get("/werk/geld/").status_code == 200, key
    assert sign_in("auditor").get("/werk/geld/nieuw/").status_code == 403


WISH = {
    "title": "Vier bakken",
    "goal": "Minder hard rijden",
    "amount": "1.200,00",
    "payee_kind": "organisation",
    "payee_name": "Kwekerij BV",
    "exception": "proef",
}


def test_may_i_is_answered_before_anything_is_saved(sign_in, year, people):
    page = sign_in("board_member").post(
        "/werk/geld/nieuw/", {"line": scene.line().pk, "amount": "1.200,00", "doe": "mag"}
    )
    words = text_of(page)
    assert "Nee, dit mag nog niet" in words
    assert "nog € 1.000,00 vrij" in words and "2 goedkeuringen" in words
    assert (
        "Vera Voorzitter" in words
        and "Hanneke Bestuur" not in words.split("Dat kunnen zijn")[1].split(".")[0]
    )
    assert not SpendRequest.objects.exists()


def test_an_unclear_amount_is_refused_beside_its_field(sign_in, year):
    page = sign_in("board_member").post(
        "/werk/geld/nieuw/", {**WISH, "line": scene.line().pk, "amount": "1,000.00", "doe": "indienen"}
    )
    assert "“1,000.00” is niet duidelijk" in text_of(page)
    assert 'value="Kwekerij BV"' in page.content.decode()


def test_the_whole_way_through_the_pages(sign_in, year, people, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    issue = scene.issue()
    ruling = scene.decision(amount=D("400.00"))
    wish = {**WISH, "line": scene.line().pk, "amount": "400", "decision": ruling.pk, "issues": issue.number}
    response = sign_in("board_member").post("/werk/geld/nieuw/", {**wish, "exception": "", "doe": "indienen"})
    request = SpendRequest.objects.get()
    base = f"/werk/geld/{request.uuid}/"
    assert response["Location"] == base
    page = text_of(sign_in("board_member").get(base))
    assert "U vroeg dit zelf aan" in page and "disabled" in page
    assert sign_in("board_member").post(f"{base}goedkeuren/").status_code == 409
    assert sign_in("auditor").post(f"{base}goedkeuren/").status_code == 409
    for key in ("chair", "treasurer"):
        assert sign_in(key).post(f"{base}goedkeuren/").status_code == 302
    today = clock.today().isoformat()
    pay = {"betalen-key": "k1", "betalen-amount": "400,00", "betalen-paid_on": today}
    refused = sign_in("treasurer").post(f"{base}betalen/", pay)
    assert refused.status_code == 409 and "tweede handtekening" in text_of(refused)
    pay["betalen-second_signature"] = people["chair"].pk
    for _again in range(2):
        assert sign_in("treasurer").post(f"{base}betalen/", pay).status_code == 302
    booking = Booking.objects.get()
    photo = io.BytesIO()
    Image.new("RGB", (40, 60), "white").save(photo, "PNG")
    bill = SimpleUploadedFile("bon.exe", photo.getvalue(), "application/octet-stream")
    assert (
        sign_in("board_member").post(f"{base}bon/", {"bon-kind": "receipt", "bon-file": bill}).status_code
        == 302
    )
    report = {"verslag-reached": "yes", "verslag-brought": "het werkt"}
    assert sign_in("board_member").post(f"{base}verslag/", report).status_code == 302
    early = sign_in("treasurer").post(f"{base}verantwoorden/")
    assert early.status_code == 409 and "bankafschrift" in text_of(early)
    seen = {"bankregel-booking": booking.pk, "bankregel-seen_on": today}
    assert sign_in("treasurer").post(f"{base}bankregel/", seen).status_code == 302
    assert sign_in("treasurer").post(f"{base}verantwoorden/").status_code == 302
    assert scene.fresh(request).status == "accounted"
    kept = Receipt.objects.get()
    sent = sign_in("auditor").get(f"/werk/geld/bon/{kept.pk}/")
    assert sent["Content-Disposition"].startswith("attachment") and sent.getvalue().startswith(b"\xff\xd8")
    assert sign_in("resident").get(f"/werk/geld/bon/{kept.pk}/").status_code == 403


RUNS = b"8 0 obj<</OpenAction<</S/JavaScript/JS(app.alert(1))>>>>endobj\n"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"<script>alert(1)</script>", "geen PDF en geen foto"),
        (b"%PDF-1.7 bon %%EOF", "beschadigd of is niet alleen een PDF"),
        (whole_pdf(RUNS), "iets dat kan draaien"),
        (whole_pdf(after=b"PK\x05\x06 een zip erachter"), "niet alleen een PDF"),
    ],
)
def test_a_strange_file_is_no_receipt(sign_in, year, people, content, words):
    request = scene.draft("50.00")
    bad = SimpleUploadedFile("bon.pdf", content, "application/pdf")
    page = sign_in("board_member").post(
        f"/werk/geld/{request.uuid}/bon/", {"bon-kind": "quote", "bon-file": bad}
    )
    assert page.status_code == 409 and words in text_of(page)
    assert not Receipt.objects.exists()


def test_visible_to_is_can_view(year, people):
    """For every persona and request: in the list exactly when the page opens."""
    limited, secret = scene.issue("Kamers", visibility="limited"), scene.issue("Iets", "verkeer")
    requests = [
        scene.draft("10.00"),
        scene.submitted("20.00"),
        scene.approved("30.00"),
        paid("40.00", issue=limited),
        paid("50.00", issue=secret),
        scene.submitted("60.00", issue=secret),
    ]
    type(secret).objects.filter(pk=secret.pk).update(visibility="confidential")
    expected = {
        "treasurer": {20, 30, 40, 50, 60},
        "auditor": {20, 30, 40, 50, 60},
        "board_member": {10, 20, 30, 40, 50, 60},
        "chair": {20, 30, 40},
        "deputy": {20, 30, 40},
        "resident": {30, 40},
        "manager": {30, 40},
        "admin": {30, 40},
    }
    from budgets.permissions import can_view

    for key, seen in expected.items():
        visible = SpendRequest.objects.visible_to(people[key])
        assert {int(one.amount) for one in visible} == seen, key
        for one in requests:
            assert can_view(people[key], one) == (int(one.amount) in seen)


@pytest.mark.parametrize("address", ["/budget/", "/werk/geld/"])
def test_queries_do_not_grow_with_the_rows(sign_in, year, people, address, django_assert_max_num_queries):
    def count() -> int:
        client = sign_in("treasurer") if "werk" in address else sign_in("treasurer")
        with django_assert_max_num_queries(26) as found:
            assert client.get(address).status_code == 200
        return len(found)

    issue = scene.issue()
    paid("10.00", issue=issue)
    scene.submitted("20.00", issue=issue)
    small = count()
    for _n in range(5):
        paid("10.00", issue=scene.issue(), decision=scene.decision())
        scene.submitted("20.00", issue=scene.issue(), payee_name=f"Bedrijf {_n} BV")
    assert count() == small


def test_paging_shows_every_spend_once(client, year, people):
    numbers = {paid(f"{n}.00").number for n in range(1, 15)}
    seen, address = [], "/budget/"
    while address:
        page = client.get(address).content.decode()
        seen += [part.split("/")[0] for part in page.split('href="/uitgaven/')[1:]]
        following = page.split('rel="next" href="')
        address = "/budget/" + following[1].split('"')[0].replace("&amp;", "&") if len(following) > 1 else ""
    assert len(seen) == 14 and set(seen) == numbers


def test_late_report_is_red(client, year, people):
    request = scene.approved("100.00")
    with clock.moved_to(clock.now() - timedelta(days=65)):
        pass
    pay_request(
        request,
        by=people["treasurer"],
        second_signature=people["secretary"],
        paid_on=clock.today() - timedelta(days=65),
    )
    assert "Verslag 5 dagen te laat" in text_of(client.get("/budget/"))


def test_reject_and_ask_through_the_page(sign_in, year, people):
    request = scene.submitted("50.00")
    base = f"/werk/geld/{request.uuid}/"
    assert sign_in("chair").post(f"{base}vragen/", {"vragen-question": ""}).status_code == 422
    assert (
        sign_in("chair").post(f"{base}vragen/", {"vragen-question": "Waar is de offerte?"}).status_code == 302
    )
    assert "Waar is de offerte?" in text_of(sign_in("board_member").get(base))
    sign_in("board_member").post(f"{base}antwoorden/", {"antwoorden-answer": "Staat erbij"})
    sign_in("chair").post(f"{base}afwijzen/", {"afwijzen-reason": "Te duur"})
    assert scene.fresh(request).status == "rejected"
    assert "Te duur" in text_of(sign_in("board_member").get(base))


def test_change_after_approval_asks_approval_again(sign_in, year, people):
    request = scene.submitted("50.00")
    approve_request(request, by=people["chair"])
    form = {**WISH, "line": scene.line().pk, "amount": "60,00", "doe": "indienen", "title": request.title}
    form |= {"goal": request.goal, "payee_name": request.payee_name, "exception": request.exception}
    assert sign_in("board_member").post(f"/werk/geld/{request.uuid}/wijzigen/", form).status_code == 302
    request = scene.fresh(request)
    assert (request.status, request.round, request.amount) == ("submitted", 2, D("60.00"))
    assert scene.line().reserved == 0


def test_a_line_over_several_years_is_public(client, db, people):
    """What each year was given stands on the page of every year; what is only proposed does not."""
    now, treasurer = clock.today().year, people["treasurer"]
    budget = open_budget(now, by=treasurer)
    add_line(budget, by=treasurer, name="Geveltuinen", original=D("500.00"), later={now + 1: D("400.00")})
    adopt_budget(budget, by=treasurer, decision=scene.decision())
    page = text_of(client.get("/budget/"))
    assert "Onderdelen over meer jaren" in page and "€ 400,00" in page and "nog niet vastgesteld" in page
    proposed = open_budget(now + 1, by=treasurer, copied=True)
    change_line(proposed.lines.get(), by=treasurer, name="Geveltuinen", original=D("999.00"), later={})
    assert "999,00" not in text_of(client.get("/budget/"))


def test_no_line_over_several_years_no_section(client, year):
    assert "Onderdelen over meer jaren" not in text_of(client.get("/budget/"))


def test_an_account_number_is_asked_in_words_that_html_knows(sign_in, year):
    page = sign_in("board_member").get("/werk/geld/nieuw/").content.decode()
    assert 'name="payee_iban"' in page and "max_length" not in page


def test_the_administrator_sees_that_an_order_was_made_and_not_for_whom(sign_in, year, people):
    BankAccount.objects.create(
        iban="NL20INGB0001234567", name="Wij", since=clock.today(), added_by=people["treasurer"],
        added_at=clock.now(),
    )  # fmt: skip
    request = scene.approved("10.00", payee_iban="NL91ABNA0417164300", payee_name="Mevrouw Jansen")
    order = make_order([(request, "")], by=people["treasurer"], execute_on=clock.today())
    client = sign_in("admin")
    for address in ("", f"{order.pk}/change/"):
        page = client.get(f"/beheer/budgets/paymentorder/{address}").content.decode()
        assert order.reference in page
        assert "Jansen" not in page and "ABNA" not in page and "INGB" not in page
    assert client.get("/beheer/budgets/paymentorder/add/").status_code == 403
