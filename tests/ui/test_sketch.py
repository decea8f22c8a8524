"""Pages put together from pieces of their template are the page that the template itself would give."""

import re

import pytest
from django.contrib.auth.models import AnonymousUser
from django.shortcuts import render
from django.utils import translation
from markupsafe import Markup

from wijkraad.ui import sketch
from wijkraad.ui.icons import icon
from wijkraad.ui.sketch import sketched

TEXTS = {
    "number": "2026-1", "title": "Een <b>kop</b>", "description": "Kort &amp; goed", "path": "/kwesties/1/",
    "colour": "groen", "theme_path": "/thema/groen/", "theme_name": "Groen", "about": str(icon("trees")),
    "summary": "Wat er is", "reaction": "", "panel": "<p>Nu</p>", "band": str(icon("gavel")),
    "trail": "<p>100%% zeker</p>", "side": "<aside>Volg</aside>",
}  # fmt: skip


def both(rf, address: str) -> tuple[str, str]:
    """The page from its pieces, and the page that the template writes."""

    def written(request, template, texts):
        return render(request, template, {name: Markup(text) for name, text in texts.items()})

    pages = []
    for draw in (sketched, written):
        request = rf.get(address)
        request.user = AnonymousUser()
        pages.append(draw(request, "portal/issue.html", TEXTS).content.decode())
    return pages[0], pages[1]


@pytest.mark.parametrize("spoken", ["nl", "en"])
@pytest.mark.parametrize("address", ["/kwesties/2026-1/", "/kwesties/2026-1/?van=lijst&a=%22b", "/over/"])
def test_the_pieces_make_the_page_of_the_template(rf, spoken, address) -> None:
    with translation.override(spoken):
        sketch._cut.cache_clear()
        first = both(rf, address)
        assert first[0] == first[1]
        assert both(rf, address) == first  # now from the pieces that were kept
    assert not re.search(r"%%[a-z_]+%%", first[0])
    assert 'id="i-trees"' in first[0]


def test_a_mark_in_a_text_is_only_a_text(rf) -> None:
    request = rf.get("/kwesties/2026-1/")
    page = sketched(request, "portal/issue.html", TEXTS | {"trail": "%%side%%"}).content.decode()
    assert page.count("%%side%%") == 1
    assert page.count("<aside>Volg</aside>") == 1
