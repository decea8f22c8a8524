"""The filters of the register, in the query string; what is unknown is left aside."""

from datetime import date
from typing import Any

import django_filters
from django import forms
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from issues.models import Theme
from meetings.models import Decision, DecisionIssue
from meetings.querysets import PROMISES, DecisionQuerySet, promise
from wijkraad.people.models import Role, User
from wijkraad.people.roles import STAFF, is_board, is_staff

STANDS = {
    "loopt": _("Loopt nog"),
    "late": _("Te laat en niet klaar"),
    "open": _("Heeft nog tijd"),
    "ok": _("Op tijd klaar"),
    "late_ok": _("Klaar, maar te laat"),
    "failed": _("Niet gelukt"),
    "replaced": _("Vervangen of ingetrokken"),
    "afgewezen": _("Niet aangenomen"),
    "vroeger": _("Van vroeger"),
}
FOR_BOARD = {
    "voorstel": _("Voorstel, nog niet besloten"),
    "spoed": _("Met spoed, nog niet bekrachtigd"),
}


class _Tick(django_filters.Filter):
    """On or off; off asks nothing."""

    field_class = forms.BooleanField


class RegisterFilter(django_filters.FilterSet):
    """Zoek, wie, jaar, thema, stand, geld. `user` is whoever looks (None for a visitor)."""

    q = django_filters.CharFilter(label=_("Zoek in besluiten"), method="with_words", max_length=80)
    wie = django_filters.ChoiceFilter(label=_("Wie"), method="held_by", empty_label=_("Iedereen"))
    jaar = django_filters.ChoiceFilter(label=_("Jaar"), method="in_year", empty_label=_("Alle jaren"))
    thema = django_filters.ChoiceFilter(label=_("Thema"), method="of_theme", empty_label=_("Alle thema’s"))
    stand = django_filters.ChoiceFilter(label=_("Stand"), method="standing", empty_label=_("Alles"))
    geld = _Tick(label=_("Met geld"), method="with_money")

    class Meta:
        model = Decision
        fields: list[str] = []

    def __init__(self, data: Any, *, user: Any, today: date) -> None:
        self.user, self.today = user, today
        proposals = is_board(user) and data.get("stand") == "voorstel"
        seen = Decision.objects.visible_to(user)
        super().__init__(data, queryset=seen.filter(status="concept") if proposals else seen.listed())
        self._offer("wie", [*([("ik", _("Ik"))] if self.signed_in else []), *self._owners()])
        first = seen.listed().order_by("decided_on").values_list("decided_on", flat=True).first() or today
        self._offer("jaar", [(str(year), str(year)) for year in range(today.year, first.year - 1, -1)])
        self._offer("thema", list(Theme.objects.order_by("order").values_list("key", "name")))
        self._offer("stand", list((STANDS | (FOR_BOARD if is_board(user) else {})).items()))

    @property
    def signed_in(self) -> bool:
        return self.user is not None and self.user.is_authenticated

    def _offer(self, name: str, choices: list[tuple[Any, Any]]) -> None:
        self.filters[name].extra["choices"] = choices

    def _owners(self) -> list[tuple[str, str]]:
        """Who takes care of a public decision: asked of the few who work here, not of each decision.

        For a visitor limited matters do not count: a name with nothing behind it would tell of one.
        """
        worked = Role.objects.filter(user=OuterRef("pk"), kind__in=STAFF, pending=False)
        named = Decision.objects.filter(responsible=OuterRef("pk"), number__isnull=False)
        if not is_staff(self.user):
            limited = DecisionIssue.objects.filter(decision=OuterRef("pk"), issue__visibility="limited")
            named = named.filter(~Exists(limited))
        people = User.objects.filter(Exists(worked), Exists(named)).order_by("name", "pk")
        return [(str(one.pk), one.public_name) for one in people]

    @property
    def chosen(self) -> dict[str, Any]:
        """What was asked and understood, without what was left empty."""
        self.form.is_valid()
        return {name: value for name, value in self.form.cleaned_data.items() if value}

    @property
    def year(self) -> int | None:
        return int(self.chosen["jaar"]) if self.chosen.get("jaar") else None

    def with_words(self, found: DecisionQuerySet, _name: str, words: str) -> DecisionQuerySet:
        return found.matching(" ".join(words.replace("\x00", " ").split()), self.user)

    def held_by(self, found: DecisionQuerySet, _name: str, who: str) -> DecisionQuerySet:
        found = found.filter(responsible=self.user.pk if who == "ik" else int(who))
        if is_staff(self.user) or who == "ik":
            return found
        # of a limited matter nobody outside learns who takes care of it
        return found.with_shield(self.user).filter(shielded=False)

    def in_year(self, found: DecisionQuerySet, _name: str, year: str) -> DecisionQuerySet:
        return found.of_year(int(year))

    def of_theme(self, found: DecisionQuerySet, _name: str, key: str) -> DecisionQuerySet:
        return found.of_theme(key)

    def with_money(self, found: DecisionQuerySet, _name: str, asked: bool) -> DecisionQuerySet:
        return found.filter(mandate_amount__gt=0) if asked else found

    def standing(self, found: DecisionQuerySet, _name: str, stand: str) -> DecisionQuerySet:
        if stand in PROMISES:
            return found.filter(promise(stand, self.today))
        return {
            "loopt": found.running,
            "afgewezen": lambda: found.filter(status="rejected"),
            "vroeger": lambda: found.filter(status="imported"),
            "spoed": found.unratified,
        }.get(stand, found.all)()
