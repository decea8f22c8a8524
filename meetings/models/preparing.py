"""What comes before an evening: who is asked to come, papers with a point, requests of residents."""

from uuid import uuid4

from django.conf import settings
from django.core.signing import Signer
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from issues.models import Issue, KeptFile
from meetings.models.agenda import AgendaItem
from meetings.models.meeting import Meeting

INVITED = "meetings.invitation"
"""What the links of guests are signed for."""


class Invitation(models.Model):
    """Somebody who gets the agenda of one evening, and says whether they come.

    A person with an account, or a guest by e-mail. The board is always asked: a member has a row once
    there is an answer.
    """

    class Answer(models.TextChoices):
        YES = "yes", _("Ik kom")
        PERHAPS = "perhaps", _("Misschien")
        NO = "no", _("Ik kom niet")

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="invitations")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    guest = models.CharField(_("naam van de gast"), max_length=120, blank=True)
    email = models.EmailField(_("e-mail van de gast"), blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("wanneer"))
    answer = models.CharField(_("komt"), max_length=8, choices=Answer, blank=True, default="", db_default="")
    answered_at = models.DateTimeField(_("antwoord op"), null=True, blank=True)

    class Meta:
        verbose_name = _("uitnodiging")
        verbose_name_plural = _("uitnodigingen")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "person"], name="meetings_invitation_once"),
            models.UniqueConstraint(
                fields=["meeting", "email"], condition=~Q(email=""), name="meetings_invitation_guest_once"
            ),
            models.CheckConstraint(
                name="meetings_invitation_somebody",
                condition=Q(person__isnull=False, guest="", email="")
                | (Q(person__isnull=True) & ~Q(guest="")),
            ),
            models.CheckConstraint(
                name="meetings_invitation_answer",
                condition=Q(answer="", answered_at=None) | (~Q(answer="") & Q(answered_at__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.meeting_id}: {self.person_id or self.guest}"

    @property
    def token(self) -> str:
        """The signed key of a guest, for one evening; worth nothing once it has begun."""
        return Signer(salt=INVITED).sign(str(self.pk))


class AgendaPaper(KeptFile):
    """A PDF or photo with a point, private when it, its point or its meeting is."""

    FOLDER, ERASED = "agenda", "agenda_paper"

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="papers")
    title = models.CharField(_("wat is het"), max_length=120)
    internal = models.BooleanField(_("niet openbaar"), default=False)

    class Meta(KeptFile.Meta):
        verbose_name = _("stuk bij een agendapunt")
        verbose_name_plural = _("stukken bij agendapunten")
        ordering = ["id"]

    def __str__(self) -> str:
        return self.title


class AgendaRequest(models.Model):
    """Somebody asks the council to talk about something. The words are for the board, never for the site."""

    class State(models.TextChoices):
        OPEN = "open", _("Wacht op antwoord")
        PLACED = "placed", _("Op de agenda gezet")
        DECLINED = "declined", _("Niet op de agenda")

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="agenda_requests")
    text = models.CharField(_("waarover"), max_length=300)
    issue = models.ForeignKey(Issue, models.PROTECT, null=True, blank=True, related_name="agenda_requests")
    state = models.CharField(_("stand"), max_length=8, choices=State, default=State.OPEN)
    item = models.ForeignKey(AgendaItem, models.SET_NULL, null=True, blank=True, related_name="requests")
    answer = models.CharField(_("antwoord"), max_length=300, blank=True)
    created_at = models.DateTimeField(_("gevraagd op"))
    handled_at = models.DateTimeField(_("behandeld op"), null=True, blank=True)
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("verzoek voor de agenda")
        verbose_name_plural = _("verzoeken voor de agenda")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                name="meetings_request_answered",
                condition=Q(state="open", handled_at=None)
                | Q(state="placed", handled_at__isnull=False)
                | (Q(state="declined", handled_at__isnull=False) & ~Q(answer="")),
            )
        ]
        indexes = [
            models.Index(fields=["id"], name="meetings_request_open", condition=Q(state="open")),
        ]

    def __str__(self) -> str:
        return f"{self.pk}: {self.state}"
