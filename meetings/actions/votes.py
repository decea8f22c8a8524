"""Votes: who may vote on a decision, whether enough are there, and what was counted.

Source of the quorum: the dated setting `quorum` (share of the board, of which base, and whether
declared members count); source of the rest: 2-domain, Meetings.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from meetings.actions.moving import locked_decision, only_leads
from meetings.models import AgendaItem, Attendance, Decision, Vote
from wijkraad.people.models import User
from wijkraad.people.roles import COUNCIL, holders
from wijkraad.terms.refusal import Refused
from wijkraad.terms.values import value
from wijkraad.trail.acting import action


def present_members(item: AgendaItem) -> list[User]:
    """Board members who are there, declared ones included."""
    rows = item.meeting.attendance.filter(state=Attendance.State.PRESENT, person__isnull=False)
    there = set(rows.values_list("person", flat=True))
    return [member for member in holders(*COUNCIL) if member.pk in there]


def voters(item: AgendaItem) -> list[User]:
    """Who may vote: present members without a declared interest; all of them if nobody is free."""
    present = present_members(item)
    declared = set(item.conflicts.values_list("person", flat=True))
    return [member for member in present if member.pk not in declared] or present


def all_declared(item: AgendaItem) -> bool:
    """Whether every member who is there has an interest: then written reasons are needed."""
    declared = set(item.conflicts.values_list("person", flat=True))
    return bool(present := present_members(item)) and all(member.pk in declared for member in present)


def quorum_of(item: AgendaItem) -> tuple[int, int, int]:
    """(how many count as there, how many are needed, out of how many)."""
    rule = value("quorum")
    board = {member.pk for member in holders(*COUNCIL)}
    there = {member.pk for member in present_members(item)}
    if not rule["conflicted_count"] and not all_declared(item):
        declared = set(item.conflicts.values_list("person", flat=True))
        board, there = board - declared, there - declared
    share = Decimal(str(rule["share"])) * len(board)
    return len(there), max(1, int(share.to_integral_value(rounding="ROUND_CEILING"))), len(board)


def refuse_without_quorum(item: AgendaItem) -> None:
    there, needed, board = quorum_of(item)
    if there < needed:
        raise Refused(
            _("Er zijn te weinig leden om te besluiten: %(there)d van %(board)d, nodig zijn er %(needed)d.")
            % {"there": there, "board": board, "needed": needed},
            code="quorum",
        )


@action("decision.vote")
def record_votes(
    decision: Decision,
    *,
    by: Any,
    way: str = "count",
    for_: int = 0,
    against: int = 0,
    abstain: int = 0,
    votes: Mapping[Any, str] | None = None,
) -> Decision:
    """Write down the vote on a proposal: totals for "count" and "secret", {member: choice} for "names".

    Of a secret vote only the totals exist: no row, no log line says who voted what.
    """
    decision = locked_decision(decision)
    only_leads(by)
    if decision.status != "concept" or decision.agenda_item is None:
        raise Refused(_("Over dit voorstel wordt nu niet gestemd."), code="decision_move")
    free = voters(decision.agenda_item)
    if way == "names":
        votes = dict(votes or {})
        _refuse_strangers(votes, free)
        for_, against, abstain = (list(votes.values()).count(choice) for choice in Vote.Choice.values)
    if min(for_, against, abstain) < 0 or for_ + against + abstain > len(free):
        raise Refused(
            _("Er zijn %(count)d stemmen, en %(free)d leden mogen stemmen.")
            % {"count": for_ + against + abstain, "free": len(free)},
            code="votes",
        )
    decision.votes.all().delete()
    decision.vote_way = way
    decision.votes_for, decision.votes_against, decision.votes_abstain = for_, against, abstain
    decision.save(update_fields=["vote_way", "votes_for", "votes_against", "votes_abstain"])
    if way == "names" and votes:
        Vote.objects.bulk_create(
            Vote(decision=decision, person=member, choice=choice) for member, choice in votes.items()
        )
    return decision


def _refuse_strangers(votes: Mapping[Any, str], free: list[User]) -> None:
    if not set(votes) <= set(free) or not set(votes.values()) <= set(Vote.Choice.values):
        raise Refused(
            _("Alleen aanwezige leden zonder belang stemmen: voor, tegen of onthouden."), code="votes"
        )
