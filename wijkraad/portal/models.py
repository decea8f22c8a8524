"""Counts kept beside the facts, so that a page asks one small table instead of 100,000 rows.

They are no facts of their own: a trigger writes each change of an issue as deltas in its transaction,
`fold` adds them up now and then, `manage.py verify` counts again and compares.
"""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Tally(models.Model):
    """How many issues belong to a key; the truth is the sum over the rows of a key. Of listed public ones:

    Scopes: `status` (key = state) · `theme` (key = theme id:state) · `street`, `segment` (key = id; open
    and fully public only, since a limited matter counts nowhere below the area) · `talk` (key = number of
    talks since the last decision, open only) · `agenda` (day = next agenda, open only) · `aftercare`
    (day = its last day, resolved only) · `back` (open after a relapse). Of all that are open, for the desk:
    `desk` (key = theme id:state) · `quiet` (key = state, day = last event, of waiting ones the day
    on which we ask); the keys of confidential ones end in ":c".
    """

    scope = models.CharField(max_length=10)
    key = models.CharField(max_length=40, blank=True)
    day = models.DateField(null=True)
    n = models.IntegerField()

    class Meta:
        indexes = [models.Index(fields=["scope", "key"], include=["day", "n"], name="portal_tally_key")]

    def __str__(self) -> str:
        return f"{self.scope}:{self.key} {self.n:+d}"


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
