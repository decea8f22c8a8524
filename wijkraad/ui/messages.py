"""The words of the portal: which source strings there are, and whether every one has its English.

The source language is Dutch; locale/en holds the English. Babel reads Python and Jinja2 (Django's own
makemessages loses the trans blocks of Jinja2); `manage.py messages` renews the catalogue and compiles it.
"""

from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

KEYWORDS = DEFAULT_KEYWORDS | {
    "gettext_lazy": None,
    "gettext_noop": None,
    "noop": None,
    "_lazy": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
}
HEADER = "# English of the portal; the source language is Dutch. Licence: EUPL-1.2."
SKIPPED = {"var", "tests", ".venv", "node_modules", "static", ".git"}


def extracted(root: Path) -> Catalog:
    """Every source string of the code and the templates under `root`, with the places where it stands."""
    with (root / "babel.cfg").open() as file:
        methods, options = parse_mapping_cfg(file)
    found = Catalog(project="wijkportaal", charset="utf-8")
    rows = extract_from_dir(
        str(root),
        methods,
        options,
        KEYWORDS,
        directory_filter=lambda folder: Path(folder).name not in SKIPPED,
    )
    for name, _line, words, _comments, context in rows:
        found.add(words, None, [(name, 0)], context=context)
    return found


def catalogue(root: Path) -> Path:
    """The English catalogue."""
    return root / "locale" / "en" / "LC_MESSAGES" / "django.po"


def plain_dutch(root: Path) -> Path:
    """The few Dutch sentences that replace those of Django and allauth; kept by hand."""
    return root / "locale" / "nl" / "LC_MESSAGES" / "django.po"


def read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=path.parent.parent.name, domain="django")


def missing(root: Path) -> Iterator[str]:
    """Source strings without finished English, one by one."""
    english = read(catalogue(root))
    for message in extracted(root):
        if not message.id:
            continue
        known = english.get(
            message.id[0] if isinstance(message.id, tuple) else message.id, context=message.context
        )
        words = known.string if known else ""
        done = all(words) if isinstance(words, tuple | list) else bool(words)
        if (
            known is None
            or known.fuzzy
            or not done
            or isinstance(known.id, tuple) != isinstance(message.id, tuple)
        ):
            yield str(message.id)


def renew(root: Path) -> Catalog:
    """Bring the catalogue up to date with the code: new strings empty, dead ones gone; then compile it."""
    path = catalogue(root)
    english = read(path) if path.exists() else Catalog(locale="en", domain="django")
    made = english.creation_date
    english.update(extracted(root), no_fuzzy_matching=True)
    english.header_comment, english.fuzzy = HEADER, False
    english.project, english.version, english.creation_date = "wijkportaal", "1", made
    english.last_translator, english.language_team = "wijkraad", "wijkraad"
    english.obsolete.clear()
    with path.open("wb") as file:
        write_po(file, english, width=110, sort_output=True, omit_header=False, include_lineno=False)
    compile_words(path)
    compile_words(plain_dutch(root))
    return english


def compile_words(path: Path) -> None:
    """Write the .mo beside the .po; finished strings only."""
    with path.with_suffix(".mo").open("wb") as file:
        write_mo(file, read(path))
