"""Lucide icons: one `<use>` per place, and one inline sprite per page with only what that page uses.

The page keeps the mark `SPRITE_MARK` behind its first tag. After rendering, the finished text is searched
once for `<use href="#i-name"` and the symbols found go there, so cached rows, headers and macros need no
bookkeeping.
"""

import re
from functools import cache, lru_cache
from pathlib import Path

from markupsafe import Markup

FOLDER = Path(__file__).parent / "lucide"
SPRITE_MARK = "<!--sprite-->"
_REFERENCE = '<use href="#i-'


def _symbol(path: Path) -> str:
    body = re.sub(r"<!--.*?-->|</?svg[^>]*>", "", path.read_text(), flags=re.DOTALL)
    body = re.sub(r"\s*/>", "/>", re.sub(r"\s+", " ", body)).replace("> <", "><").strip()
    return f'<symbol id="i-{path.stem}" viewBox="0 0 24 24">{body}</symbol>'


SYMBOLS: dict[str, str] = {path.stem: _symbol(path) for path in sorted(FOLDER.glob("*.svg"))}


@cache
def icon(name: str, extra: str = "") -> Markup:
    """The drawing `name`, hidden from screen readers; `extra` is one more CSS class.

    Raises KeyError when the icon is not in wijkraad/ui/lucide.
    """
    if name not in SYMBOLS:
        raise KeyError(f"no icon {name!r} in {FOLDER}")
    classes = f"wp-icon {extra}" if extra else "wp-icon"
    return Markup(  # noqa: S704 - both names are ours
        f'<svg class="{classes}" aria-hidden="true" focusable="false"><use href="#i-{name}"/></svg>'
    )


@lru_cache(maxsize=500)
def sprite(names: frozenset[str]) -> str:
    """The drawings with these names, for one page."""
    symbols = "".join(SYMBOLS[name] for name in sorted(names) if name in SYMBOLS)
    return f'<svg class="wp-sprite" aria-hidden="true" xmlns="http://www.w3.org/2000/svg">{symbols}</svg>'


def icons_in(text: str) -> frozenset[str]:
    """The names of the drawings that a finished text refers to."""
    return frozenset([piece[: piece.find('"')] for piece in text.split(_REFERENCE)[1:]])


def with_sprite(page: str) -> str:
    """The finished page with the symbols it refers to; a page without the mark stays as it is."""
    head, mark, rest = page.partition(SPRITE_MARK)
    return head + sprite(icons_in(rest)) + rest if mark else page
