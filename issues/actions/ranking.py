"""A score of the board's own in place of the computed one, with a reason and a last day (K13)."""

from datetime import timedelta
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


@action("issue.override_score")
def override_score(issue: Issue, *, by: User, score: Decimal, reason: str) -> ScoreOverride:
    """Rank an open issue by a score (0–100) of the board's own; it ends by itself after
    `override_days` days.
    """
    fresh = locked(issue)
    must_triage(by, fresh)
    if fresh.status in CLOSED or fresh.status == "reported":
        raise Refused(_("Deze kwestie is niet in behandeling."), code="issue.closed")
    if not reason.strip():
        raise Refused(_("Schrijf op waarom u van de berekende score afwijkt."), code="issues_override_reason")
    if not 0 <= score <= 100:
        raise Refused(_("Kies een score van 0 tot en met 100."), code="issues_override_range")
    until = clock.today() + timedelta(days=int(value("override_days")))
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
