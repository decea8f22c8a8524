"""Who works on the desk of money, and the request that a page is about.

Spending for a confidential matter tells of it: who reads it is written down, as in the workspace.
"""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, TextField
from django.db.models.functions import Cast, JSONObject
from django.http import Http404

from budgets.models import SpendItem, SpendRequest
from issues.actions import log_readings

DESK = ("board", "secretary", "chair", "treasurer", "deputy", "auditor")
ASKING = ("board", "secretary", "chair", "treasurer")


POSTS = ArraySubquery(
    SpendItem.objects.filter(request=OuterRef("pk"))
    .order_by("order", "id")
    .values(post=JSONObject(what="what", amount=Cast("amount", TextField())))
)
"""The costed items of a request, with the statement that reads it."""


def posts_of(spend: Any) -> list[tuple[str, Decimal]]:
    """What is asked and for how many euros, of a request that came from `fetch`."""
    return [(one["what"], Decimal(one["amount"])) for one in spend.posts]


def log_spend_readings(spends: Iterable[SpendRequest], user: Any) -> None:
    """Write down that these requests were shown; no statement when none is for something confidential."""
    log_readings([share.issue for spend in spends for share in spend.shares.all()], by=user)


def fetch(user: Any, uuid: UUID) -> SpendRequest:
    """The request as a page needs it; 404 when this person may not see it."""
    seen = SpendRequest.objects.visible_to(user).for_list().select_related("replaces")
    found = seen.annotate(posts=POSTS).filter(uuid=uuid).first()
    if found is None:
        raise Http404
    log_spend_readings([found], user)
    return found
