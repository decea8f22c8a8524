"""Every write about people that has a rule."""

from wijkraad.people.actions.persons import create_person, forget_person, suspend, unsuspend
from wijkraad.people.actions.roles import confirm_role, end_role, give_role, refuse_role
from wijkraad.people.actions.settings import change_setting, confirm_setting, refuse_setting

__all__ = [
    "change_setting",
    "confirm_role",
    "confirm_setting",
    "create_person",
    "end_role",
    "forget_person",
    "give_role",
    "refuse_role",
    "refuse_setting",
    "suspend",
    "unsuspend",
]
