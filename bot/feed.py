"""Hands what was committed to the pages that are open right now."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

from handoff.feed import Changed, Notice
from handoff.ids import ConversationId

MOST = 1000


class HubWatch:
    """One watcher's queue. A watcher that is too slow loses notices and is told so."""

    def __init__(self) -> None:
        self.lagged = False
        self._queue: asyncio.Queue[Notice] = asyncio.Queue(MOST)

    def __aiter__(self) -> "HubWatch":
        return self

    async def __anext__(self) -> Notice:
        return await self._queue.get()

    def put(self, notice: Notice) -> None:
        """Add a notice; never waits."""
        try:
            self._queue.put_nowait(notice)
        except asyncio.QueueFull:
            self.lagged = True


class Hub:
    """The feed of this process."""

    def __init__(self) -> None:
        self._all: set[HubWatch] = set()
        self._of: dict[ConversationId, set[HubWatch]] = {}

    @contextmanager
    def watch(self, conversation: ConversationId | None = None) -> Iterator[HubWatch]:
        """Watch one conversation, or all; see ``handoff.feed.Feed``."""
        watch = HubWatch()
        group = self._all if conversation is None else self._of.setdefault(conversation, set())
        group.add(watch)
        try:
            yield watch
        finally:
            group.discard(watch)
            if conversation is not None and not group:
                self._of.pop(conversation, None)

    def publish(self, notice: Notice) -> None:
        """Tell everyone who watches; never waits."""
        id = notice.conversation.id if isinstance(notice, Changed) else notice.conversation
        for watch in (*self._all, *self._of.get(id, ())):
            watch.put(notice)
