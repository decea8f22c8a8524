"""One decision with its chain, and what its owner, the board and who leads can do with it."""

from typing import Any
from uuid import UUID

from django.db.models import OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from meetings import actions
from meetings.forms import (
    AgendaForm,
    AnswerForm,
    HandOverForm,
    MoveDateForm,
    ReasonForm,
    ReplaceForm,
    ResultForm,
)
from meetings.models import Decision
from meetings.permissions import can_move_decision, is_responsible, leads
from meetings.talk import talk_before
from meetings.views import asking
from meetings.workflow import RUNNING
from wijkraad.people.access import open_to
from wijkraad.people.roles import is_board
from wijkraad.terms import clock
from wijkraad.trail.version import data_version
from wijkraad.ui.environment import provided
from wijkraad.ui.pages import visitors_page


@open_to("everyone")
@visitors_page(data_version, today=clock.today)
def decision_detail(request: HttpRequest, number: str) -> HttpResponse:
    """One decision with its chain: goal, issue, decision, result."""
    user = asking.reader(request)
    decision = get_object_or_404(_whole(user), number=number)
    return show(request, decision, user)


@open_to("signed_in")
def decision_inside(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """A proposal or an internal decision; the page of the person who takes care of it."""
    decision = find(request, uuid)
    if decision.number and request.method == "GET" and not request.GET.get("doe"):
        return redirect("meetings:decision", decision.number)
    return show(request, decision, request.user)


def find(request: HttpRequest, uuid: UUID) -> Decision:
    return get_object_or_404(_whole(request.user), uuid=uuid)


def _whole(user: Any) -> Any:
    """The decisions this person may see, each with its point, its meeting, and the number it replaced."""
    replaced = Decision.objects.visible_to(user).filter(superseded_by=OuterRef("pk"))
    shown = replaced.values(shown=Coalesce("number", "internal_number"))[:1]
    seen = Decision.objects.visible_to(user).for_list(user)
    return seen.select_related("agenda_item__meeting").annotate(replaces=Subquery(shown))


def show(
    request: HttpRequest, decision: Decision, user: Any, bound: dict[str, Any] | None = None
) -> HttpResponse:
    asking.log_readings([decision], user)
    bound = bound or {}
    item = decision.agenda_item
    named = decision.way != "meeting"
    answers = list(decision.answers.select_related("person")) if user is not None and named else []
    moved, by_name = decision.deadline != decision.first_deadline, decision.vote_way == "names"
    context = {
        "decision": decision,
        "asking": asking,
        "user": user,
        "issues": asking.seen_issues(decision, user),
        "meeting": item.meeting if item is not None and not item.internal else None,
        "changes": list(decision.deadline_changes.select_related("by")) if moved else [],
        "moves": list(decision.moves.select_related("by").order_by("id")),
        "votes": list(decision.votes.select_related("person")) if by_name and not decision.shielded else [],
        "answers": answers,
        "asked": next((a for a in answers if a.person_id == user.pk), None) if user is not None else None,
        # a step that somebody else made impossible meanwhile still shows the words that were typed for it
        "doable": doable(user, decision) | {step: form for step, form in bound.items() if step != "antwoord"},
        "bound": bound,
        "answer_form": bound.get("antwoord") or AnswerForm(prefix="antwoord"),
        "talk": talk_before(decision) if is_board(user) else None,
        "rungs": list(decision.rungs.all()) if asking.days_late(decision) else [],
        "money": provided("decision_money", _no_money)(decision, user),
    }
    return render(request, "meetings/decision.html", context)


def _no_money(_decision: Decision, _user: Any) -> dict[str, Any]:
    return {}


STEPS: dict[str, tuple[str, Any]] = {
    "begin": ("executing", None),
    "klaar": ("done", ResultForm),
    "niet-gelukt": ("not_achieved", ReasonForm),
    "heropen": ("executing", ReasonForm),
    "vervang": ("superseded", ReplaceForm),
    "trek-in": ("withdrawn", ReplaceForm),
    "agendeer": ("concept", AgendaForm),
    "schrap": ("scrapped", None),
}
"""Address of a step → the state it leads to, and its form (None: one button)."""
REPLACING = ("vervang", "trek-in")


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
    if decision.status == "concept" and decision.way != "meeting" and leads(user):
        found |= {"stel-vast": None, "wijs-af": ReasonForm(prefix="wijs-af")}
    return found


FORMS = {step: form for step, (_state, form) in STEPS.items()} | {
    "verschuif": MoveDateForm,
    "geef-over": HandOverForm,
    "antwoord": AnswerForm,
    "stel-vast": None,
    "wijs-af": ReasonForm,
}


@open_to("signed_in")
def decision_step(request: HttpRequest, uuid: UUID, step: str) -> HttpResponse:
    """Take one step with a decision: begin, done, not achieved, another date, replace, hand over, answer."""
    decision = find(request, uuid)
    if step not in FORMS or request.method != "POST":
        raise Http404
    form = _bound(step, request)
    if form is not None and not form.is_valid():
        return show(request, decision, request.user, bound={step: form})
    given = form.cleaned_data if form is not None else {}
    if not asking.written(request, form, lambda: take(step, decision, request.user, given), _("Vastgelegd.")):
        return show(request, decision, request.user, bound={step: form})
    decision.refresh_from_db()
    return redirect(address(decision))


def _bound(step: str, request: HttpRequest) -> Any:
    form = FORMS[step]
    if form is None:
        return None
    more = {"user": request.user} if step in REPLACING else {}
    return form(request.POST, prefix=step, **more)


def address(decision: Decision) -> str:
    if decision.number:
        return reverse("meetings:decision", args=[decision.number])
    return reverse("meetings:decision_inside", args=[decision.uuid])


def take(step: str, decision: Decision, by: Any, given: dict[str, Any]) -> Any:
    """The action behind a step."""
    steps = {
        "begin": lambda: actions.start_decision(decision, by=by),
        "klaar": lambda: actions.finish_decision(decision, by=by, **given),
        "niet-gelukt": lambda: actions.fail_decision(decision, by=by, **given),
        "heropen": lambda: actions.reopen_decision(decision, by=by, **given),
        "verschuif": lambda: actions.move_deadline(decision, by=by, **given),
        "geef-over": lambda: actions.hand_over_decision(decision, by=by, **given),
        "vervang": lambda: actions.supersede_decision(decision, given["number"], by=by),
        "trek-in": lambda: actions.withdraw_decision(decision, given["number"], by=by),
        "agendeer": lambda: actions.put_on_agenda(decision, by=by, **given),
        "schrap": lambda: actions.scrap_decision(decision, by=by),
        "antwoord": lambda: actions.answer_outside(decision, by=by, **given),
        "stel-vast": lambda: actions.adopt_decision(decision, by=by),
        "wijs-af": lambda: actions.reject_decision(decision, by=by, **given),
    }
    return steps[step]()
