"""Who may see and do what with issues; the same answer decides the button and the action."""

from typing import Any

from django.db.models import Q, QuerySet

from issues.models import Incoming, Issue, Letter, Paper, Visibility
from issues.querysets import reads_confidential
from issues.workflow import LETTER_WORKFLOW, WORKFLOW
from wijkraad.people.roles import has_role, is_board, is_staff, roles_of

SYSTEM = frozenset({"system"})


def _relations(user: Any) -> set[str]:
    found = {"anyone", *roles_of(user)}
    if is_board(user):
        found.add("board")
    return found


def actors(user: Any, issue: Issue) -> frozenset[str]:
    """All that a person is towards an issue: roles, and "responsible", "partner", "other", "anyone".

    For a confidential issue nobody is anything without the permission to read it. "reporter" and
    "decision" are added by the actions that know them.
    """
    if issue.visibility == Visibility.CONFIDENTIAL and not reads_confidential(user):
        return frozenset({"anyone"})
    found = _relations(user)
    known = getattr(user, "pk", None)
    if known and roles_of(user):
        if issue.responsible_id == known:
            found.add("responsible")
        if "partner" in found and (not issue.partner_id or issue.partner_id != user.organisation_id):
            found.discard("partner")
        if is_staff(user) and issue.claimed_by_id != known:
            found.add("other")
    return frozenset(found)


def can_view(user: Any, issue: Issue) -> bool:
    """Whether a person may know that the issue exists; equal to membership of `visible_to`."""
    if is_staff(user):
        return issue.visibility != Visibility.CONFIDENTIAL or reads_confidential(user)
    return issue.is_public or _partner_of(user, issue)


def can_view_inside(user: Any, issue: Issue) -> bool:
    """Whether a person sees everything of it: place, words, people, money."""
    if issue.visibility == Visibility.PUBLIC and issue.number:
        return True
    return can_work(user, issue) or _partner_of(user, issue)


def can_work(user: Any, issue: Issue) -> bool:
    """Whether the workspace of this issue opens for a person."""
    return is_staff(user) and can_view(user, issue)


def _partner_of(user: Any, issue: Issue) -> bool:
    return bool(
        "partner" in roles_of(user)
        and issue.partner_id
        and issue.partner_id == user.organisation_id
        and issue.visibility != Visibility.CONFIDENTIAL
    )


def can_triage(user: Any) -> bool:
    """Board members and the wijkmanager look at new reports."""
    return is_board(user) or has_role(user, "manager")


def can_see_contact(user: Any) -> bool:
    """The wijkmanager sees no reporter's contact details, house number or name."""
    return is_board(user)


def can_destroy(user: Any) -> bool:
    """Whose details are destroyed is the board's to decide; the wijkmanager knows no reporter."""
    return is_board(user)


def can_manage_replies(user: Any) -> bool:
    """The board writes the ready answers; the wijkmanager uses them."""
    return is_board(user)


def can_give_reading(user: Any) -> bool:
    """Two board members decide who reads confidential matters; the administrator runs the system only."""
    return is_board(user)


def can_read_signals(user: Any) -> bool:
    """Signals are for the board's readers of confidential matters; never for the wijkmanager."""
    return is_board(user) and reads_confidential(user)


def moves_for(user: Any, issue: Issue) -> list[str]:
    """The states this person may move the issue to, needs left aside."""
    return WORKFLOW.targets(issue.status, actors(user, issue))


def letter_actors(user: Any, letter: Letter) -> frozenset[str]:
    """What a person is towards a letter; the wijkmanager and the auditor are nothing."""
    found = _relations(user) if is_board(user) else {"anyone"}
    if is_board(user) and letter.responsible_id == user.pk:
        found.add("responsible")
    return frozenset(found)


def can_view_letter(user: Any, letter: Letter) -> bool:
    """The board sees all letters of issues it may see; the wijkmanager no drafts and no bezwaar."""
    if letter.issue is not None and not can_view(user, letter.issue):
        return False
    if is_board(user):
        return True
    if has_role(user, "manager"):
        return letter.status not in ("concept", "scrapped") and letter.kind != Letter.Kind.OBJECTION
    return letter.is_public and letter.status not in ("concept", "scrapped")


def visible_letters(user: Any) -> QuerySet[Letter]:
    """The letters for which `can_view_letter` says yes, of whoever works in /werk/; none for others."""
    seen = Q(issue=None) | Q(issue__in=Issue.objects.visible_to(user).values("pk"))
    found = Letter.objects.filter(seen)
    if is_board(user):
        return found
    if has_role(user, "manager"):
        return found.exclude(status__in=("concept", "scrapped")).exclude(kind=Letter.Kind.OBJECTION)
    return found.none()


def visible_post(user: Any) -> QuerySet[Incoming]:
    """Post that came in is for the board, and only for who may know its issue."""
    if not is_board(user):
        return Incoming.objects.none()
    return Incoming.objects.filter(Q(issue=None) | Q(issue__in=Issue.objects.visible_to(user).values("pk")))


def visible_papers(user: Any) -> QuerySet[Paper]:
    """Files of letters, post and actions that a person may see; those that were taken away have none."""
    return Paper.objects.filter(papers_for(user), removed_at=None)


def papers_for(user: Any) -> Q:
    """Whose letter, post or action a person may see: of an action all who work on issues see the evidence."""
    letters, post = visible_letters(user).values("pk"), visible_post(user).values("pk")
    seen = Q(letter__in=letters) | Q(incoming__in=post)
    return seen | Q(action__issue__in=Issue.objects.visible_to(user).values("pk")) if is_staff(user) else seen


def letter_moves_for(user: Any, letter: Letter) -> list[str]:
    return LETTER_WORKFLOW.targets(letter.status, letter_actors(user, letter))
