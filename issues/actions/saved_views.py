"""Keeping filters under a name, and throwing them away."""

from django.db.models import Q
from django.utils.translation import gettext as _

from issues.models import SavedView
from wijkraad.people.models import User
from wijkraad.people.roles import is_staff
from wijkraad.terms import clock
from wijkraad.terms.refusal import Refused
from wijkraad.trail.acting import action

MOST = 30
"""How many one person keeps."""


def views_of(user: User) -> list[SavedView]:
    """Their own ones, and those that colleagues share."""
    seen = SavedView.objects.filter(Q(user=user) | Q(shared=True)).select_related("user")
    return list(seen.order_by("name", "pk"))


@action("view.save")
def save_view(*, by: User, name: str, query: str, shared: bool = False) -> SavedView:
    """Keep filters; the same name again replaces what it stood for."""
    if not is_staff(by):
        raise Refused(_("Alleen wie aan kwesties werkt, bewaart weergaven."), code="view.who")
    name = " ".join(name.split())
    if not name:
        raise Refused(_("Geef de weergave een naam."), code="view.name")
    if not query:
        raise Refused(_("Kies eerst een of meer filters."), code="view.empty")
    known = SavedView.objects.select_for_update().filter(user=by)
    if known.exclude(name=name).count() >= MOST:
        raise Refused(_("U bewaart al 30 weergaven. Gooi er eerst een weg."), code="view.many")
    made, _new = SavedView.objects.update_or_create(
        user=by, name=name, defaults={"query": query, "shared": shared, "created_at": clock.now()}
    )
    return made


@action("view.drop")
def drop_view(view: SavedView, *, by: User) -> None:
    """Only its owner throws a view away."""
    if view.user_id != by.pk:
        raise Refused(_("Deze weergave is van een ander."), code="view.owner")
    SavedView.objects.filter(pk=view.pk, user=by).delete()
