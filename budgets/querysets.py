"""Who sees which money rows, and how lists fetch them."""

from typing import Any

from django.db import models
from django.db.models import Exists, F, OuterRef, Prefetch, Q, Sum
from django.db.models.functions import Coalesce

from budgets.workflow import IMPORTED
from issues.querysets import reads_confidential
from wijkraad.people.roles import COUNCIL, roles_of

BOOKS = frozenset({"treasurer", "auditor"})
"""Who sees every request, also one for a confidential issue."""
DESK = COUNCIL | {"deputy"}
"""Who sees requests before they are public."""


CONFIDENTIAL = Q(issue__visibility="confidential")
HIDDEN = CONFIDENTIAL | Q(issue__number__isnull=True)
"""Shares of issues that a visitor may not know of."""


class BudgetQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: Any) -> "BudgetQuerySet":
        """Adopted and closed years are public; a proposal is for the board and the kascommissie."""
        if roles_of(user).isdisjoint(DESK | BOOKS):
            return self.exclude(status="concept")
        return self

    def open(self) -> "BudgetQuerySet":
        """Years on which money can be promised and booked."""
        return self.filter(status="adopted")


class LineQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: Any) -> "LineQuerySet":
        """The lines of the budgets that this person sees."""
        if roles_of(user).isdisjoint(DESK | BOOKS):
            return self.exclude(budget__status="concept")
        return self

    def open(self) -> "LineQuerySet":
        return self.filter(budget__status="adopted")

    def for_list(self) -> "LineQuerySet":
        """Lines with year and theme, in the order of the budget."""
        return self.select_related("budget", "theme").order_by("-budget__year", "order", "id")

    def totals(self) -> dict[str, Any]:
        """The five amounts of these lines together, in euros."""
        names = ("original", "amended", "reserved", "paid", "ceiling")
        return self.aggregate(
            **{name: Coalesce(Sum(name), 0, output_field=models.DecimalField()) for name in names}
        )


class SpendQuerySet(models.QuerySet[Any]):
    def _for(self, issues: Q) -> Exists:
        """Whether a part of the request belongs to such an issue."""
        shares = self.model.shares.rel.related_model
        return Exists(shares.objects.filter(issues, request=OuterRef("pk")))

    def public(self) -> "SpendQuerySet":
        """What every visitor may see: numbered at its approval, and for no issue that is not public."""
        return self.filter(~self._for(HIDDEN), number__isnull=False)

    def visible_to(self, user: Any) -> "SpendQuerySet":
        """Requests this person may see: the public ones, own ones, and by role those on the desk.

        A draft is its writer's own. The treasurer and the kascommissie see every other request, other
        board members and the deputy not those for a confidential issue that they may not read.
        """
        public = Q(number__isnull=False) & ~Q(self._for(HIDDEN))
        if not getattr(user, "is_authenticated", False):
            return self.filter(public)
        roles, own = roles_of(user), Q(requester=user)
        if roles & BOOKS or (roles & DESK and reads_confidential(user)):
            return self.filter(own | ~Q(status="draft"))
        if roles & DESK:
            return self.filter(own | (~Q(status="draft") & ~Q(self._for(CONFIDENTIAL))))
        return self.filter(own | public)

    def more_than_public(self, user: Any) -> "SpendQuerySet":
        """Of the requests this person may see those that a visitor may not."""
        private = Q(number__isnull=True) | Q(self._for(HIDDEN))
        if roles_of(user).isdisjoint(DESK | BOOKS):
            return self.filter(private, requester=user)
        return self.visible_to(user).filter(private)

    def open(self) -> "SpendQuerySet":
        """Requests with which somebody still has to do something."""
        return self.filter(
            status__in=["submitted", "needs_info", "approved", "part_paid", "paid", "paid_short"]
        )

    def spent(self) -> "SpendQuerySet":
        """Requests that hold or took money of a line."""
        return self.filter(status__in=["approved", "part_paid", "paid", "paid_short", "accounted"])

    def listed(self) -> "SpendQuerySet":
        """Requests that the page of a year lists: those that hold or took money, imported ones included."""
        held = Q(status__in=["approved", "part_paid", "paid", "paid_short", "accounted"])
        return self.filter(held | Q(paid__gt=0))

    def newest_public(self) -> "SpendQuerySet":
        """What was approved last and is for no limited matter, in the order in which it became public."""
        named = self.public().filter(~self._for(Q(issue__visibility="limited")), public_at__isnull=False)
        return named.exclude(status=IMPORTED).for_list().order_by("-public_at", "-id")

    def matching(self, text: str) -> "SpendQuerySet":
        """Requests whose public words hold a text."""
        return self.filter(
            Q(title__icontains=text) | Q(goal__icontains=text) | Q(number__iexact=text.strip())
        )

    def for_list(self) -> "SpendQuerySet":
        """What a row of a list shows, in a constant number of queries; newest first."""
        shares = self.model.shares.rel.related_model
        return (
            self.select_related("line__budget", "line__theme", "decision", "evaluation", "requester")
            .prefetch_related(Prefetch("shares", shares.objects.select_related("issue__theme")))
            .order_by(F("listed_on").desc(nulls_last=True), "-id")
        )
