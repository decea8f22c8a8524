"""/werk/acties/<pk>/: one action of an agenda item, for who does it and who runs the meeting; its file."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from issues.views.papers import asked_to_drop, handed_out
from meetings import actions
from meetings.forms.tasks import FinishTaskForm, HandTaskForm
from meetings.models import Task, TaskPaper
from meetings.permissions import can_run
from meetings.views import asking
from wijkraad.people.access import PersonRequest, open_to
from wijkraad.people.roles import STAFF, is_board
from wijkraad.terms.refusal import Refused

FORMS: dict[str, Any] = {"klaar": FinishTaskForm, "geef": HandTaskForm}
ACTS: dict[str, Any] = {"klaar": actions.finish_task, "geef": actions.hand_over_task}


@open_to(*sorted(STAFF))
def task(request: HttpRequest, pk: int) -> HttpResponse:
    """What was promised where; say that it is done, with evidence, or give it to somebody else."""
    rows = Task.objects.visible_to(request.user).select_related("item__meeting__working_group", "responsible")
    found = get_object_or_404(rows, pk=pk)
    may = request.user.pk == found.responsible_id or can_run(request.user, found.item.meeting)
    step = request.POST.get("doe", "")
    sent = {step: (request.POST, request.FILES)} if request.method == "POST" else {}
    forms = {name: form(*sent.get(name, ()), prefix=name) for name, form in FORMS.items()}
    if request.method == "POST" and may and step in FORMS and forms[step].is_valid():
        try:
            ACTS[step](found, by=request.user, **forms[step].given())
        except Refused as refusal:
            forms[step].add_error(None, str(refusal))
        else:
            asking.say(request, _("Vastgelegd."))
            return redirect("/werk/" if step == "geef" else found.path)
    context = {
        "task": found,
        "meeting": found.item.meeting,
        "forms": forms,
        "open": may and not found.done_at,
        "papers": found.papers.there() if found.done_at else (),
        "keeps": is_board(request.user),
    }
    return render(request, "meetings/task.html", context)


def paper_of(request: HttpRequest, uuid: UUID) -> TaskPaper:
    """The file, if it is there and this person sees the action."""
    rows = TaskPaper.objects.visible_to(request.user).there().select_related("task")
    found: TaskPaper = get_object_or_404(rows, uuid=uuid)
    return found


@open_to(*sorted(STAFF))
@never_cache
def paper(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """What shows that it was done, always as a download."""
    return handed_out(paper_of(request, uuid), _("actie"))


@open_to(*asking.BOARD)
def paper_drop(request: PersonRequest, uuid: UUID) -> HttpResponse:
    """Ask once more, then take the file away for good."""
    found = paper_of(request, uuid)
    trail = [("/werk/", _("Mijn werk")), (found.task.path, _("Actie"))]
    return asked_to_drop(request, found, trail, actions.drop_task_paper)
