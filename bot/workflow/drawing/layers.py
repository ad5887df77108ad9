"""The layout of a drawing, first half: which row each node is in, and the order inside the rows.

Rows follow the longest way from the trigger. An edge that spans rows gets a spot of its own in each of them,
so that it goes around nodes and not through them; an edge that leads back up has spots beside its ends as
well. The order is found by sweeping down and up, each spot going to the middle of its neighbours.
"""

from bisect import bisect_left, insort
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

Exits = Mapping[str, Mapping[str, str]]
"""The target of each exit of each node."""
_SWEEPS: Final = 8
_BEND: Final = 22.0
"""Pixels that a passing edge takes in a row."""


@dataclass(eq=False, slots=True)
class Spot:
    """A place in a row: of a node, or of an edge that passes. ``x`` is its middle."""

    node: str
    row: int
    width: float
    x: float = 0.0
    up: list["Spot"] = field(default_factory=list)
    down: list["Spot"] = field(default_factory=list)
    beside: "Spot | None" = None


@dataclass(frozen=True, slots=True)
class Wire:
    """An edge and the spots it passes, from its source to its target."""

    source: Spot
    exit: str
    target: Spot
    via: tuple[Spot, ...]
    back: bool


@dataclass(frozen=True, slots=True)
class Layers:
    """Rows of spots from the top, each in order."""

    rows: list[list[Spot]]
    wires: list[Wire]


def layers(next: Exits, widths: Mapping[str, float]) -> Layers:
    """Put the nodes into rows and order them; ``next`` lists them from the trigger on."""
    order, back = _walk(next)
    ranks = _ranks(next, order, back)
    spots = {id: Spot(id, ranks[id], widths[id]) for id in order}
    rows: list[list[Spot]] = [[] for _ in range(max(ranks.values(), default=-1) + 1)]
    for spot in spots.values():
        rows[spot.row].append(spot)
    wires = [
        _wire(spots[id], exit, spots[target], (id, exit) in back, rows)
        for id in order
        for exit, target in next[id].items()
    ]
    right, left = (_ordered(rows, side) for side in (0.3, -0.3))
    return Layers(min(right, left, key=_crossings), wires)


def _walk(next: Exits) -> tuple[list[str], set[tuple[str, str]]]:
    """Go through in depth: the nodes as they are met, and the edges that lead back."""
    met: dict[str, bool] = {}
    back: set[tuple[str, str]] = set()
    for start in next:
        if start in met:
            continue
        met[start] = True
        trail: list[tuple[str, Iterator[tuple[str, str]]]] = [(start, iter(next[start].items()))]
        while trail:
            id, exits = trail[-1]
            exit, target = _one(exits)
            if not target:
                met[id] = False
                trail.pop()
            elif target not in met:
                met[target] = True
                trail.append((target, iter(next[target].items())))
            elif met[target]:
                back.add((id, exit))
    return list(met), back


def _one(exits: Iterator[tuple[str, str]]) -> tuple[str, str]:
    """Take the next exit and its target; nothing when there is none left."""
    for found in exits:
        return found
    return "", ""


def _ranks(next: Exits, order: list[str], back: set[tuple[str, str]]) -> dict[str, int]:
    """Return each node's row: one below the lowest of those that lead to it."""
    inward = dict.fromkeys(order, 0)
    for _, _, target in _forward(next, back):
        inward[target] += 1
    ranks = dict.fromkeys(order, 0)
    waiting = [id for id in order if not inward[id]]
    while waiting:
        id = waiting.pop()
        for exit, target in next[id].items():
            if (id, exit) in back:
                continue
            ranks[target] = max(ranks[target], ranks[id] + 1)
            inward[target] -= 1
            if not inward[target]:
                waiting.append(target)
    return ranks


def _forward(next: Exits, back: set[tuple[str, str]]) -> Iterator[tuple[str, str, str]]:
    for id, exits in next.items():
        for exit, target in exits.items():
            if (id, exit) not in back:
                yield id, exit, target


def _wire(source: Spot, exit: str, target: Spot, back: bool, rows: list[list[Spot]]) -> Wire:
    """Make the spots that an edge passes, and tie neighbours together."""
    span = range(source.row, target.row - 1, -1) if back else range(source.row + 1, target.row)
    via = tuple(Spot("", row, _BEND) for row in span)
    for spot in via:
        rows[spot.row].append(spot)
    if back:
        via[0].beside, via[-1].beside = source, target
        _tie(*reversed(via))
    else:
        _tie(source, *via, target)
    return Wire(source, exit, target, via, back)


def _tie(*downward: Spot) -> None:
    for upper, lower in pairwise(downward):
        upper.down.append(lower)
        lower.up.append(upper)


def _ordered(rows: list[list[Spot]], side: float) -> list[list[Spot]]:
    """Sweep down and up, and keep the order with the fewest crossings; edges back go by this side."""
    rows = [list(row) for row in rows]
    best, fewest = [list(row) for row in rows], _crossings(rows)
    for sweep in range(_SWEEPS):
        down = sweep % 2 == 0
        for row in rows if down else reversed(rows):
            _sort(row, rows, down, side)
        crossed = _crossings(rows)
        if crossed < fewest or sweep == 0:
            best, fewest = [list(row) for row in rows], crossed
    return best


def _sort(row: list[Spot], rows: list[list[Spot]], down: bool, side: float) -> None:
    """Let each spot go to the middle of its neighbours in the row before; one without any stays."""
    wanted: dict[Spot, float] = {}
    place = {spot: float(index) for index, spot in enumerate(row)}
    above = row[0].row + (-1 if down else 1)
    before = rows[above] if 0 <= above < len(rows) else []
    known = {spot: index for index, spot in enumerate(before)}
    for spot in row:
        found = [_toward(spot, other, known, down) for other in (spot.up if down else spot.down)]
        wanted[spot] = sum(found) / len(found) if found else place[spot] * len(before) / max(1, len(row))
    for spot in row:
        if spot.beside is not None:
            wanted[spot] = wanted[spot.beside] + side
    row.sort(key=lambda spot: wanted[spot])


def _toward(spot: Spot, other: Spot, known: Mapping[Spot, int], down: bool) -> float:
    """Return where a neighbour is, and a little to the side of the exit that leads here."""
    exits = other.down if down else other.up
    return known[other] + (exits.index(spot) + 1) / (len(exits) + 1) - 0.5


def _crossings(rows: list[list[Spot]]) -> int:
    """Count the pairs of edges that cross between neighbouring rows."""
    total = 0
    for row, below in pairwise(rows):
        place = {spot: index for index, spot in enumerate(below)}
        seen: list[int] = []
        for spot in row:
            ends = sorted(place[other] for other in spot.down)
            total += sum(len(seen) - bisect_left(seen, end + 1) for end in ends)
            for end in ends:
                insort(seen, end)
    return total
