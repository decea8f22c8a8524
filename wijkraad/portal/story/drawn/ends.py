"""The cards at the end of a story: the result, an end that is none, and nazorg."""

from typing import Any

from wijkraad.portal.story.drawn.heads import head
from wijkraad.portal.story.drawn.phrases import Phrases, day, end_words, safe, trail_words
from wijkraad.portal.story.events import Coming, Stop
from wijkraad.portal.story.rows import Facts
from wijkraad.portal.story.view import StoryView
from wijkraad.ui import filters


def result(s: StoryView, stop: Stop) -> str:
    """What came of it: photos, the measurement before and after, the evidence, and who checked it."""
    top = head(safe(s.result_title), day(stop.on))
    if not s.facts.full:
        return top
    w, f, move = end_words(), s.facts, stop.row
    evidence = f'<p class="wp-klein">{safe(move.evidence)}</p>' if move.evidence else ""
    checked = f'<p class="wp-klein">{w["checked"] % {"who": safe(move.by)}}</p>' if move.by else ""
    photos = _photos(f, w) if f.photo_before and f.photo_after else ""
    return f"{top}{photos}{_measured(s, w)}{evidence}{checked}"


def _photos(f: Facts, w: Phrases) -> str:
    shown = [(f.photo_before, w["photo before"], w["Before"]), (f.photo_after, w["photo after"], w["After"])]
    figures = "".join(
        [
            f'<figure class="wp-foto"><img src="{safe(address)}" alt="{words}" loading="lazy">'
            f"<figcaption><b>{when}</b></figcaption></figure>"
            for address, words, when in shown
        ]
    )
    return f'<div class="wp-voorna">{figures}</div>'


def _measured(s: StoryView, w: Phrases) -> str:
    """Before and after as bars when both are numbers, else in words."""
    f = s.facts
    if s.meter:
        return _meter(f, s.meter, w)
    found = f"<div><dt>{w['Before']}</dt><dd>{safe(f.baseline)}</dd></div>" if f.baseline else ""
    if f.after_measure:
        found += f"<div><dt>{w['After']}</dt><dd>{safe(f.after_measure)}</dd></div>"
    return f'<dl class="wp-feiten">{found}</dl>' if found else ""


def _meter(f: Facts, m: dict[str, Any], w: Phrases) -> str:
    words = w["from to"] % {"before": safe(f.baseline), "after": safe(f.after_measure)}
    before, after = m["before"], m["after"]
    inside = after >= 44
    place = f'class="is-getal is-in" x="{after + 40}"' if inside else f'class="is-getal" x="{after + 56}"'
    ends = ' text-anchor="end"' if inside else ""
    goal, height = "", 60
    if m["goal_x"]:
        height = 74
        goal = (
            f'<path class="is-doel" d="M{m["goal_x"]} 0V60"/>'
            f'<text class="is-doeltekst" x="{m["goal_x"]}" y="72"'
            f' text-anchor="middle">{safe(m["goal_text"])}</text>'
        )
    return (
        f'<figure class="wp-meting"><figcaption>{safe(f.criterion)}</figcaption>'
        f'<svg viewBox="0 0 400 {height}" role="img" aria-label="{words}">'
        f'<text x="0" y="20">{w["before"]}</text>'
        f'<rect class="is-voor" x="48" y="6" width="{before}" height="20" rx="2"/>'
        f'<text class="is-getal" x="{before + 56}" y="21.5">{safe(m["before_text"])}</text>'
        f'<text x="0" y="50">{w["after"]}</text>'
        f'<rect class="is-na" x="48" y="36" width="{after}" height="20" rx="2"/>'
        f'<text {place} y="51.5"{ends}>{safe(m["after_text"])}</text>{goal}</svg></figure>'
    )


def stopped(s: StoryView, stop: Stop) -> str:
    """An end that is no result, with its reason."""
    full, move = s.facts.full, stop.row
    exact = full or move.cause_kind != "decision"
    found = head(
        safe(s.stopped_title(stop)),
        day(stop.on) if exact else f"<span>{filters.month_year(stop.on)}</span>",
    )
    if move.reason and full:
        found += f"<p>{safe(move.reason)}</p>"
    if move.cause_number and full:
        at = f'<a href="{safe(move.cause_path)}">{safe(move.cause_number)}</a>'
        found += f'<p class="wp-klein">{trail_words()["decided in"]} {at}.</p>'
    return found


def aftercare(s: StoryView, stop: Stop) -> str:
    """The watch after a result: its day, and the dates on which we ask."""
    w = end_words()
    count = w["day of"] % {"day": s.aftercare_day, "days": s.aftercare_days}
    rows = "".join([_asking(s, row, w) for row in stop.rows])
    return (
        f'{head(w["aftercare"], f"<span>{count}</span>")}<p>{w["back"]}</p><ol class="wp-straks">{rows}</ol>'
    )


def _asking(s: StoryView, row: Coming, w: Phrases) -> str:
    done = ' class="is-gedaan"' if row.done else ""
    if row.kind == "asked_again":
        words = w["asked again" if row.done else "will ask again"]
    elif row.kind == "asked":
        words = w["asked" if row.done else "will ask"]
        if row.done and s.facts.full and (s.facts.answers_yes or s.facts.answers_no):
            words += f" {safe(s.answers)}"
    else:
        words = w["end"]
    return f"<li{done}>{day(row.on) if row.on else ''}<span>{words}</span></li>"
