"""Handing over: what one person holds in issues and meetings and somebody else must take before they leave.

The money room tells its own part; `people.handover` asks all who registered.
"""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from issues.models import Action, Issue, Letter, Priority
from issues.workflow import LETTER_RUNNING, OPEN
from meetings.models import Decision, Task, WorkingGroup
from meetings.notices import path_of
from wijkraad.people.handover import Held
from wijkraad.people.models import User
from wijkraad.people.roles import STAFF


def held_by(user: User, role: str) -> Sequence[Held]:
    """Each open issue, action of one, decision, priority, letter and group that the person is named for."""
    return list(_held(user)) if role in STAFF else []


def _held(user: User) -> Iterator[Held]:
    for issue in Issue.objects.held_by(user).select_related("theme").order_by("id"):
        yield Held(_("Kwestie: %(title)s") % {"title": issue.title or issue.theme.name}, issue.path)
    left = Action.objects.filter(responsible=user, done_at__isnull=True, issue__status__in=OPEN)
    actions = left.select_related("issue")
    for action in actions.order_by("due", "id"):
        yield Held(_("Actie: %(title)s") % {"title": action.title}, f"/werk/kwesties/{action.issue.uuid}/")
    for task in Task.objects.held_by(user):
        yield Held(_("Actie: %(title)s") % {"title": task.title}, task.path)
    for decision in Decision.objects.held_by(user).order_by("deadline", "id"):
        yield Held(_("Besluit: %(title)s") % {"title": decision.title}, path_of(decision))
    for priority in Priority.objects.filter(responsible=user, active=True).order_by("id"):
        yield Held(_("Prioriteit: %(title)s") % {"title": priority.title}, "/buurtagenda/")
    for letter in Letter.objects.filter(responsible=user, status__in=("concept", *LETTER_RUNNING)).order_by(
        "id"
    ):
        yield Held(_("Brief: %(title)s") % {"title": letter.subject}, f"/werk/brieven/{letter.uuid}/")
    for group in WorkingGroup.objects.running().filter(lead=user).order_by("id"):
        yield Held(_("Werkgroep: %(title)s") % {"title": group.name}, f"/werkgroepen/{group.slug}/")
