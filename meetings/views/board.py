"""What the live screen shows beside a point, and the decision of one screen as one transaction."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from meetings import actions
from meetings.forms import DecisionForm
from meetings.forms.counting import CountForm
from meetings.models import AgendaItem, Decision, Meeting

OUTCOMES = {
    "nogeen": "deferred",
    "stop": "closed",
    "niet": "not_reached",
    "later": "deferred",
    "info": "informative",
    "advies": "advice",
}
"""The choices of the screen, and the outcome that each one writes."""


def outcome_of(chosen: str, given: dict[str, Any]) -> dict[str, Any]:
    """The choice with its fields, for `set_outcome`."""
    found: dict[str, Any] = {"outcome": OUTCOMES.get(chosen, ""), "reason": given["reason"]}
    if chosen == "nogeen":
        found |= {"once_more_on": given["until"], "once_more_person": given["person"]}
        found["reason"] = found["reason"] or _("Nog één keer.")
    elif chosen == "later":
        found["until"] = given["until"]
    return found


def choice_of(item: AgendaItem) -> str:
    """Which choice of the screen stands for how the point ended; '' while it has no end."""
    if item.outcome == "deferred":
        return "nogeen" if item.once_more_on else "later"
    return next((word for word, outcome in OUTCOMES.items() if outcome == item.outcome), "")


def ending_of(item: AgendaItem) -> dict[str, Any]:
    """The fields of an end that was written down before, to change it."""
    until = item.once_more_on or item.deferred_until
    return {"until": until, "person": item.once_more_person, "reason": item.outcome_reason}


@transaction.atomic
def decide(item: AgendaItem, *, by: Any, form: DecisionForm, what: str) -> Decision:
    """Keep the proposal and, unless `what` is "voorstel", vote and adopt ("aangenomen") or reject it."""
    words = form.proposal()
    decision = item.decisions.filter(status="concept").order_by("-id").first()
    if decision is None:
        decision = actions.draft_decision(by=by, item=item, **words)
    else:
        decision = actions.change_decision(decision, by=by, **words)
    if what == "voorstel":
        return decision
    actions.record_votes(decision, by=by, **form.votes())
    if what == "afgewezen":
        return actions.reject_decision(decision, by=by)
    return actions.adopt_decision(decision, by=by)


def initial(item: AgendaItem, proposal: Any, free: int) -> dict[str, Any]:
    """What the decision form starts with; `proposal` as `Table.proposal` gives it."""
    if proposal is None:
        first = next(iter(item.linked), None)
        return {
            "responsible": first.responsible if first else None,
            "votes_for": free,
            "votes_against": 0,
            "votes_abstain": 0,
            "about_council": first is None,
        }
    amount = f"{proposal.mandate_amount:.2f}".replace(".", ",") if proposal.mandate_amount else ""
    return {
        "text": proposal.text,
        "responsible": proposal.responsible,
        "deadline": proposal.deadline,
        "amount": amount,
        "reason": proposal.reason,
        "public_wording": proposal.public_wording,
        "about_council": proposal.about_council,
        "starts_work": proposal.starts if proposal.starts is not None else True,
        "vote_way": proposal.vote_way,
        "votes_for": proposal.votes_for if proposal.votes_for is not None else free,
        "votes_against": proposal.votes_against or 0,
        "votes_abstain": proposal.votes_abstain or 0,
        "chair_vote": proposal.chair_vote,
    }


def to_adopt(meeting: Meeting, free: int, bound: CountForm | None = None) -> list[tuple[Meeting, CountForm]]:
    """Earlier minutes that a running board meeting may adopt, each with a form for the votes."""
    if not meeting.decides or meeting.status != "running":
        return []
    waiting = Meeting.objects.filter(status="minutes_proposed", starts_at__lt=meeting.starts_at)
    return [(one, _count("v", one.pk, free, bound)) for one in waiting.order_by("starts_at", "id")]


def to_ratify(
    waiting: Iterable[Decision], free: int, bound: CountForm | None = None
) -> list[tuple[Decision, CountForm]]:
    """Urgent decisions that wait for the board, each with a form for the votes."""
    return [(one, _count("r", one.pk, free, bound)) for one in waiting]


def _count(letter: str, key: int, free: int, bound: CountForm | None) -> CountForm:
    """The form of one row: the one that was sent, or one in which all who may vote are for."""
    prefix = f"{letter}{key}"
    if bound is not None and bound.prefix == prefix:
        return bound
    return CountForm(prefix=prefix, initial={"votes_for": free})
