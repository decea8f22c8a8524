"""Votes: who may vote on a decision, whether enough are there, what was counted and what it means.

Source of quorum and tie: the dated settings `quorum` and `tie_rule` as they are on the day of the
meeting; source of the rest: 2-domain, Meetings.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from meetings.actions.moving import locked_decision, only_leads
from meetings.actions.sitting import Sitting, sitting_of
from meetings.models import AgendaItem, Decision, Meeting, Vote
from meetings.permissions import can_run
from wijkraad.people.models import User
from wijkraad.people.roles import has_role
from wijkraad.terms.refusal import Refused
from wijkraad.terms.values import value
from wijkraad.trail.acting import action

TOTALS = ("votes_for", "votes_against", "votes_abstain")
FOR, AGAINST, AGAIN = "adopted", "rejected", "again"
"""What a count comes to; `again`: the votes tie for the first time and the statuten ask for another vote."""


def voters(item: AgendaItem) -> list[User]:
    """Who may vote on what comes up at this point now."""
    return sitting_of(item.meeting, item).voters


def who_writes_instead(item: AgendaItem, by: Any) -> list[User]:
    """Who writes this point down because `by` declared an interest: those there who may and have none.

    Nobody: `by` has no interest, or there is nobody else to do it. Then the one who writes goes on
    writing, and does not vote.
    """
    if not item.conflicts.filter(person=by.pk).exists():
        return []  # nearly always: who has none is asked nothing more, at every save of the text
    return stand_ins(sitting_of(item.meeting, item), item.meeting, by)


def stand_ins(sitting: Sitting, meeting: Meeting, by: Any) -> list[User]:
    """The same for a sitting that was read before."""
    if by.pk not in sitting.declared:
        return []
    return [one for one in sitting.present if one.pk not in sitting.declared and can_run(one, meeting)]


def refuse_declared(item: AgendaItem, by: Any) -> None:
    """Who declared an interest leaves the deliberation: another writes down what happens at this point."""
    if who_writes_instead(item, by):
        raise Refused(
            _("U hebt een belang bij dit punt. Een ander zonder belang legt dit vast."), code="declared"
        )


def refuse_without_quorum(item: AgendaItem) -> None:
    _refuse_too_few(*sitting_of(item.meeting, item).quorum)


def _refuse_too_few(there: int, needed: int, board: int) -> None:
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
    chair: str = "",
) -> Decision:
    """Write down the vote on a proposal: totals for "count" and "secret", {member: choice} for "names".

    Of a secret vote only the totals of all who may vote exist, in one go: no row, no log line, no
    earlier count says who voted what. `chair` is what the chair voted when the votes tie and the
    statuten let that decide ("for", "against"); never of a secret vote.
    """
    decision = locked_decision(decision)
    only_leads(by)
    if decision.status != "concept" or decision.agenda_item is None:
        raise Refused(_("Over dit voorstel wordt nu niet gestemd."), code="decision_move")
    refuse_declared(decision.agenda_item, by)
    if way not in Decision.VoteWay.values or chair not in ("", "for", "against"):
        raise Refused(_("Kies hoe er gestemd is."), code="votes")
    free = voters(decision.agenda_item)
    named = dict(votes or {}) if way == "names" else {}
    if way == "names":
        for_, against, abstain = (list(named.values()).count(choice) for choice in Vote.Choice.values)
        chair = next((choice for one, choice in named.items() if has_role(one, "chair")), "")
    _refuse_wrong_count(way, (for_, against, abstain), named, free)
    decision.votes.all().delete()
    decision.vote_way = way
    decision.votes_for, decision.votes_against, decision.votes_abstain = for_, against, abstain
    decision.chair_vote = chair if way != "secret" and for_ == against and chair in ("for", "against") else ""
    decision.save(update_fields=["vote_way", "chair_vote", *TOTALS])
    Vote.objects.bulk_create(
        Vote(decision=decision, person=member, choice=choice) for member, choice in named.items()
    )
    return decision


def _refuse_wrong_count(
    way: str, totals: tuple[int, int, int], named: Mapping[User, str], free: list[User]
) -> None:
    if not set(named) <= set(free) or not set(named.values()) <= set(Vote.Choice.values):
        raise Refused(
            _("Alleen aanwezige leden zonder belang stemmen: voor, tegen of onthouden."), code="votes"
        )
    cast = sum(totals)
    if min(totals) < 0 or cast > len(free):
        raise Refused(
            _("Er zijn %(count)d stemmen, en %(free)d leden mogen stemmen.")
            % {"count": cast, "free": len(free)},
            code="votes",
        )
    if way == "secret" and cast != len(free):
        # A count that grows vote by vote would tell by its order who voted what.
        raise Refused(
            _("Tel bij een geheime stemming alle %(free)d stemmen tegelijk. Blanco is onthouden.")
            % {"free": len(free)},
            code="secret_votes",
        )


def refuse_stale_votes(decision: Decision, item: AgendaItem) -> None:
    """Who may vote can change between the vote and the decision: somebody left, or has an interest."""
    free = voters(item)
    total = sum(getattr(decision, name) or 0 for name in TOTALS)
    strangers = decision.votes.exclude(person__in=free).exists()
    if strangers or total > len(free) or (decision.vote_way == "secret" and total != len(free)):
        raise Refused(
            _("Na het stemmen veranderde wie er mag stemmen. Vul de stemmen opnieuw in."), code="votes"
        )


def verdict(decision: Decision, for_: int, against: int, on: date, *, last: bool = False) -> str:
    """What these totals come to, by the tie rule of that day: "adopted", "rejected" or "again".

    The rule is "rejected" (a tie is no majority), "chair" (the chair's vote decides, not of a secret
    vote) or "again" (put to the vote once more in the next meeting; a second tie is no majority, and
    nor is the first one of a vote that cannot wait: `last`).
    """
    if for_ != against or not for_:
        return FOR if for_ > against else AGAINST
    rule = value("tie_rule", on)
    if rule == "chair" and decision.vote_way != "secret":
        if not decision.chair_vote:
            raise Refused(
                _("De stemmen staken. De stem van de voorzitter beslist: vul die in."), code="tie_chair"
            )
        return FOR if decision.chair_vote == "for" else AGAINST
    if rule == "again" and not last and not decision.moves.filter(to_state="deferred").exists():
        return AGAIN
    return AGAINST
