"""The list for everybody; the pages of one issue, a theme and a street are the portal's."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from issues.lists.listing import SIZE, rows_and_version, sort_key, wish_of
from issues.lists.rows import rows_html
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
