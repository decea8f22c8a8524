"""Every write with a rule, by noun. All take the acting person as keyword `by` and raise `Refused`."""

from budgets.actions.accounts import account_request, add_receipt, evaluate_request, refuse_receipt
from budgets.actions.approvals import approve_request, ask_info, declare_interest, reject_request
from budgets.actions.auditing import answer_finding, draw_sample, end_audit, record_finding
from budgets.actions.bank_accounts import add_account, end_account
from budgets.actions.bank_import import (
    begin_bank_import,
    check_bank_file,
    drop_bank_file,
    forget_old_bank_files,
    keep_bank_file,
    take_in_bank,
)
from budgets.actions.bank_matching import (
    ask_about,
    book_entry,
    explain_entry,
    match_entry,
    refund_entry,
    undo_part,
)
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
from budgets.actions.reminding import remind_reports
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
    "answer_finding",
    "draw_sample",
    "end_audit",
    "record_finding",
    "remind_reports",
    "account_request",
    "add_account",
    "add_line",
    "add_receipt",
    "add_source",
    "adopt_budget",
    "amend_line",
    "answer_info",
    "approve_request",
    "ask_about",
    "ask_info",
    "begin_bank_import",
    "book_entry",
    "book_item",
    "book_refund",
    "cancel_request",
    "carry_over",
    "change_request",
    "check_bank_file",
    "close_year",
    "confirm_bank_line",
    "correct_booking",
    "declare_interest",
    "drop_bank_file",
    "drop_order",
    "end_account",
    "evaluate_request",
    "explain_entry",
    "forget_old_bank_files",
    "grant_mandate",
    "keep_bank_file",
    "make_order",
    "mark_sent",
    "match_entry",
    "move_to_decision",
    "open_budget",
    "pay_request",
    "pay_short",
    "refund_entry",
    "refuse_receipt",
    "reject_request",
    "request_spend",
    "reverse_booking",
    "submit_request",
    "take_back",
    "take_in_bank",
    "transfer",
    "undo_part",
    "withdraw_mandate",
]
