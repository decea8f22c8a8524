"""/werk/sjablonen/: the ready answers per step and theme, with the mail that they make."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from issues.actions import write_reply
from issues.forms.replies import ReplyForm
from issues.models import Issue, ReplyTemplate, Theme
from issues.permissions import can_manage_replies
from issues.replies import MARKS, filled
from wijkraad.people.access import PersonRequest, open_to
from wijkraad.terms import clock
from wijkraad.terms.refusal import Refused

BOARD = ("board", "secretary", "chair", "treasurer")


@open_to(*BOARD, "manager")
def reply_list(request: PersonRequest) -> HttpResponse:
    """All answers by step; the wijkmanager reads them, the board changes them."""
    rows: dict[str, list[ReplyTemplate]] = {}
    for row in ReplyTemplate.objects.select_related("theme", "changed_by"):
        rows.setdefault(row.step, []).append(row)
    steps = [(label, rows.get(step, [])) for step, label in ReplyTemplate.Step.choices]
    manages = can_manage_replies(request.user)
    return render(request, "issues/replies.html", {"steps": steps, "manages": manages, "any": bool(rows)})


@open_to(*BOARD)
def reply_new(request: PersonRequest) -> HttpResponse:
    return _form(request, None)


@open_to(*BOARD)
def reply(request: PersonRequest, pk: int) -> HttpResponse:
    return _form(request, get_object_or_404(ReplyTemplate, pk=pk))


def _form(request: PersonRequest, found: ReplyTemplate | None) -> HttpResponse:
    """ "Bekijk de tekst" shows it filled in for an example; the other button keeps it."""
    form = ReplyForm(request.POST if request.method == "POST" else None, initial=_initial(request, found))
    refusal, example = None, ""
    if request.method == "POST" and form.is_valid():
        if "bekijk" in request.POST:
            example = filled(form.cleaned_data["text"], _example(form.cleaned_data["theme"]))
        else:
            try:
                write_reply(found, by=request.user, **form.facts())
                messages.success(request, _("Sjabloon bewaard."))
                return redirect("issues:replies")
            except Refused as refused:
                refusal = refused
    return render(
        request, "issues/reply_form.html",
        {"form": form, "reply": found, "refusal": refusal, "example": example, "marks": MARKS},
    )  # fmt: skip


def _initial(request: PersonRequest, found: ReplyTemplate | None) -> dict[str, Any]:
    if found is None:
        return {"step": request.GET.get("stap", "")}
    names = ("step", "theme", "name", "text", "active")
    return {name: getattr(found, name) for name in names} | {"base_version": found.version}


def _example(theme: Theme | None) -> Issue:
    """An issue that exists nowhere, to show what the marks become."""
    theme = theme or Theme.objects.first() or Theme(name=_("Verkeer"))
    return Issue(
        number=f"{clock.today().year}-0042", title=_("Een voorbeeld"), theme=theme, norm_due=clock.today()
    )
