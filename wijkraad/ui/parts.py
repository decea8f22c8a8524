"""Prepared parts: badges, theme marks and mini trails made once per language and reused in every row.

A row that is drawn a hundred times must not call gettext, `url` or a macro for what never changes; it
takes these ready strings. The words come from the domain (docs/domain); a room may give its own label,
as for "Wacht op de politie".
"""

from functools import lru_cache

from django.utils.translation import gettext, gettext_noop, pgettext
from markupsafe import Markup, escape

from wijkraad.ui.filters import language
from wijkraad.ui.icons import icon

# key: (icon, word); the colour is --wp-KEY in static/css/tokens.css
THEMES = {
    "overbewoning": ("bed-double", gettext_noop("Overbewoning")),
    "ondermijning": ("shield-alert", gettext_noop("Ondermijning")),
    "verkeer": ("bike", gettext_noop("Verkeer")),
    "coffeeshops": ("store", gettext_noop("Coffeeshops")),
    "winkels": ("shopping-bag", gettext_noop("Winkels")),
    "groen": ("trees", gettext_noop("Groen en ontmoeting")),
    "overig": ("circle-help", gettext_noop("Iets anders")),
}

# state or flag: (icon, full label, short label for lists)
STATES = {
    "reported": ("inbox", gettext_noop("Nieuw, nog niet bekeken"), gettext_noop("Nieuw")),
    "assessing": ("search", gettext_noop("Wij zoeken het uit"), ""),
    "decided": ("gavel", gettext_noop("Besluit genomen"), ""),
    "in_progress": ("wrench", gettext_noop("Er wordt aan gewerkt"), ""),
    "waiting": ("hourglass", gettext_noop("Wacht op de gemeente"), ""),
    "reported_done": (
        "check",
        gettext_noop("Klaar gemeld, nog niet gecontroleerd"),
        gettext_noop("Klaar gemeld"),
    ),
    "resolved": ("check-check", gettext_noop("Opgelost en gecontroleerd"), ""),
    "not_resolved": ("octagon-x", gettext_noop("Gestopt, niet opgelost"), ""),
    "rejected": ("ban", gettext_noop("Niet opgepakt"), ""),
    "withdrawn": ("undo-2", gettext_noop("Ingetrokken door melder"), ""),
    "merged": ("git-merge", gettext_noop("Samengevoegd"), ""),
}
FLAGS = {
    "agenda": ("calendar-days", gettext_noop("Op de agenda"), ""),
    "back": ("rotate-ccw", gettext_noop("Komt terug"), ""),
    "talk": (
        "messages-square",
        gettext_noop("Al 3 keer besproken, geen besluit"),
        gettext_noop("Al 3 keer besproken"),
    ),
    "late": ("alarm-clock", gettext_noop("Te laat"), ""),
}
# decisions, meetings, spending, letters: same badge; their rooms give the words that differ
OTHER = {
    "concept": ("pencil", gettext_noop("Concept"), ""),
    "draft": ("pencil", gettext_noop("Concept"), ""),
    "adopted": ("gavel", gettext_noop("Aangenomen"), ""),
    "deferred": ("calendar-clock", gettext_noop("Uitgesteld"), ""),
    "scrapped": ("trash-2", gettext_noop("Weggegooid"), ""),
    "executing": ("wrench", gettext_noop("Loopt"), ""),
    "exec": ("wrench", gettext_noop("Loopt"), ""),
    "done": ("check", gettext_noop("Klaar"), ""),
    "ok": ("check", gettext_noop("Klaar"), ""),
    "lateok": ("check", gettext_noop("Te laat klaar"), ""),
    "not_achieved": ("octagon-x", gettext_noop("Niet gelukt"), ""),
    "failed": ("octagon-x", gettext_noop("Niet gelukt"), ""),
    "superseded": ("replace", gettext_noop("Vervangen"), ""),
    "replaced": ("replace", gettext_noop("Vervangen"), ""),
    "lapsed": ("hourglass", gettext_noop("Vervallen"), ""),
    "planned": ("calendar-days", gettext_noop("Gepland"), ""),
    "running": ("users", gettext_noop("Bezig"), ""),
    "held": ("check", gettext_noop("Geweest"), ""),
    "minutes_proposed": ("send", gettext_noop("Notulen voorgesteld"), ""),
    "minutes_draft": ("pencil", gettext_noop("Notulen in concept"), ""),
    "minutes_adopted": ("lock", gettext_noop("Notulen vastgesteld"), ""),
    "logged": ("file-text", gettext_noop("Vastgelegd"), ""),
    "cancelled": ("x", gettext_noop("Gaat niet door"), ""),
    "submitted": ("send", gettext_noop("Ingediend"), ""),
    "needs_info": ("circle-help", gettext_noop("Vraag gesteld"), ""),
    "approved": ("user-check", gettext_noop("Goedgekeurd"), ""),
    "part_paid": ("euro", gettext_noop("Deels betaald"), ""),
    "paid": ("euro", gettext_noop("Betaald"), ""),
    "paid_short": ("euro", gettext_noop("Betaald, minder dan gevraagd"), ""),
    "accounted": ("file-check", gettext_noop("Verantwoord"), ""),
    "sent": ("mail", gettext_noop("Verstuurd"), ""),
    "answered": ("mail-open", gettext_noop("Beantwoord"), ""),
    "closed": ("lock", gettext_noop("Afgesloten"), ""),
    "klok-loopt": ("hourglass", gettext_noop("Loopt nog"), ""),
    "klok-wij": ("triangle-alert", gettext_noop("Wij zijn aan zet"), ""),
    "klok-eigen": ("calendar-days", gettext_noop("Geen wettelijke termijn"), ""),
    "klok-late": ("alarm-clock", gettext_noop("Te laat"), ""),
}
BADGES = STATES | FLAGS | OTHER

# the seven stops, always in this order
STOPS = (
    ("report", "megaphone", gettext_noop("Melding")),
    ("agenda", "calendar-days", gettext_noop("Agenda")),
    ("decision", "gavel", gettext_noop("Besluit")),
    ("action", "wrench", gettext_noop("Actie")),
    ("money", "euro", gettext_noop("Geld")),
    ("result", "badge-check", gettext_noop("Resultaat")),
    ("aftercare", "eye", gettext_noop("Nazorg")),
)
_X = (7, 27, 47, 67, 87, 107, 127)


def status_badge(state: str, label: str | None = None, short: bool = False) -> Markup:
    """The badge of a state or flag; `label` replaces the usual words, `short` takes the list form.

    A state without a drawing of its own gets a plain ring and needs a label.
    """
    return _badge(language(), state, label, short)


@lru_cache(maxsize=512)
def _badge(_language: str, state: str, label: str | None, short: bool) -> Markup:
    drawing, full, brief = BADGES.get(state, ("circle-dot", state, ""))
    words = label or gettext(brief if short and brief else full)
    return Markup('<span class="utrecht-status-badge wp-status wp-status--{}">{}{}</span>').format(
        state, icon(drawing), words
    )


def theme_word(key: str) -> str:
    """The name of a theme in the language of the page."""
    return gettext(THEMES[key][1]) if key in THEMES else key


def theme_mark(key: str, mini: bool = False) -> Markup:
    """Only the coloured mark; the word must stand beside it; a `wp-th--KEY` around it gives the colour."""
    return _mark(key, mini)


@lru_cache(maxsize=64)
def _mark(key: str, mini: bool) -> Markup:
    drawing = THEMES.get(key, THEMES["overig"])[0]
    size = " wp-thema__merk--mini" if mini else ""
    return Markup('<span class="wp-thema__merk{}">{}</span>').format(size, icon(drawing))


def theme(key: str, label: str | None = None, small: bool = False) -> Markup:
    """Theme: colour + icon + word, always together; the usual names follow the language of the page."""
    return _theme(language(), key, label, small)


@lru_cache(maxsize=256)
def _theme(_language: str, key: str, label: str | None, small: bool) -> Markup:
    shown = key if key in THEMES else "overig"
    size = " wp-thema--klein" if small else ""
    return Markup('<span class="wp-thema wp-th--{}{}">{}{}</span>').format(
        shown, size, theme_mark(shown), gettext(label) if label else theme_word(key)
    )


def plate(name: str, href: str = "") -> Markup:
    """A street plate; only for street and square names."""
    if href:
        return Markup('<a class="wp-bord" href="{}">{}</a>').format(href, name)
    return Markup('<span class="wp-bord">{}</span>').format(name)


def mini_trail(stops: str, label: str | None = None) -> Markup:
    """The seven-stop trail of a row. `stops` has one letter per stop of `STOPS`:

    d = done, n = now, c = claimed (dashed), s = skipped (no stop), l = later; "ddddscl" for example.
    Raises ValueError when it is not seven of these letters.
    """
    return _trail(language(), stops, label)


@lru_cache(maxsize=2000)
def _trail(_language: str, stops: str, label: str | None) -> Markup:
    if len(stops) != len(STOPS) or stops.strip("dncls"):
        raise ValueError(f"seven of d, n, c, s, l expected, not {stops!r}")
    reached = [place for place, letter in enumerate(stops) if letter in "dnc"]
    at = reached[-1] if reached else 0
    words = label or gettext("Stap %(step)d van 7: %(name)s") % {
        "step": at + 1,
        "name": gettext(STOPS[at][2]).lower(),
    }
    drawn = "".join(_STOP[letter].format(x=x) for x, letter in zip(_X, stops, strict=True))
    return Markup(  # noqa: S704 - numbers, our own shapes and an escaped label
        '<svg class="wp-minispoor" viewBox="0 0 134 14" width="134" height="14" role="img" '
        f'aria-label="{escape(words)}"><path class="wp-minispoor__rest" d="M7 7H127"/>'
        f'<path class="wp-minispoor__lijn" d="M7 7H{_X[at]}"/>{drawn}</svg>'
    )


_STOP = {
    "d": '<circle class="wp-minispoor__d" cx="{x}" cy="7" r="4"/>',
    "n": '<circle class="wp-minispoor__n" cx="{x}" cy="7" r="5.5"/>',
    "c": '<circle class="wp-minispoor__c" cx="{x}" cy="7" r="5"/>',
    "l": '<circle class="wp-minispoor__o" cx="{x}" cy="7" r="2.5"/>',
    "s": "",
}


def late(words: str) -> Markup:
    """A red line with a clock: only for what is late."""
    return Markup('<span class="wp-laat">{}{}</span>').format(icon("alarm-clock"), words)


def limited_mark() -> Markup:
    """The words at a matter of which visitors see only theme, area, state and dates."""
    return _limited(language())


@lru_cache(maxsize=4)
def _limited(_language: str) -> Markup:
    return Markup("<span>{}{}</span>").format(icon("eye-off"), pgettext("zichtbaarheid", "Beperkt zichtbaar"))
