"""What every view of this room does: who is reading, how a refusal is told, and the words of a row."""

from collections.abc import Callable, Iterable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from markupsafe import Markup

from issues.actions import log_reading
from meetings.models import AgendaItem, Decision, Meeting
from meetings.permissions import can_run
from meetings.wording import headline, item_title, owner_of, wording
from wijkraad.people.roles import COUNCIL, is_board, is_staff
from wijkraad.terms import clock
from wijkraad.terms.refusal import Refused
from wijkraad.ui.pages import for_visitor
from wijkraad.ui.parts import status_badge

__all__ = ["headline", "item_title", "owner_of", "wording"]  # templates ask them here
BOARD = tuple(sorted(COUNCIL))
"""Who may open the pages of an evening; whether somebody runs this one is asked of each."""
BADGES = {
    "concept": "concept",
    "adopted": "exec",
    "executing": "exec",
    "done": "resolved",
    "not_achieved": "not_resolved",
    "superseded": "replaced",
    "withdrawn": "replaced",
    "lapsed": "replaced",
    "imported": "klok-eigen",
    "rejected": "rejected",
    "deferred": "klok-eigen",
    "scrapped": "withdrawn",
}
ROWS = {
    "done": "done",
    "not_achieved": "not",
    "superseded": "sup",
    "withdrawn": "sup",
    "lapsed": "sup",
    "rejected": "not",
}


def reader(request: HttpRequest) -> Any:
    """Who is reading, or None; a visitor's page never touches the session, so it can be kept."""
    return None if for_visitor(request) else request.user


def find(request: HttpRequest, slug: str) -> Meeting:
    """The meeting with this address, if this person may know of it."""
    return get_object_or_404(Meeting.objects.visible_to(request.user), slug=slug)


def find_run(request: HttpRequest, slug: str) -> Meeting:
    """The meeting with this address, for who prepares, writes and closes it; others get 403."""
    meeting = get_object_or_404(
        Meeting.objects.visible_to(request.user).select_related("working_group"), slug=slug
    )
    return only_who_runs(request, meeting)


def only_who_runs(request: HttpRequest, meeting: Meeting) -> Meeting:
    """The meeting; PermissionDenied for who does not run it."""
    if not can_run(request.user, meeting):
        raise PermissionDenied
    return meeting


def find_item(request: HttpRequest, slug: str, order: int) -> AgendaItem:
    """A point with its issues, in one go, for who writes: saving what was said runs through here."""
    items = AgendaItem.objects.visible_to(request.user).for_list(request.user)
    if not is_board(request.user):
        items = items.filter(meeting__internal=False)
    item = get_object_or_404(items, meeting__slug=slug, order=order)
    only_who_runs(request, item.meeting)
    return item


def log_readings(rows: Iterable[Decision | AgendaItem], user: Any) -> None:
    """Each reading of a confidential matter is written down, also when it is read through an agenda."""
    issues = {issue.pk: issue for row in rows for issue in row.linked if issue.visibility == "confidential"}
    for issue in issues.values():
        log_reading(issue, by=user)


def attempt(request: HttpRequest, act: Callable[[], Any], done: str = "") -> Any:
    """Do it; tell a refusal on the next page. Gives what the action gave, or None."""
    try:
        result = act()
    except Refused as refusal:
        words = f"{refusal} {refusal.first}".strip()
        messages.warning(request, f"{words} {_('Er is niets veranderd.')}")
        return None
    if done:
        messages.success(request, done)
    return result


def written(request: HttpRequest, form: Any, act: Callable[[], Any], done: str = "") -> bool:
    """Do it; a refusal stands at the form that was sent, with every word kept. False: show that form again.

    Without a form the refusal is told on the next page.
    """
    if form is None:
        attempt(request, act, done)
        return True
    try:
        act()
    except Refused as refusal:
        form.add_error(None, f"{refusal} {refusal.first}".strip() + f" {_('Er is niets veranderd.')}")
        return False
    if done:
        messages.success(request, done)
    return True


def say(request: HttpRequest, words: str) -> None:
    """Something went well; told on the next page."""
    messages.success(request, words)


def votes_of(decision: Decision, *, long: bool = False) -> str:
    """5 – 1, or in words: 5 voor, 1 tegen, 1 onthouden, geheim."""
    if decision.votes_for is None:
        return _("met spoed") if decision.way == "urgent" else ""
    if not long:
        secret = _("geheim ") if decision.vote_way == "secret" else ""
        return f"{secret}{decision.votes_for} – {decision.votes_against}"
    words = [_("%(n)d voor") % {"n": decision.votes_for}, _("%(n)d tegen") % {"n": decision.votes_against}]
    if decision.votes_abstain:
        words.append(_("%(n)d onthouden") % {"n": decision.votes_abstain})
    if decision.vote_way == "secret":
        words.append(_("geheim"))
    if decision.chair_vote:
        words.append(_("de stem van de voorzitter besliste"))
    return ", ".join(words)


def days_late(decision: Decision) -> int:
    """Days past the (moved) date of a running decision; 0 when it has time."""
    if decision.status not in ("adopted", "executing") or decision.deadline is None:
        return 0
    return max(0, (clock.today() - decision.deadline).days)


def badge(decision: Decision) -> Markup:
    if days_late(decision):
        return status_badge("late")
    words = _("Loopt") if decision.status in ("adopted",) else str(decision.get_status_display())
    return status_badge(BADGES[decision.status], words)


def row_look(decision: Decision) -> str:
    """The class of a row of the register."""
    return "late" if days_late(decision) else ROWS.get(decision.status, "exec")


def seen_issues(decision: Decision | AgendaItem, user: Any) -> list[Any]:
    """The linked issues that may be named with their number."""
    if is_staff(user):
        return list(decision.linked)
    return [issue for issue in decision.linked if issue.visibility == "public" and issue.number]
