"""Letters: what a council works with, each with the clocks its kind has in law."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from issues.models.issue import Issue, person
from issues.workflow import LETTER_WORKFLOW
from wijkraad.people.models import Organisation
from wijkraad.trail.models import MoveRecord


class Letter(models.Model):
    """One letter. `number` ("MFV-2026-012") is drawn when it is sent.

    `file_before` is a fatal date of ours, `term_ends` the day their legal term ends,
    `default_until` the end of the two weeks after an ingebrekestelling, `own_date` our own date
    where the law gives none. `paused_on` is set while the term stands still, `paused_days` counts the
    days that it stood still before. The days are computed by `issues.letters.clocks`.
    """

    db_privileges = ("SELECT", "INSERT", "UPDATE")

    class Kind(models.TextChoices):
        OBJECTION = "bezwaar", _("bezwaar")
        ENFORCEMENT = "handhavingsverzoek", _("handhavingsverzoek")
        WOO = "woo", _("Woo-verzoek")
        COMPLAINT = "klacht", _("klacht")
        VIEW = "zienswijze", _("zienswijze")
        REPORT = "melding", _("melding")
        LETTER = "brief", _("brief")

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    number = models.CharField(_("kenmerk"), max_length=24, null=True, blank=True, unique=True)
    issue = models.ForeignKey(Issue, models.PROTECT, null=True, blank=True, related_name="letters")
    kind = models.CharField(_("soort"), max_length=20, choices=Kind)
    subject = models.CharField(_("onderwerp"), max_length=200)
    text = models.TextField(_("tekst"), blank=True)
    partner = models.ForeignKey(Organisation, models.PROTECT, related_name="letters", verbose_name=_("aan"))
    responsible = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="letters", verbose_name=_("wie zorgt ervoor")
    )
    status = models.CharField(_("stand"), max_length=12, choices=LETTER_WORKFLOW.choices, default="concept")
    is_public = models.BooleanField(_("op de site"), default=False)
    channel = models.CharField(_("verstuurd per"), max_length=40, blank=True)
    receipt = models.CharField(_("bewijs van ontvangst"), max_length=200, blank=True)
    mandate = models.CharField(_("machtiging"), max_length=200, blank=True)
    interested = models.BooleanField(_("belanghebbende"), null=True, blank=True)
    advisory = models.BooleanField(_("adviescommissie"), default=False)
    their_reference = models.CharField(_("hun kenmerk"), max_length=60, blank=True)
    published_on = models.DateField(_("besluit bekendgemaakt op"), null=True, blank=True)
    file_before = models.DateField(_("indienen vóór"), null=True, blank=True)
    sent_on = models.DateField(_("verstuurd op"), null=True, blank=True)
    received_on = models.DateField(_("ontvangen op"), null=True, blank=True)
    term_ends = models.DateField(_("einde termijn"), null=True, blank=True)
    first_term_ends = models.DateField(_("eerste einde termijn"), null=True, blank=True)
    extended = models.BooleanField(_("verlengd"), default=False)
    paused_on = models.DateField(_("staat stil sinds"), null=True, blank=True)
    paused_days = models.PositiveSmallIntegerField(_("dagen stilgestaan"), default=0, db_default=0)
    default_until = models.DateField(_("twee weken na ingebrekestelling"), null=True, blank=True)
    own_date = models.DateField(_("onze eigen datum"), null=True, blank=True)
    answered_on = models.DateField(_("beantwoord op"), null=True, blank=True)
    answer = models.TextField(_("kern van het antwoord"), blank=True)
    created_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = _("brief")
        verbose_name_plural = _("brieven")
        indexes = [
            models.Index(fields=["status", "term_ends"], name="issues_letter_terms"),
            models.Index(fields=["issue", "id"], name="issues_letter_issue"),
        ]
        constraints = [
            models.CheckConstraint(
                name="issues_letter_sent",
                condition=models.Q(status__in=["concept", "scrapped"])
                | models.Q(number__isnull=False, sent_on__isnull=False),
            ),
            models.CheckConstraint(
                name="issues_letter_default_kind",
                condition=~models.Q(status="in_default")
                | models.Q(kind__in=["bezwaar", "handhavingsverzoek", "woo"], default_until__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.number or self.subject


class LetterMove(MoveRecord):
    """One move of a letter; append-only, written in the transaction of the move [db]."""

    letter = models.ForeignKey(Letter, models.PROTECT, related_name="moves")

    class Meta(MoveRecord.Meta):
        abstract = False
        verbose_name = _("verandering van een brief")

    def __str__(self) -> str:
        return f"{self.from_state} → {self.to_state}"


class LetterEvent(models.Model):
    """Something in the life of a letter that moves no state: a longer term, a reminder, a pause."""

    db_privileges = ("SELECT", "INSERT")

    letter = models.ForeignKey(Letter, models.PROTECT, related_name="events")
    kind = models.CharField(
        max_length=12, help_text="extended, reminded, paused, resumed, defaulted, received, heard"
    )
    on = models.DateField()
    text = models.CharField(max_length=300, blank=True)
    by = person(_("door"), related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("gebeurtenis van een brief")
        ordering = ["id"]

    def __str__(self) -> str:
        return self.kind


class Incoming(models.Model):
    """Post that came in, with a number of its own ("MFV-IN-2026-003"); perhaps the answer to a letter.

    `reply_before` is a date of ours when it asks for something; `handled_on` closes it.
    """

    db_privileges = ("SELECT", "INSERT", "UPDATE")

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    number = models.CharField(_("nummer"), max_length=24, unique=True)
    received_on = models.DateField(_("ontvangen op"))
    sender = models.CharField(_("van"), max_length=120)
    partner = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="incoming",
        verbose_name=_("partner"),
    )
    subject = models.CharField(_("onderwerp"), max_length=200)
    summary = models.TextField(_("kern"), blank=True)
    channel = models.CharField(_("gekomen per"), max_length=40, blank=True)
    their_reference = models.CharField(_("hun kenmerk"), max_length=60, blank=True)
    letter = models.ForeignKey(
        Letter, models.PROTECT, null=True, blank=True, related_name="incoming", verbose_name=_("antwoord op")
    )
    issue = models.ForeignKey(Issue, models.PROTECT, null=True, blank=True, related_name="incoming")
    responsible = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="incoming", verbose_name=_("wie zorgt ervoor")
    )
    reply_before = models.DateField(_("wij antwoorden uiterlijk"), null=True, blank=True)
    handled_on = models.DateField(_("afgehandeld op"), null=True, blank=True)
    result = models.TextField(_("wat wij deden"), blank=True)
    created_at = models.DateTimeField()
    by = person(_("ingeschreven door"), related_name="+")

    class Meta:
        verbose_name = _("ingekomen post")
        verbose_name_plural = _("ingekomen post")
        indexes = [models.Index(fields=["-received_on", "-id"], name="issues_incoming_days")]
        constraints = [
            models.CheckConstraint(
                name="issues_incoming_handled",
                condition=models.Q(result="", handled_on__isnull=True)
                | ~models.Q(result="") & models.Q(handled_on__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return self.number
