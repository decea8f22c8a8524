"""Who may read confidential matters: given by one board member, confirmed by another, ended by any."""

from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from issues.models import ConfidentialReader, Issue, Visibility
from issues.permissions import can_give_reading
from issues.workflow import OPEN
from wijkraad.people.models import User
from wijkraad.people.roles import is_staff
from wijkraad.terms import clock
from wijkraad.terms.refusal import Refused
from wijkraad.trail.acting import action


def _may(by: User) -> None:
    if not can_give_reading(by):
        raise Refused(_("Alleen het bestuur geeft dit recht."), code="reader.who")


@action("reader.give")
def read_confidential(
    user: User, *, by: User, since: date | None = None, until: date | None = None, decision_number: str = ""
) -> ConfidentialReader:
    """Propose that somebody may read confidential matters, from a date to a date (end excluded).

    It gives nothing until another person than `by` and `user` confirms. Only who works on issues
    can get it; one running right per person.
    """
    _may(by)
    start = since or clock.today()
    if not is_staff(user):
        raise Refused(_("Alleen wie aan kwesties werkt, kan dit recht krijgen."), code="reader.staff")
    if until is not None and until <= start:
        raise Refused(_("De einddatum ligt niet na de begindatum."), code="reader.dates")
    User.objects.select_for_update().get(pk=user.pk)
    running = Q(until__isnull=True) | Q(until__gt=start)
    if ConfidentialReader.objects.filter(running, user=user).exists():
        raise Refused(_("Deze persoon heeft dit recht al, of het wacht op bevestiging."), code="reader.twice")
    return ConfidentialReader.objects.create(
        user=user, since=start, until=until, given_by=by, decision_number=decision_number.strip()
    )


@action("reader.confirm")
def confirm_reading(reader: ConfidentialReader, *, by: User) -> ConfidentialReader:
    """The second signature, by somebody else than the giver and the person who gets it."""
    _may(by)
    fresh = ConfidentialReader.objects.select_for_update(of=("self",)).get(pk=reader.pk)
    if fresh.confirmed_by_id is not None or _is_over(fresh):
        raise Refused(_("Dit voorstel is al afgehandeld."), code="reader.settled")
    if by.pk in (fresh.given_by_id, fresh.user_id):
        raise Refused(_("Een ander dan de gever en de lezer moet dit bevestigen."), code="reader.two_people")
    fresh.confirmed_by = by
    fresh.save(update_fields=["confirmed_by"])
    return fresh


@action("reader.end")
def end_reading(reader: ConfidentialReader, *, by: User) -> ConfidentialReader:
    """End the right today, or take a proposal back; refused while the person takes care of such a matter."""
    _may(by)
    fresh = ConfidentialReader.objects.select_for_update(of=("self",)).get(pk=reader.pk)
    if _is_over(fresh):
        raise Refused(_("Dit recht is al voorbij."), code="reader.settled")
    held = Issue.objects.filter(
        responsible=fresh.user_id, visibility=Visibility.CONFIDENTIAL, status__in=OPEN
    )
    if fresh.confirmed_by_id and held.exists():
        raise Refused(
            _("Deze persoon zorgt nog voor een vertrouwelijke kwestie."),
            code="reader.held",
            first=_("Geef die eerst aan een ander."),
        )
    fresh.until = max(clock.today(), fresh.since)
    fresh.save(update_fields=["until"])
    return fresh


def _is_over(reader: ConfidentialReader) -> bool:
    """Whether it ended, or was taken back before it began."""
    return reader.until is not None and reader.until <= max(clock.today(), reader.since)
