"""The one shape of all figures K1–K19: what is asked (`Scope`), and what is answered (`Figure`).

Each figure is one function `figure_kN(scope, *, today)` in a module of this package; `engine.ALL` names them.
It reads history (moves, decisions, bookings, reports), never counts what a page shows. A figure says how many
cases it stands on (`n`), up to and with which day (`per`), in words how it is computed (`formula`), and which
rows it was counted from (`rows`, a queryset), so that a number and the list behind it cannot differ.

Days are Amsterdam calendar days. A period is half-open, [start, end). Of a period that is not over yet only
the days up to and with today count. Source: 2-domain, Figures.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from fractions import Fraction
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db.models import DateField, Exists, Func, IntegerField, OuterRef, Q, QuerySet, Value
from django.utils.functional import Promise as LazyText

from issues.models import Issue
from issues.querysets import reads_confidential
from issues.workflow import UNLISTED
from meetings.models import Decision, DecisionIssue
from wijkraad.people.roles import is_board, is_staff, roles_of
from wijkraad.portal.models import Ruling, Stay
from wijkraad.terms import clock

DAY = timedelta(days=1)
YEAR = timedelta(days=365)
OPENLY = 3
"""What `Stay.seen` says of a fully public issue with a number."""


def midnight(day: date) -> datetime:
    """The instant at which an Amsterdam day begins."""
    return datetime.combine(day, time(), clock.AMSTERDAM)


def named_sql(rows: QuerySet, prefix: str = "p") -> tuple[str, dict[str, Any]]:
    """The SQL of a queryset with a name for each value, to stand in SQL of our own, and the values."""
    sql, params = rows.query.sql_with_params()
    named = {f"{prefix}{place}": one for place, one in enumerate(params)}
    return sql % tuple(f"%({name})s" for name in named), named


@dataclass(frozen=True, slots=True)
class Period:
    """Days [start, end)."""

    start: date
    end: date

    @classmethod
    def year_up_to(cls, today: date) -> "Period":
        """The 365 days up to and with `today`."""
        return cls(today - YEAR + DAY, today + DAY)

    @classmethod
    def year(cls, year: int) -> "Period":
        return cls(date(year, 1, 1), date(year + 1, 1, 1))

    @classmethod
    def quarter(cls, year: int, quarter: int) -> "Period":
        """Quarter 1–4 of a calendar year."""
        first = date(year, 3 * quarter - 2, 1)
        return cls(first, date(year + 1, 1, 1) if quarter == 4 else date(year, 3 * quarter + 1, 1))

    @property
    def days(self) -> int:
        return (self.end - self.start).days

    @property
    def previous(self) -> "Period":
        """The period of equal length just before it, to compare with."""
        return Period(self.start - (self.end - self.start), self.start)

    def within(self, other: "Period") -> bool:
        return other.start <= self.start and self.end <= other.end


@dataclass(frozen=True, slots=True)
class Scope:
    """What a figure is about and who asks: keys of theme, street, area and responsible person, or all.

    `user` None is a visitor: then only what everybody may know of is counted; `openly` leaves out what is not
    fully public.
    """

    period: Period
    theme: int | None = None
    street: int | None = None
    area: int | None = None
    owner: int | None = None
    user: Any = None
    openly: bool = False

    @property
    def start(self) -> date:
        return self.period.start

    def until(self, today: date) -> date:
        """The first day that no longer counts: the end of the period, or tomorrow."""
        return min(self.period.end, today + DAY)

    def per(self, today: date) -> date:
        """The last day that counts."""
        return self.until(today) - DAY

    def before(self) -> "Scope":
        """The same question about the period before."""
        return replace(self, period=self.period.previous)

    @property
    def narrow(self) -> bool:
        """Whether anything but the period narrows it."""
        return any(one is not None for one in (self.theme, self.street, self.area, self.owner))

    def only(self, prefix: str = "") -> dict[str, int]:
        """The conditions on an issue, for `filter`; `prefix` is the way to it ("issue__")."""
        asked = {
            "theme": self.theme,
            "street": self.street,
            "area": self.area,
            "responsible": self.owner,
        }
        return {f"{prefix}{name}": key for name, key in asked.items() if key is not None}

    def issues(self) -> Any:
        """The issues that count: visible, and neither merged (they count in their target) nor withdrawn."""
        found = Issue.objects.visible_to(self.user).exclude(status__in=UNLISTED).filter(**self.only())
        return found.filter(visibility="public") if self.openly else found

    def stays(self, *, all_of_them: bool = False) -> Any:
        """The stays of the issues that count; with `all_of_them` also of the merged and withdrawn ones."""
        only = {"owner" if name == "responsible" else name: key for name, key in self.only().items()}
        found = Stay.objects.filter(**only) if all_of_them else Stay.objects.filter(counts=True, **only)
        if self.openly:
            found = found.filter(seen=OPENLY)
        if is_staff(self.user):
            return found if reads_confidential(self.user) else found.filter(seen__gt=0)
        if "partner" in roles_of(self.user):
            return found.filter(issue__in=Issue.objects.visible_to(self.user))
        return found.filter(seen__gte=2)

    def known_rulings(self) -> Any:
        """The rows of all decisions that were taken and may be known of, whatever they are about."""
        found = Ruling.objects.all()
        if is_staff(self.user):
            found = found if reads_confidential(self.user) else found.filter(known__gt=0)
        elif "partner" in roles_of(self.user):
            return found.filter(decision__in=Decision.objects.visible_to(self.user))
        else:
            found = found.filter(known__gte=2)
        if is_board(self.user):
            return found
        own = Q(owner=self.user) if getattr(self.user, "is_authenticated", False) else Q(pk__in=[])
        return found.filter(Q(open=True) | own)

    def rulings(self) -> Any:
        """The visible decisions of this scope that were taken, rejected ones too: one row each."""
        found = self.known_rulings().filter(leads=True)
        about = {name: key for name, key in self.only().items() if name != "responsible"}
        if about:
            found = found.filter(decision__in=Ruling.objects.filter(**about).values("decision"))
        return found if self.owner is None else found.filter(owner=self.owner)

    def decisions(self) -> Any:
        """The visible decisions of this scope; by theme, street and area through their issues."""
        found = Decision.objects.visible_to(self.user)
        about = {key: pk for key, pk in self.only("issue__").items() if key != "issue__responsible"}
        if about:
            links = DecisionIssue.objects.filter(decision=OuterRef("pk"), **about)
            found = found.filter(Exists(links))
        return found if self.owner is None else found.filter(responsible=self.owner)


class DaysBetween(Func):
    """Calendar days from one date to a later one."""

    output_field = IntegerField()
    template = "(%(expressions)s)"
    arg_joiner = " - "

    def __init__(self, first: Any, last: Any) -> None:
        super().__init__(last, first)


class Since(Func):
    """The last of some days in order that is not after a day: all days between two of them count alike.

    `told` names the days by others; a day before the first one is NULL.
    """

    output_field = DateField()

    def __init__(self, day: Any, days: Sequence[date], told: Sequence[date] = ()) -> None:
        dates = ArrayField(DateField())
        super().__init__(day, Value(list(days), dates), Value(list(told or days), dates))

    def as_sql(self, compiler: Any, connection: Any, *_options: Any, **extra: Any) -> tuple[str, Any]:
        (day, of_day), (days, of_days), (told, of_told) = (
            compiler.compile(one) for one in self.get_source_expressions()
        )
        return f"({told})[width_bucket({day}, {days})]", [*of_told, *of_day, *of_days]


@dataclass(frozen=True, slots=True)
class Figure:
    """One answer. `value` None is "n.v.t.": there is no denominator.

    What `value` is stands with each function: days or a share as Fraction, euro as Decimal, or a list of
    parts.
    `part` is the numerator of a share over `n` (or over `whole` where the share is of euros).
    `kind` says what a row is ("issue", "decision", …) and `beside` the numbers that stand beside it.
    `listed` and `every` are made into querysets when somebody asks for the rows: most ask for the number.
    """

    code: str
    value: Any
    n: int
    per: date
    formula: str | LazyText
    listed: "QuerySet | Callable[[], QuerySet]"
    kind: str = "issue"
    part: Any = None
    whole: Any = None
    beside: Mapping[str, Any] = field(default_factory=dict)
    every: "QuerySet | Callable[[], QuerySet] | None" = None

    @property
    def rows(self) -> QuerySet:
        """What it was counted from, or the part of that which it tells."""
        return self.listed if isinstance(self.listed, QuerySet) else self.listed()

    @property
    def all_rows(self) -> QuerySet:
        """All that it stands on."""
        if self.every is None:
            return self.rows
        return self.every if isinstance(self.every, QuerySet) else self.every()

    @property
    def shown_days(self) -> int | None:
        """A median rounded half-up to whole days, for a headline."""
        return None if self.value is None else int(self.value + Fraction(1, 2))


def median(days: Sequence[int]) -> Fraction | None:
    """The middle one, of an even number the mean of the middle two; None of nothing."""
    ordered = sorted(days)
    if not ordered:
        return None
    half = len(ordered) // 2
    return Fraction(
        ordered[half] if len(ordered) % 2 else ordered[half - 1] + ordered[half], 2 - len(ordered) % 2
    )


def share(part: int, n: int) -> Fraction | None:
    """So many of so many; None without a denominator."""
    return Fraction(part, n) if n else None


def spread(days: Sequence[int]) -> dict[str, int]:
    """The quarters of a row of days (nearest rank) with the least and the most; empty of nothing."""
    ordered = sorted(days)
    if not ordered:
        return {}
    last = len(ordered) - 1
    places = {"least": 0, "quarter": last // 4, "three_quarters": last - last // 4, "most": last}
    return {name: ordered[place] for name, place in places.items()}
