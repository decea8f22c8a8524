"""Writes about messages that have a rule."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from wijkraad.notices.models import Message, Preference
from wijkraad.notices.tasks import send
from wijkraad.people.models import User
from wijkraad.people.roles import has_role
from wijkraad.terms.acting import action
from wijkraad.terms.refusal import Refused
from wijkraad.trail.erasures import log_erasures

LOG_READERS = ("secretary", "admin")
"""Who reads the mail log and tries again."""


@action("notices.retry")
def retry_message(message: Message, *, by: User) -> Message:
    """Send a failed message again; refused when it is not failed (any more)."""
    if not has_role(by, *LOG_READERS):
        raise Refused(_("Alleen de secretaris en de beheerder sturen mails opnieuw."), code="notices.retry")
    locked = Message.objects.select_for_update().get(pk=message.pk)
    if locked.state != Message.State.FAILED:
        raise Refused(_("Deze mail is niet mislukt."), code="notices.not_failed")
    locked.state = Message.State.WAITING
    locked.attempts = 0
    locked.save(update_fields=["state", "attempts"])
    send.defer(event=locked.event)
    return locked


@action("notices.forget")
def forget_addressee(*, by: User | None, person: User | None, address: str) -> int:
    """Destroy what the mail log and the preferences know of somebody; returns how many messages went.

    What still waits is not sent. Who may ask it is judged by the action that calls this.
    """
    mine = Q(address__iexact=address) if address else Q(pk__in=[])
    messages = Message.objects.filter((Q(recipient=person) | mine) if person else mine)
    pks = list(messages.values_list("pk", flat=True))
    Message.objects.filter(pk__in=pks).delete()
    Preference.objects.filter((Q(person=person) | mine) if person else mine).delete()
    log_erasures("message", pks)
    return len(pks)
