"""How long the names of guests in minutes are kept. The names are a layer outside the hash of the minutes."""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from issues.actions import destroy_papers
from meetings.models import AgendaRequest, Attendance, Invitation, TaskPaper
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


def due_invited() -> QuerySet[Invitation]:
    oldest = months_ago(12 * int(value("guest_name_years")))
    return Invitation.objects.filter(meeting__starts_at__lt=oldest, person=None).exclude(
        guest=NOBODY, email=""
    )


def erase_invited(pks: list[int]) -> None:
    """Name and address of a guest; that somebody was asked stays."""
    Invitation.objects.filter(pk__in=pks, person=None).update(guest=NOBODY, email="")
    log_erasures("invitation.guest", pks)


def due_requests() -> QuerySet[AgendaRequest]:
    """Words of residents, some months after their answer, or after the longest term without one."""
    handled, oldest = (months_ago(int(value(key))) for key in ("contact_months", "contact_months_at_most"))
    over = Q(handled_at__lt=handled) | Q(created_at__lt=oldest)
    return AgendaRequest.objects.filter(over).exclude(text="")


def erase_requests(pks: list[int]) -> None:
    AgendaRequest.objects.filter(pk__in=pks).update(text="")
    log_erasures("agendarequest.text", pks)


def _request_term() -> str:
    return gettext("%(months)s maanden na het antwoord, nooit langer dan %(most)s maanden") % {
        "months": value("contact_months"),
        "most": value("contact_months_at_most"),
    }


def due_task_papers() -> QuerySet[TaskPaper]:
    """Files that show that an action was done; the words stay."""
    rows: QuerySet[TaskPaper] = TaskPaper.objects.there()
    return rows.filter(task__done_at__lt=months_ago(int(value("contact_months"))))


def erase_task_papers(pks: list[int]) -> None:
    destroy_papers(TaskPaper.objects.filter(pk__in=pks))


def _task_paper_term() -> str:
    return gettext("%(months)s maanden nadat de actie klaar was") % {"months": value("contact_months")}


def register_retention() -> None:
    """Called once, when the application is ready."""
    register_rule(
        Rule("attendance.guest", _("Namen van gasten in verslagen"), _term, due_guests, erase_guests)
    )
    register_rule(Rule("invitation.guest", _("Uitgenodigde gasten"), _term, due_invited, erase_invited))
    register_rule(
        Rule("agendarequest.text", _("Verzoeken voor de agenda"), _request_term, due_requests, erase_requests)
    )
    register_rule(
        Rule(
            "task_paper",
            _("Bestanden bij acties van agendapunten"),
            _task_paper_term,
            due_task_papers,
            erase_task_papers,
        )
    )
