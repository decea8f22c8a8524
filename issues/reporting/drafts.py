"""The half-filled report form: kept on the server for a day under a signed key.

The key stands in the page, and in a cookie of the form alone so that the same browser can go on
later; nobody else can guess it. A signal has no draft.
"""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.signing import BadSignature, TimestampSigner
from django.http import HttpRequest, HttpResponse

from issues.models import Draft, Photo, Report, Theme
from wijkraad.terms import clock
from wijkraad.terms.prepared import Statement

SIGNER = TimestampSigner(salt="issues.report.draft")
LIFE = timedelta(hours=24)
"""How long half-filled words are kept."""
FASTEST = timedelta(seconds=3)
"""Nobody fills in five questions faster."""
COOKIE = "melding"
"""Travels to /melden/ only, unreadable for scripts, gone after a day or when the report is sent."""

READY = Statement.of("""
SELECT d.started_at, d.data::text, row_to_json(t)::text, s.id, s.slug, s.area_id, g.id, g.area_id,
  ARRAY(SELECT p.id FROM issues_photo p WHERE p.draft_id = d.id ORDER BY p.id)
FROM issues_draft d
LEFT JOIN issues_theme t ON t.key = d.data->>'thema' AND t.active
LEFT JOIN issues_street s ON s.slug = d.data->>'straat' AND s.in_area
LEFT JOIN issues_segment g
  ON g.id = CASE WHEN d.data->>'deel' ~ '^[0-9]{1,17}$' THEN (d.data->>'deel')::bigint END
WHERE d.id = %s
""")


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

    def keep(self, values: dict[str, Any]) -> None:
        """Add words to the draft; each step has its own names."""
        self.draft.data = {**self.draft.data, **values}
        self.draft.save(update_fields=["data"])

    def take(self, step: str, values: dict[str, Any]) -> None:
        """Keep the words of a step; they count as right only after they were judged."""
        done = [one for one in self.data.get("goed", []) if one != step]
        self.keep({**values, "goed": done})

    def passed(self, step: str) -> None:
        """Note that the words of a step were found right, as the last press asks. The caller keeps it."""
        self.draft.data = {**self.data, "goed": [*self.data.get("goed", []), step]}


@dataclass(frozen=True)
class Ready:
    """A draft with what its words name, read in one statement for the last press.

    The theme is None when it is no longer to be chosen, the street when it left the area.
    """

    pk: UUID
    started_at: datetime
    data: dict[str, Any]
    theme: Theme | None
    street: tuple[int, str, int | None] | None
    """Key, slug and area."""
    segment: tuple[int, int | None] | None
    """Key and area."""
    photos: tuple[int, ...]

    @property
    def too_fast(self) -> bool:
        return clock.now() - self.started_at < FASTEST


def begin(values: dict[str, Any]) -> Ride:
    draft = Draft.objects.create(data=values, started_at=clock.now())
    return Ride(draft, SIGNER.sign(draft.pk.hex))


def key_of(text: str) -> UUID | None:
    """The draft that a signed key names; None for another text, or when its day is over."""
    try:
        return UUID(SIGNER.unsign(text, max_age=LIFE))
    except (BadSignature, ValueError):
        return None


def found(request: HttpRequest) -> Ride | None:
    """The ride whose signed key came with the form; None when there is none, or it is over."""
    return _ride(request.POST.get("concept", ""))


def left_behind(request: HttpRequest) -> Ride | None:
    """The ride that this browser began before and did not finish."""
    return _ride(request.COOKIES.get(COOKIE, ""))


def _ride(key: str) -> Ride | None:
    pk = key_of(key) if key else None
    draft = Draft.objects.filter(pk=pk).first() if pk else None
    return Ride(draft, key) if draft else None


def ready(request: HttpRequest) -> Ready | None:
    """What the last press sends; None when the draft is gone."""
    pk = key_of(request.POST.get("concept", ""))
    if pk is None:
        return None
    rows = READY.rows(pk)
    if not rows:
        return None
    started, data, theme, street, slug, quarter, segment, part_quarter, photos = rows[0]
    return Ready(
        pk=pk, started_at=started, data=json.loads(data),
        theme=Theme(**json.loads(theme)) if theme else None,
        street=(street, slug, quarter) if street else None,
        segment=(segment, part_quarter) if segment else None, photos=tuple(photos),
    )  # fmt: skip


def sent_before(request: HttpRequest) -> Report | None:
    """The report that this form became already: its key is that of the draft."""
    pk = key_of(request.POST.get("concept", ""))
    return Report.objects.filter(key=pk).first() if pk else None


def remember(response: HttpResponse, ride: Ride) -> None:
    """Let the browser go on with this ride for a day."""
    response.set_cookie(
        COOKIE, ride.key, max_age=int(LIFE.total_seconds()), path="/melden/", httponly=True, samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )  # fmt: skip


def forget(response: HttpResponse) -> None:
    response.delete_cookie(COOKIE, path="/melden/", samesite="Lax")


def throw_away(ride: Ride) -> None:
    """Destroy a draft with its photos: the person said so."""
    _without_photos(Photo.objects.filter(draft=ride.draft, report=None))
    ride.draft.delete()


def forget_old_drafts() -> int:
    """Delete drafts that are over, with their photos."""
    over = Draft.objects.filter(started_at__lt=clock.now() - LIFE)
    _without_photos(Photo.objects.filter(draft__in=over, report=None))
    return over.delete()[0]


def _without_photos(photos: Any) -> None:
    for photo in photos:
        photo.file.delete(save=False)
        photo.delete()
