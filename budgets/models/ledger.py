"""What was paid, what proves it, and what it brought."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from budgets.models.fields import MoneyField
from budgets.models.spending import SpendRequest
from budgets.models.year import BudgetLine


class Booking(models.Model):
    """One row of the ledger; insert-only [db]. A correction is a reversal and a new row.

    `amount` in euros: above zero is paid, below zero came back. `paid_on` is the Amsterdam date of the
    cash, `cost_year` the budget year that bears it. `key` makes a retried payment one booking. Money paid
    in cash names its receipt and waits for no bank line.
    `corrects`: the right row for a booking of a closed year, in the open year, beside its reversal [db].
    """

    db_privileges = ("SELECT", "INSERT")

    class Kind(models.TextChoices):
        PAYMENT = "payment", _("betaling")
        REFUND = "refund", _("teruggekregen")
        REVERSAL = "reversal", _("tegenboeking")

    class Method(models.TextChoices):
        BANK = "bank", _("via de bank")
        CASH = "cash", _("contant")

    request = models.ForeignKey(SpendRequest, models.PROTECT, related_name="bookings")
    line = models.ForeignKey(BudgetLine, models.PROTECT, related_name="bookings")
    kind = models.CharField(_("soort"), max_length=8, choices=Kind)
    amount = MoneyField(_("bedrag"))
    paid_on = models.DateField(_("datum"))
    cost_year = models.PositiveSmallIntegerField(_("jaar"))
    method = models.CharField(
        _("hoe betaald"), max_length=4, choices=Method, db_default="bank", default="bank"
    )
    receipt = models.ForeignKey(
        "budgets.Receipt", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("bon")
    )
    reference = models.CharField(_("omschrijving"), max_length=140, blank=True)
    key = models.CharField(max_length=64, unique=True)
    reverses = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="reversed_by")
    corrects = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="corrected_by"
    )
    reason = models.CharField(_("reden"), max_length=300, blank=True)
    booked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    second_signature = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    booked_at = models.DateTimeField()

    class Meta:
        verbose_name = _("boeking")
        verbose_name_plural = _("boekingen")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="payment", amount__gt=0)
                | Q(kind="refund", amount__lt=0)
                | Q(kind="reversal") & ~Q(amount=0),
                name="budgets_booking_sign",
            ),
            models.CheckConstraint(
                condition=Q(kind="reversal", reverses__isnull=False)
                | ~Q(kind="reversal") & Q(reverses__isnull=True),
                name="budgets_booking_reverses",
            ),
            models.CheckConstraint(
                condition=Q(method="bank") | ~Q(kind="payment") | Q(receipt__isnull=False),
                name="budgets_booking_cash",
            ),
            models.CheckConstraint(
                condition=Q(second_signature__isnull=True) | ~Q(second_signature=F("booked_by")),
                name="budgets_booking_second",
            ),
        ]
        indexes = [
            models.Index(fields=["request", "id"], name="budgets_booking_request"),
            models.Index(fields=["cost_year", "paid_on", "id"], name="budgets_booking_year"),
            models.Index(
                fields=["cost_year", "request"],
                name="budgets_booking_back",
                condition=~Q(kind="payment") | Q(corrects__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.paid_on}: {self.amount}"


class BankConfirmation(models.Model):
    """Somebody saw this booking on the bank statement; insert-only [db]."""

    db_privileges = ("SELECT", "INSERT")

    booking = models.OneToOneField(Booking, models.PROTECT, related_name="bank")
    seen_on = models.DateField(_("staat op het afschrift van"))
    reference = models.CharField(_("volgnummer"), max_length=80, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("bankregel gezien")
        verbose_name_plural = _("bankregels gezien")

    def __str__(self) -> str:
        return str(self.seen_on)


class Receipt(models.Model):
    """A quote, invoice or receipt. Never public; the file is kept seven years with the books."""

    db_privileges = ("SELECT", "INSERT", "UPDATE")

    class Kind(models.TextChoices):
        QUOTE = "quote", _("offerte")
        INVOICE = "invoice", _("factuur")
        RECEIPT = "receipt", _("bon")

    request = models.ForeignKey(SpendRequest, models.PROTECT, related_name="receipts")
    kind = models.CharField(_("soort"), max_length=8, choices=Kind)
    file = models.FileField(_("bestand"), upload_to="bonnen/%Y")
    sha256 = models.CharField(max_length=64)
    content_type = models.CharField(max_length=40)
    size = models.PositiveIntegerField()
    amount = MoneyField(_("bedrag"), null=True, blank=True)
    dated = models.DateField(_("datum"), null=True, blank=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    refused_at = models.DateTimeField(null=True, blank=True)
    refused_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    refusal = models.CharField(_("waarom niet"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("bon")
        verbose_name_plural = _("bonnen")
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["request", "sha256"], name="budgets_receipt_once")]

    def __str__(self) -> str:
        return self.get_kind_display()


class Evaluation(models.Model):
    """The verslag of a request: was the goal reached, what did it bring, what do we learn."""

    db_privileges = ("SELECT", "INSERT", "UPDATE")

    class Reached(models.TextChoices):
        YES = "yes", _("Doel gehaald")
        PARTLY = "partly", _("Doel deels gehaald")
        NO = "no", _("Doel niet gehaald")

    request = models.OneToOneField(SpendRequest, models.PROTECT, related_name="evaluation")
    reached = models.CharField(_("is het doel gehaald?"), max_length=6, choices=Reached)
    brought = models.CharField(_("wat heeft het gebracht?"), max_length=300)
    lesson = models.CharField(_("wat leren wij?"), max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("verslag")
        verbose_name_plural = _("verslagen")

    def __str__(self) -> str:
        return self.get_reached_display()
