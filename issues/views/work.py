"""/werk/kwesties/<uuid>/: everything about one issue for who works on it, and what can be done now."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import BooleanField, FileField, MultipleChoiceField
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from issues.actions import log_reading
from issues.actions.speaking import words_digest
from issues.forms.pictures import KIND_WORDS
from issues.forms.working import IssueForm
from issues.lateness import days_late
from issues.lists.rows import badge
from issues.models import Issue, Note, Visibility
from issues.permissions import can_see_contact, can_triage, can_view_letter, visible_post
from issues.replies import filled, offered
from issues.reporting.private_data import without_contact
from issues.views.doings import DOINGS, Doing, doings_for, why_not_stop
from issues.views.holding import (
    HOLDS,
    actions_of,
    files_of,
    hearings_of,
    held,
    interventions_of,
    notes_of,
    offers_of,
    open_contradictions,
    pictures_of,
    promises_of,
    raised_of,
    says_of,
    with_papers,
)
from issues.views.joined import is_watched
from issues.workflow import OPEN
from wijkraad.notices.rehearsal import rehearse
from wijkraad.people.access import PersonRequest, open_to
from wijkraad.people.roles import has_role, is_board
from wijkraad.terms import clock
from wijkraad.terms.refusal import Refused
from wijkraad.trail.history import history_of

WORDS = ("title", "summary", "reaction")
"""Columns of the public words."""
GROUPS = (
    ("steer", _lazy("Sturen")),
    ("partner", _lazy("Toezeggingen van partners")),
    ("say", _lazy("Laten weten")),
    ("more", _lazy("Ook mogelijk")),
)
"""Kinds of things to do beside the moves, with their heading."""
WORKERS = ("board", "secretary", "chair", "treasurer", "manager", "deputy")


def issue_of(request: PersonRequest, uuid: UUID) -> Issue:
    """The issue, when this person may see it; a refused look at a confidential one is written down too."""
    found = (
        Issue.objects.visible_to(request.user)
        .for_list()
        .select_related("responsible")
        .annotate(**{f"holds_{kind}": exists for kind, exists in HOLDS.items()})
        .filter(uuid=uuid)
        .first()
    )
    if found is None:
        hidden = Issue.objects.filter(uuid=uuid, visibility=Visibility.CONFIDENTIAL).first()
        if hidden is not None:
            log_reading(hidden, by=request.user, refused=True)
        raise Http404
    if found.visibility == Visibility.CONFIDENTIAL:
        log_reading(found, by=request.user)
    return found


@open_to(*WORKERS)
def work(request: PersonRequest, uuid: UUID) -> HttpResponse:
    """The workspace of one issue."""
    issue = issue_of(request, uuid)
    return render(request, "issues/work.html", page_of(request, issue))


def page_of(request: PersonRequest, issue: Issue) -> dict[str, Any]:
    """What the page shows: a fixed number of statements, whatever the size of the issue."""
    user, today = request.user, clock.today()
    doings, sees = doings_for(user, issue), can_see_contact(user)
    reports = list(issue.reports.select_related("street", "reporter").order_by("-created_at")[:50])
    partner = issue.partner.short_name if issue.partner else None
    return {
        "issue": issue, "into": into_of(issue, user), "user": user, "today": today, "kinds": KIND_WORDS, "ended": issue.status not in OPEN, "badge": badge(issue.status, partner, short=False),
        "moves": [one for one in doings if one.group == "move"],
        "groups": [(words, [one for one in doings if one.group == key]) for key, words in GROUPS],
        "files_of": files_of, "main": ("aan-de-slag", "klaar", "beoordelen", "controleren"),
        "stop_needs_decision": why_not_stop(user, issue),
        "actions": actions_of(issue), "promises": promises_of(issue), "hearings": hearings_of(issue),
        "says": says_of(issue), "incoming": held(issue, "incoming", with_papers(visible_post(user).filter(issue=issue))),
        "keeps_papers": is_board(user), "opens_letters": is_board(user) or has_role(user, "manager"),
        "letters": [one for one in held(issue, "letters", with_papers(issue.letters.select_related("partner", "issue"))) if can_view_letter(user, one)],
        "notes": [(one, *seen_note(one, sees)) for one in notes_of(issue)],
        "reports": [(one, covered(one.text, sees)) for one in reports],
        "changes": list(issue.status_changes.select_related("by").order_by("-id")[:50]),
        "contradictions": open_contradictions(issue),
        "escalations": raised_of(issue), "interventions": interventions_of(issue),
        "pictures": pictures_of(issue),
        "offers": [(one, covered(one.text, sees)) for one in offers_of(issue)],
        "sees_contact": sees, "triages": can_triage(user), "splits": can_triage(user) and issue.status in OPEN, "watched": is_watched(issue), "late_days": days_late(issue, today),
    }  # fmt: skip


def into_of(issue: Issue, user: Any) -> Issue | None:
    """The matter that a merged one went into, for who may know that."""
    if issue.merged_into_id is None:
        return None
    return Issue.objects.visible_to(user).filter(pk=issue.merged_into_id).first()


def covered(text: str, sees: bool) -> str:
    """A resident's words; for who sees no contact details (the wijkmanager) without those in them."""
    return text if sees else without_contact(text)


def seen_note(note: Note, sees: bool) -> tuple[str, str]:
    """The words of a note and who wrote it; a resident who said "klopt niet" is no name to the wijkmanager."""
    if note.kind == Note.Kind.WRONG and not sees:
        return without_contact(note.text), ""
    return note.text, note.by.name if note.by else ""


@open_to(*WORKERS)
def work_form(request: PersonRequest, uuid: UUID, doing: str) -> HttpResponse:
    """The small form of one thing to do; refused, it comes back with every word."""
    issue = issue_of(request, uuid)
    wanted = DOINGS.get(doing)
    if wanted is None:
        raise Http404
    if not wanted.may(request.user, issue):
        messages.warning(request, _("Dat kan nu niet bij deze kwestie. Er is niets veranderd."))
        return redirect("issues:work", uuid)
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    if request.POST.get("doe") == "sjabloon":
        form = wanted.form(issue=issue, user=request.user, initial=with_reply(request.POST, wanted, issue))
        return render(request, "issues/work_form.html", form_page(wanted, form, issue))
    form = wanted.form(*sent, issue=issue, user=request.user)
    refusal, previews = None, None
    if request.method == "POST" and form.is_valid():
        try:
            if request.POST.get("doe") == "bekijk":
                previews = rehearse(lambda: wanted.do(issue, request.user, without_files(form)))
            else:
                wanted.do(issue, request.user, dict(form.cleaned_data))
        except Refused as refused:
            refusal = refused
        else:
            if previews is None:
                messages.success(request, _("Gedaan: %(what)s.") % {"what": wanted.title})
                return after(request, uuid)
    context = form_page(wanted, form, issue) | {"refusal": refusal, "previews": previews}
    if refusal is not None and refusal.code == "issue.conflict":
        context["theirs"] = theirs_of(issue)
    return render(request, "issues/work_form.html", context)


def form_page(doing: Doing, form: IssueForm, issue: Issue) -> dict[str, Any]:
    """What the page of a form shows, with the ready answers that fit."""
    replies = offered(issue, doing.reply.step) if doing.reply else []
    return {"issue": issue, "doing": doing, "form": form, "replies": replies, "filled": filled}


def without_files(form: IssueForm) -> dict[str, Any]:
    """What was filled in, for a preview: a picture is written only when it is really sent."""
    return {
        name: None if isinstance(form.fields[name], FileField) else fact
        for name, fact in form.cleaned_data.items()
    }


def with_reply(sent: QueryDict, doing: Doing, issue: Issue) -> dict[str, Any]:
    """Everything as it was typed, with the chosen ready answer under the words of its field."""
    typed: dict[str, Any] = {}
    for name, field in doing.form.base_fields.items():
        if isinstance(field, MultipleChoiceField):
            typed[name] = sent.getlist(name)
        elif isinstance(field, BooleanField):
            typed[name] = name in sent
        elif name in sent:
            typed[name] = sent[name]
    if doing.reply:
        chosen = next(
            (row for row in offered(issue, doing.reply.step) if str(row.pk) == sent.get("sjabloon")), None
        )
        words = [sent.get(doing.reply.field, "").strip(), filled(chosen.text, issue) if chosen else ""]
        typed[doing.reply.field] = "\n\n".join(part for part in words if part)
    return typed


def theirs_of(issue: Issue) -> dict[str, Any]:
    """The words as somebody else left them, who that was and when; with what a new try must name."""
    now = Issue.objects.get(pk=issue.pk)
    changed = history_of("issues_issue", now.pk).filter(changes__has_any_keys=list(WORDS))
    last = changed.order_by("-id").first()
    return {
        "title": now.title, "summary": now.summary, "reaction": now.reaction, "version": now.version,
        "digest": words_digest(now), "who": last.actor_name if last else "",
        "at": last.at if last else None,
    }  # fmt: skip


def after(request: PersonRequest, uuid: UUID) -> HttpResponse:
    """Back to the issue; to the desk when it is out of sight now."""
    if Issue.objects.visible_to(request.user).filter(uuid=uuid).exists():
        return redirect("issues:work", uuid)
    return redirect("issues:triage")
