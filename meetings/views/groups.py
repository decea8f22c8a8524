"""Working groups: what everybody may know of them, and what their lead and the board do."""

from datetime import timedelta
from functools import partial
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from issues.models import Issue
from meetings import actions
from meetings.forms.groups import EndGroupForm, GroupForm, LeadForm, MemberForm, ProlongForm
from meetings.forms.preparing import SeriesForm
from meetings.models import Decision, Meeting, WorkingGroup
from meetings.permissions import can_manage_group, leads
from meetings.talk import talk_between, talk_of_group, talk_per_issue
from meetings.views import asking
from wijkraad.people.access import open_to
from wijkraad.people.models import User
from wijkraad.people.roles import is_board
from wijkraad.terms import clock
from wijkraad.terms.refusal import Refused
from wijkraad.trail.version import data_version
from wijkraad.ui.pages import visitors_page

SHOWN = 50


@open_to("everyone")
@visitors_page(data_version, today=clock.today)
def group_list(request: HttpRequest) -> HttpResponse:
    """/werkgroepen/: those that run, the first to end on top; then those that ended."""
    user = asking.reader(request)
    rows = WorkingGroup.objects.for_list()
    today = clock.today()
    running = WorkingGroup.objects.running(today).values("pk")
    context = {
        "running": list(rows.filter(pk__in=running).order_by("ends_on", "name")),
        "ended": list(rows.exclude(pk__in=running).order_by("-ends_on", "name")[:SHOWN]),
        "leads": leads(user),
        "board": is_board(user),
        "today": today,
    }
    return render(request, "meetings/groups.html", context)


@open_to("everyone")
@visitors_page(data_version, today=clock.today)
def group_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """/werkgroepen/<slug>/: task, lead, how many, until when, by which decision, its meetings."""
    return show(request, _group(slug), asking.reader(request))


def _group(slug: str) -> WorkingGroup:
    return get_object_or_404(WorkingGroup.objects.for_list(), slug=slug)


def show(request: HttpRequest, group: WorkingGroup, user: Any, **bound: Any) -> HttpResponse:
    seen = Meeting.objects.visible_to(user).filter(working_group=group)
    board = is_board(user)
    terms = group.terms.filter(decision__in=Decision.objects.visible_to(user)).select_related("decision")
    context = {
        "group": group,
        "meetings": list(seen.order_by("-starts_at")[:SHOWN]),
        "terms": list(terms),
        "members": list(group.members.order_by("name")) if board else [],
        "board": board,
        "talk": talk_of_group(group.pk) if board else None,
        "steps": steps_of(user, group) | bound,
        "to_cancel": leads(user) and not group.is_running and seen.filter(status="planned").exists(),
        "runs": can_manage_group(user, group),
    }
    return render(request, "meetings/group.html", context)


def steps_of(user: Any, group: WorkingGroup) -> dict[str, Any]:
    """What this person can do with the group now, each with its empty form."""
    if not group.is_running or not can_manage_group(user, group):
        return {}
    found: dict[str, Any] = {"lid": MemberForm(prefix="lid")}
    if leads(user):
        found["verleng"] = ProlongForm(prefix="verleng", user=user)
    return found | {"geef-over": LeadForm(prefix="geef-over"), "stop": EndGroupForm(prefix="stop")}


@open_to("secretary", "chair")
def group_new(request: HttpRequest) -> HttpResponse:
    """Start a group by an adopted decision."""
    form = GroupForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            group = actions.start_group(by=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("meetings:group", group.slug)
    return render(request, "meetings/group_form.html", {"form": form})


@open_to(*asking.BOARD)
def group_meeting(request: HttpRequest, slug: str) -> HttpResponse:
    """Plan one meeting of the group or a series, before its end; its lead does so too."""
    group = _group(slug)
    if not can_manage_group(request.user, group):
        raise PermissionDenied
    form = SeriesForm(request.POST or None, initial={"kind": "werkgroep"})
    form.fields["kind"].disabled = True
    if request.method == "POST" and form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("kind", "place", "internal")}
        try:
            planned = actions.plan_series(form.evenings(), by=request.user, working_group=group, **given)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("meetings:prepare", planned[0].slug)
    context = {"form": form, "group": group, "title": _("Plan een bijeenkomst")}
    return render(request, "meetings/group_form.html", context)


@open_to(*asking.BOARD)
@require_POST
def group_step(request: HttpRequest, slug: str, step: str) -> HttpResponse:
    """Take somebody in or out, hand over, prolong, stop, or cancel what was planned after the end."""
    group = _group(slug)
    by: Any = request.user
    act: Any = ACTS.get(step)
    if step == "lid-weg":
        person = get_object_or_404(User, pk=_key(request), working_groups=group)
        act = partial(actions.remove_member, person=person)
    elif act is None:
        raise Http404
    form = _form(step, request)
    if form is not None and not form.is_valid():
        return show(request, group, by, **{step: form})
    given = form.cleaned_data if form is not None else {}
    if not asking.written(request, form, lambda: act(group, by=by, **given), _("Vastgelegd.")):
        return show(request, group, by, **{step: form})
    return redirect("meetings:group", slug)


ACTS: dict[str, Any] = {
    "lid": actions.add_member,
    "verleng": actions.prolong_group,
    "geef-over": actions.hand_over_group,
    "stop": actions.end_group,
    "zeg-af": actions.cancel_rest,
}
FORMS: dict[str, Any] = {
    "lid": MemberForm,
    "verleng": ProlongForm,
    "geef-over": LeadForm,
    "stop": EndGroupForm,
}


def _form(step: str, request: HttpRequest) -> Any:
    if step not in FORMS:
        return None
    more = {"user": request.user} if step == "verleng" else {}
    return FORMS[step](request.POST, prefix=step, **more)


def _key(request: HttpRequest) -> int:
    text = request.POST.get("wie", "")
    return int(text) if text.isdigit() and len(text) < 10 else 0


@open_to(*asking.BOARD)
def talk(request: HttpRequest) -> HttpResponse:
    """/werk/praattijd/: what talking costs (K19), in all and per issue; for the board."""
    today = clock.today()
    found = talk_per_issue(SHOWN)
    seen = Issue.objects.visible_to(request.user).exclude(visibility="confidential")
    issues = seen.select_related("theme").in_bulk([key for key, _talk in found])
    context = {
        "year": talk_between(today - timedelta(days=365), today + timedelta(days=1)),
        "rows": [(issues[key], cost) for key, cost in found if key in issues],
        "today": today,
    }
    return render(request, "meetings/talk.html", context)
