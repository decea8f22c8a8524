"""Personal data goes when its time is over, its register row and the figures stay."""

from datetime import UTC, date, datetime, timedelta
from io import BytesIO

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command
from PIL import Image

from issues.actions import (
    ReportData,
    add_to_report,
    end_follow,
    follow_issue,
    offer_help,
    reject_issue,
    report_wrong,
    submit_report,
    submit_signal,
)
from issues.models import Follow, HelpOffer, Issue, Note, Photo, Report, Signal, SignalCount
from tests.issues import stories
from wijkraad.terms import clock
from wijkraad.trail import erasures, retention
from wijkraad.trail.models import RetentionEntry, TrailEvent

pytestmark = pytest.mark.django_db
START = datetime(2024, 3, 1, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def own_log(tmp_path, settings):
    settings.VAR_DIR = settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def at(db):
    """Moves the clock to a number of days after the first report."""
    return lambda days: clock.moved_to(START + timedelta(days=days))


def told(at, days: int, **more) -> Report:
    """A report with everything personal in it."""
    with at(days):
        data = ReportData(
            theme=stories.theme(), text="me buurman van nummer 12", street=stories.street(),
            house_number="12", contact="email", email="noor@example.org", **more,
        )  # fmt: skip
        return submit_report(data)


def closed(at, report: Report, days: int, manager) -> Report:
    with at(days):
        reject_issue(report.issue, by=manager, reason="Dat is voor de gemeente.")
    return report


def jpeg() -> bytes:
    kept = BytesIO()
    Image.new("RGB", (4, 4)).save(kept, "JPEG")
    return kept.getvalue()


def is_whole(report: Report) -> bool:
    report.refresh_from_db()
    return bool(report.text and report.email and report.house_number and report.household)


def is_gone(report: Report) -> bool:
    report.refresh_from_db()
    kept = (report.text, report.email, report.house_number, report.household, report.code_hash)
    return not any(kept) and report.reporter is None


def test_words_and_contact_go_twelve_months_after_closing(at, manager):
    report = closed(at, told(at, 0), 10, manager)
    with at(10 + 364):
        assert retention.run()["report.details"] == 0
        assert is_whole(report)
    with at(10 + 367):
        assert retention.run()["report.details"] == 1
        assert is_gone(report)
        assert retention.run()["report.details"] == 0
    assert report.reporter_ordinal == 1
    assert report.household_ordinal == 1
    report.issue.refresh_from_db()
    assert (report.issue.report_count, report.issue.household_count) == (1, 1)


def test_an_open_issue_keeps_them_at_most_24_months_after_the_last_act(at, resident):
    quiet, active = told(at, 0), told(at, 0)
    with at(400):
        add_to_report(active, "nog steeds")
    with at(735):
        retention.run()
    assert is_gone(quiet)
    assert is_whole(active)


def test_confidential_words_go_30_days_after_the_last_message_and_90_after_the_report(at):
    report = told(at, 0, visibility="confidential")
    with at(29):
        assert retention.run()["report.details"] == 0
    Issue.objects.filter(pk=report.issue_id).update(state_since=START + timedelta(days=80))
    with at(85):
        assert retention.run()["report.details"] == 0
    with at(91):
        assert retention.run()["report.details"] == 1
    assert is_gone(report)


def test_a_dry_run_counts_and_changes_nothing(at, manager, capsys):
    report = closed(at, told(at, 0), 0, manager)
    with at(400):
        call_command("retention", "--dry-run")
    assert "Woorden, contact en huisnummer" in capsys.readouterr().out
    assert is_whole(report)
    assert not RetentionEntry.objects.exists()
    assert not (settings.VAR_DIR / "erasures.log").exists()


def test_the_register_and_the_log_stay_without_personal_data(at, manager, capsys):
    report = closed(at, told(at, 0), 0, manager)
    with at(400):
        call_command("retention")
        entry = RetentionEntry.objects.get()
        assert (entry.rule, entry.number, entry.at) == ("report.details", 1, clock.now())
    assert "1 gewist" in capsys.readouterr().out
    logged = [(line.what, line.pk) for line in erasures.logged_erasures()]
    assert logged == [("report.contact", report.pk), ("report.text", report.pk)]
    changed = TrailEvent.objects.filter(table="issues_report", row=str(report.pk), verb="report.erase").last()
    assert changed.changes["text"] is True
    everything = str(list(TrailEvent.objects.values_list("changes", flat=True)))
    assert "buurman" not in everything
    assert "noor@" not in everything


def test_addresses_of_followers_go_and_the_count_follows(at, manager):
    with at(0):
        issue = stories.assessing()
        stays = follow_issue(issue, email="bas@example.org")
        stopped = follow_issue(issue, email="noor@example.org")
        silent = follow_issue(issue, email="nooit@example.org")
        Follow.objects.filter(pk__in=[stays.pk, stopped.pk]).update(confirmed_at=START)
        Issue.objects.filter(pk=issue.pk).update(follower_count=2)
        end_follow(stopped)
    with at(40):
        retention.run()
    kept = dict(Follow.objects.values_list("pk", "email"))
    assert kept == {stays.pk: "bas@example.org", stopped.pk: "", silent.pk: ""}
    with at(50):
        reject_issue(issue, by=manager, reason="Dat is voor de gemeente.")
    with at(50 + 367):
        retention.run()
    issue.refresh_from_db()
    assert issue.follower_count == 0
    assert not Follow.objects.exclude(email="").exists()


def test_offers_and_remarks_lose_their_words(at, manager, resident):
    with at(0):
        issue = stories.assessing()
        offer_help(issue, kind="hours", text="bel mij", email="noor@example.org")
        report_wrong(issue, by=resident, text="mijn naam staat erin")
    with at(1):
        reject_issue(issue, by=manager, reason="Dat is voor de gemeente.")
    with at(400):
        retention.run()
    offer = HelpOffer.objects.get()
    assert (offer.text, offer.email) == ("", "")
    assert Note.objects.get(kind="wrong").text == "(weggehaald)"


def test_unused_photos_go_after_30_days_and_used_ones_stay(at, django_capture_on_commit_callbacks):
    def photo(**more) -> Photo:
        name = default_storage.save("photos/x.jpg", ContentFile(jpeg()))
        return Photo.objects.create(report=report, created_at=START, file=name, width=4, height=4, **more)

    report = told(at, 0)
    unused, used = photo(), photo(cleared_at=START)
    with at(31):
        assert retention.run()["photo"] == 0, "nobody looked at the report yet"
        Report.objects.update(moderated_at=START)
        with django_capture_on_commit_callbacks(execute=True):
            assert retention.run()["photo"] == 1
    assert list(Photo.objects.values_list("pk", flat=True)) == [used.pk]
    assert not (settings.MEDIA_ROOT / unused.file.name).exists()
    assert (settings.MEDIA_ROOT / used.file.name).exists()


def test_signals_become_a_number_per_quarter(at):
    part = stories.segment()
    with at(0):
        for month in (date(2023, 12, 1), date(2024, 1, 1), date(2024, 2, 1)):
            submit_signal(kinds=["smell"], segment=part, month=month)
        assert retention.run()["signal"] == 1, "only the quarter that is over"
    with at(31):
        assert retention.run()["signal"] == 2
    assert not Signal.objects.exists()
    assert dict(SignalCount.objects.values_list("quarter", "number")) == {
        date(2023, 10, 1): 1, date(2024, 1, 1): 2,
    }  # fmt: skip


def test_many_rows_go_in_small_transactions(at, manager, monkeypatch):
    monkeypatch.setattr(retention, "BATCH", 2)
    for _ in range(5):
        closed(at, told(at, 0), 0, manager)
    with at(400):
        assert retention.run()["report.details"] == 5
    assert sorted(RetentionEntry.objects.values_list("number", flat=True)) == [1, 2, 2]
