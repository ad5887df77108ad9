"""The layout of a drawing, second half: where in its row each spot stands.

Every spot wants to stand under the middle of its neighbours. A row gives all what they want as far as
none overlap: the places are the nearest ones, by squares, that keep the order and the distances.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from bot.workflow.drawing.layers import Spot

GAP: Final = 28.0
"""Pixels between two spots of a row."""
_ROUNDS: Final = 60


def place(rows: Sequence[Sequence[Spot]], margin: float) -> float:
    """Set each spot's ``x``, and return how wide the drawing is."""
    for row in rows:
        _settle(row, [0.0] * len(row))
    for turn in range(_ROUNDS):
        down = turn % 2 == 0
        for row in rows if down else reversed(rows):
            _settle(row, [_wanted(spot, down, turn >= _ROUNDS // 4) for spot in row])
    _straighten(rows)
    return _shift(rows, margin)


def _wanted(spot: Spot, down: bool, both: bool) -> float:
    """Return the middle of the neighbours: first those on one side, to spread out, then on both."""
    near = [*spot.up, *spot.down] if both else spot.up if down else spot.down
    pulls = [(other.x, _pull(spot, other)) for other in near]
    if spot.beside is not None:
        pulls.append((_next_to(spot, spot.beside), 2.0))
    return sum(x * weight for x, weight in pulls) / sum(weight for _, weight in pulls) if pulls else spot.x


def _next_to(spot: Spot, node: Spot) -> float:
    """Return where the end of an edge back stands close to its node, on the side where it is."""
    away = (spot.width + node.width) / 2 + GAP
    return node.x + (away if spot.x > node.x else -away)


def _straighten(rows: Sequence[Sequence[Spot]]) -> None:
    """Put what is alone above something right above it, as far as there is room."""
    for row in reversed(rows):
        _settle(row, [_lone(spot, spot.down) for spot in row])
    for row in rows:
        _settle(row, [_lone(spot, spot.up) for spot in row])


def _lone(spot: Spot, near: Sequence[Spot]) -> float:
    other = near[0] if len(near) == 1 else None
    paired = other is not None and len(other.up if near is spot.down else other.down) == 1
    return other.x if other is not None and paired else spot.x


def _pull(spot: Spot, other: Spot) -> float:
    """Return how strongly two neighbours want to be above each other: long edges and lone chains most."""
    if not (spot.node or other.node):
        return 8.0
    upper, lower = (spot, other) if spot.row < other.row else (other, spot)
    return 1 / max(len(upper.down), len(lower.up))


def _settle(row: Sequence[Spot], wanted: Sequence[float]) -> None:
    """Put a row where it wants to be, as far as the distances let it.

    Pools neighbours that would overlap and puts each pool at the mean of what its spots want: the isotonic
    regression, by pooling adjacent violators.
    """
    offsets = _offsets(row)
    pools: list[tuple[float, int]] = []
    for want, offset in zip(wanted, offsets, strict=True):
        total, count = want - offset, 1
        while pools and pools[-1][0] / pools[-1][1] > total / count:
            more = pools.pop()
            total, count = total + more[0], count + more[1]
        pools.append((total, count))
    middles = [total / count for total, count in pools for _ in range(count)]
    for spot, middle, offset in zip(row, middles, offsets, strict=True):
        spot.x = middle + offset


def _offsets(row: Sequence[Spot]) -> list[float]:
    """Return how far each spot is at least from the first one."""
    found = [0.0]
    for left, right in pairwise(row):
        found.append(found[-1] + (left.width + right.width) / 2 + GAP)
    return found[: len(row)]


def _shift(rows: Sequence[Sequence[Spot]], margin: float) -> float:
    spots = [spot for row in rows for spot in row]
    left = min((spot.x - spot.width / 2 for spot in spots), default=0.0)
    right = max((spot.x + spot.width / 2 for spot in spots), default=0.0)
    for spot in spots:
        spot.x = round(spot.x - left + margin, 1)
    return right - left + 2 * margin
