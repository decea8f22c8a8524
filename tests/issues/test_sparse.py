"""A new row names only the columns that have a value; the others are NULL as before."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from issues.actions import ReportData, submit_report
from issues.models import Issue, Report
from tests.issues.stories import street, theme

pytestmark = pytest.mark.django_db


def test_a_report_is_stored_without_naming_its_empty_columns() -> None:
    with CaptureQueriesContext(connection) as asked:
        report = submit_report(ReportData(theme=theme(), text="Losse stoeptegel", street=street()))
    written = next(one["sql"] for one in asked if 'INSERT INTO "issues_issue"' in one["sql"])
    inserts = [f"INSERT INTO{part}" for part in written.split("INSERT INTO")[1:]]
    places = {sql.split('"')[1]: sql.partition("VALUES")[0].count('"') for sql in inserts if '"' in sql}
    assert places["issues_issue"] // 2 < 40
    assert "closed_at" not in "".join(inserts)
    stored = Issue.objects.get(pk=report.issue_id)
    assert (stored.closed_at, stored.number, stored.lon, stored.status) == (None, None, None, "reported")
    assert Report.objects.get(pk=report.pk).withdrawn_at is None
