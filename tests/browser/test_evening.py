"""An evening in a browser: attendance, a lost connection, a second writer, keys, an interest, the end."""

from collections.abc import Callable

import pytest

from tests.browser.looking import Visitor

pytestmark = pytest.mark.browser
Visit = Callable[..., Visitor]
FOCUS = "document.activeElement.id"


def wait_for(visitor: Visitor, words: str, where: str = "[data-bewaarstand]") -> None:
    visitor.page.locator(where, has_text=words).first.wait_for()


def wait_for_text(who: Visitor, text: str) -> None:
    """Wait until the minutes read so."""
    for _quarter in range(60):
        if who.page.locator("#tekst").input_value() == text:
            break
        who.page.wait_for_timeout(250)
    assert who.page.locator("#tekst").input_value() == text


def promise_something(who: Visitor) -> None:
    """An action at a point without an issue, by one keystroke, without leaving the page."""
    who.page.keyboard.press("Alt+a")
    assert who.page.evaluate(FOCUS) == "id_a-title"
    who.page.keyboard.type("De drukker bellen")
    who.page.select_option("#id_a-responsible", index=1)
    who.page.fill("#id_a-due", "31-12-2030")
    who.page.locator("#zij form", has=who.page.locator("#id_a-due")).get_by_role("button").click()
    who.page.locator("#zij .wp-acties b", has_text="De drukker bellen").wait_for()


def leave_a_point(who: Visitor) -> None:
    """The one who writes has an interest: another does it, and the next point is one click away."""
    who.page.get_by_text("Belang melden").click()
    who.page.select_option("#belang", label="Ruben Aksoy")
    who.press("Meld het belang")
    assert "U hebt een belang bij dit punt." in who.words
    who.look()
    who.follow("Volgend punt")
    assert who.page.locator("#tekst").is_visible()


def test_an_evening_loses_no_word_and_always_ends(visit: Visit) -> None:
    sien = visit("secretaris").go("/vergaderingen/")
    sien.page.locator("tbody a", has_text="Bestuursvergadering").first.click()
    sien.follow("Voorbereiden en verslag")
    sien.look()
    sien.press("Open de vergadering")
    sien.look()
    away = sien.page.locator("#zij button[aria-pressed=false]")
    sien.page.locator("#tekst").press_sequentially("Er zijn zeven mensen.")
    for number in range(away.count()):
        away.first.click()
        sien.page.locator("#zij button[aria-pressed=true]").nth(number).wait_for()
    wait_for(sien, "Bewaard om")
    assert sien.page.locator("#quorum").inner_text().startswith("7 van 7")
    assert sien.page.locator("#tekst").input_value() == "Er zijn zeven mensen."

    sien.page.context.set_offline(True)
    sien.page.locator("#tekst").press("Control+End")
    sien.page.keyboard.type("\nZonder verbinding.")
    wait_for(sien, "Geen verbinding")
    assert sien.page.evaluate("Object.keys(localStorage).length") == 1
    sien.page.context.set_offline(False)
    wait_for(sien, "Bewaard om")
    assert sien.page.evaluate("Object.keys(localStorage).length") == 0

    vera = visit("voorzitter", 390).go(sien.path)
    vera.look()
    vera.page.locator("#tekst").press("Control+Home")
    vera.page.keyboard.type("Vera was er ook.\n")
    wait_for(vera, "Bewaard om")
    sien.page.keyboard.type("\nEn Sien schrijft door.")
    wait_for_text(sien, "Vera was er ook.\nEr zijn zeven mensen.\nZonder verbinding.\nEn Sien schrijft door.")
    wait_for(sien, "Bewaard om")

    promise_something(sien)
    for key, target in (("b", "id_b-text"), ("u", "id_e-until"), ("v", "id_e-reason")):
        sien.page.keyboard.press(f"Alt+{key}")
        assert sien.page.evaluate(FOCUS) == target
    sien.follow("Eerdere versies")
    sien.look()
    sien.page.go_back()
    before = sien.path
    with sien.page.expect_navigation():
        sien.page.keyboard.press("Alt+n")
    assert sien.path != before
    leave_a_point(sien)
    sien.expected = {409}  # the page that asks once more
    sien.press("Sluit vergadering")
    sien.press("Ja, sluit de vergadering")
    assert "Gehouden" in sien.words
