"""The bank: own accounts, files that were read in, their entries, and what each entry is for.

Amounts are euros; of an entry above zero came in, below zero went out. Entries, what they were matched to
and what was undone only grow [db]. The words of an entry (names, IBANs) stand apart, so that retention
can destroy them without touching a row that only grows.
"""

import uuid
from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from budgets.models.fields import MoneyField
from budgets.models.funding import Gift
from budgets.models.ledger import Booking


class BankAccount(models.Model):
    """An account of the council itself, under the exact name that the bank has; no other file is read."""

    db_privileges = ("SELECT", "INSERT", "UPDATE")

    iban = models.CharField(_("IBAN"), max_length=34, unique=True)
    name = models.CharField(_("naam bij de bank"), max_length=70)
    bic = models.CharField(_("BIC"), max_length=11, blank=True)
    since = models.DateField(_("vanaf"))
    until = models.DateField(_("tot en met"), null=True, blank=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("eigen rekening")
        verbose_name_plural = _("eigen rekeningen")
        ordering = ["since", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="budgets_account_dates"
            ),
            models.CheckConstraint(
                condition=Q(iban__regex=r"^[A-Z]{2}[0-9]{2}[A-Z0-9]{10,30}$"), name="budgets_account_iban"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} …{self.iban[-4:]}"


class BankImport(models.Model):
    """One file of a bank. Its content is emptied once it was read in or thrown away, a day later at most.

    `faults` holds the first of what is wrong as [place, element, value, reason]; `found` what its
    statements say, for the preview: [account, number, first day, last day, opening, closing, entries, new].
    """

    db_privileges = ("SELECT", "INSERT", "UPDATE")

    class State(models.TextChoices):
        CHECKING = "checking", _("wordt nagekeken")
        FAULTY = "faulty", _("er is iets mis")
        READY = "ready", _("kan worden ingelezen")
        READING = "reading", _("wordt ingelezen")
        DONE = "done", _("ingelezen")
        DROPPED = "dropped", _("weggegooid")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("bestand"), max_length=120)
    content = models.BinaryField(default=bytes)
    sha256 = models.CharField(max_length=64)
    format = models.CharField(_("soort"), max_length=20, blank=True)
    state = models.CharField(_("stand"), max_length=10, choices=State, default=State.CHECKING)
    opening = MoneyField(_("beginsaldo"), null=True, blank=True)
    closing = MoneyField(_("eindsaldo"), null=True, blank=True)
    found = models.JSONField(default=list)
    faults = models.JSONField(default=list)
    fault_count = models.PositiveIntegerField(default=0)
    rows = models.PositiveIntegerField(default=0)
    fresh = models.PositiveIntegerField(default=0)
    added = models.PositiveIntegerField(default=0)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("ingelezen bankbestand")
        verbose_name_plural = _("ingelezen bankbestanden")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["sha256"], condition=Q(state="done"), name="budgets_bank_file_once"
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_busy(self) -> bool:
        return self.state in (self.State.CHECKING, self.State.READING)


class BankStatement(models.Model):
    """One statement of an account: opening + all its entries = closing [db]. Append-only [db].

    `total` and `entries` are of the whole statement, `added` counts those that were not here yet;
    `first_day` and `last_day` are the dates of its entries.
    """

    db_privileges = ("SELECT", "INSERT")

    source = models.ForeignKey(BankImport, models.PROTECT, related_name="statements")
    account = models.ForeignKey(BankAccount, models.PROTECT, related_name="statements")
    number = models.CharField(_("nummer"), max_length=70, blank=True)
    first_day = models.DateField(_("van"))
    last_day = models.DateField(_("tot en met"))
    opening = MoneyField(_("beginsaldo"))
    closing = MoneyField(_("eindsaldo"))
    total = MoneyField(_("samen"))
    entries = models.PositiveIntegerField(_("regels"))
    added = models.PositiveIntegerField(_("nieuw"))

    class Meta:
        verbose_name = _("afschrift")
        verbose_name_plural = _("afschriften")
        ordering = ["account", "first_day", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closing=F("opening") + F("total")), name="budgets_statement_adds_up"
            ),
            models.CheckConstraint(condition=Q(last_day__gte=F("first_day")), name="budgets_statement_days"),
        ]

    def __str__(self) -> str:
        return f"{self.account} {self.first_day} – {self.last_day}"


class BankEntry(models.Model):
    """One line of a bank statement (bankregel); append-only [db].

    `identity` is a fingerprint of what the bank says of it; equal entries are told apart by
    `occurrence`, 1 for the first: so overlapping files add an entry once, and two equal ones twice.
    """

    db_privileges = ("SELECT", "INSERT")

    statement = models.ForeignKey(BankStatement, models.PROTECT, related_name="lines")
    account = models.ForeignKey(BankAccount, models.PROTECT, related_name="entries")
    booked_on = models.DateField(_("datum"))
    amount = MoneyField(_("bedrag"))
    identity = models.CharField(max_length=64)
    occurrence = models.PositiveSmallIntegerField(default=1)
    returned = models.BooleanField(_("teruggeboekt door de bank"), default=False)

    class Meta:
        verbose_name = _("bankregel")
        verbose_name_plural = _("bankregels")
        ordering = ["booked_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["account", "identity", "occurrence"], name="budgets_bank_entry_once"
            ),
            models.CheckConstraint(condition=~Q(amount=0), name="budgets_bank_entry_not_zero"),
        ]
        indexes = [models.Index(fields=["account", "booked_on", "id"], name="budgets_bank_entry_day")]

    def __str__(self) -> str:
        return f"{self.booked_on}: {self.amount}"


class BankWords(models.Model):
    """What the bank says of an entry: the other party and the description. Personal; gone after seven years.

    Never public, in no log and in no history. It does not change, and goes only when its term is over [db].
    """

    db_privileges = ("SELECT", "INSERT", "DELETE")

    entry = models.OneToOneField(BankEntry, models.PROTECT, primary_key=True, related_name="words")
    name = models.CharField(_("naam"), max_length=140, blank=True)
    iban = models.CharField(_("IBAN"), max_length=34, blank=True)
    reference = models.CharField(_("kenmerk"), max_length=70, blank=True)
    bank_reference = models.CharField(_("kenmerk van de bank"), max_length=70, blank=True)
    description = models.CharField(_("omschrijving"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("tekst van een bankregel")
        verbose_name_plural = _("teksten van bankregels")

    def __str__(self) -> str:
        return str(self.entry_id)


class BankEntrySum(models.Model):
    """How much of an entry is explained, in euros above zero; kept by triggers only [db]."""

    db_privileges = ("SELECT",)

    entry = models.OneToOneField(BankEntry, models.PROTECT, primary_key=True, related_name="sum")
    amount = MoneyField(_("bedrag"))
    settled = MoneyField(_("uitgelegd"), default=Decimal("0.00"))

    class Meta:
        verbose_name = _("stand van een bankregel")
        verbose_name_plural = _("standen van bankregels")
        constraints = [
            models.CheckConstraint(
                condition=Q(settled__gte=0, settled__lte=F("amount")), name="budgets_entry_not_over"
            )
        ]
        indexes = [
            models.Index(fields=["entry"], condition=Q(settled__lt=F("amount")), name="budgets_entry_open")
        ]

    def __str__(self) -> str:
        return f"{self.settled} / {self.amount}"


class BookingSum(models.Model):
    """How much of a booking was found at the bank, in euros above zero; kept by triggers only [db]."""

    db_privileges = ("SELECT",)

    booking = models.OneToOneField(Booking, models.PROTECT, primary_key=True, related_name="sum")
    amount = MoneyField(_("bedrag"))
    settled = MoneyField(_("gevonden"), default=Decimal("0.00"))

    class Meta:
        verbose_name = _("stand van een boeking bij de bank")
        verbose_name_plural = _("standen van boekingen bij de bank")
        constraints = [
            models.CheckConstraint(
                condition=Q(settled__gte=0, settled__lte=F("amount")), name="budgets_booking_sum_not_over"
            )
        ]
        indexes = [
            models.Index(
                fields=["booking"], condition=Q(settled__lt=F("amount")), name="budgets_booking_open"
            )
        ]

    def __str__(self) -> str:
        return f"{self.settled} / {self.amount}"


class BankPart(models.Model):
    """What a part of an entry is, said by a person: a booking, or what needs none. Append-only [db].

    `amount` in euros above zero. The parts that stand never exceed the entry, nor the booking [db].
    `score` (0–100) and `why` are what the portal proposed, empty when the person chose it alone.
    """

    db_privileges = ("SELECT", "INSERT")

    class Kind(models.TextChoices):
        BOOKING = "booking", _("boeking")
        GIFT = "gift", _("gift")
        INCOME = "income", _("geld dat binnenkwam voor de wijkraad")
        OWN = "own", _("tussen eigen rekeningen")
        MISTAKE = "mistake", _("vergissing, teruggeboekt")
        OTHER = "other", _("iets anders")

    entry = models.ForeignKey(BankEntry, models.PROTECT, related_name="parts")
    kind = models.CharField(_("wat is het"), max_length=8, choices=Kind)
    booking = models.ForeignKey(Booking, models.PROTECT, null=True, blank=True, related_name="parts")
    gift = models.ForeignKey(Gift, models.PROTECT, null=True, blank=True, related_name="parts")
    amount = MoneyField(_("bedrag"))
    words = models.CharField(_("uitleg"), max_length=300, blank=True)
    score = models.PositiveSmallIntegerField(null=True, blank=True)
    why = models.CharField(_("waarom"), max_length=120, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("uitleg van een bankregel")
        verbose_name_plural = _("uitleg van bankregels")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="budgets_part_positive"),
            models.CheckConstraint(
                condition=Q(kind="booking", booking__isnull=False)
                | ~Q(kind="booking") & Q(booking__isnull=True) & ~Q(words=""),
                name="budgets_part_of",
            ),
            models.CheckConstraint(condition=Q(kind="gift") | Q(gift__isnull=True), name="budgets_part_gift"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.amount}"


class BankPartUndone(models.Model):
    """A part that does not stand any more, with the reason; append-only [db]."""

    db_privileges = ("SELECT", "INSERT")

    part = models.OneToOneField(BankPart, models.PROTECT, related_name="undone")
    reason = models.CharField(_("waarom niet"), max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("losgemaakte bankregel")
        verbose_name_plural = _("losgemaakte bankregels")

    def __str__(self) -> str:
        return str(self.part_id)


class BankQuestion(models.Model):
    """An entry nobody can explain yet: who finds out, before when. Append-only [db]; the last one counts."""

    db_privileges = ("SELECT", "INSERT")

    entry = models.ForeignKey(BankEntry, models.PROTECT, related_name="questions")
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("wie zoekt het uit")
    )
    words = models.CharField(_("wat is de vraag"), max_length=300)
    due = models.DateField(_("vóór"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("vraag over een bankregel")
        verbose_name_plural = _("vragen over bankregels")
        ordering = ["id"]

    def __str__(self) -> str:
        return self.words
