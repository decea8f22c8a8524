"""Every macro with nothing, with one and with 300 rows, with titles of 500 characters and hostile words."""

from datetime import date
from decimal import Decimal
from html.parser import HTMLParser
from types import SimpleNamespace

import pytest
from django.template import engines
from django.utils import translation

from wijkraad.ui import charts
from wijkraad.ui.paginator import Leaf

LONG = "Weimarstraat " * 38 + "eind<b>"
VOID = {"br", "img", "input", "link", "meta", "hr"}


class Balance(HTMLParser):
    """Complains when an element is not closed where it should be."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []

    def handle_starttag(self, tag: str, attrs) -> None:
        self.ids += [value for name, value in attrs if name == "id"]
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs) -> None:
        self.ids += [value for name, value in attrs if name == "id"]

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"</{tag}> without a start"
        assert self.open.pop() == tag, f"</{tag}> closes something else"


def draw(source: str, **values) -> str:
    html = engines["jinja2"].env.from_string(source).render(**values)
    check = Balance()
    check.feed(html)
    assert check.open == []
    assert "eind<b>" not in html
    return html


FROM = "{{% from 'components/{0}.html' import {1} with context %}}"


def use(file: str, names: str) -> str:
    return FROM.format(file, names)


@pytest.mark.parametrize("count", [0, 1, 300])
def test_issue_rows(count: int) -> None:
    source = use("row", "row, limited_row") + (
        "<ul>{% for i in range(count) %}{{ row('/k/', long, 'verkeer', 'Verkeer', status_badge('waiting'),"
        " mini_trail('dddnlll'), late('51 dagen te laat'), number='2026-0001', plates=[long, 'Beeklaan'],"
        " counts='61 meldingen', priority=True) }}"
        "{{ limited_row('/k/', long, 'overbewoning', 'Overbewoning', status_badge('reported', short=True),"
        " mini_trail('nllllll')) }}{% endfor %}</ul>"
    )
    html = draw(source, count=count, long=LONG)
    assert html.count("<li ") == 2 * count
    assert html.count("Beperkt zichtbaar") == count


@pytest.mark.parametrize("count", [0, 1, 300])
def test_tables_become_cards_with_their_heads(count: int) -> None:
    heads = [("Nummer", False), ("Besluit", False), ("Mag kosten", True)]
    rows = [["B2026-001", LONG, "€ 10,00"]] * count
    html = draw(
        use("tables", "table, data_table") + "{{ table('Besluiten', h, r) }}{{ data_table('x', 'y', h, r) }}",
        h=heads,
        r=rows,
    )
    assert html.count('data-kop="Mag kosten"') == 2 * count


def test_messages_and_refusals() -> None:
    html = draw(
        use("alerts", "ok, warning, error, refused, conflict") + "{{ ok('Bedankt', t) }}{{ warning(t) }}"
        "{{ error(t) }}{{ refused('Goedkeuren kan niet.', t, 'Eerst een besluit.', '/x/', 'Agenda') }}"
        "{% call conflict(t, at) %}<p>mijn tekst</p>{% endcall %}",
        t=LONG,
        at=None,
    )
    assert "Er is niets veranderd." in html
    assert "mijn tekst" in html


def test_empty_states_offer_a_way_on() -> None:
    html = draw(
        use("empty", "nothing_found, nothing_to_do, too_few")
        + "{% call nothing_found(t) %}<a href='/'>Alles</a>{% endcall %}"
        "{{ nothing_to_do(t, t) }}{{ too_few() }}",
        t=LONG,
    )
    assert "Te weinig gegevens" in html
    assert "Alles" in html


def test_buttons_say_why_they_cannot_be_used() -> None:
    html = draw(
        use("buttons", "link, button, post") + "{{ link(t, '/', 'primary', 'megaphone', 'groot vol') }}"
        "{{ button('Sluit', why_not=t, name='sluit') }}{{ post('/doe/', '', 'Doe', icon_name='check') }}",
        t=LONG,
    )
    assert 'aria-describedby="sluit-waarom"' in html
    assert "wp-knop--groot wp-knop--vol" in html


@pytest.mark.parametrize("at", [1, 3, 5])
def test_the_line_of_a_form_says_its_step_in_words(at: int) -> None:
    names = ["Onderwerp", "Plek", "Lijkt op", LONG, "Contact"]
    html = draw(use("choice", "steps") + "{{ steps(at, names) }}", at=at, names=names)
    assert f"Stap {at} van 5" in html
    assert html.count("is-af") == at - 1


def test_choice_cards() -> None:
    html = draw(
        use("choice", "card, issue_card") + "{{ card('thema', 'x', 't-x', t, t, 'groen', checked=True) }}"
        "{% call card('thema', 'y', 't-y', t) %}<div>Bel eerst</div>{% endcall %}"
        "{{ issue_card('hoort', '1', 's-1', t, status_badge('resolved'), mini_trail('dddddds'), t, [t]) }}",
        t=LONG,
    )
    assert html.count('type="radio"') == 3
    assert html.count(" checked") == 1


@pytest.mark.parametrize("meetings", [1, 3, 9])
def test_a_talk_without_decision_loops_once_per_meeting(meetings: int) -> None:
    dates = [date(2026, month, 4) for month in range(1, meetings + 1)]
    html = draw(use("panels", "talk_loops") + "{{ talk_loops(dates, t) }}", dates=dates, t=LONG)
    assert html.count("a13 13") == min(meetings, 4)
    assert f"Al {meetings} keer besproken" in html


def test_panels_of_the_dashboard() -> None:
    html = draw(
        use("panels", "panel, alarm, intervention, question, holder_card, result_card, clock, calendar")
        + "{{ alarm([(6, 'liggen stil', '/x/', 'serious'), (0, t, '/x/', '')]) }}"
        "{% call panel('p', t, t, wide=True) %}<ul>"
        "{% call intervention('verkeer', '+51', 'dagen te laat', t, '/x/', t, t) %}"
        "<a href='/'>Bel</a>{% endcall %}"
        "{{ intervention('groen', '38', 'dagen stil', t, '/x/', t, '', 'still', 'Groen') }}</ul>{% endcall %}"
        "{{ question('Is het opgelost?', t, '/ja/', '/nee/') }}{{ holder_card([(t, t)]) }}"
        "<ul>{{ result_card('winkels', t, '/x/', t, [t], back=t) }}</ul>{{ clock(18, t) }}"
        "{{ clock(1, t, True) }}"
        "{{ calendar([(on, t, 'MFV-1', 'fatal'), (on, t, '', 'now'), (on, t, '', '')]) }}",
        t=LONG,
        on=date(2026, 12, 7),
    )
    assert html.count("is-ernst") == 1
    assert "is-fataal" in html


@pytest.mark.parametrize("count", [0, 1, 300])
def test_money(count: int) -> None:
    line = SimpleNamespace(
        name=LONG, theme="verkeer", priority=True, warning="", href="/uitgaven/", change_href="",
        original=Decimal(4000), amended=Decimal(4500), reserved=Decimal(620), paid=Decimal("2968.50"),
        available=Decimal("911.50"),
    )  # fmt: skip
    slots = [charts.Slot("verkeer", LONG, Decimal(5)), charts.Slot("los", "Zonder kwestie", Decimal(5))]
    html = draw(
        use("money", "budget_head, budget_line, euro_coins, chain, promise_dots, amount_of")
        + "<div role='table'>{{ budget_head() }}{% for i in range(n) %}"
        "{{ budget_line(line, 4600) }}{% endfor %}</div>"
        "{{ euro_coins(slots, t, 70, ('verkeer',), {'verkeer': '/x/'}) }}"
        "{{ chain(('full', t), ('missing', ''), ('open', t), ('wrong', t)) }}"
        "{{ promise_dots([('ok', n, 'op tijd', '/x/'), ('late', 2, t, '/x/'), ('failed', 1, t, '/x/')], t) }}"
        "{{ amount_of(line.paid, line.amended, t) }}",
        n=count,
        line=line,
        slots=slots,
        t=LONG,
    )
    assert html.count('role="rowheader"') == count
    assert "+€\u00a0500" in html or not count
    assert html.count('class="s-ok"') == min(count, 60)


@pytest.mark.parametrize("hero", [True, False])
def test_the_map_has_a_list_with_the_same_links(hero: bool) -> None:
    street = {"name": LONG, "d": "M0 0H9", "label_x": 4, "label_y": 5, "rotation": -90, "now": True}
    stub = {"name": "", "d": "M0 0H9", "label_x": None, "label_y": None, "rotation": 0, "stub": True}
    stop = SimpleNamespace(x=1, y=2, count=14, label=LONG, href="/straat/x/", now=True)
    html = draw(
        use("map", "map, stop_list")
        + "{{ map([a, b], [s], t, t, hero=hero, heat=[('M0 0', 4)], ground='M0 0') }}"
        "{{ stop_list([s]) }}",
        a=street, b=stub, s=stop, t=LONG, hero=hero,
    )  # fmt: skip
    assert html.count('href="/straat/x/"') == (1 if hero else 2)
    assert "niet op schaal" in html


def test_the_map_is_drawn_as_the_design_has_it() -> None:
    streets = [
        {"name": "A & B", "d": "M0 0H9", "label_x": 4.0, "label_y": 5.5, "rotation": -90, "now": True},
        {"name": "Uit", "d": "M9 0H20", "label_x": None, "label_y": None, "rotation": 0, "stub": True},
    ]
    stops = [
        {"x": 1, "y": 2, "count": 14, "label": "<A>", "href": "/straat/x/?a=1&b=2", "now": True},
        {"x": Decimal("1.5"), "y": Decimal("2.5"), "count": 2, "label": "", "href": ""},
        SimpleNamespace(x=3.0, y=4.0, count=1, label="C", href="/c/"),
    ]
    html = draw(use("map", "map") + '{{ map(s, h, "T", "D") }}', s=streets, h=stops)
    ring = '<circle class="wp-kaart__raak" cx="{0}" cy="{1}" r="22"/>'
    ring += '<circle class="wp-kaart__ring" cx="{0}" cy="{1}" r="{2}"/>'
    text = '<text x="{}" y="{}" text-anchor="middle">{}</text>'
    assert html == (
        '<svg class="wp-kaart" viewBox="16 34 446 360" role="group" aria-labelledby="kaart-t kaart-d">'
        '<title id="kaart-t">T</title><desc id="kaart-d">D</desc>\n'
        '<g class="wp-kaart__stub"><path d="M9 0H20"/></g>\n'
        '<g class="wp-kaart__rand"><path d="M0 0H9"/></g>\n'
        '<g class="wp-kaart__straat"><path class="is-nu" d="M0 0H9"/></g>\n'
        '<g class="wp-kaart__namen" aria-hidden="true">'
        '<g class="wp-kaart__naam" transform="translate(4.0 5.5) rotate(-90)">'
        '<g class="wp-kaart__schaal"><rect x="-27.5" y="-10" width="55.0" height="20" rx="2.5"/>'
        '<rect class="wp-kaart__emaille" x="-26.1" y="-8.6" width="52.2" height="17.2" rx="1.6"/>'
        '<text y="4.6" text-anchor="middle">A &amp; B</text></g></g>\n</g>\n\n'
        '<a href="/straat/x/?a=1&amp;b=2" class="wp-kaart__stop is-nu" aria-label="&lt;A&gt;">'
        + ring.format(1, 2, 18) + text.format(1, 6.4, 14) + "</a>"
        '<g class="wp-kaart__stop">' + ring.format(1.5, 2.5, 12) + text.format(1.5, 6.9, 2) + "</g>"
        '<a href="/c/" class="wp-kaart__stop" aria-label="C">' + ring.format(3.0, 4.0, 11)
        + text.format(3.0, 8.4, 1) + "</a></svg>\n"
    )  # fmt: skip


def test_text_pieces_crumbs_and_paging() -> None:
    html = draw(
        use("text", "n, fact_list, more, page_head, head_line")
        + use("crumbs", "crumbs")
        + use("paging", "pages")
        + "{{ n(t, '/x/') }}{{ fact_list([(t, t)]) }}{{ more(t, '/x/') }}{{ page_head(t, t) }}"
        "{{ head_line('i', t, t) }}"
        "{{ crumbs([('/kwesties/', t)], t) }}{{ pages(leaf, t) }}{{ pages(single) }}",
        t=LONG,
        leaf=Leaf([], "?na=x", "?voor=y", 20),
        single=Leaf([], "", "", 20),
    )
    assert html.count("wp-bladeren") == 1
    assert 'aria-current="page"' in html


def test_the_words_of_components_follow_the_language() -> None:
    source = use("empty", "too_few") + "{{ too_few() }}"
    dutch = draw(source)
    with translation.override("en"):
        assert draw(source) != dutch
