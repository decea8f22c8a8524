"""The reporter's own page, found by a secret address: what happens, add to it, answer, withdraw."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.signing import BadSignature, Signer
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from issues.actions import (
    add_to_report,
    answer_of,
    answer_solved,
    confirm_contact,
    renew_code,
    withdraw_report,
)
from issues.actions.reporting import PHOTO_LIMIT
from issues.forms.choices import plain_words
from issues.lists.rows import badge
from issues.models import Report, StatusChange
from issues.models.report import STATUS_TOKEN
from issues.photos import redrawn
from issues.reporting.drafts import COOKIE, forget, key_of
from issues.reporting.plain_status import now_of, says_it_is_back, steps_of
from issues.reporting.private_data import private_data
from issues.views.own_photos import own_photo_path
from issues.views.viewer import viewer
from issues.workflow import OPEN
from wijkraad.people.access import open_to
from wijkraad.people.limits import allow
from wijkraad.people.roles import is_board
from wijkraad.terms import clock
from wijkraad.terms.refusal import Refused
from wijkraad.ui.cookieless import without_cookies

FRESH = timedelta(minutes=15)
"""How long the page begins with thanks."""
ADDED_PER_HOUR = 20
CODES_PER_DAY = 10
"""New codes to one address, whatever the number of reports."""


def report_of(token: str) -> Report:
    """The report of a signed token; 404 for any other text."""
    try:
        uuid = UUID(Signer(salt=STATUS_TOKEN).unsign(token))
    except (BadSignature, ValueError):
        raise Http404 from None
    found = (
        Report.objects.filter(uuid=uuid)
        .select_related("issue__theme", "issue__street", "issue__partner", "theme", "street", "segment")
        .first()
    )
    if found is None:
        raise Http404
    return found


@open_to("everyone")
@without_cookies
def report_status(request: HttpRequest, token: str) -> HttpResponse:
    """/melden/status/<token>/: what happens with my report; only its buttons change things."""
    report = report_of(token)
    if report.part_of is not None:
        return redirect("issues:report_status", report.status_token)
    if request.method != "POST":
        return _page(request, report)
    try:
        found = private_data(_words(request)) if request.POST.get("doe") == "toevoegen" else []
        if found and not request.POST.get("toch"):
            return _page(request, report, private=found)
        messages.success(request, act(request, _meant(request, report)))
        return redirect("issues:report_status", token)
    except Refused as refusal:
        beside = _beside(request.POST.get("doe", ""), refusal)
        return _page(request, report_of(token), status=409, refusal=refusal, beside=beside)


def _beside(doing: str, refusal: Refused) -> str:
    """The id of the field that a refusal is about; '' when it is about the report as a whole."""
    if doing == "code":
        return "code"
    if doing != "toevoegen":
        return ""
    about_photo = refusal.code.startswith("photo.") or refusal.code in ("report.photos", "report.closed")
    return "foto" if about_photo else "erbij"


def _meant(request: HttpRequest, report: Report) -> Report:
    """The part of the report that the button is about; the report itself without one."""
    key = request.POST.get("deel", "")
    return next((one for one in parts_of(report) if str(one.pk) == key), report)


def parts_of(report: Report) -> list[Report]:
    """What was divided off this report, with its own matter."""
    rows = report.parts.select_related("issue__theme", "issue__partner", "issue__street").order_by("pk")
    return list(rows)


def _part(report: Report) -> dict[str, Any]:
    """What the page tells of a part: where it stands, what comes, and its words."""
    issue = report.issue
    return {
        "report": report, "issue": issue, "now": now_of(report, None),
        "badge": badge(issue.status, issue.partner.short_name if issue.partner else None, short=False),
        "asks": asks_about(report),
    }  # fmt: skip


def asks_about(report: Report) -> bool:
    """Whether the page asks "is dit opgelost?": not of whom has just told that it is back."""
    asked = report.issue.status in ("reported_done", "resolved") and report.withdrawn_at is None
    return asked and not says_it_is_back(report)


def _words(request: HttpRequest) -> str:
    return plain_words(request.POST.get("tekst", ""))


def act(request: HttpRequest, report: Report) -> str:
    """One button of the page; the words to show when it is done."""
    doing, text = request.POST.get("doe", ""), _words(request)
    if doing == "code":
        confirm_contact(report, request.POST.get("code", ""))
        return _("Bedankt. Uw adres is bevestigd.")
    if doing == "nieuwe-code":
        _not_too_often("code", report.email, CODES_PER_DAY, timedelta(days=1))
        renew_code(report)
        return _("Wij hebben u een nieuwe code gestuurd.")
    if doing == "toevoegen":
        _not_too_often("report-add", report.uuid.hex, ADDED_PER_HOUR, timedelta(hours=1))
        pictures = [redrawn(upload) for upload in request.FILES.getlist("foto")[: PHOTO_LIMIT + 1]]
        add_to_report(report, text, pictures=pictures)
        return _("Wij hebben uw aanvulling. Wij lezen haar.")
    if doing == "intrekken":
        withdraw_report(report)
        return _("Uw melding is ingetrokken.")
    if doing in ("ja", "nee"):
        answer_solved(report.issue, report=report, solved=doing == "ja", reason=text)
        return _("Bedankt voor uw antwoord.")
    raise Refused(_("Deze knop kennen wij niet."), code="report.button")


def _not_too_often(scope: str, key: str, limit: int, per: timedelta) -> None:
    if not allow(scope, key, limit, per):
        raise Refused(
            _("Dit ging vandaag al vaak. Probeer het later weer, of bel de gemeente: 14070."), code="limit"
        )


def _page(request: HttpRequest, report: Report, *, status: int = 200, **more: Any) -> HttpResponse:
    response = render(
        request, "issues/report/status.html", {**page_of(report, request), **more}, status=status
    )
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    if key_of(request.COOKIES.get(COOKIE, "")) == report.key:
        forget(response)
    return response


def reasons_now(report: Report, changes: list[StatusChange]) -> list[StatusChange]:
    """What was said since the last move, oldest first: the reason of an earlier state holds no longer."""
    moves = [change.pk for change in changes if change.from_state != change.to_state]
    since = moves[-1] if moves else 0
    return [one for one in changes if one.public_reason and one.pk >= since and one.at > report.created_at]


def page_of(report: Report, request: HttpRequest) -> dict[str, Any]:
    """What the page shows; `adds` is what somebody wrote in the box of a refused or doubtful addition."""
    issue, photos = report.issue, list(report.photos.order_by("pk"))
    changes = list(issue.status_changes.order_by("pk"))
    reasons = reasons_now(report, changes)
    doing, open_still = request.POST.get("doe", ""), issue.status in OPEN and report.withdrawn_at is None
    asks = asks_about(report)
    return {
        "report": report, "issue": issue, "answer": answer_of(issue, report=report) if asks else None,
        "adds": _words(request) if doing == "toevoegen" else "",
        "badge": badge(issue.status, issue.partner.short_name if issue.partner else None, short=False),
        "asks": asks,
        "needs_code": report.contact == "email" and report.confirmed_at is None,
        "now": now_of(report, reasons[-1] if reasons else None), "steps": steps_of(report, changes),
        "parts": [_part(one) for one in parts_of(report)],
        "photos": [(photo, own_photo_path(photo)) for photo in photos],
        "more_photos": PHOTO_LIMIT - len(photos) if open_still else 0,
        "fresh": report.withdrawn_at is None and clock.now() - report.created_at < FRESH,
        "taken_in": report.intake_by_id is not None and is_board(viewer(request)),
    }  # fmt: skip
