"""Handles updates: those of one chat in order, those of different chats side by side."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Final

import structlog
from telegram import Update

from channels.durable import FIRST, stored
from channels.telegram.inbound import chat_of
from handoff import lanes
from handoff.ids import Address

log = structlog.get_logger(__name__)

Handle = Callable[[Update], Awaitable[Address | None]]
Taken = asyncio.Task[Address | None]
"""Done when the update is stored; its result is the chat or thread that got a new message."""

TRIES: Final = 3


class Lanes:
    """What cannot be stored is tried until it can, and holds up only its own chat."""

    def __init__(self, handle: Handle) -> None:
        self._handle = handle
        self._chats = lanes.Lanes()
        self._tasks: set[Taken] = set()

    def put(self, update: Update) -> Taken:
        """Stand an update in its chat's lane."""
        task = asyncio.create_task(self._taken(update))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    async def stop(self) -> None:
        """Drop what is not stored: the platform still has it."""
        tasks = [*self._tasks]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _taken(self, update: Update) -> Address | None:
        async with self._chats.hold(chat_of(update)):
            for times in range(1, TRIES + 1):
                try:
                    return await stored(lambda: self._handle(update))
                except Exception:  # a fault of ours: it must not hold up the chat for ever
                    log.exception("an update could not be handled", update=update.update_id, times=times)
                await asyncio.sleep(FIRST)
        return None
