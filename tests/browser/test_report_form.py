"""The report form as some people use it: without a mouse, without script, with mistakes."""

import re
from collections.abc import Callable

import pytest

from tests.browser.looking import Visitor

pytestmark = pytest.mark.browser
Visit = Callable[..., Visitor]
WORDS = "de lamp bij de halte is al 3 weken stuk 😀\n’s avonds is het er pikdonker"


def test_without_script(visit: Visit) -> None:
    noor = visit("", 390, java_script_enabled=False).go("/melden/")
    noor.page.locator("label", has_text="Verkeer").first.click()
    noor.press("Verder")
    noor.page.fill("[name=tekst]", WORDS)
    noor.page.fill("[name=straat]", "Weimarstraat")
    noor.press("Verder")
    if "Bedoelt u een van deze?" in noor.words:
        noor.page.locator("label", has_text="Nee, mijn melding is anders").click()
        noor.press("Verder")
    noor.pick("Ik wil geen bericht")
    noor.press("Verder")
    noor.send_report(lambda: noor.press("Verstuur"))
    assert noor.path.startswith("/melden/status/")
    assert "pikdonker" in noor.page.locator("main").text_content()


def test_with_the_keyboard_alone(visit: Visit) -> None:
    noor = visit().go("/melden/")
    _tab_to(noor, "[name=thema]")
    while not noor.page.locator("[name=thema][value=verkeer]").is_checked():
        noor.page.keyboard.press("ArrowDown")
    _enter(noor)
    _tab_to(noor, "[name=tekst]")
    noor.page.keyboard.type("te hard, elke ochtend")
    _tab_to(noor, "[name=straat]")
    noor.page.keyboard.type("Weimarstraat")
    _tab_to(noor, "button.utrecht-button--primary-action")
    _enter(noor)
    if "Bedoelt u een van deze?" in noor.words:
        _tab_to(noor, "[name=hoort]")
        noor.page.keyboard.press("ArrowUp")  # the last one: mine is different
        _enter(noor)
    _tab_to(noor, "[name=contact]")
    while not noor.page.locator("[name=contact][value=none]").is_checked():
        noor.page.keyboard.press("ArrowDown")
    _enter(noor)
    noor.send_report(lambda: _send(noor))
    assert noor.path.startswith("/melden/status/")


def _send(who: Visitor) -> None:
    _tab_to(who, "button.utrecht-button--primary-action")
    _enter(who)


def _enter(who: Visitor) -> None:
    with who.page.expect_navigation():
        who.page.keyboard.press("Enter")


def _tab_to(who: Visitor, selector: str) -> None:
    """Press Tab until this has the focus."""
    for _ in range(60):
        who.page.keyboard.press("Tab")
        if who.page.evaluate("one => document.activeElement.matches(one)", selector):
            return
    raise AssertionError(f"Tab does not reach {selector}")


def test_an_error_keeps_every_word(visit: Visit) -> None:
    noor = visit("", 390).go("/melden/")
    noor.press("Verder")
    noor.look()
    assert noor.page.locator("[role=alert]").is_visible()
    noor.pick("Verkeer")
    noor.press("Verder")
    noor.page.fill("[name=tekst]", WORDS)
    noor.page.fill("[name=nummer]", "12a")
    noor.press("Verder")  # no street chosen
    noor.look()
    assert noor.page.input_value("[name=tekst]") == WORDS
    assert noor.page.input_value("[name=nummer]") == "12a"
    noor.press("Terug")
    noor.press("Verder")
    assert noor.page.input_value("[name=tekst]") == WORDS


def test_signing_in_on_the_ordinary_page(visit: Visit) -> None:
    ruben = visit().go("/accounts/login/")
    ruben.look()
    ruben.page.fill("[name=login]", "secretaris@demo.test")
    ruben.page.fill("[name=password]", "niet-het-goede")
    with ruben.page.expect_navigation():
        ruben.page.locator("main form button[type=submit]").first.click()
    ruben.look()
    assert ruben.page.input_value("[name=login]") == "secretaris@demo.test"
    ruben.page.fill("[name=password]", "demo-wijkraad")
    with ruben.page.expect_navigation():
        ruben.page.locator("main form button[type=submit]").first.click()
    assert ruben.path == "/werk/"
    assert "Wat wacht op mij" in ruben.words


def test_a_signal_can_be_sent_from_a_browser(visit: Visit) -> None:
    """With the policy no-referrer a browser names no origin for a form, and Django then refuses it."""
    signal = visit("", 390).go("/signaal/")
    signal.page.locator("[name=signaal]").first.check(force=True)
    for choice in signal.page.locator("main form select").all():
        choice.select_option(index=1)
    signal.press("Stuur dit signaal")
    assert signal.path == "/signaal/ontvangen/", signal.words


def test_the_paper_form_is_one_sheet(visit: Visit) -> None:
    """Printed on A4; what somebody does not hand over with the rest is on no second page."""
    noor = visit().go("/melden/papier/")
    printed = noor.page.pdf(prefer_css_page_size=True, format="A4")
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 1
