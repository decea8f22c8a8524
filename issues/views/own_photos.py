"""Small pictures for who sent them: on the form and on the reporter's own page.

The address is signed and works for a day; a picture that was taken away is gone at once.
"""

from datetime import timedelta
from uuid import UUID

from django.core.signing import BadSignature, TimestampSigner
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from issues.models import Photo
from issues.photos import small
from wijkraad.people.access import open_to

SIGNER = TimestampSigner(salt="issues.report.photo")
LIFE = timedelta(hours=24)


def own_photo_path(photo: Photo) -> str:
    """The address of a small picture, for a page that only its sender sees."""
    return reverse("issues:own_photo", args=[SIGNER.sign(photo.uuid.hex)])


@open_to("everyone")
def own_photo(request: HttpRequest, key: str) -> HttpResponse:
    """/melden/foto/<key>/"""
    try:
        uuid = UUID(SIGNER.unsign(key, max_age=LIFE))
    except (BadSignature, ValueError):
        raise Http404 from None
    photo = get_object_or_404(Photo, uuid=uuid)
    try:
        with photo.file.open() as picture:
            content = small(picture)
    except OSError:
        raise Http404 from None
    response = HttpResponse(content, content_type="image/jpeg")
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["Content-Disposition"] = "inline"
    return response
