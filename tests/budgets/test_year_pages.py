"""The treasurer's year in the browser's words, and the report that is the same twice."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from budgets import actions
from budgets.actions.fund_reminders import remind_funds
from budgets.models import Budget, BudgetLine, FundApplication, Gift
from budgets.views.yearbook import as_pdf
from budgets.yearly.yearbook import content_of, fingerprint
from tests.budgets import scene
from wijkraad.notices.models import Message
from wijkraad.terms import clock

D = Decimal
NOW = clock.today().year


def words(answer) -> str:
    return " ".join(answer.content.decode().replace("\xa0", " ").split())


@pytest.fixture
def treasurer(db, people):
    return people["treasurer"]


@pytest.fixture
def desk(client, treasurer):
    client.force_login(treasurer)
    return client


def paid(amount: str = "100.00", **more):
    request = scene.approved(amount, **more)
    actions.pay_request(request, by=scene.person("treasurer"), second_signature=scene.person("secretary"))
    return scene.fresh(request)


def test_a_whole_year_by_the_forms(desk, treasurer):
    """Propose, lines, sources, adopt, change, gift, fund, close: each by its page."""
    at = f"/werk/geld/jaar/{NOW}/"
    assert desk.post("/werk/geld/jaar/", {"year": NOW, "copied": "on"}).status_code == 302
    for name, amount in (("Verkeer", "1.000,00"), ("Groen", "500,00"), ("Weg", "1,00")):
        facts = {"name": name, "original": amount, "later": f"{NOW + 1}: 300,00" if name == "Groen" else ""}
        assert desk.post(f"{at}onderdeel/", facts).status_code == 302
    gone = BudgetLine.objects.get(name="Weg")
    assert desk.post(f"{at}onderdeel-weg/{gone.pk}/").status_code == 302
    line = BudgetLine.objects.get(name="Verkeer")
    source = {
        "name": "Gemeente",
        "kind": "grant",
        "amount": "400,00",
        "only_line": line.pk,
        "earmark": "verkeer",
    }
    assert desk.post(f"{at}bron/", source).status_code == 302
    assert desk.post(f"{at}bron/", {"name": "Eigen", "kind": "own", "amount": "900,00"}).status_code == 302
    page = words(desk.get(at))
    assert "Er is meer begroot dan er geld is" in page and "€ 200,00" in page
    ruling = scene.decision("Wij stellen de begroting vast")
    assert desk.post(f"{at}vaststellen/", {"decision": ruling.pk}).status_code == 302
    assert Budget.objects.get().status == "adopted"
    amend = {"line": line.pk, "way": "less", "amount": "100,00", "decision": ruling.pk}
    assert desk.post(f"{at}wijzigen/", amend).status_code == 302
    green = BudgetLine.objects.get(name="Groen")
    move = {"source": line.pk, "to": green.pk, "amount": "50,00", "decision": ruling.pk}
    assert desk.post(f"{at}schuiven/", move).status_code == 302
    assert (scene.fresh(line).amended, scene.fresh(green).amended) == (D("850.00"), D("550.00"))
    assert "Alleen voor onderdeel Verkeer" in words(desk.get(at))
    refused = desk.post(f"{at}wijzigen/", amend | {"amount": "9.000,00"})
    assert refused.status_code == 409 and "kan nog € 850,00 af" in words(refused)
    assert "9.000,00" in refused.content.decode()
    assert desk.post(f"{at}afsluiten/", {"sure": "on"}).status_code == 302
    page = words(desk.get(at))
    assert "Dit jaar is afgesloten" in page and "Jaarverslag" in words(desk.get(f"/budget/{NOW}/"))
    assert desk.get(f"{at}wijzigen/").status_code == 404


def test_a_gift_by_its_form(desk, people):
    year = scene.year()
    source = actions.add_source(year, by=people["treasurer"], kind="gifts", name="Giften", amount=D("900.00"))
    facts = {
        "source": source.pk, "giver": "Een buurvrouw", "giver_kind": "person", "amount": "75,00",
        "cash": "on", "received_on": clock.today().isoformat(), "known_to": people["treasurer"].pk,
        "also_known_to": people["treasurer"].pk, "is_party": "no",
    }  # fmt: skip
    at = f"/werk/geld/jaar/{NOW}/gift/"
    wrong = desk.post(at, facts)
    assert wrong.status_code == 409 and "Twee verschillende mensen" in words(wrong)
    assert desk.post(at, facts | {"also_known_to": people["chair"].pk}).status_code == 302
    assert Gift.objects.get().cash
    assert "Een buurvrouw" not in words(desk.get(f"/budget/{NOW}/"))
    assert "1 persoon € 75,00" in words(desk.get(f"/budget/{NOW}/"))


def test_who_reads_and_who_writes(client, people):
    scene.year()
    for key, reads, writes in (
        ("treasurer", 200, 200), ("chair", 200, 200), ("secretary", 200, 200), ("board_member", 200, 403),
        ("auditor", 200, 403), ("deputy", 200, 403), ("resident", 403, 403), ("admin", 403, 403),
        ("manager", 403, 403), ("partner", 403, 403),
    ):  # fmt: skip
        client.force_login(people[key])
        assert client.get(f"/werk/geld/jaar/{NOW}/").status_code == reads, key
        assert client.get(f"/werk/geld/jaar/{NOW}/wijzigen/").status_code == writes, key
    assert client.get("/werk/geld/jaar/1999/").status_code == 403
    client.force_login(people["treasurer"])
    assert client.get("/werk/geld/jaar/1999/").status_code == 404
    assert client.get(f"/werk/geld/jaar/{NOW}/onzin/").status_code == 404


def test_the_pages_ask_a_constant_number_of_statements(desk, treasurer):
    year = scene.year()
    addresses = [f"/werk/geld/jaar/{NOW}/", "/werk/geld/jaar/", f"/budget/{NOW}/jaarverslag/"]
    counts: list[list[int]] = []
    for number in range(2):
        for n in range(3):
            paid("20.00", issue=scene.issue())
            scene.approved("10.00")
            actions.add_source(year, by=treasurer, kind="own", name=f"Bron {number}{n}", amount=D("5.00"))
            actions.amend_line(scene.line(), by=treasurer, amount=D("1.00"), decision=scene.decision())
        counts.append([])
        for address in addresses:
            with CaptureQueriesContext(connection) as asked:
                assert desk.get(address).status_code == 200
            counts[-1].append(len(asked))
    assert counts[0] == counts[1]


def test_the_report_is_the_same_twice(treasurer, client):
    year = scene.year()
    paid("200.00", issue=scene.issue(), payee_name="Kwekerij BV")
    paid("50.00", payee_kind="person", payee_name="Jan Jansen")
    content = content_of(year, clock.today())
    first, second = (as_pdf(year, content, fingerprint(content)) for _ in range(2))
    assert first == second and first.startswith(b"%PDF-") and b"/StructTreeRoot" in first
    actions.close_year(year, by=treasurer)
    page = words(client.get(f"/budget/{NOW}/jaarverslag/"))
    for piece in ("K7", "K8 bruto", "€ 250,00", "Kwekerij BV", "een persoon", "ligt vast"):
        assert piece in page, piece
    assert "Jan Jansen" not in page
    one, other = (client.get(f"/budget/{NOW}/jaarverslag.pdf").content for _ in range(2))
    assert one == other and one.startswith(b"%PDF-")
    assert client.get("/budget/1999/jaarverslag.pdf").status_code == 404


def test_a_closed_year_is_corrected_by_its_form(desk, treasurer):
    """The page of the spend asks for a line of the running year, and both rows stand there."""
    year, request = scene.year(), paid("200.00")
    later = actions.adopt_budget(
        actions.open_budget(NOW + 1, by=treasurer, copied=True), by=treasurer, decision=scene.decision()
    )
    actions.close_year(year, by=treasurer)
    at, line = f"/werk/geld/{request.uuid}/", later.lines.get(name="Verkeer")
    assert "Op welk onderdeel van het lopende jaar" in words(desk.get(at))
    facts = {
        "corrigeren-booking": request.bookings.get().pk, "corrigeren-amount": "180,00",
        "corrigeren-paid_on": clock.today().isoformat(), "corrigeren-reason": "verkeerd overgenomen",
    }  # fmt: skip
    assert desk.post(f"{at}corrigeren/", facts).status_code == 422
    assert desk.post(f"{at}corrigeren/", facts | {"corrigeren-line": line.pk}).status_code == 302
    assert (scene.fresh(line).paid, scene.fresh(request).paid) == (D("-20.00"), D("180.00"))
    back = {
        "terugkrijgen-amount": "30,00", "terugkrijgen-paid_on": clock.today().isoformat(),
        "terugkrijgen-line": line.pk, "terugkrijgen-key": "een-keer",
    }  # fmt: skip
    assert desk.post(f"{at}terugkrijgen/", back).status_code == 302
    assert scene.fresh(line).paid == D("-50.00")


def test_a_fund_is_reported_to_in_time(treasurer):
    year, today = scene.year(), clock.today()
    asked = actions.apply_to_fund(
        year, by=treasurer, fund="Buurtfonds", purpose="Gevels", asked=D("90.00"), asked_on=today
    )
    actions.promise_application(
        asked, by=treasurer, promised=D("80.00"), answered_on=today, report_due=today + timedelta(days=40)
    )
    told = Message.objects.filter(template="budgets/fund_due")
    for days, count in ((40, 0), (30, 1), (20, 1), (7, 2), (0, 3), (-5, 3)):
        FundApplication.objects.update(report_due=today + timedelta(days=days))
        remind_funds()
        assert told.count() == count, days
    actions.report_application(asked, by=treasurer, reported_on=today)
    Message.objects.all().delete()
    assert remind_funds() == 0


def test_nothing_is_carried_over_before_there_is_a_later_year(desk, treasurer):
    """The page says what must come first, instead of a list without a line; no line is chosen beforehand."""
    year = scene.year()
    at = f"/werk/geld/jaar/{year.year}/rest-doorschuiven/"
    assert f"geen begroting van na {year.year} vastgesteld" in words(desk.get(at))
    assert 'name="to"' not in desk.get(at).content.decode()
    later = actions.open_budget(NOW + 1, by=treasurer, copied=True)
    actions.adopt_budget(later, by=treasurer, decision=scene.decision())
    assert 'name="to"' in desk.get(at).content.decode()
    moving = desk.get(f"/werk/geld/jaar/{year.year}/schuiven/").content.decode()
    assert moving.count('<option value="" selected>–</option>') == 3
    assert 'href="/werk/geld/jaar/"' in desk.get("/werk/geld/").content.decode()
