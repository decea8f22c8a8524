"""/werk/meldingen/: the desk for new reports. Left the queue, oldest first; right one report."""

from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from markupsafe import Markup, escape

from issues.actions import (
    clean_report,
    clear_photo,
    join_new,
    log_readings,
    reject_issue,
    triage_issue,
    waits_for_hearing,
)
from issues.actions.triage import TICKS
from issues.forms.pictures import TICK_WORDS
from issues.forms.triage import TriageForm
from issues.lists.rows import badge
from issues.models import Issue, Photo, Priority
from issues.permissions import can_destroy, can_manage_replies, can_see_contact
from issues.places.spot import spot_of
from issues.replies import filled, offered
from issues.reporting.look_alikes import look_alikes
from issues.reporting.presence import look, words_of
from issues.reporting.private_data import private_data, without_contact
from issues.views.joined import grouped
from issues.views.late import decided_meanwhile
from issues.views.queue import SHOWN, Queue, Waiting, queue, waiting_one
from wijkraad.notices.rehearsal import Preview, rehearse
from wijkraad.people.access import PersonRequest, open_to
from wijkraad.terms import clock
from wijkraad.terms.refusal import Refused
from wijkraad.terms.values import value

DESK = ("board", "secretary", "chair", "treasurer", "manager")
STEPS = ("assessing", "rejected", "joined")
"""The steps whose ready answers the desk offers."""


@open_to(*DESK)
def desk(request: PersonRequest) -> HttpResponse:
    """The queue and one report; posting does what its button says, or shows the mail of it first."""
    found = queue(request.user, _leaf(request))
    wanted = _uuid(request.GET.get("k", ""))
    chosen = found.find(wanted) or (waiting_one(request.user, wanted) if wanted else None)
    if chosen is None and (wanted or request.method == "POST"):
        return decided_meanwhile(request, wanted)
    chosen = chosen or next(iter(found.waiting), None)
    answer = Answer(request, chosen) if chosen else None
    if request.method == "POST" and chosen and answer:
        done = answer.given()
        if answer.is_late:
            return decided_meanwhile(request, wanted)
        if done:
            messages.success(request, done)
            if waits_for_hearing(chosen.issue) and chosen.issue.status == "assessing":
                return redirect("issues:work_form", chosen.issue.uuid, "wederhoor")
            return redirect(_next_address(found, chosen))
    elif chosen:
        look(chosen.issue, request.user)
        log_readings([chosen.issue], by=request.user)
    return render(request, "issues/desk.html", page_of(request, found, chosen, answer))


def _leaf(request: PersonRequest) -> int:
    """The page of the queue that was asked for, from 1."""
    text = request.GET.get("blad", "")
    return int(text) if text.isdecimal() and 1 <= len(text) <= 4 and int(text) else 1


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _next_address(found: Queue, chosen: Waiting | None) -> str:
    """The desk again, at the report after the one that is done."""
    issues = [one.issue.uuid for one in found.waiting]
    at = issues.index(chosen.issue.uuid) if chosen and chosen.issue.uuid in issues else -1
    following = issues[at + 1] if 0 <= at < len(issues) - 1 else None
    return f"/werk/meldingen/?k={following}#werk" if following else "/werk/meldingen/"


class Answer:
    """What somebody pressed on the right side: done, refused, only shown, or with complaints."""

    def __init__(self, request: PersonRequest, chosen: Waiting) -> None:
        self.request, self.chosen, self.sent = request, chosen, request.POST
        self.doing = self.sent.get("doe", "") if request.method == "POST" else ""
        self.refusal: Refused | None = None
        self.previews: list[Preview] = []
        self.words = self.sent.get("reden", "")
        judged = self.doing.removeprefix("bekijk-") == "nieuw"
        self.form = (
            TriageForm(self.sent) if judged else TriageForm(initial=initial(chosen.issue) | self._typed())
        )

    def _typed(self) -> dict[str, Any]:
        """The words of the form as they were sent, for a page that does not judge them."""
        return {name: self.sent[name] for name in TriageForm.base_fields if name in self.sent}

    @property
    def is_late(self) -> bool:
        """Refused because somebody else decided meanwhile."""
        if self.refusal is None:
            return False
        return not Issue.objects.filter(pk=self.chosen.issue.pk, status="reported").exists()

    def given(self) -> str | None:
        """The words to show when it is done; None when the page comes back."""
        if self.doing == "sjabloon":
            self.words = "\n\n".join(part for part in (self.words.strip(), self._ready_answer()) if part)
            return None
        act = partial(act_on, self.request, self.chosen, self.form)
        try:
            if self.doing.startswith("bekijk-"):
                self.previews = rehearse(partial(act, self.doing.removeprefix("bekijk-")))
                return None
            return act(self.doing)
        except Refused as refused:
            self.refusal = refused
            return None

    def _ready_answer(self) -> str:
        rows = offered(self.chosen.issue, *STEPS)
        found = next((row for row in rows if str(row.pk) == self.sent.get("sjabloon")), None)
        return filled(found.text, self.chosen.issue) if found else ""


def act_on(request: PersonRequest, chosen: Waiting, form: TriageForm, doing: str) -> str | None:
    """One button of the right side; the words to show when it is done, None when the form has complaints."""
    by, issue, words = request.user, chosen.issue, request.POST.get("reden", "")
    if doing.startswith("naamweg"):
        key = doing.partition("-")[2]
        report = next((one for one in chosen.reports if str(one.pk) == key), chosen.report)
        clean_report(report, by=by, text=request.POST.get(f"schoon-{key}" if key else "schoon", ""))
        return _("De oude woorden zijn weg. Alleen uw versie staat er nog.")
    if doing == "niet":
        reject_issue(issue, by=by, reason=words)
        return _("Niet opgepakt. De melder krijgt bericht.")
    if doing == "samen":
        into = Issue.objects.visible_to(by).filter(number=request.POST.get("lijkt", "")).first()
        if into is None:
            raise Refused(_("Kies eerst waar deze melding bij hoort."), code="triage.into")
        join_new(issue, into, by=by, words=words)
        return _("Bij %(number)s gevoegd.") % {"number": into.number}
    if doing != "nieuw":
        raise Refused(_("Deze knop kennen wij niet."), code="triage.button")
    return take(request, issue, form, words) if form.is_valid() else None


def take(request: PersonRequest, issue: Issue, form: TriageForm, words: str) -> str:
    """Make it a known matter, and let the photos on the site of which every line is ticked."""
    facts = form.cleaned_data
    triage_issue(
        issue, by=request.user, title=facts["titel"], summary=facts["samenvatting"], visibility=facts["zicht"],
        responsible=facts["wie"], theme=facts["thema"], size=facts["maat"], street=facts["straat"],
        segment=facts["deel"], public_wording=facts["woorden"], severity=int(facts["ernst"] or 0) or None,
        safety=int(facts["veilig"] or 0) or None, words=words,
        priority=Priority.objects.filter(theme=facts["thema"], active=True).first(), critical=facts["kritiek"],
    )  # fmt: skip
    for photo in Photo.objects.filter(report__issue=issue, cleared_at=None):
        ticks = request.POST.getlist(f"foto-{photo.pk}")
        if set(ticks) == set(TICKS):
            told = request.POST.get(f"foto-{photo.pk}-wat", "")[:160]
            clear_photo(photo, by=request.user, ticks=ticks, description=told)
    if waits_for_hearing(issue):
        return _("Opgepakt. De woorden staan nog niet op de site. Vraag nu betrokkenen om een reactie.")
    if issue.is_public:
        return _("Kwestie %(number)s staat op de site.") % {"number": issue}
    return _("Opgeslagen.")


def page_of(
    request: PersonRequest, found: Queue, chosen: Waiting | None, answer: Answer | None
) -> dict[str, Any]:
    waiting, (relapses, groups) = found.waiting, grouped(found.joined)
    context: dict[str, Any] = {
        "waiting": waiting, "chosen": chosen, "late": sum(1 for one in waiting if one.late), "queue": found,
        "norm": int(value("norm_workdays")["reported"]), "now": clock.now(), "ticks": TICK_WORDS,
        "joined": found.joined, "sees_contact": can_see_contact(request.user), "first": (found.leaf - 1) * SHOWN,
        "destroys": can_destroy(request.user), "manages": can_manage_replies(request.user),
        "present": words_of, "relapses": relapses, "seen_groups": groups,
    }  # fmt: skip
    return context | (work_of(request, found, chosen, answer) if chosen and answer else {})


def work_of(request: PersonRequest, found: Queue, chosen: Waiting, answer: Answer) -> dict[str, Any]:
    """The right side: one report with its words, photos and look-alikes, and what was filled in."""
    issue, sees, form = chosen.issue, can_see_contact(request.user), answer.form
    alike = look_alikes(
        theme=issue.theme,
        street=issue.street,
        segment=issue.segment,
        lon=issue.lon,
        lat=issue.lat,
        apart_from=issue.pk,
    )
    shown = [(one, one.text if sees else without_contact(one.text)) for one in chosen.reports]
    place = found.waiting.index(chosen) + 1 if chosen in found.waiting else 0
    return {
        "issue": issue, "report": chosen.report, "place": place, "photos": chosen.photos,
        "reports": [(one, text, marked(text), private_data(one.text)) for one, text in shown],
        "private": any(private_data(one.text) for one in chosen.reports),
        "alike": [(one, badge(one.issue.status, None)) for one in alike], "kept": request.POST,
        "form": form, "judged": form.is_bound, "refusal": answer.refusal, "previews": answer.previews,
        "spot": spot_of(issue, sees_point=sees), "words": answer.words, "replies": offered(issue, *STEPS), "filled": filled,
        "slots": {"active": issue.slots_used, "most": int(value("active_priority_limit"))},  # type: ignore[attr-defined]
    }  # fmt: skip


def initial(issue: Issue) -> dict[str, Any]:
    return {
        "thema": issue.theme_id, "straat": issue.street_id, "deel": issue.segment_id, "zicht": issue.visibility,
        "maat": issue.size, "wie": issue.responsible_id,
    }  # fmt: skip


def marked(text: str) -> Markup:
    """The words as they came in, with what may not be public marked."""
    words = str(escape(text))
    for one in private_data(text):
        piece = str(escape(one.piece))
        words = words.replace(piece, f"<mark>{piece}</mark>", 1)
    return Markup("".join(f"<p>{part}</p>" for part in words.split("\n") if part.strip()))  # noqa: S704 - escaped
