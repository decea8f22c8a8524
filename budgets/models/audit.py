"""The check of the kascommissie: what it drew and found, what was answered, how it ends. Append-only [db]."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from budgets.models.ledger import Receipt
from budgets.models.spending import SpendRequest
from budgets.models.year import Budget


class AuditDraw(models.Model):
    """A random sample of the paid requests of a year. A later draw gives its reason; none disappears.

    `seed` and `population` (the ids drawn from) give the same picks at any time: see
    `budgets.auditing.sampling`.
    """

    db_privileges = ("SELECT", "INSERT")

    budget = models.ForeignKey(Budget, models.PROTECT, related_name="draws")
    number = models.PositiveSmallIntegerField(_("trekking"))
    size = models.PositiveSmallIntegerField(_("aantal"))
    seed = models.CharField(_("lotnummer"), max_length=32)
    population = models.JSONField(_("waaruit getrokken is"))
    reason = models.CharField(_("waarom opnieuw"), max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("steekproef")
        verbose_name_plural = _("steekproeven")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["budget", "number"], name="budgets_draw_once"),
            models.CheckConstraint(condition=Q(number=1) | ~Q(reason=""), name="budgets_draw_reason"),
            models.CheckConstraint(condition=Q(size__gt=0, number__gt=0), name="budgets_draw_size"),
        ]

    def __str__(self) -> str:
        return f"{self.budget_id}/{self.number}"


class AuditPick(models.Model):
    """One request of a sample."""

    db_privileges = ("SELECT", "INSERT")

    draw = models.ForeignKey(AuditDraw, models.PROTECT, related_name="picks")
    request = models.ForeignKey(SpendRequest, models.PROTECT, related_name="picks")
    place = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name = _("uitgave in de steekproef")
        verbose_name_plural = _("uitgaven in de steekproef")
        ordering = ["place"]
        constraints = [
            models.UniqueConstraint(fields=["draw", "request"], name="budgets_pick_once"),
            models.UniqueConstraint(fields=["draw", "place"], name="budgets_pick_place"),
        ]

    def __str__(self) -> str:
        return f"{self.draw_id}: {self.request_id}"


class AuditFinding(models.Model):
    """What the kascommissie found at one request of a year; the last one counts."""

    db_privileges = ("SELECT", "INSERT")

    class Verdict(models.TextChoices):
        FINE = "fine", _("akkoord")
        QUESTION = "question", _("vraag")
        REFUSED = "refused", _("bon geweigerd")

    budget = models.ForeignKey(Budget, models.PROTECT, related_name="findings")
    request = models.ForeignKey(SpendRequest, models.PROTECT, related_name="findings")
    verdict = models.CharField(_("oordeel"), max_length=8, choices=Verdict)
    words = models.CharField(_("wat zag u"), max_length=500, blank=True)
    receipt = models.ForeignKey(Receipt, models.PROTECT, null=True, blank=True, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("bevinding")
        verbose_name_plural = _("bevindingen")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=Q(verdict="fine") | ~Q(words=""), name="budgets_finding_words"),
            models.CheckConstraint(
                condition=~Q(verdict="refused") | Q(receipt__isnull=False), name="budgets_finding_receipt"
            ),
        ]

    def __str__(self) -> str:
        return self.get_verdict_display()


class AuditAnswer(models.Model):
    """The answer of the treasurer to a finding."""

    db_privileges = ("SELECT", "INSERT")

    finding = models.ForeignKey(AuditFinding, models.PROTECT, related_name="answers")
    words = models.CharField(_("antwoord"), max_length=500)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("antwoord aan de kascommissie")
        verbose_name_plural = _("antwoorden aan de kascommissie")
        ordering = ["id"]

    def __str__(self) -> str:
        return str(self.finding_id)


class AuditStatement(models.Model):
    """How the check of a year ends: one statement, after which nothing is drawn or found any more [db]."""

    db_privileges = ("SELECT", "INSERT")

    class Verdict(models.TextChoices):
        APPROVED = "approved", _("De boeken kloppen")
        RESERVED = "reserved", _("De boeken kloppen, op een paar punten na")
        REFUSED = "refused", _("De boeken kloppen niet")

    budget = models.OneToOneField(Budget, models.PROTECT, related_name="audit")
    verdict = models.CharField(_("oordeel"), max_length=8, choices=Verdict)
    words = models.TextField(_("verklaring"), max_length=2000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("verklaring van de kascommissie")
        verbose_name_plural = _("verklaringen van de kascommissie")

    def __str__(self) -> str:
        return self.get_verdict_display()
