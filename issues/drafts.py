"""The half-filled report form: kept on the server under a signed key in the page, without a cookie."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.core.signing import BadSignature, TimestampSigner
from django.http import HttpRequest

from issues.models import Draft, Photo
from wijkraad.terms import clock

SIGNER = TimestampSigner(salt="issues.report.draft")
LIFE = timedelta(hours=24)
"""How long half-filled words are kept."""
FASTEST = timedelta(seconds=3)
"""Nobody fills in five questions faster."""


class Ride:
    """One filling-in: the draft, its signed key, and when it began."""

    def __init__(self, draft: Draft, key: str) -> None:
        self.draft = draft
        self.key = key

    @property
    def data(self) -> dict[str, Any]:
        return self.draft.data

    @property
    def photos(self) -> list[Photo]:
        return list(self.draft.photos.order_by("pk"))

    @property
    def too_fast(self) -> bool:
        return clock.now() - self.draft.started_at < FASTEST

    def keep(self, values: dict[str, Any]) -> None:
        """Add words to the draft; each step has its own names."""
        self.draft.data = {**self.draft.data, **values}
        self.draft.save(update_fields=["data"])


def begin(values: dict[str, Any]) -> Ride:
    draft = Draft.objects.create(data=values, started_at=clock.now())
    return Ride(draft, SIGNER.sign(draft.pk.hex))


def found(request: HttpRequest) -> Ride | None:
    """The ride whose signed key came with the form; None when there is none, or it is over."""
    key = request.POST.get("concept", "")
    try:
        pk = UUID(SIGNER.unsign(key, max_age=LIFE))
    except (BadSignature, ValueError):
        return None
    draft = Draft.objects.filter(pk=pk).first()
    return Ride(draft, key) if draft else None


def forget_old_drafts() -> int:
    """Delete drafts that are over, with their photos."""
    over = Draft.objects.filter(started_at__lt=clock.now() - LIFE)
    for photo in Photo.objects.filter(draft__in=over, report=None):
        photo.file.delete(save=False)
        photo.delete()
    return over.delete()[0]
