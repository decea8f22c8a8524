"""What never changes is written into a template when it is compiled, once per language."""

from datetime import date

from django.template import engines
from django.utils import translation


def compiled(source: str) -> str:
    environment = engines["jinja2"].env
    return environment.compile(source, raw=True)


def drawn(source: str, **values: object) -> str:
    return engines["jinja2"].env.from_string(source).render(**values)


def test_words_icons_and_language_are_plain_text_in_the_compiled_template() -> None:
    code = compiled('<p lang="{{ language() }}">{{ icon("search") }}{% trans %}Zoeken{% endtrans %}</p>')
    assert "Zoeken" in code
    assert "#i-search" in code
    assert "gettext" not in code
    assert "language" not in code


def test_each_language_has_its_own_copy() -> None:
    with translation.override("en"):
        assert "Search" in compiled("{% trans %}Zoeken{% endtrans %}")
    environment = engines["jinja2"].env
    dutch = environment.get_template("components/crumbs.html")
    with translation.override("en"):
        assert environment.get_template("components/crumbs.html") is not dutch
    assert environment.get_template("components/crumbs.html") is dutch


def test_values_inside_words_are_still_escaped() -> None:
    source = "{% trans words=given %}Gevonden voor “{{ words }}”{% endtrans %}"
    assert drawn(source, given="<b>") == "Gevonden voor “&lt;b&gt;”"


def test_a_percent_sign_stays_one() -> None:
    assert drawn("{% trans n=given %}{{ n }} is 100%{% endtrans %}", given=3) == "3 is 100%"
    assert drawn("{% trans %}Alles is 100%{% endtrans %}") == "Alles is 100%"


def test_words_as_an_argument_stay_safe_text() -> None:
    assert drawn("{{ _('Zoeken') ~ given }}", given="<") == "Zoeken&lt;"


def test_a_mail_drawn_inside_a_page_keeps_its_own_language() -> None:
    friday = date(2026, 11, 20)

    def mail() -> str:
        with translation.override("nl"):
            return drawn("{{ on | weekday }}", on=friday)

    with translation.override("en"):
        words = drawn("{{ on | weekday }}, {{ mail() }}, {{ on | weekday }}", on=friday, mail=mail)
    assert words == "Friday, vrijdag, Friday"
