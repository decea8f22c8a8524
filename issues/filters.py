"""The filters of the lists of issues, in the query string; what is unknown is left aside.

Visitors find a limited matter by theme, state and area only: every other filter would tell its
place, its dates or who takes care of it. Confidential matters are found by nobody by words or place.
"""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from functools import cached_property
from typing import Any
from urllib.parse import parse_qsl, urlencode

import django_filters
from django import forms
from django.db.models import Exists, OuterRef
from django.forms.widgets import DateInput
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from issues.lists.listing import GROUPS, SHOWN_STATES
from issues.lists.words import query
from issues.models import Area, Issue, Segment, Street, Theme, Visibility
from issues.querysets import HITS, IssueQuerySet
from issues.workflow import STATES
from wijkraad.people.models import Role, User
from wijkraad.people.roles import STAFF
from wijkraad.terms import clock
from wijkraad.ui.filters import day

MORE = frozenset(["gebied", "deel", "van", "tot", "wie", "stil", "terug", "laat", "meer"])
"""Keys of the query string that the short list does not know."""
SORTS = (("laatst", _("Laatst veranderd")), ("oudst", _("Langst open")), ("meest", _("Meeste meldingen")))
KEPT = (
    *("thema", "status", "straat", "deel", "gebied", "van", "tot"),
    *("wie", "stil", "terug", "laat", "zicht", "q", "sorteer"),
)
"""The keys in the order of an address."""
TELLING = ("straat", "deel", "van", "tot", "wie", "stil", "terug", "laat", "q")
"""Filters that would tell something of a limited matter."""
PLACE_OR_WORDS = ("straat", "deel", "q")


class DayInput(DateInput):
    """A date as it is written here: the browser's own field speaks the language of the browser."""

    def __init__(self) -> None:
        hints = {"inputmode": "numeric", "placeholder": _("dd-mm-jjjj"), "autocomplete": "off"}
        super().__init__(attrs=hints, format="%d-%m-%Y")


DAYS = ["%d-%m-%Y", "%d/%m/%Y", "%d.%m.%Y", "%d %m %Y", "%d-%m-%y", "%Y-%m-%d"]
"""How a date may be typed; the last one stands in addresses."""


def _day(label: Any, method: str) -> django_filters.DateFilter:
    return django_filters.DateFilter(
        label=label, method=method, widget=DayInput(), input_formats=DAYS,
        error_messages={"invalid": _("Vul een datum in, zoals 20-11-2026.")},
    )  # fmt: skip


def start_of(day: date) -> datetime:
    """The first instant of a day in Amsterdam."""
    return datetime.combine(day, time(), tzinfo=clock.AMSTERDAM)


def _yes(label: Any, method: str) -> django_filters.ChoiceFilter:
    """A filter that is on or not asked."""
    return django_filters.ChoiceFilter(
        label=label, method=method, choices=[("1", _("Ja"))], empty_label=_("Alles")
    )


class IssueFilter(django_filters.FilterSet):
    """What a visitor may filter by. `user` is whoever looks (None for a visitor)."""

    q = django_filters.CharFilter(label=_("Zoek op woord of straat"), method="with_words", max_length=100)
    thema = django_filters.ChoiceFilter(label=_("Thema"), method="of_theme", empty_label=_("Alle thema’s"))
    status = django_filters.ChoiceFilter(label=_("Stand"), method="in_state", empty_label=_("Alles"))
    straat = django_filters.ChoiceFilter(label=_("Straat"), method="in_street", empty_label=_("Alle straten"))
    gebied = django_filters.ChoiceFilter(label=_("Buurt"), method="in_area", empty_label=_("Alle buurten"))
    van = _day(_("Gemeld vanaf"), "since")
    tot = _day(_("Gemeld tot en met"), "until")
    wie = django_filters.ChoiceFilter(
        label=_("Wie zorgt ervoor"), method="held_by", empty_label=_("Iedereen")
    )
    stil = _yes(_("Ligt stil"), "quiet")
    terug = _yes(_("Komt terug"), "back")
    laat = _yes(_("Te laat"), "overdue")
    deel = django_filters.ModelChoiceFilter(
        label=_("Straatdeel"), field_name="segment", queryset=Segment.objects.select_related("street"),
        widget=forms.HiddenInput(),
    )  # fmt: skip
    sorteer = django_filters.ChoiceFilter(
        label=_("Volgorde"), method="as_it_is", choices=SORTS, empty_label=None
    )

    class Meta:
        model = Issue
        fields: list[str] = []

    def __init__(self, data: QueryDict | dict[str, Any], *, user: Any = None, **more: Any) -> None:
        self.user = user
        super().__init__(data, queryset=more.pop("queryset", Issue.objects.listed()), **more)
        themes = Theme.objects.filter(active=True).values_list("key", "name")
        self._offer("thema", [(key, gettext(name)) for key, name in themes])
        self._offer("status", self.states())
        self._offer("straat", Street.objects.values_list("slug", "name"))
        self._offer("gebied", Area.objects.values_list("code", "name"))
        self._offer("wie", self.owners())

    def _offer(self, name: str, choices: Any) -> None:
        self.filters[name].extra["choices"] = [(str(key), word) for key, word in choices]

    def states(self) -> list[tuple[str, Any]]:
        groups = {"agenda": _("Op de agenda"), "actie": _("Er gebeurt iets"), "nazorg": _("In nazorg")}
        return [
            ("open", _("Alle open kwesties")),
            *((state, STATES[state]) for state in SHOWN_STATES),
            *((key, groups[key]) for key in GROUPS),
        ]

    def owners(self) -> list[tuple[str, Any]]:
        """Who works on issues, or did: few people, whatever the number of issues."""
        worked = Role.objects.filter(user=OuterRef("pk"), kind__in=STAFF, pending=False)
        people = User.objects.filter(Exists(worked)).order_by("name", "pk")
        return [(str(one.pk), one.public_name) for one in people]

    @property
    def chosen(self) -> dict[str, Any]:
        """What was asked and understood, without what was left empty."""
        self.form.is_valid()
        return {name: value for name, value in self.form.cleaned_data.items() if value not in (None, "")}

    @property
    def words(self) -> str:
        return " ".join(self.chosen.get("q", "").replace("\x00", " ").split())

    @property
    def sort(self) -> str:
        return self.chosen.get("sorteer") or "laatst"

    @property
    def address(self) -> str:
        """The query string that says the same, in a fixed order; '' when nothing is chosen."""
        chosen = self.chosen
        said = [key for key in KEPT if key in chosen and (key, chosen[key]) != ("sorteer", "laatst")]
        return urlencode({key: self.data.get(key, "") for key in said})

    @property
    def told(self) -> list[tuple[str, str]]:
        """Each chosen filter in words, with the query string without it."""
        said = dict(parse_qsl(self.address))
        return [
            (self._words_of(name), urlencode({key: text for key, text in said.items() if key != name}))
            for name in said
        ]

    def uses_more(self, first: Sequence[str]) -> bool:
        """Whether a filter outside these few was chosen or is wrong: then its field must be in sight."""
        usual = {"sorteer"} if self.sort == "laatst" else set()
        return bool({*self.chosen, *self.form.errors} - {*first, "deel", *usual})

    def _words_of(self, name: str) -> str:
        label, value = str(self.filters[name].label), self.chosen[name]
        if isinstance(value, date):
            return f"{label}: {day(value)}"
        if name in ("stil", "terug", "laat"):
            return label
        words = dict(self.filters[name].extra.get("choices", ())).get(value, value)
        return f"{label}: {words}"

    @property
    def found(self) -> IssueQuerySet:
        """The issues asked for, without an order."""
        rows: Any = self.qs
        if any(name in self.chosen for name in TELLING) or self.sort != "laatst":
            rows = self.shielded(rows)
        if self.sort == "oudst" and "status" not in self.chosen:
            rows = rows.open()
        return rows

    def shielded(self, rows: Any) -> Any:
        """Those of which an order or a filter tells nothing that the page does not tell."""
        rows = rows.filter(visibility=Visibility.PUBLIC)
        if self.sort == "meest":  # a place in this order, and the address of its next page, tell a number
            rows = rows.filter(
                theme__default_visibility=Visibility.PUBLIC, theme__intake_mode=Theme.Intake.REPORT
            )
        return rows

    @cached_property
    def way(self) -> str:
        """How the words are looked for: as on the first page (`listing.found`)."""
        return "wide" if Issue.objects.few_with(self.words) else "words"

    def with_words(self, rows: Any, _name: str, text: str) -> Any:
        """The newest hits of the words, or titles that look like them; the order is given by the page."""
        open_rows = self.shielded(rows)
        hits = open_rows.filter(search=query(text, self.way)).order_by("-id").values("pk")[:HITS]
        if not hits.exists():
            hits = open_rows.filter(title__trigram_word_similar=text).order_by("-id").values("pk")[:HITS]
        return rows.filter(pk__in=hits)

    def of_theme(self, rows: Any, _name: str, key: str) -> Any:
        return rows.filter(theme__key=key)

    def in_state(self, rows: Any, _name: str, state: str) -> Any:
        today = clock.today()
        if state == "open":
            return rows.open()
        if state == "agenda":
            return rows.open().filter(on_agenda_at__gte=today)
        if state == "actie":
            return rows.filter(status__in=["in_progress", "waiting"])
        return rows.in_aftercare(today) if state == "nazorg" else rows.filter(status=state)

    def in_street(self, rows: Any, _name: str, slug: str) -> Any:
        return rows.filter(street__slug=slug)

    def in_area(self, rows: Any, _name: str, code: str) -> Any:
        return rows.filter(area__code=code)

    def since(self, rows: Any, _name: str, day: date) -> Any:
        return rows.filter(first_report_at__gte=start_of(day))

    def until(self, rows: Any, _name: str, day: date) -> Any:
        return rows.filter(first_report_at__lt=start_of(day + timedelta(days=1)))

    def held_by(self, rows: Any, _name: str, who: str) -> Any:
        return rows.filter(responsible=int(who))

    def quiet(self, rows: Any, _name: str, _value: str) -> Any:
        return rows.stuck()

    def back(self, rows: Any, _name: str, _value: str) -> Any:
        return rows.filter(relapse_count__gt=0)

    def overdue(self, rows: Any, _name: str, _value: str) -> Any:
        """Past the date we promised for this step, or waiting past the date of the partner."""
        return rows.overdue()

    def as_it_is(self, rows: Any, _name: str, _value: str) -> Any:
        return rows


class WorkFilter(IssueFilter):
    """What those who work on issues may filter by: all that they see, also what is not public.

    Without a state or words it is about open ones: their order stands in an index, that of all does not.
    """

    status = django_filters.ChoiceFilter(
        label=_("Stand"), method="in_state", empty_label=_("Alle open kwesties")
    )
    zicht = django_filters.ChoiceFilter(
        label=_("Wie ziet het"), field_name="visibility", choices=Visibility.choices, empty_label=_("Alles")
    )

    def __init__(self, data: QueryDict | dict[str, Any], *, user: Any) -> None:
        super().__init__(data, user=user, queryset=Issue.objects.visible_to(user))

    def states(self) -> list[tuple[str, Any]]:
        _open, *rest = super().states()
        more = [(key, STATES[key]) for key in ("reported", "withdrawn", "merged")]
        return [("alles", _("Alles, ook wat klaar is")), more[0], *rest, *more[1:]]

    def owners(self) -> list[tuple[str, Any]]:
        return [("ik", _("Ik")), ("niemand", _("Nog niemand")), *super().owners()]

    @property
    def found(self) -> IssueQuerySet:
        rows: Any = self.qs
        if any(name in self.chosen for name in PLACE_OR_WORDS):
            rows = self.shielded(rows)
        return rows if {"status", "q"} & set(self.chosen) else rows.open()

    def in_state(self, rows: Any, name: str, state: str) -> Any:
        return rows if state == "alles" else super().in_state(rows, name, state)

    def shielded(self, rows: Any) -> Any:
        return rows.exclude(visibility=Visibility.CONFIDENTIAL)

    def held_by(self, rows: Any, name: str, who: str) -> Any:
        if who == "niemand":
            return rows.filter(responsible=None)
        return rows.filter(responsible=self.user.pk if who == "ik" else int(who))
