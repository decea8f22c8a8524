"""The nouns of this room, one module per family."""

from issues.models.desk import Presence, ReplyTemplate
from issues.models.facts import Indicator, IndicatorFile, IndicatorValue, StreetCount, WalkNote
from issues.models.following import Confirmation, Contradiction, Follow, HelpOffer, TopicFollow
from issues.models.imports import ImportBatch, ImportMapping
from issues.models.issue import ConfidentialReader, Issue, MergeRecord, ReadingRecord, StatusChange
from issues.models.letters import Incoming, Letter, LetterEvent, LetterMove
from issues.models.papers import KeptFile, Paper
from issues.models.places import Area, Segment, Street
from issues.models.report import Draft, Photo, Report, Signal, SignalCount
from issues.models.saved_views import SavedView
from issues.models.steering import Intervention
from issues.models.themes import Priority, PrioritySlots, Theme, Visibility
from issues.models.vision import Vision
from issues.models.voices import Hearing, Say
from issues.models.work import Action, Escalation, Note, Outcome, Promise, ScoreOverride, Weighing

__all__ = [
    "Action",
    "Area",
    "ConfidentialReader",
    "Confirmation",
    "Contradiction",
    "Draft",
    "Escalation",
    "Follow",
    "Hearing",
    "HelpOffer",
    "Incoming",
    "ImportBatch",
    "ImportMapping",
    "Indicator",
    "IndicatorFile",
    "IndicatorValue",
    "Intervention",
    "Issue",
    "Letter",
    "LetterEvent",
    "LetterMove",
    "MergeRecord",
    "Note",
    "Outcome",
    "KeptFile",
    "Paper",
    "Photo",
    "Presence",
    "Priority",
    "PrioritySlots",
    "Promise",
    "ReadingRecord",
    "ReplyTemplate",
    "Report",
    "Say",
    "SavedView",
    "ScoreOverride",
    "Segment",
    "Signal",
    "SignalCount",
    "StatusChange",
    "Street",
    "StreetCount",
    "Theme",
    "TopicFollow",
    "Visibility",
    "Vision",
    "WalkNote",
    "Weighing",
]
