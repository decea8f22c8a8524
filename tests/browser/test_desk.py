"""The desk with the keyboard, two people at once, and a box drawn on a photo."""

from collections.abc import Callable

import pytest

from tests.browser.looking import Visitor

pytestmark = pytest.mark.browser
Visit = Callable[..., Visitor]
DESK = "/werk/meldingen/"
FOCUS = "document.activeElement.id || document.activeElement.name"


def test_shortcuts_only_move_and_are_off_until_somebody_wants_them(visit: Visit) -> None:
    femke = visit("wijkmanager").go(DESK)
    keys = femke.page.keyboard
    keys.press("t")
    assert femke.page.evaluate(FOCUS) != "id_titel"
    femke.page.locator("[data-toetsen] summary").click()
    femke.page.locator("#toetsen-aan").check()
    femke.look()
    femke.page.locator("h1").click()
    for key, target in (("t", "id_titel"), ("b", "reden"), ("n", "doe-nieuw"), ("r", "doe-niet")):
        femke.page.evaluate("document.activeElement.blur()")
        keys.press(key)
        assert femke.page.evaluate(FOCUS) == target
    first = femke.page.locator("h2#werk-kop").text_content()
    femke.page.evaluate("document.activeElement.blur()")
    with femke.page.expect_navigation():
        keys.press("j")
    assert femke.page.locator("h2#werk-kop").text_content() != first
    femke.page.locator("#id_titel").press_sequentially("jn")
    assert femke.page.locator("#id_titel").input_value() == "jn"
    assert femke.page.locator("#toetsen-aan").is_checked()


def test_a_box_drawn_on_a_photo_is_covered_for_good(visit: Visit) -> None:
    hanneke, femke = visit("bestuur"), visit("wijkmanager", 390)
    femke.go(DESK)
    hanneke.go(DESK)
    assert "bekijkt dit nu" in hanneke.page.locator("#rij").inner_text()
    hanneke.page.locator("[data-rij]", has_text="foto").locator("h3 a").last.click()
    hanneke.page.wait_for_load_state()
    photo = hanneke.page.locator("#fotos img").first
    before = photo.get_attribute("src")
    hanneke.page.locator("#fotos a", has_text="Maak onleesbaar").first.click()
    hanneke.page.wait_for_load_state()
    box = hanneke.page.locator("[data-foto]").bounding_box()
    mouse = hanneke.page.mouse
    mouse.move(box["x"] + 30, box["y"] + 30)
    mouse.down()
    mouse.move(box["x"] + 160, box["y"] + 110)
    mouse.up()
    assert hanneke.page.locator("[data-lijst] li").count() == 1
    hanneke.look()
    hanneke.press("Maak onleesbaar")
    assert "bestaat niet meer" in hanneke.page.locator("main").inner_text()
    assert hanneke.page.locator("#fotos img").first.get_attribute("src") != before
    assert hanneke.page.request.get(hanneke.base + before).status == 404


@pytest.mark.parametrize("width", [1280, 390])
def test_a_row_of_the_weekly_round_is_wide_enough_to_read(visit: Visit, width: int) -> None:
    """Its title once stood there one letter under another."""
    femke = visit("wijkmanager", width).go("/werk/weekronde/")
    if "Begin de weekronde" in femke.words:
        femke.press("Begin de weekronde")
    title = femke.page.locator(".wp-vertrek h3").first.bounding_box()
    assert title and title["width"] > 200 and title["height"] < 120
    femke.look()
