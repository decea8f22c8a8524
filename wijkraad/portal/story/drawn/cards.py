"""The card of each stop: report, agenda, action, what comes next; the others stand beside this file."""

from collections.abc import Callable
from functools import lru_cache

from django.utils.translation import ngettext

from issues.lists.rows import many_reports
from issues.workflow import OPEN
from wijkraad.portal.story.drawn.council import decision, money
from wijkraad.portal.story.drawn.ends import aftercare, result, stopped
from wijkraad.portal.story.drawn.heads import head
from wijkraad.portal.story.drawn.phrases import Phrases, day, day_short, late, safe, trail_words
from wijkraad.portal.story.drawn.small import small
from wijkraad.portal.story.events import Coming, Stop
from wijkraad.portal.story.rows import Point, Task
from wijkraad.portal.story.view import Bars, StoryView
from wijkraad.ui import filters
from wijkraad.ui.filters import language
from wijkraad.ui.icons import icon


def card(s: StoryView, stop: Stop, here: str) -> str:
    """What stands on the card of a stop; `here` is its id on the page."""
    draw = _CARDS.get(stop.kind)
    return draw(s, stop) if draw else small(s, stop, here)


def _report(s: StoryView, stop: Stop) -> str:
    w, f = trail_words(), s.facts
    top = head(w["report"], day(stop.on))
    if not f.full:
        return f"{top}<p>{w['limited']}</p>"
    if f.at_least:
        return f'{top}<p><a class="wp-n" href="#melding">{many_reports(f.at_least, language())}</a>.</p>'
    if not f.report_count:
        return f"{top}<p>{w['first']}</p>"
    homes = f.household_count
    said = f" {w['households'] % {'count': homes}}" if homes >= 5 else f" {w['few households']}"
    mostly = s.mostly_before
    return (
        f'{top}<p><a class="wp-n" href="#melding">{_reports(f.report_count, language())}</a>'
        f"{said if homes > 1 else ''}.{' ' + mostly if mostly else ''}</p>{_months(s.bars) if s.bars else ''}"
    )


@lru_cache(maxsize=1000)
def _reports(count: int, _spoken: str) -> str:
    return ngettext("%(count)s melding", "%(count)s meldingen", count) % {"count": count}


def _months(bars: Bars) -> str:
    """The reports per month as bars."""
    drawn = [
        f'<rect x="{b.x}" y="{b.y}" width="24" height="{b.height}" rx="1"/>{_number(b.x, b.y, b.count)}'
        f'<text x="{b.x + 12}" y="61" text-anchor="middle">{filters.month_short(b.month)}</text>'
        for b in bars.bars
    ]
    return (
        f'<figure class="wp-maandstaaf"><svg viewBox="0 -8 {bars.width} 72" role="img"'
        f' aria-label="{safe(bars.label)}">{"".join(drawn)}</svg></figure>'
    )


def _number(x: int, y: float, count: int) -> str:
    if not count:
        return ""
    return f'<text class="is-getal" x="{x + 12}" y="{y - 4}" text-anchor="middle">{count}</text>'


def _agenda(s: StoryView, stop: Stop) -> str:
    w, full = trail_words(), s.facts.full
    if not full:
        when = f"<span>{filters.month_year(stop.on)}</span>"
    elif stop.until and stop.until != stop.on:
        when = f"<span>{day_short(stop.on)} – {day_short(stop.until)}</span>"
    else:
        when = day(stop.on)
    rows = "".join([_point(s, point) for point in stop.rows])
    return f'{head(w["agenda"], when)}<p>{_talked(s, stop, w)}</p><ol class="wp-keren">{rows}</ol>'


def _talked(s: StoryView, stop: Stop, w: Phrases) -> str:
    times, decided = s.talked(stop), ", decided" if stop.extra["decided"] else ""
    return w[f"times{decided}"] % {"count": s.times(times)} if times > 1 else w[f"once{decided}"]


def _point(s: StoryView, point: Point) -> str:
    hit = ' class="is-raak"' if point.outcome == "decision" else ""
    when = filters.day_short(point.on) if s.facts.full else filters.month_year(point.on)
    where = f'<a href="{safe(point.path)}">{when}</a>' if point.path else f"<span>{when}</span>"
    return f"<li{hit}>{where}<span>{safe(s.outcome_words(point))}</span></li>"


def _action(s: StoryView, stop: Stop) -> str:
    w = trail_words()
    rows = "".join([_task(s, task, w) for task in stop.rows])
    return f'{head(w["action"], day(stop.on))}<ul class="wp-vinkjes">{rows}</ul>'


def _task(s: StoryView, task: Task, w: Phrases) -> str:
    behind = ""
    when = ""
    if task.done_on:
        when = f", {filters.day_short(task.done_on)}"
    elif s.facts.status not in OPEN:
        when = f", {w['not done']}"
    elif task.due:
        when = f", {w['before'] % {'on': filters.day_short(task.due)}}"
        if task.due < s.facts.today:
            behind = f" {late((s.facts.today - task.due).days)}"
    return (
        f"<li>{icon('check' if task.done_on else 'hourglass')}<span>{safe(task.title)} "
        f'<span class="wp-mini">{safe(task.who)}{when}</span>{behind}</span></li>'
    )


def _next(s: StoryView, stop: Stop) -> str:
    w = trail_words()
    top = head(w["next"], f"<span>{w['turn of'] % {'who': safe(s.ball_words)}}</span>")
    if not stop.rows:
        return f"{top}<p>{w['nothing next']}</p>"
    return f'{top}<ol class="wp-straks">{"".join([_coming(s, row, w) for row in stop.rows])}</ol>'


def _coming(s: StoryView, row: Coming, w: Phrases) -> str:
    when = day(row.on) if row.on else f"<span>{w['no date']}</span>"
    behind = f" {late(row.late)}" if row.late else ""
    return f"<li>{when}<span>{safe(s.coming_words(row))}{behind}</span></li>"


_CARDS: dict[str, Callable[[StoryView, Stop], str]] = {
    "report": _report,
    "agenda": _agenda,
    "decision": decision,
    "action": _action,
    "money": money,
    "result": result,
    "stopped": stopped,
    "aftercare": aftercare,
    "next": _next,
}
