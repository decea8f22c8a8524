"""The question that every action of the desk asks first."""

from django.utils.translation import gettext as _

from issues.models import Issue
from issues.permissions import actors, can_triage, can_view
from wijkraad.people.models import User
from wijkraad.terms.refusal import Refused


def must_triage(by: User | None, issue: Issue) -> None:
    """Refused unless this person looks at new reports and may know of this issue."""
    if by is None or not can_triage(by) or not can_view(by, issue):
        raise Refused(_("Alleen het bestuur en de wijkmanager bekijken meldingen."), code="triage.who")


def may_work(by: User | None, issue: Issue) -> None:
    """The responsible person, the board and the wijkmanager work on an issue."""
    if by is None or actors(by, issue).isdisjoint({"responsible", "board", "manager"}):
        raise Refused(_("Alleen wie ervoor zorgt, het bestuur of de wijkmanager kan dit."), code="issue.who")
