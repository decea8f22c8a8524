"""The money of the council: where it comes from, what it is for, who asked, who approved, what it brought."""

from budgets.models.audit import AuditAnswer, AuditDraw, AuditFinding, AuditPick, AuditStatement
from budgets.models.bank import (
    BankAccount,
    BankEntry,
    BankEntrySum,
    BankImport,
    BankPart,
    BankPartUndone,
    BankQuestion,
    BankStatement,
    BankWords,
    BookingSum,
)
from budgets.models.funding import FundApplication, FundingSource, Gift, OthersMoney
from budgets.models.ledger import BankConfirmation, Booking, Evaluation, Receipt
from budgets.models.paying import BOOKING_KEY, PaymentItem, PaymentOrder
from budgets.models.spending import Approval, Interest, SpendItem, SpendMove, SpendRequest, SpendShare
from budgets.models.year import Budget, BudgetLine, LineAmendment, Mandate, OldBooks, PlannedYear, YearReport

__all__ = [
    "BOOKING_KEY",
    "Approval",
    "AuditAnswer",
    "AuditDraw",
    "AuditFinding",
    "AuditPick",
    "AuditStatement",
    "BankAccount",
    "BankConfirmation",
    "BankEntry",
    "BankEntrySum",
    "BankImport",
    "BankPart",
    "BankPartUndone",
    "BankQuestion",
    "BankStatement",
    "BankWords",
    "Booking",
    "BookingSum",
    "Budget",
    "BudgetLine",
    "Evaluation",
    "FundApplication",
    "FundingSource",
    "Gift",
    "Interest",
    "LineAmendment",
    "Mandate",
    "OldBooks",
    "OthersMoney",
    "PaymentItem",
    "PaymentOrder",
    "PlannedYear",
    "Receipt",
    "SpendItem",
    "SpendMove",
    "SpendRequest",
    "SpendShare",
    "YearReport",
]
