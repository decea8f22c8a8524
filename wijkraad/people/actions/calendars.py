"""The private address of somebody's calendar: made, made anew, stopped, and whose it is."""

from django.utils.translation import gettext as _

from wijkraad.people.models import CalendarKey, User
from wijkraad.people.roles import roles_of, with_roles
from wijkraad.terms import clock
from wijkraad.terms.acting import action
from wijkraad.terms.refusal import Refused


@action("calendar.open")
def open_calendar(*, by: User, kind: str) -> CalendarKey:
    """A new private address; the one before answers 404 from the commit on. Refused without any role."""
    if not roles_of(by):
        raise Refused(_("Een eigen agenda is voor wie een rol heeft."), code="calendar.who")
    User.objects.select_for_update().get(pk=by.pk)  # two clicks: one address
    end_calendars(by, kind)
    return CalendarKey.objects.create(user=by, kind=kind, made_at=clock.now())


@action("calendar.close")
def close_calendar(*, by: User, kind: str) -> int:
    """Stop the private address; returns how many stopped."""
    return end_calendars(by, kind)


def end_calendars(user: User, kind: str = "") -> int:
    """Stop the addresses of a person, of one kind or all; inside an action."""
    running = CalendarKey.objects.filter(user=user, ended_at=None)
    return (running.filter(kind=kind) if kind else running).update(ended_at=clock.now())


def calendar_of_user(user: User, kind: str) -> CalendarKey | None:
    """The running private address of a person."""
    return CalendarKey.objects.filter(user=user, kind=kind, ended_at=None).first()


def keeper_of(token: str, kind: str) -> User | None:
    """Whose calendar it is, roles of today included; None when stopped, unknown, or without any role left."""
    key = CalendarKey.of_token(token, kind)
    user = with_roles(key.user_id) if key else None
    return user if user is not None and roles_of(user) else None
