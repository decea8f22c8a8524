"""Rows about money for the rooms above: the story of an issue, the dashboard, the work list, open data.

Amounts are euros; periods are Amsterdam dates [start, end).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import connection
from django.db.models import Count, F, Min, Q
from django.utils.translation import gettext as _

from budgets.models import BudgetLine, SpendRequest
from budgets.money import ZERO, divide
from budgets.permissions import Panel, can_keep_books
from budgets.words import public_goal, public_payee, public_title
from budgets.workflow import FROZEN, PAYABLE
from wijkraad.terms import clock


@dataclass(frozen=True)
class StorySpend:
    """One spend of an issue, in the public's words; `paid` and `reserved` are this issue's share."""

    title: str
    goal: str
    payee: str
    number: str
    path: str
    paid: Decimal
    reserved: Decimal
    first_paid_on: date | None
    last_paid_on: date | None
    approved_on: date | None
    report_due: date | None
    accounted: bool
    approvers: tuple[str, ...]
    decision_number: str


def story_of(issue: Any, user: Any = None) -> list[StorySpend]:
    """What was promised and paid for an issue, oldest first; a constant number of queries."""
    return _rows(SpendRequest.objects.filter(shares__issue=issue), user, issue.pk)


def story_of_decision(decision: Any, user: Any = None) -> list[StorySpend]:
    """What was promised and paid under a decision, oldest first (whole amounts)."""
    return _rows(SpendRequest.objects.filter(decision=decision), user, None)


def decision_money(decision: Any, user: Any = None) -> dict[str, Any]:
    """For the page of a decision: its spends, their sums in euros, and whether money is promised under it.

    Of a shielded decision a reader outside gets nothing: an amount and a payee would tell the matter.
    """
    if decision.shielded or decision.decided_on is None:
        return {"promised": False, "rows": []}
    seen = SpendRequest.objects.visible_to(user).filter(decision=decision).for_list()
    requests = list(seen.order_by("public_at", "id"))
    shown = [one for one in requests if one.number and (one.status != "cancelled" or one.paid)]
    rows = [
        {
            "number": one.number,
            "title": public_title(one),
            "path": f"/uitgaven/{one.number}/",
            "paid": one.paid,
            "reserved": one.amount - one.paid if one.status in PAYABLE else ZERO,
        }
        for one in shown
    ]
    return {
        "promised": user is not None and any(one.status in PAYABLE for one in requests),
        "rows": rows,
        "paid": sum((one.paid for one in shown), ZERO),
        "reserved": sum((row["reserved"] for row in rows), ZERO),
    }


def _rows(requests: Any, user: Any, issue_id: int | None) -> list[StorySpend]:
    found = (
        requests.visible_to(user)
        .filter(number__isnull=False)
        .exclude(status="cancelled", paid=0)
        .for_list()
        .prefetch_related("approvals")
        .annotate(first_paid_on=Min("bookings__paid_on"))
        .order_by("public_at", "id")
    )
    return [_story_row(request, issue_id) for request in found]


def _story_row(request: SpendRequest, issue_id: int | None) -> StorySpend:
    shares = list(request.shares.all())
    weights = [share.percent for share in shares] if issue_id else []
    at = next((n for n, share in enumerate(shares) if share.issue_id == issue_id), None)
    reserved = request.amount - request.paid if request.status in ("approved", "part_paid") else ZERO
    given = [one.function for one in request.approvals.all() if one.round == request.round]
    return StorySpend(
        title=public_title(request),
        goal=public_goal(request),
        payee=public_payee(request),
        number=request.number or "",
        path=f"/uitgaven/{request.number}/",
        paid=request.paid if at is None else divide(request.paid, weights)[at],
        reserved=reserved if at is None else divide(reserved, weights)[at],
        first_paid_on=getattr(request, "first_paid_on", None),
        last_paid_on=request.last_paid_on,
        approved_on=clock.date_of(request.approved_at) if request.approved_at else None,
        report_due=request.report_due,
        accounted=request.status == "accounted",
        approvers=tuple(given),
        decision_number=(request.decision.number or "") if request.decision else "",
    )


@dataclass(frozen=True)
class ThemePaid:
    """Net paid on one theme (`key` "" = without issue or decision, "org" = the organisation itself)."""

    key: str
    name: str
    paid: Decimal
    on_priority: Decimal


# A request with one issue counts in SQL; one with several comes out row by row, to divide to the cent.
# An issue that is not public counts under the theme of its line. A theme was a priority on the date of
# the decision, else of the approval (K7).
THEMES = """
WITH paid AS (
  SELECT request_id, sum(amount) AS amount FROM budgets_booking WHERE {period} GROUP BY request_id
), parts AS (
  SELECT p.request_id, p.amount, s.percent, count(s.id) OVER (PARTITION BY p.request_id) AS number,
    CASE WHEN s.id IS NOT NULL AND i.number IS NOT NULL AND i.visibility <> 'confidential' THEN i.theme_id
         ELSE l.theme_id END AS theme,
    s.id IS NULL AND r.decision_id IS NULL AS loose,
    coalesce(d.decided_on, (r.approved_at AT TIME ZONE 'Europe/Amsterdam')::date) AS decided
  FROM paid p
  JOIN budgets_spendrequest r ON r.id = p.request_id
  JOIN budgets_budgetline l ON l.id = r.line_id
  LEFT JOIN budgets_spendshare s ON s.request_id = r.id
  LEFT JOIN issues_issue i ON i.id = s.issue_id
  LEFT JOIN meetings_decision d ON d.id = r.decision_id
), judged AS (
  SELECT parts.*, CASE WHEN theme IS NULL THEN 'org' WHEN loose THEN '' ELSE t.colour_key END AS key,
    CASE WHEN theme IS NULL OR loose THEN '' ELSE t.name END AS name,
    NOT loose AND EXISTS (
      SELECT 1 FROM issues_priority y WHERE y.theme_id = parts.theme AND y.opened_at IS NOT NULL
      AND (y.opened_at AT TIME ZONE 'Europe/Amsterdam')::date <= decided
      AND (y.closed_at IS NULL OR (y.closed_at AT TIME ZONE 'Europe/Amsterdam')::date > decided)
    ) AS priority
  FROM parts LEFT JOIN issues_theme t ON t.id = parts.theme
)
SELECT NULL::bigint, key, name, priority, sum(amount), NULL::numeric FROM judged WHERE number <= 1
 GROUP BY key, name, priority
UNION ALL
SELECT request_id, key, name, priority, amount, percent FROM judged WHERE number > 1
 ORDER BY 1, 2
"""


def paid_per_theme(start: date, end: date) -> list[ThemePaid]:
    """Net paid per theme by cash date in [start, end), largest first; the sum is all that was paid."""
    return _per_theme("paid_on >= %s AND paid_on < %s", [start, end])


def paid_per_theme_of_year(year: int) -> list[ThemePaid]:
    """Net paid per theme in the cost year, largest first."""
    return _per_theme("cost_year = %s", [year])


def _per_theme(period: str, values: list[Any]) -> list[ThemePaid]:
    with connection.cursor() as cursor:
        cursor.execute(THEMES.format(period=period), values)
        rows = cursor.fetchall()
    several: dict[int, list[tuple[Any, ...]]] = {}
    plain: list[Any] = []
    for request, *row in rows:
        (plain if request is None else several.setdefault(request, [])).append(row)
    for parts in several.values():
        amounts = divide(parts[0][3], [part[4] for part in parts])
        plain += [[*part[:3], amount, None] for part, amount in zip(parts, amounts, strict=True)]
    paid: dict[tuple[str, str], list[Decimal]] = {}
    for key, name, priority, amount, _percent in plain:
        both = paid.setdefault((key, name), [ZERO, ZERO])
        both[0] += amount
        both[1] += amount if priority else ZERO
    found = [ThemePaid(key, name, both[0], both[1]) for (key, name), both in paid.items()]
    return sorted(found, key=lambda one: (one.key == "org", one.key == "", -one.paid, one.name))


@dataclass(frozen=True)
class Waiting:
    """One thing that waits for a person: what to do, where, since when, before when (Amsterdam)."""

    kind: str
    words: str
    title: str
    path: str
    since: datetime | None
    due: date | None = None


def waiting_for(user: Any) -> list[Waiting]:
    """What waits for this person in money: to approve, answer, pay, account, report. Oldest first."""
    if not getattr(user, "is_authenticated", False):
        return []
    found = [
        *(_waiting("approve", _("Goedkeuren"), one) for one in to_approve(user)),
        *(_waiting("answer", _("Vraag beantwoorden"), one) for one in own(user, "needs_info")),
        *(_waiting("report", _("Verslag schrijven"), one) for one in to_report(user)),
    ]
    if can_keep_books(user):
        found += [_waiting("pay", _("Betalen"), one) for one in to_pay(user)]
        found += [_waiting("account", _("Verantwoorden"), one) for one in to_account(user)]
    return sorted(found, key=lambda one: (one.since is None, one.since))


def _waiting(kind: str, words: str, request: SpendRequest) -> Waiting:
    since = request.approved_at if kind in ("pay", "account", "report") else request.submitted_at
    due = request.report_due if kind in ("report", "account") else None
    return Waiting(kind, words, request.title, f"/werk/geld/{request.uuid}/", since, due)


def waiting_requests(user: Any) -> list[SpendRequest]:
    """Requests that wait for approval and that this person may see, oldest first."""
    found = SpendRequest.objects.visible_to(user).filter(status="submitted").for_list()
    return list(found.order_by("submitted_at", "id"))


MINE = ("draft", "submitted", "needs_info", "approved", "part_paid", "paid", "paid_short")
"""States in which somebody's own request is on their desk."""


@dataclass(frozen=True)
class Desk:
    """What lies on the desk of money, each list oldest first: to judge, one's own, and what was promised."""

    waiting: list[SpendRequest]
    mine: list[SpendRequest]
    promised: list[SpendRequest]


def desk_of(user: Any) -> Desk:
    """The three lists of a person, from one list that the database gives."""
    own = Q(requester=user, status__in=MINE)
    found = SpendRequest.objects.visible_to(user).filter(own | Q(status__in=("submitted", *PAYABLE)))
    now = clock.now()
    rows = sorted(found.for_list(), key=lambda one: (one.submitted_at or now, one.pk))
    return Desk(
        [one for one in rows if one.status == "submitted"],
        [one for one in rows if one.requester_id == user.pk and one.status in MINE],
        sorted((one for one in rows if one.status in PAYABLE), key=lambda one: (one.approved_at, one.pk)),
    )


def to_approve(user: Any) -> list[SpendRequest]:
    """Requests that this person can approve now."""
    requests = waiting_requests(user)
    panel = Panel(requests)
    return [one for one in requests if not panel.barriers(user, one)]


def own(user: Any, *states: str) -> Iterable[SpendRequest]:
    return (
        SpendRequest.objects.filter(requester=user, status__in=states)
        .for_list()
        .order_by("submitted_at", "id")
    )


def to_report(user: Any) -> Iterable[SpendRequest]:
    """Own paid requests without a report."""
    return own(user, "part_paid", "paid", "paid_short").filter(evaluation=None)  # type: ignore[attr-defined]


def to_pay(user: Any) -> Iterable[SpendRequest]:
    found = SpendRequest.objects.visible_to(user).filter(status__in=PAYABLE)
    found = found.exclude(decision__status=FROZEN)
    return found.for_list().order_by("approved_at", "id")


def is_frozen(request: SpendRequest) -> bool:
    """Whether a promise rests on an urgent decision that was not ratified: cancel or decide anew."""
    return request.decision is not None and request.decision.status == FROZEN


def to_account(user: Any) -> Iterable[SpendRequest]:
    found = SpendRequest.objects.visible_to(user).filter(status__in=["paid", "paid_short"])
    return found.for_list().order_by("report_due", "id")


def late_reports(on: date) -> int:
    """How many paid requests had no report before an Amsterdam date that lies past its term."""
    return SpendRequest.objects.filter(
        status__in=["paid", "paid_short"], evaluation=None, report_due__lt=on
    ).count()


def held_by(user: Any) -> list[Waiting]:
    """Open requests that somebody who leaves has to hand over."""
    found = SpendRequest.objects.open().filter(requester=user).for_list().order_by("id")
    return [_waiting("own", _("Aanvraag"), one) for one in found]


def split_flags() -> int:
    """How many open requests look like splitting."""
    return SpendRequest.objects.open().filter(split_flag=True).aggregate(n=Count("id"))["n"]


def over_budget(year: int) -> list[BudgetLine]:
    """Lines above their original amount in a year, the worst first (K8, gross)."""
    over = Q(committed__gt=F("original"))
    found = BudgetLine.objects.visible_to(None).filter(over, budget__year=year).for_list()
    return sorted(found, key=lambda line: -line.over_original)
