"""Handing over: everything that one person holds and somebody else must take before they leave."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext_lazy as _

from budgets.models import SpendRequest
from issues.models import Action, Issue, Letter, Priority
from issues.workflow import LETTER_RUNNING
from meetings.models import Decision, WorkingGroup
from wijkraad.terms import clock


@dataclass(frozen=True, slots=True)
class Holding:
    """One kind of things that a person holds, with its rows."""

    name: str | LazyText
    rows: QuerySet


def held_by(user: Any) -> list[Holding]:
    """What this person has to hand over, kind by kind; kinds with nothing are left out."""
    kinds = [
        Holding(_("open kwesties"), Issue.objects.held_by(user)),
        Holding(_("open acties"), Action.objects.filter(responsible=user, done_at__isnull=True)),
        Holding(_("lopende besluiten"), Decision.objects.held_by(user)),
        Holding(_("actieve prioriteiten"), Priority.objects.filter(responsible=user, active=True)),
        Holding(
            _("brieven"), Letter.objects.filter(responsible=user, status__in=("concept", *LETTER_RUNNING))
        ),
        Holding(_("aanvragen"), SpendRequest.objects.open().filter(requester=user)),
        Holding(_("werkgroepen"), WorkingGroup.objects.filter(lead=user, ends_on__gte=clock.today())),
    ]
    return [kind for kind in kinds if kind.rows.exists()]
