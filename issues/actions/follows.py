"""Following an issue, a theme, a street or an area: begin, confirm, pace, end, move with a merge."""

from typing import Any
from uuid import uuid4

from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as _

from issues.actions.gate import hand_back, locked
from issues.models import Area, Follow, Issue, Street, Theme, TopicFollow
from issues.notices import tell_follow_code, tell_topic_code
from issues.permissions import can_view
from wijkraad.notices.models import Pace, Preference
from wijkraad.notices.preferences import pace_of, set_pace
from wijkraad.people.models import User
from wijkraad.terms import clock
from wijkraad.terms.refusal import Refused
from wijkraad.trail.acting import action

Following = Follow | TopicFollow
Topic = Theme | Street | Area
PACES = {"once": Pace.NOW, "daily": Pace.DAILY, "weekly": Pace.WEEKLY}
"""The paces of a follower in the words of the messages; without one the general pace holds."""


@action("issue.follow")
def follow_issue(issue: Issue, *, by: User | None = None, email: str = "", pace: str = "") -> Follow:
    """Follow by account (at once) or by e-mail (after pressing the button in the mail). Twice is once.

    `pace` is "once", "daily" or "weekly"; without it the general pace of the person holds.
    """
    fresh = locked(issue)
    if not (fresh.is_public or (by is not None and can_view(by, fresh))):
        raise Refused(_("Deze kwestie kunt u niet volgen."), code="follow.closed")
    email = _address(by, email)
    known = Follow.objects.filter(issue=fresh, user=by, email=email, ended_at=None).first()
    if known is not None:
        return _again(known, by, pace)
    made = Follow.objects.create(
        issue=fresh, user=by, email=email, pace=pace or "once", created_at=clock.now(),
        confirmed_at=clock.now() if by else None,
    )  # fmt: skip
    if by is None:
        tell_follow_code(made)
    else:
        _count_followers(fresh, 1)
        _pace(made, by, pace)
        hand_back(fresh, issue)
    return made


@action("topic.follow")
def follow_topic(
    topic: Topic, *, by: User | None = None, email: str = "", pace: str = "weekly"
) -> TopicFollow:
    """Follow every public issue of a theme, street or area; an address first presses a button in its mail."""
    email = _address(by, email)
    kind = {Theme: "theme", Street: "street", Area: "area"}[type(topic)]
    type(topic).objects.select_for_update().get(pk=topic.pk)
    known = TopicFollow.objects.filter(user=by, email=email, ended_at=None, **{kind: topic}).first()
    if known is not None:
        return _again(known, by, pace)
    made = TopicFollow(
        user=by, email=email, pace=pace, created_at=clock.now(), confirmed_at=clock.now() if by else None
    )
    setattr(made, kind, topic)
    made.save()
    if by is None:
        tell_topic_code(made)
    else:
        _pace(made, by, pace)
    return made


def _address(by: User | None, email: str) -> str:
    email = "" if by is not None else email.strip().lower()
    if by is None and not email:
        raise Refused(_("Vul uw e-mailadres in."), code="follow.email")
    return email


def _again(known: Following, by: User | None, pace: str) -> Any:
    """Asked once more: the new pace holds, and who lost the mail gets another one (one a day)."""
    if known.confirmed_at is not None:
        if by is not None:  # a bare address changes its pace by its own link only
            _pace(known, by, pace)
    elif isinstance(known, TopicFollow):
        tell_topic_code(known)
    else:
        tell_follow_code(known)
    return known


def _pace(follow: Following, who: User | str, pace: str) -> None:
    """Keep the pace that was asked for; "never" of an earlier time is over."""
    if pace:
        set_pace(who, by=follow.user, thread=follow.thread, title=follow.title, pace=PACES[pace])
    elif pace_of(who, follow.thread) == Pace.NEVER:
        set_pace(who, by=follow.user, thread=follow.thread, title=follow.title, pace=Pace.NOW)


def _count_followers(issue: Issue, change: int) -> None:
    Issue.objects.filter(pk=issue.pk).update(follower_count=F("follower_count") + change)
    issue.follower_count += change


def _fresh(follow: Following) -> tuple[Issue | None, Following]:
    """The row as it is now, with its issue held first (the order of every action here)."""
    issue = locked(follow.issue) if isinstance(follow, Follow) else None
    return issue, type(follow).objects.select_for_update(of=("self",)).get(pk=follow.pk)


@action("follow.confirm")
def confirm_follow(follow: Following, *, by: User | None = None) -> Following:
    """The button in the mail: the address follows from now on, at the pace that was asked for."""
    issue, fresh = _fresh(follow)
    if fresh.confirmed_at is None and fresh.ended_at is None:
        fresh.confirmed_at = clock.now()
        fresh.save(update_fields=["confirmed_at"])
        _pace(fresh, fresh.user or fresh.email, fresh.pace if fresh.pace != "once" else "")
        if issue is not None:
            _count_followers(issue, 1)
    return fresh


@action("follow.end")
def end_follow(follow: Following, *, by: User | None = None) -> Following:
    """Stop following; the row stays, so that figures over old periods stay equal."""
    issue, fresh = _fresh(follow)
    if fresh.ended_at is None:
        fresh.ended_at = clock.now()
        fresh.save(update_fields=["ended_at"])
        if fresh.confirmed_at and issue is not None:
            _count_followers(issue, -1)
    return fresh


@action("follow.pace")
def change_pace(follow: Following, *, by: User | None = None, pace: str) -> Following:
    """Hear of it at once, daily or weekly; only of what is followed now."""
    _issue, fresh = _fresh(follow)
    if fresh.ended_at is not None or fresh.confirmed_at is None:
        raise Refused(_("U volgt dit niet meer."), code="follow.ended")
    if pace not in PACES:
        raise Refused(_("Kies hoe vaak u bericht wilt."), code="notices.pace")
    fresh.pace = pace
    fresh.save(update_fields=["pace"])
    _pace(fresh, fresh.user or fresh.email, pace)
    return fresh


def followed(user: User | None, address: str = "") -> list[Following]:
    """What an account or a confirmed bare address follows now; topics first, then the newest."""
    whose = Q(user=user) if user is not None else Q(user=None, email=address)
    now = Q(ended_at=None, confirmed_at__isnull=False)
    topics = TopicFollow.objects.filter(whose, now).select_related("theme", "street", "area").order_by("-pk")
    issues = Follow.objects.filter(whose, now).select_related("issue__theme", "issue__street").order_by("-pk")
    return [*topics, *issues]


def overview(person: User | None, address: str) -> str:
    """Where somebody finds all that they follow: an account its own page, an address by its newest link."""
    if person is not None:
        return "/mijn/volgen/"
    found = followed(None, address)
    return f"/volgen/{found[0].token}/alles/" if found else ""


def stopped(person: User | None, address: str, thread: str) -> None:
    """Somebody pressed "niet" in a mail of this thread: they follow it no longer."""
    for one in _of_thread(person, address, thread).filter(ended_at=None):
        end_follow(one, by=person)


def resumed(person: User | None, address: str, thread: str) -> None:
    """They thought better of it: the follow that ended then begins again."""
    found = _of_thread(person, address, thread)
    last = found.exclude(ended_at=None).order_by("-ended_at").first()
    if last is None or last.confirmed_at is None or found.filter(ended_at=None).exists():
        return
    issue = locked(last.issue) if isinstance(last, Follow) else None
    last.pk, last.uuid, last.ended_at = None, uuid4(), None
    last.created_at = last.confirmed_at = clock.now()
    last.save(force_insert=True)
    if issue is not None:
        _count_followers(issue, 1)


def _of_thread(person: User | None, address: str, thread: str) -> QuerySet[Any]:
    """The follows of somebody behind the thread of a message; none for a thread that is not followed."""
    kind, _colon, number = thread.partition(":")
    rows: QuerySet[Any] = Follow.objects.all() if kind == "issue" else TopicFollow.objects.all()
    if kind not in ("issue", "theme", "street", "area") or not number.isdecimal():
        return rows.none()
    return rows.filter(user=person, email=address, **{f"{kind}_id": int(number)})


def move_pace(follow: Follow, target: Issue) -> None:
    """The pace that somebody chose goes along when a merge moves their follow (called before the move)."""
    own = Preference.objects.filter(person=follow.user, address=follow.email)
    thread = f"issue:{target.pk}"
    if not own.filter(thread=thread).exists():
        own.filter(thread=follow.thread).update(thread=thread, title=target.public_title)
