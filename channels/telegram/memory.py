"""What the adapter must still know after a restart: all of it read once, then written through."""

import asyncio
from collections.abc import Iterator
from typing import Final

import structlog

from channels.base import Memos
from handoff.errors import StoreUnavailable

log = structlog.get_logger(__name__)

PREFIX: Final = "telegram:"


class Memory:
    """Facts by name, in memory and in the store. Names begin with ``telegram:``."""

    def __init__(self, memos: Memos) -> None:
        self._memos = memos
        self._facts: dict[str, str] | None = None
        self._lock = asyncio.Lock()

    async def open(self) -> None:
        """Read all facts, the first time it is called."""
        if self._facts is not None:
            return
        async with self._lock:
            if self._facts is None:
                self._facts = dict(await self._memos.memos(PREFIX))

    def get(self, name: str) -> str:
        """Return a fact, or an empty text. Needs ``open``."""
        return self._known.get(PREFIX + name, "")

    def all(self, prefix: str) -> Iterator[tuple[str, str]]:
        """Return the facts whose names begin so, without what they begin with, oldest first."""
        start = PREFIX + prefix
        return (
            (name.removeprefix(start), value)
            for name, value in [*self._known.items()]
            if name.startswith(start)
        )

    async def put(self, name: str, value: str) -> None:
        """Keep a fact; an empty value forgets it. One that cannot be written counts until a restart."""
        await self.open()
        if value == self.get(name):
            return
        if value:
            self._known[PREFIX + name] = value
        else:
            self._known.pop(PREFIX + name, None)
        try:
            await self._memos.remember(PREFIX + name, value)
        except StoreUnavailable:  # what it is about has happened: it counts until a restart
            log.warning("a fact could not be kept", fact=name.partition(":")[0])

    @property
    def _known(self) -> dict[str, str]:
        assert self._facts is not None, "open() comes first"
        return self._facts
