"""/werk/foto/<uuid>/onleesbaar/: cover a part of a picture, or throw the picture away."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from issues.actions import blur_photo, drop_photo, log_readings
from issues.forms.blurring import COLUMNS, BlurForm, drawn, kept
from issues.models import Issue, Photo
from issues.permissions import can_triage, can_work
from issues.photos import Box
from wijkraad.people.access import PersonRequest, open_to
from wijkraad.terms.refusal import Refused


def photo_of(request: PersonRequest, uuid: UUID) -> tuple[Photo, Issue]:
    """The picture and its issue, for who may see it; 404 for all others."""
    found = get_object_or_404(
        Photo.objects.select_related("issue__theme", "report__issue__theme"), uuid=uuid, draft=None
    )
    issue = found.report.issue if found.report else found.issue
    if issue is None or not can_work(request.user, issue) or not can_triage(request.user):
        raise Http404
    log_readings([issue], by=request.user)
    return found, issue


def back_to(issue: Issue) -> str:
    """Where the picture was seen: the desk for what is new, else the workspace."""
    if issue.status == "reported":
        return f"{reverse('issues:triage')}?k={issue.uuid}#werk"
    return reverse("issues:work", args=[issue.uuid])


@open_to("board", "secretary", "chair", "treasurer", "manager")
def blur(request: PersonRequest, uuid: UUID) -> HttpResponse:
    """First the parts are shown on the picture, then a second button destroys what is under them."""
    photo, issue = photo_of(request, uuid)
    form = BlurForm(request.POST if request.method == "POST" else None, photo=photo)
    refusal: Refused | None = None
    boxes: list[Box] = []
    if request.method == "POST":
        try:
            if act(request, photo, form):
                return redirect(back_to(issue))
        except Refused as refused:
            refusal = refused
        boxes = form.cleaned_data.get("boxes", []) if form.is_valid() else []
    return render(request, "issues/blur.html", page_of(request, photo, issue, form, boxes, refusal))


def act(request: PersonRequest, photo: Photo, form: BlurForm) -> bool:
    """True when the picture changed; "bekijk" only shows what would go."""
    if "weg" in request.POST:
        drop_photo(photo, by=request.user)
        messages.success(request, _("De foto is weg."))
        return True
    if not form.is_valid() or "bekijk" in request.POST:
        return False
    blur_photo(photo, form.cleaned_data["boxes"], by=request.user)
    messages.success(request, _("Onleesbaar gemaakt. De oude foto bestaat niet meer."))
    return True


def page_of(
    request: PersonRequest,
    photo: Photo,
    issue: Issue,
    form: BlurForm,
    boxes: list[Any],
    refusal: Refused | None,
) -> dict[str, Any]:
    data = form.data if form.is_bound else None
    return {
        "photo": photo, "issue": issue, "form": form, "boxes": boxes, "refusal": refusal,
        "back": back_to(issue), "rows": range(form.rows), "columns": range(COLUMNS), "ticked": kept(data),
        "drawn": [text for text in request.POST.getlist("vlak") if drawn(text)],
    }  # fmt: skip
