"""Interventions: written down with cause and expectation, measured after 30 days, judged by a person."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from issues.actions.gate import locked
from issues.actions.judging import may_work
from issues.models import Intervention, Issue
from wijkraad.notices.outbox import tell
from wijkraad.people.models import User
from wijkraad.people.roles import COUNCIL, has_role
from wijkraad.terms import clock
from wijkraad.terms.refusal import Refused
from wijkraad.terms.values import value
from wijkraad.trail.acting import action

OLDEST = timedelta(days=30)
"""How long ago what is written down may have happened."""


@dataclass(frozen=True, slots=True)
class About:
    """What an intervention of a higher room is about: its kind, number, path and title."""

    kind: str
    number: str
    path: str
    title: str


def may_step_in(by: User | None) -> bool:
    """The board and the wijkmanager step in."""
    return by is not None and has_role(by, *COUNCIL, "manager")


@action("intervention.log")
def log_intervention(
    issue: Issue | None,
    *,
    by: User,
    kind: str,
    done: str,
    about: About | None = None,
    cause: str = "",
    expected: str = "",
    on: date | None = None,
    undo: dict[str, Any] | None = None,
) -> Intervention:
    """Write down that somebody stepped in; its effect is measured `intervention_days` later.

    Raises Refused for who may not step in, for a day that must still come or is over 30 days ago, and
    without words about what was done. Source: 1-product, "Step in (regie)".
    """
    if not may_step_in(by):
        raise Refused(_("Alleen het bestuur en de wijkmanager grijpen in."), code="intervention.who")
    if not done.strip():
        raise Refused(_("Schrijf op wat u deed."), code="intervention.done")
    today = clock.today()
    day = on or today
    if day > today or day < today - OLDEST:
        raise Refused(_("Kies een dag van de laatste 30 dagen."), code="intervention.day")
    facts: dict[str, Any] = {}
    if issue is not None:
        fresh = locked(issue)
        may_work(by, fresh)
        facts = {"issue": fresh, "state_then": fresh.status, "reports_then": _reports(fresh, day)}
    elif about is None:
        raise TypeError("log_intervention needs an issue or what it is about")
    if about is not None:
        facts |= {
            "about_kind": about.kind, "about_number": about.number, "about_path": about.path,
            "about_title": about.title[:300],
        }  # fmt: skip
    return Intervention.objects.create(
        kind=kind, cause=cause.strip(), done=done.strip(), expected=expected.strip(), on=day, by=by,
        at=clock.now(), measure_on=day + _span(), undo=undo or {}, **facts,
    )  # fmt: skip


def _span() -> timedelta:
    return timedelta(days=int(value("intervention_days")))


def _reports(issue: Issue, day: date, *, after: bool = False) -> int:
    """Reports of the `intervention_days` before a day, or of that day and after."""
    start, end = (day, day + _span()) if after else (day - _span(), day)
    return issue.reports.filter(created_at__date__gte=start, created_at__date__lt=end).count()


def measure_interventions() -> int:
    """Measure what is due, once each, and ask who stepped in whether it helped; returns how many."""
    due = Intervention.objects.filter(
        measured_at=None, withdrawn_at=None, measure_on__lte=clock.today()
    ).select_related("issue", "by")
    return sum(_measure(one, by=None) for one in due)


@action("intervention.measure")
def _measure(found: Intervention, *, by: None) -> int:
    fresh = Intervention.objects.select_for_update(of=("self",)).select_related("by").get(pk=found.pk)
    if fresh.measured_at is not None or fresh.withdrawn_at is not None:
        return 0
    fresh.measured_at = clock.now()
    if found.issue is not None:
        fresh.state_after = found.issue.status
        fresh.moved = found.issue.last_event_at > fresh.at
        fresh.reports_after = _reports(found.issue, fresh.on, after=True)
    fresh.save(update_fields=["measured_at", "state_after", "moved", "reports_after"])
    tell(
        f"intervention:{fresh.pk}", [fresh.by], template="issues/intervention", facts={},
        thread="stand", path=f"/werk/ingrepen/{fresh.pk}/",
    )  # fmt: skip
    return 1


@action("intervention.judge")
def judge_intervention(found: Intervention, *, by: User, effect: str, words: str) -> Intervention:
    """Say whether it helped, once it was measured."""
    fresh = _held(found, by)
    if fresh.withdrawn_at is not None:
        raise Refused(_("Deze ingreep is teruggedraaid."), code="intervention.withdrawn")
    if fresh.measured_at is None:
        raise Refused(_("Het is nog te vroeg om te zeggen of dit hielp."), code="intervention.early")
    if effect not in Intervention.Effect.values:
        raise Refused(_("Kies of het hielp."), code="intervention.effect")
    fresh.effect, fresh.effect_words = effect, words.strip()
    fresh.judged_by, fresh.judged_at = by, clock.now()
    fresh.save(update_fields=["effect", "effect_words", "judged_by", "judged_at"])
    return fresh


@action("intervention.withdraw")
def withdraw_intervention(found: Intervention, *, by: User) -> Intervention:
    """Taken back: it stays to be read, and is not measured. What it did is undone by who calls this."""
    fresh = _held(found, by)
    if fresh.withdrawn_at is not None:
        raise Refused(_("Deze ingreep is al teruggedraaid."), code="intervention.withdrawn")
    if fresh.measured_at is not None:
        raise Refused(_("Van deze ingreep is het effect al gemeten."), code="intervention.measured")
    fresh.withdrawn_at, fresh.withdrawn_by = clock.now(), by
    fresh.save(update_fields=["withdrawn_at", "withdrawn_by"])
    return fresh


def _held(found: Intervention, by: User) -> Intervention:
    """The row as it is now; who stepped in, the board and the wijkmanager may say something of it."""
    fresh = Intervention.objects.select_for_update(of=("self",)).select_related("issue").get(pk=found.pk)
    if not may_step_in(by):
        raise Refused(_("Alleen het bestuur en de wijkmanager grijpen in."), code="intervention.who")
    if fresh.issue is not None:
        may_work(by, fresh.issue)
    return fresh
