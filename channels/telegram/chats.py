"""Groups that became supergroups: they got a new id, and the settings still name the old one."""

import asyncio
from typing import Final

from channels.telegram.memory import Memory
from channels.telegram.spot import Spot
from channels.telegram.threads import Threads

Lost = asyncio.Queue[tuple[Spot, str]]
"""Desk threads that were found gone, and why; the team's side is told when the channel runs."""
MOVED: Final = "the group became a supergroup"


class Chats:
    """Goes between the id that the team's settings name and the id that a group has now."""

    def __init__(self, memory: Memory, threads: Threads, lost: Lost) -> None:
        self._memory = memory
        self._threads = threads
        self._lost = lost

    async def open(self) -> None:
        """Learn what was known before a restart."""
        await self._memory.open()

    def now(self, chat: int) -> int:
        """Return the id a chat has now."""
        return int(self._memory.get(f"moved:{chat}") or chat)

    def named(self, chat: int) -> int:
        """Return the id by which the rest of the program knows a chat."""
        for old, new in self._memory.all("moved:"):
            if int(new) == chat:
                return int(old)
        return chat

    async def move(self, old: int, new: int) -> None:
        """Remember that a group has a new id. Nothing can be written in its old threads any more."""
        name = self.named(old)
        if self.now(name) == new:
            return
        await self._memory.put(f"moved:{name}", str(new))
        for spot in await self._threads.drop(name):
            self._lost.put_nowait((spot, MOVED))
