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
from meetings.models.meeting import Meeting, MeetingMove, WorkingGroup
from meetings.models.preparing import AgendaPaper, AgendaRequest, Invitation

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
    "Erratum",
    "Invitation",
    "Meeting",
    "MeetingMove",
    "MinutesRevision",
    "OutsideAnswer",
    "Vote",
    "WorkingGroup",
]
