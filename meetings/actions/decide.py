"""From proposal to decision: in a deciding meeting, outside one, or urgent (rules: 2-domain, Meetings)."""

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from issues.actions import move_issue, note_decision
from meetings import notices
from meetings.actions import chain
from meetings.actions.agenda import ENDING
from meetings.actions.moving import cause_of, locked_decision, move_decision, only_leads
from meetings.actions.outside import judge_answers
from meetings.actions.sitting import sitting_of
from meetings.actions.votes import (
    AGAIN,
    FOR,
    TOTALS,
    refuse_declared,
    refuse_stale_votes,
    refuse_without_quorum,
    verdict,
)
from meetings.models import Decision
from wijkraad.people.roles import is_staff
from wijkraad.terms import clock, numbers
from wijkraad.terms.refusal import Refused
from wijkraad.trail.acting import action

STARTS_FROM = ("assessing", "waiting")
"""States of an issue from which a decision that starts the work moves it to `decided`."""


@action("decision.adopt")
def adopt_decision(decision: Decision, *, by: Any) -> Decision:
    """Adopt a proposal: draw its number, fix its text, move the issues whose work starts with it.

    Needs a responsible person, a last date, an issue or "over de wijkraad zelf", more votes for than
    against, and enough members; only a running board meeting decides, or all were asked outside one,
    or chair and treasurer together up to the urgent limit. Raises Refused.
    """
    decision = locked_decision(decision)
    only_leads(by)
    _refuse_unfinished(decision, by)
    found, counted = _judge_votes(decision)
    _refuse_tie(found)
    if found != FOR:
        raise Refused(_("Er zijn niet meer stemmen voor dan tegen."), code="meetings_decision_majority")
    _take(decision, "adopted", by, first_deadline=decision.deadline, **counted)
    _end_item(decision)
    _tell_issues(decision, by)
    notices.decision_adopted(decision, by=by)
    return decision


@action("decision.reject")
def reject_decision(decision: Decision, *, by: Any, reason: str = "", last: bool = False) -> Decision:
    """The proposal did not get a majority. It keeps a number: what was refused is public too.

    `last`: it cannot be put to the vote again, so a tie rejects it whatever the statuten say.
    """
    decision = locked_decision(decision)
    only_leads(by)
    _refuse_wrong_place(decision, by)
    found, counted = _judge_votes(decision, last=last)
    _refuse_tie(found)
    if found == FOR:
        raise Refused(_("Er zijn meer stemmen voor dan tegen."), code="meetings_decision_majority")
    _take(decision, "rejected", by, reason=reason, **counted)
    _end_item(decision)
    for link in decision.issue_links.select_related("issue").order_by("issue_id"):
        note_decision(link.issue, by=by, cause=cause_of(decision), reason=str(_("Voorstel niet aangenomen.")))
    chain.refresh(decision.issues.all(), by=by)
    return decision


def _refuse_tie(found: str) -> None:
    if found == AGAIN:
        raise Refused(
            _("De stemmen staken. Dan wordt in de volgende vergadering opnieuw gestemd."),
            code="tie_again",
            first=_("Stel het voorstel uit."),
        )


@action("decision.defer")
def defer_decision(decision: Decision, *, by: Any, until: date, reason: str) -> Decision:
    """Not now: the proposal comes back on a date, for a public reason; its item ends as deferred."""
    decision = locked_decision(decision)
    _refuse_wrong_place(decision, by)
    if not reason.strip() or until <= clock.today():
        raise Refused(_("Uitstellen kan met een reden en een dag na vandaag."), code="no_date")
    move_decision(decision, "deferred", by=by, reason=reason)
    item = decision.agenda_item
    if item is not None:
        item.outcome, item.outcome_reason, item.deferred_until = "deferred", reason, until
        item.ended_at = clock.now()
        item.save(update_fields=ENDING)
    return decision


def _refuse_wrong_place(decision: Decision, by: Any) -> None:
    if decision.status != "concept":
        raise Refused(_("Dit voorstel is al behandeld."), code="decision_move")
    if decision.way != "meeting":
        return
    item = decision.agenda_item
    if item is None or item.meeting.status != "running":
        raise Refused(_("Besluiten kan alleen tijdens de vergadering."), code="not_running")
    if not item.meeting.decides:
        raise Refused(_("Deze vergadering geeft advies. Alleen het bestuur besluit."), code="advises")
    refuse_declared(item, by)


def _refuse_unfinished(decision: Decision, by: Any) -> None:
    _refuse_wrong_place(decision, by)
    if decision.responsible is None or decision.deadline is None:
        raise Refused(
            _("Vul in wie ervoor zorgt en wanneer het uiterlijk klaar is."),
            code="meetings_decision_owner_and_date",
        )
    if not is_staff(decision.responsible):
        raise Refused(
            _("%(name)s werkt niet (meer) mee in de wijkraad. Kies wie ervoor zorgt.")
            % {"name": decision.responsible},
            code="owner_gone",
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
    if item is not None and not decision.reason.strip() and sitting_of(item.meeting, item).all_declared:
        raise Refused(
            _("Iedereen die er is heeft een belang gemeld. Schrijf op waarom u toch besluit."),
            code="all_declared",
        )


def _judge_votes(decision: Decision, *, last: bool = False) -> tuple[str, dict[str, Any]]:
    """What the vote comes to, and its totals, judged by the way the decision is made. Raises Refused."""
    item = decision.agenda_item
    if item is None:
        return judge_answers(decision)
    if decision.votes_for is None:
        raise Refused(_("Vul eerst de stemmen in."), code="votes")
    refuse_without_quorum(item)
    refuse_stale_votes(decision, item)
    day = clock.date_of(item.meeting.starts_at)
    found = verdict(decision, decision.votes_for, decision.votes_against or 0, day, last=last)
    return found, {name: getattr(decision, name) for name in TOTALS}


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
