"""What may be seen of meetings, agendas and decisions, and the rows other rooms ask for."""

from meetings.querysets.about import AboutIssues, unseen_issues
from meetings.querysets.decisions import PROMISES, DecisionQuerySet, promise
from meetings.querysets.groups import WorkingGroupQuerySet
from meetings.querysets.meetings import TALKED, AgendaItemQuerySet, MeetingQuerySet
from meetings.querysets.tasks import TaskPaperQuerySet, TaskQuerySet

__all__ = [
    "PROMISES",
    "TALKED",
    "AboutIssues",
    "AgendaItemQuerySet",
    "DecisionQuerySet",
    "MeetingQuerySet",
    "TaskPaperQuerySet",
    "TaskQuerySet",
    "WorkingGroupQuerySet",
    "promise",
    "unseen_issues",
]
