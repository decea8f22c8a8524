"""How Jinja2 runs our templates: the same templates, the same text, fewer steps on the way.

Jinja2 hands each piece of a page through the generators of template, parent and block, and looks at every
function that a template calls for marks of its own. Here a template and a block fill a list, which leaves as
one piece, and plain functions are called as they are (docs/performance.md).
"""

from collections.abc import Iterable
from functools import lru_cache
from types import BuiltinFunctionType, FunctionType, MethodType
from typing import Any

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.runtime import Context, Macro

_PLAIN = frozenset({FunctionType, MethodType, BuiltinFunctionType, type(lru_cache(lambda: None))})


class Buffered(CodeGenerator):
    """Writes what a template and each of its blocks say into a list first."""

    def blockvisit(self, nodes: Iterable[nodes.Node], frame: Frame) -> None:
        whole = frame.parent is None and frame.buffer is None and (frame.rootlevel or frame.block_frame)
        if whole:
            self.buffer(frame)
        super().blockvisit(nodes, frame)
        if whole:
            self.writeline(f"yield concat({frame.buffer})")


class Direct(Context):
    """The variables of a template; calls functions that want nothing of it without asking further."""

    def call(__self, __obj: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: N805 - as Jinja2 has it
        kind = type(__obj)
        if kind is Macro:
            args = (__self.eval_ctx, *args)
        elif kind not in _PLAIN or hasattr(__obj, "jinja_pass_arg"):
            return super().call(__obj, *args, **kwargs)
        kwargs.pop("_block_vars", None)
        kwargs.pop("_loop_vars", None)
        return __obj(*args, **kwargs)
