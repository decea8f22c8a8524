"""The words of a wait: how many days, and what the time was for."""

from wijkraad.portal.story.drawn.phrases import (
    counted_days,
    day,
    day_short,
    days,
    late,
    plain_waits,
    safe,
    wait_words,
)
from wijkraad.portal.story.steps import Wait
from wijkraad.portal.story.view import StoryView
from wijkraad.ui.icons import icon


def wait_text(s: StoryView, wait: Wait) -> str:
    """What stands beside the line between two stops; empty for a wait that tells nothing of its own."""
    red = " is-laat" if wait.late else ""
    counted = f'<b class="wp-dagen{red}">{counted_days(wait.days)}</b>' if wait.days else ""
    drawn = _DRAWN.get(wait.kind)
    if drawn is not None:
        return f"{counted}<p>{drawn(s, wait)}</p>"
    kind = "mended" if wait.kind == "again" and wait.days else wait.kind
    return counted + plain_waits().get(kind, "")


def _picked_up(s: StoryView, wait: Wait) -> str:
    w = wait_words()
    who = wait.move.by if wait.move else ""
    words = w["picked up by"] % {"who": safe(who)} if who else w["picked up"]
    return f"{words} {icon('check', 'is-ok')}{w['on time']}" if wait.on_time else f"{words} {w['too late']}"


def _not_seen(s: StoryView, wait: Wait) -> str:
    w, due = wait_words(), s.facts.norm_due
    return f"{w['not seen']} {w['look before'] % {'on': day(due)}}" if due else w["not seen"]


def _to_decision(s: StoryView, wait: Wait) -> str:
    w = wait_words()
    usual = s.usual_to_decision
    return f"{w['to decision']} {w['usual'] % {'days': days(usual)}}" if usual else w["to decision"]


def _asked(s: StoryView, wait: Wait) -> str:
    said = s.asked_words
    return safe(said) if said else wait_words()["asked"] % {"partner": safe(s.partner_phrase)}


def _partner_still(s: StoryView, wait: Wait) -> str:
    return _with_late(wait_words()["still"] % {"partner": safe(s.partner_phrase)}, wait)


def _partner(s: StoryView, wait: Wait) -> str:
    w, term = wait_words(), wait.term
    words = w["waits"] % {"partner": safe(s.partner_phrase)}
    if term and term.due:
        if term.legal and not wait.late:
            words += " " + w["legal"] % {"on": day(term.due)}
        else:
            words += " " + w["chase" if term.kind == "date" else "promised"] % {"on": day_short(term.due)}
    elif term:
        words += " " + w["no date"]
    if term and term.answered_on:
        words += " " + w["answer"] % {"on": day_short(term.answered_on)}
    return _with_late(words, wait)


def _with_late(words: str, wait: Wait) -> str:
    return f"{words} {late(wait.late)}" if wait.late else words


_DRAWN = {
    "picked_up": _picked_up,
    "not_seen": _not_seen,
    "to_decision": _to_decision,
    "asked": _asked,
    "partner": _partner,
    "partner_still": _partner_still,
}
