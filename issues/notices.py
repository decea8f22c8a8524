"""Who hears what: one message per person per event, in the words of templates/emails/issues."""

from typing import Any

from django.utils import translation

from issues.models import Follow, Issue, Note, Report, StatusChange
from issues.workflow import STATES
from wijkraad.notices.outbox import tell
from wijkraad.people.models import User
from wijkraad.ui.filters import day

Recipients = list[Any]


def facts_of(issue: Issue, **more: Any) -> dict[str, Any]:
    """What a mail may say of an issue: public words only."""
    return {
        "number": issue.number or "",
        "title": public_title(issue),
        "theme": issue.theme.name,
        "status": label_of(issue),
        "next_step": issue.next_step,
        "next_step_on": day_of(issue),
        **more,
    }


def public_title(issue: Issue) -> str:
    """Its name on the site; empty for what is not public."""
    return issue.public_title if issue.is_public else ""


def label_of(issue: Issue) -> str:
    """The words of the state in Dutch, whoever acts; a mail is written in the source language."""
    if issue.status == "waiting" and issue.partner is not None:
        return f"Wacht op {issue.partner.short_name}"
    with translation.override("nl"):
        return str(STATES[issue.status])


def day_of(issue: Issue) -> str:
    with translation.override("nl"):
        return day(issue.next_step_on)


def followers(issue: Issue) -> Recipients:
    """Accounts and confirmed addresses that follow it now; nobody for what is not public."""
    if not issue.is_public:
        return []
    found = Follow.objects.filter(issue=issue, ended_at=None, confirmed_at__isnull=False).select_related(
        "user"
    )
    return [follow.user or follow.email for follow in found]


def reporter(report: Report) -> Recipients:
    """The reporter, when there is a confirmed way to reach them."""
    if report.withdrawn_at or not report.confirmed_at:
        return []
    if report.reporter:
        return [report.reporter]
    return [report.email] if report.email else []


def tell_status(issue: Issue, change: StatusChange, *, by: User | None) -> None:
    """The new state: to reporters (leading to their own page), followers and the responsible person."""
    event, thread = f"issue-status:{change.pk}", f"issue:{issue.pk}"
    facts = facts_of(issue, reason=change.public_reason if issue.is_public else "")
    own = facts | {"reason": "" if issue.visibility == "confidential" else change.public_reason}
    for report in issue.reports.filter(withdrawn_at=None, confirmed_at__isnull=False).select_related(
        "reporter"
    ):
        tell(
            event,
            reporter(report),
            template="issues/status_reporter",
            facts=own,
            thread=thread,
            title=facts["title"],
            path=f"/melden/status/{report.status_token}/",
            by=by,
        )
    tell(
        event,
        followers(issue),
        template="issues/status",
        facts=facts,
        thread=thread,
        title=facts["title"],
        path=issue.path,
        by=by,
    )
    if issue.responsible is not None:
        tell(
            event,
            [issue.responsible],
            template="issues/status",
            facts=facts,
            thread=thread,
            title=facts["title"],
            path=f"/werk/kwesties/{issue.uuid}/",
            by=by,
        )


def tell_reporter(report: Report, event: str, template: str, *, by: User | None = None, **more: Any) -> None:
    """Something about one report, to who sent it."""
    tell(
        f"{event}:{report.pk}",
        reporter(report),
        template=f"issues/{template}",
        facts=facts_of(report.issue, **more),
        title=public_title(report.issue),
        thread=f"report:{report.pk}",
        path=f"/melden/status/{report.status_token}/",
        by=by,
    )


def tell_code(report: Report, code: str) -> None:
    """The code that proves an address; valid for half an hour and useless after use."""
    tell(
        f"report-code:{report.pk}:{code}",
        [report.email],
        template="issues/code",
        facts={"code": code},
        path=f"/melden/status/{report.status_token}/",
    )


def tell_follow_code(follow: Follow) -> None:
    """Asks a bare address whether it wants to follow; nothing happens without the button."""
    tell(
        f"follow-confirm:{follow.pk}",
        [follow.email],
        template="issues/follow_confirm",
        facts=facts_of(follow.issue),
        title=public_title(follow.issue),
        path=f"/volgen/{follow.token}/",
    )


def tell_responsible(issue: Issue, event: str, template: str, *, by: User | None = None, **more: Any) -> None:
    """Something the responsible person has to know."""
    if issue.responsible is not None:
        tell(
            event,
            [issue.responsible],
            template=f"issues/{template}",
            facts=facts_of(issue, **more),
            title=public_title(issue),
            thread=f"issue:{issue.pk}",
            path=f"/werk/kwesties/{issue.uuid}/",
            by=by,
        )


def tell_followers(issue: Issue, event: str, template: str, *, by: User | None = None, **more: Any) -> None:
    """News for everybody who follows it, reporters included."""
    people = followers(issue)
    for report in issue.reports.filter(withdrawn_at=None, confirmed_at__isnull=False).select_related(
        "reporter"
    ):
        people += reporter(report)
    tell(
        event,
        people,
        template=f"issues/{template}",
        facts=facts_of(issue, **more),
        title=public_title(issue),
        thread=f"issue:{issue.pk}",
        path=issue.path,
        by=by,
    )


def tell_asker(answer: Note, issue: Issue, asker: User | None, *, by: User) -> None:
    """The answer to "Klopt hier iets niet?", to who asked it with an account."""
    if asker is not None and issue.is_public:
        tell(
            f"wrong-answer:{answer.pk}",
            [asker],
            template="issues/update",
            facts=facts_of(issue),
            title=public_title(issue),
            thread=f"issue:{issue.pk}",
            path=issue.path,
            by=by,
        )
