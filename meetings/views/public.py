"""What everybody reads: the meetings, and one evening."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from meetings.models import Meeting
from meetings.permissions import can_run, leads, reads_minutes
from meetings.views import asking, evening
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
    held = seen.exclude(status__in=COMING).order_by("-starts_at", "-id")
    if part.after:
        held = held.filter(starts_at__lte=part.after[0]).exclude(
            starts_at=part.after[0], id__gte=part.after[1]
        )
    elif part.before:
        held = held.filter(starts_at__gte=part.before[0]).exclude(
            starts_at=part.before[0], id__lte=part.before[1]
        )
        held = held.order_by("starts_at", "id")
    page = leaf(
        request, part, list(held.first_ones(part.limit).for_list(user)), lambda one: [one.starts_at, one.id]
    )
    context = {
        "coming": list(seen.coming().order_by("starts_at", "id").first_ones(PAGE).for_list(user)),
        "leaf": page,
        "leads": leads(user),
        "board": is_board(user),
        "today": clock.today(),
    }
    return render(request, "meetings/list.html", context)


@open_to("everyone")
@visitors_page(data_version, today=clock.today)
def meeting_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """One evening: agenda, what was said and decided; internal points are absent."""
    user = asking.reader(request)
    meeting = get_object_or_404(
        evening.with_marks(Meeting.objects.visible_to(user)).select_related(
            "adopted_by_decision", "working_group"
        ),
        slug=slug,
    )
    items = evening.items_of(meeting, user)
    asking.log_readings(items, user)
    present = evening.present_names(meeting)
    context = {
        "meeting": meeting,
        "items": items,
        "asking": asking,
        "user": user,
        "reads_minutes": reads_minutes(user, meeting),
        "leads": can_run(user, meeting),
        "board": is_board(user),
        "present": present,
        "outside": list(evening.outside_before(meeting, user)),
        "promised": evening.actions_of(meeting, items, user) if reads_minutes(user, meeting) else [],
        "errata": evening.errata_of(meeting, items, user),
        "was_there": user is not None and user.pk in present["people"],
        "public_minutes": not meeting.internal and reads_minutes(None, meeting),
    }
    return render(request, "meetings/detail.html", context)
