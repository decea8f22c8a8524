"""One evening as somebody may read it: its points, who was there, corrections; for page and paper."""

from typing import Any

from django.db.models import Exists, F, OuterRef, Prefetch, Q
from django.db.models.functions import Coalesce

from issues.models import Action
from meetings.models import AgendaItem, AgendaPaper, ConflictOfInterest, Decision, Erratum, Meeting, Task
from meetings.views import asking
from meetings.workflow import IMPORTED
from wijkraad.people.roles import is_board
from wijkraad.terms import clock


def with_marks(meetings: Any) -> Any:
    """Say of each meeting whether it has papers and corrections at all: most have none, and need not ask."""
    papers = AgendaPaper.objects.filter(item__meeting=OuterRef("pk"), removed_at=None)
    errata = Erratum.objects.filter(meeting=OuterRef("pk"))
    return meetings.annotate(has_papers=Exists(papers), has_errata=Exists(errata))


def items_of(meeting: Meeting, user: Any) -> list[AgendaItem]:
    """The points that this person may see, each with `linked` issues, decisions in `shown`, and `place`.

    Readers outside the board count the points they see: a number left out would tell of an internal one.
    """
    inside = is_board(user)
    decisions = Decision.objects.visible_to(user).for_list(user).order_by("id")
    papers = AgendaPaper.objects.filter(removed_at=None)
    papers = papers if inside else papers.filter(internal=False)
    rows = (
        AgendaItem.objects.visible_to(user)
        .filter(meeting=meeting)
        .for_list(user)
        .prefetch_related(Prefetch("decisions", decisions, to_attr="shown"))
        .prefetch_related(Prefetch("conflicts", ConflictOfInterest.objects.select_related("person")))
    )
    if getattr(meeting, "has_papers", True):
        rows = rows.prefetch_related(Prefetch("papers", papers, to_attr="kept"))
    found = list(rows)
    for place, item in enumerate(found, 1):
        item.place = item.order if inside else place
    return found


def present_names(meeting: Meeting) -> dict[str, Any]:
    """How many were there and sent word, and the names of those who want to be named."""
    rows = list(meeting.attendance.select_related("person").order_by("id"))
    there = [row for row in rows if row.state == "present"]
    away = [row for row in rows if row.state == "excused"]
    return {
        "count": len(there),
        "named": _names(there),
        "away_named": _names(away),
        "people": {row.person_id for row in rows if row.person_id},
    }


def _names(rows: list[Any]) -> list[str]:
    found = []
    for row in rows:
        name = row.person.public_name if row.person else row.guest
        if row.shown == "initials":
            name = "".join(f"{word[0]}." for word in name.split() if word)
        if row.shown != "none" and name:
            found.append(name)
    return found


def outside_before(meeting: Meeting, user: Any) -> Any:
    """Decisions made outside a meeting or urgently since the board met before; listed in this one.

    None in a meeting that did not take place, or that is only a paper of before this portal.
    """
    if not meeting.decides or meeting.status in ("cancelled", IMPORTED):
        return Decision.objects.none()
    before = Meeting.objects.deciding().held().filter(starts_at__lt=meeting.starts_at)
    since = before.order_by("-starts_at").values(since=Coalesce("closed_at", "starts_at"))[:1]
    found = Decision.objects.visible_to(user).final().exclude(way="meeting")
    found = found.filter(decided_at__lt=meeting.closed_at or clock.now())
    found = found.alias(since=since).filter(Q(since=None) | Q(decided_at__gte=F("since")))
    return found.for_list(user).order_by("decided_at")


def errata_of(meeting: Meeting, items: list[AgendaItem], user: Any) -> list[Erratum]:
    """The corrections; one of a point that this reader does not see in full is not there."""
    if meeting.status != "minutes_adopted" or not getattr(meeting, "has_errata", True):
        return []
    open_items = [item.pk for item in items if not item.shielded]
    seen = Decision.objects.visible_to(user)
    found = meeting.errata.filter(Q(item=None) | Q(item__in=open_items), decision__in=seen)
    return list(found.select_related("decision", "item"))


def actions_of(meeting: Meeting, items: list[AgendaItem], user: Any) -> list[Action | Task]:
    """What people promised that evening, for the issues of these points or at a point without one."""
    if meeting.opened_at is None:
        return []
    tasks = Task.objects.filter(item__in=[item.pk for item in items if not item.shielded])
    issues = [issue.pk for item in items for issue in asking.seen_issues(item, user)]
    found = Action.objects.filter(issue__in=issues, created_at__gte=meeting.opened_at)
    if meeting.closed_at is not None:
        found = found.filter(created_at__lte=meeting.closed_at)
    rows: list[Any] = [*found.select_related("responsible"), *tasks.select_related("responsible")]
    return sorted(rows, key=lambda one: (one.due, one.pk))
