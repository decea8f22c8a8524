"""Rows that go from one issue to another, and back; the caller holds both issues and judged."""

from collections.abc import Collection
from typing import Any

from django.db.models import Min

from issues.actions.following import recount_affected
from issues.actions.follows import move_pace
from issues.models import Confirmation, Follow, HelpOffer, Issue, MergeRecord, Photo, Report
from wijkraad.terms import clock

PARTS = {"photos": Photo, "confirmations": Confirmation, "offers": HelpOffer}
"""What hangs on an issue and goes along with it, besides reports and followers."""


def move_reports(source: Issue, target: Issue, pks: Collection[int]) -> dict[str, Any]:
    """Move reports with their photos and answers; gives what moved, by id."""
    rows = Report.objects.filter(issue=source, pk__in=pks).order_by("pk")
    moved: dict[str, Any] = {
        "reports": [[pk, before or 0] for pk, before in rows.values_list("pk", "merged_from")]
    }
    moved["photos"] = _go(Photo.objects.filter(issue=source, report__in=pks), target)
    moved["confirmations"] = _go(Confirmation.objects.filter(issue=source, report__in=pks), target)
    rows.update(issue=target, merged_from=source)
    return moved


def _go(rows: Any, target: Issue) -> list[int]:
    pks = sorted(rows.values_list("pk", flat=True))
    rows.model._default_manager.filter(pk__in=pks).update(issue=target)
    return pks


def move_all(source: Issue, target: Issue) -> dict[str, Any]:
    """Move everything of residents: reports, photos, answers, offers, followers; gives what moved, by id."""
    moved = move_reports(source, target, list(source.reports.values_list("pk", flat=True)))
    for name, model in PARTS.items():
        moved[name] = sorted(
            {*moved.get(name, []), *_go(model._default_manager.filter(issue=source), target)}
        )
    return moved | move_follows(source, target)


def move_follows(source: Issue, target: Issue) -> dict[str, list[int]]:
    """Followers of the one follow the other; of who followed both, one row ends."""
    there = Follow.objects.filter(issue=target, ended_at=None)
    known = {key for row in there if row.confirmed_at for key in _keys(row)}
    asked = {key: row for row in there if not row.confirmed_at for key in _keys(row)}
    found: dict[str, list[int]] = {"follows": [], "ended": []}
    for row in Follow.objects.filter(issue=source, ended_at=None).order_by("pk"):
        double = known & _keys(row) or (asked.keys() & _keys(row) and not row.confirmed_at)
        found["ended" if double else "follows"].append(row.pk)
        if not double:  # at their own pace; a row there that was never confirmed makes room
            move_pace(row, target)
            Follow.objects.filter(pk__in=[asked[key].pk for key in asked.keys() & _keys(row)]).update(
                ended_at=clock.now()
            )
    Follow.objects.filter(pk__in=found["ended"]).update(ended_at=clock.now())
    Follow.objects.filter(pk__in=found["follows"]).update(issue=target)
    return found


def _keys(row: Follow) -> set[tuple[str, Any]]:
    return ({("user", row.user_id)} if row.user_id else set()) | (
        {("email", row.email)} if row.email else set()
    )


def bring_back(record: MergeRecord | None, source: Issue, target: Issue) -> list[int]:
    """Bring back what a move took along and is still there; gives the ids of the reports.

    Reports that came to the target by themselves, or left it meanwhile, are not touched. A move
    from before this was written down knows its reports only.
    """
    moved = record.moved if record and record.moved else None
    if moved is None:
        found = Report.objects.filter(issue=target, merged_from=source).values_list("pk", flat=True)
        moved = {"reports": [[pk, 0] for pk in found]}
    before = {pk: was or None for pk, was in moved["reports"]}
    rows = list(Report.objects.filter(pk__in=before, issue=target).order_by("pk"))
    for row in rows:
        Report.objects.filter(pk=row.pk).update(issue=source, merged_from=before[row.pk])
    back = [row.pk for row in rows]
    Photo.objects.filter(report__in=back, issue=target).update(issue=source)
    for name, model in PARTS.items():
        model._default_manager.filter(pk__in=moved.get(name, ()), issue=target).update(issue=source)
    _follows_back(moved, source, target)
    return back


def _follows_back(moved: dict[str, Any], source: Issue, target: Issue) -> None:
    """Followers go back; a row that the merge ended starts again unless the person stopped meanwhile."""
    here = {key for row in Follow.objects.filter(issue=source, ended_at=None) for key in _keys(row)}
    for row in Follow.objects.filter(pk__in=moved.get("follows", ()), issue=target).order_by("pk"):
        if row.ended_at is not None or not here & _keys(row):
            move_pace(row, source)
            Follow.objects.filter(pk=row.pk).update(issue=source)
    still = {key for row in Follow.objects.filter(issue=target, ended_at=None) for key in _keys(row)}
    for row in Follow.objects.filter(pk__in=moved.get("ended", ()), issue=source):
        if still & _keys(row) and not here & _keys(row):
            Follow.objects.filter(pk=row.pk).update(ended_at=None)


def counted_followers(issue: Issue) -> None:
    """Store how many follow an issue."""
    rows = Follow.objects.filter(issue=issue, ended_at=None, confirmed_at__isnull=False)
    issue.follower_count = rows.count()
    issue.save(update_fields=["follower_count"])


def settled(issue: Issue) -> None:
    """What an issue stores about its rows, after some came or went; the first report is the oldest one.

    An issue without reports keeps its first date.
    """
    counted_followers(issue)
    recount_affected(issue)
    first = Report.objects.filter(issue=issue).aggregate(first=Min("created_at"))["first"]
    if first is not None and first != issue.first_report_at:
        issue.first_report_at = first
        issue.save(update_fields=["first_report_at"])
