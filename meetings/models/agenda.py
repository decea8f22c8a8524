"""What stands on an agenda, who was there, and what was written."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from issues.models import Issue
from meetings.models.meeting import Meeting
from meetings.querysets import AgendaItemQuerySet


class AgendaItem(models.Model):
    """One point of a meeting. An empty outcome means: not treated yet."""

    class Outcome(models.TextChoices):
        DECISION = "decision", _("Besluit")
        ADVICE = "advice", _("Advies")
        DEFERRED = "deferred", _("Uitgesteld")
        NOT_REACHED = "not_reached", _("Niet aan toe gekomen")
        CLOSED = "closed", _("Afgesloten zonder besluit")
        INFORMATIVE = "informative", _("Besproken")

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="items", verbose_name=_("vergadering"))
    order = models.PositiveSmallIntegerField(_("volgorde"))
    title = models.CharField(_("titel"), max_length=160)
    public_title = models.CharField(
        _("titel voor het publiek"),
        max_length=160,
        blank=True,
        help_text=_("bij een beperkt zichtbare kwestie"),
    )
    for_whom = models.CharField(_("voor wie geldt dit"), max_length=160, blank=True)
    planned_minutes = models.PositiveSmallIntegerField(_("minuten"), default=10)
    internal = models.BooleanField(_("niet openbaar"), default=False)
    issues = models.ManyToManyField(Issue, through="AgendaIssue", related_name="agenda_items")
    started_at = models.DateTimeField(_("begonnen"), null=True, blank=True)
    ended_at = models.DateTimeField(_("klaar"), null=True, blank=True)
    minutes = models.TextField(_("verslag"), blank=True)
    # Counts the texts, for the conflict screen; `version` counts every change of the row.
    minutes_version = models.PositiveIntegerField(default=0)
    outcome = models.CharField(_("uitkomst"), max_length=12, choices=Outcome, blank=True)
    outcome_reason = models.CharField(_("reden"), max_length=300, blank=True)
    deferred_until = models.DateField(_("uitgesteld tot"), null=True, blank=True)
    once_more_person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("nog één keer, door"),
    )  # fmt: skip
    once_more_on = models.DateField(_("nog één keer, op"), null=True, blank=True)
    carried_from = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="carried_to",
        verbose_name=_("meegenomen van"),
    )
    version = models.PositiveIntegerField(default=1)

    objects = AgendaItemQuerySet.as_manager()
    # Given by `for_list`: its issues, and whether this reader gets the public wording.
    linked: list[Issue]
    shielded: bool
    # Given by `views.evening.items_of`: its number among the points that this reader sees, and its decisions.
    place: int
    shown: "list[Any]"
    # Given where its papers are shown: those that are still there and that this reader may open.
    kept: "list[Any]"

    class Meta:
        verbose_name = _("agendapunt")
        verbose_name_plural = _("agendapunten")
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "order"], name="meetings_item_order", deferrable=models.Deferrable.DEFERRED
            ),
            models.CheckConstraint(
                name="meetings_item_deferred",
                condition=~Q(outcome="deferred") | (Q(deferred_until__isnull=False) & ~Q(outcome_reason="")),
            ),
            models.CheckConstraint(
                name="meetings_item_closed_reason", condition=~Q(outcome="closed") | ~Q(outcome_reason="")
            ),
            models.CheckConstraint(
                name="meetings_item_once_more",
                condition=Q(once_more_on__isnull=True, once_more_person__isnull=True)
                | Q(once_more_on__isnull=False, once_more_person__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_touched(self) -> bool:
        """Whether anything was said: begun, written, or ended with an outcome."""
        return bool(self.outcome or self.minutes.strip() or self.started_at)


class AgendaIssue(models.Model):
    """The link between an agenda item and an issue."""

    item = models.ForeignKey(AgendaItem, models.CASCADE, related_name="issue_links")
    issue = models.ForeignKey(Issue, models.PROTECT, related_name="agenda_links")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item", "issue"], name="meetings_agendaissue_once")]

    def __str__(self) -> str:
        return f"{self.item_id} – {self.issue_id}"


class Attendance(models.Model):
    """One person at one meeting. Names are a layer outside the hash of the minutes."""

    class State(models.TextChoices):
        PRESENT = "present", _("aanwezig")
        EXCUSED = "excused", _("afgemeld")
        ABSENT = "absent", _("afwezig")

    class Shown(models.TextChoices):
        NAME = "name", _("met naam")
        INITIALS = "initials", _("met voorletters")
        NONE = "none", _("niet genoemd")

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="attendance")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    guest = models.CharField(_("naam van de gast"), max_length=120, blank=True)
    shown = models.CharField(_("in het verslag"), max_length=8, choices=Shown, default=Shown.NAME)
    state = models.CharField(_("aanwezigheid"), max_length=8, choices=State, default=State.PRESENT)

    class Meta:
        verbose_name = _("aanwezige")
        verbose_name_plural = _("aanwezigen")
        constraints = [
            models.UniqueConstraint(fields=["meeting", "person"], name="meetings_attendance_once"),
            models.CheckConstraint(
                name="meetings_attendance_somebody",
                condition=Q(person__isnull=False, guest="") | (Q(person__isnull=True) & ~Q(guest="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.meeting_id}: {self.person_id or self.guest}"


class ConflictOfInterest(models.Model):
    """A member with an interest in one item: out of the deliberation and out of the vote."""

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="conflicts")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    reason = models.CharField(_("welk belang"), max_length=200, blank=True)
    left_room = models.BooleanField(_("verliet de vergadering"), default=True)
    declared_at = models.DateTimeField(_("gemeld op"))

    class Meta:
        verbose_name = _("gemeld belang")
        verbose_name_plural = _("gemelde belangen")
        constraints = [models.UniqueConstraint(fields=["item", "person"], name="meetings_conflict_once")]

    def __str__(self) -> str:
        return f"{self.item_id}: {self.person_id}"


class MinutesRevision(models.Model):
    """A text that somebody wrote for an item; `accepted` False when another was first, kept anyway."""

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField(_("versie"))
    text = models.TextField(_("tekst"), blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("door"))
    at = models.DateTimeField(_("wanneer"))
    accepted = models.BooleanField(default=True)

    class Meta:
        verbose_name = _("versie van het verslag")
        verbose_name_plural = _("versies van het verslag")
        ordering = ["-id"]
        indexes = [models.Index(fields=["item", "-id"], name="meetings_revision_item")]

    def __str__(self) -> str:
        return f"{self.item_id} v{self.number}"
