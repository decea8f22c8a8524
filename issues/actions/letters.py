"""Letters: writing, sending, answers, longer terms, ingebrekestelling."""

from datetime import date
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from issues.actions.gate import locked
from issues.clocks import DEFAULT_KINDS, LEGAL, may_default_from, own_move, term_of, weeks_after
from issues.models import Issue, Letter, LetterEvent, LetterMove
from issues.permissions import letter_actors
from issues.workflow import LETTER_STATES, LETTER_WORKFLOW
from wijkraad.people.models import Organisation, User
from wijkraad.people.roles import is_board
from wijkraad.terms import clock, numbers
from wijkraad.terms.refusal import Refused
from wijkraad.trail.acting import action


@action("letter.write")
def write_letter(
    *,
    by: User,
    kind: str,
    subject: str,
    partner: Organisation,
    issue: Issue | None = None,
    text: str = "",
    responsible: User | None = None,
    **facts: Any,
) -> Letter:
    """Start a letter. `facts` are columns of Letter: published_on, mandate, own_date …"""
    if not is_board(by):
        raise Refused(_("Alleen het bestuur schrijft brieven."), code="letter.who")
    if not subject.strip():
        raise Refused(_("Schrijf op waar de brief over gaat."), code="letter.subject")
    letter = Letter(
        kind=kind,
        subject=subject.strip(),
        partner=partner,
        issue=issue,
        text=text,
        status="concept",
        responsible=responsible or by,
        created_at=clock.now(),
        **facts,
    )
    letter.file_before = own_move(letter)
    letter.save()
    LetterMove.objects.create(letter=letter, from_state="", to_state="concept", at=clock.now(), by=by)
    return letter


def _move(letter: Letter, target: str, *, by: User, reason: str = "") -> Letter:
    """Lock, judge and write a move of a letter; the caller sets the other columns after it."""
    fresh = (
        Letter.objects.select_for_update(of=("self",)).select_related("issue", "partner").get(pk=letter.pk)
    )
    words = {"now": LETTER_STATES[fresh.status], "next": LETTER_STATES[target]}
    if not LETTER_WORKFLOW.who(fresh.status, target):
        raise Refused(_("Van “%(now)s” naar “%(next)s” kan niet.") % words, code="issues_letter_move")
    if not LETTER_WORKFLOW.allows(fresh.status, target, letter_actors(by, fresh)):
        raise Refused(_("U mag deze stap niet zetten."), code="letter.who")
    LetterMove.objects.create(
        letter=fresh, from_state=fresh.status, to_state=target, at=clock.now(), by=by, reason=reason
    )
    fresh.status = target
    return fresh


def _saved(fresh: Letter, letter: Letter) -> Letter:
    fresh.save()
    for field in Letter._meta.concrete_fields:
        setattr(letter, field.attname, getattr(fresh, field.attname))
    return letter


def _event_of(issue: Issue | None) -> None:
    """Sent and answered letters are qualifying events of their issue."""
    if issue is not None:
        Issue.objects.filter(pk=locked(issue).pk).update(last_event_at=clock.now())


@action("letter.send")
def send_letter(
    letter: Letter,
    *,
    by: User,
    channel: str,
    on: date | None = None,
    received_on: date | None = None,
    receipt: str = "",
    own_date: date | None = None,
) -> Letter:
    """It went out: draws its reference and starts its clock. A bezwaar too late is refused with the date."""
    fresh = _move(letter, "sent", by=by)
    fresh.sent_on, fresh.received_on = on or clock.today(), received_on
    fresh.channel, fresh.receipt, fresh.own_date = channel, receipt, own_date or fresh.own_date
    if fresh.file_before and fresh.sent_on > fresh.file_before:
        raise Refused(
            _("Te laat: deze brief moest er zijn vóór of op %(day)s.")
            % {"day": f"{fresh.file_before:%d-%m-%Y}"},
            code="letter.fatal",
        )
    if fresh.kind == "bezwaar" and fresh.published_on is None:
        raise Refused(_("Vul in wanneer het besluit bekend is gemaakt."), code="letter.published")
    if fresh.number is None:
        year = fresh.sent_on.year
        fresh.number = f"{settings.COUNCIL_CODE}-{year}-{numbers.draw('letter', year):03d}"
    fresh.term_ends = term_of(fresh)
    fresh.first_term_ends = fresh.first_term_ends or fresh.term_ends
    if fresh.kind not in LEGAL and fresh.own_date is None and fresh.kind != "zienswijze":
        raise Refused(
            _("De wet geeft hier geen termijn. Kies zelf een datum waarop wij navragen."),
            code="letter.own_date",
        )
    _event_of(fresh.issue)
    return _saved(fresh, letter)


@action("letter.answer")
def record_answer(letter: Letter, *, by: User, on: date, answer: str) -> Letter:
    """Their answer: the day and the heart of it."""
    fresh = _move(letter, "answered", by=by, reason=answer)
    if not answer.strip():
        raise Refused(_("Schrijf op wat het antwoord is."), code="letter.answer")
    fresh.answered_on, fresh.answer = on, answer.strip()
    _event_of(fresh.issue)
    return _saved(fresh, letter)


@action("letter.extend")
def extend_term(letter: Letter, *, by: User, on: date, until: date | None = None) -> Letter:
    """They took more time by notice: the legal extension, or the new date that they name."""
    fresh = Letter.objects.select_for_update(of=("self",)).get(pk=letter.pk)
    if not is_board(by) or fresh.status != "sent":
        raise Refused(_("Deze termijn kan nu niet langer worden."), code="letter.extend")
    if fresh.kind not in LEGAL or (fresh.kind == "handhavingsverzoek" and until is None):
        raise Refused(_("Vul de nieuwe datum in die zij noemen."), code="letter.until")
    if fresh.term_ends and on > fresh.term_ends:
        raise Refused(_("Het bericht kwam na het einde van de termijn."), code="letter.extend_late")
    fresh.extended = True
    fresh.term_ends = until or term_of(fresh)
    LetterEvent.objects.create(letter=fresh, kind="extended", on=on, by=by, at=clock.now())
    return _saved(fresh, letter)


@action("letter.default")
def declare_default(letter: Letter, *, by: User, on: date | None = None) -> Letter:
    """Ingebrekestelling: only for bezwaar, handhavingsverzoek and Woo, and only after the term has ended."""
    day = on or clock.today()
    fresh = _move(letter, "in_default", by=by)
    if fresh.kind not in DEFAULT_KINDS:
        raise Refused(
            _("Bij deze soort brief kan geen ingebrekestelling."), code="issues_letter_default_kind"
        )
    first = may_default_from(fresh)
    if first is None or day < first:
        raise Refused(
            _("De termijn loopt nog. Dit kan pas vanaf %(day)s.")
            % {"day": f"{first:%d-%m-%Y}" if first else "?"},
            code="letter.default_early",
        )
    fresh.default_until = weeks_after(day, "ingebrekestelling")
    LetterEvent.objects.create(letter=fresh, kind="defaulted", on=day, by=by, at=clock.now())
    return _saved(fresh, letter)


@action("letter.remind")
def remind_letter(letter: Letter, *, by: User, on: date, text: str = "") -> LetterEvent:
    """A rappel: we asked again."""
    if not is_board(by):
        raise Refused(_("Alleen het bestuur schrijft brieven."), code="letter.who")
    return LetterEvent.objects.create(letter=letter, kind="reminded", on=on, text=text, by=by, at=clock.now())


@action("letter.move")
def move_letter(letter: Letter, target: str, *, by: User, reason: str = "") -> Letter:
    """Withdraw, close, scrap, or "dit was geen antwoord"; all but scrapping need a reason."""
    if target not in ("withdrawn", "closed", "scrapped", "sent") or (
        target == "sent" and letter.status != "answered"
    ):
        raise Refused(_("Deze stap heeft een eigen formulier."), code="letter.form")
    if target != "scrapped" and not reason.strip():
        raise Refused(_("Schrijf een reden op."), code="letter.reason")
    fresh = _move(letter, target, by=by, reason=reason)
    if target == "sent":
        fresh.answered_on, fresh.answer = None, ""
    return _saved(fresh, letter)
