"""Narrowings of the dashboard that somebody keeps under a name."""

from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _

from issues.permissions import can_triage
from wijkraad.people.models import User
from wijkraad.portal.dashboard.narrowing import narrowing_of
from wijkraad.portal.models import DashboardView
from wijkraad.terms import clock
from wijkraad.terms.refusal import Refused
from wijkraad.trail.acting import action

MOST = 12


def views_of(user: Any) -> QuerySet[DashboardView]:
    """Their own ones, by name."""
    return DashboardView.objects.filter(user=user).order_by("name")


@action("dashboard.keep")
def keep_view(*, by: User, name: str, query: str) -> DashboardView:
    """Keep a narrowing; only what the page knows of the query string is kept, the same name replaces."""
    if not can_triage(by):
        raise Refused(_("Alleen het bestuur en de wijkmanager bewaren een weergave."), code="view.who")
    name = " ".join(name.split())[:60]
    plain = narrowing_of(QueryDict(query.lstrip("?"))).query
    if not name:
        raise Refused(_("Geef de weergave een naam."), code="view.name")
    if not plain:
        raise Refused(_("Kies eerst een of meer filters."), code="view.empty")
    known = DashboardView.objects.select_for_update().filter(user=by)
    if known.exclude(name=name).count() >= MOST:
        raise Refused(_("U bewaart al 12 weergaven. Gooi er eerst een weg."), code="view.many")
    made, _new = DashboardView.objects.update_or_create(
        user=by, name=name, defaults={"query": plain, "created_at": clock.now()}
    )
    return made


@action("dashboard.rename")
def rename_view(pk: int, *, by: User, name: str) -> DashboardView | None:
    """Give an own view another name; None when it is not there (any more)."""
    name = " ".join(name.split())[:60]
    if not name:
        raise Refused(_("Geef de weergave een naam."), code="view.name")
    own = DashboardView.objects.select_for_update().filter(user=by)
    found = own.filter(pk=pk).first()
    if found is None:
        return None
    if own.filter(name=name).exclude(pk=pk).exists():
        told = _("U hebt al een weergave “%(name)s”. Kies een andere naam.") % {"name": name}
        raise Refused(told, code="view.taken")
    found.name = name
    found.save(update_fields=["name"])
    return found


@action("dashboard.drop")
def drop_view(pk: int, *, by: User) -> None:
    """Throw an own view away."""
    DashboardView.objects.filter(pk=pk, user=by).delete()
