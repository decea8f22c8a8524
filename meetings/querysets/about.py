"""Rows that are about issues: what a reader may not know of hides them, what is limited shields them."""

from typing import Any, Self

from django.db.models import BooleanField, Exists, OuterRef, Q, QuerySet, Value

from issues.querysets import PUBLIC, reads_confidential
from wijkraad.people.roles import is_staff, roles_of


def unseen_issues(user: Any) -> Q | None:
    """Which issues this person may not know of; None when there are none. The mirror of Issue.visible_to."""
    if is_staff(user):
        return None if reads_confidential(user) else Q(visibility="confidential")
    hidden = ~PUBLIC
    if "partner" in roles_of(user) and user.organisation_id:
        hidden &= ~(Q(partner=user.organisation_id) & ~Q(visibility="confidential"))
    return hidden


class AboutIssues(QuerySet[Any, Any]):
    """Rows with `issue_links`: a hidden issue hides them, a limited one shields them."""

    def _links(self) -> QuerySet:
        """The rows of the link table of one row, for use in a subquery."""
        relation: Any = self.model._meta.get_field("issue_links")
        return relation.related_model.objects.filter(**{relation.field.name: OuterRef("pk")})

    def _issues(self) -> Any:
        """The manager of issues, found through the relation: this module stands below the models."""
        relation: Any = self.model._meta.get_field("issues")
        return relation.related_model.objects

    def about(self, issue: Any) -> Self:
        """Rows linked to this issue (a row, a key, or a queryset of keys)."""
        if isinstance(issue, QuerySet | list | tuple | set):
            return self.filter(issue_links__issue__in=issue)
        return self.filter(issue_links__issue=issue)

    def without_unseen(self, user: Any) -> Self:
        hidden = unseen_issues(user)
        if hidden is None:
            return self
        issues = self._issues().filter(hidden)
        return self.exclude(Exists(self._links().filter(issue__in=issues)))

    def with_shield(self, user: Any = None) -> Self:
        """Annotate `shielded`: this reader gets the public wording, without number, place or exact date."""
        if is_staff(user):
            return self.annotate(shielded=Value(False, BooleanField()))
        return self.annotate(shielded=Exists(self._links().filter(issue__visibility="limited")))
