"""What is done about an issue: weighing, actions, promises, notes, outcomes, stepping in."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from issues.models.issue import Issue, person
from issues.models.report import Photo
from issues.models.voices import Hearing
from wijkraad.people.models import Organisation


class Weighing(models.Model):
    """Two plain questions answered on a date, 1–5 each; append-only [db]. Feeds the score (K13)."""

    db_privileges = ("SELECT", "INSERT")

    issue = models.ForeignKey(Issue, models.PROTECT, related_name="weighings")
    severity = models.PositiveSmallIntegerField(_("hoe erg is het"), null=True)
    safety = models.PositiveSmallIntegerField(_("kan er iemand gewond raken"), null=True)
    by = person(_("door"), related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("weging")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                name="issues_weighing_one_to_five",
                condition=(models.Q(severity__isnull=True) | models.Q(severity__range=(1, 5)))
                & (models.Q(safety__isnull=True) | models.Q(safety__range=(1, 5))),
            )
        ]

    def __str__(self) -> str:
        return f"{self.severity} / {self.safety}"


class ScoreOverride(models.Model):
    """A score of the board's own in place of the computed one (K13), until a day (excluded); append-only
    [db].

    The last row of an issue counts. One without a score ends an earlier one before its day.
    """

    db_privileges = ("SELECT", "INSERT")

    issue = models.ForeignKey(Issue, models.PROTECT, related_name="score_overrides")
    score = models.DecimalField(_("score"), max_digits=4, decimal_places=1, null=True)
    reason = models.CharField(_("waarom"), max_length=300)
    until = models.DateField(_("geldt tot"))
    by = person(_("door"), related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("eigen score")
        verbose_name_plural = _("eigen scores")
        ordering = ["id"]
        indexes = [models.Index(fields=["issue", "-id"], name="issues_override_issue")]
        constraints = [
            models.CheckConstraint(
                name="issues_override_range",
                condition=models.Q(score__isnull=True) | models.Q(score__range=(0, 100)),
            ),
            models.CheckConstraint(name="issues_override_reason", condition=~models.Q(reason="")),
        ]

    def __str__(self) -> str:
        return f"{self.issue_id}: {self.score}"


class Action(models.Model):
    """Something that one named person does before a date. `first_due` stays for the figures."""

    db_privileges = ("SELECT", "INSERT", "UPDATE")

    issue = models.ForeignKey(Issue, models.PROTECT, related_name="actions")
    title = models.CharField(_("wat"), max_length=200)
    responsible = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="actions", verbose_name=_("wie zorgt ervoor")
    )
    due = models.DateField(_("uiterlijk klaar"))
    first_due = models.DateField(_("eerst beloofd"))
    done_at = models.DateTimeField(_("klaar op"), null=True, blank=True)
    result = models.TextField(_("resultaat"), blank=True)
    evidence = models.TextField(_("bewijs"), blank=True, default="", db_default="")
    evidence_link = models.URLField(_("link naar het bewijs"), blank=True, default="", db_default="")
    cause_number = models.CharField(_("besluit"), max_length=20, blank=True)
    cause_path = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField()
    created_by = person(_("door"), related_name="+")

    class Meta:
        verbose_name = _("actie")
        verbose_name_plural = _("acties")
        ordering = ["id"]
        indexes = [
            models.Index(fields=["issue", "id"], name="issues_action_issue"),
            models.Index(
                fields=["responsible", "due"],
                name="issues_action_open",
                condition=models.Q(done_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Promise(models.Model):
    """What a partner said it would do: who, where, when, and whether it was kept.

    Without a date from them `due` is empty ("geen datum gegeven") and we ask again on `chase_on`.
    """

    db_privileges = ("SELECT", "INSERT", "UPDATE")

    issue = models.ForeignKey(Issue, models.PROTECT, related_name="promises")
    partner = models.ForeignKey(Organisation, models.PROTECT, related_name="promises")
    who = models.CharField(_("wie zei het"), max_length=120)
    what = models.CharField(_("wat is toegezegd"), max_length=300, blank=True)
    where_said = models.CharField(_("waar"), max_length=160)
    link = models.URLField(_("link"), blank=True)
    said_on = models.DateField(_("gezegd op"))
    due = models.DateField(_("beloofd vóór"), null=True, blank=True)
    chase_on = models.DateField(_("wij vragen na op"))
    kept = models.BooleanField(_("nagekomen"), null=True, blank=True)
    settled_on = models.DateField(_("nagekomen op"), null=True, blank=True)
    result = models.CharField(_("wat ervan kwam"), max_length=300, blank=True, default="", db_default="")
    recorded_by = person(_("vastgelegd door"), related_name="+")
    created_at = models.DateTimeField()

    class Meta:
        verbose_name = _("toezegging")
        verbose_name_plural = _("toezeggingen")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                name="issues_promise_settled",
                condition=models.Q(kept__isnull=True, settled_on__isnull=True)
                | models.Q(kept__isnull=False, settled_on__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"{self.partner_id}: {self.what}"


class Note(models.Model):
    """Words of the council about an issue: for itself, or an update for everybody.

    A critical update names the `hearing` in which those concerned could react first.
    """

    db_privileges = ("SELECT", "INSERT", "UPDATE")

    class Kind(models.TextChoices):
        INTERNAL = "internal", _("intern")
        UPDATE = "update", _("bericht voor iedereen")
        WRONG = "wrong", _("klopt iets niet?")
        ANSWER = "answer", _("antwoord op “klopt iets niet?”")
        PARTNER = "partner", _("antwoord van de partner")

    issue = models.ForeignKey(Issue, models.PROTECT, related_name="notes")
    kind = models.CharField(_("soort"), max_length=8, choices=Kind)
    text = models.TextField(_("tekst"))
    by = person(_("door"), related_name="+")
    at = models.DateTimeField()
    replies_to = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="answers", verbose_name=_("antwoord op")
    )
    hearing = models.ForeignKey(
        Hearing, models.PROTECT, null=True, blank=True, related_name="notes", verbose_name=_("wederhoor")
    )

    class Meta:
        verbose_name = _("notitie")
        ordering = ["id"]
        indexes = [models.Index(fields=["issue", "id"], name="issues_note_issue")]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class Outcome(models.Model):
    """What came of it, judged against the criterion, with evidence; append-only [db]."""

    db_privileges = ("SELECT", "INSERT")

    class Kind(models.TextChoices):
        SOLVED = "solved", _("opgelost")
        IMPROVED = "improved", _("verbeterd")
        PLANNED = "planned", _("meegenomen in gepland werk")
        REFERRED = "referred", _("doorverwezen")
        INFORMED = "informed", _("informatie gegeven")
        NO_EFFECT = "no_effect", _("geen effect")

    issue = models.ForeignKey(Issue, models.PROTECT, related_name="outcomes")
    kind = models.CharField(_("uitkomst"), max_length=10, choices=Kind)
    judgement = models.CharField(_("oordeel"), max_length=8, blank=True)
    before = models.TextField(pgettext_lazy("tijd", "voor"), blank=True)
    after = models.TextField(_("na"), blank=True)
    evidence = models.TextField(_("bewijs"), blank=True)
    lesson = models.TextField(_("les"), blank=True)
    photo = models.ForeignKey(Photo, models.PROTECT, null=True, blank=True, related_name="+")
    by = person(_("door"), related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("uitkomst")
        verbose_name_plural = _("uitkomsten")
        ordering = ["id"]

    def __str__(self) -> str:
        return self.get_kind_display()


class Escalation(models.Model):
    """Stepping in: one rung higher, inside or outside, with a date for the answer."""

    db_privileges = ("SELECT", "INSERT", "UPDATE")

    class Rung(models.TextChoices):
        OWNER = "owner", _("wie ervoor zorgt")
        SECRETARY = "secretary", _("secretaris")
        BOARD = "board", _("volgende bestuursvergadering")
        DEPARTMENT = "department", _("dienst")
        MANAGER = "manager", _("wijkmanager")
        DISTRICT = "district", _("stadsdeel")
        ALDERMAN = "alderman", _("wethouder of raad")

    issue = models.ForeignKey(Issue, models.PROTECT, related_name="escalations")
    rung = models.CharField(_("naar"), max_length=10, choices=Rung)
    due = models.DateField(_("antwoord vóór"))
    reason = models.TextField(_("waarom"), blank=True)
    by = person(_("door"), related_name="+")
    at = models.DateTimeField()
    answered_on = models.DateField(_("beantwoord op"), null=True, blank=True)
    effect = models.TextField(_("wat het deed"), blank=True)

    class Meta:
        verbose_name = _("opschaling")
        verbose_name_plural = _("opschalingen")
        ordering = ["id"]

    def __str__(self) -> str:
        return self.get_rung_display()
