"""The term of a letter that is out: received, longer, standing still, asked again, in default."""

from datetime import date, timedelta

from django.utils.translation import gettext as _

from issues.actions.letters import locked_letter, move, not_later, saved
from issues.letters.clocks import (
    DEFAULT_KINDS,
    HEARD_KINDS,
    LEGAL,
    ONCE,
    longer_by_law,
    may_default_from,
    term_of,
    weeks_after,
)
from issues.models import Letter, LetterEvent
from issues.workflow import LETTER_RUNNING
from wijkraad.people.models import User
from wijkraad.people.roles import is_board
from wijkraad.terms import clock
from wijkraad.terms.refusal import Refused
from wijkraad.terms.workdays import next_workday
from wijkraad.trail.acting import action


def _running(letter: Letter, by: User, on: date) -> Letter:
    """The locked letter, when it is out, `by` may change it, and `on` is no day to come."""
    fresh = locked_letter(letter)
    if not is_board(by):
        raise Refused(_("Alleen het bestuur schrijft brieven."), code="letter.who")
    if fresh.status not in LETTER_RUNNING:
        raise Refused(_("Deze brief loopt nu niet."), code="letter.not_running")
    not_later(on)
    if fresh.sent_on and on < fresh.sent_on:
        raise Refused(_("Toen was de brief nog niet verstuurd."), code="letter.before_sent")
    return fresh


def _happened(letter: Letter, kind: str, on: date, by: User, text: str = "") -> LetterEvent:
    return LetterEvent.objects.create(
        letter=letter, kind=kind, on=on, text=text.strip()[:300], by=by, at=clock.now()
    )


@action("letter.receipt")
def record_receipt(letter: Letter, *, by: User, on: date, receipt: str) -> Letter:
    """Proof that they have it; the term counts from that day, unless a new date was agreed already."""
    fresh = _running(letter, by, on)
    if not receipt.strip():
        raise Refused(_("Schrijf op wat het bewijs is, zoals een bevestiging."), code="letter.proof")
    if fresh.status != "sent":
        raise Refused(_("Deze termijn kan nu niet meer veranderen."), code="letter.receipt_late")
    was = term_of(fresh)
    fresh.received_on, fresh.receipt = on, receipt.strip()
    if fresh.term_ends == was:
        fresh.term_ends = term_of(fresh)
        if not fresh.extended and not fresh.paused_days:
            fresh.first_term_ends = fresh.term_ends
    _happened(fresh, "received", on, by, receipt)
    return saved(fresh, letter)


@action("letter.extend")
def extend_term(letter: Letter, *, by: User, on: date, until: date | None = None) -> Letter:
    """They took more time by notice: the weeks of the law, once, or the new date that they name.

    A handhavingsverzoek always needs their date (Awb 4:14). A second time, or a date after the weeks of
    the law, holds only with our consent: then it is a date that we agreed.
    """
    fresh = locked_letter(letter)
    if not is_board(by) or fresh.status != "sent":
        raise Refused(_("Deze termijn kan nu niet langer worden."), code="letter.extend")
    if fresh.kind not in LEGAL:
        raise Refused(_("De wet geeft hier geen termijn."), code="letter.no_term")
    if fresh.paused_on is not None:
        raise Refused(_("De termijn staat stil. Laat die eerst weer lopen."), code="letter.paused")
    not_later(on)
    if fresh.term_ends and on > fresh.term_ends:
        raise Refused(_("Het bericht kwam na het einde van de termijn."), code="letter.extend_late")
    if until is None and (fresh.kind not in ONCE or fresh.extended):
        raise Refused(_("Vul de nieuwe datum in die zij noemen."), code="letter.until")
    if until is not None and fresh.term_ends and until <= fresh.term_ends:
        raise Refused(_("De nieuwe datum ligt niet na het einde van de termijn."), code="letter.until_early")
    by_law = longer_by_law(fresh)
    fresh.extended = True
    fresh.term_ends = until or by_law
    _happened(fresh, "extended", on, by)
    return saved(fresh, letter)


@action("letter.pause")
def pause_term(letter: Letter, *, by: User, on: date, text: str = "") -> Letter:
    """Their term stands still from `on`: they asked us for something, or we agreed to it (Awb 4:15, 7:10)."""
    fresh = _running(letter, by, on)
    if fresh.kind not in LEGAL or fresh.status != "sent" or fresh.term_ends is None:
        raise Refused(_("Hier loopt geen wettelijke termijn die stil kan staan."), code="letter.no_term")
    if fresh.paused_on is not None:
        raise Refused(_("De termijn staat al stil."), code="letter.paused")
    if on > fresh.term_ends:
        raise Refused(_("De termijn was toen al voorbij."), code="letter.extend_late")
    fresh.paused_on = on
    _happened(fresh, "paused", on, by, text)
    return saved(fresh, letter)


@action("letter.resume")
def resume_term(letter: Letter, *, by: User, on: date, text: str = "") -> Letter:
    """The term runs again from `on`; its end moves by the days that it stood still."""
    fresh = _running(letter, by, on)
    if fresh.paused_on is None or fresh.term_ends is None:
        raise Refused(_("De termijn staat niet stil."), code="letter.not_paused")
    if on < fresh.paused_on:
        raise Refused(_("Toen stond de termijn nog niet stil."), code="letter.resume_early")
    computed = term_of(fresh) == fresh.term_ends
    days = (on - fresh.paused_on).days
    fresh.paused_days, fresh.paused_on = fresh.paused_days + days, None
    fresh.term_ends = term_of(fresh) if computed else later(fresh.term_ends, days)
    _happened(fresh, "resumed", on, by, text)
    return saved(fresh, letter)


def later(day: date, days: int) -> date:
    """A date that they named, moved by the days of a pause; on a weekend or holiday the next working day."""
    return next_workday(day + timedelta(days=days))


@action("letter.default")
def declare_default(letter: Letter, *, by: User, on: date | None = None) -> Letter:
    """Ingebrekestelling: only for bezwaar, handhavingsverzoek and Woo, and only after the term has ended."""
    day = on or clock.today()
    fresh = move(letter, "in_default", by=by)
    if fresh.kind not in DEFAULT_KINDS:
        raise Refused(
            _("Bij deze soort brief kan geen ingebrekestelling."), code="issues_letter_default_kind"
        )
    if fresh.paused_on is not None:
        raise Refused(_("De termijn staat stil. Laat die eerst weer lopen."), code="letter.paused")
    not_later(day)
    first = may_default_from(fresh)
    if first is None or day < first:
        raise Refused(
            _("De termijn loopt nog. Dit kan pas vanaf %(day)s.")
            % {"day": f"{first:%d-%m-%Y}" if first else "?"},
            code="letter.default_early",
        )
    fresh.default_until = weeks_after(day, "ingebrekestelling")
    _happened(fresh, "defaulted", day, by)
    return saved(fresh, letter)


@action("letter.remind")
def remind_letter(
    letter: Letter, *, by: User, on: date, text: str = "", again_on: date | None = None
) -> LetterEvent:
    """A rappel: we asked again; `again_on` is the next day on which we do, where the law gives no term."""
    fresh = _running(letter, by, on)
    if again_on is not None:
        if again_on <= on:
            raise Refused(_("Kies een dag na vandaag om weer na te vragen."), code="letter.again")
        fresh.own_date = again_on
        saved(fresh, letter)
    return _happened(fresh, "reminded", on, by, text)


@action("letter.heard")
def record_heard(letter: Letter, *, by: User, on: date, text: str) -> LetterEvent:
    """A hoorzitting was held; only for bezwaar and klacht."""
    fresh = _running(letter, by, on)
    if fresh.kind not in HEARD_KINDS:
        raise Refused(_("Bij deze soort brief is geen hoorzitting."), code="letter.heard_kind")
    if not text.strip():
        raise Refused(_("Schrijf op wie er sprak en wat er gezegd is."), code="letter.heard")
    return _happened(fresh, "heard", on, by, text)
