"""The Jinja2 environment of all our own pages (see TEMPLATES in the settings)."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any

import jinja2
from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils import translation
from jinja2.ext import Extension
from jinja2.runtime import Context
from markupsafe import Markup, _escape_inner, escape

from wijkraad.ui import charts, forms, parts
from wijkraad.ui.addresses import query
from wijkraad.ui.filters import FILTERS, language, one_language
from wijkraad.ui.folding import PerLanguage
from wijkraad.ui.icons import icon, with_sprite
from wijkraad.ui.mapped import draw_stops, draw_streets

_provided: dict[str, Any] = {}


def provide(**names: Any) -> None:
    """Hand templates a function of a higher room (`roles_of` of people); call it in AppConfig.ready."""
    _provided.update(names)


def provided(name: str, otherwise: Any = None) -> Any:
    """What `provide` was given under this name."""
    return _provided.get(name, otherwise)


def escaped(value: Any) -> str:
    """What Jinja2 does with each value that it writes; texts and numbers, nearly all, without a detour."""
    kind = type(value)
    if kind is str:
        return _escape_inner(value)
    if kind is Markup:
        return value
    return str(value) if kind is int or kind is float else escape(value)


class Page(jinja2.Template):
    """A template whose finished text gets the icons it uses."""

    def render(self, *args: Any, **kwargs: Any) -> str:
        with one_language():
            return with_sprite(super().render(*args, **kwargs))

    def without_sprite(self, **context: Any) -> str:
        """The text with the mark still where the icons go."""
        with one_language():
            return super().render(context)

    @classmethod
    def from_code(cls, environment: Any, code: Any, globals: Any, uptodate: Any = None) -> Any:  # noqa: A002 - named by Jinja2
        made = super().from_code(environment, code, globals, uptodate)
        made.root_render_func.__globals__["escape"] = escaped
        return made

    def _get_default_module(self, ctx: Context | None = None) -> Any:
        # Jinja2 compares the globals of both templates at each import; ours all have the same.
        return super()._get_default_module()


def url(name: str, *args: Any, **kwargs: Any) -> str:
    """The address of a named page."""
    return reverse(name, args=args or None, kwargs=kwargs or None)


def _say(translate: Callable[..., str]) -> Callable[..., Markup]:
    """A gettext for templates: fills %(names)s only when values are given, and escapes them."""

    @jinja2.pass_context
    def said(_context: Context, *words: Any, **values: Any) -> Markup:
        text = Markup(translate(*words))  # noqa: S704 - our own templates and catalogues
        if len(words) > 1 and isinstance(words[-1], int):
            values.setdefault("num", words[-1])
        return text % values if values else text.replace("%%", "%")

    return said


class Words(Extension):
    """gettext, ngettext and pgettext of Django, in the language of the request."""

    def __init__(self, environment: jinja2.Environment) -> None:
        super().__init__(environment)
        environment.newstyle_gettext = True  # type: ignore[attr-defined]
        environment.globals.update(
            gettext=_say(translation.gettext),
            ngettext=_say(translation.ngettext),
            pgettext=_say(translation.pgettext),
            npgettext=_say(translation.npgettext),
        )


@lru_cache(maxsize=256)
def file(name: str) -> str:
    """The address of a static file, hashed in production; asked once per process."""
    return static(name)


def environment(**options: Any) -> jinja2.Environment:
    """The environment that Django's Jinja2 backend asks for."""
    env = PerLanguage(  # noqa: S701 - Django's backend turns autoescape on
        **options,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n", Words, "jinja2.ext.do", "jinja2.ext.loopcontrols"],
    )
    env.template_class = Page
    env.spoken = language
    env.fixed = {"icon": icon, "static": file, "language": language}
    env.words = {"_": translation.gettext, "gettext": translation.gettext, "pgettext": translation.pgettext}
    env.policies["ext.i18n.trimmed"] = True
    env.filters.update(FILTERS)
    env.globals.update(
        url=url,
        static=file,
        site=settings.SITE_URL,
        query=query,
        language=language,
        icon=icon,
        theme=parts.theme,
        theme_mark=parts.theme_mark,
        theme_word=parts.theme_word,
        status_badge=parts.status_badge,
        mini_trail=parts.mini_trail,
        plate=parts.plate,
        late=parts.late,
        limited_mark=parts.limited_mark,
        draw_streets=draw_streets,
        draw_stops=draw_stops,
        STOPS=parts.STOPS,
        charts=charts,
        form_errors=forms.summary,
        form_headline=forms.headline,
        form_kind=forms.kind,
        form_control=forms.control,
    )
    env.globals.update(_provided)
    return env
