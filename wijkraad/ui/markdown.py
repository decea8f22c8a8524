"""A little Markdown for texts typed in an evening: bold, italic, lists, small headings, quotes, links.

HTML in the text is shown as typed, never used. One parse serves the page (`markdown`) and paper (`blocks`).
"""

from collections.abc import Iterator
from functools import cache
from typing import Any

from markupsafe import Markup

RULES = ("emphasis", "link", "list", "heading", "blockquote", "newline", "escape", "backticks", "autolink")
TAGS = {"p", "br", "strong", "em", "ul", "ol", "li", "h4", "h5", "blockquote", "a", "code"}
SCHEMES = {"http", "https", "mailto"}
HEADING = {"h1": "h4", "h2": "h4", "h3": "h4"}
"""Headings of a typed text stand below those of the page."""


@cache
def _parser() -> Any:
    from markdown_it import MarkdownIt  # on use: most pages show none

    return MarkdownIt("zero", {"breaks": True, "html": False}).enable(list(RULES))


def _tokens(text: str) -> list[Any]:
    found: list[Any] = _parser().parse(text.replace("\r\n", "\n"))
    for token in found:
        if token.type.startswith("heading"):
            token.tag = HEADING.get(token.tag, "h5")
    return found


def markdown(text: str) -> Markup:
    """The text as safe HTML; a single line end becomes <br>, an empty line a new paragraph."""
    if not text.strip():
        return Markup("")
    import nh3

    parser = _parser()
    html = parser.renderer.render(_tokens(text), parser.options, {})
    return Markup(  # noqa: S704 - cleaned
        nh3.clean(
            html,
            tags=TAGS,
            attributes={"a": {"href"}, "ol": {"start"}},
            url_schemes=SCHEMES,
            link_rel="nofollow noopener",
        )
    )


def blocks(text: str) -> list[dict[str, Any]]:
    """The text for paper: dicts with `kind` (text, list, numbers, head, quote) and `rows` of runs.

    A run is [words, look] with look "", "b" (bold) or "i" (italic); each row is a line.
    """
    found: list[dict[str, Any]] = []
    lists: list[str] = []
    kind = "text"
    for token in _tokens(text):
        if token.type in ("bullet_list_open", "ordered_list_open"):
            lists.append("list" if token.type.startswith("bullet") else "numbers")
            found.append({"kind": lists[-1], "rows": []})
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            lists.pop()
        elif token.type == "heading_open":
            kind = "head"
        elif token.type == "blockquote_open":
            kind = "quote"
        elif token.type in ("heading_close", "blockquote_close"):
            kind = "text"
        elif token.type == "inline":
            _add(found, lists[-1] if lists else kind, token)
    return [block for block in found if block["rows"]]


def _add(found: list[dict[str, Any]], kind: str, token: Any) -> None:
    rows = list(_rows(token.children or []))
    if kind in ("list", "numbers"):
        joined = [run for row in rows for run in [*row, [" ", ""]]][:-1]
        if not (found and found[-1]["kind"] == kind):
            found.append({"kind": kind, "rows": []})
        found[-1]["rows"].append(joined)
    else:
        found.append({"kind": kind, "rows": rows})


def _rows(children: list[Any]) -> Iterator[list[list[str]]]:
    """The lines of one paragraph, each a list of runs."""
    row: list[list[str]] = []
    looks: list[str] = []
    for child in children:
        if child.type in ("softbreak", "hardbreak"):
            yield row
            row = []
        elif child.type in ("strong_open", "em_open"):
            looks.append("b" if child.type == "strong_open" else "i")
        elif child.type in ("strong_close", "em_close"):
            looks.pop()
        elif child.content:
            row.append([child.content, looks[-1] if looks else ""])
    yield row
