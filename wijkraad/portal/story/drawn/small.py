"""The small stops: klaar gemeld, niet opgelost, komt terug, letters, updates, joined reports."""

from functools import lru_cache

from django.utils.translation import ngettext

from wijkraad.portal.story.drawn.phrases import day, day_short, safe, small_words
from wijkraad.portal.story.events import Stop
from wijkraad.portal.story.view import StoryView
from wijkraad.ui import filters
from wijkraad.ui.filters import language


def small(s: StoryView, stop: Stop, here: str) -> str:
    """The lines of a small stop; `here` is its id on the page."""
    if stop.kind == "no":
        return _doubt(s, stop, here)
    draw = _DRAWN.get(stop.kind)
    return draw(s, stop) if draw else _line(stop, small_words()["update"], safe(stop.row.words))


def _line(stop: Stop, bold: str, rest: str) -> str:
    return f"<p>{day_short(stop.on)} <b>{bold}</b>{' ' + rest if rest else ''}</p>"


def _claim(s: StoryView, stop: Stop) -> str:
    w, move = small_words(), stop.row
    said = [w["by"] % {"who": safe(move.by)}] if move.by and s.facts.full else []
    said += [safe(move.evidence)] if move.evidence else []
    return _line(stop, w["again" if stop.again else "claim"], " ".join(said))


def _doubt(s: StoryView, stop: Stop, here: str) -> str:
    """Neighbours said it is not solved: how many, why, and what the council answered."""
    w, doubt = small_words(), stop.row
    start = f"<p>{day_short(stop.on)} <b>{w['no']}</b>, "
    if not s.facts.full:
        return f"{start}{w['residents said']}</p>"
    why = (
        f'<p class="wp-tegenspraak">“{safe(doubt.words)}”</p>'
        if doubt.words
        else f'<p class="wp-klein">{w["not read"]}</p>'
    )
    answer = ""
    if doubt.answer:
        when = day(doubt.settled_on) if doubt.settled_on else ""
        answer = f'<p class="wp-klein">{w["answered"] % {"on": when}} {safe(doubt.answer)}</p>'
    return f'{start}{_said(doubt.count, here, language())}</p><div id="{here}-waarom">{why}</div>{answer}'


@lru_cache(maxsize=500)
def _said(count: int, here: str, _spoken: str) -> str:
    words = ngettext(
        'zei <a class="wp-n" href="#%(here)s-waarom">%(count)s bewoner</a>.',
        'zeiden <a class="wp-n" href="#%(here)s-waarom">%(count)s bewoners</a>.',
        count,
    )
    return words % {"count": count, "here": here}


def _back(s: StoryView, stop: Stop) -> str:
    w, why = small_words(), stop.row.reason if s.facts.full else ""
    bold = w["back" if stop.extra["state"] == "resolved" else "picked up again"]
    return _line(stop, bold, w["open again"] + (f" {safe(why)}" if why else ""))


def _voted_down(s: StoryView, stop: Stop) -> str:
    ruling, full = stop.row, s.facts.full
    when = day_short(stop.on) if full else filters.month_year(stop.on)
    number = f' <a href="{safe(ruling.path)}">{safe(ruling.number)}</a>' if ruling.number else ""
    votes = f", {safe(s.votes(ruling))}" if full and ruling.votes_for is not None else ""
    return f"<p>{when} <b>{small_words()['voted down']}</b>{number}{votes}. {safe(ruling.text)}</p>"


def _letter(s: StoryView, stop: Stop) -> str:
    return _line(stop, safe(stop.row.words), _answer_before(stop))


def _escalation(s: StoryView, stop: Stop) -> str:
    return _line(stop, small_words()["raised"] % {"who": safe(stop.row.words)}, _answer_before(stop))


def _answer_before(stop: Stop) -> str:
    due = stop.row.due
    return small_words()["answer before"] % {"on": day(due)} if due else ""


def _joined(s: StoryView, stop: Stop) -> str:
    w = small_words()
    return _line(stop, w["joined"], safe(stop.row.words) if stop.row.words else w["joined here"])


_DRAWN = {
    "claim": _claim,
    "back": _back,
    "voted_down": _voted_down,
    "letter": _letter,
    "escalation": _escalation,
    "joined": _joined,
}
