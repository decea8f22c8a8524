"""Issue rows as finished text, kept per (id, row version, language, Amsterdam date).

A row is drawn from prepared parts and plain values only; what changes in it changes its version. What many
rows share (a badge, a plate, "23 meldingen") is made once per language and remembered.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from threading import Lock
from typing import Any

from django.utils.translation import gettext, ngettext
from markupsafe import Markup, escape

from issues.lateness import days_late
from issues.lists.listing import Row
from issues.partner_words import spoken
from wijkraad.terms import clock
from wijkraad.terms.values import settings_now, value
from wijkraad.ui import parts
from wijkraad.ui.filters import day_short, language, month_year
from wijkraad.ui.icons import icon

KEPT = 2000
"""How many rows a process keeps."""
_kept: dict[tuple[object, ...], str] = {}
_lock = Lock()


@dataclass(frozen=True, slots=True)
class Ground:
    """What is the same for all rows of one page: its language, the day and the settings of that day."""

    spoken: str
    today: date
    talk_limit: int
    count_from: int
    stuck_after: dict[str, int]
    aftercare_days: int


_earlier: tuple[Any, Ground] | None = None
"""The ground of the page before, with the settings it was made of."""


def ground() -> Ground:
    """The ground of the page that is drawn; that of the page before as long as nothing in it changed."""
    global _earlier
    spoken, today, given = language(), clock.today(), settings_now()
    known = _earlier
    if known is not None and known[0] is given and (known[1].spoken, known[1].today) == (spoken, today):
        return known[1]
    made = Ground(
        spoken,
        today,
        int(value("talk_limit", today)),
        int(value("public_count_from", today)),
        {state: int(days) for state, days in value("stuck_after", today).items()},
        int(value("aftercare_days", today)),
    )
    _earlier = (given, made)
    return made


def rows_html(rows: Iterable[Row]) -> Markup:
    """The rows of a list, ready for `<ul class="wp-kwesties">`."""
    now = ground()
    return Markup("".join([_row(row, now) for row in rows]))  # noqa: S704 - escaped when drawn


def _row(row: Row, now: Ground) -> str:
    key = (row.id, row.version, now.spoken, now.today, row.street, row.theme, row.partner, row.area)
    text = _kept.get(key)
    if text is None:
        text = limited(row, now) if row.visibility != "public" else drawn(row, now)
        with _lock:
            _kept[key] = text
            if len(_kept) > KEPT:
                del _kept[next(iter(_kept))]
    return text


@lru_cache(maxsize=64)
def _opening(key: str, theme: str, _spoken: str) -> str:
    """What opens a row of a theme."""
    return (
        f'<li class="wp-regel wp-th--{escape(key)}"><div class="wp-regel__merk">{parts.theme_mark(key)}</div>'
        f'<div class="wp-regel__tekst"><p class="wp-regel__boven"><span>{escape(gettext(theme))}</span>'
    )


@lru_cache(maxsize=4)
def _flag(_spoken: str) -> str:
    """The mark of a priority."""
    return f'<span class="wp-regel__prio">{icon("flag")}{escape(gettext("Prioriteit"))}</span>'


@lru_cache(maxsize=500)
def _plate(street: str | None) -> str:
    return f'<span class="wp-bord">{escape(street)}</span>' if street else ""


@lru_cache(maxsize=2000)
def _trail(stops: str, _spoken: str) -> str:
    return str(parts.mini_trail(stops))


def drawn(row: Row, now: Ground) -> str:
    """One public issue."""
    spoken, number = now.spoken, row.number
    return (
        f'{_opening(row.colour_key, row.theme, spoken)}<span class="wp-num">{number}</span>'
        f"{_flag(spoken) if row.is_priority else ''}"
        f'</p><h3><a class="wp-regel__link" href="/kwesties/{number}/">{escape(row.title)}</a></h3>'
        f'<p class="wp-regel__onder">{_plate(row.street)}<span>{counts(row, now)}</span></p></div>'
        f'<div class="wp-regel__stand"><p class="wp-rij wp-rij--dicht">{badges(row, now)}</p>'
        f'{_trail(row.stops, spoken)}<p class="wp-klein">{line(row, now)}</p></div></li>'
    )


def limited(row: Row, now: Ground) -> str:
    """A limited one: theme, area, state and month; no place, number or count in its words."""
    spoken = now.spoken
    return (
        f"{_limited_opening(row.colour_key, row.theme, spoken)}"
        f'<h3><a class="wp-regel__link" href="/kwesties/{row.number}/">{escape(limited_title(row))}</a></h3>'
        f"{_limited_words(spoken)}{_badge(row.status, row.partner, spoken)}</p>{_trail(row.stops, spoken)}"
        f'<p class="wp-klein">{_last_month(row.last_day.replace(day=1), spoken)}</p></div></li>'
    )


@lru_cache(maxsize=64)
def _limited_opening(key: str, theme: str, spoken: str) -> str:
    return f"{_opening(key, theme, spoken)}{parts.limited_mark()}</p>"


@lru_cache(maxsize=4)
def _limited_words(_spoken: str) -> str:
    words = escape(gettext("Om bewoners te beschermen tonen wij hier alleen de stap."))
    return (
        f'<p class="wp-regel__onder"><span>{words}</span></p></div>'
        '<div class="wp-regel__stand"><p class="wp-rij wp-rij--dicht">'
    )


@lru_cache(maxsize=500)
def _last_month(first: date, _spoken: str) -> str:
    return str(escape(gettext("Laatste stap: %(month)s") % {"month": month_year(first)}))


def limited_title(row: Any) -> str:
    """The title of a limited matter (`public_wording`, `area`, `theme`): no place, nobody's words."""
    return row.public_wording or _theme_in(row.theme, row.area, language())


@lru_cache(maxsize=500)
def _theme_in(theme: str, area: str | None, _spoken: str) -> str:
    if area:
        return gettext("%(theme)s in %(area)s") % {"theme": gettext(theme), "area": area}
    return gettext(theme)


def badge(status: str, partner: str | None, short: bool = True) -> Markup:
    """The badge of a state; waiting names who has to move."""
    if status == "waiting":
        name = spoken(partner) if partner else gettext("een ander")
        return parts.status_badge(status, gettext("Wacht op %(partner)s") % {"partner": name})
    return parts.status_badge(status, short=short)


@lru_cache(maxsize=500)
def _badge(status: str, partner: str | None, _spoken: str) -> str:
    return str(badge(status, partner))


def badges(row: Row, now: Ground) -> str:
    found = _badge(row.status, row.partner if row.status == "waiting" else None, now.spoken)
    if row.on_agenda_at and row.on_agenda_at >= now.today:
        found += str(parts.status_badge("agenda"))  # a text plus Markup would be escaped
    return found


def counts(row: Row, now: Ground) -> str:
    """ "23 meldingen, 19 huishoudens"; households from five, else none.

    Of a sensitive theme whether they are few only: a number of today and of tomorrow would tell of the day.
    """
    if row.sensitive:
        few = row.report_count < now.count_from
        return _few_reports(now.spoken) if few else many_reports(now.count_from, now.spoken)
    households = row.household_count if row.household_count >= now.count_from else 0
    return _counts(row.report_count, households, now.spoken)


@lru_cache(maxsize=4)
def _few_reports(_spoken: str) -> str:
    return str(escape(gettext("Enkele meldingen")))


@lru_cache(maxsize=4)
def many_reports(least: int, _spoken: str) -> str:
    """That there are so many reports or more, where their number is not told; safe HTML, per language."""
    return str(escape(gettext("%(n)s of meer meldingen") % {"n": least}))


@lru_cache(maxsize=2000)
def _counts(reports: int, households: int, _spoken: str) -> str:
    text = ngettext("%(n)s melding", "%(n)s meldingen", reports) % {"n": reports}
    if households:
        text += ", " + gettext("%(n)s huishoudens") % {"n": households}
    return str(escape(text))


def red(drawing: str, words: str) -> str:
    return f'<span class="wp-laat">{icon(drawing)}{escape(words)}</span>'


def line(row: Row, now: Ground) -> str:
    """The one line under the trail: what is late, else the last step."""
    status, today, spoken = row.status, now.today, now.spoken
    late = days_late(row, today)
    if status == "waiting" and late:
        return _late(late, 0, spoken)
    if row.talks_since_decision >= now.talk_limit:
        return _talked(row.talks_since_decision, late, spoken)
    if status == "assessing" and row.relapsed_at:
        return _back(clock.date_of(row.relapsed_at), late, spoken)
    if status == "resolved" and row.aftercare_until:
        return _watched(row.aftercare_until, today, now.aftercare_days, spoken)
    quiet = (today - row.last_day).days
    still = quiet if status != "waiting" and quiet > now.stuck_after.get(status, 10**6) else 0
    if late:
        return _late(late, still, spoken)
    if still:
        return _quiet(still, spoken)
    if status == "reported_done" and row.next_step_on:
        return _asked(row.next_step_on, spoken)
    return _last(row.last_day, spoken)


def _days_late(days: int) -> str:
    return ngettext("%(n)s dag te laat", "%(n)s dagen te laat", days) % {"n": days}


@lru_cache(maxsize=2000)
def _late(days: int, still: int, _spoken: str) -> str:
    words = _days_late(days)
    if still:
        words += ". " + gettext("Ligt %(n)s dagen stil") % {"n": still}
    return red("alarm-clock", words)


@lru_cache(maxsize=2000)
def _talked(times: int, late: int, _spoken: str) -> str:
    words = gettext("Al %(n)s keer besproken, geen besluit") % {"n": times}
    return red("messages-square", f"{words}. {_days_late(late)}" if late else words)


@lru_cache(maxsize=2000)
def _back(on: date, late: int, _spoken: str) -> str:
    words = gettext("Komt terug: weer open sinds %(day)s") % {"day": day_short(on)}
    return red("rotate-ccw", f"{words}. {_days_late(late)}" if late else words)


@lru_cache(maxsize=2000)
def _quiet(days: int, _spoken: str) -> str:
    return red("hourglass", gettext("Ligt %(n)s dagen stil") % {"n": days})


@lru_cache(maxsize=2000)
def _asked(on: date, _spoken: str) -> str:
    return str(escape(gettext("Klopt het? Zeg het vóór %(day)s") % {"day": day_short(on)}))


@lru_cache(maxsize=2000)
def _last(on: date, _spoken: str) -> str:
    return str(escape(gettext("Laatste stap: %(day)s") % {"day": day_short(on)}))


@lru_cache(maxsize=2000)
def _watched(until: date, today: date, total: int, _spoken: str) -> str:
    return str(escape(aftercare(until, today, total)))


def aftercare(until: date, today: date, total: int) -> str:
    """ "Nazorg: dag 63 van 180" for a watch of `total` days, or that it is over."""
    passed = total - (until - today).days
    if passed > total:
        return gettext("Nazorg voorbij sinds %(day)s") % {"day": day_short(until)}
    return gettext("Nazorg: dag %(n)s van %(total)s") % {"n": passed, "total": total}
