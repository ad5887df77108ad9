"""The parts of a drawing as SVG: a node, an edge with its exit's name, the badge with the count of runs."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final
from xml.etree.ElementTree import Element, SubElement

from bot.workflow.checking.map import called
from bot.workflow.drawing.icons import ICONS
from bot.workflow.drawing.text import clean, clip, width, wrap
from bot.workflow.drawing.words import name, words
from bot.workflow.language.exits import is_handoff
from bot.workflow.language.nodes import Logic, Node, Trigger, Wait

WIDTH: Final = 236.0
HEIGHT: Final = 74.0
DROP: Final = 82.0
"""Pixels between two rows: room for the exits' names and the bends."""
LABEL: Final = 20.0
"""Pixels below a node in which the name of an exit stands."""
NAME: Final = 13.5
TEXT: Final = 12.0
SMALL: Final = 11.5
_CHIP: Final = 15.0
_POINT: Final = 18.0
_BAD: Final = frozenset({"error", "failed", "rejected", "expired", "false"})
_DASHED: Final = frozenset({"error", "failed", "expired"})
_TURN: Final = 26.0
Point = tuple[float, float]


def node_part(root: Element, node: Node, x: float, y: float, wide: float) -> None:
    """Draw a node; ``x`` and ``y`` are its left upper corner."""
    kind = called(node)
    group = SubElement(root, "g", {"class": f"wf-node {_class(node)}".strip(), "transform": _moved(x, y)})
    SubElement(group, "title").text = clean(f"{name(node)} ({kind}): {words(node)}")
    SubElement(group, "path", {"class": "wf-shape", "d": _outline(node, wide)})
    left = 16.0 + (_POINT / 2 if isinstance(node, Logic | Trigger) else 0.0)
    chip = {"class": "wf-chip", "cx": _n(left + _CHIP), "cy": _n(HEIGHT / 2), "r": _n(_CHIP)}
    SubElement(group, "circle", chip)
    icon = {"class": "wf-icon", "d": ICONS[kind]}
    scale = f"translate({_n(left + _CHIP - 9)} {_n(HEIGHT / 2 - 9)}) scale(.75)"
    SubElement(group, "path", {**icon, "transform": scale})
    _lines(group, node, left + 2 * _CHIP + 12, wide)


def _lines(group: Element, node: Node, left: float, wide: float) -> None:
    room = wide - left - (22.0 if isinstance(node, Logic | Trigger) else 12.0)
    lines = wrap(words(node), room, TEXT, 2)
    top = HEIGHT / 2 + 5 - 8 * len(lines)
    _text(group, "wf-name", left, top, clip(clean(name(node)), room, NAME * 1.08))
    for number, line in enumerate(lines):
        _text(group, "wf-text", left, top + 17 + 15.5 * number, line)


def _text(group: Element, style: str, x: float, y: float, said: str) -> None:
    SubElement(group, "text", {"class": style, "x": _n(x), "y": _n(y)}).text = said


def _class(node: Node) -> str:
    if is_handoff(node):
        return "wf-human"
    return "wf-trigger" if isinstance(node, Trigger) else "wf-pause" if isinstance(node, Wait) else ""


def _outline(node: Node, wide: float) -> str:
    """Return the outline: a pill for the beginning, points at the sides of a fork, else a card."""
    if isinstance(node, Logic):
        points = [(_POINT, 0), (wide - _POINT, 0), (wide, HEIGHT / 2), (wide - _POINT, HEIGHT)]
        points += [(_POINT, HEIGHT), (0, HEIGHT / 2)]
        return "M" + "L".join(f"{_n(x)} {_n(y)}" for x, y in points) + "Z"
    return _card(wide, HEIGHT / 2 if isinstance(node, Trigger) else 12.0)


def _card(wide: float, r: float) -> str:
    arc = f"a{_n(r)} {_n(r)} 0 0 1"
    across, along = _n(wide - 2 * r), _n(HEIGHT - 2 * r)
    return (
        f"M{_n(r)} 0h{across}{arc} {_n(r)} {_n(r)}v{along}{arc} {_n(-r)} {_n(r)}"
        f"h-{across}{arc} {_n(-r)} {_n(-r)}v-{along}{arc} {_n(r)} {_n(-r)}z"
    )


def count_part(root: Element, count: int, x: float, y: float) -> None:
    """Draw the badge with the count of runs; ``x`` and ``y`` are the node's right upper corner."""
    said = f"{count:,}"
    wide = max(24.0, width(said, 12) + 14)
    group = SubElement(root, "g", {"class": "wf-count", "transform": _moved(x - wide + 10, y - 12)})
    SubElement(group, "title").text = "1 run is here" if count == 1 else f"{said} runs are here"
    SubElement(group, "rect", {"width": _n(wide), "height": "24", "rx": "12"})
    SubElement(group, "text", {"x": _n(wide / 2), "y": "16.2"}).text = said


def wire_part(root: Element, points: Sequence[Point], exit: str) -> None:
    """Draw an edge through its points, from the exit to the tip."""
    group = SubElement(root, "g", {"class": "wf-bad"} if exit in _DASHED else {})
    SubElement(group, "path", {"class": "wf-wire", "d": _curve(points)})
    x, y = points[-1]
    SubElement(group, "path", {"class": "wf-tip", "d": f"M{_n(x)} {_n(y)}l-4.5 -8h9z"})


def exit_part(root: Element, x: float, y: float, exit: str) -> None:
    """Write an exit's name over the beginning of its edge, ``x`` and ``y``."""
    said = exit_name(exit)
    wide = exit_room(exit) - 4
    style = "wf-exit wf-bad" if exit in _BAD - {"false"} else "wf-exit"
    group = SubElement(root, "g", {"class": style})
    box = {"x": _n(x - wide / 2), "y": _n(y + 5), "width": _n(wide), "height": "16", "rx": "4"}
    SubElement(group, "rect", box)
    SubElement(group, "text", {"x": _n(x), "y": _n(y + 17)}).text = said


def exit_name(exit: str) -> str:
    """Return an exit's name as it is shown."""
    return clip(clean(exit), 84, SMALL)


def exit_room(exit: str) -> float:
    """Return the pixels that an exit's name takes."""
    return width(exit_name(exit), SMALL) + 14


def _curve(points: Sequence[Point]) -> str:
    """Go straight where points are above each other, else in an S; between points side by side in a U."""
    said = [f"M{_n(points[0][0])} {_n(points[0][1])}"]
    way = 1.0
    for (ax, ay), (bx, by) in pairwise(points):
        if ax == bx:
            said.append(f"V{_n(by)}")
            way = 1.0 if by > ay else -1.0
            continue
        bend = (by - ay) / 2
        first, second = (ay + bend, by - bend) if bend else (ay + way * _TURN, by + way * _TURN)
        said.append(f"C{_n(ax)} {_n(first)} {_n(bx)} {_n(second)} {_n(bx)} {_n(by)}")
    return "".join(said)


def _moved(x: float, y: float) -> str:
    return f"translate({_n(x)} {_n(y)})"


def _n(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
