"""What open pages of workflows are told: that runs moved. They then ask how these stand.

However much happens and however many pages are open, one reader looks at the live runs once in a while, and
only while somebody watches. It looks by itself as well, for what no notice tells: changed settings.
"""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Final

from bot.inbox.room import Room
from bot.inbox.stream import BEAT, Line
from handoff.errors import StoreUnavailable
from handoff.feed import Watch
from handoff.store.reading import RunQuery

PAUSE: Final = 1.0
"""Seconds in which whatever happens is one change."""


class Pulse:
    """Tells the lines that joined. A run that moved is the newest, or is no longer counted where it was."""

    def __init__(self, room: Room) -> None:
        self._room = room
        self._lines: set[Line] = set()
        self._looking: asyncio.Task[None] | None = None

    @contextmanager
    def tells(self, line: Line) -> Iterator[None]:
        """Tell this line meanwhile."""
        self._lines.add(line)
        if self._looking is None:
            self._looking = asyncio.create_task(self._look())
        try:
            yield
        finally:
            self._lines.discard(line)
            if not self._lines:
                self._looking.cancel()
                self._looking = None

    async def _look(self) -> None:
        stirred = asyncio.Event()
        with self._room.feed.watch() as watch:
            stirring = asyncio.create_task(_stir(watch, stirred))
            try:
                await self._tell(stirred)
            finally:
                stirring.cancel()

    async def _tell(self, stirred: asyncio.Event) -> None:
        before: object = None  # so the first look tells: what moved before it, the page may have missed
        while True:
            with suppress(StoreUnavailable):
                now = await self._standing()
                if now != before:
                    self._moved()
                before = now
            with suppress(TimeoutError):
                await asyncio.wait_for(stirred.wait(), BEAT)
            await asyncio.sleep(PAUSE)
            stirred.clear()

    def _moved(self) -> None:
        for line in self._lines:
            line.put("moved", {})

    async def _standing(self) -> object:
        """Return what is equal only while nothing moved."""
        counts = await self._room.reader.run_counts()
        newest = await self._room.reader.runs(RunQuery(limit=1))
        in_force = [(flow.name, flow.digest) for flow in self._room.policy().flows]
        return counts, [(run.id, run.changed) for run in newest], in_force


async def _stir(watch: Watch, stirred: asyncio.Event) -> None:
    async for _ in watch:
        stirred.set()
