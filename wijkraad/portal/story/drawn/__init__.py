"""Het spoor as HTML, made of prepared parts: one formatted text per stop, no template.

The page of an issue is asked for most of all, and drawing its stops with templates took twice as long as
everything else on it (docs/performance.md). The words stand in `phrases`, once per language; the classes
are those of static/css. What comes from people is escaped by `safe`.
"""

from markupsafe import Markup

from wijkraad.portal.story.drawn.band import band
from wijkraad.portal.story.drawn.trail import trail
from wijkraad.portal.story.view import StoryView


def band_html(story: StoryView) -> Markup:
    """The band across the page: het spoor in het kort, and who had the ball."""
    return Markup(band(story))  # noqa: S704 - escaped when drawn


def trail_html(story: StoryView) -> Markup:
    """The long trail, and every change of state."""
    return Markup(trail(story))  # noqa: S704 - escaped when drawn
