"""What somebody holds that has to be handed over before a role ends; the higher rooms say it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from wijkraad.people.models import User


@dataclass(frozen=True)
class Held:
    """One thing in somebody's hands: words a person understands, and its page."""

    title: str
    path: str


HeldBy = Callable[[User, str], Sequence[Held]]
_registered: list[HeldBy] = []


def register(held_by: HeldBy) -> None:
    """Ask this function too: it gets a person and the role that would end; call it in AppConfig.ready."""
    if held_by not in _registered:
        _registered.append(held_by)


def unregister(held_by: HeldBy) -> None:
    """Stop asking a function."""
    _registered.remove(held_by)


def held_by(user: User, role: str) -> list[Held]:
    """Everything that the person holds in this role."""
    return [held for ask in _registered for held in ask(user, role)]
