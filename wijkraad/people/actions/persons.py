"""Making and suspending people."""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.utils.translation import gettext_lazy as _

from wijkraad.people.actions.calendars import end_calendars
from wijkraad.people.models import LIGHT_ROLES, User
from wijkraad.people.permissions import can_forget, can_manage_people, can_suspend, can_unsuspend
from wijkraad.people.roles import roles_of
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


@action("person.forget")
def forget_person(user: User, *, by: User | None) -> User:
    """Make an account a number that nobody can use: no name, address, household, password or key.

    The row stays, because history points at it. `by` is the person, the board, or None for the
    system. Refused to people while the account holds a role of the council, the city or a partner.
    """
    if by is not None and not can_forget(by, user):
        raise Refused(_("U mag deze gegevens niet vernietigen."), code="person.forget")
    locked = User.objects.select_for_update().get(pk=user.pk)
    if by is not None and not roles_of(locked) <= set(LIGHT_ROLES) - {"partner"}:
        raise Refused(
            _("Deze persoon heeft een rol in de wijkraad."),
            code="person.role",
            first=_("Beëindig eerst die rol."),
        )
    locked.email, locked.name, locked.function, locked.household = f"weg-{locked.pk}@weg.invalid", "", "", ""
    locked.is_active = locked.is_staff = locked.is_superuser = False
    locked.set_unusable_password()
    locked.save()
    EmailAddress.objects.filter(user=locked).delete()
    Authenticator.objects.filter(user=locked).delete()
    end_calendars(locked)
    return locked
