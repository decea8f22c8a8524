"""How long the mail log keeps the address of somebody without an account."""

from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from wijkraad.notices.models import Message
from wijkraad.terms.values import value
from wijkraad.trail.erasures import log_erasures
from wijkraad.trail.retention import Rule, months_ago, register_rule


def due_messages() -> QuerySet[Message]:
    """Messages to a bare address that were sent, or never could be."""
    oldest = months_ago(int(value("contact_months")))
    return Message.objects.filter(recipient=None, created_at__lt=oldest).exclude(state=Message.State.WAITING)


def erase_messages(pks: list[int]) -> None:
    """The whole row: without the address it says nothing."""
    Message.objects.filter(pk__in=pks).delete()
    log_erasures("message", pks)


def _term() -> str:
    return gettext("%(months)s maanden") % {"months": value("contact_months")}


def register_retention() -> None:
    """Called once, when the application is ready."""
    register_rule(
        Rule("message.address", _("Adressen in het logboek van mails"), _term, due_messages, erase_messages)
    )
