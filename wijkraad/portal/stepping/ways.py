"""The ways of stepping in: for each its form, its act, and when the row offers it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext_lazy as _

from issues.permissions import can_triage
from issues.workflow import OPEN
from wijkraad.portal.stepping import acts, forms
from wijkraad.portal.stepping.subject import Subject


@dataclass(frozen=True)
class Way:
    """One way: `key` is its place in the address, `may` whether the row offers it to this person."""

    key: str
    title: "str | LazyText"
    icon: str
    form: Any
    act: Callable[..., Any]
    may: Callable[[Any, Subject], bool]


def _work(subject: Subject) -> bool:
    issue = subject.issue
    return issue is not None and issue.status in OPEN and issue.status != "reported"


def _asks(user: Any, subject: Subject) -> bool:
    return subject.holder is not None and subject.holder.pk != user.pk


def _gives(user: Any, subject: Subject) -> bool:
    return can_triage(user) and subject.kind in ("kwestie", "actie", "toezegging") and _work(subject)


def _agenda(user: Any, subject: Subject) -> bool:
    return _work(subject) and subject.issue is not None and subject.issue.on_agenda_at is None


def _anybody(user: Any, subject: Subject) -> bool:
    return True


WAYS: dict[str, Way] = {
    way.key: way
    for way in (
        Way("vraag", _("Vraag hoe het staat"), "phone", forms.AskForm, acts.ask, _asks),
        Way(
            "hoger", _("Leg het hoger neer"), "arrow-up-right", forms.RaiseForm, acts.raise_higher,
            lambda user, subject: _work(subject),
        ),
        Way(
            "agenda", _("Zet het op de agenda"), "calendar-plus", forms.AgendaForm, acts.put_on_agenda,
            _agenda,
        ),
        Way("geef", _("Geef het aan iemand anders"), "user-check", forms.GiveForm, acts.give, _gives),
        Way("ingreep", _("Schrijf op wat u deed"), "pencil", forms.LogForm, acts.log, _anybody),
    )
}  # fmt: skip


def ways_for(user: Any, subject: Subject) -> list[Way]:
    """What this person can do about this row, in fixed order."""
    return [way for way in WAYS.values() if way.may(user, subject)]
