"""The evening itself: attendance, how each point ends, and closing. What was said is saved in `minutes`.

Every button of the point's own form brings the typed text along, so that nothing is lost without a script.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from issues.actions import add_action
from meetings import actions
from meetings.actions.votes import voters
from meetings.forms import ActionForm, DecisionForm, EndForm, ItemForm
from meetings.forms.counting import CountForm
from meetings.models import AgendaItem, Decision, Meeting
from meetings.permissions import can_write_minutes
from meetings.views import asking, board, typed
from meetings.views.minutes import choose_at, keep_typed, not_saved, number, place_of
from meetings.views.table import Table
from wijkraad.people.access import PersonRequest, open_to
from wijkraad.people.models import User
from wijkraad.people.roles import COUNCIL, holders
from wijkraad.terms import clock
from wijkraad.terms.refusal import Refused

View = Callable[..., HttpResponse]


def with_text(view: View) -> View:
    """Keep all that came along before the button does its work; a clash of texts is shown afterwards."""

    @wraps(view)
    def saved(request: HttpRequest, slug: str, order: int) -> HttpResponse:
        item = asking.find_item(request, slug, order)
        try:
            kept = keep_typed(request, item)
        except Refused as refusal:
            return not_saved(request, item, refusal)
        typed.leave(request, item)
        answer = view(request, slug, order)
        if not isinstance(answer, HttpResponseRedirect):
            return answer
        if kept is not None and not kept.accepted:
            return redirect(choose_at(item, kept))
        if answer.url != place_of(item) and typed.waits(request, item):
            asking.say(request, _("Wat u verder typte bij punt %(n)d staat daar nog.") % {"n": item.order})
        return answer

    return saved


@open_to(*asking.BOARD)
def live(request: HttpRequest, slug: str) -> HttpResponse:
    """The first point without an end; without points the page to prepare."""
    items = asking.find_run(request, slug).items.visible_to(request.user).order_by("order")
    first = items.filter(outcome="").first() or items.last()
    if first is None:
        return redirect("meetings:prepare", slug)
    return redirect("meetings:live_item", slug, first.order)


@open_to(*asking.BOARD)
def live_item(request: HttpRequest, slug: str, order: int) -> HttpResponse:
    """One point on the screen of the one who writes."""
    table = Table(slug, order, request.user)
    asking.only_who_runs(request, table.meeting)
    if not can_write_minutes(request.user, table.meeting):
        return redirect("meetings:detail", slug)
    return draw(request, table)


def show(request: HttpRequest, item: AgendaItem, **more: Any) -> HttpResponse:
    """The live screen again; `more` holds forms that were refused, with every word kept."""
    return draw(request, Table(item.meeting.slug, item.order, request.user), **more)


def draw(request: HttpRequest, table: Table, **more: Any) -> HttpResponse:
    """The live screen, as one point of the evening is now."""
    item, meeting = table.item, table.meeting
    asking.log_readings([item], request.user)
    there, needed, members = table.sitting.quorum
    forms = typed.forms_of(table)
    loose = typed.take(request, item, forms)
    context = {
        "meeting": meeting,
        "now": clock.now(),
        "item": item,
        "table": table,
        "items": table.items,
        "asking": asking,
        "user": request.user,
        "instead": table.instead,
        "at_limit": table.at_limit,
        "attendance": table.attendance(),
        "quorum": {"there": there, "needed": needed, "members": members},
        "members": table.sitting.board,
        "voters": table.sitting.voters,
        "taken": table.taken,
        "loose": loose,
        "choice": loose.get("uitkomst") or board.choice_of(item),
        "not_yet": table.why_not_close(),
    }
    context |= typed.join(forms | more)
    return render(request, "meetings/live.html", context)


@open_to(*asking.BOARD)
@require_POST
@with_text
def outcome(request: HttpRequest, slug: str, order: int) -> HttpResponse:
    """How the point ends: a decision, or another outcome of the list."""
    item = asking.find_item(request, slug, order)
    chosen = request.POST.get("uitkomst", "")
    if chosen in ("besluit", ""):
        return _decide(request, item)
    form = EndForm(request.POST, prefix="e", chosen=chosen)
    if not form.is_valid():
        return show(request, item, end_form=form, chosen=chosen)
    try:
        actions.set_outcome(item, by=request.user, **board.outcome_of(chosen, form.cleaned_data))
    except Refused as refusal:
        return show(request, item, end_form=form, chosen=chosen, refused=refusal)
    typed.forget(request, item, "e-", "uitkomst")
    return redirect("meetings:live", slug)


def _decide(request: HttpRequest, item: AgendaItem) -> HttpResponse:
    """Keep the proposal, write down the votes, and take the decision, all or nothing."""
    form = DecisionForm(request.POST, voters=voters(item), prefix="b")
    if not form.is_valid():
        return show(request, item, decision_form=form, chosen="besluit")
    what = request.POST.get("doe", "aangenomen")
    try:
        decision = board.decide(item, by=request.user, form=form, what=what)
    except Refused as refusal:
        return show(request, item, decision_form=form, chosen="besluit", refused=refusal)
    typed.forget(request, item, "b-", "uitkomst")
    if decision.status == "concept":
        messages.success(request, _("Bewaard als voorstel."))
    return redirect(place_of(item))


@open_to(*asking.BOARD)
@require_POST
@with_text
def start(request: HttpRequest, slug: str, order: int) -> HttpResponse:
    """The point begins now: its clock runs."""
    item = asking.find_item(request, slug, order)
    asking.attempt(request, lambda: actions.start_item(item, by=request.user))
    return redirect(place_of(item))


@open_to(*asking.BOARD)
@require_POST
@with_text
def attend(request: HttpRequest, slug: str, order: int) -> HttpResponse:
    """Somebody comes in or leaves, by one tap; or a guest by name."""
    item = asking.find_item(request, slug, order)
    by = request.user
    guest = request.POST.get("gast", "").strip()
    if guest and "wie" not in request.POST:
        if asking.attempt(request, lambda: actions.record_attendance(item.meeting, by=by, guest=guest)):
            typed.forget(request, item, "gast")
        return redirect(place_of(item))
    key, _dot, state = request.POST.get("wie", "").partition(".")
    person, state = _member(key), state or request.POST.get("stand", "present")
    if state not in ("present", "excused", "absent"):
        raise Http404
    asking.attempt(
        request, lambda: actions.record_attendance(item.meeting, by=by, person=person, state=state)
    )
    return redirect(place_of(item))


def _member(key: str | None) -> User:
    found = [member for member in holders(*COUNCIL) if str(member.pk) == key]
    if not found:
        raise Http404
    return found[0]


@open_to(*asking.BOARD)
@require_POST
@with_text
def declare(request: HttpRequest, slug: str, order: int) -> HttpResponse:
    """A member has an interest in this point, or (`weg`) declared it by mistake."""
    item, by = asking.find_item(request, slug, order), request.user
    if request.POST.get("weg"):
        person = _member(request.POST["weg"])
        asking.attempt(request, lambda: actions.undo_conflict(item, by=by, person=person))
        return redirect(place_of(item))
    person, reason = _member(request.POST.get("belang")), request.POST.get("reden", "").strip()
    declared = asking.attempt(
        request, lambda: actions.declare_conflict(item, by=by, person=person, reason=reason)
    )
    if declared:
        typed.forget(request, item, "belang", "reden")
    return redirect(place_of(item))


@open_to(*asking.BOARD)
@require_POST
@with_text
def add(request: HttpRequest, slug: str, order: int) -> HttpResponse:
    """One more point, during the evening."""
    item = asking.find_item(request, slug, order)
    form = ItemForm(request.POST, user=request.user, prefix="n")
    if not form.is_valid():
        return show(request, item, item_form=form)
    given = form.cleaned_data
    issues = [given["issue"]] if given["issue"] else []
    more = {
        "title": given["title"],
        "internal": given["internal"],
        "minutes": given["minutes"],
        "issues": issues,
    }
    if asking.attempt(request, lambda: actions.add_item(item.meeting, by=request.user, **more)):
        typed.forget(request, item, "n-")
    return redirect(place_of(item))


@open_to(*asking.BOARD)
@require_POST
@with_text
def add_task(request: PersonRequest, slug: str, order: int) -> HttpResponse:
    """Somebody promises to do something, for the issue of this point or, without one, at it."""
    item = asking.find_item(request, slug, order)
    form = ActionForm(request.POST, prefix="a")
    if not form.is_valid():
        return show(request, item, action_form=form)
    given = form.cleaned_data
    about: Any = item.linked[0] if item.linked else item
    promise: Any = add_action if item.linked else actions.add_task
    if asking.attempt(request, lambda: promise(about, by=request.user, **given)):
        typed.forget(request, item, "a-")
    return redirect(place_of(item))


@open_to("secretary", "chair")
@require_POST
@with_text
def adopt(request: HttpRequest, slug: str, order: int) -> HttpResponse:
    """Adopt earlier minutes at this point: decision, votes and lock in one tap."""
    item = asking.find_item(request, slug, order)
    meeting = get_object_or_404(
        Meeting, pk=number(request.POST.get("vergadering")), status="minutes_proposed"
    )
    form = CountForm(request.POST, prefix=f"v{meeting.pk}")
    if not form.is_valid() or not asking.written(
        request,
        form,
        lambda: actions.adopt_minutes_at(item, meeting, by=request.user, count=form.count()),
        _("Het verslag is vastgesteld. Het verandert niet meer."),
    ):
        return show(request, item, to_adopt=board.to_adopt(item.meeting, 0, form))
    typed.forget(request, item, f"{form.prefix}-")
    return redirect(place_of(item))


@open_to("secretary", "chair")
@require_POST
@with_text
def ratify(request: HttpRequest, slug: str, order: int) -> HttpResponse:
    """Put an urgent decision to the vote: the board agrees with it, or it lapses."""
    item = asking.find_item(request, slug, order)
    waiting = Decision.objects.visible_to(request.user).unratified().order_by("id")
    decision = get_object_or_404(waiting, pk=number(request.POST.get("besluit")))
    form = CountForm(request.POST, prefix=f"r{decision.pk}")
    if not form.is_valid() or not asking.written(
        request, form, lambda: actions.ratify_at(item, decision, by=request.user, count=form.count())
    ):
        return show(request, item, to_ratify=board.to_ratify(waiting, 0, form))
    typed.forget(request, item, f"{form.prefix}-")
    decision.refresh_from_db(fields=["status"])
    lapsed = _("Niet bekrachtigd. Het spoedbesluit vervalt nu: er wordt niets meer van betaald.")
    asking.say(request, lapsed if decision.status == "lapsed" else _("Bekrachtigd."))
    return redirect(place_of(item))


@open_to(*asking.BOARD)
@require_POST
def close(request: HttpRequest, slug: str) -> HttpResponse:
    """End the evening; what nobody got to moves on after one confirmation."""
    meeting = asking.find_run(request, slug)
    if request.POST.get("punt"):  # the button sent the screen along
        return _screen_kept(request, slug, number(request.POST["punt"]))
    return _close(request, meeting)


@with_text
def _screen_kept(request: HttpRequest, slug: str, order: int) -> HttpResponse:
    return _close(request, asking.find_run(request, slug))


def _close(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    confirmed = bool(request.POST.get("zeker"))
    try:
        actions.close_meeting(meeting, by=request.user, confirmed=confirmed)
    except Refused as refusal:
        return render(request, "meetings/close.html", {"meeting": meeting, "refusal": refusal}, status=409)
    return redirect("meetings:prepare", meeting.slug)
