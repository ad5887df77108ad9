"""What an admin's regular expression may cost, known before it runs.

Python's engine tries every way to share a text out among repeats, so the work grows with the text's length
once for each unbounded repeat and once for the place it starts at; a repeat inside a repeat grows it without
limit. Those are refused, and the others read only as much text as keeps their work bearable.
"""

import re
from dataclasses import dataclass, field
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


@dataclass(slots=True)
class _Group:
    repeats: bool = False
    """Whether something inside varies in length without limit, or in many ways."""
    choice: bool = False
    factors: list[int | None] = field(default_factory=list)


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
        if _work(factors, length) <= _WORK:
            return length
    raise ValueError("repeats too much: use words, or bounds such as .{0,40} instead of .*")


def _work(factors: list[int | None], length: int) -> int:
    work = length
    for factor in factors:
        work *= length if factor is None else min(factor, length)
    return work


def _factors(expression: str) -> list[int | None]:
    """Return how far each variable repeat reaches, None for without limit; raise ValueError for a nested one."""
    groups = [_Group()]
    closed: _Group | None = None
    for token in _TOKEN.findall(expression):
        reach = _reach(token)
        if reach != 1:
            _repeat(groups[-1], closed, reach)
            closed = None
        elif token == ")" and len(groups) > 1:
            closed = groups.pop()
            groups[-1].repeats |= closed.repeats
            groups[-1].factors += closed.factors
        else:
            _enter(groups, token)
            closed = None
    return [factor for group in groups for factor in group.factors]


def _enter(groups: list[_Group], token: str) -> None:
    if token == "|":
        groups[-1].choice = True
    elif token.startswith("(") and not token.endswith(")") and not token.startswith("(?#"):
        groups.append(_Group())


def _repeat(group: _Group, closed: _Group | None, reach: int | None) -> None:
    """Note a repeat of the group that was just closed, or of a single character."""
    many = reach is None or reach > 8
    if closed is not None and many and (closed.repeats or closed.choice):
        raise ValueError("has a repeat inside a repeat, or a choice inside one, such as (a+)+ or (a|b)*")
    group.repeats = True
    group.factors.append(reach)


def _reach(token: str) -> int | None:
    """Return how many ways a quantifier may count, None for without limit, 1 for what is no quantifier."""
    if token[0] in "*+":
        return None
    if token[0] == "?":
        return 2
    counted = _COUNTED.match(token)
    if counted is None or not (counted[1] or counted[3]):
        return 1
    if counted[2] and not counted[3]:
        return None
    most = int(counted[3] or counted[1])
    return max(2, most - int(counted[1] or 0) + 1)
