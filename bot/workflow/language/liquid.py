"""The template language of texts: Liquid, strict, within limits, and without what reaches out of a text."""

import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, Final, TextIO

from liquid import Environment, RenderContext, StrictDefaultUndefined
from liquid.builtin.output import Output, OutputNode
from liquid.exceptions import LiquidTypeError

from bot.workflow.language.money import money
from bot.workflow.language.scope import kind

LONGEST: Final = 20_000
"""Bytes that one text may become."""
_TAGS: Final = frozenset(
    {"content", "output", "illegal", "if", "unless", "case", "for", "break", "continue", "assign", "capture"}
    | {"comment", "#"}
)
_NO_FILTERS: Final = frozenset({"date", "safe", "escapejs", "newline_to_br"})
"""``date`` reads the clock, the others are for web pages."""
_MATHS: Final = frozenset(
    {"abs", "at_least", "at_most", "ceil", "divided_by", "floor", "minus", "modulo", "plus", "round", "times"}
)
_NUMBER: Final = re.compile(r"-?\d{1,40}(\.\d{1,40})?(e[+-]?\d{1,3})?", re.ASCII)


NO_CLOCK: Final[Mapping[str, Any]] = {
    name: StrictDefaultUndefined(name, token=None) for name in ("now", "today")
}
"""What Liquid would answer from the clock; a run is the same whenever it is played."""


class Texts(Environment):
    """Limits of time and length hold for every rendering."""

    output_stream_limit = LONGEST
    loop_iteration_limit = 1000
    local_namespace_limit = 200_000
    logical_not_operator = True
    logical_parentheses = True
    shorthand_indexes = True


@cache
def environment() -> Environment:
    """Return the one environment; it is never changed."""
    made = Texts(undefined=StrictDefaultUndefined, strict_filters=True)
    made.add_tag(_Printed)
    for name in set(made.tags) - _TAGS:
        del made.tags[name]
    for name in _NO_FILTERS:
        del made.filters[name]
    for name in _MATHS:
        made.filters[name] = _on_numbers(name, made.filters[name])
    made.add_filter("money", money)
    return made


def _on_numbers(name: str, reckon: Callable[..., Any]) -> Callable[..., Any]:
    """Make a mistake of what would be 0: reckoning with text that is no number, or with nothing."""

    def reckoned(*values: Any) -> Any:
        for value in values:
            if isinstance(value, bool) or not _NUMBER.fullmatch(str(value)):
                raise LiquidTypeError(f"{name} takes numbers, not {kind(value)} that is none", token=None)
        return reckon(*values)

    return reckoned


class Record(dict[str, Any]):
    """An object that cannot be printed, also not by a filter that would make text of it."""

    def __str__(self) -> str:
        raise LiquidTypeError("an object cannot be printed: name one of its fields", token=None)

    __repr__ = __str__


def guarded(value: Any) -> Any:
    """Return JSON in which no object can be printed by mistake."""
    if isinstance(value, dict):
        return Record((key, guarded(item)) for key, item in value.items())
    return [guarded(item) for item in value] if isinstance(value, list) else value


def plain(value: Any) -> Any:
    """Return JSON as it was before ``guarded``."""
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    return [plain(item) for item in value] if isinstance(value, list) else value


class _PrintedNode(OutputNode):
    """Prints single values; a list or an object in a text is a mistake of who wrote it."""

    def render_to_output(self, context: RenderContext, buffer: TextIO) -> int:
        value = self.expression.evaluate(context)
        if isinstance(value, dict | list | tuple | range):
            raise LiquidTypeError(_advice(value), token=self.token)
        return super().render_to_output(context, buffer)


class _Printed(Output):
    node_class = _PrintedNode


def _advice(value: object) -> str:
    if isinstance(value, dict):
        return "an object cannot be printed: name one of its fields"
    return "a list cannot be printed: use join, or name one of its items"
