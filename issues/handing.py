"""What the trail asks this room: whose history may be read."""

from collections.abc import Collection
from typing import Any

from django.db.models import Q

from issues.models import (
    Action,
    Contradiction,
    Escalation,
    Follow,
    Hearing,
    HelpOffer,
    Incoming,
    Intervention,
    Issue,
    Letter,
    Note,
    Paper,
    Photo,
    Promise,
    Report,
    Say,
    ScoreOverride,
    TopicFollow,
    WalkNote,
)
from issues.permissions import papers_for
from wijkraad.people.models import User
from wijkraad.people.roles import is_board, is_staff
from wijkraad.trail.visibility import register, register_open

PARTS = (
    Action, Contradiction, Escalation, Follow, Hearing, HelpOffer, Incoming, Letter, Note, Photo, Promise,
    Report, Say, ScoreOverride,
)  # fmt: skip
"""Rows that are seen by who sees their issue."""


def _known(user: User) -> Any:
    """The issues whose every change this person may read: limited ones only for who works on them."""
    seen = Issue.objects.visible_to(user)
    return seen if is_staff(user) else seen.filter(visibility="public")


def _issues(user: User, ids: Collection[str]) -> Any:
    return _known(user).filter(pk__in=ids)


def _part_of(model: Any) -> Any:
    def visible(user: User, ids: Collection[str]) -> Any:
        return model.objects.filter(pk__in=ids, issue__in=_known(user))

    return visible


def _own_topics(user: User, ids: Collection[str]) -> Any:
    """What somebody follows is known to themselves only."""
    return TopicFollow.objects.filter(pk__in=ids, user=user)


def _papers(user: User, ids: Collection[str]) -> Any:
    """Files, taken away or not, by who sees the letter, the post or the action."""
    return Paper.objects.filter(papers_for(user), pk__in=ids)


def _interventions(user: User, ids: Collection[str]) -> Any:
    """By who sees the issue; about a higher room, which may be a draft letter, only the board."""
    of_issue = Q(issue__in=_known(user))
    seen = of_issue | Q(issue=None) if is_board(user) else of_issue
    return Intervention.objects.filter(seen, pk__in=ids)


FACTS = ("issues_indicator", "issues_indicatorvalue", "issues_streetcount")
"""Figures with a source; everybody reads them."""


def _walks(user: User, ids: Collection[str]) -> Any:
    """What the council saw in the street stays inside."""
    return WalkNote.objects.filter(pk__in=ids) if is_staff(user) else WalkNote.objects.none()


def register_room() -> None:
    """Called once, when the application is ready. Readers of confidential matters stay out of the trail."""
    register("issues_issue", _issues)
    for model in PARTS:
        register(model._meta.db_table, _part_of(model))
    register("issues_intervention", _interventions)
    register("issues_paper", _papers)
    register("issues_topicfollow", _own_topics)
    register("issues_walknote", _walks)
    register_open("issues_theme", "issues_priority", "issues_replytemplate", "issues_vision", *FACTS)
