"""Rows written in one statement are the rows that three saves would have written."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from issues.models import Issue, Report, StatusChange
from tests.issues.stories import street, theme
from wijkraad.terms import clock
from wijkraad.terms.together import insert_together
from wijkraad.trail.models import TrailEvent

pytestmark = pytest.mark.django_db
OWN = {"id", "uuid", "key", "issue_id", "issue", "txid"}
"""Columns in which any two reports differ."""


def three_rows(text: str = "Losse stoeptegel") -> tuple[Issue, StatusChange, Report]:
    now = clock.now()
    issue = Issue(
        theme=theme(), street=street(), status="reported", created_at=now, first_report_at=now,
        state_since=now, last_event_at=now, report_count=1, norm_due=clock.today() + timedelta(days=5),
    )  # fmt: skip
    first = StatusChange(issue=issue, from_state="", to_state="reported", at=now)
    report = Report(
        issue=issue, theme=theme(), street=street(), text=text, created_at=now, reporter_ordinal=1,
        lon=4.27, lat=52.07, household="huis",
    )  # fmt: skip
    return issue, first, report


def stored(row: Issue | StatusChange | Report) -> dict[str, object]:
    """What the database has, without the columns that are always new."""
    found = type(row).objects.filter(pk=row.pk).values().get()
    return {name: value for name, value in found.items() if name not in OWN}


def test_together_or_one_by_one_the_database_has_the_same() -> None:
    with clock.moved_to(clock.now()):
        apart, together = three_rows(), three_rows()
        with transaction.atomic():
            for row in apart:
                row.save()
        with CaptureQueriesContext(connection) as asked:
            insert_together(*together)
    assert len(asked) == 1
    assert "closed_at" not in asked[0]["sql"], "an empty column is not named"
    for one, other in zip(apart, together, strict=True):
        assert stored(one) == stored(other)
    issue, first, report = together
    assert (first.issue_id, report.issue_id) == (issue.pk, issue.pk)
    assert report.issue is issue and not report._state.adding


def test_the_history_tells_of_both_in_the_same_words() -> None:
    apart, together = three_rows(), three_rows()
    for row in apart:
        row.save()
    insert_together(*together)

    def told(row: Issue | Report) -> list[set[str]]:
        events = TrailEvent.objects.filter(table=row._meta.db_table, row=str(row.pk))
        return [set(event.changes) for event in events]

    for one, other in ((apart[0], together[0]), (apart[2], together[2])):
        assert told(one) == told(other)


def test_words_that_look_like_a_place_or_a_quote_arrive_whole() -> None:
    *_, report = three_rows("100 %s zeker, 'echt' %(waar)s; DROP TABLE issues_report; --")
    insert_together(
        report.issue, StatusChange(issue=report.issue, to_state="reported", at=clock.now()), report
    )
    assert Report.objects.get(pk=report.pk).text.startswith("100 %s zeker, 'echt' %(waar)s;")


def test_one_row_that_is_refused_keeps_all_of_them_out() -> None:
    earlier = three_rows()
    insert_together(*earlier)
    issue, first, report = three_rows()
    report.key = earlier[2].key
    before = Issue.objects.count()
    with pytest.raises(IntegrityError), transaction.atomic():
        insert_together(issue, first, report)
    assert Issue.objects.count() == before
    report.key = uuid4()
    assert report.pk is None
