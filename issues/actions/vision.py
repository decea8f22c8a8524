"""The vision text of the buurtagenda, by the board."""

from datetime import date

from django.utils.translation import gettext as _

from issues.models import Vision
from wijkraad.people.models import User
from wijkraad.people.roles import is_board
from wijkraad.terms import clock
from wijkraad.terms.refusal import Refused
from wijkraad.trail.acting import action


@action("vision.write")
def write_vision(*, by: User, text: str, since: date | None = None, decision_number: str = "") -> Vision:
    """A new text from a day on (today without one); the one before it stays readable."""
    if not is_board(by):
        raise Refused(_("Alleen het bestuur schrijft de visie."), code="vision.who")
    if not text.strip():
        raise Refused(_("Schrijf op wat de wijk wil zijn."), code="issues_vision_text")
    day = since or clock.today()
    if day < clock.today():
        raise Refused(_("Kies vandaag of een dag die nog komt."), code="vision.past")
    return Vision.objects.create(
        text=text.strip(), since=day, decision_number=decision_number.strip(), by=by, at=clock.now()
    )
