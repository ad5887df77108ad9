"""Whether the edges lead from exits that are there to nodes that are there, once each."""

from collections.abc import Iterator
from difflib import get_close_matches

from bot.config.faults import hint
from bot.workflow.checking.map import Map, called
from bot.workflow.language.edges import Edge
from bot.workflow.language.exits import Ending, ending, exits, natural
from bot.workflow.language.findings import Finding
from bot.workflow.language.nodes import AiAgentData, Node, Trigger


def edges(map: Map) -> Iterator[Finding]:
    """Yield what is wrong with the edges, and with exits that have none."""
    yield from twice(map)
    taken: dict[tuple[str, str], Edge] = {}
    for place, edge in enumerate(map.workflow.edges):
        yield from _ends(map, place, edge)
        if not map.sound(edge):
            continue
        first = taken.setdefault((edge.source, edge.exit), edge)
        if first is not edge:
            message = f"is a second edge from the exit {edge.exit!r}; the first leads to {first.target!r}"
            yield map.at_edge(place, message)
    yield from _open(map)


def twice(map: Map) -> Iterator[Finding]:
    """Yield the ids that two nodes, or two edges, have."""
    for place, node in enumerate(map.workflow.nodes):
        if map.places[node.id] != place:
            line = map.workflow.line("nodes", place, "id")
            first = map.workflow.line("nodes", map.places[node.id], "id")
            yield Finding("error", node.id, line, f"the id is there twice; the first is in line {first}")
    seen: set[str] = set()
    for place, edge in enumerate(map.workflow.edges):
        if edge.id in seen:
            yield map.at_edge(place, "the id is there twice", "id")
        seen.update([edge.id] if edge.id else [])


def _ends(map: Map, place: int, edge: Edge) -> Iterator[Finding]:
    for key, id in (("source", edge.source), ("target", edge.target)):
        if id not in map.places:
            words = "begins at" if key == "source" else "leads to"
            yield map.at_edge(place, f"{words} {id!r}, which is no node{hint(id, list(map.places))}", key)
    if edge.target in map.places and isinstance(map.workflow.node(edge.target), Trigger):
        yield map.at_edge(
            place, f"leads to {edge.target!r}: a trigger begins a run, nothing leads to it", "target"
        )
    if edge.source in map.places:
        node = map.workflow.node(edge.source)
        if edge.exit not in exits(node):
            yield map.at_edge(place, _no_exit(node, edge), "sourceHandle")


def _no_exit(node: Node, edge: Edge) -> str:
    known = exits(node)
    listed = ", ".join(known)
    if edge.source_handle is None:
        return f"needs a sourceHandle: the exits of a {called(node)} node are {listed}"
    near = get_close_matches(edge.exit.lower(), known, n=1)
    meant = f"; did you mean {near[0]!r}?" if near else ""
    return f"a {called(node)} node has no exit {edge.exit!r} (it has {listed}){meant}"


def _open(map: Map) -> Iterator[Finding]:
    """Yield the exits without an edge: what must have one, and what will happen at the others."""
    approved = map.approved
    for node in map.walked():
        for exit in exits(node):
            if exit in map.next[node.id] or natural(node, exit) or _never(map, node, exit):
                continue
            end = ending(node, exit, approved=node.id in approved)
            if end is Ending.REQUIRED:
                message = f"the exit {exit!r} has no edge: say what happens when a reviewer has {exit} it"
                yield map.at(node.id, message)
            else:
                yield map.at(node.id, f"the exit {exit!r} has no edge: {end}", level="warning")


def _never(map: Map, node: Node, exit: str) -> bool:
    """Whether no run takes the exit: an agent whose time has no end, or who has the contact for good."""
    if exit != "expired" or not isinstance(node.data, AiAgentData) or node.data.expires is not None:
        return False
    return map.workflow.settings.expires is None or not map.next[node.id]
