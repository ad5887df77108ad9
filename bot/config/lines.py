"""Where in a TOML text each key was written.

The standard parser keeps no lines, so the text is cut into statements (a statement is the shortest run of
lines that parses by itself) and each is read by that same parser; nothing of TOML's grammar is repeated here.
"""

import tomllib
from collections.abc import Iterator
from typing import Any

Key = tuple[str | int, ...]


def dotted(key: Key) -> str:
    """Write a key as people do: ``queues.support.notify.1``, items of lists counted from 1."""
    return ".".join(str(word + 1) if isinstance(word, int) else word for word in key)


def lines(text: str) -> dict[Key, int]:
    """Map every key of a valid TOML text, tables and items of lists as well, to its line, counted from 1."""
    found: dict[Key, int] = {}
    table: Key = ()
    for number, tree, header in _statements(text):
        if header:
            table = _table(tree, found)
            found.setdefault(table, number)
        for key in _keys(tree) if not header else ():
            found.setdefault(table + key, number)
    return found


def _statements(text: str) -> Iterator[tuple[int, dict[str, Any], bool]]:
    """Yield each statement's line, what it says alone, and whether it is a table's header."""
    begun, held = 0, ""
    for number, line in enumerate(text.split("\n"), 1):
        begun = begun if held else number
        held += f"{line}\n"
        try:
            tree = tomllib.loads(held)
        except tomllib.TOMLDecodeError:
            continue
        if tree:
            yield begun, tree, held.lstrip().startswith("[")
        held = ""


def _table(tree: dict[str, Any], found: dict[Key, int]) -> Key:
    """Follow a header's single branch; ``[[x]]`` is the next free item of ``x``."""
    key: Key = ()
    node: Any = tree
    while node:
        name = next(iter(node))
        key, node = (*key, name), node[name]
        if isinstance(node, list):
            index = next(n for n in range(len(found) + 1) if (*key, n) not in found)
            return (*key, index)
    return key


def _keys(tree: Any, above: Key = ()) -> Iterator[Key]:
    """Yield every path below a value, the value's own first."""
    if above:
        yield above
    items = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    for name, value in items:
        yield from _keys(value, (*above, name))
