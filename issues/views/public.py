"""Pages for everybody: the list, one issue, theme, street and map."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _

from issues.lateness import days_late
from issues.listing import SIZE, rows_for, sort_key, wish_of
from issues.models import Issue, Street, Theme
from issues.permissions import can_view_inside, can_work
from issues.rows import aftercare, badge, limited_title, rows_html
from issues.views.filters_bar import filters_bar
from issues.views.finding import found_list, more_asked
from issues.views.viewer import viewer
from issues.workflow import OPEN
from wijkraad.people.access import open_to
from wijkraad.terms import clock
from wijkraad.terms.prepared import Prepared
from wijkraad.terms.values import value
from wijkraad.trail.version import data_version
from wijkraad.ui.pages import visitors_page
from wijkraad.ui.paginator import asked, leaf


@open_to("everyone")
@visitors_page(data_version, today=clock.today)
def issue_list(request: HttpRequest) -> HttpResponse:
    """/kwesties/: what is going on, filtered by the query string."""
    if more_asked(request.GET):
        return found_list(request)
    wish = wish_of(request.GET)
    part = asked(request, SIZE)
    rows = rows_for(wish, after=part.after, before=part.before, limit=part.limit)
    page = leaf(request, part, rows if rows and rows[0].sort else rows[:SIZE], sort_key(wish))
    return render(
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


@open_to("everyone")
@visitors_page(data_version, today=clock.today)
def issue_detail(request: HttpRequest, number: str) -> HttpResponse:
    """/kwesties/<nr>/: one issue with het spoor; hidden again is as unknown as never there."""
    user = viewer(request)
    issue = public_issue(number)
    if issue.status == "merged" and issue.merged_into and issue.merged_into.is_public:
        return redirect(issue.merged_into.path)
    today = clock.today()
    whole = can_view_inside(user, issue)
    return render(
        request,
        "issues/detail.html" if whole else "issues/limited.html",
        {
            "issue": issue,
            "user": user if user.is_authenticated else None,
            "badge": badge(issue.status, issue.partner.short_name if issue.partner else None, short=False),
            "title": issue.title if whole else limited_title_of(issue),
            "state_words": state_words(issue) if whole else "",
            "aftercare": aftercare_of(issue),
            "asks": issue.status in ("reported_done", "resolved"),
            "late_days": partner_late(issue, today),
            "norm_late": norm_late(issue, today),
            "talks": issue.talks_since_decision
            if issue.talks_since_decision >= int(value("talk_limit"))
            else 0,
            "can_work": can_work(user, issue),
            "open": issue.status in OPEN,
            "count_from": int(value("public_count_from")),
            "today": today,
        },
    )


PUBLIC_ISSUE = Prepared(
    lambda number: (
        Issue.objects.public()
        .for_list()
        .select_related("responsible", "verified_by", "merged_into")
        .filter(number=number)
    ),
    place="geen-nummer",
)


def public_issue(number: str) -> Issue:
    """The issue with this number as everybody may see it; Http404 for any other."""
    found = PUBLIC_ISSUE(number) if "\x00" not in number else []
    if not found:
        raise Http404(number)
    return found[0]


def limited_title_of(issue: Issue) -> str:
    class _Words:
        public_wording = issue.public_wording
        area = issue.area.name if issue.area else ""
        theme = issue.theme.name

    return limited_title(_Words)


def state_words(issue: Issue) -> str:
    """What is going on now, in one sentence for the panel."""
    who = issue.responsible.public_name if issue.responsible else ""
    if issue.status == "resolved" and issue.verified_at:
        return ""
    return {"assessing": _("Wij zoeken uit wat er kan. %(who)s zorgt ervoor."),
            "decided": _("De wijkraad heeft besloten. Het werk begint. %(who)s zorgt ervoor."),
            "in_progress": _("%(who)s zorgt ervoor."),
            "waiting": _("Wij wachten op een ander en vragen na."),
            "reported_done": _("Iemand zegt dat het klaar is. Een ander controleert het nog."),
            "not_resolved": _("De wijkraad is gestopt. Het is niet opgelost."),
            "rejected": _("De wijkraad pakt dit niet op."),
            "withdrawn": _("De melder heeft dit teruggenomen."),
            }.get(issue.status, "") % {"who": who}  # fmt: skip


def aftercare_of(issue: Issue) -> dict[str, Any] | None:
    """Day and total of the watch after a result, for the bar; None outside it."""
    if issue.status != "resolved" or issue.aftercare_until is None:
        return None
    total = int(value("aftercare_days"))
    today = clock.today()
    passed = max(0, min(total, total - (issue.aftercare_until - today).days))
    return {"passed": passed, "total": total, "words": aftercare(issue.aftercare_until, today, total)}


def norm_late(issue: Issue, today: Any) -> int:
    """Days past what we promised for this step ourselves; the day itself is still in time."""
    return 0 if issue.status == "waiting" else days_late(issue, today)


def partner_late(issue: Issue, today: Any) -> int:
    """Days past the date on which the partner should have moved; 0 when it is not late."""
    return days_late(issue, today) if issue.status == "waiting" else 0


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
            "priorities": theme.priorities.filter(active=True).select_related("responsible"),
        },
    )


@open_to("everyone")
@visitors_page(data_version, today=clock.today)
def street_page(request: HttpRequest, slug: str) -> HttpResponse:
    """/straat/<slug>/: what is going on in one street; limited matters are not named by street."""
    street = get_object_or_404(Street, slug=slug)
    rows = rows_for(wish_of(_query(straat=slug)), after=None, before=None, limit=SIZE)
    return render(request, "issues/street.html", {"street": street, "rows": rows_html(rows)})


def _query(**values: str) -> Any:
    """Filters as the list reads them."""
    return values
