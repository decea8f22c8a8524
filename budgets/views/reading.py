"""Who works on the desk of money, and the request that a page is about.

Spending for a confidential matter tells of it: who reads it is written down, as in the workspace.
"""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.http import Http404

from budgets.models import SpendRequest
from issues.actions import log_readings

DESK = ("board", "secretary", "chair", "treasurer", "deputy", "auditor")
ASKING = ("board", "secretary", "chair", "treasurer")


def log_spend_readings(spends: Iterable[SpendRequest], user: Any) -> None:
    """Write down that these requests were shown; no statement when none is for something confidential."""
    log_readings([share.issue for spend in spends for share in spend.shares.all()], by=user)


def fetch(user: Any, uuid: UUID) -> SpendRequest:
    """The request as a page needs it; 404 when this person may not see it."""
    found = SpendRequest.objects.visible_to(user).for_list().filter(uuid=uuid).first()
    if found is None:
        raise Http404
    log_spend_readings([found], user)
    return found
