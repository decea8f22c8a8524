"""What neighbours do with an issue: follow, confirm, contradict, help."""

from uuid import uuid4

from django.conf import settings
from django.core.signing import Signer
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from issues.models.issue import Issue, person
from issues.models.places import Area, Street
from issues.models.report import Photo, Report
from issues.models.themes import Theme

FOLLOW_TOKEN = "issues.follow"  # noqa: S105 (the name of a salt)
HELP_TOKEN = "issues.help"  # noqa: S105 (the name of a salt)
TOPIC_TOKEN = "issues.follow.topic"  # noqa: S105 (the name of a salt)


class Follow(models.Model):
    """Somebody who wants to hear what happens: an account, or a confirmed e-mail address.

    It ends and is not deleted, so that figures stay. `asked_14_at` and `asked_90_at`: "is dit
    opgelost?" went out; once each per result. `pace` is what was asked for when it began; what holds
    is the preference of its `thread`.
    """

    db_privileges = ("SELECT", "INSERT", "UPDATE")

    class Pace(models.TextChoices):
        AT_ONCE = "once", _("meteen")
        DAILY = "daily", _("één keer per dag")
        WEEKLY = "weekly", _("één keer per week")

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    issue = models.ForeignKey(Issue, models.PROTECT, related_name="follows")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="follows"
    )
    email = models.EmailField(_("e-mailadres"), blank=True)
    confirmed_at = models.DateTimeField(_("bevestigd"), null=True, blank=True)
    pace = models.CharField(_("hoe vaak"), max_length=6, choices=Pace, default=Pace.AT_ONCE)
    created_at = models.DateTimeField()
    ended_at = models.DateTimeField(_("gestopt"), null=True, blank=True)
    asked_14_at = models.DateTimeField(null=True, blank=True)
    asked_90_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("volger")
        verbose_name_plural = _("volgers")
        constraints = [
            models.UniqueConstraint(
                fields=["issue", "user"],
                name="issues_follow_once_user",
                condition=Q(ended_at__isnull=True, user__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["issue", "email"],
                name="issues_follow_once_email",
                condition=Q(ended_at__isnull=True) & ~Q(email=""),
            ),
        ]
        indexes = [
            models.Index(fields=["issue"], name="issues_follow_now", condition=Q(ended_at__isnull=True))
        ]

    def __str__(self) -> str:
        return f"volger {self.pk}"

    @property
    def token(self) -> str:
        """The signed token in mails to this follower."""
        return Signer(salt=FOLLOW_TOKEN).sign(self.uuid.hex)

    @property
    def thread(self) -> str:
        return f"issue:{self.issue_id}"

    @property
    def title(self) -> str:
        """What is followed, as a visitor may read it."""
        return self.issue.public_title if self.issue.is_public else ""

    @property
    def path(self) -> str:
        """Where a visitor reads on; nothing while the issue is not public."""
        return self.issue.path if self.issue.is_public else ""


class TopicFollow(models.Model):
    """Somebody who wants to hear of every public issue of one theme, street or area.

    By account or by confirmed e-mail address; it ends and is not deleted.
    """

    db_privileges = ("SELECT", "INSERT", "UPDATE")

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    theme = models.ForeignKey(Theme, models.PROTECT, null=True, blank=True, related_name="follows")
    street = models.ForeignKey(Street, models.CASCADE, null=True, blank=True, related_name="follows")
    area = models.ForeignKey(Area, models.CASCADE, null=True, blank=True, related_name="follows")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="topic_follows"
    )
    email = models.EmailField(_("e-mailadres"), blank=True)
    pace = models.CharField(_("hoe vaak"), max_length=6, default="weekly")
    created_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(_("bevestigd"), null=True, blank=True)
    ended_at = models.DateTimeField(_("gestopt"), null=True, blank=True)

    class Meta:
        verbose_name = _("volger van een onderwerp")
        verbose_name_plural = _("volgers van een onderwerp")
        constraints = [
            models.CheckConstraint(
                name="issues_topicfollow_one",
                condition=Q(theme__isnull=False, street__isnull=True, area__isnull=True)
                | Q(theme__isnull=True, street__isnull=False, area__isnull=True)
                | Q(theme__isnull=True, street__isnull=True, area__isnull=False),
            ),
            models.CheckConstraint(
                name="issues_topicfollow_somebody",
                condition=Q(ended_at__isnull=False) | Q(user__isnull=False) | ~Q(email=""),
            ),
            models.UniqueConstraint(
                fields=["theme", "street", "area", "user", "email"],
                name="issues_topicfollow_once",
                condition=Q(ended_at__isnull=True),
                nulls_distinct=False,
            ),
        ]

    def __str__(self) -> str:
        return f"volger {self.thread}"

    @property
    def token(self) -> str:
        """The signed token in mails to this follower."""
        return Signer(salt=TOPIC_TOKEN).sign(self.uuid.hex)

    @property
    def thread(self) -> str:
        """What its messages and its pace hang on: "theme:3", "street:12" or "area:2"."""
        kind = "theme" if self.theme_id else "street" if self.street_id else "area"
        return f"{kind}:{self.theme_id or self.street_id or self.area_id}"

    @property
    def topic(self) -> "Theme | Street | Area":
        found = self.theme or self.street or self.area
        assert found is not None  # one of the three, by constraint
        return found

    @property
    def title(self) -> str:
        return self.topic.name

    @property
    def path(self) -> str:
        if self.theme is not None:
            return f"/thema/{self.theme.key}/"
        return f"/straat/{self.street.slug}/" if self.street is not None else "/kwesties/"


class Confirmation(models.Model):
    """An answer of a neighbour: "ik heb hier ook last van", or to "is dit opgelost?".

    The words stay inside until a person approved them as `public_reason`. Of an address only its
    keyed hash is kept (`household`), and its number within the issue, which survives erasure.
    """

    db_privileges = ("SELECT", "INSERT", "UPDATE")

    class Kind(models.TextChoices):
        AFFECTED = "affected", _("heeft hier ook last van")
        SOLVED = "solved", _("opgelost")
        NOT_SOLVED = "not_solved", _("niet opgelost")

    issue = models.ForeignKey(Issue, models.PROTECT, related_name="confirmations")
    kind = models.CharField(_("antwoord"), max_length=10, choices=Kind)
    user = person(_("door"), related_name="+")
    follow = models.ForeignKey(Follow, models.PROTECT, null=True, blank=True, related_name="answers")
    report = models.ForeignKey(Report, models.PROTECT, null=True, blank=True, related_name="answers")
    reason = models.TextField(_("waarom"), blank=True)
    public_reason = models.TextField(_("reden op de site"), blank=True)
    photo = models.ForeignKey(Photo, models.PROTECT, null=True, blank=True, related_name="+")
    household = models.CharField(max_length=64, blank=True)
    household_ordinal = models.PositiveIntegerField(null=True, blank=True)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("antwoord van een bewoner")
        indexes = [models.Index(fields=["issue", "kind"], name="issues_confirmation_kind")]

    def __str__(self) -> str:
        return self.get_kind_display()


class Contradiction(models.Model):
    """Neighbours say "niet opgelost" to something claimed or resolved; shown publicly.

    Unanswered after 14 days the system returns the issue. `claimed_at` keeps who was contradicted.
    """

    db_privileges = ("SELECT", "INSERT", "UPDATE")

    class Settled(models.TextChoices):
        RETURNED = "returned", _("terug naar het werk")
        ANSWERED = "answered", _("beantwoord")
        SYSTEM = "system", _("na 14 dagen vanzelf terug")
        TAKEN_BACK = "back", _("bewoners namen het terug")

    issue = models.ForeignKey(Issue, models.PROTECT, related_name="contradictions")
    state = models.CharField(_("stand toen"), max_length=14)
    opened_at = models.DateTimeField()
    count = models.PositiveIntegerField(_("aantal keer nee"), default=1)
    public_reason = models.TextField(_("reden op de site"), blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_how = models.CharField(max_length=8, choices=Settled, blank=True)
    answer = models.TextField(_("antwoord"), blank=True)

    class Meta:
        verbose_name = _("tegenspraak")
        constraints = [
            models.UniqueConstraint(
                fields=["issue"], name="issues_contradiction_one_open", condition=Q(settled_at__isnull=True)
            )
        ]

    def __str__(self) -> str:
        return f"tegenspraak {self.issue_id}"


class HelpOffer(models.Model):
    """ "Ik help mee": hours, tools or eyes; reaches the responsible person."""

    class Kind(models.TextChoices):
        HOURS = "hours", _("uren")
        TOOLS = "tools", _("gereedschap")
        EYES = "eyes", _("ogen")

    issue = models.ForeignKey(Issue, models.PROTECT, related_name="help_offers")
    kind = models.CharField(_("waarmee"), max_length=6, choices=Kind)
    text = models.CharField(_("wat biedt u aan"), max_length=300, blank=True)
    user = person(_("wie"), related_name="+")
    email = models.EmailField(_("e-mailadres"), blank=True)
    at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = person(_("beantwoord door"), related_name="+")
    accepted = models.BooleanField(_("graag"), null=True, blank=True)
    answer = models.TextField(_("antwoord"), blank=True, default="", db_default="")
    withdrawn_at = models.DateTimeField(_("ingetrokken op"), null=True, blank=True)

    class Meta:
        verbose_name = _("aanbod om te helpen")
        verbose_name_plural = _("aanbiedingen om te helpen")

    def __str__(self) -> str:
        return self.get_kind_display()

    @property
    def token(self) -> str:
        """The signed token with which the helper can take the offer back."""
        return Signer(salt=HELP_TOKEN).sign(str(self.pk))
