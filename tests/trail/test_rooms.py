"""Every table with a history says who may read it; confidential matters leave no mark for others."""

import pytest
from django.db import connection
from django.urls import reverse

from tests.issues.stories import assessing
from tests.meetings.conftest import Council
from wijkraad.people.actions import end_role
from wijkraad.people.handover import held_by
from wijkraad.terms.refusal import Refused
from wijkraad.trail.visibility import registered

NEVER = {"issues_confidentialreader"}
"""Who may read confidential matters is itself confidential."""


def test_every_table_with_a_history_is_registered(db) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname = 'recorded'")
        recorded = {table for (table,) in cursor.fetchall()}
    assert recorded - registered() == NEVER


@pytest.mark.parametrize(
    ("who", "visibility", "seen"),
    [
        ("auditor", "public", True),
        ("auditor", "limited", False),
        ("admin", "limited", False),
        ("secretary", "limited", True),
    ],
)
def test_a_limited_matter_is_told_to_who_works_on_it(client, room, request, who, visibility, seen) -> None:
    issue = assessing(title="Matrassen in de gang", visibility=visibility)
    client.force_login(request.getfixturevalue(who))
    for kind, words in (("issues_issue", issue.title), ("issues_report", "issue.submit")):
        page = client.get(reverse("trail:changes"), {"soort": kind})
        assert page.status_code == 200
        assert ("<td" in page.content.decode()) == seen, words


def test_a_role_stays_while_an_issue_is_held(secretary) -> None:
    issue = assessing()
    role = issue.responsible.roles.get(kind="board")
    with pytest.raises(Refused, match="Te hard bij de oversteek"):
        end_role(role, by=secretary)
    assert held_by(issue.responsible, "partner") == []


def test_a_role_stays_while_a_decision_is_carried(chair) -> None:
    council = Council()
    decision = council.decision(council.open(), responsible=chair)
    assert [held.title for held in held_by(chair, "chair")] == [f"Besluit: {decision.title}"]
