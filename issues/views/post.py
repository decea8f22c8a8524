"""/werk/brieven/post/: the post register in and out, and each piece that came in."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from issues import actions
from issues.forms.letters import HandleForm, PostForm, PostPaperForm
from issues.letters.calendar import post_path
from issues.models import Incoming, Paper, Visibility
from issues.permissions import visible_letters, visible_post
from issues.views.holding import files_of, papers_of, with_papers
from wijkraad.people.access import PersonRequest, open_to
from wijkraad.terms import clock
from wijkraad.terms.refusal import Refused

KEEPERS = ("board", "secretary", "chair", "treasurer")
WAYS = ("in", "uit")


@dataclass(frozen=True, slots=True)
class Piece:
    """One line of the register: something that came in, or a letter that went out."""

    day: date
    number: str
    way: str
    who: str
    subject: str
    href: str
    state: str
    open: bool
    files: list[Paper]


@open_to(*KEEPERS)
def register(request: PersonRequest) -> HttpResponse:
    """All post of one year, the newest first; `soort` is "in" or "uit"."""
    this_year = clock.today().year
    asked, way = request.GET.get("jaar", ""), request.GET.get("soort", "")
    year = int(asked) if asked.isdecimal() and 2000 <= int(asked[:5]) <= this_year else this_year
    found: list[Piece] = []
    if way != "uit":
        found += [_in(one) for one in with_papers(visible_post(request.user).filter(received_on__year=year))]
    if way != "in":
        sent = visible_letters(request.user).filter(sent_on__year=year).select_related("partner")
        found += [_out(one) for one in with_papers(sent)]
    found.sort(key=lambda one: (one.day, one.number), reverse=True)
    context = {"rows": found, "year": year, "years": range(this_year, this_year - 6, -1), "way": way,
               "open": sum(one.open for one in found)}  # fmt: skip
    return render(request, "issues/post.html", context)


def _in(one: Incoming) -> Piece:
    state = _("Afgehandeld op %(day)s") % {"day": f"{one.handled_on:%d-%m-%Y}"} if one.handled_on else ""
    if not state:
        state = (
            _("Antwoord uiterlijk %(day)s") % {"day": f"{one.reply_before:%d-%m-%Y}"}
            if one.reply_before
            else _("Nog te doen")
        )
    return Piece(one.received_on, one.number, "in", one.sender, one.subject, post_path(one), state,
                 one.handled_on is None, files_of(one))  # fmt: skip


def _out(one: Any) -> Piece:
    return Piece(one.sent_on, one.number, "uit", one.partner.name, one.subject, f"/werk/brieven/{one.uuid}/",
                 str(one.get_status_display()), False, files_of(one))  # fmt: skip


@open_to(*KEEPERS)
def post_new(request: PersonRequest) -> HttpResponse:
    """Write down what came in."""
    initial = {"received_on": clock.today(), "responsible": request.user.pk}
    data, files = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = PostForm(data, files, initial=initial, user=request.user)
    refusal = None
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.register_post(by=request.user, **form.cleaned_data)
            messages.success(request, _("Ingeschreven als %(number)s.") % {"number": made.number})
            return redirect("issues:post", made.uuid)
        except Refused as refused:
            refusal = refused
    return render(request, "issues/post_form.html", {"form": form, "refusal": refusal})


@open_to(*KEEPERS)
def post(request: PersonRequest, uuid: UUID) -> HttpResponse:
    """One piece: what is in it, and the form that closes it (or opens it again)."""
    rows = visible_post(request.user).select_related("partner", "letter", "issue__theme", "responsible", "by")
    found = get_object_or_404(rows, uuid=uuid)
    if found.issue is not None and found.issue.visibility == Visibility.CONFIDENTIAL:
        actions.log_reading(found.issue, by=request.user)
    adds = PostPaperForm(*((request.POST, request.FILES) if "bestand" in request.POST else ()))
    closes = request.method == "POST" and not {"weer", "bestand"} & set(request.POST)
    form = HandleForm(request.POST if closes else None, initial={"on": clock.today()})
    refusal = None
    try:
        if request.method == "POST" and act(request, found, form, adds):
            return redirect("issues:post", uuid)
    except Refused as refused:
        refusal = refused
    context = {"post": found, "form": form, "adds": adds, "refusal": refusal, "today": clock.today(),
               "papers": papers_of(found)}  # fmt: skip
    return render(request, "issues/post_piece.html", context)


def act(request: PersonRequest, found: Incoming, form: HandleForm, adds: PostPaperForm) -> bool:
    """The button that was pressed; False when its form has complaints."""
    if "weer" in request.POST:
        actions.reopen_post(found, by=request.user)
        messages.success(request, _("Deze post staat weer open."))
        return True
    if "bestand" in request.POST:
        if not adds.is_valid():
            return False
        actions.keep_paper(found, adds.cleaned_data["paper"], by=request.user, kind=adds.cleaned_data["kind"])
        messages.success(request, _("Het bestand is bewaard."))
        return True
    if not form.is_valid():
        return False
    actions.handle_post(found, by=request.user, **form.cleaned_data)
    messages.success(request, _("Afgehandeld."))
    return True
