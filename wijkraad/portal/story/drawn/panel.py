"""The panel beside the title: the state in words, who has to move, and until when."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from issues.lateness import days_late
from issues.lists.rows import aftercare, badge
from issues.workflow import OPEN
from wijkraad.portal.story.drawn.phrases import Phrases, day, per_language, safe
from wijkraad.portal.story.matter import Matter
from wijkraad.terms.values import value
from wijkraad.ui import parts
from wijkraad.ui.icons import icon
from wijkraad.ui.words import known

_STUCK = {"wet": "the law", "vergunning": "a permit", "geld": "money", "partner": "a partner"}


@per_language
def panel_words() -> Phrases:
    """What the panel says; a state with `%(who)s` names who sees to it."""
    return {
        "assessing": _("Wij zoeken uit wat er kan. %(who)s zorgt ervoor."),
        "decided": _("De wijkraad heeft besloten. Het werk begint. %(who)s zorgt ervoor."),
        "in_progress": _("%(who)s zorgt ervoor."),
        "waiting": _("Wij wachten op een ander en vragen na."),
        "reported_done": _("Iemand zegt dat het klaar is. Een ander controleert het nog."),
        "not_resolved": _("De wijkraad is gestopt. Het is niet opgelost."),
        "rejected": _("De wijkraad pakt dit niet op."),
        "withdrawn": _("De melder heeft dit teruggenomen."),
        "checked": _(
            "Gecontroleerd op <b>%(day)s</b> door %(who)s. Wie controleert, deed het werk niet zelf."
        ),
        "checked by residents": _("Bewoners zeiden op <b>%(day)s</b> dat het is opgelost."),
        "promised": _("Beloofd: %(day)s."),
        "step promised": _("Beloofd voor deze stap: vóór %(day)s."),
        "talks": _("Al %(n)s keer besproken, geen besluit"),
        "now": _("Wat nu:"),
        "at the latest": _("uiterlijk <b>%(day)s</b>"),
        "long": _("Dit duurt lang. Het zit vast op %(stuck)s."),
        "the law": _("de wet"),
        "a permit": _("een vergunning"),
        "money": _("geld"),
        "a partner": _("een partner"),
        "this year": _("Dit jaar: %(what)s, uiterlijk <b>%(day)s</b>."),
        "past": _("Die dag is voorbij"),
    }


def panel(m: Matter, today: date) -> str:
    """The whole panel of a matter that everybody may see."""
    w, is_open = panel_words(), m.status in OPEN
    found = [_head(m, today, is_open)]
    if m.status in w:
        found.append(_line(w[m.status] % {"who": safe(m.owner)}))
    found += _checked(m, w)
    found += _late(m, today, w)
    if m.talks_since_decision >= int(value("talk_limit")):
        talks = w["talks"] % {"n": m.talks_since_decision}
        found.append(_line(f'<span class="wp-laat">{icon("messages-square")}{talks}</span>'))
    if m.next_step and m.status != "resolved":
        until = f", {w['at the latest'] % {'day': day(m.next_step_on)}}" if m.next_step_on else ""
        found.append(_line(f"{w['now']} {safe(known(m.next_step))}{until}."))
    if m.long_running and is_open:
        found.append(_long(m, today, w))
    found += _watch(m, today)
    return f'<div class="wp-stand">{"".join(found)}</div>'


def _line(words: str) -> str:
    return f'<p class="wp-stand__tekst">{words}</p>'


def _head(m: Matter, today: date, is_open: bool) -> str:
    planned = parts.status_badge("agenda") if m.on_agenda_at and m.on_agenda_at >= today else ""
    back = parts.status_badge("back") if m.relapsed_on and is_open else ""
    # a text put together, not added: text plus Markup would be escaped
    return f'<p class="wp-stand__kop">{badge(m.status, m.partner_short, short=False)}{planned}{back}</p>'


def _checked(m: Matter, w: Phrases) -> list[str]:
    if m.status != "resolved" or not m.verified_on:
        return []
    words = w["checked" if m.checker else "checked by residents"]
    return [_line(words % {"day": day(m.verified_on), "who": safe(m.checker)})]


def _late(m: Matter, today: date, w: Phrases) -> list[str]:
    """Late at the partner we wait for, or late with a step of our own."""
    late = days_late(m, today)
    if not late:
        return []
    if m.status == "waiting":
        words, due = w["promised"], m.waiting_until
    else:
        words, due = w["step promised"], m.norm_due
    behind = ngettext("%(num)s dag te laat", "%(num)s dagen te laat", late) % {"num": late}
    return [_line(f"{parts.late(behind)} {words % {'day': day(due) if due else ''}}")]


def _long(m: Matter, today: date, w: Phrases) -> str:
    stuck = w[_STUCK[m.stuck_on]] if m.stuck_on in _STUCK else safe(m.stuck_on)
    words = w["long"] % {"stuck": stuck}
    if m.milestone and m.milestone_on:
        words += f" {w['this year'] % {'what': safe(m.milestone), 'day': day(m.milestone_on)}}"
        words += f" {parts.late(w['past'])}" if m.milestone_on < today else ""
    return _line(words)


def _watch(m: Matter, today: date) -> list[str]:
    """Day and total of the watch after a result, as a bar and in words."""
    if m.status != "resolved" or m.aftercare_until is None:
        return []
    total: Any = int(value("aftercare_days"))
    passed = max(0, min(total, total - (m.aftercare_until - today).days))
    words = safe(aftercare(m.aftercare_until, today, total))
    return [
        f'<div class="wp-stand__nazorg"><svg class="wp-voortgang" viewBox="0 0 {total} 10"'
        f' preserveAspectRatio="none" role="img" aria-label="{words}">'
        f'<rect class="wp-voortgang__rest" width="{total}" height="10" rx="5"/>'
        f'<rect class="wp-voortgang__deel" width="{passed}" height="10" rx="5"/></svg>'
        f'<p class="wp-klein">{words}</p></div>'
    ]
