"""How the council decides and keeps its word: K5a, K5b, K14, K15, K17, K19."""

from datetime import date
from typing import Any

from django.db import connection
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from issues.models import Priority
from meetings.models import DecisionIssue, DecisionMove, Meeting
from meetings.talk import talk_between, talk_per_issue
from meetings.workflow import FINAL, HELD, RUNNING
from wijkraad.portal.figures.history import MOVED, open_at
from wijkraad.portal.figures.shape import Figure, Scope, midnight, share
from wijkraad.portal.figures.speed import CLOSED, chains, closed_decisions, first_of, measures
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
    """Held deciding meetings without a decision ÷ held ones; the rows are those without.

    Theme, street, area and person do not narrow it: a meeting is about all of them.
    """
    held = Meeting.objects.visible_to(scope.user).held().deciding()
    held = held.filter(
        starts_at__gte=midnight(scope.start), starts_at__lt=midnight(scope.until(today))
    ).order_by("starts_at", "pk")
    empty = held.without_decision()
    n, part = held.count(), empty.count()
    return Figure(
        "K5a", share(part, n), n, scope.per(today), K5A, empty, "meeting", part, beside={"all_rows": held}
    )


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
    withdrawn
    before that date, and one that lapsed, drops out.
    """
    until, before = scope.until(today), chains()
    found = scope.decisions().taken().exclude(status__in=("superseded", "lapsed"))
    alone = Q(first_deadline__gte=scope.start, first_deadline__lt=until) & ~Q(pk__in=list(before))
    gone = Q(status="withdrawn", withdrawn_by__decided_on__lt=F("first_deadline"))
    kept = Q(status="done", finished_on__lte=F("first_deadline"))
    counted = found.filter(alone & ~gone).order_by()
    told = counted.aggregate(n=Count("pk"), kept=Count("pk", filter=kept))
    chained, late = _chained(found, before, scope.start, until)
    rows = found.filter((alone & ~gone) | Q(pk__in=[*chained, *late])).order_by("first_deadline", "pk")
    n, part = told["n"] + len(chained) + len(late), told["kept"] + len(chained)
    return Figure("K14", share(part, n), n, scope.per(today), K14, rows, "decision", part)


def _chained(
    found: QuerySet, before: dict[int, tuple[int, date, date]], start: date, until: date
) -> tuple[list[int], list[int]]:
    """Of decisions that replaced another one, with the first date of their chain in [start, until): the keys
    of those that kept it, and of those that did not.
    """
    columns = "pk", "decided_on", "first_deadline", "status", "finished_on", "withdrawn_by__decided_on"
    kept: list[int] = []
    missed: list[int] = []
    for pk, day, first, status, finished, gone in found.filter(pk__in=list(before)).values_list(*columns):
        promised = first_of(pk, day, first, before)[1]
        if start <= promised < until and not (status == "withdrawn" and gone and gone < promised):
            (kept if status == "done" and finished <= promised else missed).append(pk)
    return kept, missed


def running_measures(scope: Scope, until: date, today: date) -> QuerySet:
    """Adopted decisions with an issue that ran at the end of the period.

    One that runs and has not moved since ran then; so did one that was adopted before and left a running
    state since. Only those that were opened again need all their moves read.
    """
    found = measures(scope)
    if until > today:
        return found.running()
    since = DecisionMove.objects.filter(MOVED, at__gte=midnight(until)).order_by()
    left, taken = since.filter(from_state__in=RUNNING), since.filter(to_state="adopted")
    ran = Q(status__in=RUNNING) & ~Q(pk__in=since.values("decision"))
    ran |= Q(pk__in=left.values("decision")) & ~Q(pk__in=taken.values("decision"))
    again = list(since.filter(from_state__in=CLOSED).values_list("decision", flat=True).distinct())
    if again:
        moves = DecisionMove.objects.filter(MOVED, decision__in=again, at__lt=midnight(until)).order_by("id")
        last = dict(moves.values_list("decision", "to_state"))
        then = [pk for pk, state in last.items() if state in RUNNING]
        ran = (ran & ~Q(pk__in=again)) | Q(pk__in=then)
    return found.filter(ran, decided_on__lt=until)


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
    linked = DecisionIssue.objects.filter(decision=OuterRef("pk"), issue__priority__in=list(active))
    loose = running.exclude(Exists(linked)).order_by("deadline", "pk")
    n = chosen.count()
    counted = running.order_by().aggregate(of=Count("pk"), loose=Count("pk", filter=~Exists(linked)))
    part, of = counted["loose"], counted["of"]
    more = {"limit": limit, "priority_rows": chosen, "loose": share(part, of), "loose_n": part, "running": of}
    return Figure("K15", share(n, limit), n, per, K15, loose, "decision", n, limit, more)


def figure_k17(scope: Scope, *, today: date) -> Figure:
    """Measures closed in the period with baseline, after-measure and judged criterion ÷ measures closed in
    it.

    The three stand with an issue of the measure. The rows are the closed ones without all three.
    """
    closed = closed_decisions(scope, scope.until(today))
    proven = DecisionIssue.objects.filter(decision=OuterRef("pk")).exclude(
        Q(issue__baseline="") | Q(issue__after_measure="") | Q(issue__judgement="")
    )
    bare = closed.exclude(Exists(proven))
    n = closed.count()
    part = closed.filter(Exists(proven)).order_by().count()
    more = {"all_rows": closed}
    return Figure("K17", share(part, n), n, scope.per(today), K17, bare, "decision", part, beside=more)


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
