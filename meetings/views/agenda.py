"""Making the agenda: a point changed, the order, papers, who is asked to come, sending it."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from issues.views.papers import handed_out
from meetings import actions
from meetings.forms.preparing import AgendaPaperForm, InviteForm, ItemChangeForm
from meetings.models import AgendaItem, AgendaPaper, Invitation
from meetings.permissions import can_prepare
from meetings.views import asking
from meetings.views.answering import who_comes
from wijkraad.people.access import open_to
from wijkraad.people.roles import holders, is_board
from wijkraad.terms.refusal import Refused


def point_of(request: HttpRequest, slug: str, pk: int) -> AgendaItem:
    """A point of a meeting, for who runs it."""
    items = AgendaItem.objects.visible_to(request.user).for_list(request.user)
    item = get_object_or_404(items, pk=pk, meeting__slug=slug)
    asking.only_who_runs(request, item.meeting)
    return item


@open_to(*asking.BOARD)
def change(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """The words, the minutes and the publicity of one point; and its papers."""
    item = point_of(request, slug, pk)
    names = ("title", "planned_minutes", "for_whom", "public_title", "internal")
    paper = "stuk" in request.POST or bool(request.FILES)
    form = ItemChangeForm(
        None if paper else request.POST or None, initial={name: getattr(item, name) for name in names}
    )
    paper_form = AgendaPaperForm(
        request.POST if paper else None, request.FILES if paper else None, prefix="s", initial={"title": ""}
    )
    if request.method == "POST" and (paper_form if paper else form).is_valid():
        try:
            if paper:
                actions.add_paper(item, by=request.user, **paper_form.cleaned_data)
            else:
                actions.change_item(item, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            (paper_form if paper else form).add_error(None, str(refusal))
        else:
            return redirect("meetings:item_change", slug, pk) if paper else redirect("meetings:prepare", slug)
    context = {
        "item": item,
        "meeting": item.meeting,
        "form": form,
        "paper_form": paper_form,
        "papers": list(item.papers.filter(removed_at=None)),
        "editable": can_prepare(request.user, item.meeting),
    }
    return render(request, "meetings/item_change.html", context)


@open_to(*asking.BOARD)
@require_POST
def reorder(request: HttpRequest, slug: str) -> HttpResponse:
    """The whole agenda in the order in which somebody dragged it."""
    meeting = asking.find_run(request, slug)
    order = [int(key) for key in request.POST.getlist("punt") if key.isascii() and key.isdigit()]
    try:
        actions.reorder_items(meeting, by=request.user, order=order)
    except Refused as refusal:
        return JsonResponse({"message": str(refusal)}, status=409)
    return JsonResponse({"ok": True})


@open_to("everyone")
@never_cache
def paper(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """A paper as a download: public with a public point, else for the board alone."""
    user = request.user
    rows = AgendaPaper.objects.filter(removed_at=None, item__in=AgendaItem.objects.visible_to(user))
    if not is_board(user):
        rows = rows.filter(internal=False).exclude(item__issue_links__issue__visibility="limited")
    found = get_object_or_404(rows.select_related("item__meeting"), uuid=uuid)
    item = AgendaItem.objects.for_list(user).get(pk=found.item_id)
    asking.log_readings([item], user)
    return handed_out(found, found.item.meeting.slug)


@open_to(*asking.BOARD)
@require_POST
def paper_drop(request: HttpRequest, slug: str, pk: int, uuid: UUID) -> HttpResponse:
    """Take a paper away for good."""
    item = point_of(request, slug, pk)
    found = get_object_or_404(item.papers, uuid=uuid)
    asking.attempt(request, lambda: actions.drop_paper(found, by=request.user) or True, _("Het stuk is weg."))
    return redirect("meetings:item_change", slug, pk)


@open_to(*asking.BOARD)
def invitations(request: HttpRequest, slug: str) -> HttpResponse:
    """Who gets the agenda besides the board, who said to come, and whether that is enough to decide."""
    meeting = asking.find_run(request, slug)
    form = InviteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        people = holders(*given["roles"]) if given["roles"] else []
        who = {"people": people, "guest": given["guest"], "email": given["email"]}
        try:
            new = actions.invite(meeting, by=request.user, **who)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            words = ngettext("%(n)d uitnodiging erbij.", "%(n)d uitnodigingen erbij.", len(new))
            asking.say(request, words % {"n": len(new)})
            return redirect("meetings:invitations", slug)
    context = {
        "meeting": meeting,
        "form": form,
        "who": who_comes(meeting),
        "open": meeting.status == "planned",
        "choices": [("yes", _("komt")), ("perhaps", _("misschien")), ("no", _("komt niet"))],
    }
    return render(request, "meetings/invitations.html", context)


@open_to(*asking.BOARD)
@require_POST
def uninvite(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Not asked after all."""
    row = get_object_or_404(Invitation, pk=pk, meeting=asking.find_run(request, slug))
    asking.attempt(
        request, lambda: actions.uninvite(row, by=request.user) or True, _("Van de lijst gehaald.")
    )
    return redirect("meetings:invitations", slug)


@open_to(*asking.BOARD)
@require_POST
def send(request: HttpRequest, slug: str) -> HttpResponse:
    """Mail the agenda."""
    meeting = asking.find_run(request, slug)
    count = asking.attempt(request, lambda: actions.send_agenda(meeting, by=request.user))
    if count is not None:
        words = ngettext("De agenda gaat naar %(n)d persoon.", "De agenda gaat naar %(n)d mensen.", count)
        unchanged = _("Iedereen heeft deze agenda al. Hij gaat opnieuw als er iets verandert.")
        asking.say(request, words % {"n": count} if count else unchanged)
    return redirect("meetings:prepare", slug)
