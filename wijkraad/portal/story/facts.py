"""The rows of one story from the database: each room's own `visible_to`, one statement for all of them."""

from functools import partial
from typing import Any

from django.db.models import Case, Count, F, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce, TruncDate, TruncMonth

from budgets.models import SpendRequest
from issues.models import (
    Action,
    Confirmation,
    Contradiction,
    Escalation,
    Follow,
    Hearing,
    Issue,
    Letter,
    MergeRecord,
    Note,
    Photo,
    Promise,
    Report,
    Say,
    StatusChange,
    Visibility,
)
from issues.permissions import can_view_inside
from meetings.models import AgendaItem, Decision
from wijkraad.people.roles import is_board, roles_of
from wijkraad.portal.bundle import Parts, rows_at, rows_chosen, rows_of
from wijkraad.portal.story.matter import OWN, matter_of
from wijkraad.portal.story.reading import read
from wijkraad.portal.story.rows import Facts
from wijkraad.trail.version import VERSION_SQL


def shown(prefix: str) -> Case:
    """How the site names a person: by function if so chosen, else by name (User.public_name)."""
    chosen = Q(**{f"{prefix}__shown_as": "function"}) & ~Q(**{f"{prefix}__function": ""})
    by_function = When(chosen, then=F(f"{prefix}__function"))
    return Case(by_function, default=Coalesce(F(f"{prefix}__name"), Value("")))


def facts_of(issue: Issue, user: Any) -> Facts:
    """Everything of one issue that this person may see; one statement, whatever the issue went through."""
    full = can_view_inside(user, issue)
    if roles_of(user):
        found = rows_of(_parts(issue.pk, user))
    else:
        found = rows_at("story", issue.pk, partial(_parts, user=None))
    return read(matter_of(found["chosen"][0]), found, full)


def public_facts(number: str) -> tuple[int, Facts] | None:
    """The issue with this number as every visitor reads it, and the data version of that instant.

    One statement for all of it; None when there is none that visitors may know of.
    """
    parts = partial(_around, user=None)
    found = rows_chosen("public story", number, _public_issue, parts, version=VERSION_SQL)
    if found is None:
        return None
    matter = matter_of(found["chosen"][0])
    return int(str(found["version"])), read(matter, found, matter.visibility == Visibility.PUBLIC)


def _public_issue(number: str) -> QuerySet:
    return _own(Issue.objects.public().filter(number=number))


def _own(issues: QuerySet[Issue]) -> QuerySet:
    """What `matter_of` reads."""
    return issues.values(
        "id", *OWN, first_report_on=TruncDate("first_report_at"), last_on=TruncDate("last_event_at"),
        verified_on=TruncDate("verified_at"), relapsed_on=TruncDate("relapsed_at"),
        owner=shown("responsible"), checker=shown("verified_by"), theme_key=F("theme__key"),
        theme_name=F("theme__name"), theme_colour=F("theme__colour_key"), street_name=F("street__name"),
        theme_sight=F("theme__default_visibility"), theme_intake=F("theme__intake_mode"),
        street_slug=F("street__slug"), area_name=F("area__name"), partner_name=F("partner__name"),
        partner_short=F("partner__short_name"), moved_to=F("merged_into__number"),
        moved_to_seen_by=F("merged_into__visibility"),
    )  # fmt: skip


def _parts(key: int, user: Any) -> Parts:
    return {"chosen": _own(Issue.objects.filter(pk=key)), **_around(key, user)}


def _around(key: int, user: Any) -> Parts:
    """All that is told beside the issue's own row."""
    return _council(key, user) | _issue(key) | _terms(key, user) | _answers(key)


def _council(key: int, user: Any) -> dict[str, Any]:
    """What meetings and money know."""
    points = AgendaItem.objects.visible_to(user).about(key).with_shield(user)
    rulings = Decision.objects.visible_to(user).final().about(key).with_shield(user)
    spends = SpendRequest.objects.visible_to(user).spent().filter(shares__issue=key).order_by("id")
    return {
        "points": points.order_by("meeting__starts_at", "order").values(
            on=TruncDate("meeting__starts_at"), slug=F("meeting__slug"), held=F("meeting__status"),
            came=F("outcome"), why=F("outcome_reason"), hidden=F("shielded"),
        ),
        "rulings": rulings.order_by("decided_at", "id").values(
            on=F("decided_on"), no=F("number"), said=F("text"), named=F("title"), hidden=F("shielded"),
            wording=F("public_wording"), state=F("status"), who=shown("responsible"), due=F("deadline"),
            first=F("first_deadline"), may=F("mandate_amount"), yes=F("votes_for"), no_=F("votes_against"),
            blank=F("votes_abstain"), next=F("superseded_by__number"),
        ),
        "spends": spends.values(
            no=F("number"), what=F("title"), wording=F("public_wording"), net=F("paid"), asked=F("amount"),
            part=F("shares__percent"), state=F("status"), kind=F("payee_kind"), payee=F("payee_name"),
            agrees=F("payee_agrees"), many=F("payee_count"), yes=F("approvals_given"),
            approved=TruncDate("approved_at"), last=F("last_paid_on"),
        ),
    }  # fmt: skip


def _issue(key: int) -> dict[str, Any]:
    """What the issue itself went through."""
    moves = StatusChange.objects.filter(issue=key).exclude(from_state=F("to_state")).order_by("id")
    return {
        "moves": moves.values(
            on=TruncDate("at"), source=F("from_state"), target=F("to_state"), who=shown("by"),
            why=F("public_reason"), proof=F("evidence"), kind=F("cause_kind"), no=F("cause_number"),
            path=F("cause_path"),
        ),
        "tasks": Action.objects.filter(issue=key).order_by("id").values(
            what=F("title"), who=shown("responsible"), added=TruncDate("created_at"), by_on=F("due"),
            done=TruncDate("done_at"), came=F("result"),
        ),
        "notes": Note.objects.filter(issue=key, kind__in=("update", "answer")).order_by("id").values(
            "kind", on=TruncDate("at"), said=F("text"), who=shown("by")
        ),
        "raised": Escalation.objects.filter(issue=key).order_by("id").values(
            on=TruncDate("at"), step=F("rung"), by_on=F("due")
        ),
        "says": Say.objects.filter(issue=key).order_by("id").values(
            "level", "about", "how", "result", until_=F("until"), came=TruncDate("result_at")
        ),
        "heard": Hearing.objects.filter(issue=key).order_by("id").values(
            "label", "reaction", asked=F("asked_on"), by_on=F("due"), came=F("reacted_on")
        ),
        "joined": MergeRecord.objects.filter(into=key, kind="merge").order_by("id").values(
            "issue_id", "undone", on=TruncDate("at")
        ),
        "photos": Photo.objects.filter(
            issue=key, cleared_at__isnull=False, kind__in=("before", "after")
        ).order_by("id").values("kind", "uuid"),
    }  # fmt: skip


def _terms(key: int, user: Any) -> dict[str, Any]:
    """What partners owe us. Of a letter that is not public only the dates are told."""
    letters = Letter.objects.filter(issue=key, sent_on__isnull=False).exclude(status="scrapped")
    told = Value(True) if is_board(user) else F("is_public")
    return {
        "letters": letters.order_by("id").values(
            sort=F("kind"), open=told, no=F("number"), about=F("subject"), to=F("partner__short_name"),
            asked=F("sent_on"), ends=Coalesce("default_until", "term_ends", "own_date"),
            answered=F("answered_on"),
        ),
        "promises": Promise.objects.filter(issue=key).order_by("id").values(
            "what", "kept", to=F("partner__short_name"), said=F("said_on"), by_on=F("due"),
            settled=F("settled_on"), where=F("where_said"),
        ),
    }  # fmt: skip


def _answers(key: int) -> dict[str, Any]:
    """What residents reported and answered: numbers, and reasons that a person approved."""
    reports = Report.objects.filter(issue=key, withdrawn_at__isnull=True)
    answers = Confirmation.objects.filter(
        issue=key, kind__in=("solved", "not_solved"), at__gte=F("issue__claimed_at")
    )
    asked = Follow.objects.filter(issue=key, asked_14_at__isnull=False).order_by()
    return {
        "months": reports.values(month=TruncMonth("created_at")).annotate(n=Count("id")).order_by("month"),
        "answers": answers.values("kind").annotate(n=Count("id")).order_by("kind"),
        "asked": asked.values("issue_id").annotate(n=Count("id")),
        "doubts": Contradiction.objects.filter(issue=key).order_by("id").values(
            n=F("count"), on=TruncDate("opened_at"), why=F("public_reason"),
            settled=TruncDate("settled_at"), said=F("answer"), how=F("settled_how"),
        ),
    }  # fmt: skip
