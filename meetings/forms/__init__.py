"""The forms of this room: what somebody may type, and what is wrong with it in plain Dutch."""

from meetings.forms.deciding import AgendaForm, AnswerForm, DecisionForm, OutsideForm
from meetings.forms.evening import ActionForm, EndForm, ItemForm, MeetingForm
from meetings.forms.fields import DayField, EuroField, HourField, PersonField, issue_with, people_choices
from meetings.forms.register import HandOverForm, MoveDateForm, ReasonForm, ReplaceForm, ResultForm

__all__ = [
    "ActionForm",
    "AgendaForm",
    "AnswerForm",
    "DayField",
    "DecisionForm",
    "EndForm",
    "EuroField",
    "HandOverForm",
    "HourField",
    "ItemForm",
    "MeetingForm",
    "MoveDateForm",
    "OutsideForm",
    "PersonField",
    "ReasonForm",
    "ReplaceForm",
    "ResultForm",
    "issue_with",
    "people_choices",
]
