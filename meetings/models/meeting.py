"""A meeting, its history of states, and the working groups."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from meetings.querysets import MeetingQuerySet
from meetings.workflow import MEETING
from wijkraad.trail.models import MoveRecord


class WorkingGroup(models.Model):
    """A group with a task, a lead, a member limit and an end date; it ends by itself unless prolonged."""

    name = models.CharField(_("naam"), max_length=120, unique=True)
    task = models.TextField(_("opdracht"))
    lead = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("trekker")
    )
    members = models.ManyToManyField(
        settings.AUTH_USER_MODEL, related_name="working_groups", verbose_name=_("leden"), blank=True
    )
    member_limit = models.PositiveSmallIntegerField(_("hoogste aantal leden"), default=6)
    ends_on = models.DateField(_("stopt op"))
    decision_number = models.CharField(_("ingesteld of verlengd bij besluit"), max_length=20, blank=True)

    class Meta:
        verbose_name = _("werkgroep")
        verbose_name_plural = _("werkgroepen")

    def __str__(self) -> str:
        return self.name


class Meeting(models.Model):
    """One evening. Times are aware instants, shown in Europe/Amsterdam; only kind `bestuur` decides."""

    class Kind(models.TextChoices):
        BOARD = "bestuur", _("Bestuursvergadering")
        PUBLIC = "wijkoverleg", _("Openbaar wijkoverleg")
        GROUP = "werkgroep", _("Werkgroep")
        EXTERNAL = "extern", _("Extern overleg")

    kind = models.CharField(_("soort"), max_length=12, choices=Kind)
    working_group = models.ForeignKey(
        WorkingGroup,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="meetings",
        verbose_name=_("werkgroep"),
    )
    starts_at = models.DateTimeField(_("begin"))
    ends_at = models.DateTimeField(_("einde"))
    place = models.CharField(_("plaats"), max_length=120)
    slug = models.SlugField(_("adres"), max_length=40, unique=True)
    internal = models.BooleanField(_("niet openbaar"), default=False)
    status = models.CharField(_("stand"), max_length=20, choices=MEETING.choices, default="planned")
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    minutes_hash = models.CharField(_("kenmerk van het verslag"), max_length=64, blank=True)
    adopted_by_decision = models.ForeignKey(
        "meetings.Decision", models.PROTECT, null=True, blank=True, related_name="adopted_minutes"
    )
    created_at = models.DateTimeField()
    # Raised by a trigger on every UPDATE; the calendar file uses it as SEQUENCE.
    version = models.PositiveIntegerField(default=1)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        verbose_name = _("vergadering")
        verbose_name_plural = _("vergaderingen")
        constraints = [
            models.CheckConstraint(
                name="meetings_meeting_order", condition=Q(ends_at__gt=models.F("starts_at"))
            ),
            models.CheckConstraint(
                name="meetings_meeting_adopted_by_decision",
                condition=~Q(status="minutes_adopted")
                | (Q(adopted_by_decision__isnull=False) & ~Q(minutes_hash="")),
            ),
            models.CheckConstraint(
                name="meetings_meeting_board_adopts",
                condition=~Q(status__in=["minutes_proposed", "minutes_draft", "minutes_adopted"])
                | Q(kind="bestuur"),
            ),
        ]
        indexes = [models.Index(fields=["-starts_at", "-id"], name="meetings_by_start")]

    def __str__(self) -> str:
        return self.slug

    @property
    def title(self) -> str:
        """What the evening is called: its kind, or the name of its working group."""
        if self.working_group is not None:
            return str(_("Werkgroep %(name)s") % {"name": self.working_group.name})
        return str(self.get_kind_display())

    @property
    def decides(self) -> bool:
        """Whether this meeting may adopt decisions; other kinds advise."""
        return self.kind == self.Kind.BOARD


class MeetingMove(MoveRecord):
    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="moves")

    class Meta(MoveRecord.Meta):
        verbose_name = _("verloop van een vergadering")
        verbose_name_plural = _("verloop van vergaderingen")

    def __str__(self) -> str:
        return f"{self.meeting_id}: {self.from_state} → {self.to_state}"
