"""What the drawing shows of a story: which stretches are dotted, which spans are measured, where it ends."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

from wijkraad.portal.story.drawing import Drawing, Text, draw
from wijkraad.portal.story.events import Stop, last_move, upcoming
from wijkraad.portal.story.holders import COUNCIL, ENDED, PARTNER, RESIDENTS, Span
from wijkraad.portal.story.rows import Facts
from wijkraad.portal.story.steps import overdue, qualifying

Wanted = tuple[date, date, str, int, int]


def drawing_of(facts: Facts, stops: Sequence[Stop], spans: Sequence[Span]) -> Drawing:
    """The drawing of one issue."""
    resolved = last_move(facts, "resolved") if facts.status == "resolved" else None
    found = draw(
        [stop for stop in stops if stop.kind not in {"next", "aftercare"}],
        spans,
        dotted(facts, spans),
        measures(facts, spans),
        today=facts.today,
        end=_end(facts),
        watch_from=resolved.on if resolved else None,
        last_lane=RESIDENTS if resolved else None,
    )
    _more_labels(facts, stops, found)
    return found


def _end(facts: Facts) -> date | None:
    """Where the dots lead: the end of nazorg, the next known date, or a month ahead; None when it is over."""
    if facts.status == "resolved":
        return facts.aftercare_until or facts.today
    if facts.status in ENDED:
        return None
    known = [coming.on for coming in upcoming(facts) if coming.on and coming.on > facts.today]
    return min(known) if known else facts.today + timedelta(days=21)


def dotted(facts: Facts, spans: Sequence[Span]) -> list[Span]:
    """Where the line is dotted: all time at a partner, and gaps beyond T(state) in which nothing counted."""
    found: list[Span] = []
    counted = qualifying(facts)
    for span in spans:
        if span.lane == PARTNER:
            found.append(span)
        elif span.lane == COUNCIL and (limit := facts.still_after.get(span.state)) is not None:
            days = [span.start, *(d for d in counted if span.start < d < span.end), span.end]
            found += [Span(span.lane, a, b, span.state) for a, b in pairwise(days) if (b - a).days > limit]
    return found


def measures(facts: Facts, spans: Sequence[Span]) -> list[Wanted]:
    """The spans that matter: to the decision, each wait at a partner, the work, nazorg."""
    found: list[Wanted] = []
    final = [ruling.on for ruling in facts.rulings]
    if final and facts.full:
        found.append((facts.first_report_on, min(final), "to_decision", 0, 1))
    elif not final and facts.status not in ENDED and spans:
        found.append((facts.first_report_on, facts.today, "undecided", 0, 6))
    found += [_partner(facts, span) for span in spans if span.lane == PARTNER]
    found += _doing(facts, spans)
    resolved = last_move(facts, "resolved")
    if facts.status == "resolved" and resolved and facts.aftercare_until:
        found.append((resolved.on, facts.aftercare_until, "aftercare", 0, 3))
    return found


def _partner(facts: Facts, span: Span) -> Wanted:
    return span.start, span.end, "partner", overdue(facts, span)[1], 2


def _doing(facts: Facts, spans: Sequence[Span]) -> list[Wanted]:
    """From the last wait before the work (or the start of the work) to the last "klaar gemeld", or today."""
    work = [span for span in spans if span.state == "in_progress"]
    if not work:
        return []
    claim = last_move(facts, "reported_done")
    end = claim.on if claim and claim.on > work[0].start else work[-1].end
    waits = [span.end for span in spans if span.lane == PARTNER and span.end < end]
    start = max([work[0].start, *waits])
    kind = "doing_and_mending" if any(start < doubt.on < end for doubt in facts.doubts) else "doing"
    return [(start, end, kind, 0, 4)]


def _more_labels(facts: Facts, stops: Sequence[Stop], found: Drawing) -> None:
    """Words that belong to no large stop: how often it was on the agenda, the "no", nazorg."""
    extra: list[Text] = []
    x = found.scale.x
    for stop in stops:
        if stop.kind == "agenda" and len(stop.rows) > 1:
            middle = (x(stop.rows[0].on) + x(stop.rows[-2 if stop.extra["decided"] else -1].on)) / 2
            extra.append(Text(round(middle, 1), 150, "agenda", count=len(stop.rows)))
        elif stop.kind == "no":
            extra.append(Text(x(stop.on), 34, "no", css="sk-rood"))
        elif stop.kind == "back":
            extra.append(Text(x(stop.on), 34, "back", css="sk-rood"))
    if facts.status == "resolved" and found.end and found.today is not None:
        extra.append(Text(round((found.today + found.end[0]) / 2, 1), 34, "aftercare"))
    for text in extra:
        if all(abs(text.y - o.y) > 16 or abs(text.x - o.x) > 96 for o in found.labels):
            found.labels.append(text)
