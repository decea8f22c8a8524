"""Destroying what somebody told us: gone everywhere, figures equal, logged before the commit."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from issues.actions import (
    ReportData,
    confirm_affected,
    destroy_person,
    erase_reports,
    follow_issue,
    offer_help,
    replay_erasures,
    report_wrong,
    submit_report,
)
from issues.drafts import begin
from issues.models import Draft, Follow, Issue, Photo, Report
from issues.photos import redrawn
from tests.issues.stories import assessing, reported, street, theme
from tests.issues.test_report_form import picture
from tests.personas import person
from wijkraad.notices.models import Message
from wijkraad.people.models import User
from wijkraad.terms import clock
from wijkraad.terms.refusal import Refused
from wijkraad.trail.erasures import logged_erasures

SECRET = "Noor van hiernaast belt 06-12345678"


@pytest.fixture
def var_folder(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    settings.MEDIA_ROOT = tmp_path / "media"
    return tmp_path


def told_by(user: User) -> Issue:
    """A public matter with a report, a follow, an answer, an offer and a question of one person."""
    issue = assessing()
    joined = ReportData(
        theme=theme(), text=SECRET, street=street(), house_number="12b", contact="account", joins=issue
    )
    submit_report(joined, by=user)
    follow_issue(issue, by=user)
    confirm_affected(issue, by=user, reason=SECRET)
    offer_help(issue, by=user, kind="eyes", text=SECRET)
    report_wrong(issue, by=user, text=SECRET)
    return issue


def everything() -> str:
    """Every column of every table that may hold words of residents, as the database has it."""
    found = []
    for model in (Report, Follow, Draft, Message, User, *(rel for rel in Issue._meta.related_objects)):
        model = getattr(model, "related_model", model)
        found += [str(row) for row in model._default_manager.values()]
    return "\n".join(found)


def test_nothing_of_a_person_is_left_and_the_figures_stay(
    var_folder, resident, board_member, django_capture_on_commit_callbacks
) -> None:
    issue = told_by(resident)
    report = Report.objects.get(text=SECRET)
    photo = Photo(report=report, created_at=clock.now())
    photo.file.save("photo.jpg", redrawn(SimpleUploadedFile("a.jpg", picture())), save=False)
    photo.save()
    begin({"email": resident.email.upper(), "tekst": SECRET})
    issue.refresh_from_db()
    counts = (issue.report_count, issue.household_count)
    ordinals = list(Report.objects.order_by("pk").values_list("reporter_ordinal", "household_ordinal"))
    with django_capture_on_commit_callbacks(execute=True):
        told = destroy_person(by=board_member, email=resident.email)
    left = everything()
    for word in ("Noor", "06-1234", "12b", resident.email):
        assert word not in left
    assert told["reports"] == 1 and told["drafts"] == 1 and told["account"] == 1 and told["follows"] == 1
    issue.refresh_from_db()
    assert (issue.report_count, issue.household_count) == counts and issue.follower_count == 0
    assert ordinals == list(
        Report.objects.order_by("pk").values_list("reporter_ordinal", "household_ordinal")
    )
    assert not photo.file.storage.exists(photo.file.name) and not Photo.objects.filter(pk=photo.pk).exists()
    lines = {(one.what, one.pk) for one in logged_erasures()}
    assert {("report.text", report.pk), ("report.contact", report.pk), ("user", resident.pk)} <= lines
    log = (var_folder / "erasures.log").read_text()
    assert "Noor" not in log and "@" not in log


def test_an_address_without_account_is_destroyed_and_an_unread_report_ends_in_silence(
    var_folder, secretary
) -> None:
    issue = reported(text=SECRET, contact="email", email="noor@example.nl")
    Report.objects.update(confirmed_at=clock.now())
    follow_issue(assessing(), email="noor@example.nl")
    destroy_person(by=secretary, email="Noor@Example.nl ")
    issue.refresh_from_db()
    assert issue.status == "withdrawn"
    assert "noor@" not in everything().lower() and SECRET not in everything()
    assert not Message.objects.filter(address__iexact="noor@example.nl").exists()


@pytest.mark.parametrize(
    ("who", "code"), [("manager", "erase.may"), ("neighbour", "erase.may"), ("admin", "erase.may")]
)
def test_others_may_not(var_folder, resident, who, code) -> None:
    told_by(resident)
    with pytest.raises(Refused) as refused:
        destroy_person(by=person(who), email=resident.email)
    assert refused.value.code == code and SECRET in everything()
    assert not list(logged_erasures())


def test_somebody_with_a_role_hands_it_over_first_and_oneself_is_enough(
    var_folder, resident, secretary
) -> None:
    with pytest.raises(Refused) as refused:
        destroy_person(by=person("chair"), person=secretary)
    assert refused.value.code == "person.role"
    destroy_person(by=resident, person=resident)
    resident.refresh_from_db()
    assert not resident.is_active and not resident.name and not resident.has_usable_password()


def test_a_restore_repeats_what_was_destroyed(var_folder, resident) -> None:
    """The rows come back from a backup; the log destroys them again, and only what came after it."""
    issue = reported(text=SECRET, house_number="12b")
    report = issue.reports.get()
    erase_reports([report], by=None)
    made = clock.now()
    Report.objects.update(text=SECRET, house_number="12b")
    assert replay_erasures(since=made.replace(year=made.year + 1)) == 0
    assert replay_erasures() == 2
    report.refresh_from_db()
    assert (report.text, report.house_number) == ("", "")


def test_a_damaged_log_is_not_read_over(var_folder, db) -> None:
    (var_folder / "erasures.log").write_text("2026-01-01T00:00:00+00:00 report.text twaalf\n")
    with pytest.raises(ValueError, match="line 1"):
        replay_erasures()
