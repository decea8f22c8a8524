"""Stepping in: inside owner → secretary → next board meeting, outside department → … → wethouder or raad."""

from datetime import date

from django.utils.translation import gettext as _

from issues.actions.gate import locked
from issues.actions.judging import may_work
from issues.ladder import side_of
from issues.models import Escalation, Issue
from issues.notices import tell_raised, tell_responsible
from issues.workflow import CLOSED
from wijkraad.people.models import User
from wijkraad.terms import clock
from wijkraad.terms.refusal import Refused
from wijkraad.trail.acting import action


@action("issue.escalate")
def escalate(issue: Issue, *, by: User, to: str, due: date, reason: str = "") -> Escalation:
    """Step in, one rung higher, with a date for the answer.

    What lies on a rung without an answer is not put there again, nor on a lower rung of that side; a rung
    may be left out with a reason.
    """
    fresh = locked(issue)
    may_work(by, fresh)
    if to not in Escalation.Rung.values:
        raise Refused(_("Kies bij wie u dit neerlegt."), code="escalation.rung")
    if fresh.status in CLOSED:
        raise Refused(_("Deze kwestie is gesloten."), code="issue.closed")
    if due < clock.today():
        raise Refused(_("De dag van het antwoord moet nog komen."), code="escalation.due")
    side = side_of(to)
    open_rungs = {one.rung for one in fresh.escalations.filter(answered_on=None)}
    if to in open_rungs:
        raise Refused(_("Daar ligt het al, zonder antwoord."), code="escalation.open")
    if any(rung in side and side.index(rung) > side.index(to) for rung in open_rungs):
        raise Refused(_("Het ligt al een stap hoger."), code="escalation.lower")
    made = Escalation.objects.create(issue=fresh, rung=to, due=due, reason=reason, by=by, at=clock.now())
    tell_responsible(fresh, f"issue-escalated:{made.pk}", "escalated", by=by)
    tell_raised(fresh, made, by=by)
    return made


@action("escalation.answer")
def answer_escalation(escalation: Escalation, *, by: User, on: date, effect: str = "") -> Escalation:
    """What stepping in brought, and when."""
    issue = locked(escalation.issue)
    may_work(by, issue)
    fresh = Escalation.objects.select_for_update().get(pk=escalation.pk)
    if fresh.answered_on is not None:
        raise Refused(_("Hier is al op geantwoord."), code="escalation.answered")
    if on > clock.today() or on < clock.date_of(fresh.at):
        raise Refused(_("Kies een dag tussen het neerleggen en vandaag."), code="escalation.day")
    fresh.answered_on, fresh.effect = on, effect.strip()
    fresh.save(update_fields=["answered_on", "effect"])
    return fresh


@action("escalation.withdraw")
def withdraw_escalation(escalation: Escalation, *, by: User) -> Escalation:
    """Take back what was laid higher by mistake, as long as nobody answered; it stays in the history."""
    issue = locked(escalation.issue)
    may_work(by, issue)
    fresh = Escalation.objects.select_for_update().get(pk=escalation.pk)
    if fresh.answered_on is not None:
        raise Refused(_("Hier is al op geantwoord."), code="escalation.answered")
    fresh.answered_on, fresh.effect = clock.today(), _("Teruggedraaid: dit was een vergissing.")
    fresh.save(update_fields=["answered_on", "effect"])
    return fresh
