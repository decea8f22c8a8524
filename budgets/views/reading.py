"""Spending for a confidential matter tells of it: who reads it is written down, as in the workspace."""

from collections.abc import Iterable
from typing import Any

from budgets.models import SpendRequest
from issues.actions import log_readings


def log_spend_readings(spends: Iterable[SpendRequest], user: Any) -> None:
    """Write down that these requests were shown; no statement when none is for something confidential."""
    log_readings([share.issue for spend in spends for share in spend.shares.all()], by=user)
