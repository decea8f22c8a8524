"""The one stylesheet of the site: our four layers and the vendored parts, joined, stripped, made small.

There is no build step at run time: `manage.py css` writes static/css/site.css, which is committed, and a
test says when it is out of date. Utrecht's file holds whole components; only rules for the parts named in
`PARTS` stay, and of The Hague's tokens only the names that somebody still asks for.
"""

import re
from collections.abc import Iterator
from pathlib import Path

LAYERS = "@layer vendor,tokens,base,components,pages;"

# Every Utrecht class that our templates use; a rule about any other class is left out.
PARTS = frozenset(
    "utrecht-" + name
    for name in [
        "alert",
        "alert--error",
        "alert--ok",
        "alert--warning",
        "breadcrumb-nav",
        "breadcrumb-nav__item",
        "breadcrumb-nav__link",
        "breadcrumb-nav__list",
        "breadcrumb-nav__list--html-ol",
        "button",
        "button--primary-action",
        "button--secondary-action",
        "button--subtle",
        "form-field",
        "form-field--invalid",
        "form-field-description",
        "form-field-error-message",
        "form-field__description",
        "form-field__error-message",
        "form-field__input",
        "form-field__label",
        "form-field--checkbox",
        "form-field--radio",
        "form-fieldset",
        "form-fieldset__legend",
        "form-label",
        "form-label--checkbox",
        "form-label--radio",
        "link",
        "select",
        "select--html-select",
        "skip-link",
        "skip-link--visible-on-focus",
        "status-badge",
        "table",
        "table__body",
        "table__cell",
        "table__header",
        "table__row",
        "textarea",
        "textarea--html-textarea",
        "textarea--invalid",
        "textbox",
        "textbox--html-input",
        "textbox--invalid",
        "select--invalid",
        "checkbox",
        "checkbox--html-input",
        "radio-button",
        "radio-button--html-input",
    ]
)


# a picture inside the stylesheet, which our content policy blocks; components.css brings its own
_DATA_IMAGE = re.compile(r"[\w-]+:url\(\"?data:[^\")]*\"?\);?")


def rules(css: str) -> Iterator[tuple[str, str]]:
    """Each top-level (head, body) of a stylesheet without comments; an at-rule without a body has body ''."""
    start = 0
    while start < len(css):
        open_at = css.find("{", start)
        end_at = css.find(";", start)
        if end_at != -1 and (open_at == -1 or end_at < open_at):
            yield css[start:end_at].strip(), ""
            start = end_at + 1
            continue
        if open_at == -1:
            return
        close = _closing(css, open_at)
        yield css[start:open_at].strip(), css[open_at + 1 : close].strip()
        start = close + 1


def _closing(css: str, open_at: int) -> int:
    """The place of the brace that closes the one at `open_at`."""
    depth = 0
    for match in re.compile(r"[{}]").finditer(css, open_at):
        depth += 1 if match.group() == "{" else -1
        if depth == 0:
            return match.start()
    raise ValueError(f"no closing brace after {css[open_at - 40 : open_at]!r}")


def small(css: str) -> str:
    """The same stylesheet without comments and needless white space."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    css = re.sub(r"\s+", " ", css)
    css = re.sub(r"\s*([{};,])\s*", r"\1", css)
    css = re.sub(r":\s+(?=[^{}]*[;}])", ":", css)
    return css.replace(";}", "}").strip()


def only_parts(css: str, parts: frozenset[str] = PARTS) -> str:
    """The rules of a vendored stylesheet that concern nothing but the given classes."""
    kept = []
    for head, body in rules(css):
        if head.startswith(("@media", "@supports")):
            inner = only_parts(body, parts)
            if inner:
                kept.append(f"{head}{{{inner}}}")
        elif head and body:
            selectors = [one for one in _selectors(head) if _wanted(one, parts)]
            if selectors:
                kept.append(f"{','.join(selectors)}{{{_DATA_IMAGE.sub('', body)}}}")
    return "".join(kept)


def _selectors(head: str) -> list[str]:
    """The selectors of a rule; a comma between brackets does not part them."""
    return [one.strip() for one in re.split(r",(?![^(]*\))", head)]


def _wanted(selector: str, parts: frozenset[str]) -> bool:
    bare = re.sub(r":not\([^)]*\)", "", selector)
    classes = re.findall(r"\.([\w-]+)", bare)
    return bool(classes) and all(name in parts for name in classes)


def asked_tokens(tokens: str, asking: str) -> str:
    """The custom properties of `tokens` that `asking` uses, and those that they use in turn."""
    (head, body), *_ = rules(tokens)
    values = dict(part.split(":", 1) for part in body.split(";") if ":" in part)
    wanted: set[str] = set()
    fresh = set(re.findall(r"var\((--[\w-]+)", asking))
    while fresh:
        wanted |= fresh
        fresh = {n for w in fresh if w in values for n in re.findall(r"var\((--[\w-]+)", values[w])} - wanted
    return f"{head}{{{';'.join(f'{n}:{v}' for n, v in values.items() if n in wanted and 'data:' not in v)}}}"


def joined(static: Path) -> str:
    """The text of static/css/site.css, made from the files under `static`."""
    own = "".join(
        small((static / "css" / f"{name}.css").read_text())
        for name in ("tokens", "base", "components", "pages")
    )
    utrecht = only_parts(small((static / "vendor/utrecht/utrecht.css").read_text()))
    tokens = asked_tokens(small((static / "vendor/denhaag/tokens.css").read_text()), utrecht + own)
    return (
        "/* Made by `manage.py css` from static/css and static/vendor; licences stand there. */\n"
        f"{LAYERS}@layer vendor{{{tokens}{utrecht}}}{own}\n"
    )
