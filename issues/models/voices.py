"""Who is heard: what residents may decide, and the reaction of those whom a critical text is about."""

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from issues.models.issue import Issue, person


class Say(models.Model):
    """What residents may decide or advise on here, until when, and what was done with it.

    One is open at a time. Without a result it stays visible as a question that we still owe an answer.
    """

    db_privileges = ("SELECT", "INSERT", "UPDATE")

    class Level(models.TextChoices):
        KNOW = "know", _("meeweten: wij vertellen wat er gebeurt")
        THINK = "think", _("meedenken: wij vragen uw mening")
        ADVISE = "advise", _("adviseren: wij volgen uw advies, of zeggen waarom niet")
        DECIDE = "decide", _("meebeslissen: wat bewoners kiezen, gebeurt")

    issue = models.ForeignKey(Issue, models.PROTECT, related_name="says")
    level = models.CharField(_("hoeveel zeggen bewoners"), max_length=6, choices=Level)
    about = models.TextField(_("waarover"))
    how = models.CharField(_("hoe doet u mee"), max_length=200, blank=True)
    until = models.DateField(_("tot en met"))
    opened_at = models.DateTimeField()
    by = person(_("door"), related_name="+")
    result = models.TextField(_("wat ermee is gedaan"), blank=True)
    result_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("inspraak")
        verbose_name_plural = _("inspraak")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["issue"], name="issues_say_one_open", condition=models.Q(result_at__isnull=True)
            ),
            models.CheckConstraint(
                name="issues_say_result",
                condition=models.Q(result="", result_at__isnull=True)
                | ~models.Q(result="") & models.Q(result_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"inspraak {self.pk}"


class Hearing(models.Model):
    """Hoor en wederhoor: those concerned are asked for their reaction before a critical text goes public.

    `label` is how the site calls them ("de ondernemer"), never a business name; `whom` stays inside.
    A reaction may still come after `due`; without one on that day it is "geen antwoord".
    """

    db_privileges = ("SELECT", "INSERT", "UPDATE")

    issue = models.ForeignKey(Issue, models.PROTECT, related_name="hearings")
    label = models.CharField(_("hoe de site hen noemt"), max_length=80)
    whom = models.CharField(_("aan wie precies"), max_length=200, blank=True)
    text = models.TextField(_("wat wij voorlegden"))
    how = models.CharField(_("hoe gevraagd"), max_length=80)
    asked_on = models.DateField(_("gevraagd op"))
    due = models.DateField(_("reactie uiterlijk"))
    reacted_on = models.DateField(_("reactie van"), null=True, blank=True)
    reaction = models.TextField(_("reactie, zoals die op de site staat"), blank=True)
    at = models.DateTimeField()
    by = person(_("door"), related_name="+")

    class Meta:
        verbose_name = _("wederhoor")
        verbose_name_plural = _("wederhoor")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                name="issues_hearing_time", condition=models.Q(due__gt=models.F("asked_on"))
            ),
            models.CheckConstraint(
                name="issues_hearing_reaction",
                condition=models.Q(reaction="", reacted_on__isnull=True)
                | ~models.Q(reaction="") & models.Q(reacted_on__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"wederhoor {self.pk}"

    def is_over(self, on: date) -> bool:
        """Whether they were heard, or had their time: a reaction is there, or the last day has passed."""
        return self.reacted_on is not None or on > self.due
