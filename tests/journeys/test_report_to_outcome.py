"""The whole chain once, through the actions: from the words of a resident to aftercare and relapse.

Noor reports, Wim looks, Sien writes the agenda, the council decides, the money is asked, signed by two
others and paid, Hanneke does the work, Samir checks it; and in June a neighbour says that it is back.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

import pytest
from django.test import Client

from budgets import actions as money
from budgets.models import BudgetLine, SpendRequest
from issues import actions
from issues.models import Issue, Report
from meetings import actions as evenings
from meetings.models import AgendaItem, Decision, Meeting
from tests.budgets import scene
from tests.issues.stories import street, theme
from tests.journeys.reading import Post, last_move, on, read_as_visitor, refused, trail_of
from wijkraad.people.models import User
from wijkraad.portal.story.telling import story
from wijkraad.terms import clock

TITLE = "Te hard rijden bij de oversteek"
D = Decimal


@dataclass
class Matter:
    """One matter on its way, and who works on it."""

    people: dict[str, User]
    post: Post = field(default_factory=Post)
    issue: Issue = None  # type: ignore[assignment]
    meeting: Meeting = None  # type: ignore[assignment]
    item: AgendaItem = None  # type: ignore[assignment]
    decision: Decision = None  # type: ignore[assignment]
    line: BudgetLine = None  # type: ignore[assignment]
    request: SpendRequest = None  # type: ignore[assignment]

    def __getattr__(self, name: str) -> User:
        try:
            return self.people[name]
        except KeyError:
            raise AttributeError(name) from None

    def look(self) -> Issue:
        self.issue.refresh_from_db()
        return self.issue


@pytest.fixture
def matter(committed, people) -> Matter:
    with on("2026-01-15"):
        scene.year(2026, {"Verkeer": "1000.00"})
    found = Matter(people, line=scene.line())
    found.post.new()
    return found


def test_from_report_to_outcome_and_relapse(matter: Matter) -> None:
    with on("2026-03-02", "22:15"):
        a_resident_reports(matter)
    with on("2026-03-04"):
        the_wijkmanager_looks(matter)
        a_neighbour_follows(matter)
    with on("2026-03-10"):
        it_comes_on_the_agenda(matter)
    with on("2026-03-18", "20:10"):
        the_council_decides(matter)
    with on("2026-03-20"):
        money_is_asked_and_too_much_is_refused(matter)
    with on("2026-03-24"):
        two_others_approve(matter)
    with on("2026-03-26"):
        the_work_starts(matter)
    with on("2026-04-01"):
        the_treasurer_pays(matter)
    with on("2026-04-14"):
        the_doer_says_it_is_done(matter)
    with on("2026-05-05"):
        somebody_else_checks_it(matter)
        a_visitor_reads_the_whole_story(matter)
    with on("2026-06-10"):
        a_new_report_brings_it_back(matter)


def a_resident_reports(matter: Matter) -> None:
    data = actions.ReportData(
        theme=theme(),
        text="ze rijden hier veelste hard, laatst bijna mn dochter geraakt",
        street=street(),
        contact="account",
    )
    matter.issue = actions.submit_report(data, by=matter.resident).issue
    assert (matter.issue.status, matter.issue.number) == ("reported", None)
    assert last_move(matter.issue, "status_changes") == ("", "reported", "")
    assert matter.post.new() == {"issues/received": {"Noor Bewoner"}}
    assert not Issue.objects.public().filter(pk=matter.issue.pk).exists()


def the_wijkmanager_looks(matter: Matter) -> None:
    words = {
        "title": TITLE,
        "summary": "Auto's rijden te hard langs de school.",
        "visibility": "public",
        "responsible": matter.board_member,
        "severity": 4,
        "safety": 5,
    }
    with refused("triage.who"):
        actions.triage_issue(matter.issue, by=matter.resident, **words)
    actions.triage_issue(matter.issue, by=matter.manager, **words)
    with refused("triage.late"):
        actions.triage_issue(matter.issue, by=matter.chair, **words)
    issue = matter.look()
    assert (issue.status, issue.number, issue.public_at) == ("assessing", "2026-0001", clock.now())
    assert last_move(issue, "status_changes") == ("reported", "assessing", "Wim Wijkmanager")
    assert trail_of(issue, "status") == ("Wim Wijkmanager", ["reported", "assessing"])
    assert matter.post.new() == {
        "issues/status_reporter": {"Noor Bewoner"},
        "issues/status": {"Hanneke Bestuur"},
    }
    assert TITLE in read_as_visitor("/kwesties/2026-0001/")


def a_neighbour_follows(matter: Matter) -> None:
    actions.follow_issue(matter.issue, by=matter.neighbour)
    assert matter.look().follower_count == 1


def it_comes_on_the_agenda(matter: Matter) -> None:
    with refused("not_allowed"):
        evenings.plan_meeting(by=matter.manager, **_evening())
    matter.meeting = evenings.plan_meeting(by=matter.secretary, **_evening())
    matter.item = evenings.add_item(matter.meeting, by=matter.secretary, title=TITLE, issues=[matter.issue])
    assert matter.look().on_agenda_at == date(2026, 3, 18)
    council = {"Hanneke Bestuur", "Samir Bestuur", "Vera Voorzitter", "Paul Penningmeester"}
    assert matter.post.new() == {"meetings/planned": council}


def _evening() -> dict:
    starts, ends = (datetime(2026, 3, 18, hour, tzinfo=clock.AMSTERDAM) for hour in (20, 22))
    return {"kind": "bestuur", "starts_at": starts, "ends_at": ends, "place": "Buurthuis De Mussen"}


def the_council_decides(matter: Matter) -> None:
    secretary, item = matter.secretary, matter.item
    evenings.open_meeting(matter.meeting, by=secretary)
    for key in ("secretary", "chair", "treasurer", "board_member", "other_board_member"):
        evenings.record_attendance(matter.meeting, by=secretary, person=matter.people[key])
    evenings.declare_conflict(item, by=matter.other_board_member, person=matter.other_board_member)
    evenings.write_minutes(item, by=secretary, text="De school heeft geteld.", base_version=0)
    matter.decision = decision = evenings.draft_decision(
        by=secretary,
        item=item,
        title="Vier plantenbakken als proef",
        text="Wij zetten vier plantenbakken bij de oversteek.",
        responsible=matter.board_member,
        deadline=date(2026, 5, 1),
        mandate_amount=D("1250.00"),
    )
    with refused("votes"):
        evenings.adopt_decision(decision, by=secretary)
    with refused("votes"):
        evenings.record_votes(decision, by=secretary, for_=4, against=1)  # one of five stands aside
    evenings.record_votes(decision, by=secretary, for_=3, against=1)
    with refused("not_allowed"):
        evenings.adopt_decision(decision, by=matter.board_member)
    matter.post.new()
    evenings.adopt_decision(decision, by=secretary)
    evenings.close_meeting(matter.meeting, by=secretary)
    the_decision_moved_the_issue(matter)


def the_decision_moved_the_issue(matter: Matter) -> None:
    decision, issue = scene.fresh(matter.decision), matter.look()
    assert (decision.number, decision.status, decision.decided_on) == (
        "B2026-002",  # the first one adopted the budget
        "adopted",
        date(2026, 3, 18),
    )
    assert (issue.status, issue.talks_since_decision) == ("decided", 0)
    assert last_move(issue, "status_changes") == ("assessing", "decided", "Sien Secretaris")
    assert issue.status_changes.latest("id").cause_number == "B2026-002"
    assert last_move(decision, "moves") == ("concept", "adopted", "Sien Secretaris")
    assert trail_of(decision, "status") == ("Sien Secretaris", ["concept", "adopted"])
    assert scene.fresh(matter.meeting).status == "held"
    assert matter.post.new() == {
        "issues/status_reporter": {"Noor Bewoner"},
        "issues/status": {"Bas Buur", "Hanneke Bestuur"},
        "meetings/yours": {"Hanneke Bestuur"},
    }


def money_is_asked_and_too_much_is_refused(matter: Matter) -> None:
    words = {
        "line": matter.line,
        "goal": "Minder auto's die te hard rijden",
        "title": "Vier plantenbakken",
        "amount": D("1250.00"),
        "payee_name": "Kwekerij De Loosduin BV",
        "issue": matter.issue,
        "decision": matter.decision,
    }
    with refused("request_who"):
        money.request_spend(by=matter.resident, **words)
    matter.request = request = money.request_spend(by=matter.secretary, **words)
    money.submit_request(request, by=matter.secretary)
    signers = {"Vera Voorzitter", "Paul Penningmeester", "Hanneke Bestuur"}
    assert matter.post.new() == {"budgets/waiting": signers}
    with refused("line_room"):
        money.approve_request(request, by=matter.chair)
    money.change_request(request, by=matter.secretary, amount=D("840.00"))
    assert trail_of(request, "amount")[0] == "Sien Secretaris"
    assert scene.line().committed == 0


def two_others_approve(matter: Matter) -> None:
    request = scene.fresh(matter.request)
    for key, code in (("secretary", "requester"), ("other_board_member", "conflict"), ("manager", "role")):
        with refused(f"approve_{code}"):
            money.approve_request(request, by=matter.people[key])
    assert money.approve_request(request, by=matter.chair).status == "submitted"
    with refused("approve_twice"):
        money.approve_request(request, by=matter.chair)
    matter.request = request = money.approve_request(request, by=matter.board_member)
    assert (request.status, request.number, request.approvals_given) == ("approved", "U2026-001", 2)
    assert last_move(request, "moves") == ("submitted", "approved", "Hanneke Bestuur")
    assert (scene.line().reserved, scene.line().paid) == (D("840.00"), 0)
    assert matter.post.new() == {"budgets/approved": {"Sien Secretaris", "Paul Penningmeester"}}


def the_work_starts(matter: Matter) -> None:
    words = {
        "goal": "Rustig oversteken bij de school",
        "criterion": "minder dan 25 van de 100 rijden te hard",
        "baseline": "58 van de 100",
        "action_title": "Vier plantenbakken laten plaatsen",
        "action_due": date(2026, 4, 15),
    }
    with refused("issue.who"):
        actions.start_work(matter.issue, by=matter.other_board_member, **words)
    actions.start_work(matter.issue, by=matter.board_member, **words)
    issue = matter.look()
    assert (issue.status, issue.next_step_on) == ("in_progress", date(2026, 4, 15))
    assert last_move(issue, "status_changes") == ("decided", "in_progress", "Hanneke Bestuur")
    hearing = {"issues/status_reporter": {"Noor Bewoner"}, "issues/status": {"Bas Buur"}}
    assert matter.post.new() == hearing


def the_treasurer_pays(matter: Matter) -> None:
    with refused("books_who"):
        money.pay_request(matter.request, by=matter.secretary)
    booking = money.pay_request(matter.request, by=matter.treasurer, reference="Rekening 2026-114")
    with refused("pay_state"):
        money.pay_request(matter.request, by=matter.treasurer)
    assert (booking.amount, booking.paid_on) == (D("840.00"), date(2026, 4, 1))
    request, line = scene.fresh(matter.request), scene.line()
    assert (request.status, request.paid) == ("paid", D("840.00"))
    assert (line.reserved, line.paid, line.room) == (0, D("840.00"), D("160.00"))
    assert trail_of(request, "status") == ("Paul Penningmeester", ["approved", "paid"])
    assert matter.post.new() == {"budgets/paid": {"Sien Secretaris"}}


def the_doer_says_it_is_done(matter: Matter) -> None:
    act = matter.issue.actions.get()
    done = {"by": matter.board_member, "result": "De bakken staan er."}
    with refused("action.evidence"):
        actions.finish_action(act, **done, proof=actions.Proof(" "))
    actions.finish_action(act, **done, proof=actions.Proof("Op het hoekpunt, iedere dag."))
    with refused("issue.evidence"):
        actions.claim_done(matter.issue, by=matter.board_member, evidence=" ")
    actions.claim_done(matter.issue, by=matter.board_member, evidence="Vier bakken geplaatst, zie de foto.")
    issue = matter.look()
    assert (issue.status, issue.claimed_by, issue.closed_at) == ("reported_done", matter.board_member, None)
    assert last_move(issue, "status_changes") == ("in_progress", "reported_done", "Hanneke Bestuur")
    assert matter.post.new() == {"issues/claimed": {"Noor Bewoner", "Bas Buur"}}
    with refused("issue.other"):
        actions.verify_issue(issue, by=matter.board_member, evidence="Ik zie het zelf.")


def somebody_else_checks_it(matter: Matter) -> None:
    issue, samir = matter.issue, matter.other_board_member
    with refused("issues_issue_judged"):
        actions.verify_issue(issue, by=samir, evidence="Ik zie het.")
    actions.judge_criterion(issue, by=matter.board_member, judgement="reached", after_measure="19 van de 100")
    actions.verify_issue(issue, by=samir, evidence="Zelf geteld: 19 van de 100.")
    evenings.finish_decision(
        matter.decision, by=matter.board_member, result="De bakken staan er.", evidence="Foto van 14 april."
    )
    issue = matter.look()
    assert (issue.status, issue.verified_by, issue.aftercare_until) == ("resolved", samir, date(2026, 11, 1))
    assert issue.stops == "ddddddn"
    assert last_move(issue, "status_changes") == ("reported_done", "resolved", "Samir Bestuur")
    assert trail_of(issue, "verified_by_id") == ("Samir Bestuur", [None, samir.pk])
    assert matter.post.new() == {
        "issues/status_reporter": {"Noor Bewoner"},
        "issues/status": {"Bas Buur", "Hanneke Bestuur"},
    }


def a_visitor_reads_the_whole_story(matter: Matter) -> None:
    told = story(matter.look(), None)
    kinds = [step.event.kind for step in told.steps if step.stop]
    assert kinds == ["report", "agenda", "decision", "money", "action", "claim", "result", "aftercare"]
    page = read_as_visitor(matter.issue.path)
    for words in (
        TITLE, "2026-0001", "2 maart 2026", "18 maart 2026", "B2026-002", "3 voor", "1 tegen",
        "Hanneke Bestuur", "Vier plantenbakken", "€ 840,00", "betaald 1 april", "Kwekerij De Loosduin BV",
        "€ 1.250,00", "14 april 2026", "Vier bakken geplaatst, zie de foto.", "Door Hanneke Bestuur",
        "Zelf geteld: 19 van de 100.", "Gecontroleerd door Samir Bestuur", "5 mei 2026", "1 november 2026",
    ):  # fmt: skip
        assert words in page, words
    assert 'href="/uitgaven/U2026-001/"' in Client().get(matter.issue.path).content.decode()
    assert "Van melding tot opgelost en gecontroleerd 64 dagen" in page
    for hidden in ("Noor", "Bas Buur", "mn dochter"):
        assert hidden not in page


def a_new_report_brings_it_back(matter: Matter) -> None:
    data = actions.ReportData(
        theme=theme(), text="ze rijden WEER te hard", street=street(), contact="account"
    )
    again: Report = actions.submit_report(data, by=matter.neighbour)
    matter.post.new()
    actions.join_report(again, matter.issue, by=matter.manager, relapse=True)
    issue = matter.look()
    assert (issue.status, issue.relapse_count, issue.report_count) == ("assessing", 1, 2)
    assert (issue.verified_by, issue.aftercare_until) == (None, None)
    assert last_move(issue, "status_changes") == ("resolved", "assessing", "Wim Wijkmanager")
    told = matter.post.new()
    assert told["issues/status"] == {"Hanneke Bestuur"}
    assert told["issues/status_reporter"] == {"Noor Bewoner", "Bas Buur"}
    assert all("Wim Wijkmanager" not in names for names in told.values())
    assert "Het is terug" in read_as_visitor(issue.path)
