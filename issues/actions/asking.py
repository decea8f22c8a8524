"""What goes out by itself: "is dit opgelost?" after 14 and 90 days, and a word before a norm ends."""

from datetime import timedelta

from django.db.models import Q

from issues.actions.gate import locked
from issues.models import Follow, Issue, Report
from issues.notices import facts_of, public_title, tell_question
from issues.workflow import OPEN
from wijkraad.notices.outbox import tell
from wijkraad.people.roles import holders
from wijkraad.terms import clock
from wijkraad.terms.values import value
from wijkraad.terms.workdays import next_workday
from wijkraad.trail.acting import action

COLUMNS = {14: "asked_14_at", 90: "asked_90_at"}


def ask_solved() -> int:
    """Ask followers and reporters of resolved issues, once per term; returns how many were asked.

    The longest term that has passed is asked and closes the shorter ones, so that who came late, or a
    worker that stood still, brings nobody the same question twice in a row.
    """
    asked = 0
    terms = sorted((int(days) for days in value("solved_question_days")), reverse=True)
    for place, days in enumerate(terms):
        last = clock.now() - timedelta(days=days)
        ready = Issue.objects.public().filter(status="resolved", verified_at__lte=last)
        if place:
            ready = ready.filter(verified_at__gt=clock.now() - timedelta(days=terms[place - 1]))
        for issue in ready.filter(aftercare_until__gte=clock.today()).select_related("theme"):
            asked += _ask(issue, days, [COLUMNS[term] for term in terms[place:]], by=None)
    return asked


@action("issue.ask")
def _ask(issue: Issue, days: int, columns: list[str], *, by: None) -> int:
    """Ask who was not asked since this result; answers of an earlier round stay with their own."""
    fresh = locked(issue)
    if fresh.status != "resolved" or fresh.verified_at != issue.verified_at:
        return 0
    before = Q(**{columns[0]: None}) | Q(**{f"{columns[0]}__lt": fresh.verified_at})
    follows = Follow.objects.filter(before, issue=fresh, ended_at=None, confirmed_at__isnull=False)
    reports = Report.objects.filter(before, issue=fresh, withdrawn_at=None, confirmed_at__isnull=False)
    event = f"solved:{fresh.pk}:{fresh.relapse_count}:{days}"
    tell_question(fresh, event, "asked", follows.select_related("user"), reports.select_related("reporter"))
    now = dict.fromkeys(columns, clock.now())
    return int(follows.update(**now) + reports.update(**now))


def remind_norms() -> int:
    """Tell who has to move that a promised date ends on the next working day; once per date."""
    ahead = next_workday(clock.today() + timedelta(days=1))
    due = Issue.objects.filter(status__in=OPEN, norm_due=ahead).select_related(
        "theme", "responsible", "partner"
    )
    return sum(_remind(issue, by=None) for issue in due)


@action("issue.remind")
def _remind(issue: Issue, *, by: None) -> int:
    people = [issue.responsible] if issue.responsible else holders("secretary", "manager")
    if issue.visibility == "confidential" and issue.responsible is None:
        return 0
    path = f"/werk/kwesties/{issue.uuid}/" if issue.responsible else f"/werk/meldingen/?k={issue.uuid}"
    return tell(
        f"norm:{issue.pk}:{issue.norm_due}", people, template="issues/norm", facts=facts_of(issue),
        thread=f"issue:{issue.pk}", title=public_title(issue), path=path,
    )  # fmt: skip
