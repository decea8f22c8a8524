"""What somebody steps in about: one row of the dashboard, found again by its kind and key."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from budgets.models import SpendRequest
from issues.actions import About
from issues.models import Action, Issue, Promise
from issues.permissions import visible_letters
from meetings.models import Decision
from wijkraad.people.models import User


@dataclass(frozen=True, slots=True)
class Subject:
    """A row: the issue it belongs to (if any), its words and page, and who has the ball."""

    kind: str
    key: str
    title: str
    number: str
    path: str
    colour: str
    issue: Issue | None
    holder: User | None
    waits_for: str = ""
    row: Any = None

    @property
    def href(self) -> str:
        """The page on which somebody steps in."""
        return f"/werk/ingrijpen/{self.kind}/{self.key}/"

    @property
    def about(self) -> About | None:
        """How an intervention names it; None when the issue says it all."""
        return None if self.kind == "kwestie" else About(self.kind, self.number, self.path, self.title)

    @property
    def who(self) -> str:
        """Who has to move, as the page says it."""
        return self.waits_for or (self.holder.public_name if self.holder else _("de wijkraad"))


def subject_of(user: Any, kind: str, key: str) -> Subject | None:
    """The row when this person may see it, else None."""
    find = _FINDERS.get(kind)
    return find(user, key) if find else None


NOBODY = UUID(int=0)
"""A key that no row has."""


def _uuid(key: str) -> UUID:
    try:
        return UUID(key)
    except ValueError:
        return NOBODY


def _number(key: str) -> int:
    return int(key) if key.isdecimal() and len(key) < 18 else 0


def issue_subject(issue: Issue) -> Subject:
    """The issue itself; it must come with theme, responsible and partner."""
    waits = issue.partner.short_name if issue.status == "waiting" and issue.partner else ""
    title = issue.title or _("Melding over %(theme)s") % {"theme": issue.theme.name.lower()}
    path = f"/werk/kwesties/{issue.uuid}/"
    return Subject(
        "kwestie", str(issue.uuid), title, issue.number or "", path, issue.theme.colour_key, issue,
        issue.responsible, waits, issue,
    )  # fmt: skip


def _issue(user: Any, key: str) -> Subject | None:
    found = Issue.objects.visible_to(user).filter(uuid=_uuid(key))
    row = found.select_related("theme", "responsible", "partner").first()
    return issue_subject(row) if row else None


def _decision(user: Any, key: str) -> Subject | None:
    row = Decision.objects.visible_to(user).filter(uuid=_uuid(key)).select_related("responsible").first()
    if row is None:
        return None
    number = row.number or ""
    path = f"/besluiten/{number}/" if number else f"/werk/besluiten/{row.uuid}/"
    return Subject("besluit", key, row.title, number, path, "overig", None, row.responsible, row=row)


def _letter(user: Any, key: str) -> Subject | None:
    found = visible_letters(user).filter(uuid=_uuid(key))
    row = found.select_related("issue__theme", "issue__responsible", "partner", "responsible").first()
    if row is None:
        return None
    colour = row.issue.theme.colour_key if row.issue else "overig"
    return Subject(
        "brief", key, row.subject, row.number or "", f"/werk/brieven/{row.uuid}/", colour, row.issue,
        row.responsible, row.partner.short_name, row,
    )  # fmt: skip


def _spend(user: Any, key: str) -> Subject | None:
    row = SpendRequest.objects.visible_to(user).filter(uuid=_uuid(key)).select_related("requester").first()
    if row is None:
        return None
    path = f"/uitgaven/{row.number}/" if row.number else f"/werk/geld/{row.uuid}/"
    return Subject("uitgave", key, row.title, row.number or "", path, "overig", None, row.requester, row=row)


def _action(user: Any, key: str) -> Subject | None:
    found = Action.objects.filter(pk=_number(key), issue__in=Issue.objects.visible_to(user))
    row = found.select_related("issue__theme", "responsible").first()
    if row is None:
        return None
    issue = row.issue
    return Subject(
        "actie", key, row.title, issue.number or "", f"/werk/kwesties/{issue.uuid}/", issue.theme.colour_key,
        issue, row.responsible, row=row,
    )  # fmt: skip


def _promise(user: Any, key: str) -> Subject | None:
    found = Promise.objects.filter(pk=_number(key), issue__in=Issue.objects.visible_to(user))
    row = found.select_related("issue__theme", "issue__responsible", "partner").first()
    if row is None:
        return None
    issue = row.issue
    return Subject(
        "toezegging", key, row.what or issue.title, issue.number or "", f"/werk/kwesties/{issue.uuid}/",
        issue.theme.colour_key, issue, issue.responsible, row.partner.short_name, row,
    )  # fmt: skip


_FINDERS: dict[str, Callable[[Any, str], Subject | None]] = {
    "kwestie": _issue,
    "besluit": _decision,
    "brief": _letter,
    "uitgave": _spend,
    "actie": _action,
    "toezegging": _promise,
}
KINDS = tuple(_FINDERS)
