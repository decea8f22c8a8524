"""Merging, joining, splitting: everything of residents moves, and an undo brings back exactly what moved."""

import pytest

from issues.actions import (
    ReportData,
    change_visibility,
    confirm_affected,
    end_follow,
    erase_reports,
    follow_issue,
    join_report,
    merge_issue,
    split_issue,
    submit_report,
    undo_move,
    unmerge_issue,
)
from issues.models import Follow, Issue, MergeRecord, Photo, Report
from tests.issues.stories import assessing, issue_in, readers, reported, street, theme
from tests.personas import person
from wijkraad.notices.models import Message
from wijkraad.terms import clock
from wijkraad.terms.refusal import Refused


def joins(issue: Issue, text: str = "hier ook", by=None, **more) -> Report:
    contact = "account" if by else "none"
    data = ReportData(theme=theme(), text=text, street=street(), joins=issue, contact=contact, **more)
    return submit_report(data, by=by)


def photo_of(report: Report) -> Photo:
    return Photo.objects.create(
        report=report, issue=report.issue, file="photos/aa/a.jpg", width=4, height=4, created_at=clock.now()
    )


def shape(issue: Issue) -> dict:
    """All that belongs to an issue, by id, and its counts."""
    issue.refresh_from_db()
    return {
        "reports": list(issue.reports.order_by("pk").values_list("pk", "merged_from")),
        "ordinals": list(issue.reports.order_by("pk").values_list("reporter_ordinal", "household_ordinal")),
        "photos": list(issue.photos.order_by("pk").values_list("pk", flat=True)),
        "answers": list(issue.confirmations.order_by("pk").values_list("pk", flat=True)),
        "follows": list(issue.follows.order_by("pk").values_list("pk", "ended_at")),
        "counts": (issue.report_count, issue.household_count, issue.follower_count, issue.first_report_at),
    }


@pytest.fixture
def pair(resident, neighbour, entrepreneur):
    """Two public matters; the neighbour follows both, the resident reported and follows the first."""
    first, second = assessing(title="De ene"), assessing(title="De andere")
    photo_of(joins(first, by=resident, house_number="12"))
    for who in (resident, neighbour):
        follow_issue(first, by=who)
    for who in (neighbour, entrepreneur):
        follow_issue(second, by=who)
    confirm_affected(first, by=neighbour)
    return first, second


def test_a_merge_and_its_undo_leave_both_as_they_were(pair, manager) -> None:
    first, second = pair
    before = shape(first), shape(second)
    merge_issue(first, second, by=manager)
    merged = shape(second)
    assert len(merged["reports"]) == 3 and len(merged["photos"]) == 1 and len(merged["answers"]) == 1
    assert merged["counts"][:3] == (3, 1, 3) and first.merged_into_id == second.pk
    unmerge_issue(first, by=manager)
    assert (shape(first), shape(second)) == before and first.status == "assessing"


def test_what_came_later_stays_with_the_target(pair, manager, neighbour, resident) -> None:
    first, second = pair
    merge_issue(first, second, by=manager)
    late = joins(second, "pas later", by=neighbour)
    end_follow(Follow.objects.get(issue=second, user=neighbour), by=neighbour)
    end_follow(Follow.objects.get(issue=second, user=resident), by=resident)
    unmerge_issue(first, by=manager)
    late.refresh_from_db()
    assert late.issue_id == second.pk
    assert not Follow.objects.filter(user__in=[neighbour, resident], ended_at=None).exists()
    first.refresh_from_db()
    assert first.follower_count == 0


def test_merging_twice_comes_loose_in_order(manager) -> None:
    a, b, c = (assessing(title=word) for word in "abc")
    merge_issue(a, b, by=manager)
    merge_issue(b, c, by=manager)
    with pytest.raises(Refused) as refused:
        unmerge_issue(a, by=manager)
    assert refused.value.code == "issue.chain"
    unmerge_issue(b, by=manager)
    assert list(b.reports.exclude(merged_from=None).values_list("merged_from", flat=True)) == [a.pk]
    unmerge_issue(a, by=manager)
    for one in (a, b, c):
        one.refresh_from_db()
    assert [one.report_count for one in (a, b, c)] == [1, 1, 1]
    assert MergeRecord.objects.filter(undone=True).count() == 2


def test_reporters_and_followers_hear_into_which_number(pair, manager, resident, neighbour) -> None:
    first, second = pair
    merge_issue(first, second, by=manager)
    change = first.status_changes.last()
    told = Message.objects.filter(event=f"issue-status:{change.pk}")
    assert {resident, neighbour} <= {one.recipient for one in told}
    assert all(second.number in one.facts["reason"] for one in told)


def test_one_person_stays_one_person_also_after_erasure(manager, resident) -> None:
    """The same resident reported both; their details are destroyed; merged they still count once."""
    first, second = assessing(title="De ene"), assessing(title="De andere")
    for _n in range(2):
        joins(first, by=resident, house_number="12")
    erase_reports(first.reports.filter(reporter=resident), by=None)
    merge_issue(first, second, by=manager)
    ordinals = list(second.reports.order_by("pk").values_list("reporter_ordinal", flat=True))
    assert sorted(set(ordinals)) == [1, 2, 3] and ordinals[-1] == ordinals[-2]
    second.refresh_from_db()
    assert (second.report_count, second.household_count) == (4, 1)


def test_a_report_of_a_later_state_is_joined_alone_and_goes_back(manager) -> None:
    source, target = issue_in("in_progress"), assessing(title="De andere")
    before = shape(source), shape(target)
    report = source.reports.get()
    photo_of(report)
    before = shape(source), shape(target)
    join_report(report, target, by=manager, words="Hoort hierbij.")
    assert shape(source)["counts"][0] == 0 and target.photos.count() == 1
    record = MergeRecord.objects.get(kind="join")
    undo_move(record, by=manager)
    assert (shape(source), shape(target)) == before
    with pytest.raises(Refused) as refused:
        undo_move(record, by=manager)
    assert refused.value.code == "move.undone"


def test_a_split_takes_its_reports_photos_and_followers_along(pair, manager, resident) -> None:
    first, _second = pair
    going = first.reports.filter(reporter=resident)
    new = split_issue(first, by=manager, reports=going, title="Apart", summary="Iets anders.")
    first.refresh_from_db()
    assert (new.status, bool(new.number), new.report_count, first.report_count) == ("assessing", True, 1, 1)
    assert new.photos.count() == 1 and new.follower_count == first.follower_count == 2
    assert new.responsible == first.responsible and new.visibility == "public"
    record = MergeRecord.objects.get(kind="split")
    undo_move(record, by=manager)
    for one in (new, first):
        one.refresh_from_db()
    assert (new.status, new.merged_into_id, first.report_count, first.follower_count) == (
        "merged",
        first.pk,
        2,
        2,
    )
    assert first.photos.count() == 1


def test_a_split_before_triage_keeps_the_promised_date(manager) -> None:
    first, other = reported(text="twee dingen"), reported(text="en nog iets")
    join_report(other.reports.get(), first, by=manager)
    new = split_issue(first, by=manager, reports=[Report.objects.get(text="en nog iets")])
    assert (new.status, new.norm_due, new.created_at, new.number) == (
        "reported", first.norm_due, first.created_at, None,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("which", "code"), [("none", "split.none"), ("all", "split.all"), ("foreign", "split.none")]
)
def test_a_split_that_cannot_be(pair, manager, which, code) -> None:
    first, second = pair
    chosen = {"none": [], "all": first.reports.all(), "foreign": second.reports.all()}[which]
    with pytest.raises(Refused) as refused:
        split_issue(first, by=manager, reports=chosen, title="Apart")
    assert refused.value.code == code and Issue.objects.count() == 2


@pytest.mark.parametrize("who", ["resident", "partner", "auditor", "deputy"])
def test_who_does_not_triage_moves_nothing(pair, who) -> None:
    first, second = pair
    by = person(who)
    for act in (
        lambda: merge_issue(first, second, by=by),
        lambda: join_report(first.reports.first(), second, by=by),
        lambda: split_issue(first, by=by, reports=first.reports.all()[:1], title="Apart"),
    ):
        with pytest.raises(Refused):
            act()
    assert not MergeRecord.objects.exists()


def test_the_workspace_of_a_merged_matter_leads_to_where_it_went(client, pair, manager) -> None:
    first, second = pair
    merge_issue(first, second, by=manager)
    client.force_login(manager)
    page = client.get(f"/werk/kwesties/{first.uuid}/").content.decode()
    assert f"/werk/kwesties/{second.uuid}/" in page and second.title in page
    readers("chair", "board_member")
    change_visibility(second, by=person("chair"), visibility="confidential")
    page = client.get(f"/werk/kwesties/{first.uuid}/").content.decode()
    assert second.title not in page and str(second.uuid) not in page


def test_after_the_undo_the_reporter_does_not_read_that_it_was_merged(client, pair, manager) -> None:
    first, second = pair
    path = f"/melden/status/{first.reports.latest('pk').status_token}/"
    merge_issue(first, second, by=manager)
    unmerge_issue(first, by=manager)
    page = client.get(path).content.decode()
    assert (
        page.count(f"Samengevoegd met {second.number}.") == 1
    )  # in the list of what happened, not as what is
