"""Counts the messages that were written before we listened, and tells so once per chat when it is quiet."""

import asyncio
import time
from collections import Counter
from contextlib import suppress

from channels.base import Sink
from channels.durable import stored
from handoff.ids import Address

QUIET = 2.0
"""Seconds without another late message, after which a chat's count is told."""


class Recovery:
    """``since`` is when this run began, in seconds since 1970 UTC."""

    def __init__(self, sink: Sink, quiet: float = QUIET) -> None:
        self._sink = sink
        self._quiet = quiet
        self._since = time.time()
        self._counts: Counter[Address] = Counter()
        self._timers: dict[Address, asyncio.Task[None]] = {}

    def took(self, place: Address, ts: str) -> None:
        """Count a message that was taken in, if it is from before."""
        try:
            late = float(ts) < self._since
        except ValueError:
            return
        if late:
            self._counts[place] += 1
            self._rest(place)

    def _rest(self, place: Address) -> None:
        if timer := self._timers.get(place):
            timer.cancel()
        self._timers[place] = asyncio.create_task(self._tell(place))

    async def _tell(self, place: Address) -> None:
        await asyncio.sleep(self._quiet)
        del self._timers[place]
        count = self._counts.pop(place)
        await stored(lambda: self._sink.recovered(place, count))

    async def stop(self) -> None:
        """Tell nothing more."""
        for timer in list(self._timers.values()):
            timer.cancel()
            with suppress(asyncio.CancelledError):
                await timer
