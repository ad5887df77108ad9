"""The arguments of a tool: a JSON text whose strings may hold templates.

The JSON is read first and the templates inside its strings are filled in afterwards, so a quote in a value is
a quote in a string and nothing else. A string that is one variable alone becomes the variable's JSON value.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from bot.workflow.language.scope import as_text
from bot.workflow.texts import Text, TextFault

LONGEST: Final = 200_000
"""Characters that the arguments of one call may become."""
_BARE: Final = re.compile(r"[:,\[]\s*(\{\{[^{}\"]*\}\})")


class ArgumentsFault(Exception):
    """Arguments that cannot be read or filled in; ``reason`` tells no value of a variable."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Arguments:
    """The arguments of one call; raises ArgumentsFault for a text that is no JSON object."""

    def __init__(self, source: str) -> None:
        self.source = source
        try:
            self._tree = _compiled(_read(source), ())
        except RecursionError as error:
            raise ArgumentsFault("is nested too deep") from error

    @property
    def variables(self) -> frozenset[str]:
        """The dotted paths that are filled in."""
        return frozenset().union(*(text.variables for text in _texts(self._tree)))

    def bind(self, scope: Mapping[str, Any]) -> dict[str, Any]:
        """Fill them in; raises ArgumentsFault for a missing variable, or an object inside of text."""
        try:
            found: dict[str, Any] = _mapped(self._tree, lambda text: text.value(scope))
        except TextFault as error:
            raise ArgumentsFault(str(error)) from error
        if len(json.dumps(found, ensure_ascii=False)) > LONGEST:
            raise ArgumentsFault(f"they are longer than {LONGEST:,} characters")
        return found


class Value:
    """One value, as a ``switch`` asks for it; raises TextFault for a template that cannot be read."""

    def __init__(self, source: str) -> None:
        self._text = Text(source)

    @property
    def variables(self) -> frozenset[str]:
        """The dotted paths it asks for."""
        return self._text.variables

    def bind(self, scope: Mapping[str, Any]) -> Any:
        """Return the JSON value of a lone variable, or else text; raises TextFault."""
        return self._text.value(scope)


def equals(value: Any, wanted: str | float | bool | None) -> bool:
    """Whether a case is met: the same value of the same kind, or a number printed as it is wanted."""
    if type(value) is type(wanted) or _numbers(value, wanted):
        return bool(value == wanted)
    return isinstance(wanted, str) and isinstance(value, bool | int | float) and as_text(value) == wanted


def _numbers(*values: Any) -> bool:
    return all(isinstance(value, int | float) and not isinstance(value, bool) for value in values)


def _read(source: str) -> dict[str, Any]:
    try:
        found = json.loads(source, object_pairs_hook=_object, parse_constant=_no_number)
    except json.JSONDecodeError as error:
        raise ArgumentsFault(_no_json(source, error)) from error
    except ValueError as error:
        raise ArgumentsFault(f"are no JSON: {error}") from error
    if not isinstance(found, dict):
        raise ArgumentsFault('must be an object, such as {"order_id": "{{order.id}}"}')
    return found


def _no_json(source: str, error: json.JSONDecodeError) -> str:
    bare = _BARE.search(source)
    if bare:
        return f'are no JSON: write "{bare[1]}" in quotes; alone in a string it keeps its kind'
    return f"are no JSON: {error.msg} (line {error.lineno}, column {error.colno})"


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        raise ArgumentsFault(f"the key {next(key for key in keys if keys.count(key) > 1)!r} is there twice")
    return found


def _no_number(word: str) -> None:
    raise ValueError(f"{word} is no number of JSON")


def _compiled(value: Any, path: tuple[str, ...]) -> Any:
    """Make a Text of each string; the names of arguments are fixed."""
    if isinstance(value, dict):
        for key in value:
            if "{{" in key or "{%" in key:
                raise ArgumentsFault(f"{key!r}: the name of an argument cannot hold a variable")
        return {key: _compiled(item, (*path, key)) for key, item in value.items()}
    if isinstance(value, list):
        return [_compiled(item, (*path, str(place))) for place, item in enumerate(value)]
    return _text(value, path) if isinstance(value, str) else value


def _text(source: str, path: tuple[str, ...]) -> Text:
    try:
        return Text(source)
    except TextFault as error:
        raise ArgumentsFault(f"{'.'.join(path)}: {error}") from error


def _texts(tree: Any) -> Iterator[Text]:
    if isinstance(tree, Text):
        yield tree
    below = tree.values() if isinstance(tree, dict) else tree if isinstance(tree, list) else ()
    for item in below:
        yield from _texts(item)


def _mapped(tree: Any, change: Callable[[Text], Any]) -> Any:
    if isinstance(tree, dict):
        return {key: _mapped(item, change) for key, item in tree.items()}
    if isinstance(tree, list):
        return [_mapped(item, change) for item in tree]
    return change(tree) if isinstance(tree, Text) else tree
