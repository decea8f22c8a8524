"""Working on an issue: starting, waiting, claiming, checking, stopping, and what is done meanwhile."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from issues.actions.entering import must_be_reader
from issues.actions.gate import locked, move_issue
from issues.actions.judging import may_work
from issues.actions.papers import write_paper
from issues.actions.pictures import NewPicture, add_pictures
from issues.models import Action, Issue, Letter, Paper, Photo, Promise
from issues.notices import tell_handed
from issues.papers import Proof
from issues.permissions import SYSTEM
from issues.workflow import CLOSED, Cause
from wijkraad.people.models import Organisation, User
from wijkraad.terms import clock
from wijkraad.terms.refusal import Refused
from wijkraad.trail.acting import action


def start_work(
    issue: Issue, *, by: User, cause: Cause | None = None, reason: str = "", **needs: Any
) -> Issue:
    """Start: needs goal, criterion, baseline (to the size), action_title and action_due."""
    return move_issue(issue, "in_progress", by=by, cause=cause, reason=reason, **needs)


def wait_for(
    issue: Issue,
    *,
    by: User,
    partner: Organisation | None = None,
    until: date | None = None,
    letter: Letter | None = None,
    promise: Promise | None = None,
    reason: str = "",
) -> Issue:
    """Wait for a partner until a date; a letter or promise gives both when they are not named."""
    if letter is not None:
        partner, until = partner or letter.partner, until or letter.term_ends or letter.own_date
    if promise is not None:
        partner, until = partner or promise.partner, until or promise.due or promise.chase_on
    return move_issue(issue, "waiting", by=by, reason=reason, partner=partner, until=until)


@transaction.atomic
def claim_done(
    issue: Issue,
    *,
    by: User,
    evidence: str,
    photo: Photo | None = None,
    pictures: Sequence[NewPicture] = (),
    ticks: Iterable[str] = (),
) -> Issue:
    """Say that it is done, with evidence and perhaps pictures; somebody else checks it."""
    done = move_issue(issue, "reported_done", by=by, evidence=evidence)
    if photo is not None:
        Photo.objects.filter(pk=photo.pk).update(issue=issue, kind="after")
    if pictures:
        add_pictures(issue, pictures, by=by, ticks=ticks)
    return done


@transaction.atomic
def verify_issue(
    issue: Issue,
    *,
    by: User | None,
    evidence: str = "",
    pictures: Sequence[NewPicture] = (),
    ticks: Iterable[str] = (),
) -> Issue:
    """Another person than the claimer saw that it is done; aftercare starts. Without `by`: the system."""
    also = SYSTEM if by is None else frozenset()
    done = move_issue(issue, "resolved", by=by, also=also, evidence=evidence)
    if pictures and by is not None:
        add_pictures(issue, pictures, by=by, ticks=ticks)
    return done


def stop_issue(issue: Issue, *, by: User, reason: str, cause: Cause | None = None) -> Issue:
    """Stop without a solution: by a decision, or for a small issue by who takes care; public reason."""
    return move_issue(issue, "not_resolved", by=by, reason=reason, cause=cause)


def reopen_issue(issue: Issue, *, by: User, reason: str, responsible: User | None = None) -> Issue:
    """Back to assessing from a later or a closed state, with a reason."""
    return move_issue(
        issue,
        "assessing",
        by=by,
        reason=reason,
        public_reason=reason,
        responsible=responsible or issue.responsible or by,
    )


@action("action.add")
def add_action(
    issue: Issue, *, by: User, title: str, responsible: User, due: date, decision_cause: Cause | None = None
) -> Action:
    """Something that one named person does before a date."""
    fresh = locked(issue)
    may_work(by, fresh)
    if fresh.status in CLOSED:
        raise Refused(_("Deze kwestie is gesloten."), code="issue.closed")
    if not title.strip():
        raise Refused(_("Schrijf op wat er gaat gebeuren."), code="action.empty")
    cause = decision_cause or Cause("")
    made = Action.objects.create(
        issue=fresh,
        title=title.strip(),
        responsible=responsible,
        due=due,
        first_due=due,
        created_at=clock.now(),
        created_by=by,
        cause_number=cause.number,
        cause_path=cause.path,
    )
    if fresh.status == "in_progress" and (fresh.next_step_on is None or due <= fresh.next_step_on):
        Issue.objects.filter(pk=fresh.pk).update(next_step=made.title, next_step_on=due)
    return made


@action("action.finish")
def finish_action(act: Action, *, by: User, result: str, proof: Proof) -> Action:
    """Done, with what came of it and where that can be seen; a qualifying event of the issue."""
    issue = locked(act.issue)
    fresh = Action.objects.select_for_update().get(pk=act.pk)
    if by.pk != fresh.responsible_id:
        may_work(by, issue)
    if fresh.done_at:
        raise Refused(_("Deze actie is al klaar."), code="action.done")
    if not result.strip():
        raise Refused(_("Schrijf op wat eruit kwam."), code="action.result")
    if not proof.shows():
        raise Refused(_("Schrijf op waar dat te zien is."), code="action.evidence")
    fresh.done_at, fresh.result = clock.now(), result.strip()
    fresh.evidence, fresh.evidence_link = proof.text.strip(), proof.link.strip()
    fresh.save(update_fields=["done_at", "result", "evidence", "evidence_link"])
    if proof.paper is not None:
        write_paper(fresh, proof.paper, by=by, kind=Paper.Kind.EVIDENCE)
    issue.last_event_at = clock.now()
    left = issue.actions.filter(done_at=None).order_by("due").first()
    if issue.status == "in_progress":
        issue.next_step, issue.next_step_on = (left.title, left.due) if left else ("", None)
    issue.save(update_fields=["last_event_at", "next_step", "next_step_on"])
    return fresh


@action("action.hand")
def hand_action(act: Action, to: User, *, by: User) -> Action:
    """Give an open action to somebody else ("neem over"); both persons hear of it."""
    issue = locked(act.issue)
    if by.pk != act.responsible_id:
        may_work(by, issue)
    fresh = Action.objects.select_for_update(of=("self",)).select_related("responsible").get(pk=act.pk)
    if fresh.done_at:
        raise Refused(_("Deze actie is al klaar."), code="action.done")
    if fresh.responsible_id == to.pk:
        raise Refused(_("Deze actie ligt al bij deze persoon."), code="action.same")
    must_be_reader(issue, to)
    before, fresh.responsible = fresh.responsible, to
    fresh.save(update_fields=["responsible"])
    tell_handed(issue, fresh, before, by=by)
    return fresh
