"""The lists with all filters: for everybody, and for those who work on issues, with kept views."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from issues.actions import drop_view, save_view, views_of
from issues.filters import MORE, IssueFilter, WorkFilter
from issues.lateness import days_late
from issues.lists.finding import key_of, one_page, public_rows
from issues.lists.listing import SIZE, wish_of
from issues.lists.rows import badge, rows_html
from issues.models import SavedView, Visibility
from issues.views.filters_bar import filters_bar
from issues.views.viewer import viewer
from wijkraad.people.access import PersonRequest, open_to
from wijkraad.terms import clock
from wijkraad.terms.refusal import Refused
from wijkraad.ui.paginator import BACK, PARAMETER, asked, leaf

WORKERS = ("board", "secretary", "chair", "treasurer", "deputy", "manager")
WORK_SIZE = 50
LIST = "/werk/kwesties/"
FIRST_ORDER = "laatst"
"""The order that the short form sends by itself; with words it means: best match first."""


def more_asked(query: QueryDict) -> bool:
    """Whether the public list has to go the long way: other filters, or words with an order or a page."""
    if not MORE.isdisjoint(query):
        return True
    ordered = query.get("sorteer", FIRST_ORDER) != FIRST_ORDER
    return bool(query.get("q")) and (ordered or not {PARAMETER, BACK}.isdisjoint(query))


def found_list(request: HttpRequest) -> HttpResponse:
    """/kwesties/ with more filters; called by the list itself, which keeps its pages."""
    wanted = IssueFilter(request.GET, user=viewer(request))
    part = asked(request, SIZE)
    rows = public_rows(one_page(wanted, after=part.after, before=part.before, limit=part.limit))
    page = leaf(request, part, rows, key_of(wanted))
    return render(
        request,
        "issues/list.html",
        {
            "wish": {"words": wanted.words, "is_plain": not wanted.address, "sort": wanted.sort},
            "page_of": page,
            "rows": rows_html(page.rows),
            "filter": None if MORE.isdisjoint(request.GET) else wanted,
            "top": filters_bar(wish_of(request.GET)),
            "today": clock.today(),
        },
    )


@open_to(*WORKERS)
def work_list(request: PersonRequest) -> HttpResponse:
    """/werk/kwesties/: everything that this person may see, with kept views. Nothing is counted."""
    wanted = WorkFilter(request.GET, user=request.user)
    return render(request, "issues/work_list.html", page_of(request, wanted))


def page_of(request: PersonRequest, wanted: WorkFilter) -> dict[str, Any]:
    part, today = asked(request, WORK_SIZE), clock.today()
    found = one_page(wanted, after=part.after, before=part.before, limit=part.limit)
    page = leaf(request, part, list(found.for_list().select_related("responsible")), key_of(wanted))
    kept = views_of(request.user)
    return {
        "filter": wanted, "page_of": page, "today": today, "kept": kept,
        "rows": [(issue, row_badge(issue), days_late(issue, today)) for issue in page.rows],
        "now": next((view for view in kept if view.query == wanted.address), None),
        "CONFIDENTIAL": Visibility.CONFIDENTIAL,
        "presets": PRESETS,
    }  # fmt: skip


PRESETS = (
    ("wie=ik", gettext_lazy("Van mij")),
    ("wie=niemand", gettext_lazy("Nog van niemand")),
    ("laat=1", gettext_lazy("Te laat")),
    ("stil=1", gettext_lazy("Ligt stil")),
    ("terug=1", gettext_lazy("Komt terug")),
)


def row_badge(issue: Any) -> Any:
    return badge(issue.status, issue.partner.short_name if issue.partner else None)


@open_to(*WORKERS)
def keep_view(request: PersonRequest) -> HttpResponse:
    """Keep the filters of the list under a name; only filters that the list knows are kept."""
    wanted = WorkFilter(QueryDict(request.POST.get("filters", "")[:600]), user=request.user)
    if request.method == "POST":
        try:
            view = save_view(
                by=request.user,
                name=request.POST.get("naam", "")[:60],
                query=wanted.address,
                shared=bool(request.POST.get("delen")),
            )
        except Refused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, _("De weergave “%(name)s” is bewaard.") % {"name": view.name})
    return redirect(f"{LIST}?{wanted.address}")


@open_to(*WORKERS)
def drop_kept_view(request: PersonRequest, pk: int) -> HttpResponse:
    """Throw a view of one's own away, after a question; its filters stay in the address."""
    view = get_object_or_404(SavedView, pk=pk, user=request.user)
    if request.method == "POST":
        drop_view(view, by=request.user)
        messages.success(request, _("De weergave “%(name)s” is weg.") % {"name": view.name})
        return redirect(f"{LIST}?{view.query}")
    return render(request, "issues/view_drop.html", {"view": view})
