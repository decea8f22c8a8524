"""Who hears what of a request. Facts hold numbers and titles, never a name of a payee or an IBAN."""

from typing import Any

from budgets.models import SpendRequest
from budgets.permissions import Panel
from wijkraad.notices.outbox import tell
from wijkraad.people.models import User
from wijkraad.people.roles import holders
from wijkraad.terms import clock
from wijkraad.ui.filters import euro


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
        },
        thread=f"spend:{request.pk}",
        path=path_of(request),
        title=request.title,
        by=by,
    )


def waiting(request: SpendRequest, *, by: Any) -> None:
    """Those who can sign hear that a request waits."""
    _tell(request, "waiting", Panel([request]).signers(request), by=by)


def approved(request: SpendRequest, *, by: Any) -> None:
    """The requester and the treasurer hear that it may be paid."""
    _tell(request, "approved", [request.requester, *holders("treasurer")], by=by)


def asked(request: SpendRequest, *, by: Any) -> None:
    _tell(request, "asked", [request.requester], by=by, words=request.question)


def rejected(request: SpendRequest, *, by: Any) -> None:
    _tell(request, "rejected", [request.requester], by=by)


def paid(request: SpendRequest, *, by: Any) -> None:
    """The requester hears that it is paid, and when the report is due."""
    _tell(request, "paid", [request.requester], by=by)
