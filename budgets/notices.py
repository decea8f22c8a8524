"""Who hears what of a request. Facts hold numbers and titles, never a payee, an IBAN or a reason."""

from typing import Any

from budgets.models import FundApplication, SpendRequest
from budgets.permissions import Panel
from wijkraad.notices.outbox import tell
from wijkraad.people.models import User
from wijkraad.people.roles import holders
from wijkraad.terms import clock
from wijkraad.terms.values import value
from wijkraad.ui.filters import day, euro


def path_of(request: SpendRequest) -> str:
    """Where a request is worked on."""
    return f"/werk/geld/{request.uuid}/"


def _tell(request: SpendRequest, what: str, people: list[User], *, by: Any, words: str = "") -> None:
    tell(
        f"spend-{what}:{request.pk}:{request.round}:{clock.now().isoformat(timespec='seconds')}",
        people,
        template=f"budgets/{what}",
        facts={
            "title": request.title,
            "number": request.number or "",
            "amount": euro(request.amount),
            "words": words,
            "days": int(value("report_days")),
        },
        thread=f"spend:{request.pk}",
        path=path_of(request),
        title=request.title,
        by=by,
    )


def report_due(request: SpendRequest, offset: int) -> int:
    """The report is due `offset` days ago (negative: in so many days); once per date and offset.

    Once it is late the treasurer hears it as well.
    """
    due = request.report_due
    assert due is not None  # chosen by its date
    what = "report_soon" if offset < 0 else "report_today" if offset == 0 else "report_late"
    return tell(
        f"spend-report:{request.pk}:{due}:{offset}",
        [request.requester, *(holders("treasurer") if offset > 0 else [])],
        template=f"budgets/{what}",
        facts={"title": request.title, "number": request.number or "", "day": day(due)},
        thread=f"spend:{request.pk}",
        path=path_of(request),
        title=request.title,
    )


def waiting(request: SpendRequest, *, by: Any, without: list[User] | None = None) -> None:
    """Those who can sign hear that a request waits."""
    told = {user.pk for user in without or []}
    _tell(request, "waiting", [one for one in Panel([request]).signers(request) if one.pk not in told], by=by)


def approved(request: SpendRequest, *, by: Any) -> None:
    """The requester and the treasurer hear that it may be paid."""
    _tell(request, "approved", [request.requester, *holders("treasurer")], by=by)


def lapsed(request: SpendRequest, given: list[User], *, by: Any) -> None:
    """Who had approved hears that it changed, and that their approval counts no more."""
    _tell(request, "lapsed", given, by=by)


def asked(request: SpendRequest, *, by: Any) -> None:
    _tell(request, "asked", [request.requester], by=by, words=request.question)


def rejected(request: SpendRequest, *, by: Any) -> None:
    """The requester hears it; the reason stays on the page, and a new request may be made from this one."""
    _tell(request, "rejected", [request.requester], by=by)


def cancelled(request: SpendRequest, *, by: Any) -> None:
    """An approved request is given up: its requester and the treasurer hear it."""
    _tell(request, "cancelled", [request.requester, *holders("treasurer")], by=by)


def paid(request: SpendRequest, *, by: Any) -> None:
    """The requester hears that it is paid, and when the report is due."""
    _tell(request, "paid", [request.requester], by=by)


def paid_short(request: SpendRequest, *, by: Any) -> None:
    """The requester hears that less was paid, and that the report is due."""
    _tell(request, "paid_short", [request.requester], by=by)


def returned(request: SpendRequest, *, by: Any) -> None:
    """The bank sent the money back: the requester hears it, to mend the account number."""
    _tell(request, "returned", [request.requester], by=by)


def receipt_refused(request: SpendRequest, *, by: Any) -> None:
    """The kascommissie refused a receipt: the requester and the treasurer hear it."""
    _tell(request, "receipt_refused", [request.requester, *holders("treasurer")], by=by)


def fund_due(application: FundApplication, stage: int) -> int:
    """The treasurer hears that a fund waits for its report; once per stage (days before)."""
    return tell(
        f"fund-report:{application.pk}:{stage}",
        holders("treasurer"),
        template="budgets/fund_due",
        facts={
            "fund": application.fund,
            "purpose": application.purpose,
            "amount": euro(application.promised),
            "day": day(application.report_due),
        },
        thread=f"fund:{application.pk}",
        path=f"/werk/geld/jaar/{application.budget.year}/",
        title=application.fund,
    )
