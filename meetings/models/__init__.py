"""The rows of the meetings room."""

from meetings.models.agenda import (
    AgendaIssue,
    AgendaItem,
    Attendance,
    ConflictOfInterest,
    MinutesRevision,
)
from meetings.models.decision import (
    DeadlineChange,
    Decision,
    DecisionIssue,
    DecisionMove,
    Erratum,
    OutsideAnswer,
    Vote,
)
from meetings.models.group import DecisionRung, GroupTerm, WorkingGroup
from meetings.models.history import HistoryBatch
from meetings.models.meeting import Meeting, MeetingMove
from meetings.models.preparing import AgendaPaper, AgendaRequest, Invitation
from meetings.models.task import Task, TaskPaper

__all__ = [
    "AgendaIssue",
    "AgendaItem",
    "AgendaPaper",
    "AgendaRequest",
    "Attendance",
    "ConflictOfInterest",
    "DeadlineChange",
    "Decision",
    "DecisionIssue",
    "DecisionMove",
    "DecisionRung",
    "Erratum",
    "GroupTerm",
    "HistoryBatch",
    "Invitation",
    "Meeting",
    "MeetingMove",
    "MinutesRevision",
    "OutsideAnswer",
    "Task",
    "TaskPaper",
    "Vote",
    "WorkingGroup",
]
