"""/kwesties/<nr>/: one issue with het spoor, the page for which the rooms keep their chain."""

from types import SimpleNamespace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from issues.lists.rows import badge, limited_title
from issues.models import Issue, Visibility
from issues.permissions import can_work
from issues.views.viewer import viewer
from wijkraad.people.access import open_to
from wijkraad.portal.story.drawn import band_html, trail_html
from wijkraad.portal.story.drawn.top import texts
from wijkraad.portal.story.facts import public_facts
from wijkraad.portal.story.matter import Matter
from wijkraad.portal.story.telling import story
from wijkraad.portal.story.view import StoryView
from wijkraad.terms import clock
from wijkraad.trail.version import data_version
from wijkraad.ui.filters import one_language
from wijkraad.ui.pages import visitors_page
from wijkraad.ui.sketch import sketched


@open_to("everyone")
@visitors_page(data_version, today=clock.today, tells=True)
def issue_page(request: HttpRequest, number: str) -> HttpResponse:
    """One issue as this reader may see it; hidden again is as unknown as never there."""
    told, works, version = _told(viewer(request), number)
    matter = told.facts.matter
    if matter is None:
        raise Http404(number)
    if matter.status == "merged" and matter.moved_to and matter.moved_to_seen_by != Visibility.CONFIDENTIAL:
        return redirect(f"/kwesties/{matter.moved_to}/")
    with one_language():
        whole = told.facts.full
        page: Any = _whole(request, told, matter, works) if whole else _limited(request, told, matter, works)
    page.data_version = version
    return page


def _whole(request: HttpRequest, told: StoryView, matter: Matter, works: bool) -> HttpResponse:
    return sketched(request, "portal/issue.html", texts(told, matter, works))


def _limited(request: HttpRequest, told: StoryView, matter: Matter, works: bool) -> HttpResponse:
    """Only the state and the dates, to protect residents."""
    context = {
        "issue": matter,
        "title": _limited_title(matter),
        "badge": badge(matter.status, matter.partner_short, short=False),
        "band": band_html(told),
        "trail": trail_html(told),
        "can_work": works,
    }
    return render(request, "portal/issue_limited.html", context)


def _told(user: Any, number: str) -> tuple[StoryView, bool, int]:
    """The story for this reader, whether the workspace opens for them, and the version of the data.

    The version is 0 for who is signed in: their page is not kept. Raises Http404.
    """
    if not user.is_authenticated:
        found = public_facts(number)
        if found is None:
            raise Http404(number)
        version, facts = found
        return StoryView(facts), False, version
    issue = Issue.objects.public().filter(number=number).first()
    if issue is None:
        raise Http404(number)
    return story(issue, user), can_work(user, issue), 0


def _limited_title(matter: Matter) -> str:
    words, theme = matter.public_wording, matter.theme_name
    return limited_title(SimpleNamespace(public_wording=words, area=matter.area_name, theme=theme))
