"""Making and suspending people."""

from typing import Any

from allauth.account.models import EmailAddress
from django.utils.translation import gettext_lazy as _

from wijkraad.people.models import User
from wijkraad.people.permissions import can_manage_people, can_suspend, can_unsuspend
from wijkraad.terms import clock
from wijkraad.terms.acting import action
from wijkraad.terms.refusal import Refused


@action("person.create")
def create_person(
    *, by: User | None, email: str, name: str = "", password: str | None = None, **fields: Any
) -> User:
    """A new account with a confirmed address; without a password the person asks for one by mail.

    `by` is None for the system (the first account, the demo). Refused when the address is taken.
    """
    if by is not None and not can_manage_people(by):
        raise Refused(_("Alleen het bestuur en de beheerder maken accounts."), code="person.create")
    address = email.strip().lower()
    if User.objects.filter(email=address).exists():
        raise Refused(_("Er is al een account met dit e-mailadres."), code="person.exists")
    fields.setdefault("date_joined", clock.now())
    user = User.objects.create_user(address, password, name=name, **fields)
    EmailAddress.objects.create(user=user, email=address, verified=True, primary=True)
    return user


@action("person.suspend")
def suspend(user: User, *, by: User) -> User:
    """Stop a person at once: no sign-in, open sessions end at the next click, roles give nothing."""
    if not can_suspend(by, user):
        raise Refused(_("U mag deze persoon niet schorsen."), code="person.suspend")
    locked = User.objects.select_for_update().get(pk=user.pk)
    if locked.suspended_at is None:
        locked.suspended_at = clock.now()
        locked.save(update_fields=["suspended_at"])
    user.suspended_at = locked.suspended_at
    return user


@action("person.unsuspend")
def unsuspend(user: User, *, by: User) -> User:
    """Let a suspended person in again; never by that person, and only by the board."""
    if not can_unsuspend(by, user):
        raise Refused(_("U mag deze schorsing niet opheffen."), code="person.unsuspend")
    locked = User.objects.select_for_update().get(pk=user.pk)
    locked.suspended_at = None
    locked.save(update_fields=["suspended_at"])
    user.suspended_at = None
    return user
