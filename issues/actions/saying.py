"""What residents may decide here, and what was done with it."""

from datetime import date

from django.utils.translation import gettext as _

from issues.actions.gate import locked
from issues.actions.judging import may_work
from issues.models import Issue, Say
from issues.notices import tell_followers
from issues.workflow import CLOSED
from wijkraad.people.models import User
from wijkraad.terms import clock
from wijkraad.terms.refusal import Refused
from wijkraad.trail.acting import action


@action("say.open")
def open_say(issue: Issue, *, by: User, level: str, about: str, until: date, how: str = "") -> Say:
    """Say what residents may decide or advise on, how, and until when; followers hear of it."""
    fresh = locked(issue)
    may_work(by, fresh)
    if fresh.status in CLOSED:
        raise Refused(_("Deze kwestie is gesloten."), code="issue.closed")
    if level not in Say.Level.values:
        raise Refused(_("Kies hoeveel bewoners te zeggen hebben."), code="say.level")
    if not about.strip():
        raise Refused(_("Schrijf op waar bewoners over mogen meedenken of beslissen."), code="say.about")
    if until < clock.today():
        raise Refused(_("Kies een dag die nog komt."), code="say.until")
    if fresh.says.filter(result_at=None).exists():
        raise Refused(
            _("Er loopt al een vraag aan bewoners. Sluit die eerst af."), code="issues_say_one_open"
        )
    made = Say.objects.create(
        issue=fresh,
        level=level,
        about=about.strip(),
        how=how.strip(),
        until=until,
        opened_at=clock.now(),
        by=by,
    )
    Issue.objects.filter(pk=fresh.pk).update(last_event_at=clock.now())
    tell_followers(fresh, f"say:{made.pk}", "say", by=by)
    return made


@action("say.close")
def close_say(say: Say, *, by: User, result: str) -> Say:
    """What was done with what residents said; followers hear of it."""
    issue = locked(say.issue)
    may_work(by, issue)
    fresh = Say.objects.select_for_update(of=("self",)).get(pk=say.pk)
    if fresh.result_at is not None:
        raise Refused(_("Hier staat al wat ermee is gedaan."), code="say.closed")
    if not result.strip():
        raise Refused(_("Schrijf op wat er met de inbreng is gedaan."), code="issues_say_result")
    fresh.result, fresh.result_at = result.strip(), clock.now()
    fresh.save(update_fields=["result", "result_at"])
    Issue.objects.filter(pk=issue.pk).update(last_event_at=clock.now())
    tell_followers(issue, f"say-result:{fresh.pk}", "said", by=by)
    return fresh
