"""What everybody reads: the meetings, and one evening."""

from typing import Any

from django.db.models import F, Prefetch, Q
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from meetings.models import AgendaItem, ConflictOfInterest, Decision, Meeting
from meetings.permissions import leads, reads_minutes
from meetings.views import asking
from meetings.workflow import COMING
from wijkraad.people.access import open_to
from wijkraad.people.roles import is_board
from wijkraad.terms import clock
from wijkraad.trail.version import data_version
from wijkraad.ui.pages import visitors_page
from wijkraad.ui.paginator import asked, leaf

PAGE = 20


@open_to("everyone")
@visitors_page(data_version, today=clock.today)
def meeting_list(request: HttpRequest) -> HttpResponse:
    """Coming meetings, and the held ones, newest first."""
    user = asking.reader(request)
    seen = Meeting.objects.visible_to(user)
    part = asked(request, PAGE)
    held = seen.exclude(status__in=COMING).for_list(user).order_by("-starts_at", "-id")
    if part.after:
        held = held.filter(starts_at__lte=part.after[0]).exclude(
            starts_at=part.after[0], id__gte=part.after[1]
        )
    elif part.before:
        held = held.filter(starts_at__gte=part.before[0]).exclude(
            starts_at=part.before[0], id__lte=part.before[1]
        )
        held = held.order_by("starts_at", "id")
    page = leaf(request, part, list(held[: part.limit]), lambda one: [one.starts_at, one.id])
    context = {
        "coming": list(seen.coming().for_list(user).order_by("starts_at", "id")[:PAGE]),
        "leaf": page,
        "leads": leads(user),
        "today": clock.today(),
    }
    return render(request, "meetings/list.html", context)


@open_to("everyone")
@visitors_page(data_version, today=clock.today)
def meeting_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """One evening: agenda, what was said and decided; internal points are absent."""
    user = asking.reader(request)
    meeting = get_object_or_404(
        Meeting.objects.visible_to(user).select_related("adopted_by_decision"), slug=slug
    )
    items = list(items_of(meeting, user))
    asking.log_readings(items, user)
    context = {
        "meeting": meeting,
        "items": items,
        "asking": asking,
        "user": user,
        "reads_minutes": reads_minutes(user, meeting),
        "leads": leads(user),
        "board": is_board(user),
        "present": present_names(meeting),
        "outside": list(outside_before(meeting, user)),
        "errata": list(meeting.errata.select_related("decision")),
    }
    return render(request, "meetings/detail.html", context)


def items_of(meeting: Meeting, user: Any) -> Any:
    """The items that this person may see, each with `linked` issues and its `taken` decisions."""
    decisions = Decision.objects.visible_to(user).for_list(user).order_by("id")
    return (
        AgendaItem.objects.visible_to(user)
        .filter(meeting=meeting)
        .for_list(user)
        .prefetch_related(Prefetch("decisions", decisions, to_attr="shown"))
        .prefetch_related(Prefetch("conflicts", ConflictOfInterest.objects.select_related("person")))
    )


def present_names(meeting: Meeting) -> dict[str, Any]:
    """How many were there, and the names of those who want to be named."""
    rows = list(meeting.attendance.filter(state="present").select_related("person").order_by("id"))
    named = []
    for row in rows:
        name = row.person.public_name if row.person else row.guest
        if row.shown == "initials":
            name = "".join(f"{word[0]}." for word in name.split() if word)
        if row.shown != "none" and name:
            named.append(name)
    return {"count": len(rows), "named": named}


def outside_before(meeting: Meeting, user: Any) -> Any:
    """Decisions made outside a meeting or urgently since the board met before; listed in this one."""
    if not meeting.decides:
        return Decision.objects.none()
    before = Meeting.objects.deciding().held().filter(starts_at__lt=meeting.starts_at)
    since = before.order_by("-starts_at").values(since=Coalesce("closed_at", "starts_at"))[:1]
    found = Decision.objects.visible_to(user).final().exclude(way="meeting")
    found = found.filter(decided_at__lt=meeting.closed_at or clock.now())
    found = found.alias(since=since).filter(Q(since=None) | Q(decided_at__gte=F("since")))
    return found.for_list(user).order_by("decided_at")
