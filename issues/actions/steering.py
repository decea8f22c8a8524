"""Where an issue goes next: its next step with a date, and the yearly milestone of a long matter."""

from datetime import date, timedelta

from django.utils.translation import gettext as _

from issues.actions.gate import hand_back, locked
from issues.actions.judging import may_work
from issues.models import Issue, Note
from issues.workflow import CLOSED
from wijkraad.people.models import User
from wijkraad.terms import clock
from wijkraad.terms.refusal import Refused
from wijkraad.trail.acting import action

STUCK_ON = ("wet", "vergunning", "geld", "partner")
"""Where a long matter can be stuck."""
YEAR = timedelta(days=366)


@action("issue.next_step")
def set_next_step(issue: Issue, *, by: User, next_step: str, next_step_on: date) -> Issue:
    """What happens next and before when; everybody reads it."""
    fresh = locked(issue)
    may_work(by, fresh)
    if fresh.status in CLOSED or fresh.status == "reported":
        raise Refused(_("Deze kwestie is niet in behandeling."), code="issue.closed")
    if not next_step.strip():
        raise Refused(_("Schrijf op wat de volgende stap is."), code="step.empty")
    if next_step_on < clock.today():
        raise Refused(_("Kies een dag die nog komt."), code="step.past")
    if fresh.status == "waiting" and fresh.waiting_until and next_step_on > fresh.waiting_until:
        raise Refused(
            _("Wij wachten tot %(day)s op een ander. Vraag op die dag na, of eerder.")
            % {"day": f"{fresh.waiting_until:%d-%m-%Y}"},
            code="step.after_wait",
        )
    fresh.next_step, fresh.next_step_on = next_step.strip()[:200], next_step_on
    fresh.save(update_fields=["next_step", "next_step_on"])
    return hand_back(fresh, issue)


@action("issue.milestone")
def set_long_running(
    issue: Issue, *, by: User, stuck_on: str, milestone: str, milestone_on: date, reached: str = ""
) -> Issue:
    """Flag a long matter: where it is stuck (wet, vergunning, geld, partner) and this year's milestone.

    A new milestone keeps the old one with what came of it (`reached`) as an inner note.
    """
    fresh = locked(issue)
    may_work(by, fresh)
    if fresh.status in CLOSED:
        raise Refused(_("Deze kwestie is gesloten."), code="issue.closed")
    if stuck_on not in STUCK_ON:
        raise Refused(_("Kies waar het vastzit."), code="long.stuck")
    if not milestone.strip():
        raise Refused(_("Schrijf op wat er dit jaar klaar moet zijn."), code="long.milestone")
    if not clock.today() <= milestone_on <= clock.today() + YEAR:
        raise Refused(_("Kies een dag binnen een jaar."), code="long.year")
    if fresh.milestone and (fresh.milestone, fresh.milestone_on) != (milestone.strip(), milestone_on):
        _keep(fresh, by, reached)
    fresh.long_running, fresh.stuck_on = True, stuck_on
    fresh.milestone, fresh.milestone_on = milestone.strip()[:200], milestone_on
    fresh.save(update_fields=["long_running", "stuck_on", "milestone", "milestone_on"])
    return hand_back(fresh, issue)


def _keep(issue: Issue, by: User, reached: str) -> None:
    """The milestone that gives way, with what came of it."""
    day = f"{issue.milestone_on:%d-%m-%Y}" if issue.milestone_on else "?"
    words = {"what": issue.milestone, "day": day, "came": reached.strip() or _("niet opgeschreven")}
    text = _("Vorige mijlpaal: %(what)s, uiterlijk %(day)s. Wat ervan kwam: %(came)s") % words
    Note.objects.create(issue=issue, kind=Note.Kind.INTERNAL, text=text, by=by, at=clock.now())


@action("issue.milestone_end")
def end_long_running(issue: Issue, *, by: User, reached: str) -> Issue:
    """It is no long matter any more; the last milestone stays as a note."""
    fresh = locked(issue)
    may_work(by, fresh)
    if not fresh.long_running:
        raise Refused(_("Deze kwestie is niet langlopend."), code="long.not")
    if fresh.milestone:
        _keep(fresh, by, reached)
    fresh.long_running, fresh.stuck_on, fresh.milestone, fresh.milestone_on = False, "", "", None
    fresh.save(update_fields=["long_running", "stuck_on", "milestone", "milestone_on"])
    return hand_back(fresh, issue)
