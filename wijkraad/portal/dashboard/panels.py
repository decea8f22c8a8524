"""What the panels of the dashboard show, counted by the figures K1–K18 for one question.

The counts are the same for the board and the wijkmanager: what every official may know, so confidential
matters and internal decisions are in none of them. The question of the page as it opens (everything, the
last year) is stored (`trail.stored`) and trusted while nothing it follows from has changed, but for what each
new report changes; any other question is counted when it is asked. Facts are plain JSON; titles and names are
read when they are shown.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from functools import partial
from types import MappingProxyType
from typing import Any

from django.db import connection
from django.db.models import QuerySet, Sum

from wijkraad.people.models import User
from wijkraad.portal.figures import deciding, flow, money, places, relapse, scores, speed, watching
from wijkraad.portal.figures.counts import Counter, side_by_side
from wijkraad.portal.figures.shape import DAY, Figure, Period, Scope, midnight
from wijkraad.portal.figures.wide import months
from wijkraad.portal.kept.counting import HIDDEN
from wijkraad.portal.models import Tally
from wijkraad.trail.stored import Figure as Stored
from wijkraad.trail.stored import state_on

Facts = dict[str, Any]
RANKED = 6
PLACES = 5
RISING = 3
MONTHS = 12
STANDING = 64
"""So many narrowings of which a process keeps what hangs on no period."""
_standing: dict[tuple[Any, ...], tuple[tuple[str, date], Facts]] = {}
GROUPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("new", ("reported",)),
    ("assessing", ("assessing",)),
    ("decided", ("decided",)),
    ("work", ("in_progress", "waiting")),
    ("claimed", ("reported_done",)),
    ("closed", ("resolved", "not_resolved", "rejected", "withdrawn")),
)
"""Layers of the flow chart, the newest on top."""
SPOTS = ("places", "rising")
SPEEDS = ("K1", "K2", "K3")
SHARES = ("K6", "K14", "K10", "K5a", "K17")


class Always(dict):
    """The same answer on whatever day."""

    def __init__(self, answer: Any) -> None:
        super().__init__()
        self.answer = answer

    def __contains__(self, day: object) -> bool:
        return True

    def __missing__(self, day: date) -> Any:
        return self.answer


def official() -> User:
    """A stand-in for every official: the wijkmanager's eyes, who holds no permission of a person."""
    user = User(pk=0, name="", email="")
    user._roles_on = Always(frozenset({"manager"}))  # type: ignore[attr-defined]
    user._confidential_on = Always(False)  # type: ignore[attr-defined]
    return user


def count(asked: Scope, today: date, known: Mapping[str, Any] = MappingProxyType({})) -> Facts:
    """All panels of one question; what is `known` already is not counted again."""
    before = asked.before()
    makers: dict[str, Callable[[], Any]] = {
        "speed": lambda: {code: _timed(code, asked, before, today) for code in SPEEDS},
        "shares": lambda: _shares(asked, before, today),
        "scores": lambda: _scores(asked, today),
        "money": lambda: _money(asked, today),
        "focus": lambda: _focus(asked, today),
    }
    found = {name: known[name] if name in known else make() for name, make in makers.items()}
    spots = {name: known[name] for name in SPOTS} if "places" in known else _spots(asked, today)
    return found | spots | moving(asked, today)


def moving(asked: Scope, today: date) -> Facts:
    """What each new report changes: the flow and the trends. Of everything it is read from counts."""
    return {"flow": _flow(asked, today), "trends": _trends(asked, today)}


def holding(facts: Facts, asked: Scope, today: date) -> Facts:
    """Of the facts of the page as it opens, those that hold for another period of everything.

    Scores are of today, and money is of the calendar year in which the period ends.
    """
    last = asked.per(today)
    names = ["scores"]
    if last.year == today.year:
        names.append("money")
    if last == today:
        names += ["focus", *SPOTS]
    return {name: facts[name] for name in names}


def standing(asked: Scope, today: date) -> Facts:
    """Of a theme, street, area or person, what holds for each of its periods: scores, and money of a year."""
    choice = asked.theme, asked.street, asked.area, asked.owner, asked.per(today).year
    return _kept(choice, today, lambda: {"scores": _scores(asked, today), "money": _money(asked, today)})


def opened(today: date) -> Facts:
    """The panels of the page as it opens, while what is stored of them is marked: counted once per change."""
    return _kept((), today, lambda: DESK.count(today))


def _kept(choice: tuple[Any, ...], today: date, count: Callable[[], Facts]) -> Facts:
    """What `count` gives, kept in the process as long as nothing changes that the panels follow from; nothing
    is kept of a day that is not stored yet.
    """
    state = state_on(DESK, today)
    if state is None:
        return count()
    known = _standing.get(choice)
    if known is None or known[0] != (state, today):
        if len(_standing) >= STANDING:
            _standing.pop(next(iter(_standing)), None)
        known = _standing[choice] = (state, today), count()
    return known[1]


COUNTERS: dict[str, Any] = {
    "K1": partial(speed.figure_k1, beside=False),
    "K2": partial(speed.figure_k2, beside=False),
    "K3": speed.figure_k3,
    "K5a": deciding.figure_k5a,
    "K6": relapse.figure_k6,
    "K10": watching.figure_k10,
    "K14": deciding.figure_k14,
    "K17": deciding.figure_k17,
}
SIDED: dict[str, Counter] = {
    "K5a": deciding.counts_k5a,
    "K10": watching.counts_k10,
    "K14": deciding.counts_k14,
    "K17": deciding.counts_k17,
}
"""The shares that are counts of rows; K6 looks at what came after each."""


def _timed(code: str, asked: Scope, before: Scope, today: date) -> Facts:
    """A median in half days (twice its days), its n, its quarters, the period before, and months."""
    now = COUNTERS[code](asked, today=today, since=before.start)
    found = now.beside["lengths"]
    return {
        "twice": _twice(now.value), "n": now.n, "spread": found.spread, "before": _twice(now.beside["was"]),
        "months": [float(one) for one in found.months][-MONTHS:],
    }  # fmt: skip


def _twice(days: Fraction | None) -> int | None:
    return None if days is None else int(2 * days)


def _shares(asked: Scope, before: Scope, today: date) -> Facts:
    """The shares of the period and of the one before, in two statements."""
    found = side_by_side(SIDED, (asked, before), today)
    found["K6"] = [(n, len(back)) for n, back in relapse.came_back((asked, before), today)]
    told = {code: found[code] for code in SHARES}
    return {
        code: {"part": part, "n": n, "was_part": was_part, "was_n": was_n}
        for code, ((n, part), (was_n, was_part)) in told.items()
    }


def _flow(asked: Scope, today: date) -> Facts:
    """The layers at the end of each month of the period, and what came and ended since the last month."""
    month = this_month(asked, today)
    ended = speed.ended_stays(month, month.until(today)).count()
    shown = flow.at_ends(asked, flow_days(asked, today), today)
    return flow_facts(shown, begun(month, month.until(today)).count(), ended, month.start)


def flow_days(asked: Scope, today: date) -> list[date]:
    """The last days of the months that the flow shows, and the last day of the period."""
    return months(asked.start, asked.per(today))[-MONTHS:]


def flow_facts(shown: Sequence[flow.Flow], came: int, ended: int, month: date) -> Facts:
    """The layers of some days, with what came and ended in the last month."""
    counts = [[sum(one.total[state] for state in states) for _name, states in GROUPS] for one in shown]
    days = [one.day.isoformat() for one in shown]
    return {"days": days, "counts": counts, "came": came, "ended": ended, "month": month.isoformat()}


def this_month(asked: Scope, today: date) -> Scope:
    """The same question about the last month of its period."""
    last = asked.per(today)
    return Scope(
        Period(last.replace(day=1), last + DAY),
        asked.theme,
        asked.street,
        asked.area,
        asked.owner,
        asked.user,
    )


def came(asked: Scope, today: date) -> QuerySet:
    """Issues whose first report fell in the period."""
    found = asked.issues().filter(first_report_at__gte=midnight(asked.start))
    return found.filter(first_report_at__lt=midnight(asked.until(today))).order_by("first_report_at", "pk")


def begun(asked: Scope, until: date) -> QuerySet:
    """The first stays of what `came` gives."""
    return asked.stays().filter(opens=True, first_on__gte=asked.start, first_on__lt=until)


def _scores(asked: Scope, today: date) -> Facts:
    """The keys of the first few with their points; the bars are made of these."""
    found = scores.figure_k13(asked, today=today, most=RANKED)
    weights = found.beside["weights"]
    rows = [
        {
            "id": row.pk,
            "points": {name: None if one is None else str(one) for name, one in score.points.items()},
            "computed": str(score.computed) if score.computed is not None else None,
            "own": str(score.own) if score.own is not None else None,
            "until": score.own_until.isoformat() if score.own is not None and score.own_until else None,
            "known": round(float(row.known), 2),
        }
        for row, score in found.value
    ]
    return {
        "rows": rows, "n": found.n, "to_weigh": found.beside["to_weigh"], "weights": dict(weights.of),
        "decision": weights.decision, "since": weights.since.isoformat() if weights.since else None,
    }  # fmt: skip


def _spots(asked: Scope, today: date) -> Facts:
    """The parts of streets with the most reports, and those that rise: weighed once for both."""
    weighed = places.places(asked, asked.until(today))
    heavy = places.figure_k12(asked, today=today, weighed=weighed)
    rising = places.figure_k18(asked, today=today, weighed=weighed)
    return {"places": _places(heavy), "rising": _places(rising, RISING)}


def _places(figure: Figure, most: int = PLACES) -> Facts:
    rows = [
        {
            "segment": one.segment,
            "raw": round(one.raw, 1),
            "reporters": one.reporters,
            "before": round(one.before, 1),
        }
        for one in figure.value[:most]
    ]
    return {"rows": rows, "n": figure.n}


def year_of(asked: Scope, today: date) -> Scope:
    """The same question about the calendar year in which its period ends."""
    return replace(asked, period=Period.year(asked.per(today).year))


def _money(asked: Scope, today: date) -> Facts:
    """Net paid in the calendar year per theme, and the share that went to priorities."""
    year = year_of(asked, today)
    found = money.figure_k7(year, today=today)
    shares = found.beside["shares"]
    parts = [
        {"key": part.key, "word": part.word, "total": str(part.total), "priority": part.priority}
        for part in shares.parts
    ]
    return {
        "parts": parts,
        "share": None if found.value is None else round(float(found.value), 4),
        "n": found.n,
        "year": year.start.year,
    }


def _trends(asked: Scope, today: date) -> Facts:
    """Theme → reports per month over the last twelve months, oldest first.

    Whole months of everything or of a theme come from the counts per month; the reports themselves are
    counted of a month that is cut short, and of a street, area or person.
    """
    last = asked.per(today)
    firsts = trend_months(last)
    counted: dict[str, dict[date, int]] = defaultdict(dict)
    by_theme_only = asked.street is None and asked.area is None and asked.owner is None
    cut_short = last != today and (last + DAY).day != 1
    if by_theme_only:
        for row in kept_months(asked, firsts[:-1] if cut_short else firsts):
            counted[row["key"]][row["day"]] = row["total"]
    if cut_short or not by_theme_only:
        since = firsts[-1] if by_theme_only else firsts[0]
        for theme, day, n in _counted_months(asked, since, last):
            counted[theme][day] = n
    return trend_facts(counted, firsts)


def trend_months(last: date) -> list[date]:
    """The first days of the twelve months up to and with that of the last day."""
    return [_month_back(last, back) for back in range(MONTHS - 1, -1, -1)]


def trend_facts(counted: Mapping[str, Mapping[date, int]], firsts: Sequence[date]) -> Facts:
    """Per theme its reports in each of these months."""
    return {theme: [per.get(first, 0) for first in firsts] for theme, per in sorted(counted.items())}


# What is asked of the issue stands with its first stay, which an index holds. Our own words only.
REPORTS = """
SELECT s.theme_id::text, date_trunc('month', r.created_at AT TIME ZONE 'Europe/Amsterdam')::date, count(*)
FROM issues_report r JOIN portal_stay s ON s.issue_id = r.issue_id AND s.opens AND s.seen > 0
WHERE r.withdrawn_at IS NULL AND r.created_at >= %(first)s AND r.created_at < %(end)s {where} GROUP BY 1, 2
"""


def _counted_months(asked: Scope, first: date, last: date) -> list[tuple[str, date, int]]:
    """(theme, first of the month, reports) of the days from `first` up to and with `last`."""
    only = {"owner" if name == "responsible" else name: key for name, key in asked.only().items()}
    where = "".join(f" AND s.{name}_id = %({name})s" for name in only)
    with connection.cursor() as cursor:
        given: dict[str, Any] = {"first": midnight(first), "end": midnight(last + DAY), **only}
        cursor.execute(REPORTS.format(where=where), given)
        return list(cursor.fetchall())


def kept_months(asked: Scope, firsts: Sequence[date]) -> QuerySet:
    """The same of whole months of everything or of one theme, from the counts per month."""
    rows = Tally.objects.filter(scope="report", day__gte=firsts[0], day__lte=firsts[-1]).order_by()
    rows = rows.exclude(key__endswith=HIDDEN) if asked.theme is None else rows.filter(key=str(asked.theme))
    return rows.values("key", "day").annotate(total=Sum("n")).exclude(total=0)


def _month_back(day: date, back: int) -> date:
    """The first day of the month so many months before."""
    month = day.year * 12 + day.month - 1 - back
    return date(month // 12, month % 12 + 1, 1)


def _focus(asked: Scope, today: date) -> Facts:
    found = deciding.figure_k15(asked, today=today)
    return {
        "active": found.n, "limit": found.beside["limit"], "loose": found.beside["loose_n"],
        "running": found.beside["running"],
    }  # fmt: skip


def opening(day: date) -> Scope:
    """The question of the page as it opens."""
    return Scope(Period.year_up_to(day), user=official())


def _of_day(day: date) -> Facts:
    found = count(opening(day), day)
    return {name: one for name, one in found.items() if name not in ("flow", "trends")}


DESK = Stored("desk", _of_day)


def layers(counts: Sequence[int]) -> Iterable[tuple[str, tuple[str, ...], int]]:
    """(name, states, number) of one moment of the flow, newest work first."""
    return [(name, states, number) for (name, states), number in zip(GROUPS, counts, strict=True)]
