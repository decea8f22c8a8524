"""Post that comes in: each piece gets a number, somebody who takes care, and what was done with it."""

from datetime import date
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from issues.actions.papers import keep_paper
from issues.models import Incoming, Issue, Letter
from issues.papers import NewPaper
from issues.permissions import can_view, can_view_letter
from wijkraad.people.models import User
from wijkraad.people.roles import is_board
from wijkraad.terms import clock, numbers
from wijkraad.terms.refusal import Refused
from wijkraad.trail.acting import action

SUBJECT = 200
"""Characters of a subject; a longer one is cut."""


def _may_write(by: User) -> None:
    if not is_board(by):
        raise Refused(_("Alleen het bestuur houdt de post bij."), code="post.who")


@action("post.register")
def register_post(
    *,
    by: User,
    received_on: date,
    sender: str,
    subject: str,
    responsible: User | None = None,
    letter: Letter | None = None,
    issue: Issue | None = None,
    paper: NewPaper | None = None,
    **facts: Any,
) -> Incoming:
    """Write down what came in and draw its number. `facts`: partner, summary, channel, their_reference,
    reply_before. An answer to a letter belongs to the issue of that letter. `paper` is its scan."""
    _may_write(by)
    if received_on > clock.today():
        raise Refused(_("Die dag moet nog komen. Vul in wanneer de post kwam."), code="post.future")
    if not sender.strip() or not subject.strip():
        raise Refused(_("Schrijf op van wie het komt en waar het over gaat."), code="post.empty")
    if letter is not None:
        issue = issue or letter.issue
        if not can_view_letter(by, letter):
            raise Refused(_("Deze brief kennen wij niet."), code="post.letter")
    if issue is not None and not can_view(by, issue):
        raise Refused(_("Deze kwestie kennen wij niet."), code="issue.unknown")
    year = received_on.year
    made = Incoming.objects.create(
        number=f"{settings.COUNCIL_CODE}-IN-{year}-{numbers.draw('post-in', year):03d}",
        received_on=received_on,
        sender=sender.strip(),
        subject=subject.strip()[:SUBJECT],
        responsible=responsible or by,
        letter=letter,
        issue=issue,
        created_at=clock.now(),
        by=by,
        **facts,
    )
    if paper is not None:
        keep_paper(made, paper, by=by, kind="scan")
    return made


@action("post.handle")
def handle_post(post: Incoming, *, by: User, result: str, on: date | None = None) -> Incoming:
    """What we did with it, and on which day; handled once."""
    _may_write(by)
    fresh = Incoming.objects.select_for_update().get(pk=post.pk)
    if fresh.handled_on is not None:
        raise Refused(_("Deze post is al afgehandeld."), code="post.handled")
    if not result.strip():
        raise Refused(_("Schrijf op wat u met deze post deed."), code="issues_incoming_handled")
    day = on or clock.today()
    if day > clock.today() or day < fresh.received_on:
        raise Refused(_("Kies een dag tussen de ontvangst en vandaag."), code="post.day")
    fresh.handled_on, fresh.result = day, result.strip()
    fresh.save(update_fields=["handled_on", "result"])
    return fresh


@action("post.reopen")
def reopen_post(post: Incoming, *, by: User) -> Incoming:
    """Handled by mistake: it waits again."""
    _may_write(by)
    fresh = Incoming.objects.select_for_update().get(pk=post.pk)
    fresh.handled_on, fresh.result = None, ""
    fresh.save(update_fields=["handled_on", "result"])
    return fresh
