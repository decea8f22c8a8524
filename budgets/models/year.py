"""A budget year, its lines, and the decisions that change them."""

from decimal import Decimal
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from budgets.models.fields import MoneyField
from budgets.querysets import BudgetQuerySet, LineQuerySet


class Budget(models.Model):
    """The budget of one calendar year. Adopting freezes the original amounts, closing ends it [db].

    `imported_at`: a year from before the portal, read from a list. It comes in and is closed in one
    transaction, and lies before every year that was kept here [db].
    """

    db_privileges = ("SELECT", "INSERT", "UPDATE")

    class Status(models.TextChoices):
        CONCEPT = "concept", _("voorstel")
        ADOPTED = "adopted", _("vastgesteld")
        CLOSED = "closed", _("afgesloten")

    year = models.PositiveSmallIntegerField(_("jaar"), unique=True)
    status = models.CharField(_("stand"), max_length=8, choices=Status, default=Status.CONCEPT)
    decision = models.ForeignKey("meetings.Decision", models.PROTECT, null=True, blank=True, related_name="+")
    priority_target = models.PositiveSmallIntegerField(_("doel voor prioriteiten (%)"), default=70)
    created_at = models.DateTimeField()
    adopted_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    imported_at = models.DateTimeField(_("ingelezen"), null=True, blank=True)

    objects = BudgetQuerySet.as_manager()

    class Meta:
        verbose_name = _("begroting")
        verbose_name_plural = _("begrotingen")
        ordering = ["-year"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status="concept") | Q(decision__isnull=False) | Q(imported_at__isnull=False),
                name="budgets_budget_decision",
            ),
            models.CheckConstraint(condition=Q(priority_target__lte=100), name="budgets_budget_target"),
        ]

    def __str__(self) -> str:
        return str(self.year)


class BudgetLine(models.Model):
    """One onderdeel of a budget. Only triggers change amended, reserved, paid and ceiling [db].

    committed = reserved + paid ≤ amended + ceiling, whoever approves at the same instant (2-domain).
    `follows` is the same line of an earlier year, `runs_until` the last year of a line of several years.
    `imported` (set by a trigger) marks a line of a year before the portal: it tells what happened then,
    also where it went over without leave.
    """

    budget = models.ForeignKey(Budget, models.PROTECT, related_name="lines", verbose_name=_("begroting"))
    name = models.CharField(_("onderdeel"), max_length=80)
    purpose = models.CharField(_("waarvoor"), max_length=200, blank=True, default="", db_default="")
    theme = models.ForeignKey("issues.Theme", models.PROTECT, null=True, blank=True, related_name="+")
    order = models.PositiveSmallIntegerField(default=0)
    original = MoneyField(_("eerst begroot"), default=Decimal("0.00"))
    amended = MoneyField(_("nu afgesproken"), default=Decimal("0.00"))
    reserved = MoneyField(_("toegezegd, nog niet betaald"), default=Decimal("0.00"))
    paid = MoneyField(_("betaald"), default=Decimal("0.00"))
    ceiling = MoneyField(_("mag erover"), default=Decimal("0.00"))
    follows = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="followed_by",
        verbose_name=_("vervolg op"),
    )
    runs_until = models.PositiveSmallIntegerField(_("loopt tot en met"), null=True, blank=True)
    imported = models.BooleanField(default=False, db_default=False)
    committed = models.GeneratedField(
        expression=F("reserved") + F("paid"), output_field=MoneyField(), db_persist=True
    )

    objects = LineQuerySet.as_manager()

    class Meta:
        verbose_name = _("onderdeel")
        verbose_name_plural = _("onderdelen")
        ordering = ["order", "id"]
        constraints = [
            models.UniqueConstraint(fields=["budget", "name"], name="budgets_line_once"),
            models.CheckConstraint(
                condition=Q(imported=True) | Q(committed__lte=F("amended") + F("ceiling")),
                name="budgets_line_not_over",
            ),
            models.CheckConstraint(
                condition=Q(original__gte=0, amended__gte=0, reserved__gte=0, ceiling__gte=0),
                name="budgets_line_not_negative",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.budget.year}"

    @property
    def available(self) -> Decimal:
        """Nog vrij: amended − reserved − paid, in euros (negative when an overspend was decided)."""
        return self.amended - self.reserved - self.paid

    @property
    def room(self) -> Decimal:
        """What may still be promised: available, plus what a decision lets the line go over."""
        return self.available + self.ceiling

    @property
    def over_original(self) -> Decimal:
        """K8: what is paid and promised above the original amount, in euros, never below zero."""
        return max(Decimal("0.00"), self.paid + self.reserved - self.original)


class PlannedYear(models.Model):
    """What a line of several years is expected to need in a later year; fixed with the budget [db]."""

    line = models.ForeignKey(BudgetLine, models.CASCADE, related_name="planned")
    year = models.PositiveSmallIntegerField(_("jaar"))
    amount = MoneyField(_("verwacht"))

    class Meta:
        verbose_name = _("later jaar van een onderdeel")
        verbose_name_plural = _("latere jaren van onderdelen")
        ordering = ["year"]
        constraints = [
            models.UniqueConstraint(fields=["line", "year"], name="budgets_planned_once"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="budgets_planned_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.year}: {self.amount}"


class YearReport(models.Model):
    """The report of a closed year as it was when it closed; insert-only [db].

    `content` holds every figure of the year report with its formula, `sha256` the fingerprint of its
    canonical text (budgets.yearly.yearbook.fingerprint).
    """

    db_privileges = ("SELECT", "INSERT")

    budget = models.OneToOneField(Budget, models.PROTECT, related_name="report")
    content = models.JSONField()
    sha256 = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("jaarverslag")
        verbose_name_plural = _("jaarverslagen")
        ordering = ["-budget__year"]

    def __str__(self) -> str:
        return f"{self.budget_id}: {self.sha256[:8]}"


class LineAmendment(models.Model):
    """A change of a line by an adopted decision; halves of a transfer share `transfer`. Insert-only [db]."""

    db_privileges = ("SELECT", "INSERT")

    line = models.ForeignKey(BudgetLine, models.PROTECT, related_name="amendments")
    amount = MoneyField(_("erbij of eraf"))
    decision = models.ForeignKey("meetings.Decision", models.PROTECT, related_name="+")
    transfer = models.UUIDField(null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("wijziging van een onderdeel")
        verbose_name_plural = _("wijzigingen van onderdelen")
        ordering = ["id"]
        constraints = [models.CheckConstraint(condition=~Q(amount=0), name="budgets_amendment_not_zero")]

    def __str__(self) -> str:
        return f"{self.line_id}: {self.amount}"


class Mandate(models.Model):
    """Leave given by an adopted decision, on one line, up to an amount in euros.

    `overspend` lets the line go over by that amount; `spend` is the ceiling of the spending for that
    decision; `standing` is the line's own leave for spending without a decision of its own.
    """

    db_privileges = ("SELECT", "INSERT", "UPDATE")

    class Kind(models.TextChoices):
        SPEND = "spend", _("voor dit besluit")
        STANDING = "standing", _("doorlopend")
        OVERSPEND = "overspend", _("mag over de begroting")

    decision = models.ForeignKey("meetings.Decision", models.PROTECT, related_name="+")
    line = models.ForeignKey(BudgetLine, models.PROTECT, related_name="mandates")
    kind = models.CharField(_("soort"), max_length=10, choices=Kind)
    amount = MoneyField(_("mag kosten"))
    granted_at = models.DateTimeField()
    granted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("mandaat")
        verbose_name_plural = _("mandaten")
        ordering = ["id"]
        constraints = [models.CheckConstraint(condition=Q(amount__gt=0), name="budgets_mandate_positive")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.amount}"


class OldBooks(models.Model):
    """A file with years from before the portal, judged and waiting for a yes; the rows go when it is read in.

    `rows` are the rows as they were understood, `faults` what is wrong as [row, column, value, reason].
    """

    class State(models.TextChoices):
        FAULTY = "faulty", _("er is iets mis")
        READY = "ready", _("kan worden ingelezen")
        DONE = "done", _("ingelezen")
        DROPPED = "dropped", _("weggegooid")

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    name = models.CharField(_("bestand"), max_length=120)
    rows = models.JSONField(default=list)
    faults = models.JSONField(default=list)
    fault_count = models.PositiveIntegerField(_("fouten"), default=0)
    state = models.CharField(_("stand"), max_length=8, choices=State)
    count = models.PositiveIntegerField(_("gelezen"), default=0)
    known = models.PositiveIntegerField(_("stonden er al"), default=0)
    added = models.PositiveIntegerField(_("toegevoegd"), default=0)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("door"))
    at = models.DateTimeField(_("wanneer"))

    class Meta:
        verbose_name = _("ingelezen boeken van vroeger")
        verbose_name_plural = _("ingelezen boeken van vroeger")
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.name
