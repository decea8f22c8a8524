"""What other rooms ask this one: whose history may be read, and what somebody still holds in money."""

from collections.abc import Collection
from typing import Any

from budgets import facts
from budgets.models import (
    Approval,
    BankConfirmation,
    Booking,
    Evaluation,
    Interest,
    PaymentItem,
    PaymentOrder,
    Receipt,
    SpendItem,
    SpendRequest,
    SpendShare,
)
from budgets.querysets import BOOKS
from wijkraad.people import handover
from wijkraad.people.handover import Held
from wijkraad.people.models import User
from wijkraad.people.roles import has_role, roles_of
from wijkraad.trail.visibility import register, register_model, register_open

BANK = (
    "budgets_bankaccount",
    "budgets_bankimport",
    "budgets_bankstatement",
    "budgets_bankpart",
    "budgets_bankpartundone",
    "budgets_bankquestion",
    "budgets_auditdraw",
    "budgets_auditfinding",
    "budgets_auditanswer",
    "budgets_auditstatement",
)
PARTS = (Approval, Booking, Evaluation, Interest, PaymentItem, Receipt, SpendItem, SpendShare)
"""Rows that are seen by who sees their request."""


def _bank_lines(user: User, ids: Collection[str]) -> Any:
    return BankConfirmation.objects.filter(
        pk__in=ids, booking__request__in=SpendRequest.objects.visible_to(user)
    )


def _orders(user: User, ids: Collection[str]) -> Any:
    """Payment orders are seen by the treasurer and the kascommissie."""
    found = PaymentOrder.objects.filter(pk__in=ids)
    return found if has_role(user, *BOOKS) else found.none()


def _part_of(model: Any) -> Any:
    def visible(user: User, ids: Collection[str]) -> Any:
        return model.objects.filter(pk__in=ids, request__in=SpendRequest.objects.visible_to(user))

    return visible


def _books(user: User, ids: Collection[str]) -> Collection[str]:
    """Rows of the bank and the check: for the treasurer and the kascommissie."""
    return [] if roles_of(user).isdisjoint(BOOKS) else ids


def held_by(user: User, role: str) -> list[Held]:
    """Open requests of somebody whose council role ends; they are paid, cancelled or taken over first."""
    if role not in ("board", "secretary", "chair", "treasurer"):
        return []
    return [Held(one.title, one.path) for one in facts.held_by(user)]


def register_room() -> None:
    """Called once, when the application is ready."""
    register_model(SpendRequest)
    for model in PARTS:
        register(model._meta.db_table, _part_of(model))
    register(PaymentOrder._meta.db_table, _orders)
    register(BankConfirmation._meta.db_table, _bank_lines)
    register_open("budgets_budget", "budgets_budgetline", "budgets_lineamendment", "budgets_mandate")
    register_open("budgets_fundingsource", "budgets_plannedyear", "budgets_yearreport", "budgets_othersmoney")
    register_open("budgets_fundapplication", "budgets_gift")
    for table in BANK:
        register(table, _books)
    handover.register(held_by)
