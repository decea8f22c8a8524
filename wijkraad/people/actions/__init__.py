"""Every write about people that has a rule."""

from wijkraad.people.actions.calendars import calendar_of_user, close_calendar, keeper_of, open_calendar
from wijkraad.people.actions.persons import create_person, forget_person, suspend, unsuspend
from wijkraad.people.actions.roles import confirm_role, end_role, give_role, refuse_role
from wijkraad.people.actions.settings import change_setting, confirm_setting, refuse_setting

__all__ = [
    "calendar_of_user",
    "change_setting",
    "close_calendar",
    "confirm_role",
    "confirm_setting",
    "create_person",
    "end_role",
    "forget_person",
    "give_role",
    "keeper_of",
    "open_calendar",
    "refuse_role",
    "refuse_setting",
    "suspend",
    "unsuspend",
]
