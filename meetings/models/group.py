"""Working groups: a task, a lead, a limit of members and an end, moved by decision only."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from meetings.querysets import WorkingGroupQuerySet
from wijkraad.terms import clock


class WorkingGroup(models.Model):
    """A group with a task; it ends by itself after `ends_on` (Amsterdam) unless prolonged by decision.

    `ended_on` is set when it ended, by itself or earlier; it never begins again. `first_ends_on` stays.
    """

    db_privileges = ("SELECT", "INSERT", "UPDATE")

    name = models.CharField(_("naam"), max_length=120, unique=True)
    slug = models.SlugField(_("adres"), max_length=60, unique=True)
    task = models.TextField(_("opdracht"))
    lead = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("trekker")
    )
    members = models.ManyToManyField(
        settings.AUTH_USER_MODEL, related_name="working_groups", verbose_name=_("leden"), blank=True
    )
    member_limit = models.PositiveSmallIntegerField(_("hoogste aantal leden"), default=6)
    begins_on = models.DateField(_("begonnen op"))
    ends_on = models.DateField(_("stopt op"))
    first_ends_on = models.DateField(_("zou eerst stoppen op"))
    ended_on = models.DateField(_("gestopt op"), null=True, blank=True)
    result = models.TextField(_("wat het opleverde"), blank=True, default="", db_default="")
    decision_number = models.CharField(_("ingesteld of verlengd bij besluit"), max_length=20, blank=True)

    objects = WorkingGroupQuerySet.as_manager()

    class Meta:
        verbose_name = _("werkgroep")
        verbose_name_plural = _("werkgroepen")
        constraints = [
            models.CheckConstraint(
                name="meetings_group_order",
                condition=Q(ends_on__gte=F("begins_on")) & Q(ends_on__gte=F("first_ends_on")),
            ),
            models.CheckConstraint(
                name="meetings_group_limit", condition=Q(member_limit__gte=1, member_limit__lte=30)
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_running(self) -> bool:
        """Whether it works today; past its end it does not, also before the night closes it."""
        return self.ended_on is None and self.ends_on >= clock.today()


class GroupTerm(models.Model):
    """One decision that started or prolonged a group, and until when; append-only [db]."""

    db_privileges = ("SELECT", "INSERT")

    group = models.ForeignKey(WorkingGroup, models.PROTECT, related_name="terms")
    decision = models.ForeignKey("meetings.Decision", models.PROTECT, related_name="group_terms")
    ends_on = models.DateField(_("tot en met"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("door"))
    at = models.DateTimeField(_("wanneer"))

    class Meta:
        verbose_name = _("termijn van een werkgroep")
        verbose_name_plural = _("termijnen van werkgroepen")
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["group", "decision"], name="meetings_group_term_once")]

    def __str__(self) -> str:
        return f"{self.group_id}: {self.ends_on}"


class DecisionRung(models.Model):
    """A late decision laid one rung higher (secretary, then the next board meeting); append-only [db]."""

    db_privileges = ("SELECT", "INSERT")

    class Rung(models.TextChoices):
        SECRETARY = "secretary", _("secretaris")
        BOARD = "board", _("volgende bestuursvergadering")

    decision = models.ForeignKey("meetings.Decision", models.PROTECT, related_name="rungs")
    rung = models.CharField(_("bij wie"), max_length=10, choices=Rung)
    deadline = models.DateField(_("was uiterlijk"))
    on = models.DateField(_("neergelegd op"))

    class Meta:
        verbose_name = _("opgeschaald besluit")
        verbose_name_plural = _("opgeschaalde besluiten")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["decision", "rung", "deadline"], name="meetings_rung_once")
        ]

    def __str__(self) -> str:
        return f"{self.decision_id}: {self.rung}"
