"""Stepping in: why something was stuck, what was done about it, and whether it helped."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from issues.models.issue import Issue, person


class Intervention(models.Model):
    """Somebody stepped in: the cause, what was done, by whom and when, and what they expected of it.

    Measured on `measure_on` (30 days later) by the system, from the rows: the state, whether anything
    happened, and the reports of as many days before and after. Then a person says whether it helped.
    About an issue, or about something of a higher room that is named by kind, number and path.
    `undo` holds the ids that taking it back needs; a row that was taken back stays.
    """

    db_privileges = ("SELECT", "INSERT", "UPDATE")

    class Kind(models.TextChoices):
        ASKED = "asked", _("gevraagd wat er gebeurt")
        RAISED = "raised", _("hoger neergelegd")
        ASSIGNED = "assigned", _("aan iemand anders gegeven")
        AGENDA = "agenda", _("op de agenda gezet")
        TALKED = "talked", _("gebeld of gesproken")
        OTHER = "other", _("iets anders gedaan")

    class Effect(models.TextChoices):
        HELPED = "helped", _("het hielp")
        LITTLE = "little", _("het hielp een beetje")
        NOTHING = "nothing", _("het hielp niet")

    issue = models.ForeignKey(Issue, models.PROTECT, null=True, blank=True, related_name="interventions")
    about_kind = models.CharField(max_length=10, default="issue")
    about_number = models.CharField(_("nummer"), max_length=30, blank=True)
    about_path = models.CharField(max_length=200, blank=True)
    about_title = models.CharField(_("waarover"), max_length=300, blank=True)
    kind = models.CharField(_("wat u deed"), max_length=8, choices=Kind)
    cause = models.TextField(_("waardoor zat het vast"), blank=True)
    done = models.TextField(_("wat er is gedaan"))
    expected = models.TextField(_("wat wij verwachten"), blank=True)
    on = models.DateField(_("op"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="interventions", verbose_name=_("door")
    )
    at = models.DateTimeField()
    state_then = models.CharField(max_length=14, blank=True)
    reports_then = models.PositiveIntegerField(default=0)

    measure_on = models.DateField(_("wij meten op"))
    measured_at = models.DateTimeField(null=True, blank=True)
    state_after = models.CharField(max_length=14, blank=True)
    reports_after = models.PositiveIntegerField(null=True, blank=True)
    moved = models.BooleanField(_("er gebeurde iets"), null=True, blank=True)
    effect = models.CharField(_("hielp het"), max_length=7, choices=Effect, blank=True)
    effect_words = models.TextField(_("wat het bracht"), blank=True)
    judged_by = person(_("beoordeeld door"), related_name="+")
    judged_at = models.DateTimeField(null=True, blank=True)

    undo = models.JSONField(default=dict, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = person(_("teruggedraaid door"), related_name="+")

    class Meta:
        verbose_name = _("ingreep")
        verbose_name_plural = _("ingrepen")
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                name="issues_intervention_about",
                condition=Q(issue__isnull=False) | ~Q(about_path=""),
            ),
            models.CheckConstraint(
                name="issues_intervention_judged",
                condition=Q(effect="", judged_by__isnull=True, judged_at__isnull=True)
                | ~Q(effect="") & Q(judged_by__isnull=False, judged_at__isnull=False),
            ),
            models.CheckConstraint(
                name="issues_intervention_done",
                condition=~Q(done=""),
            ),
        ]
        indexes = [
            models.Index(fields=["issue", "-id"], name="issues_intervention_issue"),
            models.Index(
                fields=["measure_on"],
                name="issues_intervention_due",
                condition=Q(measured_at__isnull=True, withdrawn_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    @property
    def what(self) -> str:
        """What was done, in words; who does not lead meetings asked for a place on the agenda."""
        asked = self.kind == self.Kind.AGENDA and "item" not in self.undo
        return gettext("gevraagd om de agenda") if asked else str(self.get_kind_display())
