"""A budget year, its lines, and the decisions that change them."""

from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from budgets.models.fields import MoneyField
from budgets.querysets import BudgetQuerySet, LineQuerySet


class Budget(models.Model):
    """The budget of one calendar year. Adopting freezes the original amounts, closing ends it [db]."""

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

    objects = BudgetQuerySet.as_manager()

    class Meta:
        verbose_name = _("begroting")
        verbose_name_plural = _("begrotingen")
        ordering = ["-year"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status="concept") | Q(decision__isnull=False), name="budgets_budget_decision"
            ),
            models.CheckConstraint(condition=Q(priority_target__lte=100), name="budgets_budget_target"),
        ]

    def __str__(self) -> str:
        return str(self.year)


class BudgetLine(models.Model):
    """One onderdeel of a budget. Only triggers change amended, reserved, paid and ceiling [db].

    committed = reserved + paid ≤ amended + ceiling, whoever approves at the same instant (2-domain).
    """

    budget = models.ForeignKey(Budget, models.PROTECT, related_name="lines", verbose_name=_("begroting"))
    name = models.CharField(_("onderdeel"), max_length=80)
    theme = models.ForeignKey("issues.Theme", models.PROTECT, null=True, blank=True, related_name="+")
    order = models.PositiveSmallIntegerField(default=0)
    original = MoneyField(_("eerst begroot"), default=Decimal("0.00"))
    amended = MoneyField(_("nu afgesproken"), default=Decimal("0.00"))
    reserved = MoneyField(_("toegezegd, nog niet betaald"), default=Decimal("0.00"))
    paid = MoneyField(_("betaald"), default=Decimal("0.00"))
    ceiling = MoneyField(_("mag erover"), default=Decimal("0.00"))
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
                condition=Q(committed__lte=F("amended") + F("ceiling")), name="budgets_line_not_over"
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
