"""The demo as a whole: counts, every kind of state, and a second run that changes nothing."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.models import F

from budgets.models import Budget
from issues.models import Issue, Report, Segment, Signal, Street, Theme, Visibility
from issues.workflow import STATES
from meetings.models import Decision, Meeting, WorkingGroup
from meetings.workflow import HELD
from wijkraad.notices.models import Message
from wijkraad.people.models import User
from wijkraad.terms import clock
from wijkraad.terms.models import Installation
from wijkraad.trail.models import TrailEvent

ACCOUNTS = (
    "bewoner buur bestuur secretaris voorzitter penningmeester kascommissie plaatsvervanger wijkmanager "
    "ondernemer partner beheer"
)


def everything() -> dict[str, tuple]:
    """A fingerprint of every table of ours: number of rows, and their text added up."""
    found = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if not table.startswith(("django_", "auth_", "procrastinate", "shared_cache")):
                cursor.execute(f'SELECT count(*), sum(hashtext(t::text)::bigint) FROM "{table}" t')
                found[table] = cursor.fetchone()
    return found


def test_the_twelve_accounts_sign_in_with_the_demo_password(demo) -> None:
    for name in ACCOUNTS.split():
        user = User.objects.get(email=f"{name}@demo.test")
        assert user.check_password("demo-wijkraad"), name
        assert user.roles.exists(), name
    assert not User.objects.get(email="samir@wijkraad.example").has_usable_password()


def test_about_sixty_issues_in_every_state_visibility_and_theme(demo) -> None:
    issues = Issue.objects.all()
    assert 55 <= issues.exclude(status="merged").count() <= 65
    assert set(issues.values_list("status", flat=True)) == set(STATES)
    assert set(issues.values_list("visibility", flat=True)) == set(Visibility.values)
    assert set(issues.values_list("theme__key", flat=True)) == set(
        Theme.objects.values_list("key", flat=True)
    )
    assert Theme.objects.count() == 7
    assert Report.objects.count() >= 120
    first = Report.objects.order_by("created_at").first()
    assert (demo.today - clock.date_of(first.created_at)).days > 800, "thirty months"


def test_meetings_with_attendance_and_full_minutes(demo) -> None:
    held = Meeting.objects.filter(status__in=HELD)
    assert held.count() == 17
    assert Meeting.objects.filter(status="planned").count() == 3
    assert Meeting.objects.filter(status="cancelled").count() == 1
    for meeting in held:
        assert meeting.attendance.exists()
        assert meeting.minutes_hash
        for item in meeting.items.exclude(outcome="not_reached"):
            assert len(item.minutes) > 20, item.title
            assert item.outcome


def test_decisions_of_every_kind(demo) -> None:
    own = Decision.objects.exclude(title__startswith="Verslag van")
    assert 33 <= own.count() <= 45  # the 35 of the stories, and what money and groups decide
    states = set(own.values_list("status", flat=True))
    ended = {"adopted", "done", "not_achieved", "rejected", "superseded", "withdrawn"}
    assert states >= ended | {"deferred", "scrapped", "concept"}
    late = own.filter(status="adopted", deadline__lt=demo.today)
    assert late.count() == 4
    assert set(own.values_list("way", flat=True)) == {"meeting", "outside", "urgent"}
    assert own.filter(vote_way="secret").exists()
    assert own.filter(status="rejected", votes_for=F("votes_against")).exists(), "a tie"
    assert own.get(way="urgent").ratified_by.votes_for == 6


def test_a_working_group_at_work_beside_one_that_ended(demo) -> None:
    """Held by its lead, who is neither secretary nor chair; with an action that is due and answers."""
    running = WorkingGroup.objects.running(demo.today).get()
    assert WorkingGroup.objects.exclude(pk=running.pk).get().ends_on < demo.today
    held, coming = running.meetings.order_by("starts_at")
    assert (held.status, coming.status) == ("logged", "planned")
    assert set(held.moves.values_list("by", flat=True)) == {running.lead_id}
    assert held.items.get().tasks.filter(done_at=None, due__gt=demo.today).exists()
    assert coming.invitations.filter(answer="yes").count() == 2


def test_the_map_has_streets_with_stops_and_lines(demo) -> None:
    assert set(Street.objects.values_list("name", flat=True)) >= {
        "Weimarstraat", "Beeklaan", "Valkenboskade", "Zevensprong", "Galileïstraat", "Laan van Meerdervoort",
    }  # fmt: skip
    assert all(street.path.startswith("M") for street in Street.objects.all())
    assert all(len(segment.geometry) >= 2 and segment.x and segment.y for segment in Segment.objects.all())


def test_history_carries_the_instants_of_the_past(demo) -> None:
    """The database clock follows the moved clock: nothing in the trail is later than its story."""
    issue = demo.issue("oversteek")
    events = TrailEvent.objects.filter(table="issues_issue", row=str(issue.pk)).order_by("id")
    assert clock.date_of(events[0].at) == demo.day(-312)
    assert list(events) == sorted(events, key=lambda event: event.at)
    for change in issue.status_changes.all():
        assert change.at <= demo.start


def test_old_mails_count_as_sent_and_recent_ones_wait(demo) -> None:
    old = Message.objects.filter(created_at__lt=demo.wanted(-3, "00:00"))
    assert old.exists()
    assert not old.exclude(state="sent").exists()
    assert Message.objects.filter(state="waiting").exists()


def test_numbers_follow_time(demo) -> None:
    numbers = list(
        Issue.objects.filter(number__isnull=False)
        .order_by("public_at", "id")
        .values_list("number", flat=True)
    )
    assert numbers == sorted(numbers)
    decided = Decision.objects.filter(number__isnull=False).order_by("decided_at", "id")
    found = list(decided.values_list("number", flat=True))
    assert found == sorted(found)


def test_a_second_run_changes_nothing(demo) -> None:
    before, out = everything(), StringIO()
    call_command("demo", stdout=out)
    assert everything() == before
    assert "er al" in out.getvalue()
    assert Installation.objects.get().seeded_at


def test_without_demo_it_refuses(demo, settings) -> None:
    settings.DEMO = settings.TESTING = False
    with pytest.raises(CommandError, match="DEMO=1"):
        call_command("demo")


def test_signals_are_choices_only(demo) -> None:
    assert Signal.objects.count() == 6
    assert {kind for signal in Signal.objects.all() for kind in signal.kinds} == {
        "empty_open",
        "short_visits",
    }


def test_three_budget_years(demo) -> None:
    years = list(Budget.objects.order_by("year").values_list("year", "status"))
    assert years[-1] == (demo.today.year, "adopted")
    assert len(years) >= 3
    for budget in Budget.objects.filter(imported_at=None):
        assert budget.sources.exists()


def test_verify_finds_no_difference(demo) -> None:
    call_command("verify", stdout=StringIO())
