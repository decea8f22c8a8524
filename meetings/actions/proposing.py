"""Bringing in a proposal, changing it, and what members answer outside a meeting."""

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from issues.models import Issue
from meetings import notices
from meetings.actions.agenda import add_item
from meetings.actions.moving import locked_decision, move_decision
from meetings.actions.votes import TOTALS, refuse_declared
from meetings.models import AgendaItem, Decision, DecisionIssue, DecisionMove, Meeting, OutsideAnswer
from meetings.permissions import can_propose
from meetings.workflow import COMING
from wijkraad.people.roles import COUNCIL, holders
from wijkraad.terms import clock
from wijkraad.terms.refusal import Refused
from wijkraad.terms.values import value
from wijkraad.trail.acting import action

VOTED_ON = frozenset({"text", "responsible", "deadline", "mandate_amount"})
"""What members say yes or no to: when it changes, they are asked again."""


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
    asked_until = clock.today() + timedelta(days=int(value("outside_days"))) if way == "outside" else None
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
        answer_by=asked_until,
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
    if way not in Decision.Way.values or (way == "meeting") != (item is not None):
        raise Refused(_("Een voorstel hoort bij een agendapunt, of is buiten de vergadering."), code="way")
    if item is not None:
        refuse_declared(item, by)


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
    if decision.agenda_item is not None:
        refuse_declared(decision.agenda_item, by)
    if any(name in VOTED_ON and getattr(decision, name) != new for name, new in changes.items()):
        _forget_votes(decision)
    for name, new in changes.items():
        setattr(decision, name, new)
    decision.save(update_fields=list(changes))
    if starts_work is not None:
        decision.issue_links.update(starts_work=starts_work)
    return decision


def _forget_votes(decision: Decision) -> None:
    """Nobody voted on these words: who said yes or no to the earlier ones is asked anew.

    An interest stays: it is about the matter, not about the words.
    """
    decision.votes.all().delete()
    decision.votes_for = decision.votes_against = decision.votes_abstain = None
    decision.chair_vote = ""
    decision.save(update_fields=[*TOTALS, "chair_vote"])
    given = decision.answers.exclude(choice__in=["", "conflict"])
    people = [answer.person for answer in given.select_related("person")]
    if people:
        given.update(choice="", answered_at=None)
        notices.asked_again(decision, people)


@action("decision.answer")
def answer_outside(decision: Decision, *, by: Any, choice: str, reason: str = "") -> OutsideAnswer:
    """A member answers outside a meeting ("for", "against", "abstain", or "conflict" with which interest).

    May change until it is decided.
    """
    decision = locked_decision(decision)
    row = OutsideAnswer.objects.filter(decision=decision, person=by).first()
    if row is None or decision.status != "concept":
        raise Refused(_("Dit voorstel is u niet gevraagd, of het is al behandeld."), code="not_asked")
    if choice not in OutsideAnswer.Choice.values:
        raise Refused(_("Kies voor, tegen of onthouden."), code="votes")
    row.choice, row.answered_at = choice, clock.now()
    row.reason = reason.strip()[:200] if choice == "conflict" else ""
    row.save(update_fields=["choice", "answered_at", "reason"])
    return row


@action("decision.bring_back")
def bring_back(decision: Decision, *, by: Any, item: AgendaItem | None = None) -> Decision:
    """A deferred proposal is a proposal again, at an item of a coming meeting when given."""
    decision = locked_decision(decision)
    changes: dict[str, Any] = {}
    if item is not None:
        if not item.meeting.decides or item.meeting.status not in COMING:
            raise Refused(_("Kies een punt van een bestuursvergadering die nog komt."), code="advises")
        changes = {"agenda_item": item, "way": "meeting", "answer_by": None}
    move_decision(decision, "concept", by=by, **changes)
    _forget_votes(decision)
    return decision


@action("decision.to_agenda")
def put_on_agenda(decision: Decision, *, by: Any, meeting: Meeting) -> Decision:
    """A deferred proposal comes back as a point of a coming board meeting."""
    item = add_item(
        meeting, by=by, title=decision.title, issues=list(decision.issues.all()), internal=decision.internal
    )
    return bring_back(decision, by=by, item=item)


@action("decision.scrap")
def scrap_decision(decision: Decision, *, by: Any) -> Decision:
    """The proposal is taken off the table; it never had a number."""
    decision = locked_decision(decision)
    move_decision(decision, "scrapped", by=by)
    return decision
