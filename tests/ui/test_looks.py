"""The stylesheet, the icons and the bytes of a first visit."""

import re
from pathlib import Path

import brotli
import pytest
from django.conf import settings

from wijkraad.ui import icons, parts, stylesheet

STATIC = Path(settings.BASE_DIR) / "static"
SITE = STATIC / "css" / "site.css"


def test_the_stylesheet_is_up_to_date() -> None:
    assert SITE.read_text() == stylesheet.joined(STATIC), "run `manage.py css`"


def test_the_layers_stand_in_their_order_and_all_addresses_exist() -> None:
    css = SITE.read_text()
    assert css.index("@layer vendor,tokens,base,components,pages;") < css.index("@layer vendor{")
    for address in re.findall(r"url\(\"?([^)\"]+)\"?\)", css):
        assert (SITE.parent / address).resolve().is_file(), address


def test_only_the_parts_in_use_are_taken_over() -> None:
    css = SITE.read_text()
    assert ".utrecht-button--primary-action" in css
    assert ".utrecht-button-group" not in css
    assert "data:" not in css


def test_rules_are_cut_at_their_braces_and_comments_go() -> None:
    css = (
        "/* a */ .utrecht-link:hover, .utrecht-foo { color: red; } @media print { .utrecht-link { top: 0 } }"
    )
    kept = stylesheet.only_parts(stylesheet.small(css), frozenset({"utrecht-link"}))
    assert kept == ".utrecht-link:hover{color:red}@media print{.utrecht-link{top:0}}"


def test_a_first_visit_stays_light() -> None:
    """Style, fonts, script and sign; the page itself comes to at most 12 kB."""
    fonts = sum(file.stat().st_size for file in (STATIC / "vendor/fonts").glob("*.woff2"))
    pressed = [SITE, STATIC / "js/site.js", STATIC / "img/merk.svg"]
    rest = sum(len(brotli.compress(file.read_bytes())) for file in pressed)
    assert fonts + rest + 12_000 <= 100_000


def test_every_vendored_thing_has_its_licence() -> None:
    for folder in ("utrecht", "denhaag", "fonts"):
        assert list((STATIC / "vendor" / folder).glob("LICENSE*"))
    assert (icons.FOLDER / "LICENSE").is_file()


def test_the_page_gets_only_the_icons_that_it_uses() -> None:
    page = icons.with_sprite(
        f"<body>{icons.SPRITE_MARK}{icons.icon('bike')}{icons.icon('bike', 'is-ok')}</body>"
    )
    assert page.count("<symbol") == 1
    assert 'id="i-bike"' in page
    assert icons.with_sprite("<li>a row</li>") == "<li>a row</li>"


def test_an_unknown_icon_is_refused_at_once() -> None:
    with pytest.raises(KeyError, match="no icon"):
        icons.icon("bestaat-niet")


def luminance(colour: str) -> float:
    parts_ = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts_]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("key", parts.THEMES)
def test_a_theme_colour_can_be_read_on_and_under_white_and_in_the_dark(key: str) -> None:
    light, dark = re.findall(rf"--wp-{key}: (#\w{{6}});", (STATIC / "css/tokens.css").read_text())
    assert contrast(light, "#ffffff") >= 4.5
    assert contrast(dark, "#0d1512") >= 4.5
    assert contrast(dark, "#16211c") >= 4.5


def test_templates_hold_no_inline_style_or_script() -> None:
    for file in (Path(settings.BASE_DIR) / "templates").rglob("*.html"):
        text = file.read_text()
        assert " style=" not in text, file
        assert not re.search(r"<script(?![^>]*\bsrc=)", text), file
        assert not re.search(r"\bon(click|submit|load|change)=", text), file
