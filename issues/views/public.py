"""Pages for everybody: the list, theme and street; the page of one issue is the portal's."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from issues.listing import SIZE, rows_and_version, rows_for, sort_key, wish_of
from issues.models import Street, Theme
from issues.rows import rows_html
from issues.side_by_side import beside_street, beside_theme
from issues.views.filters_bar import filters_bar
from issues.views.finding import found_list, more_asked
from wijkraad.people.access import open_to
from wijkraad.terms import clock
from wijkraad.trail.version import data_version
from wijkraad.ui.pages import told, visitors_page
from wijkraad.ui.paginator import asked, leaf


@open_to("everyone")
@visitors_page(data_version, today=clock.today, tells=True)
def issue_list(request: HttpRequest) -> HttpResponse:
    """/kwesties/: what is going on, filtered by the query string."""
    if more_asked(request.GET):
        version = data_version()
        return told(found_list(request), version)
    wish = wish_of(request.GET)
    part = asked(request, SIZE)
    rows, version = rows_and_version(wish, after=part.after, before=part.before, limit=part.limit)
    page = leaf(request, part, rows if rows and rows[0].sort else rows[:SIZE], sort_key(wish))
    drawn = render(
        request,
        "issues/list.html",
        {
            "wish": wish,
            "page_of": page,
            "rows": rows_html(page.rows),
            "top": filters_bar(wish),
            "today": clock.today(),
        },
    )
    return told(drawn, version)


@open_to("everyone")
@visitors_page(data_version, today=clock.today)
def theme_page(request: HttpRequest, slug: str) -> HttpResponse:
    """/thema/<slug>/: what we do about one theme."""
    theme = get_object_or_404(Theme, key=slug)
    rows = rows_for(wish_of(_query(thema=slug)), after=None, before=None, limit=SIZE)
    return render(
        request,
        "issues/theme.html",
        {
            "theme_of": theme,
            "rows": rows_html(rows),
            "beside": beside_theme(theme),
            "priorities": theme.priorities.filter(active=True).select_related("responsible"),
        },
    )


@open_to("everyone")
@visitors_page(data_version, today=clock.today)
def street_page(request: HttpRequest, slug: str) -> HttpResponse:
    """/straat/<slug>/: what is going on in one street; limited matters are not named by street."""
    street = get_object_or_404(Street, slug=slug)
    rows = rows_for(wish_of(_query(straat=slug)), after=None, before=None, limit=SIZE)
    return render(
        request,
        "issues/street.html",
        {"street": street, "rows": rows_html(rows), "beside": beside_street(street)},
    )


def _query(**values: str) -> Any:
    """Filters as the list reads them."""
    return values
