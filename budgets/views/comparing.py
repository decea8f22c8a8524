"""Two people changed one request: what stands there now beside what this person typed."""

from typing import Any

from django.utils.translation import gettext as _

from budgets.editing import digest_of
from budgets.forms import RequestForm
from budgets.models import SpendRequest
from wijkraad.trail.history import history_of
from wijkraad.ui.filters import euro

HIDDEN = ("seen", "quote", "payee_iban", "payee_address")
"""Fields that are compared without their words standing in a text: protected, or no words at all."""


def both_texts(spend: SpendRequest, typed: dict[str, Any], items: list[Any]) -> dict[str, Any]:
    """The two texts of the conflict page, who was first, and the digest that the next try starts from."""
    now = SpendRequest.objects.select_related("line__budget", "decision", "payee_user").get(pk=spend.pk)
    kept = {name: getattr(now, name, None) for name in RequestForm.base_fields}
    kept["shares"] = [(share.issue, share.percent) for share in now.shares.select_related("issue")]
    rows = [(one.what, one.amount) for one in now.items.all()]
    last = history_of("budgets_spendrequest", now.pk).filter(operation="update").last()
    return {
        "who": last.actor_name if last else "",
        "one": _text(kept, rows),
        "other": _text(typed, items),
        "seen": digest_of(now),
    }


def _text(words: dict[str, Any], items: list[Any]) -> str:
    """The filled fields, one a line, under the names that the form gives them."""
    lines = []
    for name, field in RequestForm.base_fields.items():
        if name in HIDDEN:
            continue
        value = words.get("shares" if name == "issues" else name)
        if shown := _shown(name, field, value):
            label = str(field.label)
            lines.append(f"{label} {shown}" if label.endswith("?") else f"{label}: {shown}")
    lines += [f"{what}: {euro(amount)}" for what, amount in items]
    return "\n".join(lines)


def _shown(name: str, field: Any, value: Any) -> str:
    if value in (None, "", False, []):
        return ""
    if name == "amount":
        return euro(value)
    if name == "issues":
        return ", ".join(f"{issue.number}: {percent.normalize():f} %" for issue, percent in value)
    if hasattr(field, "choices") and not hasattr(field, "queryset"):
        return str(dict(field.choices).get(value, value))
    return _("ja") if value is True else str(value)
