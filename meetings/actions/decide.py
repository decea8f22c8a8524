"""From proposal to decision: in a deciding meeting, outside one, or urgent (rules: 2-domain, Meetings)."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from issues.actions import move_issue, note_decision
from issues.models import Issue
from meetings import notices
from meetings.actions import chain
from meetings.actions.agenda import ENDING
from meetings.actions.moving import cause_of, locked_decision, move_decision, only_leads
from meetings.actions.votes import all_declared, refuse_without_quorum
from meetings.models import AgendaItem, Decision, DecisionIssue, DecisionMove, OutsideAnswer
from meetings.permissions import can_propose
from wijkraad.people.roles import COUNCIL, has_role, holders
from wijkraad.terms import clock, numbers
from wijkraad.terms.refusal import Refused
from wijkraad.terms.values import value
from wijkraad.trail.acting import action

STARTS_FROM = ("assessing", "waiting")
"""States of an issue from which a decision that starts the work moves it to `decided`."""


@action("decision.draft")
def draft_decision(
    *,
    by: Any,
    item: AgendaItem | None = None,
    title: str,
    text: str,
    reason: str = "",
    responsible: Any = None,
    deadline: date | None = None,
    issues: Iterable[Issue] = (),
    starts_work: bool = True,
    about_council: bool = False,
    mandate_amount: Decimal | None = None,
    review_on: date | None = None,
    public_wording: str = "",
    way: str = "",
    internal: bool = False,
) -> Decision:
    """Bring in a proposal: for an item of a meeting, or (`way` "outside" or "urgent") without one.

    Without `issues` it takes those of the item, unless it is about the council itself. Euro amounts
    include btw. Outside a meeting every board member is asked at once; urgent: chair and treasurer.
    """
    way = way or ("meeting" if item is not None else "outside")
    _refuse_proposal(by, way, item)
    linked = list(issues) or ([] if item is None or about_council else list(item.issues.all()))
    closed = any(issue.visibility == "confidential" for issue in linked)
    decision = Decision.objects.create(
        agenda_item=item,
        way=way,
        internal=internal or closed or bool(item and item.internal),
        title=title or text[:160],
        text=text,
        reason=reason,
        public_wording=public_wording,
        responsible=responsible,
        deadline=deadline,
        review_on=review_on,
        about_council=about_council,
        mandate_amount=mandate_amount,
        created_by=by,
        created_at=clock.now(),
    )
    _write_links(decision, linked, starts_work)
    if way != "meeting":
        _ask(decision, by)
    return decision


def _refuse_proposal(by: Any, way: str, item: AgendaItem | None) -> None:
    if not can_propose(by):
        raise Refused(_("Alleen bestuursleden brengen een voorstel in."), code="not_allowed")
    if (way == "meeting") != (item is not None):
        raise Refused(_("Een voorstel hoort bij een agendapunt, of is buiten de vergadering."), code="way")


def _write_links(decision: Decision, issues: list[Issue], starts_work: bool) -> None:
    DecisionMove.objects.create(decision=decision, to_state="concept", by=decision.created_by, at=clock.now())
    DecisionIssue.objects.bulk_create(
        DecisionIssue(decision=decision, issue=issue, starts_work=starts_work) for issue in issues
    )


def _ask(decision: Decision, by: Any) -> None:
    asked = holders(*COUNCIL) if decision.way == "outside" else holders("chair") + holders("treasurer")
    OutsideAnswer.objects.bulk_create(
        OutsideAnswer(decision=decision, person=member, asked_at=clock.now())
        for member in dict.fromkeys(asked)
    )
    notices.asked_outside(decision, asked, by=by)


@action("decision.change")
def change_decision(
    decision: Decision, *, by: Any, starts_work: bool | None = None, **changes: Any
) -> Decision:
    """Change a proposal; what was decided cannot be changed any more."""
    allowed = {
        "title", "text", "reason", "public_wording", "responsible", "deadline", "review_on", "about_council",
        "mandate_amount",
    }  # fmt: skip
    if not changes.keys() <= allowed:
        raise TypeError(f"change_decision: {sorted(changes.keys() - allowed)}")
    decision = locked_decision(decision)
    if not can_propose(by):
        raise Refused(_("Alleen bestuursleden brengen een voorstel in."), code="not_allowed")
    if decision.status != "concept":
        raise Refused(_("De tekst van een besluit verandert nooit meer."), code="meetings_decision_text")
    for name, new in changes.items():
        setattr(decision, name, new)
    decision.save(update_fields=list(changes))
    if starts_work is not None:
        decision.issue_links.update(starts_work=starts_work)
    return decision


@action("decision.answer")
def answer_outside(decision: Decision, *, by: Any, choice: str) -> OutsideAnswer:
    """A member answers outside a meeting ("for", "against", "abstain"); may change until it is decided."""
    decision = locked_decision(decision)
    row = OutsideAnswer.objects.filter(decision=decision, person=by).first()
    if row is None or decision.status != "concept":
        raise Refused(_("Dit voorstel is u niet gevraagd, of het is al behandeld."), code="not_asked")
    if choice not in ("for", "against", "abstain"):
        raise Refused(_("Kies voor, tegen of onthouden."), code="votes")
    row.choice, row.answered_at = choice, clock.now()
    row.save(update_fields=["choice", "answered_at"])
    return row


@action("decision.adopt")
def adopt_decision(decision: Decision, *, by: Any) -> Decision:
    """Adopt a proposal: draw its number, fix its text, move the issues whose work starts with it.

    Needs a responsible person, a last date, an issue or "over de wijkraad zelf", more votes for than
    against, and enough members; only a running board meeting decides, or all were asked outside one,
    or chair and treasurer together up to the urgent limit. Raises Refused.
    """
    decision = locked_decision(decision)
    only_leads(by)
    _refuse_unfinished(decision)
    counted = _judge_votes(decision)
    if decision.way != "urgent" and counted["votes_for"] <= counted["votes_against"]:
        raise Refused(_("Er zijn niet meer stemmen voor dan tegen."), code="meetings_decision_majority")
    _take(decision, "adopted", by, first_deadline=decision.deadline, **counted)
    _end_item(decision)
    _tell_issues(decision, by)
    notices.decision_adopted(decision, by=by)
    return decision


@action("decision.reject")
def reject_decision(decision: Decision, *, by: Any, reason: str = "") -> Decision:
    """The proposal did not get a majority. It keeps a number: what was refused is public too."""
    decision = locked_decision(decision)
    only_leads(by)
    _refuse_wrong_place(decision)
    counted = _judge_votes(decision)
    if decision.way == "meeting" and counted["votes_for"] > counted["votes_against"]:
        raise Refused(_("Er zijn meer stemmen voor dan tegen."), code="meetings_decision_majority")
    _take(decision, "rejected", by, reason=reason, **counted)
    _end_item(decision)
    for link in decision.issue_links.select_related("issue").order_by("issue_id"):
        note_decision(link.issue, by=by, cause=cause_of(decision), reason=str(_("Voorstel niet aangenomen.")))
    chain.refresh(decision.issues.all(), by=by)
    return decision


@action("decision.defer")
def defer_decision(decision: Decision, *, by: Any, until: date, reason: str) -> Decision:
    """Not now: the proposal comes back on a date, for a public reason; its item ends as deferred."""
    decision = locked_decision(decision)
    _refuse_wrong_place(decision)
    if not reason.strip() or until <= clock.today():
        raise Refused(_("Uitstellen kan met een reden en een dag na vandaag."), code="no_date")
    move_decision(decision, "deferred", by=by, reason=reason)
    item = decision.agenda_item
    if item is not None:
        item.outcome, item.outcome_reason, item.deferred_until = "deferred", reason, until
        item.ended_at = clock.now()
        item.save(update_fields=ENDING)
    return decision


@action("decision.bring_back")
def bring_back(decision: Decision, *, by: Any, item: AgendaItem | None = None) -> Decision:
    """A deferred proposal is a proposal again, at an item of a coming meeting when given."""
    decision = locked_decision(decision)
    changes: dict[str, Any] = {"agenda_item": item} if item is not None else {}
    move_decision(decision, "concept", by=by, **changes)
    return decision


@action("decision.scrap")
def scrap_decision(decision: Decision, *, by: Any) -> Decision:
    """The proposal is taken off the table; it never had a number."""
    decision = locked_decision(decision)
    move_decision(decision, "scrapped", by=by)
    return decision


def _refuse_wrong_place(decision: Decision) -> None:
    if decision.status != "concept":
        raise Refused(_("Dit voorstel is al behandeld."), code="decision_move")
    if decision.way != "meeting":
        return
    item = decision.agenda_item
    if item is None or item.meeting.status != "running":
        raise Refused(_("Besluiten kan alleen tijdens de vergadering."), code="not_running")
    if not item.meeting.decides:
        raise Refused(_("Deze vergadering geeft advies. Alleen het bestuur besluit."), code="advises")


def _refuse_unfinished(decision: Decision) -> None:
    _refuse_wrong_place(decision)
    if decision.responsible is None or decision.deadline is None:
        raise Refused(
            _("Vul in wie ervoor zorgt en wanneer het uiterlijk klaar is."),
            code="meetings_decision_owner_and_date",
        )
    if decision.deadline < clock.today():
        raise Refused(_("De uiterste datum is al voorbij. Kies een latere dag."), code="past_deadline")
    if not decision.about_council and not decision.issue_links.exists():
        raise Refused(
            _("Kies de kwestie waar dit over gaat, of zeg dat het over de wijkraad zelf gaat."),
            code="meetings_decision_about",
        )
    _refuse_unreasoned(decision)


def _refuse_unreasoned(decision: Decision) -> None:
    item = decision.agenda_item
    if item is not None and all_declared(item) and not decision.reason.strip():
        raise Refused(
            _("Iedereen die er is heeft een belang gemeld. Schrijf op waarom u toch besluit."),
            code="all_declared",
        )


def _judge_votes(decision: Decision) -> dict[str, Any]:
    """The totals of the vote, judged by the way the decision is made. Raises Refused."""
    if decision.agenda_item is not None:
        if decision.votes_for is None:
            raise Refused(_("Vul eerst de stemmen in."), code="votes")
        refuse_without_quorum(decision.agenda_item)
        return {name: getattr(decision, name) for name in ("votes_for", "votes_against", "votes_abstain")}
    answers = list(decision.answers.all())
    given = [answer.choice for answer in answers]
    totals = {
        "votes_for": given.count("for"),
        "votes_against": given.count("against"),
        "votes_abstain": given.count("abstain"),
        "vote_way": "names",
    }
    if decision.way == "urgent":
        _judge_urgent(decision, answers)
    elif 2 * sum(1 for choice in given if choice) < len(answers) or not answers:
        raise Refused(
            _("Nog te weinig antwoorden: %(given)d van %(asked)d.")
            % {"given": sum(1 for choice in given if choice), "asked": len(answers)},
            code="quorum",
        )
    return totals


def _judge_urgent(decision: Decision, answers: list[OutsideAnswer]) -> None:
    agreed = [answer.person for answer in answers if answer.choice == "for"]
    chairs = [person for person in agreed if has_role(person, "chair")]
    treasurers = [person for person in agreed if has_role(person, "treasurer")]
    if len(set(chairs + treasurers)) < 2 or not chairs or not treasurers:
        raise Refused(_("Met spoed besluiten doen de voorzitter en de penningmeester samen."), code="urgent")
    limit = value("urgent_limit")
    if (decision.mandate_amount or 0) > limit:
        raise Refused(_("Met spoed mag hoogstens € %(limit)s.") % {"limit": limit}, code="urgent_limit")


def _take(decision: Decision, to: str, by: Any, *, reason: str = "", **changes: Any) -> None:
    """The moment of deciding: the number of the year of the meeting, under lock, and the date."""
    item = decision.agenda_item
    day = clock.date_of(item.meeting.starts_at) if item is not None else clock.today()
    if decision.internal:
        changes["internal_number"] = f"BI{day.year}-{numbers.draw('decision-internal', day.year):03d}"
    else:
        changes["number"] = f"B{day.year}-{numbers.draw('decision', day.year):03d}"
    move_decision(decision, to, by=by, reason=reason, decided_at=clock.now(), decided_on=day, **changes)


def _end_item(decision: Decision) -> None:
    item = decision.agenda_item
    if item is None:
        return
    item.outcome, item.outcome_reason, item.deferred_until = "decision", "", None
    item.once_more_person = item.once_more_on = None
    item.started_at = item.started_at or clock.now()
    item.ended_at = clock.now()
    item.save(update_fields=[*ENDING, "started_at"])


def _tell_issues(decision: Decision, by: Any) -> None:
    """Work that starts moves its issue; any other decision only leaves a row in the history of the issue."""
    cause = cause_of(decision)
    for link in decision.issue_links.select_related("issue").order_by("issue_id"):
        if link.starts_work and link.issue.status in STARTS_FROM:
            move_issue(link.issue, "decided", by=by, cause=cause)
        else:
            note_decision(link.issue, by=by, cause=cause)
    chain.refresh(decision.issues.all(), by=by)
