"""What the wijkmanager prints for Monday fits the paper it was promised on, also when the wijk is full."""

import re
from collections.abc import Callable

import pytest

from tests.browser.looking import Visitor

pytestmark = pytest.mark.browser
Visit = Callable[..., Visitor]
LONG = """() => {
  const words = "Elke avond staan er auto's dubbel voor de winkels en niemand doet er iets aan. ".repeat(2);
  for (const one of document.querySelectorAll('h3 a, tbody th > a')) one.textContent = words.slice(0, 158);
  const themes = document.querySelector('#h-thema')?.closest('section').querySelector('tbody');
  while (themes && themes.rows.length < 17) themes.append(themes.rows[0].cloneNode(true));
  for (const part of document.querySelectorAll('.wp-vel tbody'))
    while (part.rows.length < 7) part.append(part.rows[0].cloneNode(true));
}"""


def pages(who: Visitor) -> int:
    printed = who.page.pdf(prefer_css_page_size=True, format="A4")
    return len(re.findall(rb"/Type\s*/Page\b", printed))


def test_the_dashboard_is_two_sheets_also_with_long_titles_and_many_themes(visit: Visit) -> None:
    femke = visit("wijkmanager").go("/werk/dashboard/")
    assert pages(femke) == 2
    femke.page.evaluate(LONG)
    assert pages(femke) == 2


def test_the_sheet_of_a_partner_is_one_also_when_it_is_full(visit: Visit) -> None:
    femke = visit("wijkmanager").go("/werk/papier/")
    femke.follow("Gemeente Den Haag")
    assert pages(femke) == 1
    femke.page.evaluate(LONG)
    assert pages(femke) == 1
