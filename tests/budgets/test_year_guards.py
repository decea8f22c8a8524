"""The [db] rules of years, gifts and old books, attacked by plain SQL as `app` at every isolation level."""

from decimal import Decimal

import pytest

from budgets import actions
from budgets.actions.importing import keep_books, take_in_books
from budgets.models import Booking, BudgetLine, SpendRequest
from tests.budgets import scene
from tests.budgets.test_guards import NOW, booking
from wijkraad.terms import clock

D = Decimal
OLD = clock.today().year - 2


@pytest.fixture
def year(committed, people):
    return scene.year()


@pytest.fixture
def paid(year, people):
    request = scene.approved("100.00")
    actions.pay_request(request, by=people["treasurer"], second_signature=people["secretary"])
    return scene.fresh(request)


@pytest.fixture
def old(year, people):
    text = f"jaar;onderdeel;begroot;datum;omschrijving;bedrag\n{OLD};Groen;50,00;1-2-{OLD};Feest;80,00\n"
    books = keep_books(by=people["treasurer"], name="oud.csv", content=text.encode())
    take_in_books(books, by=people["treasurer"])
    return BudgetLine.objects.get(budget__year=OLD)


def budget_row(year: int, imported: str) -> str:
    return (
        "INSERT INTO budgets_budget (year, status, priority_target, created_at, imported_at)"
        f" VALUES ({year}, 'concept', 0, {NOW}, {imported})"
    )


def test_a_year_closes_with_its_report(year, attacker):
    assert attacker.tries("UPDATE budgets_budget SET status = 'closed'") == "budgets_budget_report"
    report = (
        "INSERT INTO budgets_yearreport (budget_id, content, sha256, made_at)"
        f" VALUES ({year.pk}, '{{}}', '', {NOW})"
    )
    assert attacker.tries(report) == "budgets_report_open"


def test_a_frozen_report_stays(year, people, attacker):
    actions.close_year(year, by=people["treasurer"])
    assert attacker.tries("UPDATE budgets_yearreport SET sha256 = ''") == "privilege"
    assert attacker.tries("DELETE FROM budgets_yearreport") == "privilege"
    assert attacker.tries("TRUNCATE budgets_yearreport") == "privilege"


def test_only_whole_years_from_before_the_portal(year, attacker):
    now = clock.today().year
    assert attacker.tries(budget_row(now, NOW)) == "budgets_budget_imported"
    assert attacker.tries(budget_row(now + 1, NOW)) == "budgets_budget_imported"
    assert attacker.tries(budget_row(OLD, NOW)) == "budgets_budget_imported"  # left open
    assert attacker.tries(f"UPDATE budgets_budget SET imported_at = {NOW}") == "budgets_budget_imported"


def test_nothing_is_added_to_old_books(old, paid, people, attacker):
    spend = SpendRequest.objects.get(status="imported")
    assert attacker.tries(booking(spend, "5.00")) == "budgets_booking_year"
    move = (
        "INSERT INTO budgets_spendmove (request_id, from_state, to_state, at, reason, cause_kind,"
        " cause_number, cause_path) SELECT max(id), '', 'imported', '2026-01-01', '', '', '', ''"
        " FROM budgets_spendrequest"
    )
    fields = [one for one in SpendRequest._meta.concrete_fields if not one.null and one.column != "id"]
    names = ["number", *(field.column for field in fields)]
    taken = {"uuid": "gen_random_uuid()", "number": "'U1999-001'", "paid": "0", "approvals_given": "0"}
    taken |= {"status": "'imported'", "round": "1"}
    for line in (old.pk, paid.line_id):
        values = [str(line) if name == "line_id" else taken.get(name, name) for name in names]
        insert = (
            f"INSERT INTO budgets_spendrequest ({', '.join(names)}) SELECT {', '.join(values)}"
            f" FROM budgets_spendrequest WHERE id = {paid.pk}"
        )
        assert attacker.tries(insert, move) == "budgets_request_imported"
    for change in ("title = 'x'", "amount = 1", "payee_name = 'y'", "status = 'paid'"):
        refusal = attacker.tries(f"UPDATE budgets_spendrequest SET {change} WHERE id = {spend.pk}")
        assert refusal in (
            "budgets_request_fixed_import", "budgets_request_fixed", "budgets_spendrequest_move"
        ), change  # fmt: skip
    assert attacker.tries("UPDATE budgets_budgetline SET imported = true, name = name || '!'") == ""
    assert set(
        BudgetLine.objects.filter(budget__year=clock.today().year).values_list("imported", flat=True)
    ) == {False}


def test_a_line_of_the_portal_never_goes_over_by_being_called_imported(year, attacker):
    line = scene.line()
    assert attacker.tries(f"UPDATE budgets_budgetline SET imported = true WHERE id = {line.pk}") == ""
    assert scene.line().imported is False


def test_a_correction_names_what_it_sets_right(paid, year, people, attacker):
    treasurer = people["treasurer"]
    later = actions.open_budget(year.year + 1, by=treasurer, copied=True)
    later = actions.adopt_budget(later, by=treasurer, decision=scene.decision())
    actions.close_year(year, by=treasurer)
    line, first = later.lines.get(name="Verkeer"), Booking.objects.get()

    def row(amount: str, kind: str, reverses: str = "NULL", corrects: str = "NULL") -> str:
        return (
            "INSERT INTO budgets_booking (request_id, line_id, kind, amount, paid_on, cost_year, reference,"
            " key, reverses_id, corrects_id, reason, booked_by_id, booked_at) VALUES"
            f" ({paid.pk}, {line.pk}, '{kind}', {amount}, '2026-11-20', {later.year}, '',"
            f" md5(random()::text), {reverses}, {corrects}, '', {treasurer.pk}, {NOW})"
        )

    back = row("-100.00", "reversal", str(first.pk))
    assert attacker.tries(row("90.00", "payment")) == "budgets_booking_line"
    assert attacker.tries(row("90.00", "payment", corrects=str(first.pk))) == "budgets_booking_line"
    assert attacker.tries(back, row("90.00", "payment")) == "budgets_booking_line"
    assert attacker.tries(row("-10.00", "refund", corrects=str(first.pk))) == "budgets_booking_corrects"
    assert attacker.tries(back, row("90.00", "payment", corrects=str(first.pk))) == ""
    assert attacker.tries(row("5.00", "payment", corrects=str(first.pk))) != ""
    assert scene.fresh(line).paid == D("-10.00")


def test_what_one_line_gives_the_other_gets(year, attacker):
    ruling = scene.decision()
    half = (
        "INSERT INTO budgets_lineamendment (line_id, amount, decision_id, transfer, at)"
        f" SELECT id, {{}}, {ruling.pk}, '6f1c2f0e-0000-4000-8000-000000000001', {NOW}"
        " FROM budgets_budgetline WHERE name = '{}'"
    )
    assert attacker.tries(half.format("100", "Verkeer")) == "budgets_amendment_pair"
    both = half.format("100", "Verkeer"), half.format("-99", "Organisatie")
    assert attacker.tries(*both) == "budgets_amendment_pair"
    assert attacker.tries(half.format("100", "Verkeer"), half.format("-100", "Organisatie")) == ""


def test_what_later_years_need_is_fixed_with_the_budget(committed, people, attacker):
    treasurer, now = people["treasurer"], clock.today().year
    budget = actions.open_budget(now, by=treasurer)
    line = actions.add_line(
        budget, by=treasurer, name="Gevels", original=D("5.00"), later={now + 1: D("4.00")}
    )
    early = f"INSERT INTO budgets_plannedyear (line_id, year, amount) VALUES ({line.pk}, {now}, 1)"
    assert attacker.tries(early) == "budgets_planned_later"
    actions.adopt_budget(budget, by=treasurer, decision=scene.decision())
    for statement in (
        "UPDATE budgets_plannedyear SET amount = 9",
        "DELETE FROM budgets_plannedyear",
        f"INSERT INTO budgets_plannedyear (line_id, year, amount) VALUES ({line.pk}, {now + 3}, 1)",
    ):
        assert attacker.tries(statement) == "budgets_planned_fixed", statement


def test_gifts_by_plain_sql(year, people, attacker):
    source = actions.add_source(year, by=people["treasurer"], kind="gifts", name="Giften", amount=D("900.00"))
    one, other = people["treasurer"].pk, people["chair"].pk

    def gift(amount: str, *, cash: str = "false", second: int = other, party: str = "false") -> str:
        return (
            "INSERT INTO budgets_gift (source_id, giver, amount, received_on, cash, known_to_id,"
            f" also_known_to_id, is_party) VALUES ({source.pk}, 'X', {amount}, '2026-01-01', {cash}, {one},"
            f" {second}, {party})"
        )

    assert attacker.tries(gift("500.01")) == "budgets_gift_decision"
    assert attacker.tries(gift("100.01", cash="true")) == "budgets_gift_cash"
    assert attacker.tries(gift("10.00", second=one)) == "budgets_gift_two_people"
    assert attacker.tries(gift("10.00", party="true")) == "budgets_gift_party"
    assert attacker.tries(gift("10.00")) == ""
    assert attacker.tries("UPDATE budgets_gift SET amount = 1") == "budgets_gift_fixed"
    assert attacker.tries("DELETE FROM budgets_gift") == "privilege"
    assert attacker.tries("UPDATE budgets_gift SET returned_on = '2026-02-01'") == ""


def test_others_money_without_a_source(year, attacker):
    for source in ("", "  ", "\t"):
        insert = (
            "INSERT INTO budgets_othersmoney (owner, project, goal, result, source, source_date)"
            f" VALUES ('G', 'P', '', '', E'{source}', '2026-01-01')"
        )
        assert attacker.tries(insert) == "budgets_others_source"
