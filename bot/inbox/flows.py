"""Every workflow as the page shows it: drawn, with its live runs at their nodes and a list of them."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from bot.inbox.definitions import Names, drawn
from bot.inbox.room import Room
from bot.inbox.standing import Standing, standing
from handoff.flow import Flow, Occasion
from handoff.ids import ConversationId
from handoff.labels import known_as, spaced
from handoff.run import Run
from handoff.store.reading import RunQuery

LISTED: Final = 50
"""So many live runs of one workflow are listed; the counts are of all."""
BEGINS: Final[Mapping[Occasion, str]] = {
    Occasion.MESSAGE: "Starts when a contact writes",
    Occasion.REQUEST: "Starts when a contact asks for a person",
    Occasion.RESOLVED: "Starts when a handoff has ended",
    Occasion.SCHEDULE: "Starts by its schedule",
}
NO_LONGER: Final = "Not in force any more: what began goes on to its end"

Counts = Mapping[tuple[str, str, str], int]
"""Live runs by workflow, definition and node, as the store counts them."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """One definition. ``svg`` is clean, and empty for one that cannot be read any more.

    ``names`` says what the drawing calls each node, by its id.
    """

    digest: str
    current: bool
    live: int
    svg: str
    names: Names


@dataclass(frozen=True, slots=True)
class Listed:
    """A live run, and whose it is."""

    id: str
    conversation: ConversationId
    name: str
    standing: Standing


@dataclass(frozen=True, slots=True)
class Shown:
    """One workflow: its definition in force first, then older ones that runs are still pinned to."""

    name: str
    title: str
    begins: str
    live: int
    drawings: tuple[Drawing, ...]
    runs: tuple[Listed, ...]


async def shown(room: Room) -> list[Shown]:
    """Return the workflows in force, in the order of the settings, then others that are not over."""
    flows = {flow.name: flow for flow in room.policy().flows}
    counted = await room.reader.run_counts()
    names = dict.fromkeys([*flows, *sorted(name for name, _, _ in counted)])
    return [await _one(room, name, flows.get(name), counted) for name in names]


async def _one(room: Room, name: str, flow: Flow | None, counted: Counts) -> Shown:
    nodes: dict[str, dict[str, int]] = {flow.digest: {}} if flow else {}
    for (of, digest, node), count in sorted(counted.items()):
        if of == name:
            nodes.setdefault(digest, {})[node] = count
    current = flow.digest if flow else ""
    drawings = [await _drawing(room, name, digest, here, current) for digest, here in nodes.items()]
    live = sum(drawing.live for drawing in drawings)
    names = {drawing.digest: drawing.names for drawing in drawings}
    begins = BEGINS[flow.occasion] if flow else NO_LONGER
    runs = await _runs(room, name, names) if live else ()
    return Shown(name, spaced(name), begins, live, tuple(drawings), runs)


async def _drawing(room: Room, name: str, digest: str, counts: Mapping[str, int], current: str) -> Drawing:
    text = await room.reader.definition(digest)
    svg, names = await asyncio.to_thread(drawn, text or "", name, counts)
    return Drawing(digest, digest == current, sum(counts.values()), svg, names)


async def _runs(room: Room, name: str, names: Mapping[str, Names]) -> tuple[Listed, ...]:
    runs = await room.reader.runs(RunQuery(name, limit=LISTED))
    found = await asyncio.gather(*(_listed(room, run, names.get(run.digest, {})) for run in runs))
    return tuple(one for one in found if one is not None)


async def _listed(room: Room, run: Run, names: Names) -> Listed | None:
    found = await room.reader.conversation(run.conversation)
    if found is None:
        return None
    who = known_as(found.contact.name, found.id)
    return Listed(run.id, found.id, who, standing(run, found, names))
