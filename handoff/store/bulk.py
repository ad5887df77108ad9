"""One statement for many rows at a time.

Python's sqlite3 gives the interpreter's lock away around every step of a statement and must wait for
it afterwards, which takes milliseconds while the event loop is busy. So a batch's rows go into
statements with many ``VALUES`` each: few steps, and the loop works on while SQLite does.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

Bind = str | int | float | bytes | None
Line = tuple[Bind, ...]

# Few sizes, so that SQLite's compiled statements are found in the connection's cache.
_SIZES = (128, 16, 1)


def chunks(lines: Sequence[Line]) -> Iterator[Sequence[Line]]:
    """Cut the lines, in order, into pieces of the sizes above."""
    start = 0
    for size in _SIZES:
        while len(lines) - start >= size:
            yield lines[start : start + size]
            start += size


@dataclass(frozen=True, slots=True)
class Bulk:
    """``head``, then ``VALUES (?, ...), ...`` with ``width`` values a line, then ``tail``."""

    head: str
    width: int
    tail: str = ""

    def run(self, connection: sqlite3.Connection, lines: Sequence[Line]) -> list[tuple[Bind, ...]]:
        """Execute for all lines, in order; returns what the statements select."""
        found: list[tuple[Bind, ...]] = []
        for chunk in chunks(lines):
            found += connection.execute(self._sql(len(chunk)), [*chain.from_iterable(chunk)])
        return found

    def _sql(self, count: int) -> str:
        line = f"({', '.join('?' * self.width)})"
        return f"{self.head} VALUES {', '.join([line] * count)} {self.tail}"
