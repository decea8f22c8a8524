"""Who hears what of meetings and decisions; facts hold numbers and public titles only."""

import hashlib
import json
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from issues.models import Action
from meetings.models import AgendaItem, AgendaRequest, Decision, Invitation, Meeting, Task, WorkingGroup
from meetings.permissions import always_asked
from wijkraad.notices.outbox import tell
from wijkraad.people.models import User
from wijkraad.people.roles import COUNCIL, holders
from wijkraad.terms import clock

ASKED = "/mijn/agendaverzoek/"
"""Where somebody sees what became of what they asked for."""


def _facts(meeting: Meeting) -> dict[str, Any]:
    day = clock.date_of(meeting.starts_at)
    return {
        "kind": str(meeting.get_kind_display()),
        "day": f"{day.day}-{day.month}-{day.year}",
        "time": meeting.starts_at.astimezone(clock.AMSTERDAM).strftime("%H.%M"),
        "place": meeting.place,
    }


def _about(decision: Decision) -> dict[str, Any]:
    """The number and the last date; never the text: it may be shielded for this reader."""
    last = decision.deadline
    return {
        "number": decision.shown_number,
        "day": f"{last.day}-{last.month}-{last.year}" if last else "",
    }


def path_of(decision: Decision) -> str:
    return f"/besluiten/{decision.number}/" if decision.number else f"/werk/besluiten/{decision.uuid}/"


def _tell_board(meeting: Meeting, happening: str, by: Any) -> None:
    tell(
        f"meeting-{happening}:{meeting.pk}:{meeting.version}",
        holders(*COUNCIL),
        template=f"meetings/{happening}",
        facts=_facts(meeting),
        thread=f"meeting:{meeting.pk}",
        path=f"/vergaderingen/{meeting.slug}/",
        by=by,
    )


def meeting_planned(meeting: Meeting, *, by: Any) -> None:
    _tell_board(meeting, "planned", by)


def meeting_cancelled(meeting: Meeting, *, by: Any) -> None:
    _tell_board(meeting, "cancelled", by)


def minutes_proposed(meeting: Meeting, *, by: Any) -> None:
    _tell_board(meeting, "minutes", by)


def agenda_sent(
    meeting: Meeting, items: Iterable[AgendaItem], asked: Iterable[Invitation], *, by: Any
) -> int:
    """The agenda to the board and whoever was asked to come; the same agenda never twice to one person.

    It leads to where they say whether they come: with their account, or a guest by an own signed link.
    """
    asked = list(asked)
    facts = _facts(meeting) | {"points": [_open_title(item) for item in items]}
    digest = hashlib.sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()[:16]
    people = dict.fromkeys(
        [*holders(*COUNCIL), *always_asked(meeting), *(row.person for row in asked if row.person)]
    )
    ways: list[tuple[list[User | str], str]] = [(list(people), f"/mijn/uitnodiging/{meeting.slug}/")]
    ways += [([row.email], f"/uitnodiging/{row.token}/") for row in asked if row.email]
    return sum(
        tell(
            f"meeting-agenda:{meeting.pk}:{digest}",
            recipients,
            template="meetings/agenda",
            facts=facts,
            thread=f"meeting:{meeting.pk}",
            path=path,
            by=by,
        )
        for recipients, path in ways
    )


def _open_title(item: AgendaItem) -> str:
    """The title as everybody may read it."""
    if all(issue.visibility == "public" for issue in item.issues.all()):
        return item.title
    return item.public_title or str(_("Een kwestie die beperkt zichtbaar is"))


def request_handled(request: AgendaRequest, meeting: Meeting | None, *, by: Any) -> None:
    """Who asked hears that it is on an agenda, or that an answer stands ready; the words stay on the site."""
    tell(
        f"agenda-request:{request.pk}",
        [request.person],
        template="meetings/request_placed" if meeting else "meetings/request_declined",
        facts=_facts(meeting) if meeting else {},
        thread=f"agenda-request:{request.pk}",
        path=f"/vergaderingen/{meeting.slug}/" if meeting and not meeting.internal else ASKED,
        by=by,
    )


def _tell(decision: Decision, event: str, people: Iterable[User], template: str, by: Any) -> int:
    return tell(
        event,
        people,
        template=f"meetings/{template}",
        facts=_about(decision),
        thread=f"decision:{decision.pk}",
        path=path_of(decision),
        title=decision.shown_number,
        by=by,
    )


def _owner(decision: Decision) -> list[User]:
    return [decision.responsible] if decision.responsible else []


def asked_outside(decision: Decision, people: Iterable[User], *, by: Any) -> None:
    _tell(decision, f"decision-asked:{decision.pk}", people, "asked", None)


def asked_again(decision: Decision, people: Iterable[User]) -> None:
    """The proposal changed after they answered."""
    _tell(decision, f"decision-asked:{decision.pk}:{decision.version}", people, "asked", None)


def decision_adopted(decision: Decision, *, by: Any) -> None:
    _tell(decision, f"decision-adopted:{decision.pk}", _owner(decision), "yours", by)


def decision_handed_over(decision: Decision, *, by: Any) -> None:
    event = f"decision-handed:{decision.pk}:{decision.responsible_id}:{decision.version}"
    _tell(decision, event, _owner(decision), "yours", by)


def decision_replaced(decision: Decision, *, by: Any) -> None:
    _tell(decision, f"decision-replaced:{decision.pk}", _owner(decision), "replaced", by)


def decision_due(decision: Decision, offset: int) -> int:
    """A reminder `offset` days from the last date (negative: before it); once per date and offset."""
    event = f"decision-due:{decision.pk}:{decision.deadline}:{offset}"
    template = "due_soon" if offset < 0 else "due_today" if offset == 0 else "late"
    return _tell(decision, event, _owner(decision), template, None)


def task_given(task: Task, *, by: Any) -> None:
    """Somebody was named for an action at a meeting; the words stay on the site."""
    _tell_action(task, f"task-given:{task.pk}:{task.responsible_id}", "given", by)


def action_due(one: Action | Task, offset: int) -> int:
    """A reminder `offset` days from the date of an action (negative: before it); once per date and offset."""
    kind = "task" if isinstance(one, Task) else "action"
    happening = "soon" if offset < 0 else "today" if offset == 0 else "late"
    return _tell_action(one, f"{kind}-due:{one.pk}:{one.due}:{offset}", happening, None)


def _tell_action(one: Action | Task, event: str, happening: str, by: Any) -> int:
    where = {"thread": f"action:{one.pk}", "path": ""}
    if isinstance(one, Task):
        where = {"thread": f"task:{one.pk}", "path": one.path}
    else:
        where["path"] = f"/werk/kwesties/{one.issue.uuid}/"
    return tell(
        event,
        [one.responsible],
        template=f"meetings/action_{happening}",
        facts={"day": f"{one.due.day}-{one.due.month}-{one.due.year}"},
        thread=where["thread"],
        path=where["path"],
        by=by,
    )


def decision_raised(decision: Decision, rung: str, people: Iterable[User]) -> int:
    """A late decision lies one rung higher; told once per date."""
    event = f"decision-raised:{decision.pk}:{decision.deadline}:{rung}"
    return _tell(decision, event, [*_owner(decision), *people], "raised", None)


def _tell_group(group: WorkingGroup, happening: str, people: Iterable[User], by: Any) -> None:
    day = group.ended_on or group.ends_on
    tell(
        f"group-{happening}:{group.pk}:{group.lead_id}:{day}",
        people,
        template=f"meetings/group_{happening}",
        facts={"name": group.name, "day": f"{day.day}-{day.month}-{day.year}"},
        thread=f"group:{group.pk}",
        path=f"/werkgroepen/{group.slug}/",
        title=group.name,
        by=by,
    )


def group_started(group: WorkingGroup, *, by: Any) -> None:
    _tell_group(group, "started", group.members.all(), by)


def group_ends_soon(group: WorkingGroup) -> None:
    _tell_group(group, "soon", [group.lead, *holders("secretary")], None)


def group_ended(group: WorkingGroup, *, by: Any) -> None:
    _tell_group(group, "ended", [*group.members.all(), *holders("secretary")], by)
