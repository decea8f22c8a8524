"""Before and after the evening: planning, the agenda and its proposals, the way of the minutes."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import JSONObject
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from issues.models import Issue
from meetings import actions
from meetings.forms import ItemForm, MeetingForm, OutsideForm
from meetings.forms.preparing import SeriesForm
from meetings.models import AgendaItem, AgendaPaper, Decision, Meeting
from meetings.permissions import can_move_meeting, can_prepare, leads
from meetings.views import asking
from meetings.views.agenda import point_of
from meetings.views.proposals import Waiting, requests
from wijkraad.people.access import open_to
from wijkraad.terms import clock
from wijkraad.terms.refusal import Refused
from wijkraad.ui.filters import day

SUGGESTED = 12


@open_to("secretary", "chair")
def plan(request: HttpRequest) -> HttpResponse:
    """Plan an evening, or a series on the same weekday."""
    form = SeriesForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("kind", "place", "internal")}
        try:
            planned = actions.plan_series(form.evenings(), by=request.user, **given)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            if len(planned) > 1:
                words = _("%(n)d vergaderingen gepland, de laatste op %(day)s.")
                asking.say(request, words % {"n": len(planned), "day": day(planned[-1].starts_at)})
            return redirect("meetings:prepare", planned[0].slug)
    return render(request, "meetings/plan.html", {"form": form})


@open_to(*asking.BOARD)
def change(request: HttpRequest, slug: str) -> HttpResponse:
    """Move a planned evening to another time or place."""
    meeting = asking.find_run(request, slug)
    local = [moment.astimezone(clock.AMSTERDAM) for moment in (meeting.starts_at, meeting.ends_at)]
    initial = {
        "kind": meeting.kind,
        "day": local[0].date(),
        "starts": local[0].strftime("%H.%M"),
        "ends": local[1].strftime("%H.%M"),
        "place": meeting.place,
        "internal": meeting.internal,
    }
    form = MeetingForm(request.POST or None, initial=initial)
    for name in ("kind", "internal"):
        form.fields[name].disabled = True
    if request.method == "POST" and form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("starts_at", "ends_at", "place")}
        if asking.written(
            request, form, lambda: actions.change_meeting(meeting, by=request.user, **given), _("Vastgelegd.")
        ):
            return redirect("meetings:prepare", meeting.slug)
    return render(request, "meetings/plan.html", {"form": form, "meeting": meeting})


@open_to(*asking.BOARD)
def prepare(request: HttpRequest, slug: str) -> HttpResponse:
    """The agenda with its proposals and running time; afterwards the way of the minutes."""
    meeting = asking.find_run(request, slug)
    form = ItemForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        if asking.written(
            request,
            form,
            lambda: actions.add_item(
                meeting,
                by=request.user,
                title=given["title"],
                issues=[given["issue"]] if given["issue"] else [],
                internal=given["internal"],
                minutes=given["minutes"],
            ),
        ):
            return redirect("meetings:prepare", slug)
    items = points_of(meeting, request.user)
    asking.log_readings(items, request.user)
    editable = can_prepare(request.user, meeting)
    waiting = Waiting(meeting, items, request.user, editable=editable)
    context = {
        "meeting": meeting,
        "items": items,
        "form": form,
        "asking": asking,
        "planned": sum(item.planned_minutes for item in items),
        "room": int((meeting.ends_at - meeting.starts_at).total_seconds() // 60),
        "starts": starting_times(meeting, items),
        "stories": waiting.stories(),
        "editable": editable,
        "steps": [
            step for step, (state, _act) in STEPS.items() if _possible(request.user, meeting, step, state)
        ],
        "suggestions": waiting.proposals(),
        "requests": requests() if editable and leads(request.user) else [],
        "adopters": adopting_decisions(meeting),
    }
    return render(request, "meetings/prepare.html", context)


def points_of(meeting: Meeting, user: Any) -> list[AgendaItem]:
    """The points with their issues in `linked` and the papers that are there in `kept`."""
    papers = AgendaPaper.objects.filter(item=OuterRef("pk"), removed_at=None).order_by("id")
    names = ("uuid", "title", "internal", "content_type", "size")
    rows = papers.values(row=JSONObject(**dict(zip(names, names, strict=True))))
    items = list(meeting.items.visible_to(user).for_list(user).annotate(there=ArraySubquery(rows)))
    for item in items:
        item.kept = [AgendaPaper(**row) for row in item.there]
    return items


def starting_times(meeting: Meeting, items: list[AgendaItem]) -> dict[int, datetime]:
    """When each point begins if all before it take their minutes."""
    found, at = {}, meeting.starts_at
    for item in items:
        found[item.pk] = at
        at += timedelta(minutes=item.planned_minutes)
    return found


def adopting_decisions(meeting: Meeting) -> list[Decision]:
    """Decisions of later board meetings about the council itself that may adopt these minutes."""
    if meeting.status != "minutes_proposed":
        return []
    later = Decision.objects.taken().filter(
        about_council=True, adopted_minutes=None, agenda_item__meeting__starts_at__gt=meeting.starts_at
    )
    return list(later.order_by("-decided_at")[:SUGGESTED])


STEPS: dict[str, tuple[str, Any]] = {
    "open": ("running", actions.open_meeting),
    "terug": ("planned", actions.unopen_meeting),
    "afzeggen": ("cancelled", actions.cancel_meeting),
    "voorstellen": ("minutes_proposed", actions.propose_minutes),
    "aanpassen": ("minutes_draft", actions.revise_minutes),
    "afronden": ("logged", actions.log_meeting),
}


def _possible(user: Any, meeting: Meeting, step: str, state: str) -> bool:
    if not can_move_meeting(user, meeting, state):
        return False
    return {"voorstellen": meeting.decides, "afronden": not meeting.decides}.get(step, True)


@open_to(*asking.BOARD)
@require_POST
def step(request: HttpRequest, slug: str, name: str) -> HttpResponse:
    """Open, cancel, propose the minutes, take them back, finish."""
    meeting = asking.find_run(request, slug)
    if name not in STEPS:
        raise Http404
    done = asking.attempt(request, lambda: STEPS[name][1](meeting, by=request.user))
    return redirect("meetings:live" if done is not None and name == "open" else "meetings:prepare", slug)


@open_to("secretary", "chair")
@require_POST
def adopt(request: HttpRequest, slug: str) -> HttpResponse:
    """Adopt the minutes by a decision that a later meeting took."""
    meeting = asking.find_run(request, slug)
    decision = get_object_or_404(Decision.objects.visible_to(request.user), uuid=_uuid(request, "besluit"))
    asking.attempt(
        request,
        lambda: actions.adopt_minutes(meeting, by=request.user, decision=decision),
        _("Het verslag is vastgesteld. Het verandert niet meer."),
    )
    return redirect("meetings:detail", slug)


def _uuid(request: HttpRequest, name: str) -> UUID:
    """The key that was sent; one that is none is as unknown as one of nothing."""
    try:
        return UUID(request.POST.get(name, ""))
    except ValueError:
        raise Http404 from None


def _pk(request: HttpRequest, name: str) -> int:
    text = request.POST.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 15 else 0


@open_to(*asking.BOARD)
@require_POST
def suggest(request: HttpRequest, slug: str) -> HttpResponse:
    """Put a proposed issue or decision on the agenda with one tap."""
    meeting = asking.find_run(request, slug)
    issues, title = [], request.POST.get("titel", "")[:160]
    if request.POST.get("kwestie"):
        issue = get_object_or_404(Issue.objects.visible_to(request.user), uuid=_uuid(request, "kwestie"))
        issues, title = [issue], issue.title
    if request.POST.get("bleef"):
        old = get_object_or_404(AgendaItem.objects.visible_to(request.user), pk=_pk(request, "bleef"))
        asking.attempt(request, lambda: actions.carry_item(old, meeting, by=request.user))
    elif title:
        asking.attempt(
            request, lambda: actions.add_item(meeting, by=request.user, title=title, issues=issues)
        )
    return redirect("meetings:prepare", slug)


@open_to(*asking.BOARD)
@require_POST
def item_step(request: HttpRequest, slug: str, pk: int, name: str) -> HttpResponse:
    """A point up, down, or off the agenda."""
    item = point_of(request, slug, pk)
    acts = {
        "omhoog": lambda: actions.move_item(item, by=request.user, up=True),
        "omlaag": lambda: actions.move_item(item, by=request.user, up=False),
        "weg": lambda: actions.remove_item(item, by=request.user),
    }
    if name not in acts:
        raise Http404
    asking.attempt(request, acts[name])
    return redirect("meetings:prepare", slug)


@open_to(*asking.BOARD)
def propose_outside(request: HttpRequest) -> HttpResponse:
    """Bring in a proposal that cannot wait: outside a meeting, or urgent."""
    form = OutsideForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        decision = asking.attempt(
            request,
            lambda: actions.draft_decision(by=request.user, **form.proposal()),
            _("Iedereen is gevraagd."),
        )
        if decision is not None:
            return redirect("meetings:decision_inside", decision.uuid)
    return render(request, "meetings/outside.html", {"form": form})
