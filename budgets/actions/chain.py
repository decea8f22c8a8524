"""What issues must know of their money, written in the transaction that changes it."""

from budgets.models import SpendRequest
from budgets.workflow import SPENT
from issues.actions import note_chain
from wijkraad.terms import clock


def refresh(request: SpendRequest) -> None:
    """Tell the issues of a request that something happened, and whether their stop Geld is reached."""
    shares = request.shares.select_related("issue").order_by("issue_id")
    for share in shares:
        spent = SpendRequest.objects.filter(shares__issue=share.issue, status__in=SPENT)
        note_chain(share.issue, money=spent.exists(), last_event_at=clock.now())
