"""Draws a workflow as an SVG that stands alone: no script, no font, no picture from elsewhere."""

from collections.abc import Mapping
from typing import Final
from xml.etree.ElementTree import Element, SubElement, tostring

from bot.workflow.checking.map import Map
from bot.workflow.drawing.layers import Layers, Wire, layers
from bot.workflow.drawing.parts import (
    DROP,
    HEIGHT,
    LABEL,
    WIDTH,
    Point,
    count_part,
    exit_part,
    exit_room,
    node_part,
    wire_part,
)
from bot.workflow.drawing.places import place
from bot.workflow.drawing.style import STYLE
from bot.workflow.drawing.text import clean
from bot.workflow.graph import Workflow
from bot.workflow.language.edges import DEFAULT
from bot.workflow.language.exits import exits

MARGIN: Final = 40.0
LEAD: Final = 12.0
"""Pixels that an edge goes straight down to the tip."""
NO_COUNTS: Final[Mapping[str, int]] = {}


def draw(workflow: Workflow, counts: Mapping[str, int] = NO_COUNTS, style: bool = True) -> str:
    """Return the drawing, with a badge at each node of ``counts`` where runs stand.

    Without ``style`` the page that holds it must bring ``draw_style.STYLE``, for pages that allow no styles
    inside. Edges that lead nowhere are left out: ``checks`` tells them.
    """
    map = Map(workflow)
    widths = {id: _width(tuple(targets)) for id, targets in map.next.items()}
    laid = layers(_ordered(map), widths)
    across = place(laid.rows, MARGIN)
    down = 2 * MARGIN + len(laid.rows) * (HEIGHT + DROP) - DROP
    root = _root(workflow, across, down + (DROP / 2 if any(wire.back for wire in laid.wires) else 0), style)
    _wires(root, map, laid)
    for spot in (spot for row in laid.rows for spot in row if spot.node):
        left, top = spot.x - spot.width / 2, _top(spot.row)
        node_part(root, workflow.node(spot.node), left, top, spot.width)
        if counts.get(spot.node, 0) > 0:
            count_part(root, counts[spot.node], left + spot.width, top)
    return tostring(root, encoding="unicode")


def _ordered(map: Map) -> dict[str, dict[str, str]]:
    """Return the exits' targets in the order of the exits, beginning with the trigger."""
    ids = [*map.triggers, *(id for id in map.places if id not in map.triggers)]
    return {
        id: {exit: map.next[id][exit] for exit in exits(map.workflow.node(id)) if exit in map.next[id]}
        for id in ids
    }


def _width(exits: tuple[str, ...]) -> float:
    """Return the width of a node: wide enough for the names of its exits side by side."""
    return max(WIDTH, sum(map(exit_room, exits)) + 8)


def _root(workflow: Workflow, across: float, down: float, style: bool) -> Element:
    size = {"width": f"{across:.0f}", "height": f"{down:.0f}", "viewBox": f"0 0 {across:.0f} {down:.0f}"}
    named = {"xmlns": "http://www.w3.org/2000/svg", "class": "workflow", "role": "img"}
    root = Element("svg", {**named, **size, "aria-label": clean(f"Workflow {workflow.name}")})
    SubElement(root, "title").text = clean(workflow.name)
    if style:
        SubElement(root, "style").text = STYLE
    SubElement(root, "rect", {"class": "wf-page", "width": "100%", "height": "100%"})
    return root


def _wires(root: Element, map: Map, laid: Layers) -> None:
    """Draw the edges first and the names of exits over them."""
    begun = _beginnings(laid)
    for wire in laid.wires:
        wire_part(root, _points(wire, begun[wire]), wire.exit)
    for wire in laid.wires:
        if wire.exit != DEFAULT or len(exits(map.workflow.node(wire.source.node))) > 2:
            exit_part(root, begun[wire], _top(wire.source.row) + HEIGHT, wire.exit)


def _beginnings(laid: Layers) -> dict[Wire, float]:
    """Spread the exits of each node along its lower side, in the order of where they lead."""
    found: dict[Wire, float] = {}
    leaving: dict[str, list[Wire]] = {}
    for wire in laid.wires:
        leaving.setdefault(wire.source.node, []).append(wire)
    for wires in leaving.values():
        wires.sort(key=lambda wire: (wire.via[0] if wire.via else wire.target).x)
        room = sum(exit_room(wire.exit) for wire in wires)
        spare = (wires[0].source.width - 8 - room) / (len(wires) + 1)
        x = wires[0].source.x - wires[0].source.width / 2 + 4
        for wire in wires:
            found[wire] = round(x + spare + exit_room(wire.exit) / 2, 1)
            x += spare + exit_room(wire.exit)
    return found


def _points(wire: Wire, x: float) -> list[Point]:
    """Return the way of an edge: down from the exit, beside the rows between, to the top of its target."""
    start, end = _top(wire.source.row) + HEIGHT, _top(wire.target.row)
    points = [(x, start), (x, start + LABEL)]
    for spot in wire.via:
        top, bottom = _top(spot.row), _top(spot.row) + HEIGHT
        points += [(spot.x, bottom), (spot.x, top)] if wire.back else [(spot.x, top), (spot.x, bottom)]
    if wire.back:  # it turns below its source, and again above its target
        points[2] = (wire.via[0].x, start + LABEL)
        points[-1] = (wire.via[-1].x, end - LEAD)
    return [*points, (wire.target.x, end - LEAD), (wire.target.x, end)]


def _top(row: int) -> float:
    return MARGIN + row * (HEIGHT + DROP)
