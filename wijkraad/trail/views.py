"""The pages of the trail: every change, who made it and when."""

from django.http import HttpResponse
from django.shortcuts import render

from wijkraad.people.access import PersonRequest, open_to
from wijkraad.trail.forms import TrailFilter
from wijkraad.trail.history import page_of
from wijkraad.trail.models import TrailEvent
from wijkraad.trail.visibility import registered
from wijkraad.ui.paginator import asked, leaf

PAGE = 50
READERS = ("chair", "secretary", "auditor", "admin")


@open_to(*READERS)
def changes(request: PersonRequest) -> HttpResponse:
    """All changes that this reader may see, newest first, filtered by the query string."""
    part = asked(request, PAGE)
    form = TrailFilter(request.GET)
    key = part.after or part.before
    back = part.before is not None
    rows = TrailEvent.objects.filter(table__in=registered())
    events = page_of(request.user, form.apply(rows), part.limit, key[0] if key else None, back=back)
    page = leaf(request, part, events, lambda event: [event.pk])
    return render(request, "trail/changes.html", {"leaf": page, "form": form})
