"""The band across the page: the drawing true to time, and for how many days who had the ball."""

from datetime import date
from functools import lru_cache

from wijkraad.portal.story.drawing import Drawing, Measure, Text
from wijkraad.portal.story.drawn.phrases import Phrases, band_words, days, safe
from wijkraad.portal.story.view import StoryView
from wijkraad.ui.filters import euro, language, month_short
from wijkraad.ui.icons import icon

_LANES = ((50, "users"), (120, "messages-square"), (190, "landmark"))


def band(s: StoryView) -> str:
    """The whole section."""
    w = band_words()
    return (
        '<section class="wp-wrap wp-spoorband" aria-labelledby="spoor-kort"><div class="wp-spoorband__kop">'
        f'<h2 id="spoor-kort">{w["title"]}</h2><p class="wp-klein">{w["lead"]}</p></div>'
        f'<figure class="wp-spoorband__figuur">{_map(s, s.drawing, w)}</figure>{_holders(s, w)}</section>'
    )


def _map(s: StoryView, d: Drawing, w: Phrases) -> str:
    title, spoken = w["drawing"] % {"number": safe(s.facts.number)}, language()
    months = [
        f'<path d="M{x} 30V228"/><text x="{x + 5}" y="226">{_month(first, spoken)}</text>'
        for x, first in d.months
    ]
    return (
        f'<svg class="wp-spoorkaart" viewBox="0 0 {d.width} 308" role="img" aria-labelledby="sk-t sk-d">'
        f'<title id="sk-t">{title}</title><desc id="sk-d">{safe(s.in_words)}</desc>'
        f'<g class="sk-maand">{"".join(months)}</g>'
        f'<g class="sk-baan">{_lanes(d.width, safe(s.partner), spoken)}</g>{_line(d)}{_marks(d, w)}'
        f'<g class="sk-label">{"".join([_label(text, s, w) for text in d.labels])}</g>'
        f'<g class="sk-maat">{"".join([_measure(one, s, w) for one in d.measures])}</g></svg>'
    )


@lru_cache(maxsize=1000)
def _month(first: date, _spoken: str) -> str:
    return f"{month_short(first)} {first.year}" if first.month == 1 else month_short(first)


@lru_cache(maxsize=200)
def _lanes(width: float, partner: str, _spoken: str) -> str:
    w = band_words()
    names = (w["residents"], w["council"], partner)
    return "".join(
        f'<path d="M128 {y}H{width - 14}"/>'
        f'<use href="#i-{picture}" x="2" y="{y - 9}" width="18" height="18"/>'
        f'<text x="28" y="{y + 5}">{name}</text>'
        for (y, picture), name in zip(_LANES, names, strict=True)
    )


def _line(d: Drawing) -> str:
    """The line itself: whole, dotted while it waits, watched in nazorg, and what is still to come."""
    waits = "".join([f'<path class="sk-wacht" d="{wait}"/>' for wait in d.waits])
    watch = f'<path class="sk-bewaak" d="{d.watch}"/>' if d.watch else ""
    future = f'<path class="sk-straks" d="{d.future}"/>' if d.future else ""
    return f'<path class="sk-lijn" d="{d.line}"/>{waits}{watch}{future}'


def _marks(d: Drawing, w: Phrases) -> str:
    """What stands on the line: stops, claims, doubts, today and the end."""
    found = [f'<circle class="sk-bijna" cx="{x}" cy="{y}" r="6"/>' for x, y in d.rings]
    found += [
        f'<g class="sk-stop"><circle cx="{x}" cy="{y}" r="15"/>'
        f'<use href="#i-{picture}" x="{x - 8}" y="{y - 8}" width="16" height="16"/></g>'
        for x, y, picture in d.stops
    ]
    found += [f'<g class="sk-claim"><circle cx="{x}" cy="{y}" r="7"/></g>' for x, y in d.claims]
    found += [
        f'<g class="sk-nee"><circle cx="{x}" cy="{y}" r="7"/><path d="M{x - 3} {y - 3}l6 6m0 -6l-6 6"/></g>'
        for x, y in d.noes
    ]
    if d.today is not None:
        found.append(
            f'<g class="sk-nu"><path d="M{d.today} 30V228"/><rect x="{d.today - 37}" y="74" width="74"'
            f' height="22" rx="11"/><text x="{d.today}" y="89.5" text-anchor="middle">{w["today"]}</text></g>'
        )
    if d.end:
        found.append(f'<circle class="sk-eind" cx="{d.end[0]}" cy="{d.end[1]}" r="9"/>')
    return "".join(found)


def _label(text: Text, s: StoryView, w: Phrases) -> str:
    css = f' class="{text.css}"' if text.css else ""
    if text.kind == "agenda":
        words = w["agenda"] % {"count": text.count}
    elif text.kind == "action" and s.has_money and not text.count:
        words = w["action and money"]
    else:
        words = w[text.kind]
    return f'<text{css} x="{text.x}" y="{text.y}" text-anchor="{text.anchor}">{words}</text>'


def _measure(one: Measure, s: StoryView, w: Phrases) -> str:
    x1, x2, middle = one.x1, one.x2, one.middle
    late = ' class="is-laat"' if one.late else ""
    watched = f" {w['watched']}" if one.kind == "aftercare" else ""
    return (
        f"<g{late}>"
        f'<path d="M{x1} 244v14M{x2} 244v14M{x1} 251H{x2}"/>'
        f'<text class="sk-getal" x="{middle}" y="279" text-anchor="middle">{days(one.days)}{watched}</text>'
        f'<text x="{middle}" y="298" text-anchor="middle">{_measured(one, s, w)}</text></g>'
    )


def _measured(one: Measure, s: StoryView, w: Phrases) -> str:
    """The words under a measure."""
    if one.late:
        return w["late"] % {"days": one.late}
    if one.kind == "partner":
        return w["partner"] % {"partner": safe(s.partner_phrase)}
    if one.kind == "aftercare":
        return w["watch day"] % {"day": s.aftercare_day}
    return w.get(one.kind, "")


def _holders(s: StoryView, w: Phrases) -> str:
    """Who had the ball, for how many days: the same figures as the drawing."""
    held, anchor = s.held, s.anchor_of
    partner = w["with partner"] % {"partner": safe(s.partner_phrase)}
    return (
        f'<dl class="wp-wiehad"><div><dt>{safe(s.total_label)}</dt>'
        f'<dd><a class="wp-n" href="#melding">{days(held.total)}</a></dd></div>'
        f"{_holder('messages-square', w['with council'], anchor(1), held.council, held.total)}"
        f"{_holder('landmark', partner, anchor(2), held.partner, held.total)}"
        f"{_holder('users', w['with residents'], anchor(0), held.residents, held.total)}"
        f"{_costs(s, w) if s.facts.full else ''}</dl>"
    )


def _holder(picture: str, name: str, anchor: str, count: int, total: int) -> str:
    return (
        f'<div><dt>{icon(picture)}{name}</dt><dd><a class="wp-n" href="{anchor}">{days(count)}</a>'
        f'<svg class="wp-staafje" viewBox="0 0 {total or 1} 8" preserveAspectRatio="none" aria-hidden="true">'
        f'<rect width="{total or 1}" height="8"/><rect class="is-deel" width="{count}" height="8"/></svg>'
        "</dd></div>"
    )


def _costs(s: StoryView, w: Phrases) -> str:
    words, anchor = (euro(s.spent), "#geld") if s.has_money else (w["nothing yet"], "#spoor")
    return (
        f'<div><dt>{icon("euro")}{w["costs"]}</dt><dd><a class="wp-n" href="{anchor}">{words}</a></dd></div>'
    )
