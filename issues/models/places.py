"""Where things are: areas, streets and the parts of a street that are the stops on our map."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Area(models.Model):
    """A neighbourhood with its outline (WGS84, longitude first); loaded by `manage.py load_area`.

    `geometry` is a list of polygons, each a list of rings (the first one outside, the rest holes).
    """

    class Kind(models.TextChoices):
        WIJK = "wijk", _("wijk")
        BUURT = "buurt", _("buurt")

    name = models.CharField(_("naam"), max_length=120)
    code = models.CharField(_("code"), max_length=20, unique=True)
    kind = models.CharField(_("soort"), max_length=6, choices=Kind)
    geometry = models.JSONField(_("omtrek"))
    west = models.FloatField()
    south = models.FloatField()
    east = models.FloatField()
    north = models.FloatField()
    source = models.CharField(_("bron"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("buurt")
        verbose_name_plural = _("buurten")
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name


class Street(models.Model):
    """A street or square; `path`, label and rotation draw it on the schematic map (1200 × 700 units)."""

    name = models.CharField(_("naam"), max_length=80, unique=True)
    slug = models.SlugField(max_length=80, unique=True)
    path = models.TextField(_("lijn op het schema"), blank=True)
    label_x = models.FloatField(default=0)
    label_y = models.FloatField(default=0)
    label_rotation = models.FloatField(default=0)
    geometry = models.JSONField(_("lijnen"), default=list, blank=True)
    in_area = models.BooleanField(_("hoort bij het gebied"), default=True)
    area = models.ForeignKey(
        Area, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("buurt"),
        help_text=_("Leeg als de straat door meer buurten loopt."),
    )  # fmt: skip

    class Meta:
        verbose_name = _("straat")
        verbose_name_plural = _("straten")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Segment(models.Model):
    """A part of a street: one stop on the schematic map, and the unit of hot spots."""

    street = models.ForeignKey(Street, models.CASCADE, related_name="segments")
    name = models.CharField(_("deel"), max_length=80)
    order = models.PositiveSmallIntegerField(_("volgorde"), default=0)
    x = models.FloatField(default=0)
    y = models.FloatField(default=0)
    geometry = models.JSONField(_("lijn"), default=list, blank=True)
    area = models.ForeignKey(
        Area, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("buurt")
    )

    class Meta:
        verbose_name = _("straatdeel")
        verbose_name_plural = _("straatdelen")
        ordering = ["street", "order"]
        constraints = [models.UniqueConstraint(fields=["street", "name"], name="issues_segment_once")]

    def __str__(self) -> str:
        return f"{self.street.name}, {self.name}"
