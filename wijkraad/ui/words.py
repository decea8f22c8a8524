"""Words looked up once per language: gettext walks through three catalogues each time it is asked."""

from functools import lru_cache

from django.utils.translation import gettext

from wijkraad.ui.filters import language


def known(text: str) -> str:
    """`gettext(text)`; the words that are asked for most stay at hand."""
    return _known(text, language())


@lru_cache(maxsize=4000)
def _known(text: str, _spoken: str) -> str:
    return gettext(text)
