"""What people send: reports with their photos, drafts of the form, and signals."""

from uuid import uuid4

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.signing import Signer
from django.db import models
from django.utils.translation import gettext_lazy as _

from issues.models.imports import ImportBatch
from issues.models.issue import Issue
from issues.models.places import Area, Segment, Street
from issues.models.themes import Theme

STATUS_TOKEN = "issues.report.status"  # noqa: S105 (the name of a salt)


class Draft(models.Model):
    """The words of a half-filled form, kept so that nothing is lost; gone after a day.

    Its key stands signed in a hidden field of the form, so no cookie is needed. Signals have none.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    data = models.JSONField(default=dict)
    started_at = models.DateTimeField()

    class Meta:
        verbose_name = _("concept van een melding")
        indexes = [models.Index(fields=["started_at"], name="issues_draft_started")]

    def __str__(self) -> str:
        return str(self.id)


class Report(models.Model):
    """One person's observation, in exactly one issue. Its words are never public before moderation.

    `reporter_ordinal` and `household_ordinal` number the people and households of an issue, so
    that figures stay equal after personal data is destroyed. `key` makes a double post one report.
    `part_of`: words that were divided off another report, since they tell a second matter.
    """

    db_privileges = ("SELECT", "INSERT", "UPDATE")

    class Contact(models.TextChoices):
        ACCOUNT = "account", _("account")
        EMAIL = "email", _("e-mail")
        NONE = "none", _("geen contact")

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    key = models.UUIDField(default=uuid4, unique=True, editable=False)
    issue = models.ForeignKey(Issue, models.PROTECT, related_name="reports", db_index=False)
    part_of = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="parts",
        verbose_name=_("deel van"),
        db_index=False,
    )
    merged_from = models.ForeignKey(Issue, models.PROTECT, null=True, blank=True, related_name="+")
    theme = models.ForeignKey(Theme, models.PROTECT, related_name="+")
    text = models.TextField(_("melding"), blank=True)
    street = models.ForeignKey(Street, models.PROTECT, null=True, blank=True, related_name="+")
    segment = models.ForeignKey(Segment, models.PROTECT, null=True, blank=True, related_name="+")
    area = models.ForeignKey(Area, models.SET_NULL, null=True, blank=True, related_name="+")
    house_number = models.CharField(_("huisnummer"), max_length=12, blank=True)
    lon = models.FloatField(null=True, blank=True)
    lat = models.FloatField(null=True, blank=True)
    seen_on = models.DateField(_("gezien op"), null=True, blank=True)
    danger = models.BooleanField(_("gevaar aangekruist"), default=False)
    contact = models.CharField(_("contact"), max_length=8, choices=Contact, default=Contact.NONE)
    reporter = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="reports",
        db_index=False,
    )
    email = models.EmailField(_("e-mailadres"), blank=True)
    code_hash = models.CharField(max_length=64, blank=True)
    code_tries = models.PositiveSmallIntegerField(default=0)
    code_sent_at = models.DateTimeField(null=True, blank=True)
    confirmed_at = models.DateTimeField(_("contact bevestigd"), null=True, blank=True)
    intake_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    household = models.CharField(max_length=64, blank=True)
    reporter_ordinal = models.PositiveIntegerField(null=True, blank=True)
    household_ordinal = models.PositiveIntegerField(null=True, blank=True)
    batch = models.ForeignKey(
        ImportBatch, models.PROTECT, null=True, blank=True, db_index=False, related_name="reports"
    )
    created_at = models.DateTimeField(_("binnen"))
    moderated_at = models.DateTimeField(_("bekeken"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("ingetrokken"), null=True, blank=True)
    cleaned_at = models.DateTimeField(_("naam weggehaald"), null=True, blank=True)
    asked_14_at = models.DateTimeField(null=True, blank=True)
    asked_90_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("melding")
        verbose_name_plural = _("meldingen")
        indexes = [
            models.Index(fields=["issue", "id"], name="issues_report_issue"),
            models.Index(fields=["reporter", "-id"], name="issues_report_reporter"),
            # What figures count per month; an issue or person is found by the two above.
            models.Index(
                fields=["created_at"],
                include=["issue"],
                name="issues_report_came",
                condition=models.Q(withdrawn_at__isnull=True),
            ),
            models.Index(
                fields=["part_of"], name="issues_report_part", condition=models.Q(part_of__isnull=False)
            ),
            models.Index(
                fields=["created_at"], name="issues_report_new", condition=models.Q(moderated_at__isnull=True)
            ),
            models.Index(
                fields=["batch"], name="issues_report_batch", condition=models.Q(batch__isnull=False)
            ),
            models.Index(
                fields=["segment", "theme", "created_at"],
                name="issues_report_again",
                condition=models.Q(confirmed_at__isnull=False, withdrawn_at__isnull=True),
            ),
            models.Index(
                fields=["theme", "lat"],
                name="issues_report_point",
                condition=models.Q(confirmed_at__isnull=False, withdrawn_at__isnull=True, lat__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"melding {self.pk}"

    @property
    def status_token(self) -> str:
        """The signed token of the reporter's own page; parts of one report share that of the whole."""
        return (self.part_of or self).own_token

    @property
    def own_token(self) -> str:
        """The signed token of this report alone, for a question about its own matter."""
        return Signer(salt=STATUS_TOKEN).sign(self.uuid.hex)


def photo_path(photo: "Photo", name: str) -> str:
    """A path that tells nothing: two letters of the id, then the id."""
    return f"photos/{photo.uuid.hex[:2]}/{photo.uuid.hex}.jpg"


class Photo(models.Model):
    """A re-encoded picture (JPEG, upright, ≤ 2048 px, no metadata) of a report or of evidence.

    Public only after the ticked list (`cleared_at`).
    """

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    draft = models.ForeignKey(Draft, models.SET_NULL, null=True, blank=True, related_name="photos")
    report = models.ForeignKey(Report, models.PROTECT, null=True, blank=True, related_name="photos")
    issue = models.ForeignKey(Issue, models.PROTECT, null=True, blank=True, related_name="photos")
    file = models.ImageField(upload_to=photo_path, width_field="width", height_field="height")
    width = models.PositiveIntegerField(default=0)
    height = models.PositiveIntegerField(default=0)
    description = models.CharField(_("wat is te zien"), max_length=160, blank=True)
    kind = models.CharField(max_length=8, default="report", help_text="report, before, after")
    ticks = ArrayField(models.CharField(max_length=12), default=list, blank=True)
    cleared_at = models.DateTimeField(null=True, blank=True)
    cleared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    blurred_at = models.DateTimeField(_("onleesbaar gemaakt"), null=True, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        verbose_name = _("foto")
        verbose_name_plural = _("foto's")

    def __str__(self) -> str:
        return f"foto {self.pk}"


class Signal(models.Model):
    """A signal about a place, from the fixed list; nothing else is kept, not even when it came in."""

    KINDS = {
        "empty_open": _("Zaak is altijd leeg, maar toch open"),
        "short_visits": _("Veel korte bezoeken ’s nachts"),
        "closed_windows": _("Ramen altijd dicht of afgeplakt"),
        "night_loading": _("Laden en lossen midden in de nacht"),
        "smell": _("Sterke lucht van hennep of chemicaliën"),
    }

    kinds = ArrayField(models.CharField(max_length=20), verbose_name=_("wat valt op"))
    segment = models.ForeignKey(
        Segment, models.PROTECT, related_name="+", verbose_name=_("deel van de straat")
    )
    month = models.DateField(_("maand"), help_text=_("eerste dag van de maand"))

    class Meta:
        verbose_name = _("signaal")
        verbose_name_plural = _("signalen")
        constraints = [
            models.CheckConstraint(name="issues_signal_month", condition=models.Q(month__day=1)),
            models.CheckConstraint(
                name="issues_signal_listed",
                condition=models.Q(
                    kinds__contained_by=[
                        "empty_open",
                        "short_visits",
                        "closed_windows",
                        "night_loading",
                        "smell",
                    ],
                    kinds__len__gte=1,
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"signaal {self.pk}"


class SignalCount(models.Model):
    """What is left of signals when their quarter is over: a number per quarter and area, nothing else."""

    quarter = models.DateField(_("kwartaal"), help_text=_("eerste dag van het kwartaal"))
    area = models.ForeignKey(Area, models.SET_NULL, null=True, blank=True, related_name="+")
    number = models.PositiveIntegerField(_("aantal"), default=0)

    class Meta:
        verbose_name = _("aantal signalen")
        verbose_name_plural = _("aantallen signalen")
        constraints = [
            models.UniqueConstraint(
                fields=["quarter", "area"], name="issues_signalcount_once", nulls_distinct=False
            )
        ]

    def __str__(self) -> str:
        return f"{self.quarter}: {self.number}"
