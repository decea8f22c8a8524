"""The money of the council: where it comes from, what it is for, who asked, who approved, what it brought."""

from budgets.models.funding import FundApplication, FundingSource, Gift, OthersMoney
from budgets.models.ledger import BankConfirmation, Booking, Evaluation, Receipt
from budgets.models.spending import Approval, Interest, SpendMove, SpendRequest, SpendShare
from budgets.models.year import Budget, BudgetLine, LineAmendment, Mandate

__all__ = [
    "Approval",
    "BankConfirmation",
    "Booking",
    "Budget",
    "BudgetLine",
    "Evaluation",
    "FundApplication",
    "FundingSource",
    "Gift",
    "Interest",
    "LineAmendment",
    "Mandate",
    "OthersMoney",
    "Receipt",
    "SpendMove",
    "SpendRequest",
    "SpendShare",
]
