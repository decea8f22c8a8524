"""Every write with a rule, by noun. All take the acting person as keyword `by` and raise `Refused`."""

from budgets.actions.accounts import account_request, add_receipt, evaluate_request, refuse_receipt
from budgets.actions.approvals import approve_request, ask_info, declare_interest, reject_request
from budgets.actions.mandates import grant_mandate, move_to_decision, withdraw_mandate
from budgets.actions.orders import book_item, drop_order, make_order, mark_sent
from budgets.actions.payments import (
    book_refund,
    confirm_bank_line,
    correct_booking,
    pay_request,
    pay_short,
    reverse_booking,
)
from budgets.actions.requests import (
    answer_info,
    cancel_request,
    change_request,
    request_spend,
    submit_request,
    take_back,
)
from budgets.actions.years import (
    add_line,
    add_source,
    adopt_budget,
    amend_line,
    carry_over,
    close_year,
    open_budget,
    transfer,
)

__all__ = [
    "account_request",
    "add_line",
    "add_receipt",
    "add_source",
    "adopt_budget",
    "amend_line",
    "answer_info",
    "approve_request",
    "ask_info",
    "book_item",
    "book_refund",
    "cancel_request",
    "carry_over",
    "change_request",
    "close_year",
    "confirm_bank_line",
    "correct_booking",
    "declare_interest",
    "drop_order",
    "evaluate_request",
    "grant_mandate",
    "make_order",
    "mark_sent",
    "move_to_decision",
    "open_budget",
    "pay_request",
    "pay_short",
    "refuse_receipt",
    "reject_request",
    "request_spend",
    "reverse_booking",
    "submit_request",
    "take_back",
    "transfer",
    "withdraw_mandate",
]
