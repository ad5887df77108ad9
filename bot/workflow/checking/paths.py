"""Whether every node can be come to, no loop spins by itself, and nothing is done for good unguarded."""

from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from typing import Final

from bot.workflow.checking.map import Map
from bot.workflow.language.exits import guards, needs_person, waits_for_person
from bot.workflow.language.findings import Finding
from bot.workflow.language.nodes import AuthGate, McpTool, Node, Trigger, Wait

_MOST: Final = 20
"""Loops that are told of one file."""


def paths(map: Map) -> Iterator[Finding]:
    """Yield what is wrong with the ways through."""
    yield from triggers(map)
    yield from unreachable(map)
    yield from loops(map)
    yield from unheard(map)
    yield from unguarded(map)


def triggers(map: Map) -> Iterator[Finding]:
    """A workflow has one beginning."""
    if not map.triggers:
        yield Finding("error", "", map.workflow.line("nodes"), "there is no trigger: nothing begins a run")
    for id in map.triggers[1:]:
        yield map.at(
            id, f"is a second trigger; the first is {map.triggers[0]!r}: make it a workflow of its own"
        )


def unreachable(map: Map) -> Iterator[Finding]:
    """Without a trigger nothing can be reached, which needs no saying."""
    for id in map.places if map.triggers else ():
        if id not in map.reached:
            yield map.at(id, "no edge leads here from the trigger")


def loops(map: Map) -> Iterator[Finding]:
    """A loop in which nobody needs to do anything never ends; one that only time limits slow down is told."""
    alone = {id for id in map.next if not waits_for_person(map.workflow.node(id))}
    spinning = {id: set(map.next[id].values()) for id in alone}
    for shown in _told(map, spinning):
        message = f"endless loop: {' -> '.join(shown)}; nothing in it waits for a person"
        yield map.at(shown[0], message)
    yield from _unattended(map, alone)


def _unattended(map: Map, alone: set[str]) -> Iterator[Finding]:
    """Yield the loops that go round by time limits; where the whole run has one they end with it."""
    if map.workflow.settings.expires is not None:
        return
    for shown in _told(map, {id: _left_by_nobody(map, id) for id in map.next}):
        if not alone.issuperset(shown):
            most = map.workflow.settings.max_steps
            message = f"loop: {' -> '.join(shown)}; time limits alone carry it round, for {most} steps"
            yield map.at(shown[0], f"{message}: 'expires' in 'settings' can end it sooner", level="warning")


def _left_by_nobody(map: Map, id: str) -> set[str]:
    node = map.workflow.node(id)
    return {target for exit, target in map.next[id].items() if not needs_person(node, exit)}


def _told(map: Map, graph: dict[str, set[str]]) -> Iterator[list[str]]:
    """Yield each loop once, the first ``_MOST``, from where it begins in the file."""
    for _ in range(_MOST):
        cycle = _cycle(graph)
        if not cycle:
            return
        yield _from_first(map, cycle)
        graph[cycle[0]].discard(cycle[1])


def _cycle(graph: dict[str, set[str]]) -> list[str]:
    """Return the nodes of one loop, the first also last; graphlib names them against the edges."""
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return list(reversed(error.args[1]))
    return []


def _from_first(map: Map, cycle: list[str]) -> list[str]:
    """Let a loop begin where it does in the file."""
    ring = cycle[:-1]
    first = ring.index(min(ring, key=lambda id: map.places[id]))
    return [*ring[first:], *ring[: first + 1]]


def unheard(map: Map) -> Iterator[Finding]:
    """Who asked for a person is not asked by the workflow beside: whatever they write is that person's."""
    if not any(_is_request(map.workflow.node(id)) for id in map.triggers):
        return
    for node in map.walked():
        if isinstance(node, AuthGate) or (isinstance(node, Wait) and node.data.until == "reply"):
            yield map.at(
                node.id,
                "the run ends here: what a contact writes who asked for a person is not heard by it",
                level="warning",
            )


def _is_request(node: Node) -> bool:
    return isinstance(node, Trigger) and node.data.trigger_type == "human_requested"


def unguarded(map: Map) -> Iterator[Finding]:
    """A destructive tool is behind the exit ``verified`` or ``approved`` on every way to it."""
    if map.known.tools is None:
        return
    came = unproven(map)
    for node in map.walked():
        if node.id not in came or not isinstance(node, McpTool):
            continue
        facts = map.known.tools.get(node.data.tool_name)
        if facts and facts.destructive:
            way = " -> ".join(_way(came, node.id))
            yield map.at(
                node.id,
                f"{node.data.tool_name} cannot be undone, and nobody is verified by an auth_gate or asked by "
                f"a human_handoff on the way {way}",
                "data",
                "toolName",
            )


def unproven(map: Map) -> dict[str, str]:
    """Return the nodes that can be come to with nobody verified or asked, each with the one before."""
    came = dict.fromkeys(map.triggers, "")
    waiting = list(map.triggers)
    while waiting:
        id = waiting.pop(0)
        node = map.workflow.node(id)
        for exit, target in map.next[id].items():
            if target not in came and not guards(node, exit):
                came[target] = id
                waiting.append(target)
    return came


def _way(came: dict[str, str], id: str) -> list[str]:
    found = [id]
    while came[found[-1]]:
        found.append(came[found[-1]])
    return found[::-1]
