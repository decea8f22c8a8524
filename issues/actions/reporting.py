"""What residents send: reports and signals, confirming an address, withdrawing."""

import hashlib
import hmac
import secrets
from collections.abc import Sequence
from datetime import date, timedelta

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import connection
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from issues.actions.filled_in import Often, ReportData
from issues.actions.gate import hand_back, locked, move_issue, norm_of
from issues.actions.numbering import count_report, household_of, number_report
from issues.models import (
    Draft,
    Issue,
    Photo,
    Report,
    Segment,
    Signal,
    StatusChange,
    Theme,
    Visibility,
)
from issues.notices import tell_code, tell_reporter
from issues.places.geography import area_at, area_of_place
from issues.workflow import OPEN
from wijkraad.people.limits import allow, allow_taking
from wijkraad.people.models import User
from wijkraad.terms import clock
from wijkraad.terms.refusal import Refused
from wijkraad.terms.together import insert_together
from wijkraad.trail.acting import action

TEXT_LIMIT = 5000
"""Characters of a report."""
PHOTO_LIMIT = 3
CODE_LIFE = timedelta(minutes=30)
CODE_TRIES = 5


@action("report.submit")
def submit_report(data: ReportData, *, by: User | None = None) -> Report:
    """Take in a report: a new issue, or one more report of the public issue it joins.

    The same key gives the report that is there already. Raises Refused for an empty or too long
    text, a theme that takes signals only, or a joined issue that is no longer open to visitors.
    The draft goes with the same commit: its words are in the report from then on, and nowhere else.
    """
    known = _already_there(data)
    if known:
        return known
    _judge_report(data)
    for one in data.often[1:] if data.draft else data.often:
        _judge_often(one, allow(one.scope, one.key, one.limit, one.per))
    report = _report_of(data, by)
    code = new_code(report) if data.contact == "email" else ""
    if data.joins is not None:
        report.issue = _joined(data.joins)
        number_report(report)
        report.save()
        count_report(report.issue, report)
    else:
        report.issue = _new_issue(data, report)
        report.reporter_ordinal, report.household_ordinal = 1, 1 if report.household else None
        first = StatusChange(issue=report.issue, from_state="", to_state="reported", at=report.created_at)
        insert_together(report.issue, first, report)
    if data.photos:
        Photo.objects.filter(pk__in=[photo.pk for photo in data.photos]).update(report=report, draft=None)
    if code:
        tell_code(report, code)
    else:
        tell_reporter(report, "report-received", "received", by=None)
    return report


def _report_of(data: ReportData, by: User | None) -> Report:
    """The report without its issue yet."""
    report = Report(
        theme=data.theme, text=data.text.strip(), street=data.street, segment=data.segment,
        area_id=_area_of(data),
        house_number=data.house_number, lon=data.lon, lat=data.lat, seen_on=data.seen_on, danger=data.danger,
        contact=data.contact, key=data.key, created_at=clock.now(), household=household_of(data, by),
    )  # fmt: skip
    _give_contact(report, data, by)
    return report


def _area_of(data: ReportData) -> int | None:
    """The key of the area: of the point, else of the part of the street, else of the street."""
    if data.lon is not None and data.lat is not None:
        area = area_at(data.lon, data.lat)
        return area.pk if area else None
    return area_of_place(data.street, data.segment)


def _already_there(data: ReportData) -> Report | None:
    """The report of an earlier sending of the same form.

    Taking the draft away is what decides between two presses at once: the second one waits for the
    first and finds nothing to take.
    """
    if data.draft is not None and _draft_taken(data.draft, data.often[:1]):
        return None
    return Report.objects.filter(key=data.key).select_related("issue").first()


def _draft_taken(draft: Draft, often: Sequence[Often]) -> bool:
    """Whether the draft was still there; it is no longer, and the first limit has counted this report."""
    taking, values = "DELETE FROM issues_draft WHERE id = %(draft)s", {"draft": draft.pk}
    for one in often:
        allowed = allow_taking(taking, values, one.scope, one.key, one.limit, one.per)
        _judge_often(one, allowed is not False)
        return allowed is not None
    with connection.cursor() as cursor:
        cursor.execute(taking, values)
        return bool(cursor.rowcount)


def _judge_often(one: Often, allowed: bool) -> None:
    if not allowed:
        raise Refused(one.words, code="report.often")


def _judge_report(data: ReportData) -> None:
    if data.theme.intake_mode == Theme.Intake.SIGNAL:
        raise Refused(_("Over dit thema nemen wij geen tekst aan."), code="report.signal_only")
    if not data.text.strip():
        raise Refused(_("Schrijf op wat er aan de hand is."), code="report.empty")
    if len(data.text) > TEXT_LIMIT:
        raise Refused(_("De tekst is te lang: hoogstens 5.000 tekens."), code="report.long")
    if len(data.photos) > PHOTO_LIMIT:
        raise Refused(_("Hoogstens 3 foto's."), code="report.photos")
    if data.contact == "email" and not data.email:
        raise Refused(_("Vul uw e-mailadres in."), code="report.email")


def promised_day(theme: Theme) -> date | None:
    """The day before which we promise to look at a new report of this theme."""
    return norm_of(theme, "reported")


def _new_issue(data: ReportData, report: Report) -> Issue:
    """The issue of a first report, with that report counted; not stored yet."""
    now = report.created_at
    issue = Issue(
        theme=data.theme, street=data.street, segment=data.segment, area_id=report.area_id, lon=data.lon,
        lat=data.lat, visibility=data.visibility or data.theme.default_visibility, status="reported",
        created_at=now, first_report_at=now, state_since=now, last_event_at=now, report_count=1,
        household_count=1 if report.household else 0, next_step=noop("Wij kijken naar uw melding"),
    )  # fmt: skip
    issue.norm_due = issue.next_step_on = data.promised or promised_day(data.theme)
    return issue


def _joined(wanted: Issue) -> Issue:
    issue = locked(wanted)
    if issue.status == "merged" and issue.merged_into is not None:
        issue = locked(issue.merged_into)
    if not issue.number or issue.visibility != Visibility.PUBLIC:
        raise Refused(_("Bij deze kwestie kunt u zich niet meer aansluiten."), code="report.join")
    return issue


def _give_contact(report: Report, data: ReportData, by: User | None) -> None:
    if data.on_behalf:
        report.intake_by = by
    elif data.contact == "account" and by is not None:
        report.reporter = by
    if data.contact == "email":
        report.email = data.email.strip().lower()
    elif data.contact == "account":
        report.confirmed_at = clock.now()


def new_code(report: Report) -> str:
    """A new code for the address of a report, of which it keeps only the hash; the caller saves and mails."""
    code = f"{secrets.randbelow(10**6):06d}"
    report.code_hash, report.code_tries, report.code_sent_at = code_hash(report, code), 0, clock.now()
    return code


def send_code(report: Report) -> str:
    """Mail a new code to the address of a report."""
    code = new_code(report)
    report.save(update_fields=["code_hash", "code_tries", "code_sent_at"])
    tell_code(report, code)
    return code


def code_hash(report: Report, code: str) -> str:
    return hmac.new(
        settings.SECRET_KEY.encode(), f"code|{report.uuid.hex}|{code}".encode(), hashlib.sha256
    ).hexdigest()


@action("report.new_code")
def renew_code(report: Report, *, by: User | None = None) -> None:
    """Send another code to the same address, at most one per minute."""
    fresh = Report.objects.select_for_update(of=("self",)).select_related("issue").get(pk=report.pk)
    if fresh.confirmed_at or not fresh.email:
        raise Refused(_("Er is niets meer te bevestigen."), code="report.confirmed")
    if fresh.code_sent_at and clock.now() - fresh.code_sent_at < timedelta(minutes=1):
        raise Refused(_("Wij hebben net een code gestuurd. Wacht een minuut."), code="report.soon")
    send_code(fresh)


def confirm_contact(report: Report, code: str, *, by: User | None = None) -> Report:
    """Prove the address with the code from the mail; valid 30 minutes, five tries, useless after use."""
    found = _try_code(report, code, by=by)
    if found is None:
        raise Refused(_("Deze code klopt niet, of is te oud. Vraag een nieuwe code."), code="report.code")
    return found


@action("report.confirm")
def _try_code(report: Report, code: str, *, by: User | None = None) -> Report | None:
    """The confirmed report, or None; a wrong try is counted, so it must not be rolled back."""
    fresh = Report.objects.select_for_update(of=("self",)).select_related("issue__theme").get(pk=report.pk)
    if fresh.confirmed_at:
        return fresh
    young = fresh.code_sent_at is not None and clock.now() - fresh.code_sent_at <= CODE_LIFE
    right = hmac.compare_digest(fresh.code_hash, code_hash(fresh, code.strip()))
    if not (young and right and fresh.code_hash and fresh.code_tries < CODE_TRIES):
        Report.objects.filter(pk=fresh.pk).update(code_tries=fresh.code_tries + 1)
        return None
    fresh.confirmed_at, fresh.code_hash = clock.now(), ""
    fresh.save(update_fields=["confirmed_at", "code_hash"])
    tell_reporter(fresh, "report-received", "received")
    return fresh


@action("report.add")
def add_to_report(
    report: Report, text: str, *, by: User | None = None, pictures: Sequence[ContentFile] = ()
) -> Report:
    """The reporter adds words or pictures to an own report; they stay inside, like the first ones.

    Pictures are drawn anew before (`issues.photos.redrawn`), and taken only while the issue is open.
    """
    fresh = Report.objects.select_for_update(of=("self",)).select_related("issue").get(pk=report.pk)
    _judge_addition(fresh, text, pictures)
    if text.strip():
        fresh.text = f"{fresh.text}\n\n[{clock.today():%d-%m-%Y}] {text.strip()}"
    for content in pictures:
        photo = Photo(report=fresh, created_at=clock.now())
        photo.file.save("photo.jpg", content, save=False)
        photo.save()
    fresh.moderated_at = None
    fresh.save(update_fields=["text", "moderated_at"])
    return fresh


def _judge_addition(report: Report, text: str, pictures: Sequence[ContentFile]) -> None:
    if report.withdrawn_at:
        raise Refused(_("Deze melding is al ingetrokken."), code="report.withdrawn")
    if not text.strip() and not pictures:
        raise Refused(_("Schrijf op wat u wilt toevoegen."), code="report.empty")
    if len(report.text) + len(text) > 2 * TEXT_LIMIT:
        raise Refused(_("De tekst is te lang."), code="report.long")
    if pictures and report.issue.status not in OPEN:
        raise Refused(_("Deze kwestie is gesloten. Een foto kan er niet meer bij."), code="report.closed")
    if pictures and report.photos.count() + len(pictures) > PHOTO_LIMIT:
        raise Refused(_("Hoogstens 3 foto's."), code="report.photos")


@action("report.withdraw")
def withdraw_report(report: Report, *, by: User | None = None) -> Report:
    """The reporter takes it back; an issue that is new or being assessed follows when this was all."""
    fresh = Report.objects.select_for_update(of=("self",)).select_related("issue").get(pk=report.pk)
    if fresh.withdrawn_at:
        raise Refused(_("Deze melding is al ingetrokken."), code="report.withdrawn")
    issue = locked(fresh.issue)
    alone = issue.reports.filter(withdrawn_at=None).count() == 1
    if alone and issue.status in ("reported", "assessing"):
        move_issue(issue, "withdrawn", by=by, also=frozenset({"reporter"}))
    fresh.withdrawn_at = clock.now()
    fresh.save(update_fields=["withdrawn_at"])
    hand_back(issue, report.issue)
    return fresh


@action("signal.submit")
def submit_signal(*, kinds: Sequence[str], segment: Segment, month: date, by: None = None) -> Signal:
    """Keep a signal: choices from the fixed list, a part of a street and a month; nothing else.

    Never by a known person: `by` is always None, so that no history tells who it was.
    """
    if by is not None:
        raise ValueError("a signal has no sender")
    chosen = [kind for kind in Signal.KINDS if kind in set(kinds)]
    if not chosen:
        raise Refused(_("Kruis aan wat u opvalt."), code="signal.empty")
    today = clock.today()
    first = month.replace(day=1)
    if first > today or (today - first).days > 400:
        raise Refused(_("Kies een maand van het laatste jaar."), code="signal.month")
    return Signal.objects.create(kinds=chosen, segment=segment, month=first)
