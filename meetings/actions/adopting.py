"""Adopting minutes, and correcting adopted ones, in one go during a later evening."""

from typing import Any

from django.utils.translation import gettext as _

from meetings.actions.decide import adopt_decision
from meetings.actions.meeting import adopt_erratum, adopt_minutes
from meetings.actions.proposing import draft_decision
from meetings.actions.register import finish_decision
from meetings.actions.votes import record_votes
from meetings.models import AgendaItem, Decision, Erratum, Meeting
from wijkraad.terms import clock
from wijkraad.terms.refusal import Refused
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
    votes = (votes_for, votes_against, votes_abstain)
    decision = _taken(item, by, words, votes, internal=meeting.internal)
    adopted = adopt_minutes(meeting, by=by, decision=decision)
    finish_decision(decision, by=by, result=words, evidence=f"/vergaderingen/{meeting.slug}/")
    return adopted


@action("minutes.erratum_at")
def adopt_erratum_at(
    item: AgendaItem,
    meeting: Meeting,
    *,
    by: Any,
    text: str,
    about: AgendaItem | None = None,
    votes_for: int,
    votes_against: int = 0,
    votes_abstain: int = 0,
) -> Erratum:
    """At this point of a running board meeting: correct adopted minutes, of one point (`about`) or all.

    A correction of an internal point is an internal decision. Raises Refused as its parts do.
    """
    if not text.strip():
        raise Refused(_("Schrijf op wat er moet staan."), code="no_text")
    if about is not None and about.meeting_id != meeting.pk:
        raise Refused(_("Dit punt hoort bij een andere vergadering."), code="other_item")
    day = clock.date_of(meeting.starts_at)
    words = _("Verbetering van het verslag van %(day)s.") % {"day": day.strftime("%d-%m-%Y")}
    votes = (votes_for, votes_against, votes_abstain)
    hidden = about is not None and (about.internal or about.issues.exclude(visibility="public").exists())
    decision = _taken(item, by, words, votes, internal=meeting.internal or hidden)
    erratum = adopt_erratum(meeting, by=by, text=text.strip(), decision=decision, item=about)
    finish_decision(decision, by=by, result=words, evidence=f"/vergaderingen/{meeting.slug}/")
    return erratum


def _taken(item: AgendaItem, by: Any, words: str, votes: tuple[int, int, int], *, internal: bool) -> Decision:
    """The adopted decision about the council itself that carries it; votes for, against, abstained."""
    decision = draft_decision(
        by=by, item=item, title=words, text=words, responsible=by, deadline=clock.today(), about_council=True,
        internal=internal,
    )  # fmt: skip
    record_votes(decision, by=by, for_=votes[0], against=votes[1], abstain=votes[2])
    return adopt_decision(decision, by=by)
