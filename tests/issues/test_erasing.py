"""Destroying what somebody told us: gone everywhere, figures equal, logged before the commit."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from issues.actions import (
    ReportData,
    confirm_affected,
    destroy_person,
    destroy_words,
    erase_reports,
    find_words,
    follow_issue,
    move_issue,
    offer_help,
    publish_update,
    replay_erasures,
    report_wrong,
    submit_report,
)
from issues.models import Draft, Follow, Intervention, Issue, Photo, Report, WalkNote
from issues.photos import redrawn
from issues.reporting.drafts import begin
from issues.views.holding import open_offers_of, open_questions
from tests.issues.stories import assessing, readers, reported, street, theme
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
        theme=theme(), text=SECRET, street=street(), house_number="12 z", contact="account", joins=issue
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
    for word in ("Noor", "06-1234", "12 z", resident.email):
        assert word not in left
    assert told["reports"] == 1 and told["drafts"] == 1 and told["account"] == 1 and told["follows"] == 1
    issue.refresh_from_db()
    assert (issue.report_count, issue.household_count) == counts and issue.follower_count == 0
    assert ordinals == list(
        Report.objects.order_by("pk").values_list("reporter_ordinal", "household_ordinal")
    )
    assert not photo.file.storage.exists(photo.file.name) and not Photo.objects.filter(pk=photo.pk).exists()
    fresh = Issue.objects.get(pk=issue.pk)
    assert not open_questions(fresh) and not open_offers_of(fresh)  # nobody waits for an answer any more
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
    issue = reported(text=SECRET, house_number="12 z")
    report = issue.reports.get()
    erase_reports([report], by=None)
    made = clock.now()
    Report.objects.update(text=SECRET, house_number="12 z")
    assert replay_erasures(since=made.replace(year=made.year + 1)) == 0
    assert replay_erasures() == 2
    report.refresh_from_db()
    assert (report.text, report.house_number) == ("", "")


def test_a_damaged_log_is_not_read_over(var_folder, db) -> None:
    (var_folder / "erasures.log").write_text("2026-01-01T00:00:00+00:00 report.text twaalf\n")
    with pytest.raises(ValueError, match="line 1"):
        replay_erasures()


NAME = "Piet de Boer"


def named() -> Issue:
    """A matter in which a name got everywhere it could."""
    issue = assessing(title=f"Ruzie met {NAME}")
    submit_report(ReportData(theme=theme(), text=f"die {NAME.upper()} weer", street=street(), joins=issue))
    report_wrong(issue, by=person("resident"), text=f"het was niet {NAME}")
    confirm_affected(issue, by=person("neighbour"), reason=f"ook last van {NAME}")
    begin({"tekst": f"nog een over {NAME}"})
    return issue


def test_a_name_is_taken_out_everywhere_and_what_is_fixed_is_shown(client, var_folder, board_member) -> None:
    issue = named()
    publish_update(issue, by=board_member, text=f"Wij spraken met {NAME}.")
    move_issue(issue, "rejected", by=board_member, reason=f"{NAME} is verhuisd.")
    path = reverse("issues:destroy")
    client.force_login(board_member)
    page = client.post(path, {"doe": "woorden", "woorden": "piet de boer"}).content.decode()
    assert "die PIET DE BOER weer" in page and "Hier blijft het staan" in page
    places = [place.key for place in find_words(NAME, by=board_member) if not place.fixed]
    assert len(places) == 5
    unsure = client.post(path, {"doe": "woorden-weg", "woorden": NAME, "plek": places[1:]})
    words = unsure.content.decode()
    assert "Dit kan niet terug" in words and "Kruis dit aan" in words and NAME in everything()
    assert words.count(" checked>") == len(places) - 1  # the choice made before stays
    sent = {"doe": "woorden-weg", "woorden": NAME, "plek": places, "zeker": "1"}
    assert client.post(path, sent).status_code == 302
    issue.refresh_from_db()
    assert issue.title == "Ruzie met [weggehaald]" and NAME.lower() not in everything_but_history().lower()
    assert not Issue.objects.filter(pk=issue.pk).ranked("Boer").exists()
    assert {one.what for one in logged_erasures()} == {
        "words.report", "words.issue", "words.note", "words.confirmation",
    }  # fmt: skip


def test_interventions_and_walk_notes_are_searched_and_cleaned(var_folder, board_member) -> None:
    issue = named()
    made = Intervention.objects.create(
        issue=issue, kind="talked", cause=f"{NAME} reageert niet", done="gebeld", on=clock.today(),
        by=board_member, at=clock.now(), measure_on=clock.today(),
    )  # fmt: skip
    walk = WalkNote.objects.create(
        street=street(), theme=issue.theme,
        walked_on=clock.today(), text=f"Bij {NAME} ligt afval", by=board_member, at=clock.now(),
    )  # fmt: skip
    keys = [f"intervention-{made.pk}", f"walk-{walk.pk}"]
    assert set(keys) <= {place.key for place in find_words(NAME, by=board_member)}
    destroy_words(NAME, keys, by=board_member)
    made.refresh_from_db()
    walk.refresh_from_db()
    assert (made.cause, walk.text) == ("[weggehaald] reageert niet", "Bij [weggehaald] ligt afval")


def everything_but_history() -> str:
    return "\n".join(line for line in everything().splitlines() if "from_state" not in line)


def test_only_the_chosen_places_change_and_only_what_may_be_known(var_folder, secretary) -> None:
    readers("chair", "board_member")
    issue, hidden = named(), reported(text=f"{NAME} doet het")
    Issue.objects.filter(pk=hidden.pk).update(visibility="confidential")
    found = {place.key for place in find_words(NAME, by=secretary)}
    secret = f"report-{hidden.reports.get().pk}"
    assert secret not in found
    with pytest.raises(Refused) as refused:
        destroy_words(NAME, [secret], by=secretary)
    assert refused.value.code == "erase.places"
    destroy_words(NAME, [f"issue-{issue.pk}"], by=secretary)
    issue.refresh_from_db()
    assert NAME not in issue.title and NAME.upper() in everything()


@pytest.mark.parametrize("who", ["manager", "deputy", "resident", "admin", "auditor"])
def test_only_the_board_destroys_words(client, db, var_folder, who) -> None:
    named()
    client.force_login(person(who))
    assert client.post(reverse("issues:destroy"), {"doe": "woorden", "woorden": NAME}).status_code == 403
    with pytest.raises(Refused):
        find_words(NAME, by=person(who))


def test_the_page_counts_first_and_destroys_after_a_tick(client, var_folder, resident, secretary) -> None:
    told_by(resident)
    path = reverse("issues:destroy")
    client.force_login(secretary)
    assert "Dit is geen e-mailadres" in client.post(path, {"doe": "adres", "email": "nee"}).content.decode()
    page = client.post(path, {"doe": "adres", "email": resident.email}).content.decode()
    assert "1 melding, met tekst" in page and "een account" in page and SECRET in everything()
    unsure = client.post(path, {"doe": "adres-weg", "email": resident.email}).content.decode()
    assert "1 melding, met tekst" in unsure and "Kruis dit aan" in unsure and SECRET in everything()
    page = client.post(path, {"doe": "adres", "email": "nooit@example.nl"}).content.decode()
    assert "Van dit adres hebben wij niets" in page and "Vernietig alles" not in page
    report = Report.objects.get(reporter=resident)
    client.post(path, {"doe": "adres-weg", "email": resident.email, "zeker": "1"})
    own = client.get(f"/melden/status/{report.status_token}/").content.decode()
    assert "De woorden zijn vernietigd." in own
    assert SECRET not in everything() and resident.email not in everything()
