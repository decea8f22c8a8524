"""Files with letters, post and actions: handed out to who may see the letter, taken away by the board."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from issues import actions
from issues.letters.calendar import post_path
from issues.models import Action, Incoming, KeptFile, Letter, Paper
from issues.permissions import visible_papers
from wijkraad.people.access import PersonRequest, open_to
from wijkraad.terms.refusal import Refused

READERS = ("board", "secretary", "chair", "treasurer", "manager", "deputy")
KEEPERS = ("board", "secretary", "chair", "treasurer")


def paper_of(request: PersonRequest, uuid: UUID) -> Paper:
    rows = visible_papers(request.user).select_related("letter__issue", "incoming__issue", "action__issue")
    return get_object_or_404(rows, uuid=uuid)


def name_of(place: Letter | Incoming | Action) -> str:
    """The number of the letter or the post; of an action what it was, which has none."""
    return _("actie") if isinstance(place, Action) else place.number or _("concept")


def page_of(place: Letter | Incoming | Action) -> str:
    """Where the file stands between the others."""
    if isinstance(place, Action):
        return f"/werk/kwesties/{place.issue.uuid}/#acties"
    return f"/werk/brieven/{place.uuid}/" if isinstance(place, Letter) else post_path(place)


@open_to(*READERS)
@never_cache
def paper(request: PersonRequest, uuid: UUID) -> HttpResponse:
    """The file, always as a download; of a confidential matter each look is written down."""
    found = paper_of(request, uuid)
    if found.place.issue is not None:
        actions.log_readings([found.place.issue], by=request.user)
    return handed_out(found, name_of(found.place))


def handed_out(found: KeptFile, name: str) -> HttpResponse:
    """The file of a row that the reader may see, as a download; 404 when it is not on the disk."""
    try:
        with found.file.open("rb") as file:
            content = file.read()
    except FileNotFoundError as error:
        raise Http404 from error
    response = HttpResponse(content, content_type=found.content_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}-{found.pk}.{found.extension}"'
    return response


@open_to(*KEEPERS)
def paper_drop(request: PersonRequest, uuid: UUID) -> HttpResponse:
    """Ask once more, then take the file away for good."""
    found = paper_of(request, uuid)
    back, name = page_of(found.place), name_of(found.place).capitalize()
    trail = [(back, name)] if found.action_id else [(reverse("issues:letters"), _("Brieven")), (back, name)]
    return asked_to_drop(request, found, trail, actions.drop_paper)


def asked_to_drop(
    request: PersonRequest, found: KeptFile, trail: list[tuple[str, str]], drop: Callable[..., object]
) -> HttpResponse:
    """Ask once more, then `drop(found, by=…)` and back to the last page of `trail`: (address, name) each."""
    back = trail[-1][0]
    refusal = None
    if request.method == "POST":
        try:
            drop(found, by=request.user)
        except Refused as refused:
            refusal = refused
        else:
            messages.success(request, _("Het bestand is weg."))
            return redirect(back)
    context = {"paper": found, "trail": trail, "back": back, "refusal": refusal}
    return render(request, "issues/paper_drop.html", context)
