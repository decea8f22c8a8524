"""How long the names of guests in minutes are kept. The names are a layer outside the hash of the minutes."""

from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from meetings.models import Attendance
from wijkraad.terms.values import value
from wijkraad.trail.erasures import log_erasures
from wijkraad.trail.retention import Rule, months_ago, register_rule

NOBODY = "gast"
"""What stays of a name."""


def due_guests() -> QuerySet[Attendance]:
    oldest = months_ago(12 * int(value("guest_name_years")))
    return Attendance.objects.filter(meeting__starts_at__lt=oldest).exclude(guest__in=["", NOBODY])


def erase_guests(pks: list[int]) -> None:
    """The name; that a guest was there stays. Kept out of the minutes' text by whoever wrote it."""
    Attendance.objects.filter(pk__in=pks).exclude(guest="").update(guest=NOBODY, shown="none")
    log_erasures("attendance.guest", pks)


def _term() -> str:
    return gettext("%(years)s jaar na de vergadering") % {"years": value("guest_name_years")}


def register_retention() -> None:
    """Called once, when the application is ready."""
    register_rule(
        Rule("attendance.guest", _("Namen van gasten in verslagen"), _term, due_guests, erase_guests)
    )
