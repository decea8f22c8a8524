"""The map with Leaflet: by keyboard into a stop and back, near stops together; a drawing without a script."""

from collections.abc import Callable

import pytest

from tests.browser.looking import Visitor, violations

pytestmark = pytest.mark.browser
MARK = ".wp-leaflet .leaflet-marker-icon:not(.is-groep)"


def test_a_stop_opens_by_keyboard_and_gives_the_focus_back(visit: Callable[..., Visitor]) -> None:
    who = visit("", reduced_motion="reduce").go("/kaart/")
    page = who.page
    page.wait_for_selector(MARK)
    assert not violations(page)
    mark = page.locator(MARK).first
    name = mark.get_attribute("aria-label")
    assert "open kwestie" in name
    mark.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(".leaflet-popup a[href^='/kwesties/']")
    assert page.evaluate("document.activeElement.closest('.leaflet-popup') !== null")
    # marks that lie half under the open list are small targets until it closes
    assert not [one for one in violations(page) if one[0] != "target-size"]
    page.keyboard.press("Escape")
    page.wait_for_selector(".leaflet-popup", state="detached")
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == name


@pytest.mark.parametrize("width", [1280, 390])
def test_the_list_of_a_full_stop_is_whole_in_sight(visit: Callable[..., Visitor], width: int) -> None:
    page = visit("", width, reduced_motion="reduce").go("/kaart/").page
    page.wait_for_selector(MARK)
    marks = page.locator(MARK)
    counts = [int(text) for text in marks.all_inner_texts()]
    for place in {counts.index(max(counts)), len(counts) - 1}:
        marks.nth(place).focus()
        page.keyboard.press("Enter")
        page.wait_for_selector(".leaflet-popup a[href^='/kwesties/']")
        page.wait_for_timeout(300)
        frame, popup = (page.locator(one).bounding_box() for one in (".wp-leaflet", ".leaflet-popup"))
        assert popup["y"] >= frame["y"] and popup["x"] >= frame["x"]
        assert popup["x"] + popup["width"] <= frame["x"] + frame["width"]
        page.keyboard.press("Escape")
        page.wait_for_selector(".leaflet-popup", state="detached")


def test_near_stops_come_together_and_no_matter_is_lost(visit: Callable[..., Visitor]) -> None:
    page = visit("", 390, reduced_motion="reduce").go("/kaart/").page
    page.wait_for_selector(MARK)

    def shown() -> int:
        return sum(int(text) for text in page.locator(".wp-kaartpunt").all_inner_texts())

    stops = page.locator("[data-plek]").evaluate_all("all => all.map(one => Number(one.dataset.plek))")
    assert shown() == sum(stops)
    out = page.locator(".leaflet-control-zoom-out")
    while out.get_attribute("aria-disabled") == "false":
        out.click()
    page.wait_for_selector(".wp-leaflet .is-groep")
    assert "open kwesties" in page.locator(".is-groep").first.get_attribute("aria-label")
    assert shown() == sum(stops)


def test_without_a_script_the_drawing_and_the_list_do_the_same(visit: Callable[..., Visitor]) -> None:
    page = visit("", 390, java_script_enabled=False).go("/kaart/").page
    assert page.locator(".wp-leaflet").count() == 0
    page.locator("a.wp-kaart__stop").first.click()
    assert page.locator("details.wp-plek[open] a[href^='/kwesties/']").count() >= 1
