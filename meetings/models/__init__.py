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

__all__ = [
    "AgendaIssue",
    "AgendaItem",
    "Attendance",
    "ConflictOfInterest",
    "DeadlineChange",
    "Decision",
    "DecisionIssue",
    "DecisionMove",
    "Erratum",
    "Meeting",
    "MeetingMove",
    "MinutesRevision",
    "OutsideAnswer",
    "Vote",
    "WorkingGroup",
]
