"""Priorities: a promise of the council, as many as the limit allows."""

from typing import Any

from django.utils.translation import gettext as _

from issues.actions.gate import hand_back, locked
from issues.actions.judging import must_triage
from issues.models import Issue, Priority
from issues.workflow import Cause
from wijkraad.people.models import User
from wijkraad.people.roles import has_role, is_board
from wijkraad.terms import clock
from wijkraad.terms.refusal import Refused
from wijkraad.trail.acting import action


def _may(by: User | None) -> None:
    if by is None or not (is_board(by) or has_role(by, "manager")):
        raise Refused(_("Alleen het bestuur kiest prioriteiten."), code="priority.who")


@action("priority.write")
def write_priority(*, by: User, **facts: Any) -> Priority:
    """Describe a priority; it is not active yet."""
    _may(by)
    return Priority.objects.create(active=False, **facts)


@action("priority.open")
def open_priority(priority: Priority, *, by: User, cause: Cause) -> Priority:
    """Make it active by a decision. The database refuses one more than the limit."""
    _may(by)
    fresh = Priority.objects.select_for_update(of=("self",)).get(pk=priority.pk)
    if cause.kind != "decision":
        raise Refused(_("Een prioriteit begint met een besluit."), code="priority.decision")
    if not fresh.why_now_kind or not fresh.why_now.strip():
        raise Refused(_("Zeg waarom dit nu een prioriteit is."), code="issues_priority_why_now")
    fresh.active, fresh.opened_at, fresh.closed_at = True, clock.now(), None
    fresh.decision_number = cause.number
    fresh.save()
    priority.refresh_from_db()
    return priority


@action("priority.close")
def close_priority(priority: Priority, *, by: User, cause: Cause) -> Priority:
    """End it, which makes room for another one."""
    _may(by)
    fresh = Priority.objects.select_for_update(of=("self",)).get(pk=priority.pk)
    fresh.active, fresh.closed_at = False, clock.now()
    fresh.save()
    priority.refresh_from_db()
    return priority


@action("priority.measure")
def measure_priority(priority: Priority, *, by: User, current: str) -> Priority:
    """What it stands at now."""
    _may(by)
    Priority.objects.filter(pk=priority.pk).update(current=current)
    priority.refresh_from_db()
    return priority


@action("issue.priority")
def link_priority(issue: Issue, priority: Priority | None, *, by: User) -> Issue:
    """Say of which active priority of its theme an issue is a part; None takes it out again."""
    fresh = locked(issue)
    must_triage(by, fresh)
    if priority is not None:
        chosen = Priority.objects.select_for_update(of=("self",)).get(pk=priority.pk)
        if not chosen.active:
            raise Refused(_("Deze prioriteit loopt niet meer."), code="priority.closed")
        if chosen.theme_id != fresh.theme_id:
            raise Refused(
                _("Deze prioriteit hoort bij een ander thema."),
                code="priority.theme",
                first=_("Verander eerst het thema van de kwestie."),
            )
        priority = chosen
    fresh.priority = priority
    fresh.save(update_fields=["priority"])
    issue._state.fields_cache.pop("priority", None)
    return hand_back(fresh, issue)
