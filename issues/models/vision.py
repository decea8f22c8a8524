"""What the neighbourhood wants to be: the text above the buurtagenda, with the day from which it holds."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from issues.models.issue import person


class Vision(models.Model):
    """The vision of the council from a day on, with the decision that adopted it if there is one; append-only
    [db].

    The last row whose day has come counts; earlier ones stay, so that everybody can see what changed.
    """

    db_privileges = ("SELECT", "INSERT")

    text = models.TextField(_("tekst"))
    since = models.DateField(_("vanaf"))
    decision_number = models.CharField(_("besluit"), max_length=20, blank=True)
    by = person(_("door"), related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("visie")
        verbose_name_plural = _("visies")
        ordering = ["since", "id"]
        constraints = [models.CheckConstraint(name="issues_vision_text", condition=~models.Q(text=""))]

    def __str__(self) -> str:
        return f"visie vanaf {self.since}"
