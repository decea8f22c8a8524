"""Dated settings: thresholds and legal terms with their source and the days they hold."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.utils.translation import gettext_lazy as _


class Setting(models.Model):
    """One value of one setting during a range of days; ranges of a key never overlap [db]."""

    key = models.SlugField(_("naam"), max_length=60)
    value = models.JSONField(_("waarde"))
    valid = DateRangeField(_("geldig"))
    source = models.CharField(_("bron"), max_length=300)
    decision_number = models.CharField(_("besluit"), max_length=20, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        verbose_name = _("instelling")
        verbose_name_plural = _("instellingen")
        constraints = [
            ExclusionConstraint(
                name="terms_setting_one_value_a_day",
                expressions=[("key", RangeOperators.EQUAL), ("valid", RangeOperators.OVERLAPS)],
            )
        ]

    def __str__(self) -> str:
        return self.key


class Installation(models.Model):
    """The one row about this installation; `owner` writes it, `app` may only read it."""

    db_privileges = ("SELECT",)

    demo = models.BooleanField(default=False)
    seeded_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="terms_installation_one_row")]

    def __str__(self) -> str:
        return "demo" if self.demo else "production"


class Counter(models.Model):
    """The last number drawn of a series and year; drawn with UPDATE … RETURNING, so never twice."""

    series = models.CharField(max_length=20)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["series", "year"], name="terms_counter_one_a_year")]

    def __str__(self) -> str:
        return f"{self.series}{self.year}: {self.last}"
