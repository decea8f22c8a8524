"""What people write in a request, in one form: to see whether somebody else changed it in the meantime."""

import hashlib
import json
from typing import Any

from budgets.models import SpendRequest

WRITTEN = (
    "title", "goal", "amount", "line_id", "decision_id", "exception", "others_asked", "expected_effect",
    "promised_return", "public_wording", "public_goal", "payee_kind", "payee_name", "payee_iban",
    "payee_address", "payee_user_id", "payee_agrees",
)  # fmt: skip
"""The columns that the form of a request fills."""


def written(request: SpendRequest) -> dict[str, Any]:
    """The words of a request as they are kept, with its items and its shares."""
    found: dict[str, Any] = {name: getattr(request, name) for name in WRITTEN}
    found["items"] = list(request.items.order_by("order", "id").values_list("what", "amount"))
    found["issues"] = list(request.shares.order_by("id").values_list("issue_id", "percent"))
    return found


def digest_of(request: SpendRequest) -> str:
    """Changes when somebody changes the words of the request, and by nothing else."""
    words = json.dumps(written(request), default=str, sort_keys=True)
    return hashlib.sha256(words.encode()).hexdigest()[:32]
