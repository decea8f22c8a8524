"""How partners are called in another language: their short names are data, and most councils share them."""

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as noop

COMMON = frozenset(
    {
        noop("de gemeente"),
        noop("de politie"),
        noop("de Pandbrigade"),
        noop("de burgemeester"),
        noop("de wethouder"),
        noop("de verhuurder"),
        noop("de woningstichting"),
        noop("de woningcorporatie"),
        noop("het stadsdeel"),
        noop("de provincie"),
        noop("de omgevingsdienst"),
        noop("de brandweer"),
    }
)


def spoken(name: str) -> str:
    """The short name of a partner in the language of the reader; a name of its own stays as it is."""
    return gettext(name) if name in COMMON else name
