"""The filter of the trail, in the query string."""

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from wijkraad.trail.models import TrailEvent


class TrailFilter(forms.Form):
    """By kind of row, by row, by action, by day (Amsterdam)."""

    soort = forms.SlugField(label=_("Soort"), required=False, max_length=63)
    rij = forms.CharField(label=_("Rij"), required=False, max_length=40)
    handeling = forms.CharField(label=_("Handeling"), required=False, max_length=60)
    vanaf = forms.DateField(
        label=_("Vanaf"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    tot_en_met = forms.DateField(
        label=_("Tot en met"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def apply(self, events: QuerySet[TrailEvent]) -> QuerySet[TrailEvent]:
        """The events that match; a field that cannot be read matches everything."""
        if not self.is_valid():
            return events
        asked = self.cleaned_data
        if asked["soort"]:
            events = events.filter(table=asked["soort"])
        if asked["rij"]:
            events = events.filter(row=asked["rij"])
        if asked["handeling"]:
            events = events.filter(verb__startswith=asked["handeling"])
        if asked["vanaf"]:
            events = events.filter(at__date__gte=asked["vanaf"])
        if asked["tot_en_met"]:
            events = events.filter(at__date__lte=asked["tot_en_met"])
        return events
