"""Actions of agenda items that are about no issue: promised, done with evidence, handed over; their files."""

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from issues.actions import Proof, fill_paper, take_away
from meetings import notices
from meetings.actions.moving import locked_item, only_who_runs
from meetings.actions.votes import refuse_declared
from meetings.models import AgendaItem, Task, TaskPaper
from meetings.permissions import WRITABLE, can_run
from wijkraad.people.models import User
from wijkraad.people.roles import is_board, is_staff
from wijkraad.terms import clock
from wijkraad.terms.refusal import Refused
from wijkraad.trail.acting import action


@action("task.add")
def add_task(item: AgendaItem, *, by: Any, title: str, responsible: User, due: date) -> Task:
    """At a point without an issue somebody promises something before an Amsterdam date; they hear of it.

    Possible until the minutes are proposed. Raises Refused.
    """
    item = locked_item(item)
    only_who_runs(by, item.meeting)
    if item.meeting.status not in WRITABLE:
        raise Refused(
            _("Dit verslag staat vast. Er komen geen acties meer bij."), code="meetings_minutes_locked"
        )
    refuse_declared(item, by)
    if item.issue_links.exists():
        raise Refused(_("Dit punt gaat over een kwestie: zet de actie daar."), code="task.issue")
    if not title.strip():
        raise Refused(_("Schrijf op wat er gaat gebeuren."), code="task.empty")
    if due < clock.today():
        raise Refused(_("De uiterste datum is al voorbij. Kies een latere dag."), code="past_deadline")
    _refuse_gone(responsible)
    made = Task.objects.create(
        item=item,
        title=title.strip(),
        responsible=responsible,
        due=due,
        created_at=clock.now(),
        created_by=by,
    )
    notices.task_given(made, by=by)
    return made


def _refuse_gone(person: User) -> None:
    if not is_staff(person):
        raise Refused(
            _("%(name)s werkt niet (meer) mee in de wijkraad. Kies wie ervoor zorgt.") % {"name": person},
            code="owner_gone",
        )


def _held(task: Task, by: Any) -> Task:
    """The row as it is now, for who does it or who runs the meeting; never one that is done."""
    task = Task.objects.select_for_update(of=("self",)).select_related("item__meeting").get(pk=task.pk)
    if by.pk != task.responsible_id and not can_run(by, task.item.meeting):
        raise Refused(_("Dit doet wie ervoor zorgt, of wie de vergadering leidt."), code="not_allowed")
    if task.done_at is not None:
        raise Refused(_("Deze actie is al klaar."), code="task.done")
    return task


@action("task.finish")
def finish_task(task: Task, *, by: Any, result: str, proof: Proof) -> Task:
    """Done: what came of it, and where that can be seen."""
    task = _held(task, by)
    if not result.strip() or not proof.shows():
        raise Refused(
            _("Schrijf op wat het resultaat is en waar dat te zien is."), code="meetings_task_evidence"
        )
    task.done_at, task.result = clock.now(), result.strip()
    task.evidence, task.evidence_link = proof.text.strip(), proof.link.strip()
    task.save(update_fields=["done_at", "result", "evidence", "evidence_link"])
    if proof.paper is not None:
        fill_paper(TaskPaper(task=task), proof.paper, by=by)
    return task


@action("task.drop_paper")
def drop_task_paper(paper: TaskPaper, *, by: Any) -> TaskPaper:
    """The board takes a file away for good, because it was the wrong one; that it was there stays."""
    Task.objects.select_for_update(of=("self",)).get(pk=paper.task_id)
    if not is_board(by) or not TaskPaper.objects.visible_to(by).filter(pk=paper.pk).exists():
        raise Refused(_("Alleen het bestuur haalt een bestand weg."), code="not_allowed")
    return take_away(paper)


@action("task.hand_over")
def hand_over_task(task: Task, *, by: Any, to: User) -> Task:
    """Somebody else does it, before the same date."""
    task = _held(task, by)
    _refuse_gone(to)
    task.responsible = to
    task.save(update_fields=["responsible"])
    notices.task_given(task, by=by)
    return task
