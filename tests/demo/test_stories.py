"""The facts of the twelve stories as 7-demo states them: dates, votes, amounts, days late."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client

from budgets.models import Booking, BudgetLine, SpendRequest
from issues.letters.clocks import badge_of, is_late
from issues.models import Contradiction, Issue, Letter, Priority, Promise, ReadingRecord, Report
from meetings.models import AgendaItem, Decision
from wijkraad.portal.demo.world import World
from wijkraad.portal.desk import piles
from wijkraad.terms import clock
from wijkraad.terms.workdays import add_workdays, next_workday


def votes(decision: Decision) -> tuple:
    return decision.votes_for, decision.votes_against, decision.votes_abstain


def on(world: World, moment) -> int:
    """The day of an instant or date, counted from today."""
    return world.offset(
        moment if isinstance(moment, date) and not hasattr(moment, "hour") else clock.date_of(moment)
    )


def moves(world: World, key: str) -> list[tuple[int, str]]:
    changes = world.issue(key).status_changes.order_by("id")
    return [(on(world, c.at), c.to_state) for c in changes if c.from_state != c.to_state]


def paid(world: World, key: str) -> tuple[int, Decimal]:
    booking = Booking.objects.get(request=world.requests[key])
    return on(world, booking.paid_on), booking.amount


def agendas(world: World, key: str) -> list[int]:
    items = AgendaItem.objects.filter(issues=world.issues[key]).order_by("meeting__starts_at")
    return [on(world, item.meeting.starts_at) for item in items]


def letter(world: World, key: str) -> Letter:
    return Letter.objects.get(pk=world.rows[f"letter {key}"].pk)


def promise(world: World, key: str) -> Promise:
    return Promise.objects.get(pk=world.rows[f"promise {key}"].pk)


def test_1_the_crossing_is_solved_after_two_tries(demo) -> None:
    issue, decision = demo.issue("oversteek"), demo.decision("bakken")
    assert (issue.theme.key, issue.visibility, issue.status) == ("verkeer", "public", "resolved")
    assert (issue.report_count, issue.household_count) == (23, 19)
    assert on(demo, issue.first_report_at) == -312
    assert agendas(demo, "oversteek") == [-289, -261, -233]
    assert on(demo, decision.decided_on) == -233
    assert votes(decision) == (5, 1, 0)
    assert decision.text.startswith("Wij vragen de gemeente om vier bakken als proef en betalen ze.")
    assert decision.mandate_amount == Decimal("2500.00")
    said = promise(demo, "bakken-antwoord")
    assert (on(demo, said.due), on(demo, said.settled_on), said.kept) == (-196, -175, True)
    told = moves(demo, "oversteek")
    assert [day for day, state in told if state == "reported_done"] == [-142, -84]
    assert (-134, "in_progress") in told
    found = Contradiction.objects.get(issue=issue)
    assert (found.count, on(demo, found.opened_at), found.settled_how) == (4, -134, "returned")
    assert (on(demo, issue.verified_at), issue.verified_by.name) == (-63, "Samir Bos")
    assert issue.verified_by != issue.claimed_by
    assert "19 van de 100" in issue.after_measure
    assert on(demo, issue.aftercare_until) == 117, "day 63 of 180"
    assert paid(demo, "plantenbakken") == (-158, Decimal("2340.00"))
    assert paid(demo, "vastzetten") == (-81, Decimal("148.50"))
    answers = issue.confirmations.filter(kind="solved")
    assert (issue.follower_count, answers.count()) == (31, 12)


def test_2_the_junction_waits_51_days_too_long(demo) -> None:
    issue = demo.issue("zevensprong")
    assert (issue.status, issue.visibility, issue.report_count) == ("waiting", "public", 61)
    assert on(demo, issue.first_report_at) == -540
    assert on(demo, issue.waiting_until) == -51
    assert issue.priority.active
    said = promise(demo, "raad")
    assert (on(demo, said.said_on), on(demo, said.due), said.kept) == (-160, -51, None)
    old, new = demo.decision("twee-borden"), demo.decision("wethouder")
    assert (old.status, old.superseded_by, on(demo, old.decided_on)) == ("superseded", new, -289)
    assert new.text == "Wij schrijven de wethouder en vragen een datum."
    assert on(demo, new.decided_on) == -16
    assert issue.escalations.get().rung == "alderman"
    assert on(demo, issue.actions.get(done_at=None).due) == 20
    assert paid(demo, "tellen")[1] == Decimal("480.00")


def test_3_the_objection_still_runs_and_is_not_late(demo) -> None:
    issue, found = demo.issue("kamers"), letter(demo, "bezwaar")
    assert (issue.visibility, issue.status) == ("limited", "waiting")
    assert (on(demo, found.published_on), on(demo, found.sent_on)) == (-150, -112)
    assert found.file_before == next_workday(demo.day(-108))
    assert found.first_term_ends == next_workday(found.file_before + timedelta(weeks=12))
    assert found.term_ends == next_workday(found.file_before + timedelta(weeks=18))
    assert badge_of(found, demo.today) == "klok-loopt"
    assert not is_late(found, demo.today)
    decision = demo.decision("bezwaar")
    assert (votes(decision), decision.way) == ((6, 0, 0), "outside")
    assert not SpendRequest.objects.filter(shares__issue=issue).exists()
    assert found.mandate == "van twee buren"


def test_4_the_request_for_enforcement_is_late(demo) -> None:
    issue, found = demo.issue("kabels"), letter(demo, "handhaving")
    assert (issue.visibility, issue.status) == ("limited", "waiting")
    assert on(demo, found.received_on) == -75
    assert found.term_ends == next_workday(demo.day(-19))
    assert found.status == "in_default"
    assert found.default_until == next_workday(demo.day(2))
    assert is_late(found, demo.today)
    decision = demo.decision("spreekuur")
    assert (on(demo, decision.decided_on), votes(decision)) == (-79, (6, 0, 0))
    assert paid(demo, "spreekuur") == (-6, Decimal("1200.00"))
    assert not issue.judgement
    assert demo.decision("huisbezoek").deadline == demo.day(-12)


def test_5_double_parking_was_talked_about_three_times(demo) -> None:
    issue = demo.issue("dubbel")
    assert (issue.status, issue.report_count, issue.household_count) == ("assessing", 22, 18)
    assert agendas(demo, "dubbel") == [-79, -44, -16, 12]
    assert issue.talks_since_decision == 3
    assert issue.on_agenda_at == demo.day(12)
    assert "laadplek" in issue.reaction
    assert demo.decision("laadplek").status == "concept"
    assert not SpendRequest.objects.filter(shares__issue=issue).exists()


def test_6_the_noise_is_claimed_and_disputed(demo) -> None:
    issue = demo.issue("lawaai")
    assert (issue.status, on(demo, issue.claimed_at)) == ("reported_done", -17)
    assert issue.confirmations.filter(kind="solved").count() == 5
    assert issue.confirmations.filter(kind="not_solved").count() == 3
    found = Contradiction.objects.get(issue=issue, settled_at=None)
    assert on(demo, found.opened_at) + 14 == 13, "closes in thirteen days"
    decision = demo.decision("borden-stil")
    assert (on(demo, decision.decided_on), decision.mandate_amount) == (-170, Decimal("450.00"))
    assert paid(demo, "borden-stil") == (-141, Decimal("412.75"))


def test_7_the_scooters_are_back(demo) -> None:
    issue, other = demo.issue("scooters"), demo.issue("scooters-dubbel")
    assert (issue.status, issue.relapse_count) == ("assessing", 1)
    assert (-84, "resolved") in moves(demo, "scooters")
    assert on(demo, issue.relapsed_at) == -2
    assert (issue.report_count, issue.household_count) == (14, 12)
    assert (other.status, other.merged_into_id) == ("merged", issue.pk)
    assert list(other.merges.order_by("id").values_list("undone", flat=True)) == [False, True, False]
    said = promise(demo, "ophalen")
    assert (on(demo, said.due), said.kept) == (-30, None)


def test_8_nobody_outside_sees_the_signals(demo) -> None:
    issue = demo.issue("signalen")
    assert (issue.visibility, issue.number) == ("confidential", None)
    assert issue.internal_number
    for user in (AnonymousUser(), demo.person("femke"), demo.person("tineke"), demo.person("anouk")):
        assert not Issue.objects.visible_to(user).filter(pk=issue.pk).exists()
    readings = ReadingRecord.objects.filter(issue=issue)
    assert readings.filter(refused=True).get().user == demo.person("tineke")
    assert readings.filter(refused=False).count() == 3
    told = Client().get("/cijfers/").content.decode()
    assert "6 signalen" in told, "those of the year before, in the whole neighbourhood"
    wrong = Report.objects.get(pk=demo.reports["verkeerd-formulier"])
    assert wrong.cleaned_at
    assert "geld zat" not in wrong.text


def test_9_the_open_approach_has_a_letter_and_a_promise(demo) -> None:
    issue, found = demo.issue("controles"), letter(demo, "burgemeester")
    assert (issue.theme.key, issue.visibility, issue.status) == ("ondermijning", "public", "in_progress")
    assert (issue.street, issue.segment, issue.lon) == (None, None, None)
    assert (votes(demo.decision("controles")), on(demo, demo.decision("controles").decided_on)) == (
        (4, 2, 0),
        -79,
    )
    assert (on(demo, found.sent_on), on(demo, found.own_date), on(demo, found.answered_on)) == (-74, -32, -25)
    assert found.term_ends is None
    assert on(demo, promise(demo, "controledagen").due) == 60


def test_10_the_shop_waste_was_stopped(demo) -> None:
    issue, decision = demo.issue("winkelafval"), demo.decision("winkelafval")
    assert (issue.status, decision.status) == ("not_resolved", "not_achieved")
    assert (on(demo, decision.decided_on), on(demo, decision.first_deadline)) == (-261, -172)
    assert decision.deadline_changes.count() == 1
    last = issue.status_changes.order_by("id").last()
    stop = demo.decision("winkelafval-stop")
    assert (on(demo, stop.decided_on), stop.text) == (-79, "Te weinig deelname. Wij gaan niet door.")
    assert issue.status_changes.filter(to_state="not_resolved", cause_number=stop.number).exists()
    assert last.public_reason or last.cause_number
    request = SpendRequest.objects.get(pk=demo.requests["folder"])
    assert (request.paid, request.evaluation.reached) == (Decimal("185.40"), "no")
    assert "BIZ" in request.evaluation.lesson


def test_11_the_quarrel_and_the_tile(demo) -> None:
    fence, tile = demo.issue("schutting"), demo.issue("tegel")
    assert (fence.status, fence.number) == ("rejected", None)
    assert [day for day, _state in moves(demo, "schutting")] == [-34, -32]
    report = Report.objects.get(issue=fence)
    assert "buurman" not in report.text
    assert report.withdrawn_at
    assert (tile.status, tile.report_count, on(demo, tile.created_at)) == ("reported", 1, 0)
    assert tile.norm_due == add_workdays(demo.today, 5)


def test_12_where_the_money_went(demo) -> None:
    mural = SpendRequest.objects.get(pk=demo.requests["mural"])
    assert (mural.paid, mural.evaluation.reached, mural.shares.count()) == (Decimal("1450.00"), "no", 0)
    assert (mural.status, mural.goal, mural.evaluation.brought) == ("imported", "", "")
    assert "Dit doen wij niet meer zo." in mural.evaluation.lesson
    feast = SpendRequest.objects.get(pk=demo.requests["burendag"])
    assert (paid(demo, "burendag"), on(demo, feast.report_due)) == ((-65, Decimal("860.00")), -5)
    assert feast.requester.name == "Ruben Aksoy"
    assert not hasattr(feast, "evaluation")
    gardens, decision = demo.issue("geveltuinen"), demo.decision("geveltuinen")
    assert (gardens.status, votes(decision)) == ("decided", (5, 0, 0))
    assert decision.mandate_amount == Decimal("750.00")
    left = decision.agenda_item.conflicts.get()
    assert (left.person.name, left.left_room) == ("Tineke Vlaar", True)
    request = SpendRequest.objects.get(pk=demo.requests["geveltuinen"])
    assert request.promised_return == "Buren geven zelf water."
    assert any("9 van de 61" in note.text for note in demo.issue("leegstand").notes.all())


@pytest.mark.parametrize(
    ("years_ago", "paid", "percent"), [(2, "1110.00", 11), (1, "1080.00", 8), (0, "1062.40", 6)]
)
def test_12_the_organisation_is_over_for_years(demo, years_ago, paid, percent) -> None:
    if years_ago == 0 and demo.today.timetuple().tm_yday < 90:
        pytest.skip("the year is too young for its own costs and decision")
    line = BudgetLine.objects.get(budget__year=demo.today.year - years_ago, name="Organisatie")
    assert (line.original, line.paid) == (Decimal("1000.00"), Decimal(paid))
    assert round(line.over_original / line.original * 100) == percent
    if years_ago == 2:
        assert line.imported and line.budget.status == "closed"
    else:
        assert line.amendments.get().decision.title.startswith("Organisatie")


def test_two_priorities_each_with_an_issue(demo) -> None:
    active = Priority.objects.filter(active=True)
    assert active.count() == 2
    assert {priority.issues.get().title for priority in active} == {
        "Te veel mensen in te kleine huizen",
        "Fietsers komen in de knel op de Zevensprong",
    }


def test_who_samples_the_books_is_late_with_nothing(demo):
    """The day on which something was paid is nobody's promise; the books of before are not hers."""
    (pile,) = piles(demo.person("nel"))
    assert pile.key == "audit" and pile.total >= 15
    assert not [line for line in pile.lines if line.late]
