"""What may not be forgotten: contradictions that wait for an answer, and results under watch (nazorg)."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.db.models import Count, F, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from issues.actions import approve_reason, log_readings
from issues.models import Confirmation, Contradiction, Follow, Issue, Report
from issues.permissions import can_see_contact, can_triage
from issues.reporting.private_data import without_contact
from issues.views.work import WORKERS
from wijkraad.people.access import PersonRequest, open_to
from wijkraad.terms import clock
from wijkraad.terms.refusal import Refused
from wijkraad.terms.values import value

SHOWN = 60
SETTLED_DAYS = 90
"""How long an answered contradiction stays on the page."""


@dataclass(frozen=True)
class Doubt:
    """One contradiction with what residents wrote, and until when an answer is in time."""

    row: Contradiction
    words: list[str]
    until: date
    late: bool
    mine: bool


def seen_contradictions(user: Any) -> QuerySet[Contradiction]:
    rows = Contradiction.objects.filter(issue__in=Issue.objects.visible_to(user).values("pk"))
    return rows.select_related("issue__theme", "issue__responsible")


@open_to(*WORKERS)
def contradictions(request: PersonRequest) -> HttpResponse:
    """/werk/tegenspraak/: open ones, the oldest first; POST approves words of residents for the site."""
    if request.method == "POST":
        return _approve(request)
    rows = list(seen_contradictions(request.user).filter(settled_at=None).order_by("opened_at", "pk")[:SHOWN])
    since = clock.now() - timedelta(days=SETTLED_DAYS)
    late = seen_contradictions(request.user).filter(settled_at__gte=since)
    settled = list(late.order_by("-settled_at")[:SHOWN])
    log_readings([row.issue for row in (*rows, *settled)], by=request.user)
    facts = {"doubts": _doubts(request.user, rows), "settled": settled, "days": _days()}
    return render(request, "issues/contradictions.html", facts)


def _days() -> int:
    return int(value("contradiction_days"))


def _doubts(user: Any, rows: list[Contradiction]) -> list[Doubt]:
    """With the reasons given since each was opened; of contact details only what this reader may see."""
    noes = Confirmation.objects.filter(kind="not_solved", issue__in=[row.issue_id for row in rows])
    given = list(noes.exclude(reason="").order_by("pk").values_list("issue_id", "at", "reason"))
    sees, today = can_see_contact(user), clock.today()
    found = []
    for row in rows:
        words = [text for issue, at, text in given if issue == row.issue_id and at >= row.opened_at]
        until = clock.date_of(row.opened_at) + timedelta(days=_days())
        mine = can_triage(user) or row.issue.responsible_id == user.pk
        shown = words if sees else [without_contact(text) for text in words]
        found.append(Doubt(row, shown, until, until < today, mine))
    return found


def _approve(request: PersonRequest) -> HttpResponse:
    number = request.POST.get("tegenspraak", "")
    if not number.isdecimal() or len(number) > 18:
        raise Http404
    row = get_object_or_404(seen_contradictions(request.user), pk=int(number))
    try:
        approve_reason(
            row, by=request.user, public_reason=request.POST.get("woorden", "").replace("\x00", "")
        )
        messages.success(request, _("Bewaard. Deze woorden staan nu bij de kwestie."))
    except Refused as refusal:
        messages.warning(request, str(refusal))
    return redirect("issues:contradictions")


def _per_issue(rows: QuerySet[Any]) -> Coalesce:
    """How many of these rows an issue has."""
    counted = rows.filter(issue=OuterRef("pk")).order_by().values("issue").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def watched(user: Any) -> Any:
    """Results in their aftercare with the answers since the claim, who was asked, and new reports unread.

    `silent` is who was asked and did not answer: "geen antwoord".
    """
    since = {"at__gte": OuterRef("claimed_at")}
    asked = {"asked_14_at__gte": OuterRef("verified_at")}
    return (
        Issue.objects.visible_to(user)
        .in_aftercare()
        .select_related("theme", "street", "responsible")
        .annotate(
            yes=_per_issue(Confirmation.objects.filter(kind="solved", **since)),
            no=_per_issue(Confirmation.objects.filter(kind="not_solved", **since)),
            asked=_per_issue(Follow.objects.filter(**asked)) + _per_issue(Report.objects.filter(**asked)),
            unread=_per_issue(
                Report.objects.filter(
                    moderated_at=None, withdrawn_at=None, created_at__gt=OuterRef("verified_at")
                )
            ),
        )
        .annotate(silent=F("asked") - F("yes") - F("no"))
    )


def near(rows: list[Issue]) -> dict[int, int]:
    """Per result how many people reported the same theme at the same part of the street since, elsewhere.

    Two of them count as a relapse in the figure of what comes back (K6), so somebody should look.
    """
    places = [one.segment_id for one in rows if one.segment_id]
    since = min((one.verified_at for one in rows if one.verified_at), default=None)
    if not places or since is None:
        return {}
    later = Report.objects.filter(
        segment__in=places, created_at__gt=since, withdrawn_at=None, confirmed_at__isnull=False
    )
    told = list(later.values_list("issue", "theme", "segment", "created_at", "reporter", "email"))
    found = {}
    for one in rows:
        people = {
            (reporter, email)
            for issue, theme, segment, at, reporter, email in told
            if (theme, segment) == (one.theme_id, one.segment_id)
            and issue != one.pk
            and one.verified_at
            and at > one.verified_at
        }
        found[one.pk] = len(people)
    return found


@open_to(*WORKERS)
def aftercare(request: PersonRequest) -> HttpResponse:
    """/werk/nazorg/: results under watch, those with a new report or a "nee" first; and what came back."""
    today = clock.today()
    rows = list(watched(request.user).order_by("-unread", "-no", "aftercare_until", "pk")[:SHOWN])
    again = Issue.objects.visible_to(request.user).in_work().filter(relapsed_at__isnull=False)
    back = list(again.select_related("theme", "responsible").order_by("-relapsed_at")[:SHOWN])
    log_readings([*rows, *back], by=request.user)
    close = near(rows)
    facts = {
        "rows": [
            (one, max(0, ((one.aftercare_until or today) - today).days), close.get(one.pk, 0)) for one in rows
        ],
        "back": back,
        "days": int(value("aftercare_days")),
    }
    return render(request, "issues/aftercare.html", facts)
