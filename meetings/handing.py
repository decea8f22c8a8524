"""What lower rooms ask this one: whose history may be read, and where words stand that never change."""

from collections.abc import Collection
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy

from issues.actions import register_fixed
from meetings.models import (
    AgendaItem,
    AgendaPaper,
    AgendaRequest,
    Attendance,
    ConflictOfInterest,
    Decision,
    Invitation,
    Meeting,
    Task,
    TaskPaper,
    WorkingGroup,
)
from wijkraad.people.models import User
from wijkraad.people.roles import is_board
from wijkraad.trail.visibility import register, register_open


def _whole(model: Any) -> Any:
    """Rows that the reader sees in full: what is shown with a public wording only is left out."""

    def visible(user: User, ids: Collection[str]) -> Any:
        rows = model.objects.visible_to(user).filter(pk__in=ids)
        if not is_board(user):
            rows = rows.exclude(issue_links__issue__visibility="limited")
        return rows

    return visible


def _meetings(user: User, ids: Collection[str]) -> Any:
    return Meeting.objects.visible_to(user).filter(pk__in=ids)


def _members(user: User, ids: Collection[str]) -> Any:
    """Who is in a group is for the board: members may be residents."""
    rows = WorkingGroup.members.through.objects.filter(pk__in=ids)
    return rows if is_board(user) else rows.none()


def _part_of(model: Any, field: str, whole: Any) -> Any:
    def visible(user: User, ids: Collection[str]) -> Any:
        return model.objects.filter(pk__in=ids, **{f"{field}__in": whole.objects.visible_to(user)})

    return visible


def _for_the_board(model: Any) -> Any:
    """Who was asked, what residents asked for, and papers: the board alone reads what became of them."""

    def visible(user: User, ids: Collection[str]) -> Any:
        return model.objects.filter(pk__in=ids) if is_board(user) else model.objects.none()

    return visible


def _papers(user: User, ids: Collection[str]) -> Any:
    """Papers of points that the reader sees; for the board alone."""
    rows = _for_the_board(AgendaPaper)(user, ids)
    return rows.filter(item__in=AgendaItem.objects.visible_to(user))


def _tasks(user: User, ids: Collection[str]) -> Any:
    return Task.objects.visible_to(user).filter(pk__in=ids)


def _task_papers(user: User, ids: Collection[str]) -> Any:
    """Files, taken away or not, by who sees the action."""
    return TaskPaper.objects.visible_to(user).filter(pk__in=ids)


def _seen_tasks(user: User) -> Q:
    return Q(pk__in=Task.objects.visible_to(user))


def register_room() -> None:
    """Called once, when the application is ready."""
    register_fixed(
        "task", Task, gettext_lazy("actie bij een agendapunt"),
        ("title", "result", "evidence", "evidence_link"), _seen_tasks,
    )  # fmt: skip
    register("meetings_meeting", _meetings)
    for model in (AgendaItem, Decision):
        register(model._meta.db_table, _whole(model))
    register_open("meetings_workinggroup")
    register("meetings_workinggroup_members", _members)
    register("meetings_task", _tasks)
    register("meetings_taskpaper", _task_papers)
    register("meetings_attendance", _part_of(Attendance, "meeting", Meeting))
    register("meetings_conflictofinterest", _part_of(ConflictOfInterest, "item", AgendaItem))
    register("meetings_agendapaper", _papers)
    for inner in (AgendaRequest, Invitation):
        register(inner._meta.db_table, _for_the_board(inner))
