"""What a partner answers about what was handed to its organisation."""

from django.utils.translation import gettext as _

from issues.actions.gate import locked
from issues.models import Issue, Note
from issues.notices import tell_responsible
from issues.permissions import actors
from issues.workflow import CLOSED
from wijkraad.people.models import User
from wijkraad.terms import clock
from wijkraad.terms.refusal import Refused
from wijkraad.trail.acting import action


@action("partner.answer")
def answer_as_partner(issue: Issue, *, by: User, text: str) -> Note:
    """Words of a partner to the council; not on the site before the council puts them there."""
    fresh = locked(issue)
    if "partner" not in actors(by, fresh):
        raise Refused(_("Deze kwestie ligt niet bij uw organisatie."), code="partner.who")
    if fresh.status in CLOSED:
        raise Refused(_("Deze kwestie is gesloten."), code="issue.closed")
    if not text.strip():
        raise Refused(_("Schrijf iets op."), code="note.empty")
    made = Note.objects.create(issue=fresh, kind=Note.Kind.PARTNER, text=text.strip(), by=by, at=clock.now())
    tell_responsible(fresh, f"partner-answer:{made.pk}", "partner", by=by)
    return made
