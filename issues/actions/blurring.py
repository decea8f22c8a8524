"""Making a part of a picture unreadable, and throwing a picture away. What was there is destroyed."""

from collections.abc import Sequence
from datetime import timedelta
from functools import partial
from typing import Any
from uuid import UUID, uuid4

from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.translation import gettext as _

from issues.actions.erasing import destroy_photos
from issues.actions.judging import must_triage
from issues.actions.papers import kept_kinds
from issues.models import Issue, Photo
from issues.photos import Box, covered
from wijkraad.people.models import User
from wijkraad.terms import clock
from wijkraad.terms.refusal import Refused
from wijkraad.trail.acting import action
from wijkraad.trail.erasures import log_erasures

MOST_BOXES = 400
"""More parts than a whole grid has is no answer of our page."""
SMALLEST = 5
"""Thousandths: a smaller part is a slip of the finger."""


def issue_of(photo: Photo) -> Issue:
    """The issue that a picture belongs to; Refused for one of a half-filled form."""
    issue = photo.report.issue if photo.report else photo.issue
    if issue is None:
        raise Refused(_("Deze foto hoort nog nergens bij."), code="photo.loose")
    return issue


def _held(photo: Photo, by: User) -> Photo:
    fresh = (
        Photo.objects.select_for_update(of=("self",))
        .select_related("report__issue", "issue")
        .filter(pk=photo.pk)
        .first()
    )
    if fresh is None:
        raise Refused(_("Deze foto is er niet meer."), code="photo.gone")
    must_triage(by, issue_of(fresh))
    return fresh


@action("photo.blur")
def blur_photo(photo: Photo, boxes: Sequence[Box], *, by: User) -> Photo:
    """Cover parts of a picture for good: drawn anew under a new address, the old file is destroyed.

    A picture that was on the site stays there, blurred; its old address answers 404 from the commit
    on. The old file goes straight after the commit; what a crash leaves is swept (`sweep_files`).
    """
    good = [box for box in boxes if min(box.wide, box.high) >= SMALLEST][:MOST_BOXES]
    if not good:
        raise Refused(_("Kies eerst wat onleesbaar moet worden."), code="photo.boxes")
    fresh = _held(photo, by)
    storage, old = fresh.file.storage, fresh.file.name or ""
    with fresh.file.open() as picture:
        drawn = covered(picture, good)
    fresh.uuid, fresh.blurred_at = uuid4(), clock.now()
    fresh.file.save("photo.jpg", drawn, save=False)
    fresh.save()
    log_erasures("photo.blur", [fresh.pk])
    transaction.on_commit(partial(storage.delete, old))
    return fresh


@action("photo.drop")
def drop_photo(photo: Photo, *, by: User) -> None:
    """Throw a picture away with its file; evidence of an outcome stays."""
    fresh = _held(photo, by)
    if not destroy_photos([fresh], by=by):
        raise Refused(_("Deze foto is bewijs bij een uitkomst en blijft."), code="photo.evidence")


YOUNG = timedelta(hours=1)
"""So long a file may exist before its row is there."""


def sweep_files() -> int:
    """Delete files of pictures and papers that no row points at (left by a crash); returns how many."""
    return _sweep("photos", Photo) + sum(_sweep(model.FOLDER, model) for model in kept_kinds())


def _sweep(root: str, model: Any) -> int:
    gone = 0
    for folder in _folders(root):
        names = [name for name in default_storage.listdir(f"{root}/{folder}")[1] if _uuid_of(name)]
        paths = {f"{root}/{folder}/{name}" for name in names}
        kept = set(model.objects.filter(file__in=paths).values_list("file", flat=True))
        for path in sorted(paths - kept):
            if default_storage.get_modified_time(path) < clock.now() - YOUNG:
                default_storage.delete(path)
                gone += 1
    return gone


def _folders(root: str) -> list[str]:
    """The folders in a folder; none when it is not there (a bucket has no folders of its own)."""
    try:
        return list(default_storage.listdir(root)[0])
    except FileNotFoundError:
        return []


def _uuid_of(name: str) -> UUID | None:
    """The id in the name of one of our files; None for a file of somebody else."""
    try:
        return UUID(name.split(".")[0].split("_")[0])
    except ValueError:
        return None
