"""The register of decisions, one decision with its chain, and what its owner does with it."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from meetings import actions
from meetings.filters import RegisterFilter
from meetings.forms import HandOverForm, MoveDateForm, ReasonForm, ReplaceForm, ResultForm
from meetings.models import Decision
from meetings.permissions import can_move_decision, is_responsible, leads
from meetings.querysets import PROMISES, DecisionQuerySet
from meetings.standing import REGISTER, of_year
from meetings.views import asking
from meetings.workflow import RUNNING
from wijkraad.people.access import open_to
from wijkraad.terms import clock
from wijkraad.trail.version import data_version
from wijkraad.ui.environment import query
from wijkraad.ui.pages import visitors_page
from wijkraad.ui.paginator import asked, leaf

PAGE = 25


@open_to("everyone")
@visitors_page(data_version, today=clock.today)
def decision_list(request: HttpRequest) -> HttpResponse:
    """All decisions, newest first: what, who, when, and whether it worked."""
    user, today = asking.reader(request), clock.today()
    form = RegisterFilter(request.GET, user=user, today=today)
    seen = Decision.objects.visible_to(user).final()
    part = asked(request, PAGE)
    rows = form.apply(seen).newest_first()
    if part.after:
        rows = rows.filter(decided_on__lte=part.after[0]).exclude(
            decided_on=part.after[0], id__gte=part.after[1]
        )
    elif part.before:
        rows = rows.filter(decided_on__gte=part.before[0]).exclude(
            decided_on=part.before[0], id__lte=part.before[1]
        )
        rows = rows.order_by("decided_on", "id")
    # the page first, then what belongs to its rows: asked of all decisions that would read every link
    rows = rows.first_ones(part.limit).for_list(user)
    page = leaf(request, part, list(rows), lambda one: [one.decided_on, one.id])
    year = form.year or today.year
    context = {
        "leaf": page,
        "form": form,
        "asking": asking,
        "user": user,
        "year": year,
        "promises": promise_rows(request, _promises(user, seen, year, today), year),
    }
    return render(request, "meetings/decision_list.html", context)


def _promises(user: Any, seen: DecisionQuerySet, year: int, today: date) -> dict[str, int]:
    """How the decisions of a year that this person may see stand to their dates; a visitor's are stored."""
    if user is not None and user.is_authenticated:
        return seen.of_year(year).promises(today)
    return of_year(REGISTER.facts(today), year)


def promise_rows(request: HttpRequest, counts: dict[str, int], year: int) -> list[tuple[str, int, str, str]]:
    """(look, number, words, address) for the promise dots."""
    words = {
        "ok": _("op tijd klaar"),
        "late_ok": _("klaar, maar te laat"),
        "late": _("te laat en niet klaar"),
        "open": _("hebben nog tijd"),
        "failed": _("niet gelukt"),
        "replaced": _("vervangen of ingetrokken"),
    }
    fresh = {"na": None, "voor": None, "q": None, "wie": None, "thema": None, "geld": None}
    return [
        (look, counts[look], words[look], query(request, **fresh, jaar=str(year), stand=look))
        for look in PROMISES
    ]


@open_to("everyone")
@visitors_page(data_version, today=clock.today)
def decision_detail(request: HttpRequest, number: str) -> HttpResponse:
    """One decision with its chain: goal, issue, decision, result."""
    user = asking.reader(request)
    seen = Decision.objects.visible_to(user).for_list(user).select_related("agenda_item__meeting")
    decision = get_object_or_404(seen, number=number)
    return show(request, decision, user)


@open_to("signed_in")
def decision_inside(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """A proposal or an internal decision; the page of the person who takes care of it."""
    decision = find(request, uuid)
    if decision.number and request.method == "GET" and not request.GET.get("doe"):
        return redirect("meetings:decision", decision.number)
    return show(request, decision, request.user)


def find(request: HttpRequest, uuid: UUID) -> Decision:
    return get_object_or_404(Decision.objects.visible_to(request.user).for_list(request.user), uuid=uuid)


def show(
    request: HttpRequest, decision: Decision, user: Any, bound: dict[str, Any] | None = None
) -> HttpResponse:
    asking.log_readings([decision], user)
    item = decision.agenda_item
    answers = list(decision.answers.select_related("person")) if user is not None else []
    context = {
        "decision": decision,
        "asking": asking,
        "user": user,
        "issues": asking.seen_issues(decision, user),
        "meeting": item.meeting if item is not None and not item.internal else None,
        "changes": list(decision.deadline_changes.select_related("by")),
        "moves": list(decision.moves.select_related("by").order_by("id")),
        "supersedes": Decision.objects.visible_to(user).filter(superseded_by=decision).first(),
        "votes": list(decision.votes.select_related("person")) if not decision.shielded else [],
        "answers": answers,
        "asked": next((a for a in answers if a.person_id == user.pk), None) if user is not None else None,
        "doable": doable(user, decision),
        "bound": bound or {},
    }
    return render(request, "meetings/decision.html", context)


STEPS: dict[str, tuple[str, Any]] = {
    "begin": ("executing", None),
    "klaar": ("done", ResultForm),
    "niet-gelukt": ("not_achieved", ReasonForm),
    "heropen": ("executing", ReasonForm),
    "vervang": ("superseded", ReplaceForm),
    "trek-in": ("withdrawn", ReplaceForm),
}


def doable(user: Any, decision: Decision) -> dict[str, Any]:
    """The steps that this person can take now, each with its empty form (None: one button)."""
    found = {}
    for step, (state, form) in STEPS.items():
        right_source = (step == "heropen") == (decision.status == "done")
        if right_source and can_move_decision(user, decision, state):
            found[step] = form(prefix=step) if form else None
    if decision.status in RUNNING and (is_responsible(user, decision) or leads(user)):
        found["verschuif"] = MoveDateForm(prefix="verschuif")
        found["geef-over"] = HandOverForm(prefix="geef-over")
    return found


FORMS = {step: form for step, (_state, form) in STEPS.items()} | {
    "verschuif": MoveDateForm,
    "geef-over": HandOverForm,
    "antwoord": None,
    "stel-vast": None,
}


@open_to("signed_in")
def decision_step(request: HttpRequest, uuid: UUID, step: str) -> HttpResponse:
    """Take one step with a decision: begin, done, not achieved, another date, replace, hand over, answer."""
    decision = find(request, uuid)
    if step not in FORMS or request.method != "POST":
        raise Http404
    form = FORMS[step](request.POST, prefix=step) if FORMS[step] else None
    if form is not None and not form.is_valid():
        return show(request, decision, request.user, bound={step: form})
    given = form.cleaned_data if form is not None else {}
    asking.attempt(request, lambda: take(step, decision, request, given), _("Vastgelegd."))
    decision.refresh_from_db()
    return redirect(address(decision))


def address(decision: Decision) -> str:
    if decision.number:
        return reverse("meetings:decision", args=[decision.number])
    return reverse("meetings:decision_inside", args=[decision.uuid])


def take(step: str, decision: Decision, request: HttpRequest, given: dict[str, Any]) -> Any:
    """The action behind a step."""
    by = request.user
    steps = {
        "begin": lambda: actions.start_decision(decision, by=by),
        "klaar": lambda: actions.finish_decision(decision, by=by, **given),
        "niet-gelukt": lambda: actions.fail_decision(decision, by=by, **given),
        "heropen": lambda: actions.reopen_decision(decision, by=by, **given),
        "verschuif": lambda: actions.move_deadline(decision, by=by, **given),
        "geef-over": lambda: actions.hand_over_decision(decision, by=by, **given),
        "vervang": lambda: actions.supersede_decision(decision, given["number"], by=by),
        "trek-in": lambda: actions.withdraw_decision(decision, given["number"], by=by),
        "antwoord": lambda: actions.answer_outside(decision, by=by, choice=request.POST.get("keuze", "")),
        "stel-vast": lambda: actions.adopt_decision(decision, by=by),
    }
    return steps[step]()
