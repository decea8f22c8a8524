"""The cards of what the council did: decide, and spend."""

from wijkraad.portal.story.drawn.heads import head
from wijkraad.portal.story.drawn.phrases import Phrases, council_words, day, safe
from wijkraad.portal.story.events import Stop
from wijkraad.portal.story.rows import Payment, Ruling
from wijkraad.portal.story.view import StoryView
from wijkraad.ui import filters
from wijkraad.ui.filters import euro
from wijkraad.ui.icons import icon


def decision(s: StoryView, stop: Stop) -> str:
    """A decision: its text, who sees to it, by when, what it may cost, the votes, and the goal."""
    w, ruling, full = council_words(), stop.row, s.facts.full
    number = f' <a href="{safe(ruling.path)}">{safe(ruling.number)}</a>' if ruling.number else ""
    when = day(stop.on) if full else f"<span>{filters.month_year(stop.on)}</span>"
    return (
        f'{head(w["decision"] + number, when)}<blockquote class="wp-besluittekst">{safe(ruling.text)}'
        f"</blockquote>{_terms(s, ruling, w) if full else ''}{_fate(ruling, w)}"
        f"{_goal(s, w) if s.shows_goal(stop) else ''}"
    )


def _terms(s: StoryView, ruling: Ruling, w: Phrases) -> str:
    found = f"<div><dt>{w['owner']}</dt><dd>{safe(ruling.who)}</dd></div>" if ruling.who else ""
    if ruling.deadline:
        first, moved = ruling.first_deadline, ""
        if first and first != ruling.deadline:
            moved = f' <span class="wp-mini">{w["at first"] % {"on": day(first)}}</span>'
        found += f"<div><dt>{w['deadline']}</dt><dd>{day(ruling.deadline)}{moved}</dd></div>"
    cost = euro(ruling.ceiling) if ruling.ceiling is not None else w["nothing"]
    found += f'<div><dt>{w["may cost"]}</dt><dd class="wp-num">{cost}</dd></div>'
    if ruling.votes_for is not None:
        found += f"<div><dt>{w['votes']}</dt><dd>{safe(s.votes(ruling))}</dd></div>"
    return f'<dl class="wp-feiten">{found}</dl>'


def _fate(ruling: Ruling, w: Phrases) -> str:
    """What became of a decision that does not count any more."""
    if ruling.status == "superseded":
        by = f'<a href="{safe(ruling.replaced_path)}">{safe(ruling.replaced_by)}</a>'
        return f'<p class="wp-klein">{w["replaced"]} {by if ruling.replaced_path else w["later"]}.</p>'
    if ruling.status in ("withdrawn", "not_achieved"):
        return f'<p class="wp-klein">{w[ruling.status]}</p>'
    return ""


def _goal(s: StoryView, w: Phrases) -> str:
    base = s.facts.baseline.rstrip(". ")
    start = f" {w['at start']} <b>{safe(base)}</b>." if s.facts.baseline else ""
    return (
        f'<p class="wp-doel">{icon("goal")}<span><b>{w["goal"]}</b> {safe(s.goal_sentence)}{start}</span></p>'
    )


def money(s: StoryView, stop: Stop) -> str:
    """What was spent, on what, paid to whom and when."""
    w = council_words()
    if not s.facts.full:
        return f"{head(w['money'], '')}<p>{w['some money']}</p>"
    of = f" {w['of'] % {'amount': euro(s.ceiling)}}" if s.ceiling else ""
    total = f'<span class="wp-num"><b>{euro(s.spent)}</b>{of}</span>'
    rows = "".join([_payment(s, payment) for payment in stop.rows])
    approved = f'<p class="wp-klein">{safe(s.approved_words)}</p>' if s.approved_words else ""
    bar = _bar(s, w) if s.money_bar else ""
    return f'{head(w["money"], total)}{bar}<ul class="wp-bonnen">{rows}</ul>{approved}'


def _bar(s: StoryView, w: Phrases) -> str:
    bar = s.money_bar or {}
    words = w["used"] % {"spent": euro(s.spent), "ceiling": euro(s.ceiling)}
    drawn = "".join(
        [
            f'<rect class="wp-voortgang__deel{2 if place else ""}" x="{part["x"]}" width="{part["width"]}"'
            ' height="10"/>'
            for place, part in enumerate(bar["parts"])
        ]
    )
    return (
        f'<svg class="wp-voortgang wp-voortgang--geld" viewBox="0 0 {bar["whole"]} 10"'
        f' preserveAspectRatio="none" role="img" aria-label="{words}"><rect class="wp-voortgang__rest"'
        f' width="{bar["whole"]}" height="10"/>{drawn}</svg>'
    )


def _payment(s: StoryView, payment: Payment) -> str:
    goal = safe(payment.goal)
    what = f'<a href="{safe(payment.path)}">{goal}</a>' if payment.path else goal
    return (
        f'<li><span>{what}<span class="wp-mini">{safe(s.payment_words(payment))}</span></span>'
        f'<b class="wp-num">{euro(payment.paid or payment.reserved)}</b></li>'
    )
