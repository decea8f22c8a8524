"""/kwesties/<nr>/: one issue with het spoor, the page for which the rooms keep their chain."""

from datetime import date
from types import SimpleNamespace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from issues.lateness import days_late
from issues.models import Issue, Visibility
from issues.permissions import can_work
from issues.rows import aftercare, badge, limited_title
from issues.views.viewer import viewer
from issues.workflow import OPEN
from wijkraad.people.access import open_to
from wijkraad.portal.story.drawn import band_html, trail_html
from wijkraad.portal.story.facts import public_facts
from wijkraad.portal.story.matter import Matter
from wijkraad.portal.story.telling import story
from wijkraad.portal.story.view import StoryView
from wijkraad.terms import clock
from wijkraad.terms.values import value
from wijkraad.trail.version import data_version
from wijkraad.ui.filters import one_language
from wijkraad.ui.pages import visitors_page


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
    whole = told.facts.full
    with one_language():
        drawn = {"band": band_html(told), "trail": trail_html(told)}
    context = {
        "issue": matter,
        "path": f"/kwesties/{number}/",
        "facts": told.facts,
        "title": matter.title if whole else _limited_title(matter),
        "badge": badge(matter.status, matter.partner_short, short=False),
        **drawn,
        "can_work": works,
        **(_panel(matter, told.facts.today) if whole else {}),
    }
    page: Any = render(request, "portal/issue.html" if whole else "portal/issue_limited.html", context)
    page.data_version = version
    return page


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


def _panel(matter: Matter, today: date) -> dict[str, Any]:
    """What the panel beside the title and the side column say."""
    late, waiting = days_late(matter, today), matter.status == "waiting"
    talks = matter.talks_since_decision
    return {
        "state_words": _state_words(matter),
        "aftercare": _aftercare(matter, today),
        "asks": matter.status in ("reported_done", "resolved"),
        "late_days": late if waiting else 0,
        "norm_late": 0 if waiting else late,
        "talks": talks if talks >= int(value("talk_limit")) else 0,
        "open": matter.status in OPEN,
        "count_from": int(value("public_count_from")),
        "today": today,
    }


STATE_WORDS = {
    "assessing": _("Wij zoeken uit wat er kan. %(who)s zorgt ervoor."),
    "decided": _("De wijkraad heeft besloten. Het werk begint. %(who)s zorgt ervoor."),
    "in_progress": _("%(who)s zorgt ervoor."),
    "waiting": _("Wij wachten op een ander en vragen na."),
    "reported_done": _("Iemand zegt dat het klaar is. Een ander controleert het nog."),
    "not_resolved": _("De wijkraad is gestopt. Het is niet opgelost."),
    "rejected": _("De wijkraad pakt dit niet op."),
    "withdrawn": _("De melder heeft dit teruggenomen."),
}


def _state_words(matter: Matter) -> str:
    """What is going on now, in one sentence for the panel."""
    words = STATE_WORDS.get(matter.status)
    return words % {"who": matter.owner} if words else ""


def _aftercare(matter: Matter, today: date) -> dict[str, Any] | None:
    """Day and total of the watch after a result, for the bar; None outside it."""
    if matter.status != "resolved" or matter.aftercare_until is None:
        return None
    total = int(value("aftercare_days"))
    passed = max(0, min(total, total - (matter.aftercare_until - today).days))
    return {"passed": passed, "total": total, "words": aftercare(matter.aftercare_until, today, total)}
