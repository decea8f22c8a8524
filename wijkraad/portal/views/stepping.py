"""/werk/ingrijpen/: stepping in from a row; /werk/ingrepen/: what was done, and its effect."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from issues.actions import judge_intervention, log_readings
from issues.ladder import due_of, next_rung
from issues.models import Intervention, Issue
from issues.workflow import STATES
from wijkraad.people.access import PersonRequest, open_to
from wijkraad.portal.stepping import acts
from wijkraad.portal.stepping.forms import BulkForm, JudgeForm
from wijkraad.portal.stepping.known import done_about, seen_interventions
from wijkraad.portal.stepping.subject import Subject, issue_subject, subject_of
from wijkraad.portal.stepping.ways import WAYS, ways_for
from wijkraad.terms import clock
from wijkraad.terms.refusal import Refused
from wijkraad.trail.acting import action
from wijkraad.ui.paginator import asked, leaf

STEPPERS = ("board", "secretary", "chair", "treasurer", "manager")
SIZE = 50
BULK = 50
"""Rows that are done at once."""


def back_to(request: PersonRequest, otherwise: str = "/werk/dashboard/") -> str:
    """Where somebody came from, when that is a page of ours."""
    path = request.POST.get("terug") or request.GET.get("terug") or ""
    safe = url_has_allowed_host_and_scheme(path, allowed_hosts=None)
    return path if safe and path.startswith("/werk/") else otherwise


@open_to(*STEPPERS)
def step_in(request: PersonRequest, soort: str, sleutel: str) -> HttpResponse:
    """One row: what can be done, its form, and what was done before."""
    subject = subject_of(request.user, soort, sleutel)
    if subject is None:
        raise Http404
    log_readings([subject.issue] if subject.issue else [], by=request.user)
    ways = ways_for(request.user, subject)
    wanted = WAYS.get(request.GET.get("doe", ""))
    way = wanted if wanted in ways else ways[0]
    form = way.form(request.POST or None, subject=subject, user=request.user)
    refusal = None
    if request.method == "POST" and form.is_valid():
        try:
            way.act(subject, by=request.user, **form.cleaned_data)
        except Refused as refused:
            refusal = refused
        else:
            messages.success(request, _("Gedaan en opgeschreven. Na 30 dagen meten wij of het hielp."))
            return redirect(back_to(request))
    known = seen_interventions(request.user).filter(_about(subject))[:10]
    page = {"subject": subject, "ways": ways, "way": way, "form": form, "refusal": refusal, "known": known,
            "back": back_to(request)}  # fmt: skip
    return render(request, "portal/work/step_in.html", page)


def _about(subject: Subject) -> Q:
    if subject.issue is not None:
        return Q(issue=subject.issue)
    return Q(about_kind=subject.kind, about_path=subject.path)


@open_to(*STEPPERS)
def interventions(request: PersonRequest) -> HttpResponse:
    """Everything that was done, the newest first; `?stand=open` waits for a judgement."""
    found = seen_interventions(request.user).order_by("-on", "-pk")
    waiting = found.filter(measured_at__isnull=False, effect="", withdrawn_at=None)
    state = request.GET.get("stand", "")
    shown = waiting if state == "open" else found
    part = asked(request, SIZE)
    start = part.after[0] if part.after else 0
    numbered = list(enumerate(shown[start : start + part.limit], start=start + 1))
    page_of = leaf(request, part, numbered, lambda pair: (pair[0],))
    effects = {one: found.filter(effect=one).count() for one in Intervention.Effect.values}
    judged = sum(effects.values())
    page = {"page_of": page_of, "state": state, "total": found.count(), "waiting": waiting.count(),
            "effects": effects, "judged": judged}  # fmt: skip
    return render(request, "portal/work/interventions.html", page)


@open_to(*STEPPERS)
def intervention(request: PersonRequest, pk: int) -> HttpResponse:
    """One intervention: its cause, what was done, what was measured, and whether it helped."""
    found = get_object_or_404(seen_interventions(request.user), pk=pk)
    log_readings([found.issue] if found.issue else [], by=request.user)
    form = JudgeForm(request.POST or None)
    refusal = None
    if request.method == "POST":
        try:
            if request.POST.get("doe") == "terug":
                acts.undo(found, by=request.user)
                messages.success(request, _("Teruggedraaid."))
                return redirect("portal:intervention", pk)
            if form.is_valid():
                judge_intervention(found, by=request.user, **form.cleaned_data)
                messages.success(request, _("Bewaard. Zo leren wij wat werkt."))
                return redirect("portal:intervention", pk)
        except Refused as refused:
            refusal = refused
    page = {"one": found, "form": form, "refusal": refusal, "states": STATES, "today": clock.today()}
    return render(request, "portal/work/intervention.html", page)


@open_to(*STEPPERS)
def bulk(request: PersonRequest) -> HttpResponse:
    """Several rows at once: first one form, then each row judged apart by the same act."""
    doing, subjects = request.POST.get("doe", ""), _chosen(request)
    if request.method != "POST" or doing not in BulkForm.ASKS or not subjects:
        messages.warning(request, _("Kies eerst een of meer rijen."))
        return redirect(back_to(request))
    log_readings([one.issue for one in subjects if one.issue], by=request.user)
    form = BulkForm(doing, request.POST if "zeker" in request.POST else None)
    known = done_about(request.user, clock.today(), [one.issue.pk for one in subjects if one.issue])
    page = {"form": form, "doing": doing, "way": WAYS[doing], "chosen": subjects, "back": back_to(request),
            "known": known}  # fmt: skip
    if not form.is_valid():
        return render(request, "portal/work/step_bulk.html", page)
    act = bulk_act(request.user, doing, form.cleaned_data)
    done, refused = _each(subjects, act)
    if refused:
        return render(request, "portal/work/step_bulk_done.html", page | {"done": done, "refused": refused})
    words = ngettext("%(n)s rij is gedaan.", "%(n)s rijen zijn gedaan.", len(done)) % {"n": len(done)}
    messages.success(request, words)
    return redirect(back_to(request))


def _chosen(request: PersonRequest) -> list[Subject]:
    """The ticked rows ("kind:key") that this person may see, in the order of the page."""
    picked = [text.partition(":") for text in request.POST.getlist("rij")[:BULK]]
    uuids = [key for kind, _colon, key in picked if kind == "kwestie"]
    rows = Issue.objects.visible_to(request.user).filter(uuid__in=[one for one in uuids if _is_uuid(one)])
    issues = {str(row.uuid): row for row in rows.select_related("theme", "responsible", "partner")}
    found = []
    for kind, _colon, key in picked:
        row = issues.get(key)
        subject = (
            issue_subject(row) if row else None if kind == "kwestie" else subject_of(request.user, kind, key)
        )
        if subject is not None:
            found.append(subject)
    return found


def _is_uuid(text: str) -> bool:
    return len(text) == 36 and text.count("-") == 4 and all(sign in "0123456789abcdef-" for sign in text)


def bulk_act(by: Any, doing: str, facts: dict[str, Any]) -> Callable[[Subject], Any]:
    """The act for each row; the next rung is that of the row itself."""
    if doing == "hoger":
        return lambda subject: _one_higher(subject, by=by, **facts)
    return lambda subject: WAYS[doing].act(subject, by=by, **facts)


@action("stepping.raise_next")
def _one_higher(subject: Subject, *, by: Any, cause: str, expected: str) -> Intervention:
    """The next rung of its own ladder, with the ordinary term."""
    if subject.issue is None:
        raise Refused(_("Dit hoort bij geen kwestie. Vraag het aan wie ervoor zorgt."), code="stepping.issue")
    rung = next_rung(subject.issue.escalations.all(), outside=subject.issue.partner_id is not None)
    return acts.raise_higher(subject, by=by, to=rung, due=due_of(rung), reason=cause, expected=expected)


def _each(
    subjects: list[Subject], act: Callable[[Subject], Any]
) -> tuple[list[Subject], list[tuple[Subject, Refused]]]:
    done, refused = [], []
    for subject in subjects:
        try:
            act(subject)
        except Refused as refusal:
            refused.append((subject, refusal))
        else:
            done.append(subject)
    return done, refused
