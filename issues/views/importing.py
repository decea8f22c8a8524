"""/werk/invoer/: a list of existing reports, from the file to the desk."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.db.models.functions import Length
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from issues.actions.importing import (
    begin_import,
    check_file,
    choose_columns,
    drop_file,
    keep_file,
    take_in,
)
from issues.actions.undoing_import import begin_undo, take_back
from issues.importing.columns import COLUMNS, NEEDED
from issues.importing.progress import done_of
from issues.importing.sheets import LARGEST
from issues.models import ImportBatch
from issues.tasks import check_import, read_import, undo_import
from wijkraad.people.access import PersonRequest, open_to
from wijkraad.terms.refusal import Refused

BOARD = ("board", "secretary", "chair", "treasurer")
AT_ONCE = 64 * 1024
"""Bytes of a file that is judged while its sender waits; the worker does larger ones."""
FEW = 500
"""Reports that are taken back while their sender waits."""
SHOWN = 20


class FileForm(forms.Form):
    """The file itself; what is in it is judged by the action."""

    bestand = forms.FileField(
        label=gettext_lazy("Lijst (CSV of Excel, hooguit 20 MB)"),
        error_messages={
            "required": gettext_lazy("Kies eerst een bestand."),
            "empty": gettext_lazy("Dit bestand is leeg."),
        },
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.txt,.xlsx"}),
    )

    def clean_bestand(self) -> Any:
        file = self.cleaned_data["bestand"]
        if file.size > LARGEST:
            raise forms.ValidationError(_("Dit bestand is te groot. Het mag hooguit 20 MB zijn."))
        return file


class ColumnsForm(forms.Form):
    """For each of our columns the one of the file."""

    use_required_attribute = False

    def __init__(self, batch: ImportBatch, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        heads = [(str(place), head or f"({place + 1})") for place, head in enumerate(batch.headers)]
        for name, label in COLUMNS.items():
            self.fields[name] = forms.ChoiceField(
                label=label, required=name in NEEDED, initial=str(batch.mapping.get(name, "")),
                choices=[("", _("Staat er niet in")), *heads],
                error_messages={"required": _("Kies welke kolom dit is.")},
            )  # fmt: skip

    def mapping(self) -> dict[str, int]:
        return {name: int(place) for name, place in self.cleaned_data.items() if place}


@open_to(*BOARD)
def imports(request: PersonRequest) -> HttpResponse:
    """Send a file, and what was sent before."""
    posted = request.method == "POST"
    form = FileForm(request.POST, request.FILES) if posted else FileForm()
    refusal = None
    if posted and form.is_valid():
        file = form.cleaned_data["bestand"]
        try:
            small = file.size <= AT_ONCE
            batch = keep_file(by=request.user, name=file.name, content=file.read(), look=small)
        except Refused as refused:
            refusal = refused
        else:
            judge(batch, small)
            return redirect("issues:import", batch.uuid)
    earlier = ImportBatch.objects.select_related("by").defer("content", "sample", "faults")[:SHOWN]
    context = {"form": form, "refusal": refusal, "earlier": earlier, "columns": COLUMNS, "needed": NEEDED}
    return render(request, "issues/imports.html", context)


def judge(batch: ImportBatch, small: bool) -> None:
    """Small files at once, others by the worker."""
    if small:
        check_file(batch)
    else:
        check_import.defer(batch=batch.pk)


@open_to(*BOARD)
def import_file(request: PersonRequest, uuid: UUID) -> HttpResponse:
    """One file: how far it is, what is wrong, what it would add; the buttons."""
    rows = ImportBatch.objects.select_related("by", "undone_by").defer("content")
    batch = get_object_or_404(rows.annotate(bytes=Length("content")), uuid=uuid)
    refusal, form = None, ColumnsForm(batch)
    if request.method == "POST":
        form = ColumnsForm(batch, request.POST) if request.POST.get("doe") == "kolommen" else form
        try:
            if act(request, batch, form):
                return redirect("issues:import", batch.uuid)
        except Refused as refused:
            refusal = refused
            batch.refresh_from_db()
    context = {"batch": batch, "form": form, "refusal": refusal, "open": batch.state in OPEN,
               "progress": progress_of(batch), "undo": batch.state == "done" and batch.added > 0}  # fmt: skip
    return render(request, "issues/import.html", context)


def progress_of(batch: ImportBatch) -> tuple[int, int] | None:
    """How many rows are done, of how many (0: not known yet); None while nobody has begun."""
    if batch.state == ImportBatch.State.CHECKING:
        return (batch.checked, 0) if batch.checked else None
    if not batch.is_busy:
        return None
    done = done_of(batch.pk)
    return None if done is None else (done, batch.fresh if batch.state == "reading" else batch.added)


OPEN = (ImportBatch.State.FAULTY, ImportBatch.State.READY)


def is_small(batch: Any) -> bool:
    """Whether its file is judged and read in at once."""
    return int(batch.bytes) <= AT_ONCE


def act(request: PersonRequest, batch: ImportBatch, form: ColumnsForm) -> bool:
    """One button; False when the form has complaints."""
    doing = request.POST.get("doe", "")
    if doing == "kolommen":
        if not form.is_valid():
            return False
        judge(choose_columns(batch, by=request.user, mapping=form.mapping()), is_small(batch))
    elif doing == "inlezen":
        begun = begin_import(batch, by=request.user)
        if not is_small(batch):
            read_import.defer(batch=begun.pk)
        elif (done := take_in(begun, by=request.user)).state == ImportBatch.State.DONE:
            words = ngettext(
                "%(n)s melding is ingelezen en staat bij de nieuwe meldingen.",
                "%(n)s meldingen zijn ingelezen en staan bij de nieuwe meldingen.", done.added,
            )  # fmt: skip
            messages.success(request, words % {"n": done.added})
    elif doing == "terug":
        begun = begin_undo(batch, by=request.user)
        if begun.added > FEW:
            undo_import.defer(batch=begun.pk)
        elif take_back(begun, by=request.user).state == ImportBatch.State.UNDONE:
            messages.success(request, _("Het inlezen is teruggedraaid. De meldingen zijn weg."))
    elif doing == "weg":
        drop_file(batch, by=request.user)
        messages.success(request, _("Het bestand is weg. Er is niets ingelezen."))
    return True
