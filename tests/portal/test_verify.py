"""`verify` finds what no longer follows from its rows, and a leaver's holdings are listed."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from issues.models import Action, Issue
from tests.portal import makers
from wijkraad.portal.handover import held_by
from wijkraad.portal.verifying import differences

pytestmark = pytest.mark.django_db


def public(people):
    return makers.issue(
        "reported assessing", number="2026-0042", responsible=people["board_member"], report_count=0
    )


def test_all_is_well_at_first(people, capsys):
    public(people)
    call_command("verify")
    assert "Alles klopt" in capsys.readouterr().out


def test_a_wrong_count_is_named_and_the_exit_code_is_one(people, capsys):
    public(people)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE portal_tally SET n = n + 1 WHERE scope = 'status'")
    with pytest.raises(CommandError) as refused:
        call_command("verify")
    assert refused.value.returncode == 1
    assert "telling status assessing : 2, moet zijn 1" in capsys.readouterr().out


def test_a_wrong_number_of_talks_is_named(people):
    found = public(people)
    Issue.objects.filter(pk=found.pk).update(talks_since_decision=3)
    assert "kwestie 2026-0042: talks_since_decision is 3, moet zijn 0" in list(differences())


def test_a_leaver_hands_over_issues_and_actions(people):
    found = public(people)
    Action.objects.create(
        issue=found, title="Bellen", responsible=people["board_member"], due=makers.moment().date(),
        first_due=makers.moment().date(), created_at=makers.moment(),
    )  # fmt: skip
    titles = [held.title for held in held_by(people["board_member"], "board")]
    assert titles == ["Kwestie: Fietsers in de knel", "Actie: Bellen"]
    assert held_by(people["board_member"], "resident") == []
    assert held_by(people["resident"], "board") == []
