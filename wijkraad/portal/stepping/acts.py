"""What stepping in does, straight from a row: each act with its intervention, in one transaction.

Every act calls the action of the room that knows the rule and then writes down the intervention; when
the first is refused, nothing is written. What can be undone leaves the ids for it.
"""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from issues.actions import (
    add_note,
    assign_issue,
    escalate,
    hand_action,
    log_intervention,
    may_step_in,
    withdraw_escalation,
    withdraw_intervention,
)
from issues.actions.gate import locked
from issues.models import Action, Escalation, Intervention, Issue
from issues.notices import facts_of, public_title
from meetings.actions import add_item, ask_for_item, remove_item
from meetings.actions.moving import locked_meeting
from meetings.models import AgendaItem, AgendaRequest, Meeting
from meetings.permissions import leads
from wijkraad.notices.outbox import tell
from wijkraad.people.models import User
from wijkraad.portal.stepping.subject import Subject
from wijkraad.terms import clock
from wijkraad.terms.refusal import Refused
from wijkraad.trail.acting import action
from wijkraad.ui.filters import day


@action("stepping.ask")
def ask(
    subject: Subject, *, by: User, question: str, due: date, cause: str = "", expected: str = ""
) -> Intervention:
    """Ask who has to move what will happen, and before when; they get a mail that leads to the question.

    The question itself stays here (a note of the issue, else the intervention): mails hold no texts.
    """
    if not question.strip():
        raise Refused(_("Schrijf uw vraag op."), code="stepping.question")
    if due < clock.today():
        raise Refused(_("De dag van het antwoord moet nog komen."), code="stepping.due")
    if subject.holder is None:
        raise Refused(
            _("Er is niemand om dit aan te vragen. Kies eerst wie ervoor zorgt."), code="stepping.nobody"
        )
    if subject.holder.pk == by.pk:
        raise Refused(_("Dit ligt bij uzelf."), code="stepping.self")
    made = log_intervention(
        subject.issue, by=by, kind=Intervention.Kind.ASKED, about=subject.about, cause=cause,
        expected=expected,
        done=_("Gevraagd aan %(who)s: %(question)s (antwoord vóór %(day)s)")
        % {"who": subject.holder.public_name, "question": question.strip(), "day": day(due)},
    )  # fmt: skip
    if subject.issue is not None:
        words = _("Vraag aan %(who)s, antwoord vóór %(day)s: %(question)s")
        told = {"who": subject.holder.public_name, "day": day(due), "question": question.strip()}
        add_note(subject.issue, by=by, text=words % told)
    _tell_holder(subject, made, by, due)
    return made


def _tell_holder(subject: Subject, made: Intervention, by: User, due: date) -> None:
    issue = subject.issue
    facts: dict[str, Any] = facts_of(issue) if issue else {"number": subject.number, "title": ""}
    tell(
        f"asked:{made.pk}", [subject.holder] if subject.holder else [], template="issues/question",
        facts=facts | {"due": day(due)}, thread=f"issue:{issue.pk}" if issue else "stand",
        title=public_title(issue) if issue else "",
        path=subject.path if issue else f"/werk/ingrepen/{made.pk}/",
        by=by,
    )  # fmt: skip


def _issue_of(subject: Subject) -> Issue:
    if subject.issue is None:
        raise Refused(_("Dit hoort bij geen kwestie. Vraag het aan wie ervoor zorgt."), code="stepping.issue")
    return subject.issue


@action("stepping.raise")
def raise_higher(
    subject: Subject, *, by: User, to: str, due: date, reason: str, expected: str = ""
) -> Intervention:
    """Lay the issue one rung higher (`escalate` judges which)."""
    made = escalate(_issue_of(subject), by=by, to=to, due=due, reason=reason)
    return log_intervention(
        subject.issue, by=by, kind=Intervention.Kind.RAISED, about=subject.about, cause=reason,
        expected=expected,
        done=_("Neergelegd bij: %(rung)s. Antwoord vóór %(day)s.")
        % {"rung": made.get_rung_display(), "day": day(due)},
        undo={"escalation": made.pk},
    )  # fmt: skip


@action("stepping.give")
def give(
    subject: Subject, *, by: User, responsible: User, cause: str = "", expected: str = ""
) -> Intervention:
    """Give the action, else the issue, to somebody else; they hear of it, and so does who had it."""
    before = subject.holder
    if before is not None and before.pk == responsible.pk:
        raise Refused(_("Dat is al wie ervoor zorgt."), code="stepping.same")
    undo: dict[str, Any] = {"from": before.pk if before else None, "to": responsible.pk}
    if subject.kind == "actie":
        hand_action(subject.row, responsible, by=by)
        undo["action"] = subject.row.pk
    else:
        assign_issue(_issue_of(subject), responsible, by=by)
        undo["issue"] = _issue_of(subject).pk
    names = {"to": responsible.public_name, "before": before.public_name if before else "–"}
    return log_intervention(
        subject.issue, by=by, kind=Intervention.Kind.ASSIGNED, about=subject.about, cause=cause,
        expected=expected,
        done=_("Van %(before)s naar %(to)s.") % names, undo=undo,
    )  # fmt: skip


@action("stepping.agenda")
def put_on_agenda(
    subject: Subject,
    *,
    by: User,
    title: str,
    meeting: Meeting | None = None,
    cause: str = "",
    expected: str = "",
) -> Intervention:
    """On the next agenda: who leads meetings puts it there, others ask for it."""
    issue = _issue_of(subject)
    undo: dict[str, Any] = {}
    if leads(by):
        if meeting is None:
            raise Refused(_("Er is nog geen vergadering gepland."), code="stepping.meeting")
        locked_meeting(meeting)
        if locked(issue).on_agenda_at is not None:
            raise Refused(_("Deze kwestie staat al op een agenda."), code="stepping.on_agenda")
        undo = {"item": add_item(meeting, by=by, title=title, issues=[issue]).pk}
        done = _("Op de agenda van %(day)s gezet.") % {"day": day(meeting.starts_at)}
    else:
        if locked(issue).agenda_requests.filter(state=AgendaRequest.State.OPEN).exists():
            raise Refused(
                _("De secretaris is dit al gevraagd. Wacht op het antwoord."), code="stepping.asked"
            )
        ask_for_item(by=by, text=title, issue=issue)
        done = _("De secretaris gevraagd dit op de agenda te zetten.")
    return log_intervention(
        issue, by=by, kind=Intervention.Kind.AGENDA, about=subject.about, cause=cause,
        expected=expected,
        done=done, undo=undo,
    )  # fmt: skip


@action("stepping.log")
def log(
    subject: Subject, *, by: User, kind: str, done: str, on: date, cause: str = "", expected: str = ""
) -> Intervention:
    """Write down what somebody did by telephone or in the street."""
    return log_intervention(
        subject.issue, by=by, kind=kind, about=subject.about, done=done, on=on, cause=cause, expected=expected
    )


@action("stepping.undo")
def undo(found: Intervention, *, by: User) -> Intervention:
    """Take back what stepping in did, as far as nobody went on with it; a question that was mailed stays."""
    if not may_step_in(by):
        raise Refused(_("Alleen het bestuur en de wijkmanager grijpen in."), code="intervention.who")
    taken_back = withdraw_intervention(found, by=by)
    ids = found.undo
    if "escalation" in ids:
        withdraw_escalation(Escalation.objects.get(pk=ids["escalation"]), by=by)
    if "item" in ids:
        item = AgendaItem.objects.filter(pk=ids["item"]).first()
        if item is not None:
            remove_item(item, by=by)
    if "to" in ids:
        _give_back(ids, by)
    return taken_back


def _give_back(ids: dict[str, Any], by: User) -> None:
    before = User.objects.filter(pk=ids["from"]).first()
    row: Any = Action.objects.filter(pk=ids["action"]).first() if "action" in ids else None
    row = row or Issue.objects.get(pk=ids["issue"])
    if before is None or row.responsible_id != ids["to"]:
        raise Refused(_("Een ander zorgt hier intussen voor."), code="stepping.moved_on")
    if "action" in ids:
        hand_action(row, before, by=by)
    else:
        assign_issue(row, before, by=by)
