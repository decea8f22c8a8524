"""Series of official figures, street walks, and counts in a street."""

from datetime import date
from typing import Any

from django.core.files.base import ContentFile
from django.utils.text import slugify
from django.utils.translation import gettext as _

from issues.actions.filled_in import ReportData
from issues.actions.reporting import submit_report
from issues.models import (
    Indicator,
    Issue,
    Photo,
    Segment,
    Street,
    StreetCount,
    Theme,
    WalkNote,
)
from issues.permissions import can_triage
from wijkraad.people.models import User
from wijkraad.terms import clock
from wijkraad.terms.refusal import Refused
from wijkraad.trail.acting import action


def only_keepers(by: User | None) -> None:
    """Refuse everybody but the board and the wijkmanager."""
    if by is None or not can_triage(by):
        raise Refused(_("Alleen het bestuur en de wijkmanager leggen dit vast."), code="facts.who")


@action("indicator.write")
def write_indicator(
    *, by: User, name: str, theme: Theme, unit: str = "", better: str = "", priority: Any = None
) -> Indicator:
    """A series to put figures in; its name is known once."""
    only_keepers(by)
    name = " ".join(name.split())
    if not name:
        raise Refused(_("Geef de reeks een naam."), code="indicator.name")
    if Indicator.objects.filter(name__iexact=name).exists():
        raise Refused(_("Deze reeks is er al."), code="indicator.known")
    if priority is not None and priority.theme_id != theme.pk:
        raise Refused(_("Deze prioriteit hoort bij een ander thema."), code="indicator.theme")
    key = slugify(name)[:70] or "reeks"
    number = Indicator.objects.filter(key__startswith=key).count()
    return Indicator.objects.create(
        key=f"{key}-{number + 1}" if number else key,
        name=name,
        unit=unit.strip(),
        theme=theme,
        better=better,
        priority=priority,
    )


@action("walk.note")
def note_walk(
    *,
    by: User,
    street: Street,
    theme: Theme,
    walked_on: date,
    text: str,
    segment: Segment | None = None,
    picture: ContentFile | None = None,
) -> WalkNote:
    """Write down what was seen in a street; it stays inside. A theme of signals takes no text."""
    only_keepers(by)
    if not text.strip():
        raise Refused(_("Schrijf op wat u zag."), code="walk.empty")
    if walked_on > clock.today():
        raise Refused(_("Deze dag moet nog komen."), code="walk.day")
    if theme.intake_mode == Theme.Intake.SIGNAL:
        raise Refused(_("Over dit thema schrijven wij geen tekst op."), code="walk.signal")
    if segment is not None and segment.street_id != street.pk:
        raise Refused(_("Dit deel hoort bij een andere straat."), code="walk.segment")
    photo = None
    if picture is not None:
        photo = Photo(kind="report", created_at=clock.now())
        photo.file.save("photo.jpg", picture, save=False)
        photo.save()
    return WalkNote.objects.create(
        street=street,
        segment=segment,
        theme=theme,
        walked_on=walked_on,
        text=text.strip(),
        photo=photo,
        by=by,
        at=clock.now(),
    )


@action("walk.issue")
def walk_to_issue(note: WalkNote, *, by: User) -> Issue:
    """Make a new report of it, which somebody looks at like any other."""
    only_keepers(by)
    fresh = WalkNote.objects.select_for_update(of=("self",)).select_related("photo").get(pk=note.pk)
    if fresh.issue_id is not None:
        raise Refused(_("Hier is al een kwestie van gemaakt."), code="walk.issue")
    data = ReportData(
        theme=fresh.theme,
        text=fresh.text,
        street=fresh.street,
        segment=fresh.segment,
        seen_on=fresh.walked_on,
        photos=[fresh.photo] if fresh.photo else [],
        on_behalf=True,
    )
    fresh.issue = submit_report(data, by=by).issue
    fresh.save(update_fields=["issue"])
    note.issue = fresh.issue
    return fresh.issue


@action("street.count")
def count_street(
    *, by: User, street: Street, theme: Theme, what: str, counted_on: date, part: int, total: int, source: str
) -> StreetCount:
    """So many of so many in a street, with source and day; the same day again replaces it."""
    only_keepers(by)
    if counted_on > clock.today():
        raise Refused(_("Deze dag moet nog komen."), code="count.day")
    if not source.strip() or not what.strip():
        raise Refused(_("Schrijf erbij wat is geteld en door wie."), code="issues_streetcount_source")
    if total < 1 or part > total:
        raise Refused(_("Het deel kan niet groter zijn dan het geheel."), code="issues_streetcount_part")
    made, _new = StreetCount.objects.update_or_create(
        street=street,
        what=what.strip(),
        counted_on=counted_on,
        defaults={
            "theme": theme,
            "part": part,
            "total": total,
            "source": source.strip(),
            "by": by,
            "at": clock.now(),
        },
    )
    return made
