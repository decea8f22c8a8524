"""The one gate through which every state of an issue changes."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from issues.actions.entering import ENTER
from issues.actions.stops import stops_of
from issues.models import Issue, StatusChange, Theme
from issues.notices import tell_status
from issues.permissions import actors
from issues.workflow import CLOSED, NO_CAUSE, STATES, WORKFLOW, Cause
from wijkraad.people.models import User
from wijkraad.terms import clock
from wijkraad.terms.refusal import Refused
from wijkraad.terms.values import value
from wijkraad.terms.workdays import add_workdays
from wijkraad.trail.acting import action


def locked(issue: Issue) -> Issue:
    """The row as it is now, held until the transaction ends. Judging happens after this."""
    return (
        Issue.objects.select_for_update(of=("self",)).select_related("theme", "responsible").get(pk=issue.pk)
    )


def hand_back(fresh: Issue, issue: Issue) -> Issue:
    """Give the caller's object the values of the changed row."""
    if fresh is not issue:
        for field in Issue._meta.concrete_fields:
            setattr(issue, field.attname, getattr(fresh, field.attname))
        for name in ("theme", "responsible", "partner"):
            issue._state.fields_cache.pop(name, None)
    return issue


def norm_date(issue: Issue, state: str) -> date | None:
    """The day before which this step should be over: the norm of the theme, else of the council."""
    return norm_of(issue.theme, state)


def norm_of(theme: Theme, state: str) -> date | None:
    """The same for an issue of a theme that begins this step today."""
    norms = {**value("norm_workdays"), **theme.norms}
    return add_workdays(clock.today(), int(norms[state])) if state in norms else None


@action("issue.move")
def move_issue(
    issue: Issue,
    to_state: str,
    *,
    by: User | None,
    reason: str = "",
    cause: Cause | None = None,
    also: frozenset[str] = frozenset(),
    **needs: Any,
) -> Issue:
    """Move an issue to a state of the workflow; returns it with its new values.

    `cause` is what a higher room names (an adopted decision), `also` adds relations only the caller
    knows ("reporter", "system"); `needs` are the columns the new state asks for (see `entering`).
    Raises Refused when the move does not exist, is not for this person, or lacks something.
    """
    fresh = locked(issue)
    cause = cause or NO_CAUSE
    who = set(also) if by is None else set(actors(by, fresh)) | also
    if cause.kind == "decision":
        who.add("decision")
    judge(fresh, to_state, who)
    source = fresh.status
    ENTER[to_state](fresh, source, by, reason, cause, needs)
    change = write_state(fresh, source, to_state, by=by, reason=reason, cause=cause, needs=needs)
    tell_status(fresh, change, by=by)
    return hand_back(fresh, issue)


def judge(issue: Issue, to_state: str, who: set[str]) -> None:
    """Refuse what the workflow does not allow to these actors, with the reason."""
    allowed = WORKFLOW.who(issue.status, to_state)
    words = {"now": STATES[issue.status], "next": STATES.get(to_state, to_state)}
    if not allowed:
        raise Refused(_("Van “%(now)s” naar “%(next)s” kan niet.") % words, code="issue.move")
    if allowed.isdisjoint(who):
        if to_state == "resolved" and issue.claimed_by_id and "board" in who:
            raise Refused(_("Wie het klaar meldde, kan het niet zelf controleren."), code="issue.other")
        raise Refused(_("U mag deze kwestie niet naar “%(next)s” brengen.") % words, code="issue.who")


def write_state(
    issue: Issue,
    source: str,
    target: str,
    *,
    by: User | None,
    reason: str,
    cause: Cause,
    needs: dict[str, Any],
) -> StatusChange:
    """Write the new state with its history row; the caller has locked and judged."""
    now = clock.now()
    issue.status = target
    issue.state_since = issue.last_event_at = now
    issue.closed_at = now if target in CLOSED else None
    issue.norm_due = norm_date(issue, target)
    issue.stops = stops_of(issue, decided=cause.kind == "decision")
    issue.save()
    return StatusChange.objects.create(
        issue=issue,
        from_state=source,
        to_state=target,
        at=now,
        by=by,
        reason=reason,
        public_reason=needs.get("public_reason", reason if target in ("rejected", "not_resolved") else ""),
        evidence=needs.get("evidence", ""),
        cause_kind=cause.kind,
        cause_number=cause.number,
        cause_path=cause.path,
    )


@action("issue.note_decision")
def note_decision(issue: Issue, *, by: User | None, cause: Cause, reason: str = "") -> StatusChange:
    """A decision about the issue that leaves its state: a history row, and a qualifying event."""
    fresh = locked(issue)
    fresh.last_event_at = clock.now()
    fresh.stops = stops_of(fresh, decided=True)
    fresh.save(update_fields=["last_event_at", "stops"])
    row = StatusChange.objects.create(
        issue=fresh,
        from_state=fresh.status,
        to_state=fresh.status,
        at=clock.now(),
        by=by,
        reason=reason,
        cause_kind=cause.kind,
        cause_number=cause.number,
        cause_path=cause.path,
    )
    hand_back(fresh, issue)
    return row


@action("issue.chain")
def note_chain(issue: Issue, *, by: User | None = None, **facts: Any) -> Issue:
    """What higher rooms know of an issue and its lists need: see `CHAIN`. No rule is judged here.

    `agenda` and `money` (bool) mark those stops as reached; `stops` replaces the mini trail whole.
    """
    unknown = set(facts) - CHAIN
    if unknown:
        raise TypeError(f"note_chain does not know {sorted(unknown)}")
    fresh = locked(issue)
    reached = {name: facts.pop(name) for name in ("agenda", "money") if name in facts}
    for name, fact in facts.items():
        setattr(fresh, name, fact)
    if "stops" not in facts:
        fresh.stops = stops_of(fresh, **reached)
    fresh.save(update_fields=[*facts, "stops"])
    return hand_back(fresh, issue)


CHAIN = {"on_agenda_at", "talks_since_decision", "last_event_at", "stops", "agenda", "money"}
