"""A desk over a store whose commits and reads a test holds, loses to another process, or fails."""

import asyncio
from collections.abc import Sequence

from handoff.desk import Desk, Ports
from handoff.errors import StoreUnavailable
from handoff.feed import Changed
from handoff.state import Conversation
from handoff.store.base import Result, Row, Write
from handoff.store.memory import MemoryStore
from handoff.transcript import Entry
from tests.handoff.stage import Stage


class Slow(MemoryStore):
    """A store whose commits a test holds, loses to another process, or fails."""

    def __init__(self) -> None:
        super().__init__()
        self.gate = asyncio.Event()
        self.gate.set()
        self.slow: asyncio.Event | None = None
        self.before: list[Write] = []
        self.away = False
        self.writes: list[Write] = []
        self.loads = 0

    async def commit(self, write: Write) -> Result:
        self.writes.append(write)
        await self.gate.wait()
        if self.away:
            raise StoreUnavailable("the disk is full")
        for other in self.before:
            await super().commit(other)
        self.before.clear()
        return await super().commit(write)

    async def load(self, conversation: object) -> Conversation | None:
        self.loads += 1
        found = await super().load(conversation)  # type: ignore[arg-type]
        slow, self.slow = self.slow, None
        if slow is not None:
            await slow.wait()
        return found


class Office:
    """A desk over such a store, and what it told the world."""

    def __init__(self, store: Slow, *, pull: bool = False) -> None:
        self.store = store
        self.changes: list[Changed] = []
        self.rows: list[Row] = []
        self.now = 1000.0
        self.desk = Desk(
            store,
            Ports(
                lambda: self.now, lambda: Stage().policy, lambda _: pull, self.changes.append, self._started
            ),
        )

    def _started(self, state: Conversation, rows: Sequence[Row], entries: Sequence[Entry]) -> None:
        self.rows += rows
