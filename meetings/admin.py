"""Meetings and decisions in the administration: to look at only; every change goes through the actions."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from meetings.models import Decision, Meeting, WorkingGroup
from wijkraad.people.admin_base import ReadOnlyAdmin


class VisibleAdmin(ReadOnlyAdmin):
    """The administrator sees what visible_to gives: no internal meeting, no confidential matter."""

    def get_queryset(self, request: HttpRequest) -> Any:
        rows: Any = super().get_queryset(request)
        return rows.visible_to(request.user)


@admin.register(Meeting)
class MeetingAdmin(VisibleAdmin):
    list_display = ("slug", "kind", "starts_at", "status")
    list_filter = ("kind", "status")


@admin.register(Decision)
class DecisionAdmin(VisibleAdmin):
    list_display = ("number", "title", "status", "deadline")
    list_filter = ("status", "way")


@admin.register(WorkingGroup)
class WorkingGroupAdmin(ReadOnlyAdmin):
    list_display = ("name", "lead", "ends_on")
