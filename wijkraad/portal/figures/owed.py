"""What grows old by itself: decisions past their date and reports on money not given, as a stored figure.

There are thousands of both, and what of them every official may know changes seldom; so their number is
stored (`trail.stored`) and trusted while nothing it follows from has changed. What somebody sees beyond that
(internal decisions, own or confidential spends) is counted for each page. Together: the numbers of `now`.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from budgets.models import SpendRequest
from issues.querysets import reads_confidential
from meetings.models import Decision, DecisionIssue
from wijkraad.portal.figures import now
from wijkraad.trail.stored import Figure as Stored

DECISIONS, REPORTS = "besluiten-te-laat", "verslag"
"""The numbers of `now` that are stored, by key."""
SECRET = Exists(DecisionIssue.objects.filter(decision=OuterRef("pk"), issue__visibility="confidential"))


def _known(day: date) -> dict[str, int]:
    """How many of both every official knows of."""
    decisions = Decision.objects.late(day).filter(~Q(SECRET), number__isnull=False)
    reports = now.report_late(SpendRequest.objects.public(), day)
    return {DECISIONS: decisions.count(), REPORTS: reports.count()}


OWED = Stored("owed", _known)


def beyond(user: Any, today: date) -> dict[str, QuerySet]:
    """The rows of both that somebody who works on issues sees, beside those that every official knows of."""
    more = Q(number__isnull=True)
    if reads_confidential(user):
        more |= Q(SECRET)
    return {
        DECISIONS: now.decisions_late(user, today).filter(more),
        REPORTS: now.report_late(SpendRequest.objects.more_than_public(user), today),
    }


def together(counts: Mapping[str, int], stored: Mapping[str, int]) -> dict[str, int]:
    """The counts of a page on which these two are only what lies beyond: the stored numbers added."""
    return {key: n + stored.get(key, 0) for key, n in counts.items()}
