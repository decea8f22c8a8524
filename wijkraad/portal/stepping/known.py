"""What was done already: the interventions that a person may know of, and those that still work on a row.

Of a row that somebody stepped in about, the dashboard says so for thirty days, until the effect is measured;
so nobody asks the same a second time.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from issues.models import Escalation, Intervention, Issue
from wijkraad.people.roles import is_board
from wijkraad.portal.results import day_of
from wijkraad.portal.story.facts import shown
from wijkraad.ui.filters import day, day_short

BOUND = 500
TOLD = 2
"""Acts that a row names, the newest."""
AGENDA, RAISED = str(Intervention.Kind.AGENDA), str(Intervention.Kind.RAISED)
OF_ISSUE = ("issue", "kwestie", "toezegging")
"""What an intervention is about when the row of its issue tells of it."""


def seen_interventions(user: Any) -> QuerySet[Intervention]:
    """By who sees the issue; of the rest the board all, others their own and what has a public page.

    A draft letter, an internal decision or a request that is not public yet has none.
    """
    seen = Q(issue__in=Issue.objects.visible_to(user).values("pk"))
    loose = Q(issue=None)
    if not is_board(user):
        public = Q(about_path__startswith="/besluiten/") | Q(about_path__startswith="/uitgaven/")
        loose &= public | Q(by=user)
    found = Intervention.objects.filter(seen | loose)
    return found.select_related("issue__theme", "by", "judged_by", "withdrawn_by")


def at_work(user: Any, today: date, issues: Iterable[int] | None = None) -> QuerySet:
    """Interventions of which the effect is not measured yet (about these issues), the newest first, as
    rows.
    """
    found = seen_interventions(user).filter(withdrawn_at=None, measured_at=None, measure_on__gt=today)
    if issues is not None:
        found = found.filter(issue__in=list(issues))
    columns = "issue_id", "about_kind", "about_path", "about_title", "kind", "on", "undo"
    return found.order_by("-on", "-pk").values(*columns, who=shown("by"))[:BOUND]


class Lies(NamedTuple):
    """Where an issue was laid higher and has no answer yet, and when that should come."""

    rung: str = ""
    due: date | None = None

    @property
    def words(self) -> str:
        facts = {"who": Escalation.Rung(self.rung).label, "day": day(self.due)}
        return _("ligt bij: %(who)s, antwoord vóór %(day)s") % facts


class Acts:
    """What was done about each row, in words."""

    def __init__(self, rows: Iterable[Mapping[str, Any]]) -> None:
        self._issues: dict[int, list[Mapping[str, Any]]] = defaultdict(list)
        self._others: dict[tuple[str, ...], list[Mapping[str, Any]]] = defaultdict(list)
        for row in rows:
            if row["issue_id"] and row["about_kind"] in OF_ISSUE:
                self._issues[row["issue_id"]].append(row)
            if row["about_path"]:
                self._others[_key(row["about_kind"], row["about_path"], row["about_title"])].append(row)

    def of_issue(self, key: int, agenda: date | None, lies: Lies) -> str:
        """About an issue, with where it lies and the agenda it is on; not twice that somebody did that."""
        told, left_out = [], set()
        if agenda:
            told.append(_("op de agenda van %(day)s") % {"day": day(agenda)})
            left_out.add(AGENDA)
        if lies.rung:
            told.append(lies.words)
            left_out.add(RAISED)
        rows = [row for row in self._issues.get(key, []) if row["kind"] not in left_out]
        return ", ".join([*told, *map(_said, rows[:TOLD])])

    def of(self, kind: str, path: str, title: str) -> str:
        """About a decision, action, letter, spend or promise."""
        return ", ".join(map(_said, self._others.get(_key(kind, path, title), [])[:TOLD]))


def _said(row: Mapping[str, Any]) -> str:
    """What was done, when and by whom."""
    facts = {
        "what": Intervention(kind=row["kind"], undo=row["undo"]).what,
        "day": day_short(day_of(row["on"])),
        "who": row["who"],
    }
    return _("%(what)s op %(day)s door %(who)s") % facts


def _key(kind: str, path: str, title: str) -> tuple[str, ...]:
    """An action or promise has the page of its issue: there its words tell it from others."""
    return (kind, path, title) if kind in ("actie", "toezegging") else (kind, path)


def done_about(user: Any, today: date, keys: Sequence[int]) -> dict[int, str]:
    """Issue (of these keys) → what was done about it, for a list of issues; three statements."""
    acts = Acts(at_work(user, today, keys))
    open_ones = Escalation.objects.filter(issue__in=keys, answered_on=None).order_by("pk")
    lies = {pk: Lies(rung, due) for pk, rung, due in open_ones.values_list("issue", "rung", "due")}
    rows = Issue.objects.filter(pk__in=keys).values_list("pk", "on_agenda_at")
    coming = {pk: at if at and at >= today else None for pk, at in rows}
    told = {pk: acts.of_issue(pk, at, lies.get(pk, Lies())) for pk, at in coming.items()}
    return {pk: words for pk, words in told.items() if words}
