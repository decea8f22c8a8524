"""Short cuts for the stories of this room: an issue in any state, made through the actions."""

from datetime import timedelta

from issues.actions import (
    ReportData,
    claim_done,
    judge_criterion,
    merge_issue,
    move_issue,
    reject_issue,
    start_work,
    stop_issue,
    submit_report,
    triage_issue,
    verify_issue,
    wait_for,
    withdraw_report,
)
from issues.models import ConfidentialReader, Issue, Segment, Street, Theme
from issues.workflow import Cause
from tests.personas import municipality, person
from wijkraad.terms import clock

DECISION = Cause("decision", "B2026-001", "/besluiten/B2026-001/")


def theme(key: str = "verkeer") -> Theme:
    return Theme.objects.get(key=key)


def street(name: str = "Weimarstraat") -> Street:
    return Street.objects.get_or_create(name=name, defaults={"slug": name.lower()})[0]


def segment(name: str = "Weimarstraat", part: str = "midden") -> Segment:
    return Segment.objects.get_or_create(street=street(name), name=part)[0]


def in_days(days: int):
    return clock.today() + timedelta(days=days)


def reported(text: str = "ze rijden hier veelste hard", key: str = "verkeer", **more) -> Issue:
    more.setdefault("street", street())
    return submit_report(ReportData(theme=theme(key), text=text, **more)).issue


def assessing(
    responsible=None, visibility: str = "public", title: str = "Te hard bij de oversteek", **more
) -> Issue:
    by = more.pop("by", person("manager"))
    size = more.pop("size", "gewoon")
    issue = reported(**more)
    return triage_issue(
        issue,
        by=by,
        title=title,
        summary="Auto's rijden te hard.",
        visibility=visibility,
        size=size,
        responsible=responsible or person("board_member"),
        severity=3,
        safety=4,
    )


def work(issue: Issue, by=None, **more) -> Issue:
    return start_work(
        issue,
        by=by or person("board_member"),
        goal="Minder hard rijden",
        criterion="onder 25 van de 100",
        baseline="58 van de 100",
        action_title="Bakken vragen",
        action_due=in_days(30),
        **more,
    )


def readers(*keys: str) -> None:
    for key in keys:
        ConfidentialReader.objects.create(
            user=person(key),
            since=in_days(-1),
            given_by=person("secretary"),
            confirmed_by=person("treasurer"),
        )


def issue_in(state: str, **more) -> Issue:
    """An issue that came into `state` the ordinary way; the board member takes care of it."""
    if state == "reported":
        return reported(**more)
    if state == "withdrawn":
        issue = reported(**more)
        withdraw_report(issue.reports.get())
        issue.refresh_from_db()
        return issue
    if state == "rejected":
        return reject_issue(reported(**more), by=person("manager"), reason="Dat is voor de gemeente.")
    issue = assessing(**more)
    member = person("board_member")
    if state == "merged":
        return merge_issue(issue, assessing(title="De andere"), by=person("manager"))
    if state == "decided":
        return move_issue(issue, "decided", by=person("secretary"), cause=DECISION)
    if state == "not_resolved":
        return stop_issue(issue, by=person("secretary"), reason="Te weinig deelname.", cause=DECISION)
    if state == "assessing":
        return issue
    work(issue)
    if state == "in_progress":
        return issue
    if state == "waiting":
        return wait_for(issue, by=member, partner=municipality(), until=in_days(20))
    claim_done(issue, by=member, evidence="Vier bakken geplaatst.")
    if state == "reported_done":
        return issue
    judge_criterion(issue, by=member, judgement="reached", after_measure="19 van de 100")
    return verify_issue(issue, by=person("other_board_member"), evidence="Geteld.")
