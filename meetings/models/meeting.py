"""A meeting and its history of states."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from meetings.models.group import WorkingGroup
from meetings.querysets import MeetingQuerySet
from meetings.workflow import MEETING
from wijkraad.trail.models import MoveRecord


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
    source = models.CharField(_("uit welk papier"), max_length=160, blank=True, default="", db_default="")
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
            # Its lead runs it: so it may never be a meeting that decides.
            models.CheckConstraint(
                name="meetings_meeting_group", condition=Q(working_group=None) | Q(kind="werkgroep")
            ),
        ]
        indexes = [models.Index(fields=["-starts_at", "-id"], name="meetings_by_start")]

    def __str__(self) -> str:
        return self.slug

    @property
    def title(self) -> str:
        """What the evening is called: its kind, or the name of its working group."""
        if self.working_group is not None:
            return self.working_group.name
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
