"""The pages of the trail: every change, who made it and when."""

from django.http import HttpResponse
from django.shortcuts import render

from wijkraad.people.access import PersonRequest, open_to
from wijkraad.trail.forms import TrailFilter
from wijkraad.trail.history import page_of
from wijkraad.trail.models import RetentionEntry, TrailEvent
from wijkraad.trail.retention import rules, waiting
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


@open_to(*READERS)
def retention_register(request: PersonRequest) -> HttpResponse:
    """How long we keep what, how much is due now (the dry run), and the register of what was destroyed."""
    known, due = rules(), waiting()
    words = {rule.key: rule.words for rule in known}
    part = asked(request, PAGE)
    entries = RetentionEntry.objects.order_by("-pk")
    if part.after:
        entries = entries.filter(pk__lt=part.after[0])
    elif part.before:
        entries = entries.filter(pk__gt=part.before[0]).order_by("pk")
    page = leaf(request, part, list(entries[: part.limit]), lambda entry: [entry.pk])
    context = {
        "rules": [(rule.words, rule.term(), due[rule.key]) for rule in known],
        "leaf": page,
        "entries": [(entry, words.get(entry.rule, entry.rule)) for entry in page.rows],
    }
    return render(request, "trail/retention.html", context)
