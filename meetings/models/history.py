"""Papers of before this portal that somebody sent in, while they wait for a yes."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class HistoryBatch(models.Model):
    """What was read from one sending; `rows` is emptied as soon as it was taken in or thrown away."""

    db_privileges = ("SELECT", "INSERT", "UPDATE")

    class Kind(models.TextChoices):
        DECISIONS = "decisions", _("Lijst met besluiten (CSV of Excel)")
        MINUTES = "minutes", _("Lijst met verslagen (CSV of Excel)")
        PAPERS = "papers", _("Map met verslagen (DOCX of Markdown, ook als zip)")

    class State(models.TextChoices):
        FAULTY = "faulty", _("er is iets mis")
        READY = "ready", _("kan worden ingelezen")
        DONE = "done", _("ingelezen")
        DROPPED = "dropped", _("weggegooid")

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    kind = models.CharField(_("wat"), max_length=10, choices=Kind)
    name = models.CharField(_("bestand"), max_length=120)
    rows = models.JSONField(default=list)
    faults = models.JSONField(default=list)
    state = models.CharField(_("stand"), max_length=8, choices=State)
    count = models.PositiveIntegerField(_("gelezen"), default=0)
    known = models.PositiveIntegerField(_("stonden er al"), default=0)
    added = models.PositiveIntegerField(_("toegevoegd"), default=0)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("door"))
    at = models.DateTimeField(_("wanneer"))

    class Meta:
        verbose_name = _("ingelezen papieren van vroeger")
        verbose_name_plural = _("ingelezen papieren van vroeger")
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.name
