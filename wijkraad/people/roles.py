"""Which roles a person holds today. Every permission of every room is asked here."""

from collections.abc import Collection
from datetime import date
from functools import lru_cache
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q

from wijkraad.people.models import Role, User
from wijkraad.terms import clock
from wijkraad.terms.prepared import Prepared

COUNCIL = frozenset({"board", "secretary", "chair", "treasurer"})
"""Who sits on the board."""
STAFF = COUNCIL | {"manager", "deputy"}
"""Who works in /werk/ on issues."""
NO_PERSON = 8_999_999_999_999_999_999
"""A key that nobody has, where the key of a statement goes."""
_NONE: frozenset[str] = frozenset()


def roles_of(user: Any) -> frozenset[str]:
    """The role identifiers held on the Amsterdam date of the clock; none for a visitor or a suspended person.

    Read once per User object (so once per request) and date.
    """
    if not getattr(user, "is_authenticated", False) or not user.is_active or user.suspended_at:
        return _NONE
    today = clock.today()
    known = getattr(user, "_roles_on", None)  # no __dict__: that of request.user is not the person's own
    if known is None:
        known = user._roles_on = {}
    if today not in known:
        known[today] = frozenset(
            user.roles.filter(held__contains=today, pending=False).values_list("kind", flat=True)
        )
    return known[today]


def with_roles(pk: Any) -> User | None:
    """The person with this key, roles included: one statement for what every signed-in page needs."""
    today = clock.today()
    for user in _people_on(today)(pk):
        user.__dict__["_roles_on"] = {today: frozenset(user.__dict__.pop("kinds_today"))}
        return user
    return None


@lru_cache(maxsize=4)
def _people_on(day: date) -> Prepared[User]:
    """The statement of a day: writing it anew took longer than its answer, at every click of everybody."""
    held = Role.objects.filter(user=OuterRef("pk"), held__contains=day, pending=False).values("kind")
    return Prepared(
        lambda pk: User.objects.annotate(kinds_today=ArraySubquery(held)).filter(pk=pk), place=NO_PERSON
    )


def has_role(user: Any, *kinds: str) -> bool:
    """Whether the person holds at least one of these roles today."""
    return not roles_of(user).isdisjoint(kinds)


def is_board(user: Any) -> bool:
    return not roles_of(user).isdisjoint(COUNCIL)


def is_staff(user: Any) -> bool:
    """A board member, deputy or wijkmanager: somebody who works on issues."""
    return not roles_of(user).isdisjoint(STAFF)


def holders(*kinds: str, without: Collection[User] = ()) -> "list[User]":
    """Active people who hold one of these roles today, by name; one statement, their roles included."""
    today = clock.today()
    found = User.objects.filter(
        Q(roles__kind__in=kinds, roles__pending=False, roles__held__contains=today),
        is_active=True,
        suspended_at=None,
    )
    held = Role.objects.filter(user=OuterRef("pk"), held__contains=today, pending=False).values("kind")
    people = list(found.distinct().order_by("name", "pk").annotate(kinds_today=ArraySubquery(held)))
    for user in people:
        user.__dict__["_roles_on"] = {today: frozenset(user.__dict__.pop("kinds_today"))}
    return [user for user in people if user not in without]
