"""Whose desk thread it is. People see a card, and write below it, before the store knows its thread."""

import asyncio
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Final

from handoff.ids import Address
from handoff.store.reading import Reader, ThreadRow

LONGEST: Final = 30.0
"""Seconds to wait for a card that is being posted; longer than any messenger's call takes."""


class Threads:
    """What the store knows, and which cards are on their way: that outlives the process no more than they."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._opening: dict[str, set[asyncio.Future[None]]] = {}

    @contextmanager
    def opening(self, place: Address) -> Iterator[None]:
        """Post a card and record its thread within this block."""
        done = asyncio.get_running_loop().create_future()
        mine = self._opening.setdefault(place.channel, set())
        mine.add(done)
        try:
            yield
        finally:
            mine.discard(done)
            done.set_result(None)

    async def of(self, thread: Address) -> ThreadRow | None:
        """Return whose it is; of a card that is just being posted, as soon as that is known."""
        under_way = self._under_way(thread.channel)  # before it is read: what was read may be old by then
        found = await self._reader.thread(thread)
        if found is None and under_way:
            await asyncio.wait(under_way, timeout=LONGEST)
            found = await self._reader.thread(thread)
        return found

    async def open(self, channel: str) -> Sequence[Address]:
        """Return the threads of open handoffs, also of cards that are just being posted."""
        if under_way := self._under_way(channel):
            await asyncio.wait(under_way, timeout=LONGEST)
        return [row.thread for row in await self._reader.threads(channel)]

    def _under_way(self, channel: str) -> tuple[asyncio.Future[None], ...]:
        return tuple(self._opening.get(channel, ()))
