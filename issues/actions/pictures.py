"""Pictures that those who work on an issue add: before, after; inside until the list is ticked."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.core.files.base import ContentFile
from django.utils.translation import gettext as _

from issues.actions.gate import locked
from issues.actions.triage import TICKS, clear_photo
from issues.models import Issue, Photo
from issues.permissions import actors, can_triage
from wijkraad.people.models import User
from wijkraad.terms import clock
from wijkraad.terms.refusal import Refused
from wijkraad.trail.acting import action

WORKERS = frozenset({"responsible", "board", "manager", "partner"})


@dataclass(frozen=True)
class NewPicture:
    """A picture drawn anew (`issues.photos.redrawn`); `kind` is before or after."""

    content: ContentFile
    kind: str


@action("photo.add")
def add_pictures(
    issue: Issue,
    pictures: Sequence[NewPicture],
    *,
    by: User,
    ticks: Iterable[str] = (),
    description: str = "",
) -> list[Photo]:
    """Keep pictures with an issue; with every line of the list ticked they go on the site at once.

    Only the board and the wijkmanager let pictures on the site; of others they wait inside.
    """
    fresh = locked(issue)
    if actors(by, fresh).isdisjoint(WORKERS):
        raise Refused(_("Alleen wie ervoor zorgt, het bestuur of de wijkmanager kan dit."), code="issue.who")
    ticked = set(ticks)
    made = []
    for picture in pictures:
        photo = Photo(issue=fresh, kind=picture.kind, description=description, created_at=clock.now())
        photo.file.save("photo.jpg", picture.content, save=False)
        photo.save()
        if ticked.issuperset(TICKS) and can_triage(by):
            photo = clear_photo(photo, by=by, ticks=ticked)
        made.append(photo)
    return made
