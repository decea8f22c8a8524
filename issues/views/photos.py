"""Pictures: to everybody once cleared and the issue is public, else to who works on the issue."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from issues.actions import log_readings
from issues.models import Photo, Visibility
from issues.permissions import can_work
from issues.views.viewer import viewer
from wijkraad.people.access import open_to

KEPT = 600
"""Seconds that a browser or a proxy may show a public photo without asking: one hidden again is soon gone."""


@open_to("everyone")
def photo(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """/foto/<uuid>.jpg"""
    found = get_object_or_404(Photo.objects.select_related("issue", "report__issue"), uuid=uuid)
    issue = found.report.issue if found.report else found.issue
    if issue is None:
        raise Http404
    shown = found.cleared_at is not None and issue.is_public and issue.visibility == Visibility.PUBLIC
    reader = viewer(request)
    if not shown and not can_work(reader, issue):
        raise Http404
    if not shown:
        log_readings([issue], by=reader)
    with found.file.open() as picture:
        response = HttpResponse(picture.read(), content_type="image/jpeg")
    response.headers["Cache-Control"] = f"public, max-age={KEPT}" if shown else "private, no-store"
    response.headers["Content-Disposition"] = "inline"
    return response
