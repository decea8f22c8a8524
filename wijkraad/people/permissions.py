"""Who may do what with people and settings; the button and the action ask the same question."""

from wijkraad.people.models import LIGHT_ROLES, User
from wijkraad.people.roles import COUNCIL, has_role, roles_of

MANAGERS = COUNCIL | {"admin"}
"""Who gives and ends roles, and suspends."""


def can_manage_people(user: User) -> bool:
    """Board members and the administrator."""
    return not roles_of(user).isdisjoint(MANAGERS)


def can_give(user: User, kind: str) -> bool:
    """A light role: anybody who manages people. Every other one: proposed by them, confirmed by the board."""
    return can_manage_people(user)


def can_confirm(user: User, kind: str) -> bool:
    """The second person for a role of the board and higher is a board member."""
    return kind in LIGHT_ROLES or not roles_of(user).isdisjoint(COUNCIL)


def can_suspend(user: User, whom: User) -> bool:
    """Anybody who manages people may suspend anybody at once, but not themselves."""
    return can_manage_people(user) and user.pk != whom.pk


def can_unsuspend(user: User, whom: User) -> bool:
    """Letting somebody in again is the board's: the administrator runs the system and judges nobody."""
    return can_suspend(user, whom) and not roles_of(user).isdisjoint(COUNCIL)


def can_forget(user: User, whom: User) -> bool:
    """Somebody's own account is theirs to end; another one's only the board's."""
    return user.pk == whom.pk or not roles_of(user).isdisjoint(COUNCIL)


def can_change_settings(user: User) -> bool:
    """Thresholds and terms are the board's; the administrator runs the system and does not set them."""
    return not roles_of(user).isdisjoint(COUNCIL)


def can_see_people(user: User) -> bool:
    """The list of people and roles: who manages them, and the auditor."""
    return can_manage_people(user) or has_role(user, "auditor")
