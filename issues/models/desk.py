"""What the desk for new reports needs: ready answers, and who is looking at what."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from issues.models.issue import Issue, person
from issues.models.themes import Theme


class ReplyTemplate(models.Model):
    """A ready answer for one step, for one theme or for all of them; words of the council only.

    `text` may hold the marks of `issues.replies` ("{thema}", "{datum}"), filled in when it is used.
    """

    class Step(models.TextChoices):
        TAKEN = "assessing", _("Bekeken: wij zoeken het uit")
        REJECTED = "rejected", _("Niet opgepakt")
        JOINED = "joined", _("Bij een bekende kwestie gevoegd")
        UPDATE = "update", _("Bericht voor iedereen")
        STOPPED = "not_resolved", _("Gestopt, niet opgelost")
        CLAIMED = "claimed", _("Klaar gemeld, met bewijs")
        ANSWER = "answer", _("Antwoord aan bewoners")

    theme = models.ForeignKey(
        Theme, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("thema")
    )
    step = models.CharField(_("stap"), max_length=12, choices=Step)
    name = models.CharField(_("naam"), max_length=80)
    text = models.TextField(_("tekst"))
    active = models.BooleanField(_("te kiezen"), default=True)
    changed_by = person(_("veranderd door"), related_name="+")
    changed_at = models.DateTimeField(_("veranderd op"))
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = _("antwoordsjabloon")
        verbose_name_plural = _("antwoordsjablonen")
        ordering = ["step", "theme__order", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["step", "theme", "name"], name="issues_replytemplate_name", nulls_distinct=False
            )
        ]

    def __str__(self) -> str:
        return self.name


class Presence(models.Model):
    """Who looks at which new report now; one row per person, overwritten at each look. No history."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="+")
    issue = models.ForeignKey(Issue, models.CASCADE, related_name="lookers")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("wie kijkt nu")

    def __str__(self) -> str:
        return f"{self.user_id} → {self.issue_id}"
