"""Payment orders (betaalopdrachten): what the treasurer takes to the portal of the bank."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from budgets.models.fields import MoneyField
from budgets.models.spending import SpendRequest

BOOKING_KEY = "opdracht-"
"""How the key begins under which a payment of an order is booked."""


class PaymentOrder(models.Model):
    """A list of approved requests to be paid together by one file, or one by one by hand.

    It moves no money and books nothing: the bank does the first, `pay_request` the second. The account
    that pays is copied at the making, so that the file stays the same every time it is written [db].
    """

    db_privileges = ("SELECT", "INSERT", "UPDATE")

    class Status(models.TextChoices):
        MADE = "made", _("klaar om naar de bank te brengen")
        SENT = "sent", _("naar de bank gebracht")
        DROPPED = "dropped", _("vervallen")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    reference = models.CharField(_("kenmerk"), max_length=35, unique=True)
    status = models.CharField(_("stand"), max_length=7, choices=Status, default=Status.MADE)
    execute_on = models.DateField(_("uitvoeren op"))
    debtor_name = models.CharField(_("naam van de rekening"), max_length=70)
    debtor_iban = models.CharField(_("IBAN"), max_length=34)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    sent_at = models.DateTimeField(null=True, blank=True)
    dropped_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    dropped_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(_("reden"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("betaalopdracht")
        verbose_name_plural = _("betaalopdrachten")
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(status="sent") | Q(sent_by__isnull=False, sent_at__isnull=False),
                name="budgets_order_sent",
            ),
            models.CheckConstraint(
                condition=~Q(status="dropped") | (Q(dropped_by__isnull=False) & ~Q(reason="")),
                name="budgets_order_dropped",
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class PaymentItem(models.Model):
    """One payment of an order, with what the bank needs for it. Personal: name, IBAN and words.

    It never changes; what is personal is emptied when the books of its year may go [db].
    """

    db_privileges = ("SELECT", "INSERT", "UPDATE")

    order = models.ForeignKey(PaymentOrder, models.PROTECT, related_name="items")
    request = models.ForeignKey(SpendRequest, models.PROTECT, related_name="payment_items")
    end_to_end = models.CharField(_("kenmerk"), max_length=35, unique=True)
    amount = MoneyField(_("bedrag"))
    creditor_name = models.CharField(_("naam op de rekening"), max_length=70)
    creditor_iban = models.CharField(_("IBAN"), max_length=34)
    remittance = models.CharField(_("omschrijving"), max_length=140)

    class Meta:
        verbose_name = _("betaling in een opdracht")
        verbose_name_plural = _("betalingen in opdrachten")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["order", "request"], name="budgets_payment_once"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="budgets_payment_positive"),
        ]

    def __str__(self) -> str:
        return self.end_to_end

    @property
    def is_forgotten(self) -> bool:
        """Whether name, account and words are gone because their term is over."""
        return not self.creditor_iban

    @property
    def booking_key(self) -> str:
        """The key under which this payment is booked: once, however often the button is pressed."""
        return f"{BOOKING_KEY}{self.end_to_end}"
