"""Ending a decision under which money is promised: first what happens to that money, then the end itself."""

from collections.abc import Collection
from typing import Any

from django.utils.translation import gettext as _

from budgets.actions.mandates import move_to_decision, withdraw_mandate
from budgets.actions.requests import cancel_request
from budgets.models import Mandate, SpendRequest
from budgets.workflow import PAYABLE
from meetings.actions import supersede_decision, withdraw_decision
from meetings.models import Decision
from wijkraad.terms.refusal import Refused
from wijkraad.trail.acting import action


def promised_under(decision: Decision) -> Any:
    """The requests that hold money under a decision, oldest first."""
    return SpendRequest.objects.filter(decision=decision, status__in=PAYABLE).order_by("pk")


@action("decision.end_with_money")
def end_decision(
    decision: Decision, cause: Decision, *, by: Any, how: str, keep: Collection[int], reason: str = ""
) -> Decision:
    """Replace ("superseded") or withdraw ("withdrawn") a decision together with its promised money.

    Requests whose key is in `keep` rest on `cause` from now on; the others are given up and come
    free. All of it happens or nothing. Raises Refused as its parts do.
    """
    if how not in ("superseded", "withdrawn"):
        raise Refused(_("Kies: vervangen of intrekken."), code="how")
    words = reason.strip() or _("Het besluit hierachter is vervangen of ingetrokken: %(number)s.") % {
        "number": cause.shown_number
    }
    for request in promised_under(decision):
        if request.pk in keep:
            move_to_decision(request, by=by, decision=cause)
        else:
            cancel_request(request, by=by, reason=words)
    standing = Mandate.objects.filter(decision=decision, kind=Mandate.Kind.OVERSPEND, withdrawn_at=None)
    for mandate in standing.order_by("pk"):
        withdraw_mandate(mandate, by=by)
    if how == "superseded":
        return supersede_decision(decision, cause, by=by)
    return withdraw_decision(decision, cause, by=by, reason=reason)
