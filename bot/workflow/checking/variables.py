"""Whether the conditions, texts and arguments can be read, and ask for what somebody sets before.

A variable may be used where some way from the trigger sets it; that every way does is not asked, because the
exits of a node say what happened.
"""

import re
from collections.abc import Iterator
from functools import reduce
from typing import Final

from bot.config.faults import hint
from bot.workflow.arguments import Arguments, ArgumentsFault, Value
from bot.workflow.checking.map import Map
from bot.workflow.conditions import Condition, ConditionFault
from bot.workflow.language.edges import DEFAULT
from bot.workflow.language.exits import exits
from bot.workflow.language.fields import Field, fields
from bot.workflow.language.findings import Finding
from bot.workflow.language.nodes import McpTool, Node
from bot.workflow.language.scope import AFTER_ERROR, AFTER_HANDOFF, BUILT_IN, RESERVED
from bot.workflow.language.sets import sets
from bot.workflow.texts import Text, TextFault

_FIELDS: Final = {**BUILT_IN, AFTER_HANDOFF[0]: AFTER_HANDOFF[1], AFTER_ERROR[0]: AFTER_ERROR[1]}


def variables(map: Map) -> Iterator[Finding]:
    """Yield what cannot be read, and each variable that nobody sets before it is used."""
    yield from _reserved(map)
    known = before(map)
    for node in map.walked():
        for field in fields(node):
            yield from _field(map, node, field, known[node.id])


def before(map: Map) -> dict[str, frozenset[str]]:
    """Return the names that may be set when a run comes to each node."""
    names = sorted({name for node in map.walked() for exit in exits(node) for name in sets(node, exit)})
    bits = {name: 1 << place for place, name in enumerate(names)}
    found = dict.fromkeys(map.places, 0)
    for id in map.triggers:  # its condition sees what the run begins with
        found[id] = sum(bits[name] for name in sets(map.workflow.node(id), DEFAULT))
    waiting = list(map.triggers)
    seen = set(waiting)
    while waiting:
        id = waiting.pop()
        for exit, target in map.next[id].items():
            new = reduce(lambda all, name: all | bits[name], sets(map.workflow.node(id), exit), found[id])
            if target not in seen or new | found[target] != found[target]:
                seen.add(target)
                found[target] |= new
                waiting.append(target)
    return {
        id: frozenset(BUILT_IN).union(name for name in names if all & bits[name]) for id, all in found.items()
    }


def _reserved(map: Map) -> Iterator[Finding]:
    for node in map.walked():
        name = getattr(node.data, "output_variable", None)
        if name in RESERVED:
            message = f"{name!r} is there already in every run; choose another name"
            yield map.at(node.id, message, "data", "outputVariable")


def _field(map: Map, node: Node, field: Field, known: frozenset[str]) -> Iterator[Finding]:
    key = ".".join(str(word) for word in field.path[1:])
    try:
        asked = read(field)
    except (ConditionFault, TextFault, ArgumentsFault) as error:
        yield map.at(node.id, f"{key}: {error}", *field.path)
        return
    for path in sorted(asked):
        if message := _unset(map, path, known):
            yield map.at(node.id, f"{key}: {{{{{path}}}}}: {message}", *field.path)
    yield from _constant(map, node, field, asked)
    yield from _objects(map, node, field, asked)


def read(field: Field) -> frozenset[str]:
    """Return the variables a field asks for; raises the fault of its kind."""
    match field.kind:
        case "condition":
            return Condition(field.source).variables
        case "text":
            return Text(field.source).variables
        case "arguments":
            return Arguments(field.source).variables
        case "value":
            return Value(field.source).variables


def _unset(map: Map, path: str, known: frozenset[str]) -> str:
    """Say why nothing can be there; empty where something may be."""
    root, _, rest = path.partition(".")
    if root not in known:
        if root in map.setters:
            who = " and ".join(repr(id) for id in map.setters[root][:3])
            return f"is set by {who}, which no way leads through before"
        return f"nobody sets {root!r}{hint(root, sorted(known))}"
    if root not in _FIELDS:
        return ""
    parts = _FIELDS[root]
    if not parts:
        return f"{root} is text and has no {rest!r}" if rest else ""
    if not rest:
        return f"name one of its fields: {', '.join(f'{root}.{part}' for part in parts)}"
    return "" if rest in parts else f"there is no {path!r}{hint(rest, parts)}"


def _constant(map: Map, node: Node, field: Field, asked: frozenset[str]) -> Iterator[Finding]:
    if field.kind in ("condition", "value") and not asked:
        key = field.path[-1]
        yield map.at(
            node.id, f"{key}: asks for no variable, so it is always the same", *field.path, level="warning"
        )


def _objects(map: Map, node: Node, field: Field, asked: frozenset[str]) -> Iterator[Finding]:
    """Warn of a text that prints all that a tool returned, which is mostly an object."""
    for name in sorted(asked) if field.kind == "text" else ():
        setter = map.workflow.node(map.setters[name][0]) if name in map.setters else None
        alone = rf"\{{\{{-?\s*{re.escape(name)}\s*-?\}}\}}"
        if isinstance(setter, McpTool) and re.search(alone, field.source):
            message = f"{{{{{name}}}}} prints all that {setter.id!r} returned; an object cannot be printed"
            yield map.at(node.id, f"{field.path[-1]}: {message}", *field.path, level="warning")
