"""How the council decides and keeps its word: K5a, K5b, K14, K15, K17, K19."""

from datetime import date
from typing import Any

from django.db import connection
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from issues.models import Priority
from meetings.models import Decision, DecisionIssue, Meeting
from meetings.talk import talk_between, talk_per_issue
from meetings.workflow import FINAL, HELD
from wijkraad.portal.figures.counts import counted, counts
from wijkraad.portal.figures.history import open_at
from wijkraad.portal.figures.shape import Figure, Scope, midnight, share
from wijkraad.portal.figures.speed import closed_decisions, closed_rulings
from wijkraad.terms.values import value

MOST = 50
"""Issues of which the talk is told (K19)."""

K5A = _(
    "Gehouden bestuursvergaderingen zonder één besluit, gedeeld door alle gehouden bestuursvergaderingen in "
    "deze periode. Een verslag vaststellen telt niet als besluit."
)
K5B = _(
    "Open kwesties die sinds hun laatste besluit op zo veel agenda's van gehouden vergaderingen zijn "
    "besproken als de grens. Niet aan toe gekomen telt niet."
)
K14 = _(
    "Besluiten die klaar waren op de eerst beloofde datum, gedeeld door alle besluiten met die datum in deze "
    "periode. Een vervangen besluit telt via zijn opvolger, met de eerste datum."
)
K15 = _(
    "Actieve prioriteiten tegenover het aantal dat wij hoogstens kiezen; daarnaast de lopende maatregelen "
    "die bij geen prioriteit horen, gedeeld door alle lopende maatregelen."
)
K17 = _(
    "Maatregelen die in deze periode zijn afgerond met een beginmeting, een meting na afloop en een oordeel, "
    "gedeeld door alle maatregelen die zijn afgerond."
)
K19 = _(
    "Aanwezigen keer de uren van elk besproken agendapunt, bij elkaar, gedeeld door het aantal besluiten in "
    "deze periode."
)


def figure_k5a(scope: Scope, *, today: date) -> Figure:
    """Held deciding meetings without a decision that may be known ÷ held ones; the rows are those without.

    Theme, street, area and person do not narrow it: a meeting is about all of them.
    """
    held = _held(scope, today)
    n, part = counted(*counts_k5a(scope, today))
    return Figure(
        "K5a",
        share(part, n),
        n,
        scope.per(today),
        K5A,
        lambda: held.without_decision(scope.user),
        "meeting",
        part,
        every=held,
    )


def _held(scope: Scope, today: date) -> Any:
    """The held deciding meetings of the period, in order."""
    held = Meeting.objects.visible_to(scope.user).held().deciding()
    inside = {"starts_at__gte": midnight(scope.start), "starts_at__lt": midnight(scope.until(today))}
    return held.filter(**inside).order_by("starts_at", "pk")


def counts_k5a(scope: Scope, today: date) -> list[QuerySet]:
    """Held deciding meetings, and those of them without a decision."""
    return [counts(_held(scope, today).with_decision(scope.user), Q(real__isnull=True))]


# Pieces of our own words only; the values are parameters.
TALKS = """
WITH last AS (
  SELECT DISTINCT ON (l.issue_id) l.issue_id, d.decided_at, i.meeting_id
  FROM meetings_decisionissue l JOIN meetings_decision d ON d.id = l.decision_id
  LEFT JOIN meetings_agendaitem i ON i.id = d.agenda_item_id
  WHERE d.status IN (SELECT unnest(%(final)s::text[]))
    AND d.decided_at < %(until)s ORDER BY l.issue_id, d.decided_at DESC
)
SELECT l.issue_id FROM meetings_agendaissue l JOIN meetings_agendaitem i ON i.id = l.item_id
JOIN meetings_meeting m ON m.id = i.meeting_id LEFT JOIN last ON last.issue_id = l.issue_id
WHERE m.status IN (SELECT unnest(%(held)s::text[]))
  AND m.starts_at < %(until)s AND i.outcome NOT IN ('', 'not_reached')
  AND (last.issue_id IS NULL
    OR (m.starts_at > last.decided_at AND i.meeting_id IS DISTINCT FROM last.meeting_id))
GROUP BY 1 HAVING count(DISTINCT i.meeting_id) >= %(limit)s
"""


def talked(until: date, limit: int) -> list[int]:
    """Keys of issues on at least `limit` agendas of held meetings since their last decision before
    `until`.
    """
    given: dict[str, Any] = {
        "final": list(FINAL),
        "held": list(HELD),
        "until": midnight(until),
        "limit": limit,
    }
    with connection.cursor() as cursor:
        cursor.execute(TALKS, given)
        return [row[0] for row in cursor.fetchall()]


def figure_k5b(scope: Scope, *, today: date) -> Figure:
    """How many open issues were discussed at the talk limit or over it since their last decision;
    no share.
    """
    until, per = scope.until(today), scope.per(today)
    found = scope.issues().filter(pk__in=talked(until, value("talk_limit", per)))
    rows = open_at(found, until).order_by("first_report_at", "pk")
    n = rows.count()
    return Figure("K5b", n, n, per, K5B, rows)


def figure_k14(scope: Scope, *, today: date) -> Figure:
    """Done on or before the *first* date ÷ decisions whose first date lies in the period.

    A superseded decision counts through its successor with the first date of the chain; one that was
    withdrawn before that date, and one that lapsed, drops out.
    """
    n, part = counted(*counts_k14(scope, today))

    def rows() -> QuerySet:
        found = _promised(scope, today).values("decision")
        return Decision.objects.filter(pk__in=found).order_by("first_deadline", "pk")

    return Figure("K14", share(part, n), n, scope.per(today), K14, rows, "decision", part)


def _promised(scope: Scope, today: date) -> Any:
    """The rulings whose first date lies in the period, and which count for K14."""
    inside = {"promised_on__gte": scope.start, "promised_on__lt": scope.until(today)}
    found = scope.rulings().filter(reopened_on=None, **inside)
    found = found.exclude(status__in=("rejected", "superseded", "lapsed"))
    return found.exclude(status="withdrawn", withdrawn_on__lt=F("promised_on"))


def counts_k14(scope: Scope, today: date) -> list[QuerySet]:
    """Decisions with their first date in the period, and those that were done by then."""
    return [counts(_promised(scope, today), Q(status="done", ended_on__lte=F("promised_on")))]


def running_measures(scope: Scope, until: date, today: date) -> Any:
    """The rulings of adopted decisions with an issue that ran at the end of the period."""
    found = scope.rulings().filter(issue__isnull=False, ran_on__isnull=False)
    if until > today:
        return found.filter(left_on__isnull=True)
    still = Q(left_on__isnull=True) | Q(left_on__gte=until)
    return found.filter(still, ran_on__lt=until, decided_on__lt=until)


def priorities_at(until: date) -> QuerySet:
    """Priorities that were active at the end of the day before `until`."""
    then = midnight(until)
    still = Q(closed_at__isnull=True, active=True) | Q(closed_at__gte=then)
    return Priority.objects.filter(still, opened_at__lt=then).order_by("opened_at", "pk")


def figure_k15(scope: Scope, *, today: date) -> Figure:
    """Active priorities ÷ their limit at the end of the period; the rows are running measures without one.

    `beside`: `limit`, `priority_rows`, and `loose` = running measures without priority ÷ `running`.
    """
    until, per = scope.until(today), scope.per(today)
    active, limit = priorities_at(until), int(value("active_priority_limit", per))
    chosen = active.filter(theme=scope.theme) if scope.theme else active
    running = running_measures(scope, until, today)
    keys = list(active.values_list("pk", "theme"))
    linked = DecisionIssue.objects.filter(issue__priority__in=[key for key, _theme in keys])
    bare = ~Q(decision__in=linked.values("decision"))
    n = sum(scope.theme in (None, theme) for _key, theme in keys)
    of, part = counted(counts(running, bare))

    def rows() -> QuerySet:
        loose = running.filter(bare).values("decision")
        return Decision.objects.filter(pk__in=loose).order_by("deadline", "pk")

    more = {"limit": limit, "priority_rows": chosen, "loose": share(part, of), "loose_n": part, "running": of}
    return Figure("K15", share(n, limit), n, per, K15, rows, "decision", n, limit, more)


def figure_k17(scope: Scope, *, today: date) -> Figure:
    """Measures closed in the period with baseline, after-measure and judged criterion ÷ measures closed in
    it.

    The three stand with an issue of the measure. The rows are the closed ones without all three.
    """
    closed = closed_rulings(scope, scope.until(today))
    n, part = counted(*counts_k17(scope, today))
    return Figure(
        "K17", share(part, n), n, scope.per(today), K17,
        lambda: closed_decisions(closed.filter(proven=False)), "decision", part,
        every=lambda: closed_decisions(closed),
    )  # fmt: skip


def counts_k17(scope: Scope, today: date) -> list[QuerySet]:
    """Measures closed in the period, and those of them with all three."""
    return [counts(closed_rulings(scope, scope.until(today)), Q(proven=True))]


def figure_k19(scope: Scope, *, today: date) -> Figure:
    """Hours of people per decision over the meetings of the period; for the board.

    `beside`: `hours` (two decimals), `meetings`, `decisions`, and `per_issue`: (issue key, talk), most first.
    """
    until = scope.until(today)
    found = talk_between(scope.start, until)
    held = Meeting.objects.visible_to(scope.user).held()
    rows = held.filter(starts_at__gte=midnight(scope.start), starts_at__lt=midnight(until))
    more = {"hours": found.hours, "meetings": found.meetings, "decisions": found.decisions}
    more["per_issue"] = talk_per_issue(MOST)
    return Figure(
        "K19", found.per_decision, found.decisions, scope.per(today), K19, rows.order_by("starts_at", "pk"),
        "meeting", found.hours, beside=more,
    )  # fmt: skip
