"""Filters that somebody keeps under a name."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class SavedView(models.Model):
    """The query string of the list in the workspace, under a name; `shared` shows it to colleagues."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_views")
    name = models.CharField(_("naam"), max_length=60)
    query = models.CharField(_("filters"), max_length=600)
    shared = models.BooleanField(_("ook voor collega’s"), default=False)
    created_at = models.DateTimeField()

    class Meta:
        verbose_name = _("bewaarde weergave")
        verbose_name_plural = _("bewaarde weergaven")
        ordering = ["name", "pk"]
        constraints = [models.UniqueConstraint(fields=["user", "name"], name="issues_savedview_name")]

    def __str__(self) -> str:
        return self.name
