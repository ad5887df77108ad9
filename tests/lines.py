"""What a process writes, line by line, for a test that waits for something in it."""

import asyncio

LIMIT = 120.0
"""Seconds after which what does not come fails the test: plenty, since a machine may be busy."""


class Lines:
    """A process's output, line by line, for those who wait for something in it."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._grown = asyncio.Condition()
        self._ended = 0

    def __str__(self) -> str:
        return "".join(self._lines)

    def last(self, count: int) -> str:
        """Return the last lines."""
        return "".join(self._lines[-count:])

    async def pump(self, source: asyncio.StreamReader) -> None:
        """Take lines until the output ends."""
        while line := await source.readline():
            await self._add(line.decode())
        async with self._grown:
            self._ended += 1
            self._grown.notify_all()

    async def _add(self, line: str) -> None:
        async with self._grown:
            self._lines.append(line)
            self._grown.notify_all()

    async def find(self, words: str, seen: int = 0) -> str:
        """Wait for a line with these words after the first ``seen`` lines; fails when the output ends."""
        ended = self._ended

        def found() -> bool:
            return self._ended > ended or any(words in line for line in self._lines[seen:])

        async with asyncio.timeout(LIMIT), self._grown:
            await self._grown.wait_for(found)
        hits = [line for line in self._lines[seen:] if words in line]
        assert hits, f"no line with {words!r} in:\n{self}"
        return hits[0].rstrip("\n")

    @property
    def count(self) -> int:
        """How many lines there were so far."""
        return len(self._lines)
