"""After the decision: doing it, moving its date, replacing it (rules: 2-domain, Meetings)."""

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from meetings import notices
from meetings.actions import chain
from meetings.actions.moving import cause_of, locked_decision, move_decision, only_leads
from meetings.models import DeadlineChange, Decision, Meeting
from meetings.permissions import leads
from meetings.workflow import RUNNING
from wijkraad.people.roles import is_staff
from wijkraad.terms import clock
from wijkraad.terms.refusal import Refused
from wijkraad.trail.acting import action

STANDING = (*RUNNING, "done")
"""States in which a decision was adopted and counts."""


@action("decision.start")
def start_decision(decision: Decision, *, by: Any) -> Decision:
    """The responsible person begins."""
    decision = locked_decision(decision)
    move_decision(decision, "executing", by=by)
    return decision


@action("decision.finish")
def finish_decision(decision: Decision, *, by: Any, result: str, evidence: str) -> Decision:
    """Done: what came of it, and how anybody can see that."""
    decision = locked_decision(decision)
    if not result.strip() or not evidence.strip():
        raise Refused(
            _("Schrijf op wat het resultaat is en waar dat te zien is."), code="meetings_decision_evidence"
        )
    move_decision(decision, "done", by=by, result=result, evidence=evidence, finished_on=clock.today())
    chain.refresh(decision.issues.all(), by=by, event=True)
    return decision


@action("decision.fail")
def fail_decision(decision: Decision, *, by: Any, reason: str) -> Decision:
    """It did not work, for a public reason."""
    decision = locked_decision(decision)
    _refuse_silence(reason)
    move_decision(decision, "not_achieved", by=by, reason=reason, result=reason, finished_on=clock.today())
    chain.refresh(decision.issues.all(), by=by, event=True)
    return decision


def _refuse_silence(reason: str) -> None:
    if not reason.strip():
        raise Refused(_("Schrijf op waarom. De reden is openbaar."), code="no_reason")


@action("decision.reopen")
def reopen_decision(decision: Decision, *, by: Any, reason: str) -> Decision:
    """The result was contradicted: back to work, by the chair."""
    decision = locked_decision(decision)
    _refuse_silence(reason)
    move_decision(decision, "executing", by=by, reason=reason, finished_on=None)
    return decision


@action("decision.move_deadline")
def move_deadline(decision: Decision, *, by: Any, to: date, reason: str) -> Decision:
    """Another last date, for a public reason; the first one stays for the figures."""
    decision = locked_decision(decision)
    if decision.status not in RUNNING or decision.deadline is None:
        raise Refused(_("Dit besluit loopt niet meer."), code="decision_move")
    if by.pk != decision.responsible_id and not leads(by):
        raise Refused(
            _("De datum verschuift wie ervoor zorgt, de secretaris of de voorzitter."), code="not_allowed"
        )
    _refuse_silence(reason)
    if to < clock.today() or to == decision.deadline:
        raise Refused(_("Kies een andere dag, niet voor vandaag."), code="no_date")
    DeadlineChange.objects.create(
        decision=decision, before=decision.deadline, after=to, reason=reason, by=by, at=clock.now()
    )
    decision.deadline = to
    decision.save(update_fields=["deadline"])
    return decision


@action("decision.supersede")
def supersede_decision(decision: Decision, by_decision: Decision, *, by: Any) -> Decision:
    """Replace a running decision by an adopted one; no loops [db]."""
    decision, other = _both(decision, by_decision)
    move_decision(decision, "superseded", by=by, cause=cause_of(other), superseded_by=other)
    notices.decision_replaced(decision, by=by)
    return decision


@action("decision.withdraw")
def withdraw_decision(decision: Decision, by_decision: Decision, *, by: Any, reason: str = "") -> Decision:
    """Withdraw a running decision by an adopted one."""
    decision, other = _both(decision, by_decision)
    move_decision(decision, "withdrawn", by=by, reason=reason, cause=cause_of(other), withdrawn_by=other)
    notices.decision_replaced(decision, by=by)
    return decision


def _both(decision: Decision, other: Decision) -> tuple[Decision, Decision]:
    """Both rows held, lower key first, and judged."""
    held = {
        row.pk: row
        for row in Decision.objects.select_for_update().filter(pk__in=[decision.pk, other.pk]).order_by("pk")
    }
    decision, other = held[decision.pk], held[other.pk]
    if decision.pk == other.pk or other.status not in RUNNING:
        raise Refused(_("Hier is een ander, aangenomen besluit voor nodig."), code="meetings_decision_cause")
    return decision, other


@action("decision.ratify")
def ratify_decision(decision: Decision, by_decision: Decision, *, by: Any) -> Decision:
    """The next board meeting agrees with an urgent decision, by one that it took itself [db]."""
    item = by_decision.agenda_item
    if item is None or by_decision.status not in STANDING or not item.meeting.decides:
        raise Refused(
            _("Bekrachtigen doet het bestuur met een besluit in een vergadering."), code="not_running"
        )
    meeting = Meeting.objects.select_for_update().get(pk=item.meeting_id)
    decision = locked_decision(decision)
    only_leads(by)
    refuse_settled(decision)
    decision.ratified_in, decision.ratified_by = meeting, by_decision
    decision.save(update_fields=["ratified_in", "ratified_by"])
    return decision


def refuse_settled(decision: Decision) -> None:
    """Only an urgent decision that stands and waits for the board is ratified or lapses."""
    if decision.way != "urgent" or decision.status not in RUNNING or decision.ratified_in_id is not None:
        raise Refused(_("Dit besluit hoeft niet bekrachtigd te worden."), code="decision_move")


@action("decision.lapse")
def lapse_decision(decision: Decision, *, by: Any, reason: str = "") -> Decision:
    """The next meeting does not ratify an urgent decision."""
    decision = locked_decision(decision)
    if decision.way != "urgent" or decision.ratified_in_id is not None:
        raise Refused(
            _("Alleen een spoedbesluit dat niet bekrachtigd is kan vervallen."), code="decision_move"
        )
    later = Meeting.objects.deciding().filter(opened_at__gt=decision.decided_at)
    if not later.exists():
        raise Refused(_("Het bestuur zegt in de volgende vergadering of dit besluit blijft."), code="not_met")
    move_decision(decision, "lapsed", by=by, reason=reason)
    return decision


@action("decision.hand_over")
def hand_over_decision(decision: Decision, *, by: Any, to: Any) -> Decision:
    """Somebody else takes care of it from now on."""
    decision = locked_decision(decision)
    if by.pk != decision.responsible_id and not leads(by):
        raise Refused(
            _("Overdragen doet wie ervoor zorgt, de secretaris of de voorzitter."), code="not_allowed"
        )
    if decision.status not in (*RUNNING, "concept", "deferred"):
        raise Refused(_("Dit besluit loopt niet meer."), code="decision_move")
    if not is_staff(to):
        raise Refused(
            _("%(name)s werkt niet (meer) mee in de wijkraad. Kies wie ervoor zorgt.") % {"name": to},
            code="owner_gone",
        )
    decision.responsible = to
    decision.save(update_fields=["responsible"])
    notices.decision_handed_over(decision, by=by)
    return decision
