"""/werk/dashboard/: the priority dashboard, and the list behind each of its numbers."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from issues.actions import end_override, log_readings, override_score
from issues.models import Issue, Priority, Segment, Theme
from wijkraad.people.access import PersonRequest, open_to
from wijkraad.portal.dashboard import panels
from wijkraad.portal.dashboard.counted import counted
from wijkraad.portal.dashboard.drawing import compared, flow_chart, flow_words
from wijkraad.portal.dashboard.interventions import interventions
from wijkraad.portal.dashboard.keeping import drop_view, keep_view, rename_view
from wijkraad.portal.dashboard.narrowing import narrowing_of
from wijkraad.portal.dashboard.page import STATES, Dashboard
from wijkraad.portal.dashboard.scoring import OverrideForm
from wijkraad.portal.dashboard.spot import Spot
from wijkraad.portal.figures.listing import Notes, rows_for
from wijkraad.portal.figures.now import FIGURES, Figure, of_priority, open_of
from wijkraad.portal.figures.scores import PARTS, measured, score_for, weights_on
from wijkraad.portal.stepping.known import done_about
from wijkraad.portal.views.stepping import STEPPERS
from wijkraad.terms import clock
from wijkraad.terms.refusal import Refused
from wijkraad.ui.paginator import asked, leaf

SIZE = 50


@open_to(*STEPPERS)
def dashboard(request: PersonRequest) -> HttpResponse:
    """Everything on one page, narrowed by the query string."""
    chosen = narrowing_of(request.GET)
    found = Dashboard(request.user, chosen)
    facts = found.facts["flow"]
    hrefs = [found.list_of("K11", name) for name, _states in panels.GROUPS]
    grows = facts["came"] > facts["ended"]
    title = _("Er komt meer bij dan er afgaat") if grows else _("De stapel groeit niet")
    page = {
        "d": found,
        "states": STATES,
        "now": clock.now(),
        "choices": found.rows,
        "chosen": chosen,
        "kept_views": found.rows["views"],
        "layers": list(zip(panels.GROUPS, hrefs, strict=True)),
        "flow_words": flow_words(),
        "flow": flow_chart(facts, hrefs, title, title),
        "parts": PARTS,
        "flow_days": [date.fromisoformat(day) for day in facts["days"]],
        "compared": compared,
    }
    return render(request, "portal/work/dashboard.html", page)


@open_to(*STEPPERS)
def figure_rows(request: PersonRequest, key: str) -> HttpResponse:
    """The rows behind one number: the same queryset as its count, 50 at a time."""
    if key not in FIGURES:
        raise Http404
    return _listed(request, FIGURES[key])


@open_to(*STEPPERS)
def counted_rows(request: PersonRequest, code: str) -> HttpResponse:
    """The rows that a figure K1–K18 was counted from, for the same question."""
    today = clock.today()
    question = narrowing_of(request.GET).asked(panels.official(), today)
    found = counted(code, question, today, request.GET.get("deel", ""))
    if found is None:
        raise Http404
    figure = Figure(
        f"k/{code}", found.name, found.formula, found.kind, lambda user, day: found.rows, found.code,
        found.one,
    )  # fmt: skip
    return _page(request, figure, found.rows, found.notes, found.together)


@open_to(*STEPPERS)
def place_rows(request: PersonRequest, segment: int) -> HttpResponse:
    """The reports behind a hot spot; public matters only, as in its score."""
    part = get_object_or_404(Segment.objects.select_related("street"), pk=segment)
    today = clock.today()
    spot = Spot(part.pk, narrowing_of(request.GET).asked(panels.official(), today), today)
    number = spot.rows.count()
    words = ngettext("melding: %(street)s, %(part)s", "meldingen: %(street)s, %(part)s", number)
    formula = gettext_lazy(
        "Meldingen over openbare kwesties op deze plek. Elke rij: ernst (1 tot 3) keer zekerheid keer wat na "
        "de tijd over is, elke 90 dagen de helft. Eén melding per melder per 30 dagen."
    )
    name = words % {"street": part.street.name, "part": part.name}
    figure = Figure("plek", name, formula, "report", lambda user, day: spot.rows, "K12")
    return _page(request, figure, spot.rows, spot.notes, spot.words)


@open_to(*STEPPERS)
def board_rows(request: PersonRequest) -> HttpResponse:
    """Every row of "Nu ingrijpen", 50 at a time, to be done one by one or together."""
    part = asked(request, SIZE)
    start = part.after[0] if part.after else 0
    board = interventions(request.user, clock.today(), narrowing_of(request.GET))
    numbered = list(enumerate(board[start : start + part.limit], start=start + 1))
    page_of = leaf(request, part, numbered, lambda pair: (pair[0],))
    page = {"page_of": page_of, "total": len(board), "here": request.get_full_path()}
    return render(request, "portal/work/board.html", page)


@open_to(*STEPPERS)
def open_rows(request: PersonRequest, theme: str, state: str = "") -> HttpResponse:
    """The open issues of one theme, or of one theme in one state."""
    return _listed(request, open_of(get_object_or_404(Theme, key=theme), state))


@open_to(*STEPPERS)
def priority_rows(request: PersonRequest, pk: int) -> HttpResponse:
    """The open issues of one priority."""
    return _listed(request, of_priority(get_object_or_404(Priority, pk=pk)))


def _listed(request: PersonRequest, figure: Figure) -> HttpResponse:
    """The rows of a figure of now, narrowed as the page was that led here."""
    rows = narrowing_of(request.GET).narrow(figure.kind, figure.rows(request.user, clock.today()))
    return _page(request, figure, rows, done=figure.kind == "issue")


def _page(
    request: PersonRequest,
    figure: Figure,
    found: QuerySet,
    notes: Notes | None = None,
    together: str = "",
    *,
    done: bool = False,
) -> HttpResponse:
    part = asked(request, SIZE)
    start = part.after[0] if part.after else 0
    rows = rows_for(figure, found[start : start + part.limit], notes)
    known = done_about(request.user, clock.today(), [row.pk for row in rows]) if done else {}
    numbered = [(start + place, row) for place, row in enumerate(rows, start=1)]
    page_of = leaf(request, part, numbered, lambda pair: (pair[0],))
    context: dict[str, Any] = {
        "figure": figure, "total": found.count(), "page_of": page_of, "today": clock.today(),
        "back": narrowing_of(request.GET).query, "here": request.get_full_path(),
        "together": together, "known": known,
    }  # fmt: skip
    return render(request, "portal/work/figure.html", context)


@open_to(*STEPPERS)
def score(request: PersonRequest, uuid: UUID) -> HttpResponse:
    """The score of one issue part by part, and a score of the board's own with its reason and last day."""
    issue = get_object_or_404(
        Issue.objects.visible_to(request.user).select_related("theme", "responsible", "partner"), uuid=uuid
    )
    log_readings([issue], by=request.user)
    form, refusal = OverrideForm(request.POST or None), None
    if request.method == "POST" and form.is_valid():
        try:
            if request.POST.get("doe") == "einde":
                end_override(issue, by=request.user, reason=form.cleaned_data["reason"])
            else:
                override_score(issue, by=request.user, **form.cleaned_data)
            messages.success(request, _("Bewaard."))
            return redirect("portal:score", uuid)
        except Refused as refused:
            refusal = refused
    today = clock.today()
    page = {
        "issue": issue, "score": score_for(issue, today), "weights": weights_on(today), "parts": PARTS,
        "measured": measured(issue, today), "form": form, "refusal": refusal,
    }  # fmt: skip
    return render(request, "portal/work/score.html", page)


@open_to(*STEPPERS)
def keep(request: PersonRequest) -> HttpResponse:
    """Keep the filters of the page under a name, give a kept view another name, or throw it away."""
    if request.method != "POST":
        return redirect("portal:dashboard")
    query, name = request.POST.get("query", ""), request.POST.get("naam", "")
    away, other = _key(request, "weg"), _key(request, "hernoem")
    try:
        if away:
            drop_view(away, by=request.user)
        elif other:
            rename_view(other, by=request.user, name=name)
        else:
            made = keep_view(by=request.user, name=name, query=query)
            query = made.query
            messages.success(request, _("De weergave is bewaard."))
    except Refused as refused:
        messages.warning(request, str(refused.reason))
    return redirect(f"/werk/dashboard/{query if query.startswith('?') else ''}")


def _key(request: PersonRequest, name: str) -> int:
    """A number out of the form; 0 without one."""
    told = request.POST.get(name, "")
    return int(told) if told.isdecimal() and len(told) < 18 else 0
