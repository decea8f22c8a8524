"""A small council with money, for the stories of the tests: themes, issues, decisions, a year with lines."""

from collections.abc import Iterable
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction

from budgets.actions import (
    add_line,
    adopt_budget,
    approve_request,
    open_budget,
    request_spend,
    submit_request,
)
from budgets.models import Budget, BudgetLine, SpendRequest
from issues.models import Issue, StatusChange, Theme
from meetings.models import AgendaItem, Decision, DecisionIssue, DecisionMove, OutsideAnswer
from tests.personas import person
from wijkraad.terms import clock, numbers

D = Decimal


def theme(key: str = "verkeer") -> Theme:
    return Theme.objects.get_or_create(key=key, defaults={"name": key.title(), "colour_key": key})[0]


def issue(title: str = "Te hard bij de oversteek", key: str = "verkeer", visibility: str = "public") -> Issue:
    """An issue in assessing, public when its visibility says so."""
    now, public = clock.now(), visibility != "confidential"
    with transaction.atomic():
        found = Issue.objects.create(
            theme=theme(key),
            title=title,
            visibility=visibility,
            created_at=now,
            first_report_at=now,
            state_since=now,
            last_event_at=now,
        )
        StatusChange.objects.create(issue=found, from_state="", to_state="reported", at=now)
        found.status, found.responsible = "assessing", person("board_member")
        if public:
            found.number, found.public_at = f"{now.year}-{numbers.draw('issue', now.year):04d}", now
        found.save()
        StatusChange.objects.create(issue=found, from_state="reported", to_state="assessing", at=now)
    return found


def decision(
    title: str = "Wij betalen vier bakken",
    *,
    amount: Decimal | None = None,
    issues: Iterable[Issue] = (),
    item: AgendaItem | None = None,
) -> Decision:
    """An adopted decision, taken outside a meeting, or at a point of an agenda."""
    now, today, issues = clock.now(), clock.today(), list(issues)
    with transaction.atomic():
        found = Decision.objects.create(
            way="meeting" if item else "outside",
            agenda_item=item,
            title=title,
            text=title,
            mandate_amount=amount,
            about_council=not issues,
            created_at=now,
        )
        DecisionMove.objects.create(decision=found, from_state="", to_state="concept", at=now)
        for one in issues:
            DecisionIssue.objects.create(decision=found, issue=one)
        found.number = f"B{now.year}-{numbers.draw('decision', now.year):03d}"
        found.responsible = person("board_member")
        found.deadline = found.first_deadline = today + timedelta(days=30)
        if item is None:
            OutsideAnswer.objects.create(
                decision=found, person=found.responsible, choice="for", asked_at=now, answered_at=now
            )
        found.votes_for, found.votes_against, found.votes_abstain = 1, 0, 0
        found.decided_at, found.decided_on, found.status = now, today, "adopted"
        found.save()
        DecisionMove.objects.create(decision=found, from_state="concept", to_state="adopted", at=now)
    return found


def end_decision(found: Decision, state: str = "withdrawn", by: Decision | None = None) -> None:
    """Withdraw or supersede a decision, with its history row."""
    with transaction.atomic():
        DecisionMove.objects.create(decision=found, from_state=found.status, to_state=state, at=clock.now())
        found.status = state
        if state == "withdrawn":
            found.withdrawn_by = by or decision("Wij stoppen ermee")
        found.save()


def year(number: int | None = None, lines: dict[str, str] | None = None) -> Budget:
    """An adopted budget of a year (this one) with its lines: name → original amount."""
    treasurer = person("treasurer")
    budget = open_budget(number or clock.today().year, by=treasurer)
    for name, original in (lines or {"Verkeer": "1000.00", "Organisatie": "500.00"}).items():
        add_line(budget, by=treasurer, name=name, original=D(original), theme=theme(name.lower()))
    return adopt_budget(budget, by=treasurer, decision=decision("Wij stellen de begroting vast"))


def line(name: str = "Verkeer") -> BudgetLine:
    return BudgetLine.objects.select_related("budget").get(name=name)


def draft(
    amount: str = "100.00", *, by: Any = None, on: BudgetLine | None = None, **words: Any
) -> SpendRequest:
    """A request in draft; without issue or decision it has an exception."""
    if not {"issue", "shares", "decision"} & words.keys():
        words.setdefault("exception", "jaarlijks feest")
    words.setdefault("payee_name", "Kwekerij De Loosduin BV")
    return request_spend(
        by=by or person("board_member"),
        line=on or line(),
        goal="Minder auto's te hard",
        title="Vier plantenbakken",
        amount=D(amount),
        **words,
    )


def submitted(amount: str = "100.00", **words: Any) -> SpendRequest:
    request = draft(amount, **words)
    return submit_request(request, by=request.requester)


def approved(amount: str = "100.00", **words: Any) -> SpendRequest:
    """A request that was approved by as many people as it needs."""
    if D(amount) > D("250.00"):
        words.setdefault("decision", decision(amount=D(amount)))
    request = submitted(amount, **words)
    for key in ("chair", "treasurer"):
        if request.status == "submitted":
            request = approve_request(request, by=person(key))
    return request


def fresh(row: Any) -> Any:
    """The row as the database has it now."""
    return type(row).objects.get(pk=row.pk)
