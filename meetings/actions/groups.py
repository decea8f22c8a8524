"""Working groups: started and prolonged by decision, ended by themselves (rules: 2-domain, Meetings)."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from meetings import notices
from meetings.actions.meeting import cancel_meeting
from meetings.actions.moving import only_leads
from meetings.models import Decision, GroupTerm, WorkingGroup
from meetings.permissions import can_manage_group
from meetings.workflow import RUNNING
from wijkraad.people.models import User
from wijkraad.people.roles import is_board
from wijkraad.terms import clock
from wijkraad.terms.refusal import Refused
from wijkraad.trail.acting import action

STANDING = (*RUNNING, "done")
SOON = (28, 7)
"""So many days before its end a group is told, each once."""


def locked_group(group: WorkingGroup) -> WorkingGroup:
    return WorkingGroup.objects.select_for_update().get(pk=group.pk)


@action("group.start")
def start_group(
    *,
    by: Any,
    name: str,
    task: str,
    lead: User,
    ends_on: date,
    decision: Decision,
    members: Iterable[User] = (),
    member_limit: int = 6,
) -> WorkingGroup:
    """Start a group by an adopted decision; its lead is a member of the board and of the group."""
    only_leads(by)
    decision = _standing(decision)
    _refuse_lead(lead)
    if ends_on <= clock.today():
        raise Refused(_("Kies een dag na vandaag waarop de werkgroep stopt."), code="no_date")
    people = list(dict.fromkeys([lead, *members]))
    _refuse_crowd(len(people), member_limit)
    slug = slugify(name)[:60] or "werkgroep"
    if WorkingGroup.objects.filter(Q(name__iexact=name) | Q(slug=slug)).exists():
        raise Refused(_("Er is al een werkgroep met deze naam."), code="group_name")
    group = WorkingGroup.objects.create(
        name=name, slug=slug, task=task, lead=lead, member_limit=member_limit, begins_on=clock.today(),
        ends_on=ends_on, first_ends_on=ends_on, decision_number=decision.number or "",
    )  # fmt: skip
    group.members.set(people)
    _note_term(group, decision, by)
    notices.group_started(group, by=by)
    return group


def _standing(decision: Decision) -> Decision:
    found = Decision.objects.select_for_update().get(pk=decision.pk)
    if found.status not in STANDING:
        raise Refused(_("Hier is een aangenomen besluit voor nodig."), code="no_decision")
    return found


def _refuse_lead(lead: User) -> None:
    if not is_board(lead):
        raise Refused(_("Een bestuurslid trekt de werkgroep."), code="group_lead")


def _refuse_crowd(number: int, limit: int) -> None:
    if number > limit:
        raise Refused(
            _("Er kunnen hooguit %(limit)d mensen in deze werkgroep. Dit zijn er %(number)d.")
            % {"limit": limit, "number": number},
            code="group_full",
        )


def _note_term(group: WorkingGroup, decision: Decision, by: Any) -> None:
    if GroupTerm.objects.filter(decision=decision).exists():
        raise Refused(_("Met dit besluit is al een werkgroep ingesteld of verlengd."), code="group_decision")
    GroupTerm.objects.create(group=group, decision=decision, ends_on=group.ends_on, by=by, at=clock.now())


@action("group.prolong")
def prolong_group(group: WorkingGroup, *, by: Any, decision: Decision, ends_on: date) -> WorkingGroup:
    """Go on until a later day, by another adopted decision; what has ended stays ended."""
    only_leads(by)
    group, decision = locked_group(group), _standing(decision)
    _refuse_ended(group)
    if ends_on <= group.ends_on:
        raise Refused(_("Kies een dag na de dag waarop de werkgroep nu stopt."), code="no_date")
    group.ends_on, group.decision_number = ends_on, decision.number or ""
    _note_term(group, decision, by)
    group.save(update_fields=["ends_on", "decision_number"])
    return group


def _refuse_ended(group: WorkingGroup) -> None:
    if not group.is_running:
        raise Refused(_("Deze werkgroep is gestopt. Een nieuwe begint met een besluit."), code="group_ended")


def _refuse_others(group: WorkingGroup, by: Any) -> None:
    if not can_manage_group(by, group):
        raise Refused(_("Dit doet de trekker, de secretaris of de voorzitter."), code="not_allowed")


@action("group.join")
def add_member(group: WorkingGroup, *, by: Any, person: User) -> WorkingGroup:
    """One more member, as long as there is room."""
    group = locked_group(group)
    _refuse_others(group, by)
    _refuse_ended(group)
    if not group.members.filter(pk=person.pk).exists():
        _refuse_crowd(group.members.count() + 1, group.member_limit)
        group.members.add(person)
    return group


@action("group.leave")
def remove_member(group: WorkingGroup, *, by: Any, person: User) -> WorkingGroup:
    """Somebody leaves; the lead hands over first."""
    group = locked_group(group)
    if by.pk != person.pk:
        _refuse_others(group, by)
    if person.pk == group.lead_id:
        raise Refused(_("De trekker geeft eerst over aan een ander."), code="group_lead")
    group.members.remove(person)
    return group


@action("group.hand_over")
def hand_over_group(group: WorkingGroup, *, by: Any, to: User) -> WorkingGroup:
    """Another member of the board leads from now on, and joins when there is room."""
    group = locked_group(group)
    _refuse_others(group, by)
    _refuse_ended(group)
    _refuse_lead(to)
    if not group.members.filter(pk=to.pk).exists():
        _refuse_crowd(group.members.count() + 1, group.member_limit)
        group.members.add(to)
    group.lead = to
    group.save(update_fields=["lead"])
    notices.group_started(group, by=by)
    return group


@action("group.end")
def end_group(group: WorkingGroup, *, by: Any, result: str) -> WorkingGroup:
    """Stop before its end, with what it brought; meetings that were planned do not take place."""
    group = locked_group(group)
    _refuse_others(group, by)
    _refuse_ended(group)
    if not result.strip():
        raise Refused(_("Schrijf op wat de werkgroep heeft opgeleverd."), code="no_reason")
    group.result = result.strip()
    _end(group, clock.today(), by)
    return group


def _end(group: WorkingGroup, day: date, by: Any) -> None:
    group.ended_on = day
    group.save(update_fields=["ended_on", "result"])
    notices.group_ended(group, by=by)


@action("group.cancel_rest")
def cancel_rest(group: WorkingGroup, *, by: Any) -> int:
    """Cancel the planned meetings of a group that ended, by who leads the council."""
    only_leads(by)
    planned = list(group.meetings.filter(status="planned").order_by("starts_at"))
    if group.is_running:
        raise Refused(_("Deze werkgroep loopt nog."), code="group_running")
    for meeting in planned:
        cancel_meeting(meeting, by=by, reason=str(_("De werkgroep is gestopt.")))
    return len(planned)


@action("group.remind")
def end_groups(*, by: None = None) -> int:
    """By night: close the groups whose end has passed, and tell leads of an end that comes near."""
    today = clock.today()
    ended = list(WorkingGroup.objects.to_end(today).select_for_update().order_by("pk"))
    for group in ended:
        _end(group, group.ends_on, None)
    for group in WorkingGroup.objects.running(today).select_related("lead"):
        if (group.ends_on - today).days in SOON:
            notices.group_ends_soon(group)
    return len(ended)
