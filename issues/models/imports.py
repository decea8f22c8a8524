"""Lists of existing reports that somebody sent in: the file while it is judged, and what came of it."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from issues.models.issue import person


class ImportBatch(models.Model):
    """One file. Its content is emptied as soon as it was read in or thrown away, a day later at most.

    `mapping` gives for each of our columns the place in the file, `faults` the first of what is wrong
    as [row, column, value, reason]; `checked` and `rows` tell how far judging is.
    """

    class State(models.TextChoices):
        CHECKING = "checking", _("wordt nagekeken")
        FAULTY = "faulty", _("er is iets mis")
        READY = "ready", _("kan worden ingelezen")
        READING = "reading", _("wordt ingelezen")
        DONE = "done", _("ingelezen")
        DROPPED = "dropped", _("weggegooid")
        UNDOING = "undoing", _("wordt teruggedraaid")
        UNDONE = "undone", _("teruggedraaid")

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    name = models.CharField(_("bestand"), max_length=120)
    content = models.BinaryField(default=bytes)
    headers = models.JSONField(default=list)
    mapping = models.JSONField(default=dict)
    state = models.CharField(_("stand"), max_length=8, choices=State, default=State.CHECKING)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("door"))
    at = models.DateTimeField(_("wanneer"))
    rows = models.PositiveIntegerField(_("rijen"), default=0)
    checked = models.PositiveIntegerField(_("nagekeken"), default=0)
    fault_count = models.PositiveIntegerField(_("fouten"), default=0)
    faults = models.JSONField(default=list)
    fresh = models.PositiveIntegerField(_("nieuw"), default=0)
    known = models.PositiveIntegerField(_("stonden er al"), default=0)
    old = models.PositiveIntegerField(_("ouder dan de bewaartermijn"), default=0)
    sample = models.JSONField(default=list)
    added = models.PositiveIntegerField(_("toegevoegd"), default=0)
    finished_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(_("teruggedraaid op"), null=True, blank=True)
    undone_by = person(_("teruggedraaid door"), related_name="+")

    class Meta:
        verbose_name = _("ingelezen lijst")
        verbose_name_plural = _("ingelezen lijsten")
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.name

    @property
    def is_busy(self) -> bool:
        return self.state in (self.State.CHECKING, self.State.READING, self.State.UNDOING)


class ImportMapping(models.Model):
    """Which column is which, remembered for files with the same heads."""

    heads = models.CharField(max_length=64, unique=True, help_text=_("vingerafdruk van de koppen"))
    mapping = models.JSONField(default=dict)
    used_at = models.DateTimeField()

    class Meta:
        verbose_name = _("kolommen van een lijst")
        verbose_name_plural = _("kolommen van lijsten")

    def __str__(self) -> str:
        return self.heads[:8]
