"""One matter from the first words of a resident to the end of aftercare, through the actions."""

from datetime import timedelta

import pytest

from issues.actions import (
    ReportData,
    answer_solved,
    change_visibility,
    claim_done,
    confirm_contact,
    confirm_follow,
    follow_issue,
    join_report,
    judge_criterion,
    merge_issue,
    move_issue,
    reopen_issue,
    settle_contradictions,
    submit_report,
    submit_signal,
    triage_issue,
    unmerge_issue,
    verify_issue,
    withdraw_report,
)
from issues.models import Issue, Report
from tests.issues.stories import (
    DECISION,
    assessing,
    in_days,
    issue_in,
    readers,
    reported,
    segment,
    street,
    theme,
    work,
)
from wijkraad.notices.models import Message
from wijkraad.terms import clock
from wijkraad.terms.refusal import Refused


def test_from_report_to_aftercare(db, manager, secretary, board_member, other_board_member) -> None:
    issue = reported()
    assert (issue.status, issue.number, issue.report_count) == ("reported", None, 1)
    triage_issue(
        issue,
        by=manager,
        title="Te hard bij de oversteek",
        summary="Auto's rijden te hard.",
        visibility="public",
        responsible=board_member,
        severity=4,
        safety=5,
    )
    assert issue.number == f"{clock.today().year}-0001"
    assert issue.stops == "nllllll"
    move_issue(issue, "decided", by=secretary, cause=DECISION)
    assert issue.stops == "dsnllll"
    work(issue)
    claim_done(issue, by=board_member, evidence="Vier bakken staan er.")
    assert issue.stops == "dsddscl"
    with pytest.raises(Refused, match="klaar meldde"):
        verify_issue(issue, by=board_member, evidence="Ik zie het.")
    with pytest.raises(Refused, match="doel gehaald"):
        verify_issue(issue, by=other_board_member, evidence="Ik zie het.")
    judge_criterion(issue, by=board_member, judgement="reached", after_measure="19 van de 100")
    verify_issue(issue, by=other_board_member, evidence="Geteld.")
    assert issue.aftercare_until == in_days(180)
    assert issue.stops == "dsddsdn"
    assert [change.to_state for change in issue.status_changes.all()] == [
        "reported",
        "assessing",
        "decided",
        "in_progress",
        "reported_done",
        "resolved",
    ]


def test_the_same_form_twice_is_one_report(db, resident) -> None:
    data = ReportData(theme=theme(), text="losse tegel", street=street(), contact="account")
    assert submit_report(data, by=resident) == submit_report(data, by=resident)
    assert Report.objects.count() == 1


def test_people_and_households_are_numbered(db, resident, neighbour) -> None:
    issue = assessing()
    for who, number in ((resident, "12"), (resident, "12"), (neighbour, "12a"), (None, "12A")):
        submit_report(
            ReportData(
                theme=theme(),
                text="weer",
                street=street(),
                house_number=number,
                joins=issue,
                contact="account" if who else "none",
            ),
            by=who,
        )
    rows = list(issue.reports.order_by("id").values_list("reporter_ordinal", "household_ordinal"))
    assert rows == [(1, None), (2, 1), (2, 1), (3, 2), (4, 2)]
    issue.refresh_from_db()
    assert (issue.report_count, issue.household_count) == (5, 2)


def test_an_address_counts_after_its_code(db) -> None:
    issue = reported(contact="email", email="Iemand@Example.NL")
    report = issue.reports.get()
    code = Message.objects.get(template="issues/code").facts["code"]
    with pytest.raises(Refused):
        confirm_contact(report, "0000000")
    report.refresh_from_db()
    assert report.code_tries == 1
    assert confirm_contact(report, code).confirmed_at
    assert report.email == "iemand@example.nl"


def test_merging_moves_reports_and_followers_and_can_be_undone(db, manager, neighbour, resident) -> None:
    one, other = assessing(), assessing(title="Hetzelfde")
    follow_issue(one, by=neighbour)
    follow_issue(other, by=neighbour)
    follow_issue(one, by=resident)
    merge_issue(one, other, by=manager)
    assert (one.status, other.report_count, other.follower_count) == ("merged", 2, 2)
    with pytest.raises(Refused, match="zelf al samengevoegd"):
        merge_issue(other, one, by=manager)
    unmerge_issue(one, by=manager)
    other.refresh_from_db()
    assert (one.status, one.report_count, other.report_count) == ("assessing", 1, 1)


def test_a_new_report_reopens_what_was_solved(db, manager) -> None:
    issue = issue_in("resolved")
    again = reported(text="WEER die scooters")
    join_report(again.reports.get(), issue, by=manager, relapse=True)
    assert (issue.status, issue.relapse_count, issue.verified_by) == ("assessing", 1, None)
    again.refresh_from_db()
    assert again.status == "merged"


def test_no_from_a_neighbour_returns_it_after_two_weeks(db, neighbour, resident) -> None:
    issue = issue_in("reported_done")
    answer_solved(issue, by=neighbour, solved=False, reason="2 bakken zijn verschoven")
    answer_solved(issue, by=resident, solved=False, reason="klopt")
    assert issue.contradictions.get().count == 2
    assert settle_contradictions() == 0
    with clock.moved_to(clock.now() + timedelta(days=14, minutes=1)):
        assert settle_contradictions() == 1
    issue.refresh_from_db()
    assert issue.status == "in_progress"


def test_two_followers_say_yes(db, neighbour, resident, board_member) -> None:
    issue = issue_in("reported_done")
    for who in (neighbour, resident):
        follow_issue(issue, by=who)
    judge_criterion(issue, by=board_member, judgement="reached", after_measure="19")
    answer_solved(issue, by=neighbour, solved=True)
    assert issue.status == "reported_done"
    answer_solved(issue, by=resident, solved=True)
    assert (issue.status, issue.verified_by) == ("resolved", None)


def test_following_by_mail_starts_with_the_button(db) -> None:
    issue = assessing()
    follow = follow_issue(issue, email="Buur@example.nl")
    issue.refresh_from_db()
    assert issue.follower_count == 0
    confirm_follow(follow)
    issue.refresh_from_db()
    assert issue.follower_count == 1


def test_hidden_again_keeps_its_number(db, manager, board_member) -> None:
    readers("board_member", "chair")
    issue = assessing()
    number = issue.number
    change_visibility(issue, "confidential", by=manager)
    assert issue.number == number
    assert not Issue.objects.public().filter(pk=issue.pk).exists()


def test_confidential_matters_have_their_own_series(db, chair) -> None:
    readers("chair", "board_member")
    hidden = assessing(by=chair, visibility="confidential")
    shown = assessing()
    assert hidden.number is None and hidden.internal_number
    assert shown.number.endswith("-0001")


def test_a_report_is_taken_back(db) -> None:
    issue = reported()
    withdraw_report(issue.reports.get())
    issue.refresh_from_db()
    assert issue.status == "withdrawn"


def test_a_signal_keeps_nothing_but_choices(db) -> None:
    signal = submit_signal(kinds=["empty_open", "erbij verzonnen"], segment=segment(), month=clock.today())
    assert signal.kinds == ["empty_open"]
    assert signal.month.day == 1
    with pytest.raises(Refused):
        reported(key="ondermijning")


def test_reopening_needs_a_reason(db, manager) -> None:
    issue = issue_in("not_resolved")
    with pytest.raises(Refused, match="reden"):
        reopen_issue(issue, by=manager, reason=" ")
    reopen_issue(issue, by=manager, reason="Er is weer geld.")
    assert issue.status == "assessing"
