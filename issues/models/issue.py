"""The public matter, and the history of its states."""

from typing import Any
from uuid import uuid4

from django.conf import settings
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from issues.models.indexes import INDEXES
from issues.models.places import Area, Segment, Street
from issues.models.themes import Priority, Theme, Visibility
from issues.querysets import IssueQuerySet
from issues.workflow import STATES, WORKFLOW
from wijkraad.people.models import Organisation
from wijkraad.trail.models import MoveRecord

STOPS = "n" + "l" * 6
"""The mini trail at the start: one character per main stop (d done, n now, c claimed, s skipped, l later)."""


def person(label: Any, **extra: Any) -> models.ForeignKey:
    """A key to somebody who took part; people are never deleted from history."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=label, null=True, blank=True, **extra
    )


class Issue(models.Model):
    """One matter with its reports, from first report to the end of aftercare.

    `number` is the public number, drawn once when the issue becomes public [db]; internal matters
    get `internal_number`. `status` changes only through the workflow, each with a StatusChange [db].
    `norm_due` is the date we promised to look at it, kept from report time. `unheard`: its words hold
    criticism and those concerned could not react yet, so that they may not be public [db].
    """

    db_privileges = ("SELECT", "INSERT", "UPDATE")

    class Size(models.TextChoices):
        SMALL = "klein", _("Klein")
        ORDINARY = "gewoon", _("Gewoon")
        PRIORITY = "prioriteit", _("Prioriteit")

    class Judgement(models.TextChoices):
        REACHED = "reached", _("Doel gehaald")
        PARTLY = "partly", _("Deels gehaald")
        MISSED = "missed", _("Doel niet gehaald")

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    number = models.CharField(_("nummer"), max_length=12, null=True, blank=True, unique=True)
    internal_number = models.CharField(_("intern nummer"), max_length=16, null=True, blank=True, unique=True)
    title = models.CharField(_("titel"), max_length=160, blank=True)
    summary = models.TextField(_("samenvatting"), blank=True)
    reaction = models.TextField(_("reactie van betrokkenen"), blank=True)
    unheard = models.BooleanField(
        _("kritiek waarop nog niemand kon reageren"), default=False, db_default=False
    )
    public_wording = models.CharField(_("woorden voor beperkt zichtbaar"), max_length=160, blank=True)
    theme = models.ForeignKey(
        Theme, models.PROTECT, related_name="issues", verbose_name=_("thema"), db_index=False
    )
    status = models.CharField(_("stand"), max_length=14, choices=WORKFLOW.choices, default="reported")
    visibility = models.CharField(
        _("wie ziet het"), max_length=12, choices=Visibility, default=Visibility.PUBLIC
    )
    size = models.CharField(_("maat"), max_length=10, choices=Size, default=Size.ORDINARY)
    street = models.ForeignKey(
        Street, models.PROTECT, null=True, blank=True, related_name="issues", db_index=False
    )
    segment = models.ForeignKey(Segment, models.PROTECT, null=True, blank=True, related_name="issues")
    area = models.ForeignKey(
        Area, models.SET_NULL, null=True, blank=True, related_name="issues", db_index=False
    )
    lon = models.FloatField(null=True, blank=True)
    lat = models.FloatField(null=True, blank=True)

    responsible = person(_("wie zorgt ervoor"), related_name="issues")
    partner = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="issues", verbose_name=_("partner")
    )
    waiting_until = models.DateField(_("wij vragen na op"), null=True, blank=True)
    priority = models.ForeignKey(Priority, models.PROTECT, null=True, blank=True, related_name="issues")
    long_running = models.BooleanField(_("langlopend"), default=False)
    stuck_on = models.CharField(_("waar zit het vast"), max_length=10, blank=True)
    milestone = models.CharField(
        _("mijlpaal van dit jaar"), max_length=200, blank=True, default="", db_default=""
    )
    milestone_on = models.DateField(_("mijlpaal uiterlijk"), null=True, blank=True)

    created_at = models.DateTimeField()
    first_report_at = models.DateTimeField()
    public_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    state_since = models.DateTimeField()
    norm_due = models.DateField(_("beloofd vóór"), null=True, blank=True)
    next_step = models.CharField(_("volgende stap"), max_length=200, blank=True)
    next_step_on = models.DateField(_("op"), null=True, blank=True)

    goal = models.TextField(_("doel"), blank=True)
    criterion = models.TextField(_("maatstaf"), blank=True)
    baseline = models.TextField(_("beginmeting"), blank=True)
    claimed_by = person(_("klaar gemeld door"), related_name="+")
    claimed_at = models.DateTimeField(null=True, blank=True)
    verified_by = person(_("gecontroleerd door"), related_name="+")
    verified_at = models.DateTimeField(null=True, blank=True)
    judgement = models.CharField(_("oordeel"), max_length=8, choices=Judgement, blank=True)
    judged_by = person(_("beoordeeld door"), related_name="+")
    after_measure = models.TextField(_("meting na afloop"), blank=True)
    aftercare_until = models.DateField(_("nazorg tot"), null=True, blank=True)
    relapse_count = models.PositiveSmallIntegerField(default=0)
    relapsed_at = models.DateTimeField(null=True, blank=True)

    report_count = models.PositiveIntegerField(default=0)
    household_count = models.PositiveIntegerField(default=0)
    follower_count = models.PositiveIntegerField(default=0)
    affected_count = models.PositiveIntegerField(
        default=0, help_text=_("huishoudens die er ook last van hebben")
    )
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="merged")
    score = models.DecimalField(max_digits=4, decimal_places=1, null=True, blank=True)

    # Written for higher rooms by `issues.actions.note_chain`.
    on_agenda_at = models.DateField(null=True, blank=True)
    talks_since_decision = models.PositiveSmallIntegerField(default=0)
    last_event_at = models.DateTimeField()
    stops = models.CharField(max_length=7, default=STOPS)

    search = SearchVectorField(null=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = IssueQuerySet.as_manager()

    class Meta:
        verbose_name = _("kwestie")
        verbose_name_plural = _("kwesties")
        indexes = INDEXES
        constraints = [
            models.CheckConstraint(
                name="issues_issue_somebody",
                condition=~Q(
                    status__in=["assessing", "decided", "in_progress", "waiting", "reported_done", "resolved"]
                )
                | Q(responsible__isnull=False),
            ),
            models.CheckConstraint(
                name="issues_issue_goal",
                condition=~Q(status__in=["in_progress", "resolved"])
                | Q(size="klein") & ~Q(criterion="")
                | Q(size="gewoon") & ~Q(criterion="") & ~Q(goal="")
                | ~Q(criterion="") & ~Q(goal="") & ~Q(baseline=""),
            ),
            models.CheckConstraint(
                name="issues_issue_wait",
                condition=~Q(status="waiting") | Q(partner__isnull=False, waiting_until__isnull=False),
            ),
            models.CheckConstraint(
                name="issues_issue_claimed",
                condition=~Q(status__in=["reported_done", "resolved"])
                | Q(claimed_by__isnull=False, claimed_at__isnull=False),
            ),
            models.CheckConstraint(
                name="issues_issue_other_checks",
                condition=Q(verified_by__isnull=True) | ~Q(verified_by=F("claimed_by")),
            ),
            models.CheckConstraint(
                name="issues_issue_judged",
                condition=~Q(status="resolved")
                | ~Q(judgement="") & Q(verified_at__isnull=False, aftercare_until__isnull=False),
            ),
            models.CheckConstraint(
                name="issues_issue_merged",
                condition=Q(status="merged", merged_into__isnull=False)
                | ~Q(status="merged") & Q(merged_into__isnull=True),
            ),
            models.CheckConstraint(
                name="issues_issue_public_after_triage",
                condition=~Q(status="reported") | Q(number__isnull=True),
            ),
            models.CheckConstraint(
                name="issues_issue_public_title",
                condition=Q(number__isnull=True) | ~Q(title="") & Q(public_at__isnull=False),
            ),
            models.CheckConstraint(
                name="issues_issue_heard_first",
                condition=Q(unheard=False) | Q(number__isnull=True) | ~Q(visibility="public"),
            ),
        ]

    def __str__(self) -> str:
        return self.number or self.internal_number or f"kwestie {self.pk}"

    @property
    def is_public(self) -> bool:
        """Whether a visitor may see that it exists."""
        return bool(self.number) and self.visibility != Visibility.CONFIDENTIAL

    @property
    def public_title(self) -> str:
        """What a visitor reads as its name: for limited matters words without place or number."""
        if self.visibility == Visibility.PUBLIC:
            return self.title
        return self.public_wording or self.theme.name

    @property
    def path(self) -> str:
        """Its address: public when it is public, else the inner one."""
        return f"/kwesties/{self.number}/" if self.is_public else f"/werk/kwesties/{self.uuid}/"


class StatusChange(MoveRecord):
    """One move of an issue; append-only, written in the transaction of the move [db].

    `public_reason` is what everybody may read; `reason` may be inner. `notice` marks rows that
    tell of a decision without a move (from_state = to_state).
    """

    issue = models.ForeignKey(Issue, models.PROTECT, related_name="status_changes")
    public_reason = models.TextField(_("reden voor iedereen"), blank=True)
    evidence = models.TextField(_("bewijs"), blank=True)

    class Meta(MoveRecord.Meta):
        abstract = False
        verbose_name = _("verandering van stand")
        indexes = [
            models.Index(fields=["issue", "id"], name="issues_change_issue"),
            models.Index(fields=["to_state", "at"], name="issues_change_when"),
        ]

    def __str__(self) -> str:
        return f"{self.from_state} → {self.to_state}"

    @property
    def label(self) -> str:
        return str(STATES.get(self.to_state, self.to_state))


class MergeRecord(models.Model):
    """What moved from one issue to another, by hand; append-only [db].

    A merge moves everything, a join one report, a split some reports to a new issue. `moved` holds
    the ids of the rows that moved, so that an undo (a row with `undone`, naming in `undoes` what it
    undoes) brings back exactly those: {"reports": [[id, id of the issue it came from before]],
    "photos": [], "confirmations": [], "offers": [], "follows": [], "ended": []}.
    """

    db_privileges = ("SELECT", "INSERT")

    class Kind(models.TextChoices):
        MERGE = "merge", _("samengevoegd")
        JOIN = "join", _("melding verplaatst")
        SPLIT = "split", _("gesplitst")

    issue = models.ForeignKey(Issue, models.PROTECT, related_name="merges")
    into = models.ForeignKey(Issue, models.PROTECT, related_name="takings")
    kind = models.CharField(_("soort"), max_length=5, choices=Kind, default=Kind.MERGE)
    moved = models.JSONField(_("wat verhuisde"), default=dict)
    undone = models.BooleanField(default=False)
    undoes = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="undoing")
    by = person(_("door"), related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("samenvoeging")

    def __str__(self) -> str:
        return f"{self.issue_id} → {self.into_id}"


class ConfidentialReader(models.Model):
    """Who may read confidential matters, from a date to a date (end excluded); given by two people.

    Until the second one confirms (`confirmed_by`) it gives nothing.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="confidential_readings")
    since = models.DateField(_("vanaf"))
    until = models.DateField(_("tot"), null=True, blank=True)
    given_by = person(_("gegeven door"), related_name="+")
    confirmed_by = person(_("bevestigd door"), related_name="+")
    decision_number = models.CharField(_("besluit"), max_length=20, blank=True)

    class Meta:
        verbose_name = _("lezer van vertrouwelijke kwesties")
        constraints = [
            models.CheckConstraint(
                name="issues_confidentialreader_two",
                condition=Q(given_by__isnull=False)
                & (
                    Q(confirmed_by__isnull=True) | ~Q(given_by=F("confirmed_by")) & ~Q(user=F("confirmed_by"))
                ),
            )
        ]

    def __str__(self) -> str:
        return f"{self.user_id} vanaf {self.since}"


class ReadingRecord(models.Model):
    """A confidential matter was opened, or the attempt was refused; append-only [db]."""

    db_privileges = ("SELECT", "INSERT")

    issue = models.ForeignKey(Issue, models.PROTECT, related_name="readings")
    user = person(_("door"), related_name="+")
    at = models.DateTimeField()
    refused = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("inzage")
        indexes = [models.Index(fields=["issue", "-id"], name="issues_reading_issue")]

    def __str__(self) -> str:
        return f"inzage {self.issue_id}"
