"""A decision: one text, one person, one date; and what was voted, moved and corrected."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from issues.models import Issue
from meetings.models.agenda import AgendaItem
from meetings.models.meeting import Meeting
from meetings.querysets import DecisionQuerySet
from meetings.workflow import DECISION, FINAL, IMPORTED, UNDECIDED
from wijkraad.trail.models import MoveRecord


class Decision(models.Model):
    """A proposal that becomes a decision; once taken its text never changes [db]. Amounts in euro."""

    class Way(models.TextChoices):
        MEETING = "meeting", _("in een vergadering")
        OUTSIDE = "outside", _("buiten een vergadering")
        URGENT = "urgent", _("met spoed")

    class VoteWay(models.TextChoices):
        COUNT = "count", _("geteld")
        NAMES = "names", _("op naam")
        SECRET = "secret", _("geheim")

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    number = models.CharField(_("nummer"), max_length=12, unique=True, null=True, blank=True)
    internal_number = models.CharField(max_length=12, unique=True, null=True, blank=True)
    old_number = models.CharField(
        _("nummer van vroeger"), max_length=40, blank=True, default="", db_default=""
    )
    agenda_item = models.ForeignKey(
        AgendaItem,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="decisions",
        verbose_name=_("agendapunt"),
    )
    way = models.CharField(_("hoe besloten"), max_length=8, choices=Way, default=Way.MEETING)
    internal = models.BooleanField(_("niet openbaar"), default=False)
    title = models.CharField(_("titel"), max_length=160)
    text = models.TextField(_("besluit"))
    reason = models.TextField(_("waarom"), blank=True)
    public_wording = models.TextField(
        _("tekst voor het publiek"), blank=True, help_text=_("zonder nummer, plek of precieze datum")
    )
    responsible = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="decisions",
        verbose_name=_("wie zorgt ervoor"),
    )  # fmt: skip
    deadline = models.DateField(_("uiterlijk klaar op"), null=True, blank=True)
    first_deadline = models.DateField(_("eerst beloofd"), null=True, blank=True)
    review_on = models.DateField(_("weer bekijken op"), null=True, blank=True)
    about_council = models.BooleanField(_("over de wijkraad zelf"), default=False)
    issues = models.ManyToManyField(Issue, through="DecisionIssue", related_name="decisions")
    mandate_amount = models.DecimalField(
        _("mag kosten"), max_digits=12, decimal_places=2, null=True, blank=True
    )
    vote_way = models.CharField(_("hoe gestemd"), max_length=6, choices=VoteWay, default=VoteWay.COUNT)
    votes_for = models.PositiveSmallIntegerField(_("voor"), null=True, blank=True)
    votes_against = models.PositiveSmallIntegerField(_("tegen"), null=True, blank=True)
    votes_abstain = models.PositiveSmallIntegerField(_("onthouden"), null=True, blank=True)
    # What the chair voted, where the statuten let that decide a tie; never of a secret vote [db].
    chair_vote = models.CharField(
        _("stem van de voorzitter"), max_length=8, blank=True, default="", db_default=""
    )
    answer_by = models.DateField(_("antwoorden vóór"), null=True, blank=True)
    status = models.CharField(_("stand"), max_length=20, choices=DECISION.choices, default="concept")
    decided_at = models.DateTimeField(_("besloten op"), null=True, blank=True)
    # The Amsterdam date of the meeting, or of the moment when decided outside one.
    decided_on = models.DateField(_("datum van het besluit"), null=True, blank=True)
    finished_on = models.DateField(_("klaar op"), null=True, blank=True)
    result = models.TextField(_("resultaat"), blank=True)
    evidence = models.TextField(_("bewijs"), blank=True)
    superseded_by = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="supersedes",
        verbose_name=_("vervangen door"),
    )
    withdrawn_by = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="withdraws",
        verbose_name=_("ingetrokken door"),
    )
    ratified_in = models.ForeignKey(
        Meeting,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="ratified",
        verbose_name=_("bekrachtigd in"),
    )
    # The decision of that evening that ratified it [db].
    ratified_by = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="ratifies",
        verbose_name=_("bekrachtigd met"),
    )
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    objects = DecisionQuerySet.as_manager()
    # Given by `for_list`: its issues, and whether this reader gets the public wording.
    linked: list[Issue]
    shielded: bool

    class Meta:
        verbose_name = _("besluit")
        verbose_name_plural = _("besluiten")
        constraints = [
            models.CheckConstraint(
                name="meetings_decision_number_when_taken",
                condition=Q(status__in=UNDECIDED, number__isnull=True, internal_number__isnull=True)
                | (
                    Q(status__in=[*FINAL, IMPORTED], decided_at__isnull=False, decided_on__isnull=False)
                    & (
                        Q(number__isnull=False, internal_number__isnull=True, internal=False)
                        | Q(number__isnull=True, internal_number__isnull=False, internal=True)
                    )
                ),
            ),
            models.CheckConstraint(
                name="meetings_decision_owner_and_date",
                condition=Q(status__in=[*UNDECIDED, "rejected", IMPORTED])
                | Q(responsible__isnull=False, deadline__isnull=False, first_deadline__isnull=False),
            ),
            models.CheckConstraint(
                name="meetings_decision_majority",
                condition=Q(status__in=[*UNDECIDED, "rejected", IMPORTED])
                | Q(way="urgent")
                | Q(votes_for__gt=F("votes_against"))
                | Q(votes_for=F("votes_against"), votes_for__gt=0, chair_vote="for"),
            ),
            models.CheckConstraint(
                name="meetings_decision_secret",
                condition=Q(chair_vote="") | (Q(chair_vote__in=["for", "against"]) & ~Q(vote_way="secret")),
            ),
            models.CheckConstraint(
                name="meetings_decision_evidence",
                condition=~Q(status="done")
                | (~Q(result="") & ~Q(evidence="") & Q(finished_on__isnull=False)),
            ),
            models.CheckConstraint(
                name="meetings_decision_superseded",
                condition=Q(status="superseded", superseded_by__isnull=False)
                | (~Q(status="superseded") & Q(superseded_by__isnull=True)),
            ),
            models.CheckConstraint(
                name="meetings_decision_withdrawn",
                condition=Q(status="withdrawn", withdrawn_by__isnull=False)
                | (~Q(status="withdrawn") & Q(withdrawn_by__isnull=True)),
            ),
            models.CheckConstraint(
                name="meetings_decision_amount",
                condition=Q(mandate_amount__isnull=True) | Q(mandate_amount__gte=0),
            ),
        ]
        indexes = [
            models.Index(fields=["-decided_on", "-id"], name="meetings_decision_newest"),
            models.Index(
                fields=["deadline"],
                name="meetings_decision_running",
                condition=Q(status__in=["adopted", "executing"]),
            ),
            # What figures over a period ask: what ended in it, what was promised for it.
            models.Index(
                fields=["finished_on"],
                name="meetings_decision_ended",
                condition=Q(status__in=["done", "not_achieved"]),
            ),
            models.Index(fields=["first_deadline"], name="meetings_decision_promised"),
        ]

    def __str__(self) -> str:
        return self.shown_number or self.title

    @property
    def shown_number(self) -> str:
        """The number as its readers know it: public, internal, or none before it was taken."""
        return self.number or self.internal_number or ""


class DecisionIssue(models.Model):
    """The link between a decision and an issue; `starts_work` says that adopting it moves the issue."""

    decision = models.ForeignKey(Decision, models.CASCADE, related_name="issue_links")
    issue = models.ForeignKey(Issue, models.PROTECT, related_name="decision_links")
    starts_work = models.BooleanField(_("het werk begint"), default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["decision", "issue"], name="meetings_decisionissue_once")
        ]

    def __str__(self) -> str:
        return f"{self.decision_id} – {self.issue_id}"


class DecisionMove(MoveRecord):
    decision = models.ForeignKey(Decision, models.PROTECT, related_name="moves")

    class Meta(MoveRecord.Meta):
        verbose_name = _("verloop van een besluit")
        verbose_name_plural = _("verloop van besluiten")
        indexes = [
            # The few that were opened again after their end.
            models.Index(
                fields=["at"],
                name="meetings_decisionmove_again",
                condition=Q(from_state__in=["done", "not_achieved"]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.decision_id}: {self.from_state} → {self.to_state}"


class DeadlineChange(models.Model):
    """A moved date with its reason; the first date stays on the decision for the figures."""

    db_privileges = ("SELECT", "INSERT")

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="deadline_changes")
    before = models.DateField(_("van"))
    after = models.DateField(_("naar"))
    reason = models.CharField(_("reden"), max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("wanneer"))

    class Meta:
        verbose_name = _("verschoven datum")
        verbose_name_plural = _("verschoven data")
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.decision_id}: {self.before} → {self.after}"


class Vote(models.Model):
    """A vote by name. Of a secret vote or a count there is no row, only totals on the decision [db]."""

    class Choice(models.TextChoices):
        FOR = "for", _("voor")
        AGAINST = "against", _("tegen")
        ABSTAIN = "abstain", _("onthouden")

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="votes")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    choice = models.CharField(_("stem"), max_length=8, choices=Choice)

    class Meta:
        verbose_name = _("stem op naam")
        verbose_name_plural = _("stemmen op naam")
        constraints = [models.UniqueConstraint(fields=["decision", "person"], name="meetings_vote_once")]

    def __str__(self) -> str:
        return f"{self.decision_id}: {self.choice}"


class OutsideAnswer(models.Model):
    """A member asked outside a meeting, or chair and treasurer in an urgent case; empty = no answer.

    Who has an interest says so: out of the vote and out of the number that must answer.
    """

    class Choice(models.TextChoices):
        FOR = "for", _("voor")
        AGAINST = "against", _("tegen")
        ABSTAIN = "abstain", _("onthouden")
        CONFLICT = "conflict", _("heeft een belang, stemt niet")

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="answers")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    choice = models.CharField(_("antwoord"), max_length=8, choices=Choice, blank=True)
    reason = models.CharField(_("welk belang"), max_length=200, blank=True, default="", db_default="")
    asked_at = models.DateTimeField(_("gevraagd op"))
    answered_at = models.DateTimeField(_("geantwoord op"), null=True, blank=True)

    class Meta:
        verbose_name = _("antwoord buiten de vergadering")
        verbose_name_plural = _("antwoorden buiten de vergadering")
        constraints = [models.UniqueConstraint(fields=["decision", "person"], name="meetings_answer_once")]

    def __str__(self) -> str:
        return f"{self.decision_id}: {self.choice or '–'}"


class Erratum(models.Model):
    """A correction of adopted minutes, itself adopted by a decision; the minutes stay as they were."""

    db_privileges = ("SELECT", "INSERT")

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="errata")
    item = models.ForeignKey(AgendaItem, models.PROTECT, null=True, blank=True, related_name="errata")
    text = models.TextField(_("verbetering"))
    decision = models.ForeignKey(Decision, models.PROTECT, related_name="errata")
    at = models.DateTimeField(_("wanneer"))

    class Meta:
        verbose_name = _("verbetering van een verslag")
        verbose_name_plural = _("verbeteringen van verslagen")
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.meeting_id}: {self.text[:40]}"
