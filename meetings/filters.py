"""The filters of the register, in the query string."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from issues.models import Theme
from meetings.models import Decision
from meetings.querysets import PROMISES, DecisionQuerySet, promise
from wijkraad.people.models import User
from wijkraad.people.roles import is_staff

STANDS = {
    "": _("Alles"),
    "loopt": _("Loopt nog"),
    "late": _("Te laat en niet klaar"),
    "open": _("Heeft nog tijd"),
    "ok": _("Op tijd klaar"),
    "late_ok": _("Klaar, maar te laat"),
    "failed": _("Niet gelukt"),
    "replaced": _("Vervangen of ingetrokken"),
    "afgewezen": _("Niet aangenomen"),
}


class RegisterFilter(forms.Form):
    """Zoek, wie, jaar, thema, stand, geld; what is unknown is ignored."""

    q = forms.CharField(label=_("Zoek in besluiten"), required=False, max_length=80)
    wie = forms.ChoiceField(label=_("Wie"), required=False)
    jaar = forms.ChoiceField(label=_("Jaar"), required=False)
    thema = forms.ChoiceField(label=_("Thema"), required=False)
    stand = forms.ChoiceField(label=_("Stand"), required=False, choices=STANDS.items())
    geld = forms.BooleanField(label=_("Met geld"), required=False)

    def __init__(self, data: Any, *, user: Any, today: date) -> None:
        super().__init__(data)
        self.user, self.today = user, today
        seen = Decision.objects.visible_to(user).final()
        first = seen.order_by("decided_on").values_list("decided_on", flat=True).first() or today
        # One pass over the register: to ask for each decision whether it may be seen costs ten times as much,
        # and the list itself is asked anyway.
        named = Decision.objects.final().filter(number__isnull=False).values("responsible").distinct()
        owners = User.objects.filter(pk__in=named).order_by("name")
        people = [(str(owner.pk), owner.public_name) for owner in owners]
        mine = [("ik", _("Ik"))] if user is not None and user.is_authenticated else []
        self._offer("wie", [("", _("Iedereen")), *mine, *people])
        years = [(str(year), str(year)) for year in range(today.year, first.year - 1, -1)]
        self._offer("jaar", [("", _("Alle jaren")), *years])
        themes = Theme.objects.order_by("order").values_list("key", "name")
        self._offer("thema", [("", _("Alle thema’s")), *themes])
        self.is_valid()
        self.chosen: dict[str, Any] = self.cleaned_data

    def _offer(self, name: str, choices: list[tuple[Any, Any]]) -> None:
        field: Any = self.fields[name]
        field.choices = choices

    @property
    def year(self) -> int | None:
        return int(self.chosen["jaar"]) if self.chosen.get("jaar") else None

    @property
    def active(self) -> bool:
        return any(self.chosen.values())

    def apply(self, decisions: DecisionQuerySet) -> DecisionQuerySet:
        """These decisions, narrowed to what was asked."""
        chosen = self.chosen
        if chosen.get("q"):
            decisions = decisions.matching(chosen["q"], self.user)
        if chosen.get("wie"):
            owner = self.user.pk if chosen["wie"] == "ik" else int(chosen["wie"])
            decisions = decisions.filter(responsible=owner)
            if not is_staff(self.user):  # of a limited matter nobody outside learns who takes care of it
                decisions = decisions.with_shield(self.user).filter(shielded=False)
        if self.year:
            decisions = decisions.of_year(self.year)
        if chosen.get("thema"):
            decisions = decisions.of_theme(chosen["thema"])
        if chosen.get("geld"):
            decisions = decisions.filter(mandate_amount__gt=0)
        return self._standing(decisions, chosen.get("stand", ""))

    def _standing(self, decisions: DecisionQuerySet, stand: str) -> DecisionQuerySet:
        if stand == "loopt":
            return decisions.running()
        if stand == "afgewezen":
            return decisions.filter(status="rejected")
        return decisions.filter(promise(stand, self.today)) if stand in PROMISES else decisions
