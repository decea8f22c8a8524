"""The reports behind one hot spot (K12), and what each adds to its weight: who adds up the rows gets the
number.

The rule is that of `figures.places`, told row by row: severity × certainty × what is left after so many days,
of one report per person in 30 days. Who the person is stays inside; the row says only that it was the same.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from issues.models import Report, Weighing
from issues.workflow import UNLISTED
from wijkraad.portal.figures.places import HALF_LIFE
from wijkraad.portal.figures.shape import DAY, Scope, midnight
from wijkraad.portal.kept.hearing import APART
from wijkraad.terms import clock
from wijkraad.ui.filters import day, number

READ = "created_at", "confirmed_at", "intake_by", "reporter", "email", "issue", "reporter_ordinal"
"""What is read of each report: not its words."""


@dataclass(frozen=True, slots=True)
class Step:
    """What one report adds, or (with `after`) the day of the report of the same person that counts for it."""

    severity: int
    confirmed: bool
    left: float
    after: date | None = None

    @property
    def weight(self) -> float:
        return 0.0 if self.after else self.severity * (1 if self.confirmed else 0.5) * self.left

    @property
    def words(self) -> str:
        if self.after:
            told = _("Telt niet: dezelfde melder meldde dit ook op %(day)s, minder dan 30 dagen eerder.")
            return told % {"day": day(self.after)}
        sure = _("bevestigd 1") if self.confirmed else _("niet bevestigd 0,5")
        facts = {
            "severity": self.severity, "sure": sure, "left": number(self.left, 4),
            "weight": number(self.weight, 3),
        }  # fmt: skip
        return _("Ernst %(severity)s × %(sure)s × tijd %(left)s = %(weight)s.") % facts


class Spot:
    """One part of a street for one question; `rows`: its reports, the newest first."""

    def __init__(self, segment: int, scope: Scope, today: date) -> None:
        self.until = scope.until(today)
        found = Report.objects.filter(
            Q(segment=segment) | Q(segment=None, issue__segment=segment),
            issue__visibility="public", issue__number__isnull=False, withdrawn_at=None,
            created_at__lt=midnight(self.until),
        ).exclude(issue__status__in=UNLISTED)  # fmt: skip
        self._judged = found if scope.theme is None else found.filter(issue__theme=scope.theme)
        chosen = self._judged.filter(**scope.only("issue__"))
        self.rows: QuerySet = chosen.order_by("-created_at", "-pk")

    @cached_property
    def steps(self) -> Mapping[int, Step]:
        """Each report with what it adds, in order of time; two statements.

        Of a theme they are judged among its own reports; a street, area or person chooses after that.
        """
        end = midnight(self.until)
        last = Weighing.objects.filter(issue=OuterRef("issue"), at__lt=end).order_by("-id")
        shown = set(self.rows.values_list("pk", flat=True))
        rows = self._judged.only(*READ).annotate(severity=Subquery(last.values("severity")[:1]))
        counted: dict[Any, date] = {}
        steps: dict[int, Step] = {}
        for row in sorted(rows, key=lambda one: (clock.date_of(one.created_at), one.pk)):
            on, person = clock.date_of(row.created_at), _person(row)
            known = counted.get(person)
            after = known if known and on - known < timedelta(days=APART) else None
            if after is None:
                counted[person] = on
            sure = bool(row.intake_by_id or (row.confirmed_at and row.confirmed_at < end))
            left = 2.0 ** (-(self.until - DAY - on).days / HALF_LIFE)
            steps[row.pk] = Step(_severity(row.severity), sure, left, after)
        return {pk: step for pk, step in steps.items() if pk in shown}

    @property
    def weight(self) -> float:
        return sum(step.weight for step in self.steps.values())

    @property
    def counting(self) -> int:
        """How many of the reports count."""
        return sum(step.after is None for step in self.steps.values())

    @property
    def words(self) -> str:
        """What the rows add up to, above the list."""
        facts = {"n": self.counting, "of": len(self.steps), "weight": number(self.weight, 1)}
        told = ngettext(
            "Samen %(weight)s. %(n)s van de %(of)s meldingen telt.",
            "Samen %(weight)s. %(n)s van de %(of)s meldingen tellen.",
            self.counting,
        )
        return told % facts

    def notes(self, keys: Sequence[int]) -> Mapping[int, str]:
        return {key: self.steps[key].words for key in keys if key in self.steps}


def _severity(given: int | None) -> int:
    """1–5 in three steps; not weighed is the lowest."""
    return -(-given * 3 // 5) if given else 1


def _person(row: Report) -> tuple[Any, ...]:
    """An account, an address, else the number within the issue, which outlives both."""
    if row.reporter_id:
        return ("account", row.reporter_id)
    if row.email:
        return ("address", row.email)
    return ("number", row.issue_id, row.reporter_ordinal or row.pk)
