"""What was told to whom: one message per person per event, and the log of its mails."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Pace(models.TextChoices):
    """How fast somebody wants to hear of a thread."""

    NOW = "now", _("meteen")
    DAILY = "daily", _("één keer per dag")
    WEEKLY = "weekly", _("één keer per week")
    NEVER = "never", _("niet")


class Preference(models.Model):
    """The pace of one person (an account or a bare address) for one thread; thread "" is everything else."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="+")
    address = models.EmailField(_("e-mailadres"), blank=True)
    thread = models.CharField(max_length=60, blank=True)
    title = models.CharField(_("onderwerp"), max_length=200, blank=True)
    pace = models.CharField(_("hoe vaak"), max_length=6, choices=Pace)
    changed_at = models.DateTimeField(_("gewijzigd op"))

    class Meta:
        verbose_name = _("voorkeur voor berichten")
        verbose_name_plural = _("voorkeuren voor berichten")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "address", "thread"],
                name="notices_preference_once",
                nulls_distinct=False,
            )
        ]

    def __str__(self) -> str:
        return f"{self.thread}: {self.pace}"


FAILURES = {
    "unreachable": _("de mailserver is niet bereikbaar"),
    "refused": _("de mailserver neemt deze mail niet aan"),
    "broken": _("de mail kon niet worden gemaakt"),
}
"""Why a mail did not go out; after the first word stands the answer of the mail server, if it gave one."""


class Message(models.Model):
    """One event told to one person (an account or a bare confirmed address); sent by the queue after commit.

    Holds ids and names of templates, never a resident's words. `event` names the happening
    ("issue-status:8841"), `thread` groups a digest, `path` is where the mail leads.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("wacht op verzending")
        SENT = "sent", _("verstuurd")
        FAILED = "failed", _("niet gelukt")

    event = models.CharField(_("gebeurtenis"), max_length=80)
    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="+")
    address = models.EmailField(_("e-mailadres"), blank=True)
    template = models.CharField(_("sjabloon"), max_length=80)
    thread = models.CharField(max_length=60, blank=True)
    title = models.CharField(max_length=200, blank=True)
    facts = models.JSONField(
        default=dict, help_text=_("kenmerken voor het sjabloon; geen teksten van bewoners")
    )
    path = models.CharField(max_length=200, blank=True)
    pace = models.CharField(_("hoe vaak"), max_length=6, choices=Pace, default=Pace.NOW)
    state = models.CharField(_("stand"), max_length=8, choices=State, default=State.WAITING)
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.CharField(_("fout"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("bericht")
        verbose_name_plural = _("berichten")
        constraints = [
            models.UniqueConstraint(
                fields=["event", "recipient", "address"],
                name="notices_message_once",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                name="notices_message_somebody",
                condition=models.Q(recipient__isnull=False) | ~models.Q(address=""),
            ),
        ]
        indexes = [models.Index(fields=["state", "pace", "id"], name="notices_message_state")]

    def __str__(self) -> str:
        return f"{self.event} ({self.state})"

    @property
    def about(self) -> str:
        """What its thread is about: a topic that is followed, else the title."""
        return str(self.facts.get("topic") or self.title)

    @property
    def shown_error(self) -> str:
        """Why the last try failed, in plain words, with the number that the mail server gave."""
        kind, _space, code = self.error.partition(" ")
        words = str(FAILURES.get(kind, kind))
        return f"{words} ({code})" if code else words

    @property
    def shown_to(self) -> str:
        """To whom, as the mail log shows it: an account by name, a bare address by its first letter."""
        if self.recipient:
            return str(self.recipient)
        name, _at, host = self.address.partition("@")
        return f"{name[:1]}…@{host}"


class SealedMail(models.Model):
    """The text of a mail that cannot be made again from facts (a sign-in link); deleted once it is sent."""

    message = models.OneToOneField(Message, models.CASCADE, primary_key=True, related_name="sealed")
    subject = models.CharField(max_length=200)
    text = models.TextField()

    def __str__(self) -> str:
        return str(self.message)
