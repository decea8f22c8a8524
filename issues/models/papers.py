"""Files with letters, post and actions: proof that it was received or done, a scan of what came in."""

from typing import ClassVar
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from issues.models.letters import Incoming, Letter
from issues.models.work import Action


def paper_path(paper: "KeptFile", name: str) -> str:
    """A path that tells nothing: two letters of the id, then the id."""
    return f"{paper.FOLDER}/{paper.uuid.hex[:2]}/{paper.uuid.hex}.{paper.extension}"


class KeptFile(models.Model):
    """One PDF or photo that stays inside. A room that keeps such files gives the row they belong to.

    A PDF is kept byte for byte, because it is proof; a photo is drawn anew without its hidden data.
    Taken away, the row stays without its file, and says who did it. `FOLDER` is where the files of a kind
    lie, swept of what no row points at; `ERASED` is what the log of erasures calls them.
    """

    db_privileges = ("SELECT", "INSERT", "UPDATE")
    FOLDER: ClassVar[str]
    ERASED: ClassVar[str]
    PDF = "application/pdf"
    JPEG = "image/jpeg"

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    file = models.FileField(_("bestand"), upload_to=paper_path, blank=True)
    content_type = models.CharField(max_length=20, choices=[(PDF, "PDF"), (JPEG, "JPEG")])
    size = models.PositiveIntegerField(_("grootte"), help_text=_("bytes"))
    sha256 = models.CharField(_("vingerafdruk"), max_length=64)
    added_at = models.DateTimeField(_("toegevoegd op"))
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("toegevoegd door")
    )
    removed_at = models.DateTimeField(_("weggehaald op"), null=True, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_gone",
                condition=models.Q(removed_at=None) & ~models.Q(file="")
                | models.Q(removed_at__isnull=False, file=""),
            )
        ]

    @property
    def extension(self) -> str:
        return "pdf" if self.content_type == self.PDF else "jpg"

    @property
    def words(self) -> str:
        """PDF or foto, with its size."""
        name = "PDF" if self.content_type == self.PDF else str(_("foto"))
        size = f"{self.size / 1_000_000:.1f} MB".replace(".", ",") if self.size >= 100_000 else ""
        return f"{name}, {size or f'{max(1, self.size // 1000)} kB'}"


class Paper(KeptFile):
    """A file with a letter, post or an action; kept as long as what it is with."""

    FOLDER, ERASED = "post", "paper"

    class Kind(models.TextChoices):
        RECEIPT = "receipt", _("bewijs van ontvangst")
        SENT = "sent", _("de brief zoals verstuurd")
        SCAN = "scan", _("scan van de post")
        OTHER = "other", _("bijlage")
        EVIDENCE = "evidence", _("bewijs bij een actie")

    letter = models.ForeignKey(Letter, models.PROTECT, null=True, blank=True, related_name="papers")
    incoming = models.ForeignKey(Incoming, models.PROTECT, null=True, blank=True, related_name="papers")
    action = models.ForeignKey(Action, models.PROTECT, null=True, blank=True, related_name="papers")
    kind = models.CharField(_("wat is het"), max_length=8, choices=Kind)

    class Meta(KeptFile.Meta):
        verbose_name = _("bestand bij een brief, post of actie")
        verbose_name_plural = _("bestanden bij brieven, post en acties")
        ordering = ["id"]
        constraints = [
            *KeptFile.Meta.constraints,
            models.CheckConstraint(
                name="issues_paper_one_place",
                condition=models.Q(letter__isnull=False, incoming__isnull=True, action__isnull=True)
                | models.Q(letter__isnull=True, incoming__isnull=False, action__isnull=True)
                | models.Q(letter__isnull=True, incoming__isnull=True, action__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()

    @property
    def place(self) -> Letter | Incoming | Action:
        """What it is with."""
        found = self.letter or self.incoming or self.action
        assert found is not None
        return found
