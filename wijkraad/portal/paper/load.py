"""Who has too much: open promises per person (actions, decisions, issues), with a soft limit."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q

from issues.forms.choices import workers
from issues.models import Action, Issue
from issues.workflow import OPEN
from meetings.models import Decision
from meetings.workflow import RUNNING
from wijkraad.people.models import User
from wijkraad.terms import clock
from wijkraad.terms.values import value


@dataclass(frozen=True, slots=True)
class Load:
    """How much one person has open, and how much of it is late."""

    person: User
    actions: int
    decisions: int
    issues: int
    late: int
    most: int

    @property
    def total(self) -> int:
        return self.actions + self.decisions + self.issues

    @property
    def over(self) -> bool:
        return self.total > self.most


def loads(user: Any) -> list[Load]:
    """Everybody who works for the council, the heaviest first; four statements."""
    today, most = clock.today(), int(value("open_work_most"))
    acts = _per(open_actions(user), "responsible")
    late = _per(open_actions(user).filter(due__lt=today), "responsible")
    running = Decision.objects.visible_to(user).filter(status__in=RUNNING)
    decisions, decisions_late = (
        _per(running, "responsible"),
        _per(running.filter(deadline__lt=today), "responsible"),
    )
    issues = _per(own_issues(user), "responsible")
    made = [
        Load(
            one,
            acts.get(one.pk, 0),
            decisions.get(one.pk, 0),
            issues.get(one.pk, 0),
            late.get(one.pk, 0) + decisions_late.get(one.pk, 0),
            most,
        )
        for one in workers()
    ]
    return sorted(made, key=lambda row: (-row.total, row.person.name))


def open_actions(user: Any) -> Any:
    """Open actions of issues that this person sees; a confidential one counts in none."""
    seen = Issue.objects.visible_to(user).open().exclude(visibility="confidential")
    return Action.objects.filter(done_at=None, issue__in=seen).order_by("due", "pk")


def own_issues(user: Any) -> Any:
    seen = Issue.objects.visible_to(user).exclude(visibility="confidential")
    return seen.filter(status__in=[state for state in OPEN if state != "reported"]).order_by(
        "next_step_on", "pk"
    )


def _per(rows: Any, who: str) -> dict[int, int]:
    counted = (
        rows.order_by().filter(~Q(**{who: None})).values_list(who).annotate(n=Count("pk", distinct=True))
    )
    return dict(counted)


@dataclass(frozen=True, slots=True)
class Plate:
    """The rows behind one person's numbers."""

    person: User
    actions: list[Action]
    decisions: list[Decision]
    issues: list[Issue]


def plate_of(user: Any, person: User) -> Plate:
    running = Decision.objects.visible_to(user).filter(status__in=RUNNING, responsible=person)
    return Plate(
        person,
        list(open_actions(user).filter(responsible=person).select_related("issue__theme")),
        list(running.order_by("deadline", "pk")),
        list(own_issues(user).filter(responsible=person).select_related("theme")),
    )
