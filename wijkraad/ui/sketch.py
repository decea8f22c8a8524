"""Pages whose template only says where ready texts go: its words around them are made once per language.

A template that is asked for most of all would write the same frame, menu and footer each time. So it is drawn
once with a mark in each open place, and cut at the marks; a page is then the pieces with its texts between.
Who is signed in, or has a message waiting, gets the page from the template itself.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import engines
from markupsafe import Markup

from wijkraad.ui.context import TURN, Frame
from wijkraad.ui.filters import language
from wijkraad.ui.icons import SPRITE_MARK, icons_in, sprite

_MARK = re.compile(r"%%([a-z_]+)%%|" + re.escape(SPRITE_MARK))
HTML = "text/html; charset=utf-8"
Cut = tuple[list[str], list[str], frozenset[str]]


class _Blank(Frame):
    """The surroundings of a visitor's page under one entry of the menu, with the language link left open."""

    def __init__(self, section: str) -> None:
        super().__init__(HttpRequest())
        self.section = section

    def other_language(self) -> str:
        return TURN


def sketched(request: HttpRequest, template: str, texts: Mapping[str, str]) -> HttpResponse:
    """The page of `template`, which writes each of `texts` (safe HTML) as it is and asks nothing of it."""
    frame = Frame(request)
    if frame.user is not None or frame.messages:
        return render(request, template, {name: Markup(text) for name, text in texts.items()})  # noqa: S704 - safe says the caller
    pieces, places, icons = _cut(template, language(), frame.section, tuple(texts))
    filled = dict(texts, turn=frame.other_language(), sprite="")
    filled["sprite"] = sprite(icons | icons_in("".join(texts.values())))
    found = [pieces[0]]
    for place, piece in zip(places, pieces[1:], strict=True):
        found += (filled[place], piece)
    return HttpResponse("".join(found).encode(), content_type=HTML)


@lru_cache(maxsize=100)
def _cut(template: str, _spoken: str, section: str, names: tuple[str, ...]) -> Cut:
    """What stands between the open places, which place follows each piece, and the icons in the pieces."""
    marks: dict[str, Any] = {name: Markup(f"%%{name}%%") for name in names}  # noqa: S704 - a mark of ours
    page: Any = engines["jinja2"].env.get_template(template)  # type: ignore[attr-defined]
    drawn = page.without_sprite(page=_Blank(section), **marks)
    places = [found.group(1) or "sprite" for found in _MARK.finditer(drawn)]
    pieces = [drawn[start:end] for start, end in _between(drawn)]
    return pieces, places, icons_in(drawn)


def _between(drawn: str) -> list[tuple[int, int]]:
    cuts = [found.span() for found in _MARK.finditer(drawn)]
    starts = [0, *(end for _start, end in cuts)]
    return list(zip(starts, [*(start for start, _end in cuts), len(drawn)], strict=True))
