"""What goes out by itself: "is dit opgelost?" after 14 and 90 days, and a word before a norm ends."""

from datetime import timedelta
from typing import Any

from issues.models import Follow, Issue, Report
from issues.notices import facts_of, public_title
from issues.workflow import OPEN
from wijkraad.notices.outbox import tell
from wijkraad.people.roles import holders
from wijkraad.terms import clock
from wijkraad.terms.values import value
from wijkraad.terms.workdays import next_workday
from wijkraad.trail.acting import action

COLUMNS = {14: "asked_14_at", 90: "asked_90_at"}


def ask_solved() -> int:
    """Ask followers and reporters of resolved issues, once per term; returns how many were asked."""
    asked = 0
    for days in value("solved_question_days"):
        last = clock.now() - timedelta(days=int(days))
        ready = Issue.objects.public().filter(status="resolved", verified_at__lte=last)
        for issue in ready.filter(aftercare_until__gte=clock.today()).select_related("theme"):
            asked += _ask(issue, int(days), by=None)
    return asked


@action("issue.ask")
def _ask(issue: Issue, days: int, *, by: None) -> bool:
    column, now = COLUMNS[days], clock.now()
    event, facts = f"solved:{issue.pk}:{issue.relapse_count}:{days}", facts_of(issue)
    common: dict[str, Any] = {
        "template": "issues/asked",
        "facts": facts,
        "thread": f"issue:{issue.pk}",
        "title": public_title(issue),
    }
    follows = Follow.objects.filter(issue=issue, ended_at=None, confirmed_at__isnull=False, **{column: None})
    for follow in follows.select_related("user"):
        path = f"{issue.path}opgelost/" if follow.user else f"/volgen/{follow.token}/"
        tell(event, [follow.user or follow.email], path=path, **common)
    reports = Report.objects.filter(
        issue=issue, withdrawn_at=None, confirmed_at__isnull=False, **{column: None}
    )
    for report in reports.select_related("reporter"):
        who = report.reporter or report.email
        if who:
            tell(event, [who], path=f"/melden/status/{report.status_token}/", **common)
    return bool(follows.update(**{column: now}) + reports.update(**{column: now}))


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
