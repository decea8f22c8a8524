"""What was said: saving it while somebody types, its earlier versions, and two texts side by side."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from meetings import actions
from meetings.merging import differences, merge, together
from meetings.models import AgendaItem, MinutesRevision
from meetings.permissions import can_write_minutes
from meetings.views import asking, typed
from wijkraad.people.access import open_to
from wijkraad.terms.refusal import Refused

SHOWN = 200
"""Versions on one page; an evening of two hours makes at most eighty."""


def place_of(item: AgendaItem) -> str:
    return reverse("meetings:live_item", args=[item.meeting.slug, item.order])


def number(text: str | None) -> int:
    """A number that was sent; 0 for anything else."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 9 else 0


def keep_typed(request: HttpRequest, item: AgendaItem) -> MinutesRevision | None:
    """Save the text that came along with any button of the screen; None when none came. Raises Refused."""
    text = request.POST.get("tekst")
    if text is None:
        return None
    version = number(request.POST.get("base_version"))
    same = version == item.minutes_version and text.replace("\r\n", "\n") == item.minutes
    if same:
        return None
    return actions.write_minutes(
        item, by=request.user, text=text, base_version=version, basis=request.POST.get("basis")
    )


def choose_at(item: AgendaItem, kept: MinutesRevision) -> str:
    """Where the writer sees both texts."""
    return reverse("meetings:conflict", args=[item.meeting.slug, item.order, kept.pk])


@open_to(*asking.BOARD)
def save(request: HttpRequest, slug: str, order: int) -> HttpResponse:
    """GET: the text as it is, for a screen that lies open. POST: save, for the script and the button."""
    item = asking.find_item(request, slug, order)
    if request.method != "POST":
        return _as_it_is(request, item)
    silent = request.headers.get("Accept", "").startswith("application/json")
    try:
        kept = keep_typed(request, item)
    except Refused as refusal:
        if silent:
            return JsonResponse({"message": str(refusal)}, status=422)
        return not_saved(request, item, refusal)
    if not silent:
        typed.leave(request, item)
        return redirect(place_of(item) if kept is None or kept.accepted else choose_at(item, kept))
    if kept is None:
        return JsonResponse({"version": item.minutes_version})
    if not kept.accepted:
        words = _("Een ander veranderde dezelfde regels. Uw tekst is bewaard. Kies wat blijft staan.")
        return JsonResponse({"message": words, "path": choose_at(item, kept)}, status=409)
    sent = request.POST.get("tekst", "").replace("\r\n", "\n")
    return JsonResponse({"version": kept.number} | ({} if kept.text == sent else {"text": kept.text}))


def not_saved(request: HttpRequest, item: AgendaItem, refusal: Refused) -> HttpResponse:
    """Why the text was not kept, with every word of it to copy."""
    context = {"item": item, "meeting": item.meeting, "refusal": refusal}
    context["typed"] = request.POST.get("tekst", "")
    return render(request, "meetings/unsaved.html", context, status=409)


def _as_it_is(request: HttpRequest, item: AgendaItem) -> HttpResponse:
    """The version; its text and who wrote it when it is newer than the one that the screen has."""
    if not can_write_minutes(request.user, item.meeting):
        return JsonResponse({"version": item.minutes_version, "closed": True})
    if item.minutes_version <= number(request.GET.get("na")):
        return JsonResponse({"version": item.minutes_version})
    last = item.revisions.filter(accepted=True).select_related("by").first()
    who = _("%(name)s schreef ook. Dat staat er nu bij.") % {"name": last.by} if last else ""
    return JsonResponse({"version": item.minutes_version, "text": item.minutes, "who": who})


@open_to(*asking.BOARD)
def conflict(request: HttpRequest, slug: str, order: int, pk: int) -> HttpResponse:
    """Two wrote the same lines: both texts side by side, and one field that holds all of it."""
    item = asking.find_item(request, slug, order)
    mine = get_object_or_404(MinutesRevision, pk=pk, item=item)
    theirs = item.revisions.filter(accepted=True).select_related("by").first()
    basis = item.revisions.filter(accepted=True, number=mine.number).first()
    context = {
        "item": item,
        "meeting": item.meeting,
        "mine": mine,
        "theirs": theirs,
        "parts": differences(item.minutes, mine.text),
        "together": merge(basis.text, mine.text, item.minutes).text
        if basis
        else together(item.minutes, mine.text),
        "writable": can_write_minutes(request.user, item.meeting),
    }
    return render(request, "meetings/conflict.html", context)


@open_to(*asking.BOARD)
def versions(request: HttpRequest, slug: str, order: int) -> HttpResponse:
    """Every kept version of the text of a point, and what changed between two of them."""
    item = asking.find_item(request, slug, order)
    asking.log_readings([item], request.user)
    rows = list(item.revisions.select_related("by")[:SHOWN])
    chosen = [_chosen(rows, request.GET.get(name)) for name in ("van", "naar")]
    new = chosen[1] or (rows[0] if rows else None)
    old = chosen[0] or next((row for row in rows if new and row.pk < new.pk), None)
    context = {
        "item": item,
        "meeting": item.meeting,
        "rows": rows,
        "old": old,
        "new": new,
        "parts": differences(old.text if old else "", new.text) if new else [],
        "writable": can_write_minutes(request.user, item.meeting),
    }
    return render(request, "meetings/versions.html", context)


def _chosen(rows: list[MinutesRevision], key: str | None) -> MinutesRevision | None:
    return next((row for row in rows if str(row.pk) == key), None)


@open_to(*asking.BOARD)
@require_POST
def restore(request: HttpRequest, slug: str, order: int, pk: int) -> HttpResponse:
    """Put an earlier version back."""
    item = asking.find_item(request, slug, order)
    revision = get_object_or_404(MinutesRevision, pk=pk, item=item)
    done = asking.attempt(
        request,
        lambda: actions.restore_minutes(item, by=request.user, revision=revision),
        _("Teruggezet. De tekst die er stond, staat nog in de lijst met versies."),
    )
    if done is None:
        return redirect("meetings:versions", slug, order)
    return redirect(place_of(item))
