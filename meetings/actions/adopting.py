"""What an evening decides in one go: earlier minutes adopted or corrected, an urgent decision ratified."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from meetings.actions.decide import adopt_decision, reject_decision
from meetings.actions.meeting import adopt_erratum, adopt_minutes
from meetings.actions.moving import locked_decision
from meetings.actions.proposing import draft_decision
from meetings.actions.register import finish_decision, lapse_decision, ratify_decision, refuse_settled
from meetings.actions.votes import FOR, record_votes, verdict
from meetings.models import AgendaItem, Decision, Erratum, Meeting
from wijkraad.terms import clock
from wijkraad.terms.refusal import Refused
from wijkraad.trail.acting import action


@dataclass(frozen=True)
class Count:
    """A counted vote; `chair` is what the chair voted, where the statuten let that decide a tie."""

    for_: int
    against: int = 0
    abstain: int = 0
    chair: str = ""


@action("minutes.adopt_at")
def adopt_minutes_at(item: AgendaItem, meeting: Meeting, *, by: Any, count: Count) -> Meeting:
    """At this point of a running board meeting: the decision, its votes, and the lock of the earlier minutes.

    The decision is done at once: the locked minutes are its result. Raises Refused as its parts do.
    """
    day = clock.date_of(meeting.starts_at)
    words = _("Het verslag van %(day)s is vastgesteld.") % {"day": day.strftime("%d-%m-%Y")}
    decision = adopt_decision(_voted(item, by, words, count, internal=meeting.internal), by=by)
    adopted = adopt_minutes(meeting, by=by, decision=decision)
    finish_decision(decision, by=by, result=words, evidence=f"/vergaderingen/{meeting.slug}/")
    return adopted


@action("minutes.erratum_at")
def adopt_erratum_at(
    item: AgendaItem, meeting: Meeting, *, by: Any, text: str, about: AgendaItem | None = None, count: Count
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
    hidden = about is not None and (about.internal or about.issues.exclude(visibility="public").exists())
    decision = adopt_decision(_voted(item, by, words, count, internal=meeting.internal or hidden), by=by)
    erratum = adopt_erratum(meeting, by=by, text=text.strip(), decision=decision, item=about)
    finish_decision(decision, by=by, result=words, evidence=f"/vergaderingen/{meeting.slug}/")
    return erratum


@action("decision.ratify_at")
def ratify_at(item: AgendaItem, urgent: Decision, *, by: Any, count: Count) -> Decision:
    """At this point of a running board meeting: put an urgent decision to the vote; returns it anew.

    Quorum, tie and interests as of any decision. Ratified by an own decision, which is done at once; or
    not, and then it lapses: it does not wait for another evening, so a tie is no majority.
    """
    urgent = locked_decision(urgent)
    refuse_settled(urgent)
    words = _("Het bestuur bekrachtigt spoedbesluit %(number)s.") % {"number": urgent.shown_number}
    vote = _voted(item, by, words, count, internal=urgent.internal)
    if verdict(vote, count.for_, count.against, clock.date_of(item.meeting.starts_at), last=True) == FOR:
        vote = adopt_decision(vote, by=by)
        ratified = ratify_decision(urgent, vote, by=by)
        finish_decision(vote, by=by, result=words, evidence=_address(urgent))
        return ratified
    reject_decision(vote, by=by, last=True)
    return lapse_decision(urgent, by=by, reason=_("Niet bekrachtigd in de volgende vergadering."))


def _address(decision: Decision) -> str:
    return f"/besluiten/{decision.number}/" if decision.number else f"/werk/besluiten/{decision.uuid}/"


def _voted(item: AgendaItem, by: Any, words: str, count: Count, *, internal: bool) -> Decision:
    """The proposal about the council itself that carries it, with its votes."""
    decision = draft_decision(
        by=by, item=item, title=words, text=words, responsible=by, deadline=clock.today(), about_council=True,
        internal=internal,
    )  # fmt: skip
    return record_votes(
        decision, by=by, for_=count.for_, against=count.against, abstain=count.abstain, chair=count.chair
    )
