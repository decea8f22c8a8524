"""A score of the board's own in place of the computed one, with a reason and a last day (K13)."""

from datetime import date, timedelta
from decimal import Decimal

from django.utils.translation import gettext as _

from issues.actions.gate import locked
from issues.actions.judging import must_triage
from issues.models import Issue, ScoreOverride
from issues.workflow import CLOSED
from wijkraad.people.models import User
from wijkraad.terms import clock
from wijkraad.terms.refusal import Refused
from wijkraad.terms.values import value
from wijkraad.trail.acting import action
from wijkraad.ui.filters import day


@action("issue.override_score")
def override_score(
    issue: Issue, *, by: User, score: Decimal, reason: str, until: date | None = None
) -> ScoreOverride:
    """Rank an open issue by a score (0–100) of the board's own; it ends by itself on `until` (excluded), at
    most `override_days` days from today, which it is without one.
    """
    fresh = locked(issue)
    must_triage(by, fresh)
    if fresh.status in CLOSED or fresh.status == "reported":
        raise Refused(_("Deze kwestie is niet in behandeling."), code="issue.closed")
    if not reason.strip():
        raise Refused(_("Schrijf op waarom u van de berekende score afwijkt."), code="issues_override_reason")
    if not 0 <= score <= 100:
        raise Refused(_("Kies een score van 0 tot en met 100."), code="issues_override_range")
    today, most = clock.today(), int(value("override_days"))
    until = until or today + timedelta(days=most)
    if not today < until <= today + timedelta(days=most):
        raise Refused(
            _("Kies een dag van morgen tot en met %(last)s: een eigen score geldt hoogstens %(n)s dagen.")
            % {"last": day(today + timedelta(days=most)), "n": most},
            code="issues_override_until",
        )
    return ScoreOverride.objects.create(
        issue=fresh, score=score, reason=reason.strip()[:300], until=until, by=by, at=clock.now()
    )


@action("issue.end_override")
def end_override(issue: Issue, *, by: User, reason: str) -> ScoreOverride:
    """The computed score counts again, before the last day of the board's own."""
    fresh = locked(issue)
    must_triage(by, fresh)
    last = fresh.score_overrides.last()
    if last is None or last.score is None or last.until <= clock.today():
        raise Refused(_("Er geldt nu geen eigen score."), code="override.none")
    if not reason.strip():
        raise Refused(_("Schrijf op waarom de berekende score weer geldt."), code="issues_override_reason")
    return ScoreOverride.objects.create(
        issue=fresh, score=None, reason=reason.strip()[:300], until=clock.today(), by=by, at=clock.now()
    )
