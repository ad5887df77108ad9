"""Handles updates: those of one chat in order, those of different chats side by side."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from typing import Final

import structlog
from telegram import Update

from channels.telegram.inbound import chat_of
from handoff.errors import StoreUnavailable
from handoff.ids import Address

log = structlog.get_logger(__name__)

Handle = Callable[[Update], Awaitable[Address | None]]
Taken = asyncio.Future[Address | None]
"""Done when the update is stored; its result is the chat or thread that got a new message."""

FIRST: Final = 0.2
LONGEST: Final = 10.0
TRIES: Final = 3


class Lanes:
    """What cannot be stored is tried until it can, and holds up only its own chat."""

    def __init__(self, handle: Handle) -> None:
        self._handle = handle
        self._waiting: dict[int | None, deque[tuple[Update, Taken]]] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    def put(self, update: Update) -> Taken:
        """Stand an update in its chat's lane."""
        chat, taken = chat_of(update), asyncio.get_running_loop().create_future()
        if chat in self._waiting:
            self._waiting[chat].append((update, taken))
            return taken
        self._waiting[chat] = deque([(update, taken)])
        task = asyncio.create_task(self._work(chat))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return taken

    async def stop(self) -> None:
        """Drop what is not stored: the platform still has it."""
        tasks = [*self._tasks]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        for lane in self._waiting.values():
            for _update, taken in lane:
                taken.cancel()
        self._waiting.clear()

    async def _work(self, chat: int | None) -> None:
        lane = self._waiting[chat]
        while lane:
            update, taken = lane[0]
            where = await self._stored(update)
            lane.popleft()
            if not taken.done():
                taken.set_result(where)
        del self._waiting[chat]

    async def _stored(self, update: Update) -> Address | None:
        wait, faults = FIRST, 0
        while True:
            try:
                return await self._handle(update)
            except StoreUnavailable:
                log.warning("an update cannot be stored yet", update=update.update_id)
            except Exception:  # a fault of ours: it must not hold up the chat for ever
                faults += 1
                log.exception("an update could not be handled", update=update.update_id, times=faults)
                if faults == TRIES:
                    return None
            await asyncio.sleep(wait)
            wait = min(wait * 2, LONGEST)
