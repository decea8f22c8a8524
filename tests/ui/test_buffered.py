"""Templates that fill lists say what Jinja2's own way says."""

import jinja2
import pytest
from jinja2 import DictLoader, pass_context

from wijkraad.ui.buffered import Buffered, Direct

FILES = {
    "base": "<a>{% block one %}base{% endblock %}|{% block two %}{{ two }}{% endblock %}{% include 'part' %}",
    "part": "{% for x in rows if x %}{{ loop.index }}{{ x }}{% else %}none{% endfor %}",
    "macros": "{% macro twice(x) %}{{ x }}{{ caller() if caller else x }}{% endmacro %}",
    "page": (
        "{% extends 'base' %}{% from 'macros' import twice %}{% set y = '<y>' %}"
        "{% block one %}{{ super() }}{{ twice(y) }}"
        "{% call twice('z') %}in{{ two }}{% endcall %}{% endblock %}"
    ),
    "plain": "{{ told('x') }}{{ two }}{% filter upper %}a{{ two }}{% endfilter %}{{ no }}{{ ''.join(rows) }}",
}


def environment(own: bool) -> jinja2.Environment:
    made = jinja2.Environment(loader=DictLoader(FILES), autoescape=True)
    if own:
        made.code_generator_class, made.context_class = Buffered, Direct

    @pass_context
    def told(context, word):
        return f"{word}{context['two']}"

    made.globals["told"] = told
    return made


@pytest.mark.parametrize("name", ["base", "part", "page", "plain"])
@pytest.mark.parametrize("rows", [["a", "<b>"], [], ["", "c"]])
def test_every_kind_of_template_says_the_same(name, rows) -> None:
    said = [environment(own).get_template(name).render(rows=rows, two="<2>") for own in (True, False)]
    assert said[0] == said[1]
