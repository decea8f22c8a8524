"""A report through the form about something that was solved: somebody decides whether it came back."""

from datetime import timedelta

from django.urls import reverse

from issues.actions import ReportData, follow_issue, mark_seen, submit_report
from issues.models import Report
from tests.issues.stories import issue_in, street, theme
from wijkraad.notices.models import Message
from wijkraad.terms import clock


def joins(issue, text: str = "ze rijden wéér te hard") -> Report:
    return submit_report(ReportData(theme=theme(), text=text, street=street(), joins=issue))


def test_a_relapse_is_offered_on_the_desk_and_reopened_with_one_button(client, manager, neighbour) -> None:
    issue = issue_in("resolved")
    follow_issue(issue, by=neighbour)
    report = joins(issue)
    client.force_login(manager)
    page = client.get(reverse("issues:triage")).content.decode()
    assert "wéér te hard" in page and "Het is terug: zet weer open" in page
    answer = client.post(reverse("issues:joined"), {"melding": report.pk, "doe": "terug"})
    assert answer.headers["Location"] == reverse("issues:triage")
    issue.refresh_from_db()
    assert (issue.status, issue.relapse_count, issue.report_count) == ("assessing", 1, 2)
    change = issue.status_changes.last()
    told = Message.objects.filter(event=f"issue-status:{change.pk}")
    assert {one.recipient for one in told} >= {issue.responsible, neighbour}
    assert "Het is terug" not in client.get(reverse("issues:triage")).content.decode()


def test_the_workspace_offers_the_same_and_seen_changes_nothing(client, board_member) -> None:
    issue = issue_in("resolved")
    report = joins(issue)
    client.force_login(board_member)
    path = reverse("issues:work", args=[issue.uuid])
    assert "Het is terug: zet weer open" in client.get(path).content.decode()
    answer = client.post(reverse("issues:joined"), {"melding": report.pk, "doe": "gezien", "naar": "werk"})
    assert answer.headers["Location"] == path
    issue.refresh_from_db()
    report.refresh_from_db()
    assert (issue.status, issue.relapse_count) == ("resolved", 0) and report.moderated_at


def test_after_the_aftercare_it_can_only_be_read(client, board_member) -> None:
    issue = issue_in("resolved")
    client.force_login(board_member)
    with clock.moved_to(clock.now() + timedelta(days=190)):
        joins(issue)
        page = client.get(reverse("issues:triage")).content.decode()
    assert "wéér te hard" in page and "zet weer open" not in page


def test_only_who_may_see_the_issue_can_press(client, neighbour, partner) -> None:
    report = joins(issue_in("resolved"))
    for who in (neighbour, partner):
        client.force_login(who)
        assert (
            client.post(reverse("issues:joined"), {"melding": report.pk, "doe": "terug"}).status_code == 403
        )
    mark_seen(report, by=report.issue.responsible)
