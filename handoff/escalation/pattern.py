"""What an admin's regular expression may cost, known before it runs.

Python's engine tries every way to share a text out among repeats, so the work grows with the text's length
once for each unbounded repeat and once for the place it starts at; a repeat inside a repeat grows it without
limit. Those are refused, and the others read only as much text as keeps their work bearable.
"""

import re
from dataclasses import dataclass, field
from math import prod
from typing import Final

from handoff.escalation.text import LIMIT

_WORK: Final = 150_000_000
_LENGTHS: Final = (LIMIT, 2_000, 1_000, 500)
_TOKEN: Final = re.compile(
    r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\(\?#[^)]*\)|\((?:\?(?:P<\w+>|P=\w+|[:=!>]|<[=!]|[aiLmsux-]+[:)]|\(\w+\)))?|"
    r"[)|]|(?:[*+?]|\{\d*(?:,\d*)?\})[?+]?|.",
    re.DOTALL,
)
_COUNTED: Final = re.compile(r"\{(\d*)(,?)(\d*)\}")


_FEW: Final = 8
"""A group may repeat so often with a repeat inside; each time counts as one of its own."""


@dataclass(slots=True)
class _Group:
    """A group that is being read: its longest finished alternative, and the one being read."""

    choices: int = 1
    longest: list[int] = field(default_factory=list)
    current: list[int] = field(default_factory=list)

    def end_alternative(self) -> None:
        self.longest = max(self.longest, self.current, key=prod)
        self.current = []

    @property
    def ways(self) -> list[int]:
        """In how many ways it can match: those of its longest alternative, and which one it is."""
        return [*self.longest, self.choices] if self.choices > 1 else self.longest


def readable(expression: str) -> int:
    """Return how many characters of a text the expression may read.

    Raises ValueError, saying why, for one that is no regular expression or whose work cannot be bounded.
    """
    try:
        re.compile(expression)
    except (re.error, OverflowError, RecursionError) as error:
        raise ValueError(f"is no regular expression: {error}") from error
    factors = _factors(expression)
    for length in _LENGTHS:
        if length * prod(min(factor, length) for factor in factors) <= _WORK:
            return length
    raise ValueError("repeats too much: use words, or bounds such as .{0,40} instead of .*")


def _factors(expression: str) -> list[int]:
    """Return in how many ways each repeat can end; raise ValueError for an endless one inside another."""
    groups = [_Group()]
    closed: _Group | None = None
    for token in _TOKEN.findall(expression):
        most, ways = _reach(token)
        if most != 1 or ways != 1:
            _repeat(groups[-1], closed, most, ways)
            closed = None
        elif token == ")" and len(groups) > 1:
            closed = _close(groups)
        else:
            _enter(groups, token)
            closed = None
    groups[0].end_alternative()
    return groups[0].longest


def _enter(groups: list[_Group], token: str) -> None:
    if token == "|":
        groups[-1].choices += 1
        groups[-1].end_alternative()
    elif token.startswith("(") and not token.endswith(")") and not token.startswith("(?#"):
        groups.append(_Group())


def _close(groups: list[_Group]) -> _Group:
    closed = groups.pop()
    closed.end_alternative()
    groups[-1].current += closed.ways
    return closed


def _repeat(group: _Group, closed: _Group | None, most: int, ways: int) -> None:
    """Note a repeat of the group that was just closed, or of a single character."""
    if closed is not None and closed.ways:
        if most > _FEW:
            raise ValueError("has a repeat inside a repeat, or a choice inside one, such as (a+)+ or (a|b)*")
        group.current += closed.ways * (most - 1)
    group.current.append(ways)


def _reach(token: str) -> tuple[int, int]:
    """Return how often a quantifier repeats at most, and in how many ways; (1, 1) for what is none."""
    if token[0] in "*+":
        return LIMIT, LIMIT
    if token[0] == "?":
        return 1, 2
    counted = _COUNTED.match(token)
    if counted is None or not (counted[1] or counted[3]):
        return 1, 1
    least = int(counted[1] or 0)
    most = int(counted[3] or (LIMIT if counted[2] else least))
    return min(most, LIMIT), max(1, min(most, LIMIT) - least + 1)
