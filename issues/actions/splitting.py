"""One issue that turns out to be two: some of its reports go to a new one."""

from collections.abc import Collection
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from issues.actions.counting import recount
from issues.actions.gate import hand_back, locked, move_issue
from issues.actions.judging import must_triage
from issues.actions.merging import Kind, note_move
from issues.actions.moving import move_reports, settled
from issues.actions.visibility import draw_number
from issues.models import Follow, Issue, Report, StatusChange, Theme, Visibility
from issues.workflow import OPEN
from wijkraad.people.models import User
from wijkraad.terms import clock
from wijkraad.terms.refusal import Refused
from wijkraad.trail.acting import action


@action("issue.split")
def split_issue(
    issue: Issue,
    *,
    by: User,
    reports: Collection[Report],
    title: str = "",
    summary: str = "",
    theme: Theme | None = None,
    responsible: User | None = None,
    with_followers: bool = True,
) -> Issue:
    """Make a new issue of some reports; photos and answers of those go along, at least one report stays.

    Of a new matter the second one is new too and keeps the promised date. Of a known one it is
    being looked at at once, as visible as the first, with its own number; `with_followers` lets
    who followed the first follow both. Undone by joining them again (`dividing.undo_move`).
    """
    return split_off(
        issue, by, reports, title=title, summary=summary, theme=theme, responsible=responsible,
        with_followers=with_followers,
    )  # fmt: skip


def split_off(
    issue: Issue,
    by: User,
    reports: Collection[Report],
    *,
    title: str,
    summary: str,
    theme: Theme | None,
    responsible: User | None,
    with_followers: bool,
    divided: dict[str, Any] | None = None,
) -> Issue:
    """Split; `divided` tells how one report became two, so that an undo can make it whole."""
    fresh = locked(issue)
    must_triage(by, fresh)
    pks = _going(fresh, reports)
    second = _second(fresh, pks, theme or fresh.theme)
    moved = move_reports(fresh, second, pks) | ({"divided": divided} if divided else {})
    recount(fresh)
    recount(second, pks)
    settled(fresh)
    if fresh.status != "reported":
        _take_on(fresh, second, by, title, summary, responsible)
        if with_followers:
            moved["copied"] = _follow_both(fresh, second)
    note_move(fresh, second, Kind.SPLIT, moved, by)
    settled(second)
    hand_back(fresh, issue)
    return second


def _going(issue: Issue, reports: Collection[Report]) -> list[int]:
    """The ids of the reports that go, judged: of this issue, at least one, and not all of them."""
    pks = sorted(one.pk for one in reports)
    here = set(Report.objects.filter(issue=issue, withdrawn_at=None).values_list("pk", flat=True))
    if issue.status not in OPEN:
        raise Refused(_("Splitsen kan alleen zolang de kwestie loopt."), code="split.state")
    if not pks or not here.issuperset(pks):
        raise Refused(_("Kies welke meldingen naar de nieuwe kwestie gaan."), code="split.none")
    if here == set(pks):
        raise Refused(_("Laat ten minste één melding bij deze kwestie."), code="split.all")
    return pks


def _second(fresh: Issue, pks: list[int], theme: Theme) -> Issue:
    """The new row at the place of its first report; age and promise are those of the first issue."""
    first = Report.objects.filter(pk__in=pks).order_by("created_at", "pk")[0]
    now = clock.now()
    second = Issue(
        theme=theme, street=first.street or fresh.street, segment=first.segment,
        area=first.area or fresh.area, lon=first.lon, lat=first.lat,
        visibility=fresh.visibility, public_wording=fresh.public_wording,
        status="reported", created_at=fresh.created_at if fresh.status == "reported" else now,
        first_report_at=first.created_at, state_since=now, last_event_at=now, norm_due=fresh.norm_due,
        next_step=noop("Wij kijken naar uw melding"), next_step_on=fresh.norm_due,
    )  # fmt: skip
    second.save()
    StatusChange.objects.create(issue=second, from_state="", to_state="reported", at=now)
    return second


def _take_on(
    fresh: Issue, second: Issue, by: User, title: str, summary: str, responsible: User | None
) -> None:
    second.title, second.summary = title.strip(), summary.strip()
    second.unheard = fresh.unheard
    if not second.title and second.visibility != Visibility.CONFIDENTIAL:
        raise Refused(_("Schrijf eerst een titel die iedereen mag lezen."), code="issues_issue_public_title")
    second.save()
    told = noop("Gesplitst van %(number)s.") % {"number": fresh.number} if fresh.is_public else ""
    move_issue(second, "assessing", by=by, responsible=responsible or fresh.responsible, public_reason=told)
    draw_number(second)
    second.save()


def _follow_both(fresh: Issue, second: Issue) -> list[int]:
    """Who follows the first issue follows the second one too; their rows are new ones."""
    rows = Follow.objects.filter(issue=fresh, ended_at=None, confirmed_at__isnull=False)
    made = Follow.objects.bulk_create(
        Follow(
            issue=second, user_id=row.user_id, email=row.email, pace=row.pace,
            created_at=clock.now(), confirmed_at=row.confirmed_at,
        )
        for row in rows
    )  # fmt: skip
    return [row.pk for row in made]
