"""The figures by hand-computed examples."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from issues.models import Action, ConfidentialReader, Issue, Letter, LetterMove
from tests.portal import makers
from wijkraad.people.models import Organisation, User
from wijkraad.portal.bundle import rows_for
from wijkraad.portal.dashboard.interventions import interventions
from wijkraad.portal.dashboard.page import Dashboard
from wijkraad.portal.figures import now
from wijkraad.portal.figures.shape import Period, Scope, median, share
from wijkraad.portal.figures.shares import shares
from wijkraad.portal.figures.speed import figure_k3
from wijkraad.terms import clock


def test_the_median_of_an_even_number_is_the_mean_of_the_middle_two():
    assert median([10, 4, 7]) == 7
    assert median([10, 4, 7, 8]) == Fraction(15, 2)
    assert median([]) is None


def test_no_denominator_is_no_share():
    assert share(0, 0) is None
    assert share(1, 4) == Fraction(1, 4)


def test_shares_of_a_year_by_hand():
    found = shares([
        {"slot": "verkeer", "word": "Verkeer", "prio": True, "total": Decimal("39.00")},
        {"slot": "verkeer", "word": "Verkeer", "prio": False, "total": Decimal("1.00")},
        {"slot": "los", "word": "", "prio": False, "total": Decimal("11.00")},
        {"slot": "overbewoning", "word": "Overbewoning", "prio": True, "total": Decimal("25.00")},
        {"slot": "org", "word": "", "prio": False, "total": Decimal("24.00")},
    ])  # fmt: skip
    assert [part.key for part in found.parts] == ["verkeer", "overbewoning", "los", "org"]
    assert (found.total, found.to_priorities, found.cents) == (Decimal(100), Decimal(64), 64)
    assert shares([]).cents is None


@pytest.mark.django_db
def test_exactly_the_limit_is_not_yet_stuck(people):
    today = clock.today()
    found = makers.issue("reported assessing", number="2026-0001", responsible=people["chair"])
    Issue.objects.filter(pk=found.pk).update(last_event_at=makers.moment(30))
    assert now.counts(people["manager"], today)["ligt-stil"] == 0
    Issue.objects.filter(pk=found.pk).update(last_event_at=makers.moment(31))
    assert now.counts(people["manager"], today)["ligt-stil"] == 1


@pytest.mark.django_db
def test_a_running_legal_term_is_not_late(people):
    today = clock.today()
    city = Organisation.objects.create(name="Gemeente X", short_name="gemeente")
    for number, days in (("MFV-1", -18), ("MFV-2", 19)):
        letter = Letter.objects.create(
            kind="handhavingsverzoek", subject="x", partner=city, responsible=people["chair"],
            created_at=makers.moment(76),
        )  # fmt: skip
        LetterMove.objects.create(letter=letter, to_state="concept", at=makers.moment(76))
        LetterMove.objects.create(letter=letter, from_state="concept", to_state="sent", at=makers.moment(75))
        letter.status, letter.number = "sent", number
        letter.sent_on, letter.term_ends = makers.moment(75).date(), makers.moment(days).date()
        letter.save()
    counts = now.counts(people["chair"], today)
    assert (counts["loopt-nog"], counts["brieven-te-laat"]) == (1, 1)
    assert [row.big for row in interventions(people["chair"], today)] == ["+19"]


@pytest.mark.django_db
def test_talks_at_the_limit_stand_on_the_dashboard_with_their_weight(people):
    found = makers.issue("reported assessing", number="2026-0001", responsible=people["chair"])
    Issue.objects.filter(pk=found.pk).update(talks_since_decision=3)
    (row,) = [r for r in interventions(people["manager"], clock.today()) if r.look == "talk"]
    assert (row.big, row.weight) == ("3×", 48)


@pytest.mark.django_db
def test_report_to_outcome_counts_calendar_days(people):
    makers.issue("reported rejected", days_ago=100)
    asked = Scope(Period(date(2000, 1, 1), date(2100, 1, 1)), user=people["manager"])
    assert figure_k3(asked, today=clock.today()).n == 0


@pytest.mark.django_db
def test_every_count_equals_the_rows_behind_it(people):
    for n in range(3):
        makers.issue("reported assessing", number=f"2026-000{n}", responsible=people["chair"])
    makers.issue("reported", days_ago=40)
    today = clock.today()
    counts = now.counts(people["manager"], today)
    for key, figure in now.FIGURES.items():
        assert counts[key] == figure.rows(people["manager"], today).count()
    assert counts["nieuw"] == 1


@pytest.mark.django_db
def test_who_may_not_read_confidential_matters_does_not_count_them_either(people):
    """Two people alike but for that permission: what is kept for the one is not shown to the other."""
    reader, other = people["board_member"], people["other_board_member"]
    ConfidentialReader.objects.create(
        user=reader, since=clock.today(), given_by=people["chair"], confirmed_by=other
    )
    for number in (1, 2):
        makers.issue(
            "reported assessing", number=f"2026-000{number}", responsible=people["chair"],
            visibility="confidential" if number == 1 else "public", days_ago=100,
        )  # fmt: skip
    seen = {}
    for person in (reader, other, reader):
        board = Dashboard(User.objects.get(pk=person.pk))
        seen[person.pk] = (board.counts["ligt-stil"], len(board.act), sum(row.total for row in board.themes))
    assert seen == {reader.pk: (2, 2, 2), other.pk: (1, 1, 1)}


@pytest.mark.django_db
def test_what_is_kept_for_alike_people_is_counted_for_each(people):
    """The statement of the dashboard is kept for people who are alike; the person is its key."""
    late = makers.moment(3).date()
    for person in ("manager", "chair"):
        assert Dashboard(people[person]).counts["acties-te-laat"] == 0
    found = makers.issue("reported assessing", number="2026-0001", responsible=people["chair"])
    Action.objects.create(
        issue=found, title="Bellen", responsible=people["chair"], due=late, first_due=late,
        created_at=makers.moment(9),
    )  # fmt: skip
    for person in ("manager", "chair"):
        board = Dashboard(User.objects.get(pk=people[person].pk))
        assert board.counts["acties-te-laat"] == 1
        assert board.counts == now.counts(people[person], clock.today())


@pytest.mark.django_db
def test_the_person_is_the_key_of_a_kept_statement(people):
    for name in ("manager", "chair", "manager"):
        rows = rows_for(
            "me", people[name], (), lambda one: {"me": User.objects.filter(pk=one.pk).values("pk")}
        )
        assert rows == {"me": [{"pk": people[name].pk}]}
