"""Reminders: 7 days before the last date, on it, and 7 days after; each once. Then one rung higher."""

from datetime import timedelta
from typing import Any

from issues.models import Action
from issues.permissions import can_view as can_view_issue
from issues.workflow import CLOSED
from meetings import notices
from meetings.models import Decision, DecisionRung, Task
from meetings.permissions import can_view_decision
from wijkraad.people.models import User
from wijkraad.people.roles import holders
from wijkraad.terms import clock
from wijkraad.terms.values import value
from wijkraad.terms.workdays import workdays_between
from wijkraad.trail.acting import acting

Rung = DecisionRung.Rung


def remind_deadlines() -> int:
    """Tell whoever is responsible; returns how many messages are new. A missed day is made up for.

    Source of the days: the setting `deadline_reminder_days`.
    """
    today = clock.today()
    offsets = sorted(int(day) for day in value("deadline_reminder_days"))
    told = 0
    with acting(None, "decision.remind"):
        coming = Decision.objects.running().filter(deadline__lte=today - timedelta(days=offsets[0]))
        for decision in coming.select_related("responsible"):
            past = (today - decision.deadline).days
            due = [offset for offset in offsets if offset <= past]
            # Only the latest one: who was told nothing for a month gets one mail, not three.
            if due and decision.decided_on <= decision.deadline + timedelta(days=due[-1]):
                told += notices.decision_due(decision, due[-1])
    return told


def remind_actions() -> int:
    """The same for actions, of issues and of agenda items; returns how many messages are new."""
    today = clock.today()
    offsets = sorted(int(day) for day in value("deadline_reminder_days"))
    until = today - timedelta(days=offsets[0])
    told = 0
    with acting(None, "action.remind"):
        of_issues = Action.objects.filter(done_at=None, due__lte=until).select_related("responsible", "issue")
        of_points = Task.objects.open().filter(due__lte=until).select_related("responsible")
        rows: list[Any] = [*of_issues, *of_points]
        for one in rows:
            due = [offset for offset in offsets if offset <= (today - one.due).days]
            if (
                due
                and clock.date_of(one.created_at) <= one.due + timedelta(days=due[-1])
                and _still_open(one)
            ):
                told += notices.action_due(one, due[-1])
    return told


def _still_open(one: Action | Task) -> bool:
    """An action of a closed issue, or of one that its owner may not read, is not asked for."""
    if isinstance(one, Task):
        return True
    return one.issue.status not in CLOSED and can_view_issue(one.responsible, one.issue)


def raise_late() -> int:
    """Lay late decisions at the secretary, and later at the next board meeting; returns how many are new.

    Source of the terms: `escalation_workdays` (owner, secretary), counted in working days after the
    (moved) last date. A decision that got a new date climbs anew.
    """
    today, terms = clock.today(), value("escalation_workdays")
    new = 0
    with acting(None, "decision.raise"):
        for decision in Decision.objects.late(today).select_related("responsible"):
            waited = workdays_between(decision.deadline, today)
            if waited > int(terms["owner"]):
                new += _raise(decision, Rung.SECRETARY, holders("secretary"))
            if waited > int(terms["owner"]) + int(terms["secretary"]):
                new += _raise(decision, Rung.BOARD, holders("secretary", "chair"))
    return new


def _raise(decision: Decision, rung: str, people: list[User]) -> int:
    given = {"decision": decision, "rung": rung, "deadline": decision.deadline}
    _row, new = DecisionRung.objects.get_or_create(**given, defaults={"on": clock.today()})
    if new:
        seers = [one for one in people if can_view_decision(one, decision)]
        notices.decision_raised(decision, rung, seers)
    return int(new)
