"""The page of a matter that everybody may see, as the texts that its template has places for."""

from functools import lru_cache

from django.utils.translation import gettext as _

from wijkraad.portal.story.drawn.band import band
from wijkraad.portal.story.drawn.panel import panel
from wijkraad.portal.story.drawn.phrases import safe
from wijkraad.portal.story.drawn.side import side
from wijkraad.portal.story.drawn.trail import trail
from wijkraad.portal.story.matter import Matter
from wijkraad.portal.story.view import StoryView
from wijkraad.ui import parts
from wijkraad.ui.filters import language
from wijkraad.ui.words import known

DESCRIPTION = 150
"""Characters of the summary that search engines and messengers show, about."""


def texts(story: StoryView, matter: Matter, works: bool) -> dict[str, str]:
    """What goes where in portal/issue.html, as safe HTML; `works` when the reader may work at the matter."""
    summary = matter.summary
    return {
        "number": safe(matter.number),
        "title": safe(matter.title),
        "description": safe(summary if len(summary) <= DESCRIPTION + 5 else _short(summary)),
        "path": f"/kwesties/{matter.number}/",
        "colour": safe(matter.theme_colour),
        "theme_path": f"/thema/{matter.theme_key}/",
        "theme_name": safe(known(matter.theme_name)),
        "about": _about(
            matter.theme_colour, matter.theme_name, matter.street_name, matter.street_slug, language()
        ),
        "summary": safe(summary),
        "reaction": _reaction(matter.reaction) if matter.reaction else "",
        "panel": panel(matter, story.facts.today),
        "band": band(story),
        "trail": trail(story),
        "side": side(matter, story.facts, works),
    }  # fmt: skip


def _short(text: str) -> str:
    """Its first whole words, three dots behind them."""
    return text[: DESCRIPTION - 3].rsplit(" ", 1)[0] + "..."


@lru_cache(maxsize=500)
def _about(colour: str, theme: str, street: str | None, slug: str | None, _spoken: str) -> str:
    """The theme, and the plate of the street."""
    said = str(parts.theme(colour, theme))
    if not street:
        return said
    return f'{said}<span class="wp-rij wp-rij--dicht">{parts.plate(street, f"/straat/{slug}/")}</span>'


def _reaction(words: str) -> str:
    said = _("Reactie van betrokkenen:")
    return f'<blockquote class="wp-besluittekst"><p><b>{said}</b> {safe(words)}</p></blockquote>'
