"""Finding people."""

from django.db import models
from django.db.models import Q

OFFICIAL = (
    "board",
    "secretary",
    "chair",
    "treasurer",
    "deputy",
    "auditor",
    "manager",
    "partner",
    "admin",
)
"""Every role but those of residents and entrepreneurs."""


class UserQuerySet(models.QuerySet):
    """People, by name."""

    def officials(self) -> "UserQuerySet":
        """Who holds, held or is about to hold a role of partner or higher."""
        return self.filter(roles__kind__in=OFFICIAL).distinct()

    def matching(self, words: str) -> "UserQuerySet":
        """Whose name or e-mail address contains these words."""
        return self.filter(Q(name__icontains=words) | Q(email__icontains=words))

    def after(self, name: str, pk: int) -> "UserQuerySet":
        """The rows after this one, in the order of name and id."""
        return self.filter(Q(name__gt=name) | Q(name=name, pk__gt=pk))

    def before(self, name: str, pk: int) -> "UserQuerySet":
        """The rows before this one, nearest first."""
        return self.filter(Q(name__lt=name) | Q(name=name, pk__lt=pk)).order_by("-name", "-pk")
