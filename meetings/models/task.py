"""What somebody promises at a point that is about no issue, and what shows that it was done."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from issues.models import KeptFile
from meetings.models.agenda import AgendaItem
from meetings.querysets import TaskPaperQuerySet, TaskQuerySet


class Task(models.Model):
    """One person does something before an Amsterdam date. What was promised never changes [db]."""

    db_privileges = ("SELECT", "INSERT", "UPDATE")

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="tasks", verbose_name=_("agendapunt"))
    title = models.CharField(_("wat"), max_length=160)
    responsible = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="tasks", verbose_name=_("wie zorgt ervoor")
    )
    due = models.DateField(_("uiterlijk klaar"))
    done_at = models.DateTimeField(_("klaar op"), null=True, blank=True)
    result = models.CharField(_("resultaat"), max_length=600, blank=True)
    evidence = models.CharField(_("bewijs"), max_length=600, blank=True)
    evidence_link = models.URLField(_("link naar het bewijs"), blank=True, default="", db_default="")
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = TaskQuerySet.as_manager()

    class Meta:
        verbose_name = _("actie bij een agendapunt")
        verbose_name_plural = _("acties bij agendapunten")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                name="meetings_task_evidence",
                condition=Q(done_at=None) | (~Q(result="") & ~Q(evidence="")),
            )
        ]
        indexes = [
            models.Index(fields=["responsible", "due"], name="meetings_task_open", condition=Q(done_at=None))
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def first_due(self) -> date:
        """Its date, which never moves; an action of an issue has both."""
        return self.due

    @property
    def path(self) -> str:
        """Where whoever is responsible says that it is done."""
        return f"/werk/acties/{self.pk}/"


class TaskPaper(KeptFile):
    """The PDF or photo that shows that it was done; inside only. The board can take it away."""

    FOLDER, ERASED = "acties", "task_paper"

    task = models.ForeignKey(Task, models.PROTECT, related_name="papers")

    objects = TaskPaperQuerySet.as_manager()

    class Meta(KeptFile.Meta):
        verbose_name = _("bewijs bij een actie")
        verbose_name_plural = _("bewijzen bij acties")
        ordering = ["id"]

    def __str__(self) -> str:
        return str(_("bewijs bij een actie"))
