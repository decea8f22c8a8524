"""A spend request, who asked, who approved, who may not, and its history."""

import uuid
from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from budgets.models.fields import MoneyField
from budgets.models.year import BudgetLine, Mandate
from budgets.querysets import SpendQuerySet
from budgets.workflow import SPEND
from wijkraad.trail.models import MoveRecord


class SpendRequest(models.Model):
    """One aanvraag: goal, amount, line, payee, and the issue or decision it is for.

    `approvals_given` (in this round) and `paid` change by triggers only [db]. The public number is drawn at
    the approval; before it nobody outside sees the request. `listed_on` is the date by which the public
    list is sorted: of the approval, then of the last payment. Personal: payee name, IBAN and address.
    `replaces` is the rejected request that this one was written anew from.
    """

    db_privileges = ("SELECT", "INSERT", "UPDATE")

    class Payee(models.TextChoices):
        ORGANISATION = "organisation", _("organisatie (bv, stichting, vereniging)")
        FIRM = "firm", _("eenmanszaak of zzp’er")
        PERSON = "person", _("persoon")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    number = models.CharField(_("nummer"), max_length=20, unique=True, null=True, blank=True)
    status = models.CharField(_("stand"), max_length=20, choices=SPEND.choices, default="draft")
    title = models.CharField(_("wat"), max_length=120)
    goal = models.CharField(_("doel"), max_length=200)
    public_wording = models.CharField(_("op de site"), max_length=120, blank=True)
    public_goal = models.CharField(_("doel op de site"), max_length=200, blank=True)
    expected_effect = models.TextField(_("wat levert het op"), max_length=1000, blank=True)
    promised_return = models.CharField(_("wat doet u terug"), max_length=200, blank=True)
    amount = MoneyField(_("bedrag"))
    line = models.ForeignKey(BudgetLine, models.PROTECT, related_name="requests", verbose_name=_("onderdeel"))
    decision = models.ForeignKey("meetings.Decision", models.PROTECT, null=True, blank=True, related_name="+")
    mandate = models.ForeignKey(Mandate, models.PROTECT, null=True, blank=True, related_name="requests")
    exception = models.CharField(_("waarom zonder kwestie of besluit"), max_length=300, blank=True)
    others_asked = models.CharField(_("wie vroeg u nog meer om geld"), max_length=300, blank=True)
    payee_name = models.CharField(_("aan wie"), max_length=120)
    payee_kind = models.CharField(_("soort begunstigde"), max_length=12, choices=Payee)
    payee_count = models.PositiveSmallIntegerField(_("aantal personen"), default=1)
    payee_agrees = models.BooleanField(_("mag met naam op de site"), default=False)
    payee_iban = models.CharField(_("IBAN"), max_length=34, blank=True)
    payee_address = models.CharField(_("adres"), max_length=200, blank=True)
    payee_user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    payee_insider = models.BooleanField(_("bestuurslid of familie"), default=False)
    requester = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    replaces = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="replaced_by",
        verbose_name=_("in plaats van"),
    )
    question = models.CharField(_("vraag"), max_length=300, blank=True)
    round = models.PositiveSmallIntegerField(default=1)
    approvals_given = models.PositiveSmallIntegerField(default=0)
    paid = MoneyField(_("betaald"), default=Decimal("0.00"))
    split_flag = models.BooleanField(_("lijkt gesplitst"), default=False)
    created_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True, blank=True)
    approved_at = models.DateTimeField(null=True, blank=True)
    public_at = models.DateTimeField(null=True, blank=True)
    last_paid_on = models.DateField(null=True, blank=True)
    listed_on = models.DateField(null=True, blank=True)
    report_due = models.DateField(_("verslag vóór"), null=True, blank=True)
    accounted_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = SpendQuerySet.as_manager()

    class Meta:
        verbose_name = _("aanvraag")
        verbose_name_plural = _("aanvragen")
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="budgets_request_positive"),
            models.CheckConstraint(
                condition=Q(paid__gte=0) & Q(paid__lte=F("amount")), name="budgets_request_paid"
            ),
            models.UniqueConstraint(fields=["id", "requester"], name="budgets_request_requester"),
            models.CheckConstraint(
                condition=Q(number__isnull=False)
                | Q(status__in=["draft", "submitted", "needs_info", "rejected", "cancelled"]),
                name="budgets_request_number",
            ),
        ]
        indexes = [
            models.Index(fields=["status", "id"], name="budgets_request_status"),
            models.Index(fields=["line", "-listed_on", "-id"], name="budgets_request_line"),
            models.Index(fields=["-public_at", "-id"], name="budgets_request_newest"),
            models.Index(fields=["decision"], name="budgets_request_decision"),
            models.Index(fields=["payee_iban", "submitted_at"], name="budgets_request_payee"),
            models.Index(
                fields=["report_due", "id"],
                name="budgets_request_report",
                condition=Q(status__in=["part_paid", "paid", "paid_short"]),
            ),
        ]

    def __str__(self) -> str:
        return self.number or self.title


class SpendMove(MoveRecord):
    """One move of a request; append-only [db]."""

    request = models.ForeignKey(SpendRequest, models.PROTECT, related_name="moves")

    class Meta(MoveRecord.Meta):
        verbose_name = _("stap van een aanvraag")
        verbose_name_plural = _("stappen van aanvragen")
        indexes = [models.Index(fields=["request", "id"], name="budgets_spendmove_request")]


class SpendShare(models.Model):
    """The part of a request that belongs to one issue; the parts of one request add to 100 %."""

    request = models.ForeignKey(SpendRequest, models.CASCADE, related_name="shares")
    issue = models.ForeignKey("issues.Issue", models.PROTECT, related_name="spend_shares")
    percent = models.DecimalField(_("deel (%)"), max_digits=5, decimal_places=2, default=Decimal("100.00"))

    class Meta:
        verbose_name = _("deel voor een kwestie")
        verbose_name_plural = _("delen voor kwesties")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["request", "issue"], name="budgets_share_once"),
            models.CheckConstraint(
                condition=Q(percent__gt=0) & Q(percent__lte=100), name="budgets_share_percent"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.percent} %"


class SpendItem(models.Model):
    """One costed item (post) of a request; together they are its amount, to the cent [db].

    Approved with the amount, so they are fixed as soon as somebody approved this round [db].
    """

    request = models.ForeignKey(SpendRequest, models.CASCADE, related_name="items")
    what = models.CharField(_("wat"), max_length=120)
    amount = MoneyField(_("bedrag"))
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("post van een aanvraag")
        verbose_name_plural = _("posten van aanvragen")
        ordering = ["order", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="budgets_item_positive"),
            models.UniqueConstraint(fields=["request", "order"], name="budgets_item_once"),
        ]

    def __str__(self) -> str:
        return self.what


class Approval(models.Model):
    """One person's approval in one round; insert-only, never by the requester [db].

    `requester` is the copied key: a composite foreign key keeps it true, a CHECK keeps them apart.
    """

    db_privileges = ("SELECT", "INSERT")

    request = models.ForeignKey(SpendRequest, models.PROTECT, related_name="approvals")
    round = models.PositiveSmallIntegerField()
    approver = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    requester = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    function = models.CharField(_("als"), max_length=12, blank=True)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("goedkeuring")
        verbose_name_plural = _("goedkeuringen")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["request", "round", "approver"], name="budgets_approval_once"),
            models.CheckConstraint(
                condition=~Q(approver=F("requester")), name="budgets_approval_not_requester"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.request_id}/{self.round}"


class Interest(models.Model):
    """Somebody who stands outside a request: related to the payee, or with an interest of another kind."""

    db_privileges = ("SELECT", "INSERT")

    class Kind(models.TextChoices):
        RELATED = "related", _("familie of vriend van de begunstigde")
        CONFLICT = "conflict", _("eigen belang")
        AWAY = "away", _("afwezig")

    request = models.ForeignKey(SpendRequest, models.PROTECT, related_name="interests")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    kind = models.CharField(_("soort"), max_length=8, choices=Kind)
    reason = models.CharField(_("uitleg"), max_length=200, blank=True)
    declared_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("belang bij een aanvraag")
        verbose_name_plural = _("belangen bij aanvragen")
        constraints = [models.UniqueConstraint(fields=["request", "user"], name="budgets_interest_once")]

    def __str__(self) -> str:
        return self.get_kind_display()
