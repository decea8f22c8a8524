"""The filters above the list as finished text: made once per choice and language, then only filled in."""

from functools import lru_cache
from typing import Any
from urllib.parse import quote_plus, urlencode

from django.template import engines
from django.utils.translation import gettext_lazy as _
from markupsafe import Markup, escape

from issues.lists.listing import SHOWN_STATES, Wish
from issues.models import Theme
from issues.workflow import STATES
from wijkraad.terms import clock
from wijkraad.ui.filters import language

SORTS = (("laatst", _("Laatst veranderd")), ("oudst", _("Langst open")), ("meest", _("Meeste meldingen")))
WORDS, WORDS_IN_ADDRESS = "zzwoordenzz", "zzadreszz"
"""What stands for the words searched for: in the field, and in addresses."""


def filters_bar(wish: Wish) -> Markup:
    """The search field, the two lists and the chips for this choice; themes are read again every minute."""
    minute = int(clock.now().timestamp()) // 60
    text = _bar(wish.theme, wish.status, wish.street, wish.sort, bool(wish.words), language(), minute)
    if wish.words:
        text = text.replace(WORDS, str(escape(wish.words))).replace(WORDS_IN_ADDRESS, quote_plus(wish.words))
    return Markup(text)  # noqa: S704 - our own template, words escaped


@lru_cache(maxsize=512)
def _bar(
    theme: str, status: str, street: str, sort: str, has_words: bool, _language: str, minute: int
) -> str:
    chosen = {"thema": theme, "status": status, "straat": street, "sorteer": "" if sort == "laatst" else sort}

    def address(theme: str | None = theme, status: str = status, more: bool = False) -> str:
        values = {
            **chosen,
            "thema": theme or "",
            "status": status,
            "q": WORDS_IN_ADDRESS if has_words else "",
            "meer": "1" if more else "",
        }
        return f"/kwesties/?{urlencode({key: word for key, word in values.items() if word})}".rstrip("?")

    template = engines["jinja2"].env.get_template("issues/_list_top.html")  # type: ignore[attr-defined]
    return str(
        template.render(
            wish=Wish(theme=theme, status=status, street=street, sort=sort),
            words=WORDS if has_words else "",
            address=address,
            themes=themes(minute),
            states=[("open", _("Alle open kwesties")), *((state, STATES[state]) for state in SHOWN_STATES)],
            sorts=SORTS,
        )
    )


@lru_cache(maxsize=2)
def themes(minute: int) -> list[dict[str, Any]]:
    """The themes that can be chosen."""
    rows = Theme.objects.filter(active=True).values_list("colour_key", "key", "name")
    return [{"key": colour, "slug": key, "name": name} for colour, key, name in rows]
