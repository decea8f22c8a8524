"""/werk/brieven/: the register with its clocks, the term calendar, and one letter."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from issues import actions
from issues.clocks import DEFAULT_KINDS, badge_of, is_late, may_default_from
from issues.forms.letters import AnswerForm, DayForm, ExtendForm, LetterForm, LetterReasonForm, SendForm
from issues.models import Issue, Letter
from issues.permissions import can_view_letter, letter_moves_for
from issues.workflow import LETTER_RUNNING
from wijkraad.people.access import PersonRequest, open_to
from wijkraad.people.roles import is_board
from wijkraad.terms import clock
from wijkraad.terms.refusal import Refused
from wijkraad.ui import parts

READERS = ("board", "secretary", "chair", "treasurer", "manager")
WRITERS = ("board", "secretary", "chair", "treasurer")


@dataclass(frozen=True)
class Doing:
    """One thing that can happen to a letter."""

    title: "str | LazyText"
    icon: str
    form: type[forms.Form]
    do: Callable[[Letter, Any, dict[str, Any]], Any]
    target: str = ""


DOINGS: dict[str, Doing] = {
    "verstuurd": Doing(gettext_lazy("Leg vast dat hij verstuurd is"), "send", SendForm,
                       lambda x, by, f: actions.send_letter(x, by=by, **f), "sent"),
    "antwoord": Doing(gettext_lazy("Leg ontvangen antwoord vast"), "mail-open", AnswerForm,
                      lambda x, by, f: actions.record_answer(x, by=by, **f), "answered"),
    "termijn": Doing(gettext_lazy("Termijn veranderd"), "calendar-clock", ExtendForm,
                     lambda x, by, f: actions.extend_term(x, by=by, **f)),
    "rappel": Doing(gettext_lazy("Wij vroegen het opnieuw"), "bell", DayForm,
                    lambda x, by, f: actions.remind_letter(x, by=by, **f)),
    "ingebrekestelling": Doing(gettext_lazy("Stuur ingebrekestelling"), "send", DayForm,
                               lambda x, by, f: actions.declare_default(x, by=by, **f), "in_default"),
    "intrekken": Doing(gettext_lazy("Trek de brief in"), "undo-2", LetterReasonForm,
                       lambda x, by, f: actions.move_letter(x, "withdrawn", by=by, **f), "withdrawn"),
    "afsluiten": Doing(gettext_lazy("Sluit af"), "check", LetterReasonForm,
                       lambda x, by, f: actions.move_letter(x, "closed", by=by, **f), "closed"),
}  # fmt: skip


def letters_of(user: Any) -> list[Letter]:
    """The letters that this person may see, first term on top."""
    found = Letter.objects.select_related("partner", "issue__theme", "responsible").exclude(status="scrapped")
    seen = [letter for letter in found if can_view_letter(user, letter)]
    return sorted(seen, key=lambda one: (next_day(one) or date.max, one.pk))


def next_day(letter: Letter) -> date | None:
    """The day that matters now: ours while it is a concept, theirs while it runs."""
    if letter.status == "concept":
        return letter.file_before
    if letter.status in LETTER_RUNNING:
        return letter.term_ends or letter.own_date
    return None


@open_to(*READERS)
def letter_list(request: PersonRequest) -> HttpResponse:
    """The register and the calendar of terms."""
    today = clock.today()
    letters = letters_of(request.user)
    running = [one for one in letters if one.status in ("concept", *LETTER_RUNNING)]
    return render(
        request,
        "issues/letters.html",
        {
            "rows": [(one, next_day(one), clock_badge(one, today), is_late(one, today)) for one in running],
            "closed": [one for one in letters if one not in running],
            "calendar": calendar(running, today),
            "today": today,
            "writes": is_board(request.user),
        },
    )


def clock_badge(letter: Letter, today: date) -> Any:
    """The clock of a letter as a badge; a running legal term is "loopt nog", never red."""
    look, day = badge_of(letter, today), next_day(letter)
    if not look:
        return letter.get_status_display()
    if day is None:
        return parts.status_badge(look)
    n = abs((day - today).days)
    words = {
        "klok-late": ngettext("%(n)s dag te laat", "%(n)s dagen te laat", n),
        "klok-loopt": ngettext("Loopt nog: %(n)s dag", "Loopt nog: %(n)s dagen", n),
        "klok-wij": ngettext("Wij, nog %(n)s dag", "Wij, nog %(n)s dagen", n),
        "klok-eigen": _("Geen wettelijke termijn"),
    }[look]
    return parts.status_badge(look, words % {"n": n} if "%(n)s" in words else words)


def calendar(letters: list[Letter], today: date) -> list[dict[str, Any]]:
    """Dates to come with what is due; our own fatal ones are marked."""
    rows = [{"day": today, "words": _("Vandaag"), "number": "", "look": "is-nu"}]
    for letter in letters:
        day = next_day(letter)
        if day is not None and day > today:
            fatal = letter.status == "concept" and letter.file_before == day
            rows.append(
                {
                    "day": day,
                    "words": letter.subject,
                    "number": letter.number or "",
                    "look": "is-fataal" if fatal else "",
                }
            )
    return sorted(rows, key=lambda row: row["day"])


def letter_of(request: PersonRequest, uuid: UUID) -> Letter:
    found = Letter.objects.select_related("partner", "issue__theme", "responsible").filter(uuid=uuid).first()
    if found is None or not can_view_letter(request.user, found):
        raise Http404
    return found


@open_to(*READERS)
def letter(request: PersonRequest, uuid: UUID) -> HttpResponse:
    """One letter: its terms, what may be done now, and its history."""
    found = letter_of(request, uuid)
    today, day = clock.today(), next_day(found)
    moves = letter_moves_for(request.user, found)
    first = may_default_from(found)
    doings = [(key, one) for key, one in DOINGS.items() if fits(found, one, key, moves, request.user)]
    return render(
        request,
        "issues/letter.html",
        {
            "letter": found,
            "badge": clock_badge(found, today),
            "day": day,
            "left": (day - today).days if day else None,
            "late": is_late(found, today),
            "doings": [row for row in doings if row[0] != "ingebrekestelling" or (first and first <= today)],
            "default_from": first if first and first > today and found.status == "sent" else None,
            "moves": found.moves.select_related("by"),
            "events": found.events.all(),
        },
    )


def fits(found: Letter, doing: Doing, key: str, moves: list[str], user: Any) -> bool:
    if doing.target:
        kind_fits = key != "ingebrekestelling" or found.kind in DEFAULT_KINDS
        return doing.target in moves and kind_fits and not (key == "verstuurd" and found.status == "answered")
    return is_board(user) and found.status in LETTER_RUNNING


@open_to(*WRITERS)
def letter_new(request: PersonRequest) -> HttpResponse:
    """Start a letter, from an issue or on its own."""
    wanted = request.GET.get("kwestie", "").replace("-", "")
    known = len(wanted) == 32 and all(letter in "0123456789abcdef" for letter in wanted)
    issue = Issue.objects.visible_to(request.user).filter(uuid=wanted).first() if known else None
    form = LetterForm(
        request.POST if request.method == "POST" else None, initial={"responsible": request.user.pk}
    )
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
        {"form": form, "title": _("Nieuwe brief"), "refusal": refusal, "issue": issue},
    )


@open_to(*WRITERS)
def letter_form(request: PersonRequest, uuid: UUID, doing: str) -> HttpResponse:
    """The small form of one thing that happened to a letter."""
    found, wanted = letter_of(request, uuid), DOINGS.get(doing)
    if wanted is None:
        raise Http404
    form, refusal = (
        wanted.form(request.POST if request.method == "POST" else None, initial={"on": clock.today()}),
        None,
    )
    if request.method == "POST" and form.is_valid():
        try:
            wanted.do(found, request.user, dict(form.cleaned_data))
        except Refused as refused:
            refusal = refused
        else:
            messages.success(request, _("Gedaan: %(what)s.") % {"what": wanted.title})
            return redirect("issues:letter", uuid)
    context = {"form": form, "title": wanted.title, "refusal": refusal, "letter": found, "issue": found.issue}
    return render(request, "issues/letter_form.html", context)
