"""The public page of one theme and of one street."""

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, render

from issues.lists.listing import SIZE, rows_for, wish_of
from issues.lists.rows import rows_html
from issues.models import Street, Theme
from wijkraad.people.access import open_to
from wijkraad.portal.subject import Subject, of_street, of_theme
from wijkraad.terms import clock
from wijkraad.trail.version import data_version
from wijkraad.ui.pages import visitors_page

visitors = visitors_page(data_version, today=clock.today)


@open_to("everyone")
@visitors
def theme_page(request: HttpRequest, slug: str) -> HttpResponse:
    """/thema/<slug>/: what we do about one theme, and whether it works."""
    theme = get_object_or_404(Theme, key=slug)
    return _page(request, "theme", of_theme(theme), theme_of=theme)


@open_to("everyone")
@visitors
def street_page(request: HttpRequest, slug: str) -> HttpResponse:
    """/straat/<slug>/: what is going on in one street; limited matters are not named by street."""
    street = get_object_or_404(Street, slug=slug)
    return _page(request, "street", of_street(street), street=street)


def _page(request: HttpRequest, name: str, subject: Subject, **about: Theme | Street) -> HttpResponse:
    rows = rows_for(wish_of(QueryDict(subject.query)), after=None, before=None, limit=SIZE)
    context = {"subject": subject, "rows": rows_html(rows), "today": clock.today(), **about}
    return render(request, f"portal/subject/{name}.html", context)
