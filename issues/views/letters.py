"""/werk/brieven/: the register with its clocks, the term calendar, and one letter with its PDF."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from issues import actions
from issues.forms.letters import EditForm, LetterForm
from issues.letters.calendar import calendar_of, next_day
from issues.letters.clocks import badge_of, is_late, may_default_from, penalty_of
from issues.letters.drawing import drawing_of
from issues.letters.pdf import pdf_of
from issues.letters.trail import days_per_holder, trail_of
from issues.letters.words import STARTS, unfilled
from issues.models import Issue, Letter, Visibility
from issues.partner_words import spoken
from issues.permissions import can_view_letter, visible_letters
from issues.views.holding import papers_of, with_papers
from issues.views.letter_doings import DOINGS, doings_for
from issues.workflow import LETTER_RUNNING, LETTER_STATES
from wijkraad.people.access import PersonRequest, open_to
from wijkraad.people.roles import is_board
from wijkraad.terms import clock
from wijkraad.terms.refusal import Refused
from wijkraad.ui import parts

READERS = ("board", "secretary", "chair", "treasurer", "manager")
WRITERS = ("board", "secretary", "chair", "treasurer")
CLOSED_SHOWN = 40
"""Closed letters on the register; the post register has all of them."""


@open_to(*READERS)
def letter_list(request: PersonRequest) -> HttpResponse:
    """The register of what runs, and the calendar of terms with our own fatal dates in front."""
    today = clock.today()
    seen = visible_letters(request.user).select_related("partner", "issue__theme", "responsible")
    live = list(seen.filter(status__in=("concept", "answered", *LETTER_RUNNING)))
    live.sort(key=lambda one: (next_day(one) or date.max, one.pk))
    actions.log_readings([one.issue for one in live if one.issue], by=request.user)
    fatal, other = calendar_of(request.user, live)
    over = seen.filter(status__in=("answered", "closed", "withdrawn")).order_by("-sent_on", "-pk")
    return render(
        request,
        "issues/letters.html",
        {
            "rows": [
                (one, next_day(one), clock_badge(one, today), is_late(one, today))
                for one in live
                if one.status != "answered" or (next_day(one) or date.min) >= today
            ],
            "closed": over[:CLOSED_SHOWN],
            "fatal": fatal,
            "other": other,
            "today": today,
            "writes": is_board(request.user),
        },
    )


def clock_badge(letter: Letter, today: date) -> Any:
    """The clock of a letter as a badge; a running legal term is "loopt nog", never red."""
    look, day = badge_of(letter, today), next_day(letter)
    if letter.paused_on:
        return parts.status_badge("klok-loopt", _("Termijn staat stil"))
    if not look:
        if day is not None and day >= today:
            return parts.status_badge("klok-wij", _("Wij, tot %(n)s") % {"n": f"{day:%d-%m-%Y}"})
        return letter.get_status_display()
    if day is None:
        return parts.status_badge(look)
    n = abs((day - today).days)
    if look == "klok-wij" and day < today:
        return parts.status_badge("klok-late", _("Niet meer op tijd"))
    words = {
        "klok-late": ngettext("%(n)s dag te laat", "%(n)s dagen te laat", n),
        "klok-loopt": ngettext("Loopt nog: %(n)s dag", "Loopt nog: %(n)s dagen", n),
        "klok-wij": ngettext("Wij, nog %(n)s dag", "Wij, nog %(n)s dagen", n),
        "klok-eigen": _("Geen wettelijke termijn"),
    }[look]
    return parts.status_badge(look, words % {"n": n} if "%(n)s" in words else words)


def letter_of(request: PersonRequest, uuid: UUID) -> Letter:
    """The letter, when this person may see it; of a confidential matter each look is written down."""
    found = Letter.objects.select_related("partner", "issue__theme", "responsible").filter(uuid=uuid).first()
    if found is None or not can_view_letter(request.user, found):
        raise Http404
    if found.issue is not None and found.issue.visibility == Visibility.CONFIDENTIAL:
        actions.log_reading(found.issue, by=request.user)
    return found


@open_to(*READERS)
def letter(request: PersonRequest, uuid: UUID) -> HttpResponse:
    """One letter: its terms, what may be done now, and its history."""
    found = letter_of(request, uuid)
    today, day = clock.today(), next_day(found)
    first, doings = may_default_from(found), doings_for(request.user, found)
    may_default = first is not None and first <= today
    steps = trail_of(found, found.events.all(), today)
    late_from = (found.term_ends or found.own_date) if is_late(found, today) else None
    return render(
        request,
        "issues/letter.html",
        {
            "letter": found,
            "badge": clock_badge(found, today),
            "day": day,
            "left": (day - today).days if day else None,
            "late": is_late(found, today),
            "doings": [row for row in doings.items() if row[0] != "ingebrekestelling" or may_default],
            "default_from": first if "ingebrekestelling" in doings and not may_default else None,
            "penalty": penalty_of(found, today),
            "today": today,
            "edits": is_board(request.user) and found.status == "concept",
            "unfilled": unfilled(found.text) if found.status == "concept" else [],
            "states": LETTER_STATES,
            "moves": found.moves.select_related("by"),
            "steps": steps,
            "holders": days_per_holder(steps),
            "drawing": drawing_of(steps, today, spoken(found.partner.short_name), late_from),
            "incoming": with_papers(found.incoming.order_by("received_on")) if is_board(request.user) else [],
            "papers": papers_of(found),
            "writes": is_board(request.user),
        },
    )


@open_to(*READERS)
def letter_pdf(request: PersonRequest, uuid: UUID) -> HttpResponse:
    """The letter on the council's paper, to print, sign and send."""
    found = letter_of(request, uuid)
    response = HttpResponse(pdf_of(found), content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="{found.number or "concept"}.pdf"'
    response.headers["Cache-Control"] = "no-store"
    return response


def _issue_asked(request: PersonRequest) -> Issue | None:
    wanted = request.GET.get("kwestie", "").replace("-", "")
    known = len(wanted) == 32 and all(letter in "0123456789abcdef" for letter in wanted)
    return Issue.objects.visible_to(request.user).filter(uuid=wanted).first() if known else None


@open_to(*WRITERS)
def letter_new(request: PersonRequest) -> HttpResponse:
    """Start a letter, from an issue or on its own: first its kind, then the form with words to begin with."""
    issue, kind = _issue_asked(request), request.GET.get("soort", "")
    if request.method != "POST" and kind not in STARTS:
        return render(request, "issues/letter_kinds.html", {"issue": issue, "kinds": kinds_of(issue)})
    initial: dict[str, Any] = {"responsible": request.user.pk}
    if kind in STARTS:
        initial |= {"kind": kind, "text": STARTS[kind].text}
    if issue is not None and issue.partner_id:
        initial["partner"] = issue.partner_id
    form = LetterForm(request.POST if request.method == "POST" else None, initial=initial)
    refusal = None
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.write_letter(by=request.user, issue=issue, **form.cleaned_data)
            return redirect("issues:letter", made.uuid)
        except Refused as refused:
            refusal = refused
    return render(
        request,
        "issues/letter_form.html",
        {"form": form, "title": _("Nieuwe brief"), "refusal": refusal, "issue": issue,
         "watch": STARTS[kind].watch if kind in STARTS else ""},
    )  # fmt: skip


def kinds_of(issue: Issue | None) -> list[dict[str, Any]]:
    """The kinds to choose from, each with when you use it and what to watch."""
    also = f"&kwestie={issue.uuid}" if issue is not None else ""
    return [
        {"name": label, "start": STARTS[kind], "href": f"?soort={kind}{also}"}
        for kind, label in Letter.Kind.choices
    ]


@open_to(*WRITERS)
def letter_edit(request: PersonRequest, uuid: UUID) -> HttpResponse:
    """Change a draft; when two did so at once, both texts stand side by side and nothing is lost."""
    found = letter_of(request, uuid)
    now = {name: getattr(found, name) for name in EditForm.base_fields if name != "base_version"}
    now["interested"] = "" if found.interested is None else ("ja" if found.interested else "nee")
    now |= {"partner": found.partner_id, "responsible": found.responsible_id, "base_version": found.version}
    form = EditForm(request.POST if request.method == "POST" else None, initial=now)
    refusal, theirs = None, None
    if request.method == "POST" and form.is_valid():
        try:
            actions.edit_letter(found, by=request.user, **form.cleaned_data)
            messages.success(request, _("Bewaard."))
            return redirect("issues:letter", uuid)
        except Refused as refused:
            refusal = refused
            if refused.code == "letter.conflict":
                theirs = {"version": found.version, "subject": found.subject, "text": found.text}
    return render(
        request,
        "issues/letter_form.html",
        {"form": form, "title": _("Verander het concept"), "refusal": refusal, "letter": found,
         "issue": found.issue, "theirs": theirs, "watch": STARTS[found.kind].watch},
    )  # fmt: skip


@open_to(*WRITERS)
def letter_form(request: PersonRequest, uuid: UUID, doing: str) -> HttpResponse:
    """The small form of one thing that happened to a letter."""
    found, wanted = letter_of(request, uuid), DOINGS.get(doing)
    if wanted is None:
        raise Http404
    data, files = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = wanted.form(data, files, initial={"on": clock.today()})
    refusal = None
    if request.method == "POST" and form.is_valid():
        try:
            wanted.do(found, request.user, dict(form.cleaned_data))
        except Refused as refused:
            refusal = refused
        else:
            messages.success(request, _("Gedaan: %(what)s.") % {"what": wanted.title})
            return redirect("issues:letters") if doing == "weggooien" else redirect("issues:letter", uuid)
    context = {"form": form, "title": wanted.title, "refusal": refusal, "letter": found, "issue": found.issue,
               "watch": wanted.why}  # fmt: skip
    return render(request, "issues/letter_form.html", context)
