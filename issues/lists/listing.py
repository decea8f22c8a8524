"""The public list: one statement per page, keyset paging, no count.

Filters come from the query string: `thema`, `status` (an identifier, "open", or a key of GROUPS),
`straat`, `q`, `sorteer` (laatst, oudst, meest). Unknown values are left aside. A limited matter is
found by theme and state only: never by its words, its street or its number of reports. The order by number of
reports leaves sensitive themes out too.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any, NamedTuple

from django.db import connection
from django.http import QueryDict

from issues.models import Issue
from issues.querysets import FULL, HITS
from issues.workflow import OPEN, STATES, UNLISTED
from wijkraad.terms import clock
from wijkraad.terms.prepared import Statement
from wijkraad.trail.version import VERSION_SQL, data_version

SIZE = 20
LOOKS_LIKE = "0.45"
"""How much of a word must look alike; two letters exchanged in a word of eight give 0.5."""
SORTS: dict[str, tuple[str, str, type, Callable[[str], Any]]] = {
    "laatst": ("i.last_event_at", "DESC", datetime, datetime.fromisoformat),
    "oudst": ("i.first_report_at", "ASC", datetime, datetime.fromisoformat),
    "meest": ("i.report_count", "DESC", int, int),
}
"""Order → its column, its direction, the kind of its values, and how their text becomes one again."""


class Row(NamedTuple):
    """One row of the statement; `last_day` is an Amsterdam date, `sort` what it is ordered by, as text."""

    id: int
    version: int
    number: str
    title: str
    public_wording: str
    visibility: str
    status: str
    stops: str
    report_count: int
    household_count: int
    last_day: date
    norm_due: date | None
    waiting_until: date | None
    aftercare_until: date | None
    next_step_on: date | None
    on_agenda_at: date | None
    talks_since_decision: int
    relapsed_at: datetime | None
    is_priority: bool
    colour_key: str
    theme: str
    street: str | None
    area: str | None
    partner: str | None
    sensitive: bool
    """Of a theme of which small counts are not told (`Theme.is_sensitive`)."""
    sort: str


OPEN_THEME = "(t.default_visibility = 'public' AND t.intake_mode = 'report')"
"""Of a theme that is not sensitive (`Theme.is_sensitive`)."""
# Amsterdam days and texts come ready from the database: making instants of them in Python costs far more.
COLUMNS = f"""i.id, i.version, i.number, i.title, i.public_wording, i.visibility, i.status, i.stops,
 i.report_count, i.household_count, (i.last_event_at AT TIME ZONE 'Europe/Amsterdam')::date,
 i.norm_due, i.waiting_until, i.aftercare_until, i.next_step_on, i.on_agenda_at, i.talks_since_decision,
 i.relapsed_at,
 i.priority_id IS NOT NULL, t.colour_key, t.name, s.name, a.name, o.short_name,
 NOT {OPEN_THEME}"""
TABLES = """FROM issues_issue i JOIN issues_theme t ON t.id = i.theme_id
 LEFT JOIN issues_street s ON s.id = i.street_id LEFT JOIN issues_area a ON a.id = i.area_id
 LEFT JOIN people_organisation o ON o.id = i.partner_id"""
# Literals, so that the planner sees that the partial indexes of the list hold all of it.
LISTED = (
    "i.number IS NOT NULL AND NOT (i.visibility = 'confidential')"
    f" AND NOT (i.status IN ({', '.join(repr(state) for state in UNLISTED)}))"
)
# Wishes that are no state of their own: the stops of the home page. %s is the Amsterdam date of today.
_OPEN = f"i.status IN ({', '.join(repr(state) for state in OPEN)})"
GROUPS = {
    "agenda": f"i.on_agenda_at >= %s AND {_OPEN}",
    "actie": "i.status IN ('in_progress', 'waiting') AND %s::date IS NOT NULL",
    "nazorg": "i.status IN ('resolved') AND i.aftercare_until >= %s",
}
SHOWN_STATES = [state for state in STATES if state not in (*UNLISTED, "reported")]


@dataclass(frozen=True)
class Wish:
    """What a reader asks for, judged: only known values are kept."""

    theme: str = ""
    status: str = ""
    street: str = ""
    words: str = ""
    sort: str = "laatst"

    @property
    def is_plain(self) -> bool:
        return not (self.theme or self.status or self.street or self.words)


def wish_of(query: QueryDict) -> Wish:
    """The filters of a query string."""
    status, sort = query.get("status", ""), query.get("sorteer", "")
    return Wish(
        theme=_slug(query.get("thema", "")),
        status=status if status == "open" or status in STATES or status in GROUPS else "",
        street=_slug(query.get("straat", "")),
        words=" ".join(query.get("q", "").replace("\x00", " ").split())[:100],
        sort=sort if sort in SORTS else "laatst",
    )


def _slug(text: str) -> str:
    return text if len(text) <= 80 and text.replace("-", "").replace("_", "").isalnum() else ""


def rows_for(
    wish: Wish, *, after: tuple[Any, ...] | None, before: tuple[Any, ...] | None, limit: int
) -> list[Row]:
    """The rows of one page; `after` and `before` are (sort value, id) of a row seen. One statement."""
    if wish.words:
        return found(wish, limit)
    return [Row._make(row[:-1]) for row in _page(wish, after, before, limit)]


def rows_and_version(
    wish: Wish, *, after: tuple[Any, ...] | None, before: tuple[Any, ...] | None, limit: int
) -> tuple[list[Row], int]:
    """`rows_for` with the data version that its statement saw; where no row tells it, it is read before."""
    found_rows = [] if wish.words else _page(wish, after, before, limit)
    if found_rows:
        return [Row._make(row[:-1]) for row in found_rows], int(found_rows[0][-1])
    version = data_version()
    return rows_for(wish, after=after, before=before, limit=limit), version


def _page(
    wish: Wish, after: tuple[Any, ...] | None, before: tuple[Any, ...] | None, limit: int
) -> list[tuple[Any, ...]]:
    """The columns of the rows of one page without words, and behind them the data version."""
    column, direction, kind, _value = SORTS[wish.sort]
    where, values = _conditions(wish)
    if wish.sort != "laatst":
        where.append("i.visibility = 'public'")
    if wish.sort == "meest":  # a place in this order, and the address of its next page, tell a number
        where.append(OPEN_THEME)
    if wish.sort == "oudst" and not wish.status:
        where.append(f"i.status IN ({', '.join(repr(state) for state in OPEN)})")
    key = after or before
    if key is not None and len(key) == 2 and isinstance(key[0], kind):
        forward = (direction == "DESC") == (after is not None)
        where.append(f"({column}, i.id) {'<' if forward else '>'} (%s, %s)")
        values += key
    if before is not None:
        direction = "ASC" if direction == "DESC" else "DESC"
    return _statement(
        f"SELECT {COLUMNS}, {column}::text, ({VERSION_SQL}) {TABLES} WHERE {' AND '.join(where)}"
        f" ORDER BY {column} {direction}, i.id {direction} LIMIT {int(limit)}"
    ).rows(*values)


def _conditions(wish: Wish) -> tuple[list[str], list[Any]]:
    where: list[str] = [LISTED]
    values: list[Any] = []
    if wish.theme:
        where.append("i.theme_id = (SELECT id FROM issues_theme WHERE key = %s)")
        values.append(wish.theme)
    if wish.status == "open":
        where.append(f"i.status IN ({', '.join(repr(state) for state in OPEN)})")
    elif wish.status in GROUPS:
        where.append(GROUPS[wish.status])
        values.append(clock.today())
    elif wish.status:
        where.append(f"i.status IN ('{wish.status}')")  # one of STATES: read by the planner, as an index is
    if wish.street:
        where.append(
            "i.visibility = 'public' AND i.street_id = (SELECT id FROM issues_street WHERE slug = %s)"
        )
        values.append(wish.street)
    return where, values


def found(wish: Wish, limit: int) -> list[Row]:
    """Search: the newest 500 hits ranked, also of what begins like the words when few issues have these; when
    nothing is found, titles that look like it.
    """
    where, values = _conditions(wish)
    conditions, given = " AND ".join([*where, "i.visibility = 'public'"]), [wish.words, *values]
    rows = _fetch(_ranked("websearch_to_tsquery('public.dutch_plain', %s)", conditions, limit), given)
    narrowed = wish.theme or wish.status or wish.street
    if len(rows) < min(limit, FULL) and (not narrowed or Issue.objects.few_with(wish.words)):
        rows = _fetch(_ranked("dutch_wide(%s)", conditions, limit), given)
    if rows:
        return rows
    _fetch_nothing("SELECT set_config('pg_trgm.word_similarity_threshold', %s, false)", [LOOKS_LIKE])
    return _fetch(
        f"SELECT {COLUMNS}, '' {TABLES} WHERE %s <%% i.title AND {conditions}"
        f" ORDER BY word_similarity(%s, i.title) DESC, i.id DESC LIMIT {int(limit)}",
        [wish.words, *values, wish.words],
    )


def _ranked(query: str, conditions: str, limit: int) -> str:
    """SQL of the newest hits of a query, best first."""
    return (
        f"WITH q AS MATERIALIZED (SELECT {query} AS q),"
        f" hit AS MATERIALIZED (SELECT i.id FROM issues_issue i, q WHERE i.search @@ q.q AND {conditions}),"
        f" newest AS MATERIALIZED (SELECT id FROM hit ORDER BY id DESC LIMIT {HITS})"
        f" SELECT {COLUMNS}, ts_rank(i.search, q.q)::float8::text {TABLES} JOIN newest n ON n.id = i.id, q"
        f" ORDER BY ts_rank(i.search, q.q) DESC, i.id DESC LIMIT {int(limit)}"
    )


def _fetch_nothing(sql: str, values: list[Any]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def _fetch(sql: str, values: list[Any]) -> list[Row]:
    return list(map(Row._make, _statement(sql).rows(*values)))


@lru_cache(maxsize=200)
def _statement(sql: str) -> Statement:
    """Each combination of filters, order and direction is one statement, its values left open."""
    return Statement.of(sql)


def sort_key(wish: Wish) -> Callable[[Row], tuple[Any, ...]]:
    """The function that gives the paging key of a row; titles that only look alike are not paged."""
    value = float if wish.words else SORTS[wish.sort][3]
    return lambda row: (value(row.sort) if row.sort else None, row.id)
