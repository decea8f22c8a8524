"""Letters: writing, changing a draft, sending, answers, and the end of it."""

from datetime import date
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from issues.actions.gate import locked
from issues.actions.papers import keep_paper
from issues.actions.post import handle_post, register_post
from issues.letters.clocks import LEGAL, own_move, term_of
from issues.models import Issue, Letter, LetterMove
from issues.papers import NewPaper
from issues.permissions import can_view, letter_actors
from issues.workflow import LETTER_STATES, LETTER_WORKFLOW
from wijkraad.people.models import Organisation, User
from wijkraad.people.roles import is_board
from wijkraad.terms import clock, numbers
from wijkraad.terms.refusal import Refused
from wijkraad.trail.acting import action

WRITTEN = (
    "kind", "subject", "partner", "responsible", "text", "published_on", "own_date", "mandate", "interested",
    "advisory", "their_reference", "is_public",
)  # fmt: skip
"""Columns that the writer of a draft fills in."""


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
    if issue is not None and not can_view(by, issue):
        raise Refused(_("Deze kwestie kennen wij niet."), code="issue.unknown")
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


@action("letter.edit")
def edit_letter(letter: Letter, *, by: User, base_version: int, **facts: Any) -> Letter:
    """Change a draft; `facts` are columns of `WRITTEN`. Refused when it was changed since `base_version`."""
    fresh = locked_letter(letter)
    if not is_board(by):
        raise Refused(_("Alleen het bestuur schrijft brieven."), code="letter.who")
    if fresh.status != "concept":
        raise Refused(_("Deze brief is al weg. De tekst verandert niet meer."), code="letter.sent")
    if fresh.version != base_version:
        raise Refused(_("Een ander heeft deze brief intussen veranderd."), code="letter.conflict")
    unknown = set(facts) - set(WRITTEN)
    if unknown:
        raise ValueError(f"not a column of a draft: {sorted(unknown)}")
    for name, given in facts.items():
        setattr(fresh, name, given)
    fresh.subject = fresh.subject.strip()
    if not fresh.subject:
        raise Refused(_("Schrijf op waar de brief over gaat."), code="letter.subject")
    fresh.file_before = own_move(fresh)
    return saved(fresh, letter)


def locked_letter(letter: Letter) -> Letter:
    """The letter as it is now, held until the transaction ends."""
    return Letter.objects.select_for_update(of=("self",)).select_related("issue", "partner").get(pk=letter.pk)


def move(letter: Letter, target: str, *, by: User, reason: str = "") -> Letter:
    """Lock, judge and write a move of a letter; the caller sets the other columns after it."""
    fresh = locked_letter(letter)
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


def saved(fresh: Letter, letter: Letter) -> Letter:
    """Write the row, and give the caller's object its values and its new version."""
    fresh.save()
    fresh.refresh_from_db(fields=["version"])
    for field in Letter._meta.concrete_fields:
        setattr(letter, field.attname, getattr(fresh, field.attname))
    return letter


def not_later(day: date) -> None:
    """Refuse a happening on a day that is still to come."""
    if day > clock.today():
        raise Refused(_("Die dag moet nog komen. Vul in wanneer het gebeurd is."), code="letter.future")


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
    fresh = move(letter, "sent", by=by)
    fresh.sent_on, fresh.received_on = on or clock.today(), received_on
    not_later(fresh.sent_on)
    if received_on is not None:
        not_later(received_on)
        if received_on < fresh.sent_on:
            raise Refused(
                _("Zij kunnen de brief niet eerder hebben dan u hem stuurde."), code="letter.receipt"
            )
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
    return saved(fresh, letter)


@action("letter.answer")
def record_answer(
    letter: Letter, *, by: User, on: date, answer: str, paper: NewPaper | None = None
) -> Letter:
    """Their answer: the day and the heart of it; with its scan it goes into the register of incoming post."""
    fresh = move(letter, "answered", by=by, reason=answer)
    if not answer.strip():
        raise Refused(_("Schrijf op wat het antwoord is."), code="letter.answer")
    not_later(on)
    if fresh.sent_on and on < fresh.sent_on:
        raise Refused(_("Het antwoord kan niet van vóór de brief zijn."), code="letter.answer_early")
    post = register_post(
        by=by,
        received_on=on,
        sender=fresh.partner.name,
        partner=fresh.partner,
        subject=_("Antwoord op %(number)s: %(subject)s") % {"number": fresh.number, "subject": fresh.subject},
        summary=answer,
        letter=fresh,
        issue=fresh.issue,
        responsible=fresh.responsible,
    )
    if paper is not None:
        keep_paper(post, paper, by=by, kind="scan")
    handle_post(post, by=by, result=_("Vastgelegd bij %(number)s.") % {"number": fresh.number})
    fresh.answered_on, fresh.answer = on, answer.strip()
    _event_of(fresh.issue)
    return saved(fresh, letter)


@action("letter.move")
def move_letter(letter: Letter, target: str, *, by: User, reason: str = "") -> Letter:
    """Withdraw, close, scrap, or "dit was geen antwoord"; all but scrapping need a reason."""
    if target not in ("withdrawn", "closed", "scrapped", "sent") or (
        target == "sent" and letter.status != "answered"
    ):
        raise Refused(_("Deze stap heeft een eigen formulier."), code="letter.form")
    if target != "scrapped" and not reason.strip():
        raise Refused(_("Schrijf een reden op."), code="letter.reason")
    fresh = move(letter, target, by=by, reason=reason)
    if target == "sent":
        fresh.answered_on, fresh.answer = None, ""
    return saved(fresh, letter)
