"""Adopting minutes in one go, during the later evening."""

from typing import Any

from django.utils.translation import gettext as _

from meetings.actions.decide import adopt_decision, draft_decision
from meetings.actions.meeting import adopt_minutes
from meetings.actions.register import finish_decision
from meetings.actions.votes import record_votes
from meetings.models import AgendaItem, Meeting
from wijkraad.terms import clock
from wijkraad.trail.acting import action


@action("minutes.adopt_at")
def adopt_minutes_at(
    item: AgendaItem,
    meeting: Meeting,
    *,
    by: Any,
    votes_for: int,
    votes_against: int = 0,
    votes_abstain: int = 0,
) -> Meeting:
    """At this point of a running board meeting: the decision, its votes, and the lock of the earlier minutes.

    The decision is done at once: the locked minutes are its result. Raises Refused as its parts do.
    """
    day = clock.date_of(meeting.starts_at)
    words = _("Het verslag van %(day)s is vastgesteld.") % {"day": day.strftime("%d-%m-%Y")}
    decision = draft_decision(
        by=by, item=item, title=words, text=words, responsible=by, deadline=clock.today(), about_council=True
    )
    record_votes(decision, by=by, for_=votes_for, against=votes_against, abstain=votes_abstain)
    decision = adopt_decision(decision, by=by)
    adopted = adopt_minutes(meeting, by=by, decision=decision)
    finish_decision(decision, by=by, result=words, evidence=f"/vergaderingen/{meeting.slug}/")
    return adopted
