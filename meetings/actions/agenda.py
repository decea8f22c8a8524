"""The agenda: items, their order, who is there, who has an interest, and how an item ends."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from issues.models import Issue
from issues.permissions import can_view as can_view_issue
from meetings.actions import chain
from meetings.actions.moving import locked_item, locked_meeting, only_who_runs
from meetings.actions.votes import refuse_declared
from meetings.models import AgendaIssue, AgendaItem, Attendance, ConflictOfInterest, Meeting
from meetings.permissions import WRITABLE
from wijkraad.terms import clock
from wijkraad.terms.refusal import Refused
from wijkraad.trail.acting import action

ENDING = ["outcome", "outcome_reason", "deferred_until", "once_more_person", "once_more_on", "ended_at"]
"""The columns that say how an item ended."""
LONGEST_NAME, LONGEST_REASON = 120, 200
"""Characters of the name of a guest, and of the interest that somebody declares."""


@action("agenda.add")
def add_item(
    meeting: Meeting,
    *,
    by: Any,
    title: str,
    issues: Iterable[Issue] = (),
    internal: bool = False,
    minutes: int = 10,
    public_title: str = "",
    for_whom: str = "",
) -> AgendaItem:
    """Put a point at the end of the agenda; `minutes` is the planned time.

    A confidential issue makes the point internal.
    """
    meeting = locked_meeting(meeting)
    issues = list(issues)
    _refuse_closed(meeting, by)
    if not all(can_view_issue(by, issue) for issue in issues):
        raise Refused(_("U mag deze kwestie niet zien."), code="not_allowed")
    item = AgendaItem.objects.create(
        meeting=meeting,
        order=_last_order(meeting) + 1,
        title=title,
        public_title=public_title,
        for_whom=for_whom,
        internal=internal or any(issue.visibility == "confidential" for issue in issues),
        planned_minutes=minutes,
    )
    AgendaIssue.objects.bulk_create(AgendaIssue(item=item, issue=issue) for issue in issues)
    chain.refresh(issues, by=by)
    return item


def _refuse_closed(meeting: Meeting, by: Any) -> None:
    only_who_runs(by, meeting)
    if meeting.status not in ("planned", "running"):
        raise Refused(_("De agenda van deze vergadering staat vast."), code="agenda_fixed")


def _last_order(meeting: Meeting) -> int:
    return meeting.items.aggregate(last=Max("order"))["last"] or 0


@action("agenda.change")
def change_item(item: AgendaItem, *, by: Any, **changes: Any) -> AgendaItem:
    """Change title, public_title, for_whom, planned_minutes or internal."""
    allowed = {"title", "public_title", "for_whom", "planned_minutes", "internal"}
    if not changes.keys() <= allowed:
        raise TypeError(f"change_item: {sorted(changes.keys() - allowed)}")
    item = locked_item(item)
    _refuse_closed(item.meeting, by)
    for name, new in changes.items():
        setattr(item, name, new)
    item.save(update_fields=list(changes))
    chain.refresh(item.issues.all(), by=by)
    return item


@action("agenda.remove")
def remove_item(item: AgendaItem, *, by: Any) -> None:
    """Take an untouched point off the agenda."""
    item = locked_item(item)
    _refuse_closed(item.meeting, by)
    if item.is_touched or item.decisions.exists() or item.conflicts.exists():
        raise Refused(_("Bij dit punt is al iets opgeschreven."), code="written")
    issues = list(item.issues.all())
    item.delete()
    chain.refresh(issues, by=by)


@action("agenda.move")
def move_item(item: AgendaItem, *, by: Any, up: bool) -> AgendaItem:
    """One place up or down; at the end nothing happens."""
    item = locked_item(item)
    _refuse_closed(item.meeting, by)
    others = item.meeting.items.select_for_update()
    other = (
        others.filter(order__lt=item.order).order_by("-order").first()
        if up
        else others.filter(order__gt=item.order).order_by("order").first()
    )
    if other is not None:
        item.order, other.order = other.order, item.order
        AgendaItem.objects.bulk_update([item, other], ["order"])
    return item


@action("agenda.reorder")
def reorder_items(meeting: Meeting, *, by: Any, order: Sequence[int]) -> None:
    """Put all items of the meeting in this order of keys."""
    meeting = locked_meeting(meeting)
    _refuse_closed(meeting, by)
    items = {item.pk: item for item in meeting.items.select_for_update()}
    if sorted(order) != sorted(items):
        raise Refused(_("De agenda is intussen veranderd. Kijk nog eens."), code="agenda_changed")
    for place, key in enumerate(order, 1):
        items[key].order = place
    AgendaItem.objects.bulk_update(items.values(), ["order"])


def carry_on(meeting: Meeting, *, by: Any) -> list[AgendaItem]:
    """Bring what earlier meetings of this kind did not reach; called with `meeting` held."""
    waiting = AgendaItem.objects.open_ends().filter(
        meeting__kind=meeting.kind,
        meeting__working_group=meeting.working_group,
        meeting__starts_at__lt=meeting.starts_at,
    )
    rows = waiting.prefetch_related("issues").order_by("meeting__starts_at", "order")
    return [_carry(old, meeting, by) for old in rows]


def _carry(old: AgendaItem, meeting: Meeting, by: Any) -> AgendaItem:
    issues = list(old.issues.all())
    item = AgendaItem.objects.create(
        meeting=meeting,
        order=_last_order(meeting) + 1,
        title=old.title,
        public_title=old.public_title,
        for_whom=old.for_whom,
        internal=old.internal,
        planned_minutes=old.planned_minutes,
        carried_from=old,
    )
    AgendaIssue.objects.bulk_create(AgendaIssue(item=item, issue=issue) for issue in issues)
    chain.refresh(issues, by=by)
    return item


@action("agenda.carry")
def carry_item(old: AgendaItem, meeting: Meeting, *, by: Any) -> AgendaItem:
    """Bring one point that nobody got to from an earlier evening; once."""
    meeting = locked_meeting(meeting)
    _refuse_closed(meeting, by)
    waiting = AgendaItem.objects.open_ends().select_for_update(of=("self",)).filter(pk=old.pk)
    found = waiting.filter(meeting__starts_at__lt=meeting.starts_at).first()
    if found is None:
        raise Refused(_("Dit punt staat al op een latere agenda."), code="carried")
    return _carry(found, meeting, by)


@action("agenda.start")
def start_item(item: AgendaItem, *, by: Any) -> AgendaItem:
    """The point is being discussed now."""
    item = locked_item(item)
    only_who_runs(by, item.meeting)
    _refuse_not_running(item.meeting)
    if item.started_at is None:
        item.started_at = clock.now()
        item.save(update_fields=["started_at"])
    return item


def _refuse_not_running(meeting: Meeting) -> None:
    if meeting.status != "running":
        raise Refused(_("Deze vergadering is niet bezig."), code="not_running")


@action("agenda.outcome")
def set_outcome(
    item: AgendaItem,
    *,
    by: Any,
    outcome: str,
    reason: str = "",
    until: date | None = None,
    once_more_person: Any = None,
    once_more_on: date | None = None,
) -> AgendaItem:
    """How the point ends. `deferred` needs a date and a reason; `closed` a reason.

    "Nog één keer" is a deferral with a person and a date, both public. A decision sets its outcome
    itself (`adopt_decision`, `reject_decision`). Who declared an interest leaves it to another. Raises
    Refused.
    """
    item = locked_item(item)
    only_who_runs(by, item.meeting)
    _refuse_not_running(item.meeting)
    refuse_declared(item, by)
    until = once_more_on or until
    _judge_outcome(item, outcome, reason, until, once_more_person, once_more_on)
    item.outcome, item.outcome_reason = outcome, reason
    item.deferred_until = until if outcome == "deferred" else None
    item.once_more_person = once_more_person if outcome == "deferred" else None
    item.once_more_on = once_more_on if outcome == "deferred" else None
    item.ended_at = clock.now() if outcome != "not_reached" else None
    item.save(update_fields=ENDING)
    return item


def _judge_outcome(
    item: AgendaItem, outcome: str, reason: str, until: date | None, person: Any, on: date | None
) -> None:
    if outcome not in AgendaItem.Outcome.values:
        raise Refused(_("Kies hoe dit punt eindigt."), code="outcome")
    if (
        outcome == "decision"
        and not item.decisions.exclude(status__in=["concept", "deferred", "scrapped"]).exists()
    ):
        raise Refused(_("Leg eerst het besluit vast."), code="no_decision")
    if outcome != "decision" and item.decisions.filter(status__in=["adopted", "rejected"]).exists():
        raise Refused(_("Bij dit punt is al een besluit genomen."), code="decided")
    if outcome in ("deferred", "closed") and not reason.strip():
        raise Refused(_("Schrijf op waarom. De reden is openbaar."), code="no_reason")
    if outcome == "deferred" and (until is None or until <= clock.date_of(item.meeting.starts_at)):
        raise Refused(_("Kies een dag na deze vergadering."), code="no_date")
    if (person is None) != (on is None):
        raise Refused(_("Nog één keer: kies een dag en een naam."), code="meetings_item_once_more")


@action("meeting.attend")
def record_attendance(
    meeting: Meeting, *, by: Any, person: Any = None, guest: str = "", state: str = "present", shown: str = ""
) -> Attendance:
    """Who is there; a person says once how the minutes name them ("name", "initials", "none").

    A guest is counted and not named until the guest says so.
    """
    meeting = locked_meeting(meeting)
    only_who_runs(by, meeting)
    if meeting.status not in ("planned", *WRITABLE):
        raise Refused(_("De aanwezigheid van deze vergadering staat vast."), code="attendance_fixed")
    _refuse_long(guest, LONGEST_NAME)
    values = {"state": state} | ({"shown": shown} if shown else {})
    if person is None:
        values.setdefault("shown", Attendance.Shown.NONE)
        return Attendance.objects.update_or_create(
            meeting=meeting, person=None, guest=guest, defaults=values
        )[0]
    return Attendance.objects.update_or_create(meeting=meeting, person=person, defaults=values)[0]


def _refuse_long(text: str, longest: int) -> None:
    if len(text) > longest:
        raise Refused(
            _("Dit is te lang: %(length)d tekens. Er passen er %(longest)d.")
            % {"length": len(text), "longest": longest},
            code="too_long",
        )


@action("meeting.name")
def name_attendance(attendance: Attendance, *, by: Any, shown: str) -> Attendance:
    """How the minutes name somebody: each person chooses, also afterwards; for a guest whoever writes.

    Names are a layer outside the hash, so this never touches adopted minutes.
    """
    attendance = Attendance.objects.select_for_update().get(pk=attendance.pk)
    if attendance.person_id is None:
        only_who_runs(by, attendance.meeting)
    elif attendance.person_id != by.pk:
        raise Refused(_("Hoe iemand in het verslag staat, kiest die persoon zelf."), code="not_allowed")
    if shown not in Attendance.Shown.values:
        raise Refused(_("Kies hoe de naam in het verslag staat."), code="shown")
    attendance.shown = shown
    attendance.save(update_fields=["shown"])
    return attendance


@action("agenda.conflict")
def declare_conflict(
    item: AgendaItem, *, by: Any, person: Any, reason: str = "", left_room: bool = True
) -> ConflictOfInterest:
    """A member has an interest in this point: no deliberation, no vote. By the member, or by who writes."""
    item = locked_item(item)
    if by != person:
        only_who_runs(by, item.meeting)
    if item.meeting.status not in ("planned", "running"):
        raise Refused(_("Dit punt is al geweest."), code="agenda_fixed")
    if item.decisions.filter(status__in=["adopted", "rejected"]).exists():
        raise Refused(_("Bij dit punt is al een besluit genomen."), code="decided")
    _refuse_long(reason, LONGEST_REASON)
    return ConflictOfInterest.objects.update_or_create(
        item=item,
        person=person,
        defaults={"reason": reason, "left_room": left_room, "declared_at": clock.now()},
    )[0]


@action("agenda.no_conflict")
def undo_conflict(item: AgendaItem, *, by: Any, person: Any) -> None:
    """Declared by mistake."""
    item = locked_item(item)
    only_who_runs(by, item.meeting)
    _refuse_not_running(item.meeting)
    if item.decisions.filter(status__in=["adopted", "rejected"]).exists():
        raise Refused(_("Bij dit punt is al een besluit genomen."), code="decided")
    ConflictOfInterest.objects.filter(item=item, person=person).delete()
