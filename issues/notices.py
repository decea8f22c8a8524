"""Who hears what: one message per person per event, in the words of templates/emails/issues."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q
from django.utils import translation
from django.utils.translation import gettext

from issues.models import (
    Action,
    Contradiction,
    Escalation,
    Follow,
    HelpOffer,
    Issue,
    Note,
    Report,
    StatusChange,
    TopicFollow,
    Visibility,
)
from issues.partner_words import spoken
from issues.permissions import can_view
from issues.workflow import STATES, UNLISTED
from wijkraad.notices.outbox import tell
from wijkraad.people.models import User
from wijkraad.people.roles import holders
from wijkraad.terms import clock
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
    with translation.override("nl"):
        return state_words(issue)


def state_words(issue: Issue) -> str:
    """The words of the state in the language of who reads."""
    if issue.status == "waiting" and issue.partner is not None:
        return gettext("Wacht op %(partner)s") % {"partner": spoken(issue.partner.short_name)}
    return str(STATES[issue.status])


def day_of(issue: Issue) -> str:
    with translation.override("nl"):
        return day(issue.next_step_on)


def followers(issue: Issue) -> Recipients:
    """Accounts and confirmed addresses that follow it now; nobody for what is not public."""
    return [follow.user or follow.email for follow in following(issue)]


def following(issue: Issue) -> list[Follow]:
    """The rows behind `followers`."""
    if not issue.is_public:
        return []
    found = Follow.objects.filter(issue=issue, ended_at=None, confirmed_at__isnull=False)
    return list(found.select_related("user").order_by("pk"))


def reporting(issue: Issue) -> list[Report]:
    """Reports whose sender can be reached."""
    found = issue.reports.filter(withdrawn_at=None, confirmed_at__isnull=False)
    return list(found.select_related("reporter").order_by("pk"))


def reporter(report: Report) -> Recipients:
    """The reporter, when there is a confirmed way to reach them."""
    if report.withdrawn_at or not report.confirmed_at:
        return []
    if report.reporter:
        return [report.reporter]
    return [report.email] if report.email else []


def tell_status(issue: Issue, change: StatusChange, *, by: User | None) -> None:
    """The new state: to reporters (leading to their own page), followers and the responsible person.

    A claim asks them at once whether it is right; their answers can verify it.
    """
    event, thread = f"issue-status:{change.pk}", f"issue:{issue.pk}"
    facts = facts_of(issue, reason=change.public_reason if issue.is_public else "")
    own = facts | {"reason": "" if issue.visibility == "confidential" else change.public_reason}
    about: dict[str, Any] = {"facts": facts, "thread": thread, "title": facts["title"], "by": by}
    if change.to_state == "reported_done":
        tell_question(issue, event, "claimed", following(issue), reporting(issue), by=by)
    else:
        for report in reporting(issue):
            path = f"/melden/status/{report.status_token}/"
            tell(
                event,
                reporter(report),
                template="issues/status_reporter",
                path=path,
                **about | {"facts": own},
            )
        tell(event, followers(issue), template="issues/status", path=issue.path, **about)
    if issue.responsible is not None:
        path = f"/werk/kwesties/{issue.uuid}/"
        tell(event, [issue.responsible], template="issues/status", path=path, **about)
    if change.to_state not in UNLISTED:
        tell_topics(issue, event, "status", by=by, reason=facts["reason"])


def tell_question(
    issue: Issue,
    event: str,
    template: str,
    follows: Iterable[Follow],
    reports: Iterable[Report],
    *,
    by: User | None = None,
) -> None:
    """Ask each of them on a page of their own, where a button gives the answer; one mail per person.

    Who reported comes first: that page can take a photo too.
    """
    facts = facts_of(issue)
    about: dict[str, Any] = {
        "template": f"issues/{template}", "facts": facts, "thread": f"issue:{issue.pk}",
        "title": facts["title"], "by": by,
    }  # fmt: skip
    for report in reports:
        tell(event, reporter(report), path=f"/melden/status/{report.own_token}/opgelost/", **about)
    for follow in follows:
        tell(event, [follow.user or follow.email], path=f"/volgen/{follow.token}/", **about)


def tell_topics(issue: Issue, event: str, template: str, *, by: User | None = None, **more: Any) -> None:
    """The same news for who follows its theme, street or area; only of what is public with its place."""
    if not issue.is_public or issue.visibility != Visibility.PUBLIC:
        return
    about = Q(theme=issue.theme_id)
    if issue.street_id:
        about |= Q(street=issue.street_id)
    if issue.area_id:
        about |= Q(area=issue.area_id)
    rows = TopicFollow.objects.filter(about, ended_at=None, confirmed_at__isnull=False)
    threads: dict[str, list[TopicFollow]] = {}
    for one in rows.select_related("theme", "street", "area", "user"):
        threads.setdefault(one.thread, []).append(one)
    for thread, who in sorted(threads.items()):
        tell(
            event,
            [one.user or one.email for one in who],
            template=f"issues/{template}",
            facts=facts_of(issue, topic=who[0].title, **more),
            thread=thread,
            title=public_title(issue),
            path=issue.path,
            by=by,
        )


def tell_new(issue: Issue) -> None:
    """An issue became public: news for who follows its theme, street or area."""
    tell_topics(issue, f"issue-public:{issue.pk}", "new")


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
    """The code that proves an address; valid for half an hour and useless after use.

    The event bears the hash that the report keeps of it; the code itself is forgotten once it is sent.
    """
    tell(
        f"report-code:{report.pk}:{report.code_hash[:16]}",
        [report.email],
        template="issues/code",
        facts={"code": code},
        path=f"/melden/status/{report.status_token}/",
        at_once=True,
    )


def tell_follow_code(follow: Follow) -> None:
    """Asks a bare address whether it wants to follow; nothing happens without the button. Once a day."""
    tell(
        f"follow-confirm:{follow.pk}:{clock.today()}",
        [follow.email],
        template="issues/follow_confirm",
        facts=facts_of(follow.issue),
        title=public_title(follow.issue),
        path=f"/volgen/{follow.token}/",
        at_once=True,
    )


def tell_topic_code(follow: TopicFollow) -> None:
    """The same for a theme, street or area."""
    tell(
        f"topic-confirm:{follow.pk}:{clock.today()}",
        [follow.email],
        template="issues/follow_confirm",
        facts={},
        title=follow.title,
        path=f"/volgen/{follow.token}/",
        at_once=True,
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
    """News for everybody who follows it or its topic, reporters included."""
    people = followers(issue)
    for report in reporting(issue):
        people += reporter(report)
    tell_people(issue, people, event, template, by=by, **more)
    tell_topics(issue, event, template, by=by, **more)


def tell_people(
    issue: Issue, people: Recipients, event: str, template: str, *, by: User | None = None, **more: Any
) -> None:
    """News about an issue for these people, leading to its page."""
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


def tell_answered(contradiction: Contradiction, issue: Issue, *, by: User | None) -> None:
    """The public answer to "niet opgelost": to who said so, who follows it and who reported it."""
    event = f"contradiction-answer:{contradiction.pk}"
    said = issue.confirmations.filter(kind="not_solved", at__gte=contradiction.opened_at)
    people = [one.user for one in said.select_related("user") if one.user is not None]
    if issue.is_public:
        tell_people(issue, people, event, "answered", by=by)
        tell_followers(issue, event, "answered", by=by)


def tell_helper(offer: HelpOffer, issue: Issue, template: str, *, by: User | None = None) -> None:
    """About an offer to help, to who made it; leads to the page where it can be taken back."""
    tell(
        f"{template}:{offer.pk}",
        [offer.user or offer.email] if offer.user or offer.email else [],
        template=f"issues/{template}",
        facts=facts_of(issue),
        title=public_title(issue),
        thread=f"issue:{issue.pk}",
        path=f"/helpen/{offer.token}/",
        by=None if template == "help_thanks" else by,
    )


RUNG_ROLES = {"secretary": ("secretary",), "board": ("secretary", "chair"), "manager": ("manager",)}
"""Who of us hears that something was put on a rung; outside nobody gets a mail of ours."""


def tell_raised(issue: Issue, escalation: Escalation, *, by: User) -> None:
    """To the holders of the role that has to answer, as far as they may know of the issue."""
    people = [
        one for one in holders(*RUNG_ROLES.get(escalation.rung, ())) if can_view(one, issue)
    ] if escalation.rung in RUNG_ROLES else []  # fmt: skip
    tell(
        f"raised:{escalation.pk}",
        people,
        template="issues/raised",
        facts=facts_of(issue, due=day(escalation.due)),
        title=public_title(issue),
        thread=f"issue:{issue.pk}",
        path=f"/werk/kwesties/{issue.uuid}/",
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


def tell_handed(issue: Issue, act: Action, before: User, *, by: User) -> None:
    """An action goes to somebody else: both hear of it, who did it does not."""
    event = f"action-handed:{act.pk}:{clock.now().isoformat()}"
    for person, template in ((act.responsible, "issues/handed_to"), (before, "issues/handed_from")):
        tell(
            event, [person], template=template, facts=facts_of(issue), thread=f"issue:{issue.pk}",
            title=public_title(issue), path=f"/werk/kwesties/{issue.uuid}/", by=by,
        )  # fmt: skip
