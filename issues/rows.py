"""Issue rows as finished text, kept per (id, row version, language, Amsterdam date).

A row is drawn from prepared parts and plain values only; what changes in it changes its version.
"""

from collections import OrderedDict
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from threading import Lock

from django.utils.translation import gettext, ngettext
from markupsafe import Markup, escape

from issues.listing import Row
from wijkraad.terms import clock
from wijkraad.terms.values import value
from wijkraad.ui import parts
from wijkraad.ui.filters import day_short, language, month_year
from wijkraad.ui.icons import icon

KEPT = 2000
"""How many rows a process keeps."""
_kept: OrderedDict[tuple[object, ...], str] = OrderedDict()
_lock = Lock()


def rows_html(rows: Iterable[Row]) -> Markup:
    """The rows of a list, ready for `<ul class="wp-kwesties">`."""
    spoken, today = language(), clock.today()
    return Markup("".join(_row(row, spoken, today) for row in rows))  # noqa: S704 - escaped when drawn


def _row(row: Row, spoken: str, today: date) -> str:
    key = (row.id, row.version, spoken, today, row.street, row.theme, row.partner, row.area)
    text = _kept.get(key)
    if text is None:
        text = limited(row, today) if row.visibility != "public" else drawn(row, today)
        with _lock:
            _kept[key] = text
            while len(_kept) > KEPT:
                _kept.popitem(last=False)
    return text


@lru_cache(maxsize=64)
def _mark(key: str, spoken: str) -> tuple[str, str]:
    """What opens a row of a theme, and the mark of a priority."""
    opening = (
        f'<li class="wp-regel wp-th--{escape(key)}"><div class="wp-regel__merk">{parts.theme_mark(key)}</div>'
        '<div class="wp-regel__tekst"><p class="wp-regel__boven"><span>'
    )
    return opening, f'<span class="wp-regel__prio">{icon("flag")}{escape(gettext("Prioriteit"))}</span>'


def drawn(row: Row, today: date) -> str:
    """One public issue."""
    opening, flag = _mark(row.colour_key, language())
    plate = f'<span class="wp-bord">{escape(row.street)}</span>' if row.street else ""
    flag = flag if row.is_priority else ""
    return (
        f'{opening}{escape(row.theme)}</span><span class="wp-num">{row.number}</span>{flag}'
        f'</p><h3><a class="wp-regel__link" href="/kwesties/{row.number}/">{escape(row.title)}</a></h3>'
        f'<p class="wp-regel__onder">{plate}<span>{counts(row)}</span></p></div>'
        f'<div class="wp-regel__stand"><p class="wp-rij wp-rij--dicht">{badges(row, today)}</p>'
        f'{parts.mini_trail(row.stops)}<p class="wp-klein">{line(row, today)}</p></div></li>'
    )


def limited(row: Row, today: date) -> str:
    """A limited one: theme, area, state and month; no place, number or count in its words."""
    opening, _flag = _mark(row.colour_key, language())
    last = gettext("Laatste stap: %(month)s") % {"month": month_year(row.last_event_at)}
    return (
        f"{opening}{escape(row.theme)}</span>{parts.limited_mark()}</p>"
        f'<h3><a class="wp-regel__link" href="/kwesties/{row.number}/">{escape(limited_title(row))}</a></h3>'
        f'<p class="wp-regel__onder"><span>'
        f"{escape(gettext('Om bewoners te beschermen tonen wij hier alleen de stap.'))}</span></p></div>"
        f'<div class="wp-regel__stand"><p class="wp-rij wp-rij--dicht">{badge(row.status, row.partner)}</p>'
        f"{parts.mini_trail(row.stops)}"
        f'<p class="wp-klein">{escape(last)}</p></div></li>'
    )


def limited_title(row: Row) -> str:
    if row.public_wording:
        return row.public_wording
    if row.area:
        return gettext("%(theme)s in %(area)s") % {"theme": row.theme, "area": row.area}
    return row.theme


def badge(status: str, partner: str | None, short: bool = True) -> Markup:
    """The badge of a state; waiting names who has to move."""
    if status == "waiting":
        name = partner or gettext("een ander")
        return parts.status_badge(status, gettext("Wacht op %(partner)s") % {"partner": name})
    return parts.status_badge(status, short=short)


def badges(row: Row, today: date) -> str:
    found = str(badge(row.status, row.partner))
    if row.on_agenda_at and row.on_agenda_at >= today:
        found += str(parts.status_badge("agenda"))
    return found


def counts(row: Row) -> str:
    """ "23 meldingen, 19 huishoudens"; households from five, else "enkele"."""
    text = ngettext("%(n)s melding", "%(n)s meldingen", row.report_count) % {"n": row.report_count}
    if row.household_count >= int(value("public_count_from")):
        text += ", " + gettext("%(n)s huishoudens") % {"n": row.household_count}
    return str(escape(text))


def red(drawing: str, words: str) -> str:
    return f'<span class="wp-laat">{icon(drawing)}{escape(words)}</span>'


def line(row: Row, today: date) -> str:
    """The one line under the trail: what is late, else the last step."""
    if row.status == "waiting" and row.waiting_until and row.waiting_until < today:
        late = (today - row.waiting_until).days
        return red("alarm-clock", ngettext("%(n)s dag te laat", "%(n)s dagen te laat", late) % {"n": late})
    if row.talks_since_decision >= int(value("talk_limit")):
        n = row.talks_since_decision
        return red("messages-square", gettext("Al %(n)s keer besproken, geen besluit") % {"n": n})
    if row.relapsed_at and row.status == "assessing":
        words = gettext("Komt terug: weer open sinds %(day)s") % {"day": day_short(row.relapsed_at)}
        return red("rotate-ccw", words)
    if row.status == "resolved" and row.aftercare_until:
        return str(escape(aftercare(row.aftercare_until, today)))
    quiet = (today - clock.date_of(row.last_event_at)).days
    if quiet > int(value("stuck_after").get(row.status, 10**6)) and row.status != "waiting":
        return red("hourglass", gettext("Ligt %(n)s dagen stil") % {"n": quiet})
    if row.status == "reported_done" and row.next_step_on:
        words = gettext("Klopt het? Zeg het vóór %(day)s") % {"day": day_short(row.next_step_on)}
        return str(escape(words))
    return str(escape(gettext("Laatste stap: %(day)s") % {"day": day_short(row.last_event_at)}))


def aftercare(until: date, today: date) -> str:
    """ "Nazorg: dag 63 van 180", or that it is over."""
    total = int(value("aftercare_days"))
    passed = total - (until - today).days
    if passed > total:
        return gettext("Nazorg voorbij sinds %(day)s") % {"day": day_short(until)}
    return gettext("Nazorg: dag %(n)s van %(total)s") % {"n": passed, "total": total}
