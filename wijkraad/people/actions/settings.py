"""Changing a threshold or a legal term: two board members, a source, a decision number, from a date on."""

from datetime import date
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.translation import gettext_lazy as _

from wijkraad.people.models import SettingProposal, User
from wijkraad.people.permissions import can_change_settings
from wijkraad.terms import clock, values
from wijkraad.terms.acting import action
from wijkraad.terms.defaults import DEFAULTS
from wijkraad.terms.models import Setting
from wijkraad.terms.refusal import Refused


@action("setting.propose")
def change_setting(
    key: str,
    value: Any,
    *,
    by: User,
    source: str,
    starts_on: date | None = None,
    decision_number: str = "",
) -> SettingProposal:
    """Propose a value from a date on (today without one); it holds once a second person confirms it.

    The value must be of the kind of the default (euros: a Decimal or its text). Past days keep the
    value that they had, so figures over old periods stay equal.
    """
    if not can_change_settings(by):
        raise Refused(_("Alleen het bestuur verandert instellingen."), code="setting.change")
    if not source.strip():
        raise Refused(_("Schrijf erbij waar deze waarde vandaan komt."), code="setting.source")
    day = starts_on or clock.today()
    if day < clock.today():
        raise Refused(_("Een instelling kan niet in het verleden veranderen."), code="setting.past")
    return SettingProposal.objects.create(
        key=key,
        value=_checked(key, value),
        starts_on=day,
        source=source.strip(),
        decision_number=decision_number,
        proposed_by=by,
        proposed_at=clock.now(),
    )


@action("setting.confirm")
def confirm_setting(proposal: SettingProposal, *, by: User) -> Setting:
    """The second signature: the running value ends, the new one starts on its day, nobody waits for it."""
    locked = _open(proposal)
    if not can_change_settings(by):
        raise Refused(_("Alleen het bestuur verandert instellingen."), code="setting.change")
    if by.pk == locked.proposed_by_id:
        raise Refused(_("Een tweede persoon moet deze instelling bevestigen."), code="setting.two_people")
    start = max(locked.starts_on, clock.today())
    values.held(locked.key)
    end = _make_room(locked.key, start)
    setting = Setting.objects.create(
        key=locked.key,
        value=locked.value,
        valid=DateRange(start, end),
        source=locked.source,
        decision_number=locked.decision_number,
        created_at=clock.now(),
    )
    locked.confirmed_by = by
    locked.confirmed_at = clock.now()
    locked.save(update_fields=["confirmed_by", "confirmed_at"])
    return setting


@action("setting.refuse")
def refuse_setting(proposal: SettingProposal, *, by: User) -> None:
    """Take away a proposal that nobody confirmed."""
    if not can_change_settings(by):
        raise Refused(_("Alleen het bestuur verandert instellingen."), code="setting.change")
    _open(proposal).delete()


def _open(proposal: SettingProposal) -> SettingProposal:
    locked = SettingProposal.objects.select_for_update().filter(pk=proposal.pk, confirmed_at=None).first()
    if locked is None:
        raise Refused(_("Dit voorstel is al afgehandeld."), code="setting.settled")
    return locked


def _make_room(key: str, start: date) -> date | None:
    """End the value that runs on `start`; returns the day on which a later, known value takes over."""
    for row in Setting.objects.select_for_update().filter(key=key, valid__contains=start):
        if row.valid.lower == start:
            row.delete()
        else:
            row.valid = DateRange(row.valid.lower, start)
            row.save(update_fields=["valid"])
    later = Setting.objects.filter(key=key, valid__startswith__gt=start).order_by("valid").first()
    return later.valid.lower if later else None


def _checked(key: str, value: Any) -> Any:
    """The value as it is stored; Refused when it is not of the kind of the default."""
    default = DEFAULTS.get(key)
    if default is None:
        raise Refused(_("Deze instelling bestaat niet."), code="setting.unknown")
    try:
        typed = values.typed(value, default.unit)
    except ArithmeticError:
        typed = None
    same_kind = type(typed) is type(default.value)
    if same_kind and isinstance(typed, dict):
        same_kind = set(typed) == set(default.value)
    if not same_kind or (isinstance(typed, int) and typed < 0):
        raise Refused(_("Deze waarde past niet bij de instelling."), code="setting.value")
    return values.storable(typed)
