"""Counts kept beside the facts, so that a page asks one small table instead of 100,000 rows.

They are no facts of their own: a trigger writes each change of an issue as deltas in its transaction,
`fold` adds them up now and then, `manage.py verify` counts again and compares.
"""

import math
from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Func
from django.db.models.functions import Exp
from django.utils.translation import gettext_lazy as _

from issues.models import Area, Issue, Report, Segment, StatusChange, Street, Theme
from meetings.models import Decision, DecisionIssue


class Tally(models.Model):
    """How many issues belong to a key; the truth is the sum over the rows of a key. Of listed public ones:

    Scopes: `status` (key = state) · `theme` (key = theme id:state) · `street`, `segment` (key = id; open
    and fully public only, since a limited matter counts nowhere below the area) · `talk` (key = number of
    talks since the last decision, open only) · `agenda` (day = next agenda, open only) · `aftercare`
    (day = its last day, resolved only) · `back` (open after a relapse). Of all that are open, for the desk:
    `desk` (key = theme id:state) · `quiet` (key = state, day = last event, of waiting ones the day
    on which we ask); the keys of confidential ones end in ":c". Per month: see `monthly`.
    """

    scope = models.CharField(max_length=10)
    key = models.CharField(max_length=40, blank=True)
    day = models.DateField(null=True)
    n = models.IntegerField()

    class Meta:
        indexes = [models.Index(fields=["scope", "key"], include=["day", "n"], name="portal_tally_key")]

    def __str__(self) -> str:
        return f"{self.scope}:{self.key} {self.n:+d}"


class CalendarDay(models.Model):
    """How many working days there were from the first day of the calendar up to and with this one."""

    db_privileges = ("SELECT",)

    day = models.DateField(primary_key=True)
    n = models.IntegerField()

    def __str__(self) -> str:
        return f"{self.day}: {self.n}"


DERIVED: dict[str, Any] = {"related_name": "+", "db_constraint": False}
"""A key copied from a row that holds it: what becomes of the row is decided there."""


class Stay(models.Model):
    """One issue in one state, made of a move and the next one by triggers: so figures read a period only.

    Days are Amsterdam calendar days; it counts in the state on each day from `came_on` to the day before
    `left_on` (None: still there). `seen`: 0 confidential, 1 without a public number, 2 known to everybody
    but limited, 3 fully public. `counts`: neither merged nor withdrawn now. `first_on`: of its first report.
    `took`: working days, the least norm that it kept (see `staying`). `opens`: the first one of its issue.
    """

    change = models.OneToOneField(StatusChange, models.DO_NOTHING, primary_key=True, **DERIVED)
    issue = models.ForeignKey(Issue, models.DO_NOTHING, **DERIVED)
    state = models.CharField(max_length=20)
    came_on = models.DateField()
    left_on = models.DateField(null=True)
    took = models.SmallIntegerField(null=True)
    opens = models.BooleanField()
    first_on = models.DateField()
    theme = models.ForeignKey(Theme, models.DO_NOTHING, db_index=False, **DERIVED)
    street = models.ForeignKey(Street, models.DO_NOTHING, null=True, db_index=False, **DERIVED)
    area = models.ForeignKey(Area, models.DO_NOTHING, null=True, db_index=False, **DERIVED)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.DO_NOTHING, null=True, db_index=False, **DERIVED
    )
    seen = models.SmallIntegerField()
    counts = models.BooleanField()

    class Meta:
        indexes = [
            models.Index(
                fields=["state", "came_on"],
                include=["left_on", "took", "first_on", "seen", "counts", "theme", "issue"],
                name="portal_stay_state",
            ),
            models.Index(
                fields=["theme", "state", "came_on"],
                include=["left_on", "took", "first_on", "seen", "counts", "street"],
                name="portal_stay_theme",
            ),
            *(
                models.Index(
                    fields=[column, "state", "came_on"],
                    include=["left_on", "took", "first_on", "seen", "counts", "opens", "issue", "theme"],
                    name=f"portal_stay_{column}",
                )
                for column in ("street", "area", "owner")
            ),
            models.Index(
                fields=["first_on"],
                include=["issue", "seen", "counts", "theme", "street", "area", "owner"],
                condition=models.Q(opens=True),
                name="portal_stay_opens",
            ),
            models.Index(fields=["left_on"], include=["state", "seen", "theme"], name="portal_stay_left"),
        ]

    def __str__(self) -> str:
        return f"{self.issue_id}: {self.state} {self.came_on} – {self.left_on or ''}"


class Ruling(models.Model):
    """A decision that was taken with one of its issues, or with none; made by triggers (see `ruling`).

    `leads`: exactly one row of each decision and time that it ran, for figures that count decisions.
    `chain_on` and `promised_on`: the day and the first date of the oldest decision that it replaced, directly
    or not. It ran from `ran_on` to the day before `left_on` (None: still); `ended_on`: its outcome, if that
    was the end; `reopened_on`: when it began to run again (None: this is how it stands now). `open`: it has a
    public number. `known`: the least `seen` of its issues (3 without any). `proven`: one of its issues has
    baseline, after-measure and judged criterion. `owner` is responsible for the decision, `holder` for the
    issue; the rest of the issue is as in `Stay`.
    """

    link = models.ForeignKey(DecisionIssue, models.DO_NOTHING, null=True, db_index=False, **DERIVED)
    decision = models.ForeignKey(Decision, models.DO_NOTHING, **DERIVED)
    issue = models.ForeignKey(Issue, models.DO_NOTHING, null=True, db_index=False, **DERIVED)
    leads = models.BooleanField()
    status = models.CharField(max_length=20)
    decided_on = models.DateField()
    chain_on = models.DateField()
    promised_on = models.DateField(null=True)
    ran_on = models.DateField(null=True)
    left_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    reopened_on = models.DateField(null=True)
    withdrawn_on = models.DateField(null=True)
    open = models.BooleanField()
    known = models.SmallIntegerField()
    proven = models.BooleanField()
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.DO_NOTHING, null=True, db_index=False, **DERIVED
    )
    theme = models.ForeignKey(Theme, models.DO_NOTHING, null=True, db_index=False, **DERIVED)
    street = models.ForeignKey(Street, models.DO_NOTHING, null=True, db_index=False, **DERIVED)
    area = models.ForeignKey(Area, models.DO_NOTHING, null=True, db_index=False, **DERIVED)
    holder = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.DO_NOTHING, null=True, db_index=False, **DERIVED
    )
    first_report_on = models.DateField(null=True)
    seen = models.SmallIntegerField(null=True)
    counts = models.BooleanField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["issue", "decided_on"],
                include=[
                    "first_report_on", "seen", "counts", "open", "known", "owner", "theme", "street", "area",
                    "holder",
                ],
                name="portal_ruling_first",
            ),
            models.Index(
                fields=["ended_on"],
                include=[
                    "decision", "left_on", "reopened_on", "chain_on", "leads", "open", "known", "proven",
                    "owner", "theme", "issue",
                ],
                condition=models.Q(ended_on__isnull=False),
                name="portal_ruling_ended",
            ),
            models.Index(
                fields=["promised_on"],
                include=[
                    "decision", "status", "ended_on", "withdrawn_on", "reopened_on", "leads", "open", "known",
                    "owner", "theme",
                ],
                name="portal_ruling_promised",
            ),
            models.Index(
                fields=["left_on", "ran_on"],
                include=[
                    "decision", "decided_on", "issue", "leads", "open", "known", "owner", "theme",
                ],
                condition=models.Q(ran_on__isnull=False),
                name="portal_ruling_ran",
            ),
            models.Index(
                fields=["theme"], include=["decision", "street", "area"], name="portal_ruling_theme"
            ),
            models.Index(
                fields=["street"], include=["decision", "theme", "area"], name="portal_ruling_street"
            ),
            models.Index(
                fields=["area"], include=["decision", "theme", "street"], name="portal_ruling_area"
            ),
            models.Index(
                fields=["withdrawn_on"],
                condition=models.Q(withdrawn_on__isnull=False),
                name="portal_ruling_withdrawn",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.decision_id}: {self.status} {self.decided_on}"


HALVING, EPOCH = math.log(2) / 90, date(2020, 1, 1)
"""The weight of a report halves in ninety days (K12), told from a day."""


class Heard(models.Model):
    """A report at a part of a street about a public matter, as K12 weighs it; made by triggers (`hearing`).

    Days are Amsterdam calendar days. `sure_on`: when its contact was confirmed (None: it was not). `step`:
    severity 1–3 of the last weighing of its issue, which was on `weighed_on`; `heft`: the same, twice as much
    for each 90 days after 1 January 2020, so that what it weighs on a day is a product. `counts`: it is one
    of a person per part in 30 days; `first`: the first of its person there; the other two: the same among the
    reports of its theme. `spot`: the part of the street × 128 and seven bits of who sent it, which tell
    nobody apart. The rest is of the issue.
    """

    report = models.OneToOneField(Report, models.DO_NOTHING, primary_key=True, **DERIVED)
    issue = models.ForeignKey(Issue, models.DO_NOTHING, db_index=False, **DERIVED)
    segment = models.ForeignKey(Segment, models.DO_NOTHING, db_index=False, **DERIVED)
    spot = models.BigIntegerField()
    day = models.DateField()
    sure_on = models.DateField(null=True)
    weighed_on = models.DateField(null=True)
    step = models.SmallIntegerField()
    heft = models.GeneratedField(
        expression=F("step")
        * Exp(HALVING * Func(F("day"), template=f"(%(expressions)s - DATE '{EPOCH}')::float8")),
        output_field=models.FloatField(),
        db_persist=True,
    )
    theme = models.ForeignKey(Theme, models.DO_NOTHING, db_index=False, **DERIVED)
    street = models.ForeignKey(Street, models.DO_NOTHING, null=True, db_index=False, **DERIVED)
    area = models.ForeignKey(Area, models.DO_NOTHING, null=True, db_index=False, **DERIVED)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.DO_NOTHING, null=True, db_index=False, **DERIVED
    )
    counts = models.BooleanField()
    first = models.BooleanField()
    counts_theme = models.BooleanField()
    first_theme = models.BooleanField()

    class Meta:
        indexes = [
            models.Index(fields=["spot"], name="portal_heard_spot"),
            models.Index(
                fields=["weighed_on"],
                name="portal_heard_weighed",
                condition=models.Q(weighed_on__isnull=False),
            ),
            models.Index(
                fields=["segment", "day"],
                include=["heft", "sure_on", "weighed_on", "first", "street", "area", "owner"],
                condition=models.Q(counts=True),
                name="portal_heard_counts",
            ),
            *(
                models.Index(
                    fields=[column, "segment", "day"],
                    include=["heft", "sure_on", "weighed_on", "first"],
                    condition=models.Q(counts=True),
                    name=f"portal_heard_{column}",
                )
                for column in ("street", "area", "owner")
            ),
            models.Index(
                fields=["theme", "segment", "day"],
                include=["heft", "sure_on", "weighed_on", "first_theme", "street", "area", "owner"],
                condition=models.Q(counts_theme=True),
                name="portal_heard_theme",
            ),
        ]

    def __str__(self) -> str:
        return f"melding {self.report_id}"


class ReviewRound(models.Model):
    """The weekly round of one person through the rows that need somebody; at most one is open [db]."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="review_rounds")
    began_at = models.DateTimeField(_("begonnen op"))
    ended_at = models.DateTimeField(_("klaar op"), null=True, blank=True)

    class Meta:
        verbose_name = _("weekronde")
        verbose_name_plural = _("weekrondes")
        constraints = [
            models.UniqueConstraint(
                fields=["user"], name="portal_round_one_open", condition=models.Q(ended_at__isnull=True)
            )
        ]

    def __str__(self) -> str:
        return f"weekronde {self.pk}"


class ReviewMark(models.Model):
    """What somebody said of one row in a round: done with it, or later. `mark` names row and trouble."""

    class Verdict(models.TextChoices):
        DONE = "done", _("klaar")
        LATER = "later", _("later")

    round = models.ForeignKey(ReviewRound, models.CASCADE, related_name="marks")
    mark = models.CharField(max_length=40)
    verdict = models.CharField(max_length=5, choices=Verdict)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("rij van een weekronde")
        verbose_name_plural = _("rijen van een weekronde")
        constraints = [models.UniqueConstraint(fields=["round", "mark"], name="portal_mark_once")]

    def __str__(self) -> str:
        return f"{self.mark}: {self.verdict}"


class Digest(models.Model):
    """The rows that somebody's last weekly mail knew of, so that the next one tells only what changed."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    week = models.DateField(_("maandag van de week"))
    marks = models.JSONField(default=list)

    class Meta:
        verbose_name = _("weekbericht")
        verbose_name_plural = _("weekberichten")

    def __str__(self) -> str:
        return f"weekbericht {self.week}"


class DashboardView(models.Model):
    """The filters of the dashboard under a name, of one person."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    name = models.CharField(_("naam"), max_length=60)
    query = models.CharField(_("filters"), max_length=400)
    created_at = models.DateTimeField()

    class Meta:
        verbose_name = _("weergave van het dashboard")
        verbose_name_plural = _("weergaven van het dashboard")
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["user", "name"], name="portal_view_once")]

    def __str__(self) -> str:
        return self.name


class FigureReport(models.Model):
    """The public figures of a quarter or year that is over, as they were counted once; append-only [db].

    `key` as in the address of the figures ("2026-k3", "2026"). Only numbers, no words of anybody: so it never
    has to change, and its page and PDF are the same each time. `content_hash` is SHA-256 of the facts as
    JSON.
    """

    db_privileges = ("SELECT", "INSERT")

    key = models.SlugField(_("periode"), max_length=8, unique=True)
    facts = models.JSONField()
    content_hash = models.CharField(_("kenmerk"), max_length=64)
    made_at = models.DateTimeField(_("gemaakt op"))

    class Meta:
        verbose_name = _("cijferverslag")
        verbose_name_plural = _("cijferverslagen")

    def __str__(self) -> str:
        return self.key
