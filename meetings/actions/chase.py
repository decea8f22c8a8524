"""Reminders: 7 days before the last date, on it, and 7 days after; each once."""

from datetime import timedelta

from meetings import notices
from meetings.models import Decision
from wijkraad.terms import clock
from wijkraad.terms.values import value
from wijkraad.trail.acting import acting


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
