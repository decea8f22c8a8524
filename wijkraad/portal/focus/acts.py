"""Beginning and ending a priority, and raising the limit: each names an adopted decision."""

from datetime import date

from django.utils.translation import gettext as _

from issues.actions import close_priority, measure_priority, open_priority
from issues.models import Priority
from issues.workflow import Cause
from meetings.models import Decision
from wijkraad.people.actions import change_setting, confirm_setting
from wijkraad.people.models import SettingProposal, User
from wijkraad.portal.focus.board import LIMIT
from wijkraad.terms.models import Setting
from wijkraad.terms.refusal import Refused
from wijkraad.trail.acting import action

ADOPTED = ("adopted", "executing", "done")


def _cause(decision: Decision) -> Cause:
    """The decision as a lower room names it; it must stand as adopted now."""
    fresh = Decision.objects.select_for_update(of=("self",)).get(pk=decision.pk)
    if fresh.status not in ADOPTED or not fresh.number:
        raise Refused(_("Dit besluit is niet aangenomen."), code="focus.decision")
    return Cause("decision", fresh.number, f"/besluiten/{fresh.number}/")


@action("priority.begin")
def begin(priority: Priority, *, by: User, decision: Decision) -> Priority:
    """Make a priority active by an adopted decision; the database counts the limit."""
    return open_priority(priority, by=by, cause=_cause(decision))


@action("priority.end")
def end(priority: Priority, *, by: User, decision: Decision, current: str) -> Priority:
    """End it by a decision, with what it stands at."""
    if not current.strip():
        raise Refused(_("Schrijf op hoe het er nu voor staat."), code="focus.current")
    cause = _cause(decision)
    measure_priority(priority, by=by, current=current.strip()[:80])
    return close_priority(priority, by=by, cause=cause)


@action("priority.limit")
def propose_limit(
    *, by: User, limit: int, decision: Decision, starts_on: date | None = None
) -> SettingProposal:
    """Propose another limit, by an adopted decision; a second person confirms it."""
    cause = _cause(decision)
    source = _("besluit %(number)s") % {"number": cause.number}
    return change_setting(
        LIMIT, limit, by=by, source=source, starts_on=starts_on, decision_number=cause.number
    )


@action("priority.limit_confirm")
def confirm_limit(proposal: SettingProposal, *, by: User) -> Setting:
    """The second signature; the decision must still stand."""
    decision = Decision.objects.filter(number=proposal.decision_number).first()
    if decision is None:
        raise Refused(_("Dit besluit is niet aangenomen."), code="focus.decision")
    _cause(decision)
    return confirm_setting(proposal, by=by)
