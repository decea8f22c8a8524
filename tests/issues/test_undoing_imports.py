"""A whole import goes back as long as nobody did anything with it; how far a long one is can be seen."""

import pytest
from django.db import transaction

from issues import actions
from issues.actions.importing import begin_import, forget_old_files, take_in
from issues.actions.undoing_import import begin_undo, take_back
from issues.importing.progress import done_of, progress
from issues.models import Issue, Report, StatusChange
from issues.tasks import undo_import
from tests.databases import connect
from tests.issues import stories
from tests.issues.lists import HEAD, as_csv, sent, taken_in
from wijkraad.terms.refusal import Refused


@pytest.fixture(autouse=True)
def place(room, tmp_path, settings):
    settings.VAR_DIR = tmp_path
    stories.street()


def test_an_import_is_taken_back_and_can_come_again(client, secretary):
    batch = taken_in(secretary, as_csv())
    client.force_login(secretary)
    page = client.post(f"/werk/invoer/{batch.uuid}/", {"doe": "terug"}, follow=True).content.decode()
    assert "Teruggedraaid op" in page and "doe" not in page.partition("<main")[2]
    assert set(Issue.objects.values_list("status", flat=True)) == {"withdrawn"}
    assert set(Report.objects.values_list("text", "house_number", "household")) == {("", "", "")}
    assert StatusChange.objects.filter(to_state="withdrawn").count() == 3
    again = taken_in(secretary, as_csv())
    assert (again.added, Issue.objects.filter(status="reported").count()) == (3, 3)
    assert "te hard" in Report.objects.get(batch=again, house_number="12").text


def triaged(issue, by):
    return stories.triage_issue(issue, by=by, title="x", summary="y", visibility="public", size="gewoon",
                                responsible=by, severity=3, safety=3)  # fmt: skip


@pytest.mark.parametrize(
    "done",
    [
        lambda issue, by: triaged(issue, by),
        lambda issue, by: actions.reject_issue(issue, by=by, reason="Nee."),
        lambda issue, by: actions.add_note(issue, by=by, text="Gebeld"),
        lambda issue, by: actions.assign_issue(issue, by=by, responsible=by),
        lambda issue, by: actions.clean_report(issue.reports.get(), by=by, text="."),
    ],
)
def test_an_import_stands_once_something_was_done_with_it(secretary, done):
    batch = taken_in(secretary, as_csv())
    begun = begin_undo(batch, by=secretary)  # and while the worker waits …
    done(Issue.objects.first(), secretary)
    assert take_back(begun, by=secretary).state == "done" and batch.reports.exclude(text="").count() >= 2
    with pytest.raises(Refused, match="al iets gedaan"):
        begin_undo(batch, by=secretary)


def test_what_was_put_with_a_matter_leaves_it_again(secretary, manager):
    matter = stories.assessing(by=manager)
    before = (matter.report_count, matter.household_count, matter.first_report_at)
    rows = [["", "21-03-2025", "verkeer", "Weimarstraat", "9", "Hier ook", matter.number]]
    batch = taken_in(secretary, as_csv(rows, head=[*HEAD, "Kwestie"]))
    matter.refresh_from_db()
    assert matter.report_count == 2
    assert take_back(begin_undo(batch, by=secretary), by=secretary).state == "undone"
    matter.refresh_from_db()
    assert (matter.report_count, matter.household_count, matter.first_report_at) == before
    assert matter.status == "assessing" and batch.reports.get().issue.status == "withdrawn"


def test_only_the_board_takes_back_and_only_once(secretary, manager):
    batch = taken_in(secretary, as_csv())
    with pytest.raises(Refused):
        begin_undo(batch, by=manager)
    take_back(begin_undo(batch, by=secretary), by=secretary)
    with pytest.raises(Refused, match="al teruggedraaid"):
        begin_undo(batch, by=secretary)
    assert forget_old_files() == 0


def test_how_far_it_is_can_be_seen_before_it_is_whole(committed, secretary):
    batch = sent(secretary, as_csv())
    begun, seen = begin_import(batch, by=secretary), []
    with transaction.atomic(), progress(begun.pk) as tell:
        tell(2)
        with connect("default", committed) as other:
            name = other.execute("SELECT application_name FROM pg_stat_activity").fetchall()
        seen = [one for (one,) in name if one.startswith("wijkportaal import")]
        assert seen == [f"wijkportaal import {begun.pk}: 2"] and done_of(begun.pk) == 2
    assert done_of(begun.pk) is None


def test_a_long_list_is_read_and_taken_back_by_the_worker(client, secretary, monkeypatch):
    asked = []
    for name in ("read_import", "undo_import"):
        monkeypatch.setattr(f"issues.views.importing.{name}.defer", lambda **told: asked.append(told))
    batch = sent(secretary, as_csv())
    monkeypatch.setattr("issues.views.importing.AT_ONCE", 10)
    monkeypatch.setattr("issues.views.importing.FEW", 1)
    client.force_login(secretary)
    page = client.post(f"/werk/invoer/{batch.uuid}/", {"doe": "inlezen"}, follow=True).content.decode()
    assert "Wij beginnen zo" in page and "<progress" in page and "data-ververs" in page
    take_in(batch, by=secretary)
    page = client.post(f"/werk/invoer/{batch.uuid}/", {"doe": "terug"}, follow=True).content.decode()
    assert "data-ververs" in page and asked == [{"batch": batch.pk}] * 2
    undo_import(batch.pk)
    assert "Teruggedraaid op" in client.get(f"/werk/invoer/{batch.uuid}/").content.decode()
