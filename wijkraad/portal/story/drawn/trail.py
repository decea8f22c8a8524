"""Het spoor, stap voor stap: stops and waits in turn, and behind them every change of state."""

from functools import lru_cache

from django.utils.translation import ngettext

from wijkraad.portal.story.drawn.cards import card
from wijkraad.portal.story.drawn.phrases import Phrases, safe, trail_words
from wijkraad.portal.story.drawn.waits import wait_text
from wijkraad.portal.story.rows import Move
from wijkraad.portal.story.steps import Halt, Wait
from wijkraad.portal.story.view import StoryView
from wijkraad.ui import filters, parts
from wijkraad.ui.filters import language
from wijkraad.ui.icons import icon


def trail(s: StoryView) -> str:
    """The whole section."""
    w = trail_words()
    steps = [_halt(s, step) if isinstance(step, Halt) else _wait(s, step) for step in s.steps]
    return (
        f'<section class="wp-kwestie__spoor" aria-labelledby="spoor"><h2 id="spoor">{w["title"]}</h2>'
        f'{_legend(safe(s.partner_word), language())}<ol class="wp-spoor">{"".join(steps)}</ol>'
        f"{_changes(s, w) if s.facts.moves else ''}</section>"
    )


@lru_cache(maxsize=200)
def _legend(partner: str, _spoken: str) -> str:
    drawings = "".join(f"<span>{icon(name)}</span>" for name in ("users", "messages-square", "landmark"))
    return (
        f'<p class="wp-spoor__legenda"><span class="wp-spoor__banen" aria-hidden="true">{drawings}</span>'
        f'<span class="wp-klein">{trail_words()["turn"] % {"partner": partner}}</span></p>'
    )


def _halt(s: StoryView, step: Halt) -> str:
    event, here = step.event, s.anchor(step)
    drawing = icon(event.icon) if event.icon else ""
    return (
        f'<li class="{step.css}" id="{here}">{step.rail}'
        f'<span class="wp-halte__knoop wp-halte__knoop--{event.lane}">{drawing}</span>'
        f'<div class="wp-halte__kaart">{card(s, event, here)}</div></li>'
    )


def _wait(s: StoryView, step: Wait) -> str:
    switch = step.switch
    turns = " is-wissel" if switch else ""
    return (
        f'<li class="wp-spoor__wacht wp-spoor__wacht--{step.height}{turns}">{step.rail}{switch}'
        f'<div class="wp-spoor__tussen">{wait_text(s, step)}</div></li>'
    )


def _changes(s: StoryView, w: Phrases) -> str:
    rows = "".join([_change(move, s.facts.full) for move in s.facts.moves])
    return (
        f'<details class="wp-uitleg"><summary>{_opens(len(s.facts.moves), language())}</summary>'
        f'<p>{w["fixed"]}</p><ol class="wp-regels">{rows}</ol></details>'
    )


@lru_cache(maxsize=100)
def _opens(count: int, _spoken: str) -> str:
    words = ngettext(
        "Bekijk de verandering van stand", "Bekijk alle %(count)s veranderingen van stand", count
    )
    return words % {"count": count}


def _change(move: Move, full: bool) -> str:
    coarse = move.cause_kind == "decision" and not full
    words = filters.month_year(move.on) if coarse else filters.day(move.on)
    if move.by:
        words += f", {safe(move.by)}"
    if move.cause_number:
        words += f', <a href="{safe(move.cause_path)}">{safe(move.cause_number)}</a>'
    if move.reason:
        words += f". {safe(move.reason)}"
    return f'<li><span>{parts.status_badge(move.target)}</span><span class="wp-klein">{words}</span></li>'
