"""Where the money comes from: sources with a rule, gifts, funds, and what others spent in the wijk."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgets import actions
from budgets.earmarks import earmark_for
from budgets.giving import parties_named, telling
from budgets.models import FundingSource, Gift, OthersMoney
from budgets.retention import due_givers
from issues.models import Promise
from tests.budgets import scene
from tests.budgets.test_year import refused
from wijkraad.people.models import Organisation
from wijkraad.terms import clock
from wijkraad.trail import retention

D = Decimal


@pytest.fixture
def year(db, people):
    return scene.year()


@pytest.fixture
def treasurer(people):
    return people["treasurer"]


@pytest.fixture
def give(year, people, treasurer):
    source = actions.add_source(year, by=treasurer, kind="gifts", name="Giften", amount=D("2000.00"))

    def record(amount: str = "75.00", **more):
        facts = {
            "giver": "Een buurvrouw",
            "received_on": clock.today(),
            "known_to": people["treasurer"],
            "also_known_to": people["chair"],
            "is_party": False,
            "by": treasurer,
        }
        return actions.record_gift(source, amount=D(amount), **(facts | more))

    return record


def test_earmarked_money_pays_for_nothing_else(year, people, treasurer):
    """1,000 for Verkeer and 500 for Organisatie are budgeted; 900 of the money is for Verkeer alone."""
    verkeer, organisation = scene.line("Verkeer"), scene.line("Organisatie")
    assert earmark_for(verkeer) is None
    actions.add_source(year, by=treasurer, kind="own", name="Eigen", amount=D("300.00"))
    assert earmark_for(verkeer) is None
    actions.add_source(
        year, by=treasurer, kind="grant", name="Gemeente", amount=D("900.00"), earmark="alleen voor verkeer",
        only_line=verkeer,
    )  # fmt: skip
    assert (earmark_for(organisation).room, earmark_for(verkeer).room) == (D("300.00"), D("1200.00"))
    assert earmark_for(verkeer).rules == (("Gemeente", "alleen voor verkeer"),)
    scene.approved("200.00", on=organisation)
    over = scene.submitted("150.00", on=organisation)
    with refused("earmark_room"):
        actions.approve_request(over, by=people["chair"])
    assert scene.fresh(over).status == "submitted"
    scene.approved("1000.00", on=scene.line("Verkeer"))
    assert earmark_for(organisation).room == D("0.00")


def test_money_for_a_theme_serves_all_its_lines(year, treasurer):
    line = scene.line("Verkeer")
    source = actions.add_source(
        year, by=treasurer, kind="fund", name="Fonds", amount=D("400.00"), only_theme=line.theme
    )
    second = actions.add_line(year, by=treasurer, name="Verkeer 2", theme=line.theme)
    assert earmark_for(second).room == D("400.00")
    scene.approved("250.00", on=line)
    assert (earmark_for(second).own, earmark_for(second).room) == (D("400.00"), D("150.00"))
    assert earmark_for(scene.line("Organisatie")).room == D("0.00")
    with refused("budgets_source_one_rule"):
        actions.change_source(
            source,
            by=treasurer,
            kind="fund",
            name="Fonds",
            amount=D(1),
            only_line=line,
            only_theme=line.theme,
        )


def test_a_source_keeps_what_rests_on_it(year, give, treasurer):
    gift = give("75.00")
    with refused("source_gifts"):
        actions.change_source(gift.source, by=treasurer, kind="gifts", name="Giften", amount=D("74.99"))
    with refused("source_used"):
        actions.drop_source(gift.source, by=treasurer)


def test_a_gift_is_known_to_two_people_of_the_board(give, people):
    with refused("budgets_gift_two_people"):
        give(also_known_to=people["treasurer"])
    with refused("gift_board"):
        give(also_known_to=people["resident"])
    assert give().recorded_at is not None


def test_large_and_cash_gifts(give):
    with refused("budgets_gift_cash"):
        give("100.01", cash=True)
    give("100.00", cash=True)
    give("400.00", giver="Stichting Ons Feest")
    with refused("budgets_gift_decision"):
        give("100.01", giver="stichting ons feest")  # the same giver, above 500.00 together
    assert give("100.01", giver="Ons Feest", decision=scene.decision()).decision_id
    with refused("gift_future"):
        give(received_on=clock.today() + timedelta(days=1))


def test_no_gift_from_a_party_in_an_open_issue(give, people):
    with refused("budgets_gift_party"):
        give(is_party=True)
    partner = Organisation.objects.create(name="Woningstichting De Goede Hoek", short_name="Goede Hoek")
    issue = scene.issue("Portiek in de Weimarstraat")
    Promise.objects.create(
        issue=issue, partner=partner, who="de directeur", where_said="brief", said_on=clock.today(),
        chase_on=clock.today(), recorded_by=people["board_member"], created_at=clock.now(),
    )  # fmt: skip
    with refused("budgets_gift_party"):
        give(giver="De Goede Hoek", party_note="dat zijn anderen")
    assert give(giver="De Hoek").amount == D("75.00")


def test_a_name_in_the_words_of_an_issue_needs_an_explanation(give, people):
    issue = scene.issue("Lawaai bij Bakkerij Zonnebloem")
    assert [one.certain for one in parties_named("bakkerij zonnebloem BV", by=people["treasurer"])] == [False]
    with refused("gift_named"):
        give(giver="Bakkerij Zonnebloem")
    assert give(giver="Bakkerij Zonnebloem", party_note="Andere zaak, zelfde naam").party_note
    type(issue).objects.filter(pk=issue.pk).update(visibility="confidential")
    assert parties_named("Bakkerij Zonnebloem", by=people["treasurer"]) == []


@given(st.text(max_size=40))
def test_the_telling_part_of_a_name_is_found_again(name):
    assert telling(telling(name)) == telling(name)


def test_a_gift_that_went_back_stays_in_the_register(give, treasurer):
    gift = actions.return_gift(give(), by=treasurer, on=clock.today(), reason="Gever bleek partij.")
    assert (gift.returned_on, Gift.objects.count()) == (clock.today(), 1)
    with refused("gift_returned"):
        actions.return_gift(gift, by=treasurer, on=clock.today(), reason="nog eens")


def test_a_fund_promises_refuses_and_wants_a_report(year, treasurer):
    today = clock.today()

    def ask(asked: str):
        facts = {"fund": "Buurtfonds", "purpose": "Geveltuinen", "asked_on": today}
        return actions.apply_to_fund(year, by=treasurer, asked=D(asked), **facts)

    first, second = ask("2500.00"), ask("300.00")
    with refused("budgets_fund_reported"):
        actions.report_application(first, by=treasurer, reported_on=today)
    due = today + timedelta(days=90)
    first = actions.promise_application(
        first, by=treasurer, promised=D("1500.00"), answered_on=today, report_due=due
    )
    assert (first.stand, first.source.amount, first.source.kind) == ("promised", D("1500.00"), "fund")
    with refused("fund_answered"):
        actions.refuse_application(first, by=treasurer, answered_on=today, reason="toch niet")
    second = actions.refuse_application(second, by=treasurer, answered_on=today, reason="Potje is leeg.")
    assert second.stand == "refused" and FundingSource.objects.count() == 1
    assert actions.report_application(first, by=treasurer, reported_on=today).stand == "reported"


def test_others_money_has_a_source(db, people, treasurer):
    facts = {"owner": "Gemeente", "project": "Straat", "source_date": clock.today()}
    with refused("budgets_others_source"):
        actions.write_others(by=treasurer, source="  ", **facts)
    row = actions.write_others(by=treasurer, source="Jaarverslag", spent=D("10.00"), **facts)
    actions.write_others(row, by=treasurer, source="Jaarverslag 2", **facts)
    assert OthersMoney.objects.get().source == "Jaarverslag 2"
    with refused("keepers_only"):
        actions.write_others(by=people["board_member"], source="x", **facts)


def test_names_of_persons_go_after_seven_years_and_amounts_stay(give, settings, tmp_path):
    """The rule of the retention job: dry run first, then the name, never that of an organisation."""
    settings.VAR_DIR = tmp_path
    long_ago = date(clock.today().year - 8, 12, 31)
    person = give("75.00", party_note="een ander", received_on=long_ago)
    firm = give("80.00", giver="Fonds 1818", giver_kind="organisation", received_on=long_ago)
    kept = give("20.00", giver="De buurman", received_on=date(clock.today().year - 7, 1, 1))
    assert list(due_givers()) == [person]
    assert retention.waiting()["gift.giver"] == 1
    assert Gift.objects.get(pk=person.pk).giver == "Een buurvrouw"
    assert retention.run()["gift.giver"] == 1 and not due_givers().exists()
    for one in (person, firm, kept):
        one.refresh_from_db()
    assert (person.giver, person.party_note, person.amount) == ("", "", D("75.00"))
    assert (firm.giver, kept.giver) == ("Fonds 1818", "De buurman")
    assert f"gift.giver {person.pk}" in (tmp_path / "erasures.log").read_text()
