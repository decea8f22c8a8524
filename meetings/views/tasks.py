"""/werk/acties/<pk>/: one action of an agenda item, for who does it and who runs the meeting."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from meetings import actions
from meetings.forms.tasks import FinishTaskForm, HandTaskForm
from meetings.models import Task
from meetings.permissions import can_run
from meetings.views import asking
from wijkraad.people.access import open_to
from wijkraad.people.roles import STAFF
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
    forms = {name: form(request.POST if name == step else None, prefix=name) for name, form in FORMS.items()}
    if request.method == "POST" and may and step in FORMS and forms[step].is_valid():
        try:
            ACTS[step](found, by=request.user, **forms[step].cleaned_data)
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
    }
    return render(request, "meetings/task.html", context)
