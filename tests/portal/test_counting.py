"""The counts beside the issues are exact after every change, and found out when they are not."""

import pytest
from django.db import connection
from django.db.models import Sum

from issues.models import Issue, StatusChange
from tests.portal import makers
from wijkraad.portal.kept import counting
from wijkraad.portal.models import Tally

pytestmark = pytest.mark.django_db


def count(scope: str, key: str = "") -> int:
    return Tally.objects.filter(scope=scope, key=key).aggregate(n=Sum("n"))["n"] or 0


@pytest.fixture
def public(board_member):
    return makers.issue(
        "reported assessing", number="2026-0001", responsible=board_member, street=makers.street()
    )


INNER = ("desk", "quiet")
"""What only those who work on issues may know."""


def totals(*, inner: bool) -> dict[tuple[str, str], int]:
    """Scope and key → total, of the inner scopes or of the others; without those that are 0."""
    rows = Tally.objects.exclude(scope__in=("in", "out", "report")).values_list("scope", "key")
    rows = rows.annotate(total=Sum("n")).exclude(total=0)
    return {(scope, key): total for scope, key, total in rows if (scope in INNER) == inner}


def test_a_report_before_triage_counts_at_the_desk_only(db):
    found = makers.issue("reported")
    assert totals(inner=False) == {}
    assert totals(inner=True) == {("desk", f"{found.theme_id}:reported"): 1, ("quiet", "reported"): 1}


def test_an_issue_counts_from_the_moment_it_is_public(public):
    assert count("status", "assessing") == 1
    assert count("street", str(public.street_id)) == 1


def test_a_move_takes_from_one_state_and_adds_to_the_other(public):
    StatusChange.objects.create(
        issue=public, from_state="assessing", to_state="rejected", at=makers.moment(), public_reason="nee"
    )
    public.status, public.closed_at = "rejected", makers.moment()
    public.save()
    assert (count("status", "assessing"), count("status", "rejected")) == (0, 1)
    assert count("street", str(public.street_id)) == 0


def test_a_limited_issue_counts_nowhere_below_the_area(public):
    Issue.objects.filter(pk=public.pk).update(visibility="limited")
    assert count("status", "assessing") == 1
    assert count("street", str(public.street_id)) == 0


def test_a_confidential_issue_counts_at_the_desk_only_and_apart(public):
    Issue.objects.filter(pk=public.pk).update(visibility="confidential")
    assert totals(inner=False) == {}
    assert totals(inner=True) == {("desk", f"{public.theme_id}:assessing:c"): 1, ("quiet", "assessing:c"): 1}


def test_folding_changes_no_count(public):
    Issue.objects.filter(pk=public.pk).update(talks_since_decision=3)
    before = (count("status", "assessing"), count("talk", "3"))
    counting.fold()
    assert (count("status", "assessing"), count("talk", "3")) == before == (1, 1)
    assert not Tally.objects.filter(n=0).exists()


def test_a_wrong_count_is_found_and_recounted(public):
    assert counting.differences() == []
    with connection.cursor() as cursor:
        cursor.execute("UPDATE portal_tally SET n = 7 WHERE scope = 'status'")
    assert counting.differences() == [("status", "assessing", None, 7, 1)]
    counting.recount()
    assert counting.differences() == []
