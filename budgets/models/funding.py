"""Where the money comes from. Nothing here assumes a subsidy: a council may live on its own means."""

from decimal import Decimal

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from budgets.models.fields import MoneyField


class FundingSource(models.Model):
    """One source of one year's money, with what it may be used for (amounts in euros).

    `earmark` are the giver's words. `only_line` or `only_theme` is the rule behind them, which a spend
    request must respect (budgets.earmarks): this money is for one line, or for all lines of one theme.
    """

    class Kind(models.TextChoices):
        OWN = "own", _("eigen geld")
        GIFTS = "gifts", _("giften")
        FUND = "fund", _("fonds")
        SPONSOR = "sponsor", _("sponsor")
        GRANT = "grant", _("gemeente")

    budget = models.ForeignKey("budgets.Budget", models.PROTECT, related_name="sources")
    kind = models.CharField(_("soort"), max_length=8, choices=Kind)
    name = models.CharField(_("naam"), max_length=120)
    amount = MoneyField(_("bedrag"))
    earmark = models.CharField(_("alleen voor"), max_length=200, blank=True)
    only_line = models.ForeignKey(
        "budgets.BudgetLine", models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("alleen voor onderdeel"),
    )  # fmt: skip
    only_theme = models.ForeignKey(
        "issues.Theme", models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("alleen voor thema"),
    )  # fmt: skip
    reference = models.CharField(_("kenmerk"), max_length=80, blank=True)

    class Meta:
        verbose_name = _("geldbron")
        verbose_name_plural = _("geldbronnen")
        ordering = ["-amount", "id"]
        constraints = [
            models.CheckConstraint(condition=models.Q(amount__gte=0), name="budgets_source_not_negative"),
            models.CheckConstraint(
                condition=models.Q(only_line=None) | models.Q(only_theme=None),
                name="budgets_source_one_rule",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Gift(models.Model):
    """The gift register: two people know the giver; above 500.00 a decision; cash up to 100.00; none from
    a party in an open issue [db: the declaration].

    `party_note` says why a giver whose name is found in an open issue is somebody else. A gift that was
    given back stays, with the day and the reason.
    """

    db_privileges = ("SELECT", "INSERT", "UPDATE")

    class Giver(models.TextChoices):
        ORGANISATION = "organisation", _("organisatie")
        PERSON = "person", _("persoon")

    DECISION_ABOVE = Decimal("500.00")
    CASH_UP_TO = Decimal("100.00")

    source = models.ForeignKey(FundingSource, models.PROTECT, related_name="gifts")
    giver = models.CharField(_("gever"), max_length=120)
    giver_kind = models.CharField(
        _("soort gever"), max_length=12, choices=Giver, default=Giver.PERSON, db_default=Giver.PERSON
    )
    amount = MoneyField(_("bedrag"))
    received_on = models.DateField(_("ontvangen op"))
    cash = models.BooleanField(_("contant"), default=False)
    known_to = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    also_known_to = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    decision = models.ForeignKey("meetings.Decision", models.PROTECT, null=True, blank=True, related_name="+")
    is_party = models.BooleanField(_("betrokken bij een open kwestie"), default=False, db_default=False)
    party_note = models.CharField(
        _("waarom dit iemand anders is"), max_length=300, blank=True, default="", db_default=""
    )
    recorded_at = models.DateTimeField(null=True)
    returned_on = models.DateField(_("teruggegeven op"), null=True, blank=True)
    return_reason = models.CharField(
        _("waarom teruggegeven"), max_length=300, blank=True, default="", db_default=""
    )

    class Meta:
        verbose_name = _("gift")
        verbose_name_plural = _("giften")
        ordering = ["-received_on", "-id"]
        constraints = [
            models.CheckConstraint(condition=models.Q(amount__gt=0), name="budgets_gift_positive"),
            models.CheckConstraint(
                condition=~models.Q(known_to=models.F("also_known_to")), name="budgets_gift_two_people"
            ),
            models.CheckConstraint(
                condition=models.Q(amount__lte=500) | models.Q(decision__isnull=False),
                name="budgets_gift_decision",
            ),
            models.CheckConstraint(
                condition=models.Q(cash=False) | models.Q(amount__lte=100), name="budgets_gift_cash"
            ),
            models.CheckConstraint(condition=models.Q(is_party=False), name="budgets_gift_party"),
        ]

    def __str__(self) -> str:
        return f"{self.amount} {self.received_on}"


class FundApplication(models.Model):
    """Money asked from a fund: asked, promised or refused, when its report is due, when it was sent.

    A promise makes a source of the budget (`source`).
    """

    db_privileges = ("SELECT", "INSERT", "UPDATE")

    budget = models.ForeignKey("budgets.Budget", models.PROTECT, related_name="applications")
    fund = models.CharField(_("fonds"), max_length=120)
    purpose = models.CharField(_("doel"), max_length=200)
    asked = MoneyField(_("gevraagd"))
    asked_on = models.DateField(_("gevraagd op"))
    promised = MoneyField(_("toegezegd"), null=True, blank=True)
    answered_on = models.DateField(_("antwoord op"), null=True, blank=True)
    refusal = models.CharField(_("waarom niet"), max_length=300, blank=True, default="", db_default="")
    source = models.OneToOneField(
        FundingSource, models.PROTECT, null=True, blank=True, related_name="application"
    )
    report_due = models.DateField(_("verslag vóór"), null=True, blank=True)
    reported_on = models.DateField(_("verslag gestuurd op"), null=True, blank=True)
    report_reference = models.CharField(
        _("kenmerk van het verslag"), max_length=120, blank=True, default="", db_default=""
    )

    class Meta:
        verbose_name = _("aanvraag bij een fonds")
        verbose_name_plural = _("aanvragen bij fondsen")
        ordering = ["asked_on", "id"]
        constraints = [
            models.CheckConstraint(condition=models.Q(asked__gt=0), name="budgets_fund_asked"),
            models.CheckConstraint(
                condition=models.Q(promised__isnull=True) | models.Q(promised__gt=0, refusal=""),
                name="budgets_fund_answer",
            ),
            models.CheckConstraint(
                condition=models.Q(reported_on__isnull=True) | models.Q(promised__isnull=False),
                name="budgets_fund_reported",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.fund}: {self.purpose}"

    @property
    def stand(self) -> str:
        """asked, promised, refused or reported."""
        if self.reported_on:
            return "reported"
        if self.promised is not None:
            return "promised"
        return "refused" if self.refusal else "asked"


class OthersMoney(models.Model):
    """Money of others spent in the wijk: a row without its source is refused."""

    owner = models.CharField(_("van wie"), max_length=120)
    project = models.CharField(_("project"), max_length=160)
    original = MoneyField(_("eerst begroot"), null=True, blank=True)
    spent = MoneyField(_("uitgegeven"), null=True, blank=True)
    goal = models.CharField(_("doel"), max_length=300, blank=True)
    result = models.CharField(_("resultaat"), max_length=300, blank=True)
    source = models.CharField(_("bron"), max_length=300)
    source_url = models.URLField(
        _("adres van de bron"), max_length=300, blank=True, default="", db_default=""
    )
    source_date = models.DateField(_("datum van de bron"))

    class Meta:
        verbose_name = _("geld van anderen in de wijk")
        verbose_name_plural = _("geld van anderen in de wijk")
        ordering = ["-source_date", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(source__regex=r"[^[:space:]]"), name="budgets_others_source"
            )
        ]

    def __str__(self) -> str:
        return self.project
