"""Figures of others and what people see in the street: official series, street walks, counted vacancy."""

from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from issues.models.issue import Issue
from issues.models.places import Area, Segment, Street
from issues.models.report import Photo
from issues.models.themes import Priority, Theme


def author(label: str = "") -> models.ForeignKey:
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=label or _("door")
    )


class Indicator(models.Model):
    """A series of official figures about a theme: one value per area and year."""

    class Better(models.TextChoices):
        LOWER = "lower", _("lager is beter")
        HIGHER = "higher", _("hoger is beter")
        NEITHER = "", _("geen van beide")

    key = models.SlugField(_("sleutel"), max_length=80, unique=True)
    name = models.CharField(_("naam"), max_length=120, unique=True)
    unit = models.CharField(_("eenheid"), max_length=60, blank=True)
    theme = models.ForeignKey(Theme, models.PROTECT, related_name="indicators", verbose_name=_("thema"))
    priority = models.ForeignKey(
        Priority,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="indicators",
        verbose_name=_("prioriteit"),
    )
    better = models.CharField(_("wat is beter"), max_length=6, choices=Better, blank=True)

    class Meta:
        verbose_name = _("cijferreeks")
        verbose_name_plural = _("cijferreeksen")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class IndicatorFile(models.Model):
    """A file with official figures: judged and waiting for a yes, read in whole, or taken back.

    `found` are its rows as they were understood, [series, area, year, value, source, day], until it is read
    in; `faults` what is wrong as [row, column, value, reason]; `replaced` what stood where its figures came,
    as `found` with the file it came from, so that reading in can be undone.
    """

    class State(models.TextChoices):
        FAULTY = "faulty", _("er is iets mis")
        READY = "ready", _("kan worden ingelezen")
        DONE = "done", _("ingelezen")
        DROPPED = "dropped", _("weggegooid")
        UNDONE = "undone", _("teruggedraaid")

    name = models.CharField(_("bestand"), max_length=120)
    rows = models.PositiveIntegerField(_("rijen"))
    by = author()
    at = models.DateTimeField(_("gestuurd op"))
    state = models.CharField(_("stand"), max_length=8, choices=State, default=State.DONE, db_default="done")
    found = models.JSONField(default=list, db_default=[])
    faults = models.JSONField(default=list, db_default=[])
    fault_count = models.PositiveIntegerField(_("fouten"), default=0, db_default=0)
    added = models.PositiveIntegerField(_("toegevoegd"), default=0, db_default=0)
    replaced = models.JSONField(default=list, db_default=[])
    read_at = models.DateTimeField(_("ingelezen op"), null=True, blank=True)
    undone_at = models.DateTimeField(_("teruggedraaid op"), null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("teruggedraaid door"),
    )  # fmt: skip

    class Meta:
        verbose_name = _("bestand met cijfers")
        verbose_name_plural = _("bestanden met cijfers")
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.name


class IndicatorValue(models.Model):
    """One official figure, with its source and the date of that source; a later file replaces it."""

    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="values")
    area = models.ForeignKey(
        Area, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("buurt")
    )
    year = models.PositiveSmallIntegerField(_("jaar"))
    value = models.DecimalField(_("waarde"), max_digits=14, decimal_places=3)
    source = models.CharField(_("bron"), max_length=200)
    source_on = models.DateField(_("datum van de bron"))
    file = models.ForeignKey(IndicatorFile, models.PROTECT, related_name="values")

    class Meta:
        verbose_name = _("officieel cijfer")
        verbose_name_plural = _("officiële cijfers")
        ordering = ["indicator", "area", "year"]
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "area", "year"], name="issues_indicatorvalue_once", nulls_distinct=False
            ),
            models.CheckConstraint(name="issues_indicatorvalue_source", condition=~Q(source="")),
        ]

    def __str__(self) -> str:
        return f"{self.indicator_id} {self.year}: {self.value}"


class WalkNote(models.Model):
    """What somebody of the council saw in a street (schouw); inside only, until an issue is made of it."""

    street = models.ForeignKey(Street, models.PROTECT, related_name="walks", verbose_name=_("straat"))
    segment = models.ForeignKey(
        Segment, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("deel van de straat")
    )
    theme = models.ForeignKey(Theme, models.PROTECT, related_name="walks", verbose_name=_("thema"))
    walked_on = models.DateField(_("gezien op"))
    text = models.TextField(_("wat zag u"))
    photo = models.ForeignKey(
        Photo, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("foto")
    )
    by = author()
    at = models.DateTimeField()
    issue = models.ForeignKey(
        Issue, models.PROTECT, null=True, blank=True, related_name="walks", verbose_name=_("kwestie")
    )

    class Meta:
        verbose_name = _("schouwnotitie")
        verbose_name_plural = _("schouwnotities")
        ordering = ["-walked_on", "-id"]

    def __str__(self) -> str:
        return f"schouw {self.pk}"


class StreetCount(models.Model):
    """So many of so many in a street, counted on a day: 9 of 61 shops are empty."""

    street = models.ForeignKey(Street, models.PROTECT, related_name="counts", verbose_name=_("straat"))
    theme = models.ForeignKey(Theme, models.PROTECT, related_name="counts", verbose_name=_("thema"))
    what = models.CharField(_("wat is geteld"), max_length=80)
    counted_on = models.DateField(_("geteld op"))
    part = models.PositiveIntegerField(_("hoeveel"))
    total = models.PositiveIntegerField(_("van de"))
    source = models.CharField(_("bron"), max_length=200)
    by = author()
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("telling in een straat")
        verbose_name_plural = _("tellingen in straten")
        ordering = ["street", "what", "counted_on"]
        constraints = [
            models.UniqueConstraint(fields=["street", "what", "counted_on"], name="issues_streetcount_once"),
            models.CheckConstraint(
                name="issues_streetcount_part", condition=Q(part__lte=F("total"), total__gte=1)
            ),
            models.CheckConstraint(name="issues_streetcount_source", condition=~Q(source="")),
        ]

    def __str__(self) -> str:
        return f"{self.part} van {self.total}"

    @property
    def share(self) -> Decimal:
        """0 to 1."""
        return Decimal(self.part) / self.total
