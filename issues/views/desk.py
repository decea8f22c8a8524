"""/werk/meldingen/: the desk for new reports. Left the queue, oldest first; right one report."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db.models import Count, Q, Subquery
from django.db.models.functions import Coalesce
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from markupsafe import Markup, escape

from issues.actions import (
    assign_issue,
    change_theme,
    clean_report,
    clear_photo,
    in_bulk,
    join_report,
    merge_issue,
    reject_issue,
    triage_issue,
)
from issues.actions.triage import TICKS
from issues.forms.pictures import TICK_WORDS
from issues.forms.triage import BulkForm, TriageForm
from issues.look_alikes import look_alikes
from issues.models import Issue, Photo, Priority, Report
from issues.permissions import can_see_contact
from issues.private_data import private_data, without_contact
from issues.rows import badge
from issues.views.joined import Joined, joined_of, unread
from wijkraad.people.access import PersonRequest, open_to
from wijkraad.terms import clock
from wijkraad.terms.refusal import Refused
from wijkraad.terms.values import value
from wijkraad.terms.workdays import workdays_between

DESK = ("board", "secretary", "chair", "treasurer", "manager")
SLOTS_USED = Coalesce(
    Subquery(
        Priority.objects.filter(active=True).order_by().values("active").annotate(n=Count("pk")).values("n")
    ),
    0,
)
SHOWN = 60
"""How many of the queue a page shows; the oldest."""


@dataclass(frozen=True)
class Waiting:
    """One issue of the queue with its first report, and where its promise stands."""

    issue: Issue
    report: Report
    text: str
    photos: int
    day: int
    norm: int
    reports: tuple[Report, ...]

    @property
    def line(self) -> dict[str, Any]:
        return norm_line(self.day, self.norm)

    @property
    def late(self) -> int:
        return max(0, self.day - self.norm)

    @property
    def quote(self) -> str:
        first = self.text.strip().split("\n")[0]
        return first if len(first) <= 70 else first[:67].rsplit(" ", 1)[0] + " …"


def queue(user: Any) -> tuple[list[Waiting], list[Joined]]:
    """New issues that this person may see, oldest first, and the unread reports of known ones.

    Three statements: the reports of both are read together.
    """
    new = Issue.objects.visible_to(user).filter(status="reported").for_list().order_by("created_at", "pk")
    issues = list(new.annotate(slots_used=SLOTS_USED)[:SHOWN])
    rows = (
        Report.objects.filter(Q(issue__in=[one.pk for one in issues]) | Q(pk__in=unread(user)))
        .select_related("reporter", "issue__theme", "issue__street")
        .prefetch_related("photos")
        .order_by("pk")
    )
    by_issue: dict[int, list[Report]] = {}
    for row in rows:
        by_issue.setdefault(row.issue_id, []).append(row)
    waiting = waiting_of(user, issues, by_issue)
    known = {one.pk for one in issues}
    return waiting, joined_of(user, [row for row in rows if row.issue_id not in known])


def waiting_of(user: Any, issues: list[Issue], by_issue: dict[int, list[Report]]) -> list[Waiting]:
    """Each new issue with its reports and where its promise stands."""
    today, sees = clock.today(), can_see_contact(user)
    found = []
    for issue in issues:
        reports = by_issue.get(issue.pk, [])
        if not reports:
            continue
        begun = clock.date_of(issue.created_at)
        norm = (
            workdays_between(begun, issue.norm_due)
            if issue.norm_due
            else int(value("norm_workdays")["reported"])
        )
        photos = sum(len(report.photos.all()) for report in reports)
        words = reports[0].text if sees else without_contact(reports[0].text)
        day = workdays_between(begun, today)
        found.append(Waiting(issue, reports[0], words, photos, day, norm, tuple(reports)))
    return found


@open_to(*DESK)
def desk(request: PersonRequest) -> HttpResponse:
    """The queue and one report; posting does what its button says."""
    waiting, joined = queue(request.user)
    chosen = next((one for one in waiting if str(one.issue.uuid) == request.GET.get("k")), None)
    if chosen is None and request.GET.get("k"):
        return gone(request)
    chosen = chosen or (waiting[0] if waiting else None)
    form, refusal = None, None
    if request.method == "POST" and chosen is not None:
        form = TriageForm(request.POST)
        try:
            done = act(request, chosen, form)
        except Refused as refused:
            done, refusal = None, refused
        if done:
            messages.success(request, done)
            return redirect("issues:triage")
    return render(request, "issues/desk.html", page_of(request, waiting, joined, chosen, form, refusal))


def gone(request: PersonRequest) -> HttpResponse:
    """Somebody else was first: say so, and lead to the issue."""
    found = Issue.objects.visible_to(request.user).filter(uuid=_uuid(request.GET["k"])).first()
    if found is None:
        raise Http404
    messages.warning(request, _("Een ander was u voor: deze melding is al bekeken."))
    return redirect("issues:work", found.uuid)


def _uuid(text: str) -> str | None:
    plain = text.replace("-", "")
    return text if len(plain) == 32 and all(letter in "0123456789abcdef" for letter in plain) else None


def act(request: PersonRequest, chosen: Waiting, form: TriageForm) -> str | None:
    """One button of the right side; the words to show when it is done, None when the form has complaints."""
    doing, issue = request.POST.get("doe", ""), chosen.issue
    if doing == "naamweg":
        clean_report(chosen.report, by=request.user, text=request.POST.get("schoon", ""))
        return str(_("De oude woorden zijn weg. Alleen uw versie staat er nog."))
    if doing == "niet":
        reject_issue(issue, by=request.user, reason=request.POST.get("reden", ""))
        return str(_("Niet opgepakt. De melder krijgt bericht."))
    if doing == "samen":
        into = Issue.objects.visible_to(request.user).filter(number=request.POST.get("lijkt", "")).first()
        if into is None:
            raise Refused(_("Kies eerst waar deze melding bij hoort."), code="triage.into")
        join_report(chosen.report, into, by=request.user, relapse=into.status == "resolved")
        return str(_("Bij %(number)s gevoegd.") % {"number": into.number})
    if not form.is_valid():
        return None
    facts = form.cleaned_data
    triage_issue(
        issue, by=request.user, title=facts["titel"], summary=facts["samenvatting"], visibility=facts["zicht"],
        responsible=facts["wie"], theme=facts["thema"], size=facts["maat"], street=facts["straat"],
        segment=facts["deel"], public_wording=facts["woorden"], severity=int(facts["ernst"] or 0) or None,
        safety=int(facts["veilig"] or 0) or None,
        priority=Priority.objects.filter(theme=facts["thema"], active=True).first(),
    )  # fmt: skip
    clear_ticked(request, issue)
    return (
        str(_("Kwestie %(number)s staat op de site.") % {"number": issue})
        if issue.number
        else str(_("Opgeslagen."))
    )


def clear_ticked(request: PersonRequest, issue: Issue) -> None:
    """Photos of which every line is ticked go on the site; the others stay inside."""
    for photo in Photo.objects.filter(report__issue=issue, cleared_at=None):
        ticks = request.POST.getlist(f"foto-{photo.pk}")
        if set(ticks) == set(TICKS):
            clear_photo(photo, by=request.user, ticks=ticks)


def page_of(
    request: PersonRequest,
    waiting: list[Waiting],
    joined: list[Joined],
    chosen: Waiting | None,
    form: TriageForm | None,
    refusal: Refused | None,
) -> dict[str, Any]:
    context: dict[str, Any] = {
        "waiting": waiting, "chosen": chosen, "refusal": refusal, "late": sum(1 for one in waiting if one.late),
        "norm": int(value("norm_workdays")["reported"]), "now": clock.now(), "ticks": TICK_WORDS,
        "joined": joined,
        "sees_contact": can_see_contact(request.user), "judged": form is not None and form.is_bound,
    }  # fmt: skip
    if chosen is None:
        return context
    issue, report = chosen.issue, chosen.report
    alike = look_alikes(
        theme=issue.theme, street=issue.street, lon=issue.lon, lat=issue.lat, apart_from=issue.pk
    )
    return context | {
        "issue": issue, "report": report, "place": waiting.index(chosen) + 1, "marked": marked(chosen.text),
        "private": private_data(report.text), "words": chosen.text, "reports": list(chosen.reports),
        "photos": [photo for one in chosen.reports for photo in one.photos.all()],
        "alike": [(one, badge(one.issue.status, None)) for one in alike],
        "form": form or TriageForm(initial=initial(issue)), "slots": slots(issue), "today": clock.today(),
    }  # fmt: skip


def initial(issue: Issue) -> dict[str, Any]:
    return {
        "thema": issue.theme_id, "straat": issue.street_id, "deel": issue.segment_id, "zicht": issue.visibility,
        "maat": issue.size, "wie": issue.responsible_id,
    }  # fmt: skip


def slots(issue: Any) -> dict[str, Any]:
    """How many priorities are in use, for the size question."""
    return {"active": issue.slots_used, "most": int(value("active_priority_limit"))}


def marked(text: str) -> Markup:
    """The words as they came in, with what may not be public marked."""
    words = str(escape(text))
    for one in private_data(text):
        piece = str(escape(one.piece))
        words = words.replace(piece, f"<mark>{piece}</mark>", 1)
    return Markup("".join(f"<p>{part}</p>" for part in words.split("\n") if part.strip()))  # noqa: S704 - escaped


@open_to(*DESK)
def desk_bulk(request: PersonRequest) -> HttpResponse:
    """Something with several reports; each is judged apart, and what may not be done says why."""
    doing = request.POST.get("doe", "")
    uuids = [uuid for uuid in request.POST.getlist("melding") if _uuid(uuid)]
    chosen = list(Issue.objects.visible_to(request.user).filter(uuid__in=uuids).for_list())
    if request.method != "POST" or doing not in BulkForm.ASKS or not chosen:
        messages.warning(request, _("Kies eerst een of meer meldingen."))
        return redirect("issues:triage")
    form = BulkForm(doing, request.POST if "zeker" in request.POST else None)
    if not form.is_valid():
        return render(request, "issues/desk_bulk.html", {"form": form, "doing": doing, "chosen": chosen})
    done, refused = in_bulk(chosen, bulk_act(request, doing, form.cleaned_data))
    if done:
        words = ngettext("%(n)s melding is klaar.", "%(n)s meldingen zijn klaar.", len(done)) % {
            "n": len(done)
        }
        messages.success(request, words)
    for issue, refusal in refused:
        messages.warning(request, f"{issue.title or issue.theme.name}: {refusal}")
    return redirect("issues:triage")


def bulk_act(request: PersonRequest, doing: str, facts: dict[str, Any]) -> Any:
    by = request.user
    if doing == "wie":
        return lambda issue: assign_issue(issue, facts["wie"], by=by)
    if doing == "thema":
        return lambda issue: change_theme(issue, facts["thema"], by=by)
    if doing == "niet":
        return lambda issue: reject_issue(issue, by=by, reason=facts["reden"])
    into = get_object_or_404(Issue.objects.visible_to(by), number=facts["bij"])
    return lambda issue: merge_issue(issue, Issue.objects.get(pk=into.pk), by=by)


def norm_line(day: int, norm: int) -> dict[str, Any]:
    """Where the dots of a norm line stand: 15 units per working day."""
    last = min(max(day, norm), 12)
    at = min(day, last)
    return {
        "width": 7 + 15 * max(last, 6) + 7, "end": 7 + 15 * last, "now": 7 + 15 * at, "norm": 7 + 15 * min(norm, last),
        "done": [7 + 15 * n for n in range(at)], "later": [7 + 15 * n for n in range(at + 1, last + 1)],
    }  # fmt: skip
