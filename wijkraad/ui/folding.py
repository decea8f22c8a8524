"""Templates compiled per language, with everything in them that never changes already written out.

Asking gettext for the same words on every page costs more than all the rest of a page. So each template is
compiled once for each language, and while that is done these become plain text: translated words, icons,
addresses of static files and the language itself. Words with values in them are split around the values.
Jinja2 then joins neighbouring text, so that what is left to do per page are its values, loops and tests.
"""

import re
from collections.abc import Callable
from typing import Any

import jinja2
from jinja2 import nodes
from jinja2.environment import create_cache
from jinja2.visitor import NodeTransformer
from markupsafe import Markup

from wijkraad.ui.buffered import Buffered, Direct

_OF_DICT = frozenset(dir(dict))
"""What Jinja2 finds at every dict (`items`, `get`): no key takes its place."""
_PLACE = re.compile(r"%\((\w+)\)s|%%")


class Folding(NodeTransformer):
    """Rewrites the tree of one template: calls of `fixed` functions with known values become their text.

    `words` are the functions of gettext: their text may hold `%(name)s` for the values they are called with.
    """

    def __init__(self, fixed: dict[str, Callable[..., Any]], words: dict[str, Callable[..., str]]) -> None:
        self.fixed = fixed
        self.words = words

    def visit_Output(self, node: nodes.Output) -> nodes.Output:  # noqa: N802 - named by Jinja2
        pieces: list[nodes.Expr] = []
        for child in node.nodes:
            pieces += self._split(child) or [self.visit(child)]
        node.nodes = pieces
        return node

    def visit_Call(self, node: nodes.Call) -> nodes.Node:  # noqa: N802 - named by Jinja2
        self.generic_visit(node)
        given = _constants(node)
        name = node.node.name if isinstance(node.node, nodes.Name) else ""
        if given is None or node.kwargs:
            return node
        if name in self.words:
            return nodes.Const(Markup(self.words[name](*given).replace("%%", "%")), lineno=node.lineno)  # noqa: S704 - our own templates and catalogues
        if name in self.fixed:
            return nodes.Const(self.fixed[name](*given), lineno=node.lineno)
        return node

    def _split(self, node: nodes.Node) -> list[nodes.Expr] | None:
        """Words with values as what stands before, between and after the values; None for anything else."""
        if not (isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name) and node.kwargs):
            return None
        given = _constants(node)
        if given is None or node.node.name not in self.words:
            return None
        values = {pair.key: pair.value for pair in node.kwargs}
        text, at = self.words[node.node.name](*given), 0
        pieces: list[nodes.Expr] = []
        for place in _PLACE.finditer(text):
            name = place.group(1)
            if name is not None and name not in values:
                return None
            pieces.append(nodes.TemplateData(text[at : place.start()] + ("" if name else "%")))
            if name:
                pieces.append(self.visit(values[name]))
            at = place.end()
        return [*pieces, nodes.TemplateData(text[at:])]


def _constants(node: nodes.Call) -> list[Any] | None:
    """The values of a call whose arguments are all written in the template; None for any other call."""
    if node.dyn_args is not None or node.dyn_kwargs is not None:
        return None
    if not all(isinstance(argument, nodes.Const) for argument in node.args):
        return None
    return [argument.value for argument in node.args]  # type: ignore[attr-defined]


class PerLanguage(jinja2.Environment):
    """An environment that keeps one compiled copy of a template per language, compiled to run quickly.

    Set `spoken` (the language of now), `fixed` and `words` (see `Folding`) before the first template.
    """

    code_generator_class = Buffered
    context_class = Direct
    spoken: Callable[[], str]
    fixed: dict[str, Callable[..., Any]]
    words: dict[str, Callable[..., str]]

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Jinja2's `row.name`; of a dict first its key: a row has many, and its attribute is never meant."""
        if type(obj) is dict and attribute in obj and attribute not in _OF_DICT:
            return obj[attribute]
        return super().getattr(obj, attribute)

    @property
    def cache(self) -> Any:
        spoken = self.spoken()
        if spoken not in self._caches:
            self._caches[spoken] = create_cache(-1)
        return self._caches[spoken]

    @cache.setter
    def cache(self, _made_by_jinja: Any) -> None:
        self._caches: dict[str, Any] = {}

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        return Folding(self.fixed, self.words).visit(tree)
