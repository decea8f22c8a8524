"""Planning, opening, closing and adopting: the life of a meeting (rules: 2-domain, Meetings)."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from meetings import notices
from meetings.actions import chain
from meetings.actions.agenda import carry_on
from meetings.actions.moving import (
    cause_of,
    locked_meeting,
    move_decision,
    move_meeting,
    only_leads,
    only_who_runs,
)
from meetings.hashing import content_hash
from meetings.models import AgendaItem, Attendance, Decision, Erratum, Meeting, MeetingMove, WorkingGroup
from meetings.permissions import can_manage_group, can_view_item
from meetings.workflow import ADVISING, RUNNING
from wijkraad.people.roles import COUNCIL, holders
from wijkraad.terms import clock
from wijkraad.terms.refusal import Refused
from wijkraad.terms.values import value
from wijkraad.trail.acting import action


@action("meeting.plan")
def plan_meeting(
    *,
    by: Any,
    kind: str,
    starts_at: datetime,
    ends_at: datetime,
    place: str,
    internal: bool = False,
    working_group: WorkingGroup | None = None,
) -> Meeting:
    """Plan an evening (aware instants); what an earlier one of this kind did not reach comes along."""
    if working_group is None or not can_manage_group(by, working_group):
        only_leads(by)
    if ends_at <= starts_at:
        raise Refused(_("Het einde ligt niet na het begin."), code="meetings_meeting_order")
    if working_group is not None and kind != Meeting.Kind.GROUP:
        raise Refused(_("Een werkgroep komt bijeen als werkgroep."), code="meetings_meeting_group")
    if working_group is not None and working_group.ends_on < clock.date_of(starts_at):
        raise Refused(
            _("Deze werkgroep is dan al gestopt. Verlengen kan met een besluit."), code="group_ended"
        )
    meeting = Meeting.objects.create(
        kind=kind,
        starts_at=starts_at,
        ends_at=ends_at,
        place=place,
        internal=internal,
        working_group=working_group,
        slug=_free_slug(f"{clock.date_of(starts_at).isoformat()}-{kind}"),
        created_at=clock.now(),
    )
    MeetingMove.objects.create(meeting=meeting, to_state="planned", by=by, at=clock.now())
    carry_on(meeting, by=by)
    notices.meeting_planned(meeting, by=by)
    return meeting


def _free_slug(wanted: str) -> str:
    taken = set(Meeting.objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
    found, number = wanted, 1
    while found in taken:
        number += 1
        found = f"{wanted}-{number}"
    return found


@action("meeting.change")
def change_meeting(
    meeting: Meeting, *, by: Any, starts_at: datetime, ends_at: datetime, place: str
) -> Meeting:
    """Move a planned meeting to another time or place; its address stays the same."""
    meeting = locked_meeting(meeting)
    only_who_runs(by, meeting)
    if meeting.status != "planned":
        raise Refused(_("Deze vergadering is al begonnen."), code="meeting_move")
    if ends_at <= starts_at:
        raise Refused(_("Het einde ligt niet na het begin."), code="meetings_meeting_order")
    meeting.starts_at, meeting.ends_at, meeting.place = starts_at, ends_at, place
    meeting.save(update_fields=["starts_at", "ends_at", "place"])
    chain.refresh(chain.issues_of(meeting), by=by)
    return meeting


@action("meeting.open")
def open_meeting(meeting: Meeting, *, by: Any) -> Meeting:
    """The evening begins; members who said that they do not come stand as excused."""
    meeting = locked_meeting(meeting)
    move_meeting(meeting, "running", by=by, opened_at=clock.now())
    members = {member.pk for member in holders(*COUNCIL)}
    for row in meeting.invitations.filter(answer="no", person__in=members):
        Attendance.objects.get_or_create(
            meeting=meeting, person_id=row.person_id, defaults={"state": Attendance.State.EXCUSED}
        )
    return meeting


@action("meeting.unopen")
def unopen_meeting(meeting: Meeting, *, by: Any) -> Meeting:
    """Opened by mistake: back to planned, only while nothing was written."""
    meeting = locked_meeting(meeting)
    if any(item.is_touched for item in meeting.items.all()):
        raise Refused(_("Er is al iets opgeschreven. Sluit de vergadering als u klaar bent."), code="written")
    move_meeting(meeting, "planned", by=by, opened_at=None)
    return meeting


@action("meeting.cancel")
def cancel_meeting(meeting: Meeting, *, by: Any, reason: str = "") -> Meeting:
    meeting = locked_meeting(meeting)
    move_meeting(meeting, "cancelled", by=by, reason=reason)
    chain.refresh(chain.issues_of(meeting), by=by)
    notices.meeting_cancelled(meeting, by=by)
    return meeting


@action("meeting.close")
def close_meeting(meeting: Meeting, *, by: Any, confirmed: bool = False) -> Meeting:
    """End the evening: untouched items move on after one confirmation; talk without end is refused.

    Raises Refused `talk` with the list of items that were discussed once too often without decision,
    closure or "nog één keer"; Refused `confirm` when `confirmed` is needed.
    """
    meeting = locked_meeting(meeting)
    only_who_runs(by, meeting)
    items = list(meeting.items.select_for_update().prefetch_related("issues"))
    _refuse_endless_talk(items, by)
    untouched = [item for item in items if not item.is_touched]
    lapsing = _unratified(meeting)
    if (untouched or lapsing) and not confirmed:
        raise Refused(_what_happens(untouched, lapsing), code="confirm")
    for item in items:
        _finish(item, reached=item not in untouched)
    for decision in lapsing:
        move_decision(
            decision, "lapsed", by=by, reason=str(_("Niet bekrachtigd in de volgende vergadering."))
        )
    move_meeting(meeting, "held", by=by, closed_at=clock.now())
    _carry_to_next(meeting, by)
    chain.refresh(chain.issues_of(meeting), by=by)
    return meeting


def _refuse_endless_talk(items: list[AgendaItem], by: Any) -> None:
    stuck = [item for item in items if item.is_touched and not ends_talk(item) and is_at_talk_limit(item)]
    if stuck:
        names = ", ".join(
            f"{item.order}. {item.title}" if can_view_item(by, item) else str(item.order) for item in stuck
        )
        raise Refused(
            _("Vaak genoeg besproken, nog geen uitkomst: %(names)s.") % {"names": names},
            code="talk",
            first=_("Kies per punt een besluit, afsluiten, of nog één keer met een datum en een naam."),
        )


def ends_talk(item: AgendaItem) -> bool:
    """Whether its outcome may end an item at the talk limit; not reached is no talk at all."""
    once_more = item.once_more_on is not None and item.once_more_person_id is not None
    return item.outcome in ("decision", "closed", "not_reached") or (item.outcome == "deferred" and once_more)


def is_at_talk_limit(item: AgendaItem) -> bool:
    """Whether an issue of this item was discussed as often as the setting allows since its last decision."""
    limit = int(value("talk_limit"))
    return any(chain.talks(issue) >= limit for issue in item.issues.all())


def _unratified(meeting: Meeting) -> list[Decision]:
    if not meeting.decides:
        return []
    found = Decision.objects.unratified().filter(decided_at__lt=meeting.opened_at)
    return list(found.select_for_update().order_by("id"))


def _what_happens(untouched: list[AgendaItem], lapsing: list[Decision]) -> str:
    words = []
    if untouched:
        words.append(
            ngettext(
                "%(count)d punt is niet besproken. Het gaat naar de volgende vergadering.",
                "%(count)d punten zijn niet besproken. Ze gaan naar de volgende vergadering.",
                len(untouched),
            )
            % {"count": len(untouched)}
        )
    if lapsing:
        numbers = ", ".join(decision.shown_number for decision in lapsing)
        words.append(str(_("Spoedbesluit niet bekrachtigd, vervalt nu: %(numbers)s.") % {"numbers": numbers}))
    return " ".join(words)


def _finish(item: AgendaItem, *, reached: bool) -> None:
    if not item.outcome:
        item.outcome = "informative" if reached else "not_reached"
    item.ended_at = item.ended_at or (clock.now() if reached else None)
    item.save(update_fields=["outcome", "ended_at"])


def _carry_to_next(meeting: Meeting, by: Any) -> None:
    following = Meeting.objects.filter(
        status="planned",
        kind=meeting.kind,
        working_group=meeting.working_group,
        starts_at__gt=meeting.starts_at,
    )
    first = following.select_for_update().order_by("starts_at").first()
    if first is not None:
        carry_on(first, by=by)


@action("meeting.log")
def log_meeting(meeting: Meeting, *, by: Any) -> Meeting:
    """Finish a meeting of a kind that adopts no minutes."""
    meeting = locked_meeting(meeting)
    if meeting.kind not in ADVISING:
        raise Refused(
            _("Het verslag van het bestuur wordt vastgesteld in een latere vergadering."), code="kind"
        )
    move_meeting(meeting, "logged", by=by, minutes_hash=content_hash(meeting))
    return meeting


@action("minutes.propose")
def propose_minutes(meeting: Meeting, *, by: Any) -> Meeting:
    """Offer the minutes for adoption; from now on everybody can read them, as not adopted yet."""
    meeting = locked_meeting(meeting)
    if not meeting.decides:
        raise Refused(_("Deze soort vergadering stelt geen verslag vast."), code="kind")
    move_meeting(meeting, "minutes_proposed", by=by, minutes_hash=content_hash(meeting))
    notices.minutes_proposed(meeting, by=by)
    return meeting


@action("minutes.revise")
def revise_minutes(meeting: Meeting, *, by: Any, reason: str = "") -> Meeting:
    meeting = locked_meeting(meeting)
    move_meeting(meeting, "minutes_draft", by=by, reason=reason, minutes_hash="")
    return meeting


@action("minutes.adopt")
def adopt_minutes(meeting: Meeting, *, by: Any, decision: Decision) -> Meeting:
    """Adopt and lock the minutes by a decision of a later meeting; then only an erratum corrects them."""
    meeting = locked_meeting(meeting)
    _refuse_other_decision(meeting, decision)
    move_meeting(
        meeting,
        "minutes_adopted",
        by=by,
        reason=cause_of(decision).number,
        adopted_by_decision=decision,
        minutes_hash=content_hash(meeting),
    )
    return meeting


def _refuse_other_decision(meeting: Meeting, decision: Decision) -> None:
    item = decision.agenda_item
    if decision.status not in (*RUNNING, "done"):
        raise Refused(_("Hier is een aangenomen besluit voor nodig."), code="no_decision")
    if item is None or item.meeting.starts_at <= meeting.starts_at:
        raise Refused(_("Het verslag wordt vastgesteld in een latere vergadering."), code="later_meeting")


@action("minutes.erratum")
def adopt_erratum(
    meeting: Meeting, *, by: Any, text: str, decision: Decision, item: AgendaItem | None = None
) -> Erratum:
    """Correct adopted minutes by a decision; the locked text stays as it is."""
    meeting = locked_meeting(meeting)
    only_leads(by)
    if meeting.status != "minutes_adopted":
        raise Refused(
            _("Dit verslag is nog niet vastgesteld. U kunt het gewoon aanpassen."), code="not_adopted"
        )
    _refuse_other_decision(meeting, decision)
    return Erratum.objects.create(meeting=meeting, item=item, text=text, decision=decision, at=clock.now())
