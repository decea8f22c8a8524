"""Forms about money. A field says beside it what is wrong; the rules themselves live in the actions."""

from budgets.forms.fields import (
    AmountField,
    DayField,
    DecisionChoice,
    LineChoice,
    PersonChoice,
    decisions_for,
)
from budgets.forms.keeping import BookForm, MandateForm, OrderForm, RuleForm
from budgets.forms.request import ItemForm, Items, MayForm, RequestForm, shares_in
from budgets.forms.steps import (
    AnswerForm,
    BankForm,
    CorrectForm,
    InterestForm,
    PayForm,
    QuestionForm,
    ReasonForm,
    ReceiptForm,
    RefundForm,
    RefuseForm,
    ReportForm,
    ReverseForm,
)

__all__ = [
    "AmountField",
    "AnswerForm",
    "BankForm",
    "BookForm",
    "CorrectForm",
    "DayField",
    "DecisionChoice",
    "InterestForm",
    "ItemForm",
    "Items",
    "LineChoice",
    "MayForm",
    "MandateForm",
    "OrderForm",
    "PayForm",
    "PersonChoice",
    "QuestionForm",
    "ReasonForm",
    "ReceiptForm",
    "RefundForm",
    "RefuseForm",
    "ReportForm",
    "RequestForm",
    "ReverseForm",
    "RuleForm",
    "decisions_for",
    "shares_in",
]
