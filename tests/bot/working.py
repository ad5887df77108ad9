"""A dispatcher at work on a store that goes away, and whose reading a test can hold."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from bot.dispatch import Dispatcher
from handoff.effects import Deliver
from handoff.errors import StoreUnavailable
from handoff.ids import RowId
from handoff.store.base import Row, RowState, Settled
from handoff.store.memory import MemoryStore
from tests.bot.rows import ID, Doing, hold
from tests.virtual import now, turns


class Shaky(MemoryStore):
    """A store that goes away, and whose reading a test can hold."""

    def __init__(self) -> None:
        super().__init__()
        self.away = False
        self.broken: Exception | None = None
        self.looks = 0
        self.reading = asyncio.Event()
        self.reading.set()

    async def ping(self) -> None:
        await super().ping()
        if self.away:
            raise StoreUnavailable("the disk is gone")

    async def due(self, now: float, limit: int, exclude: frozenset[RowId] = frozenset()) -> Sequence[Row]:
        self.looks += 1
        if self.broken is not None:
            raise self.broken
        found = await super().due(now, limit, exclude)
        await self.reading.wait()
        return found


@dataclass
class Desk:
    """A dispatcher at work on such a store."""

    store: Shaky
    doing: Doing
    dispatcher: Dispatcher
    told: list[Settled] = field(default_factory=list)

    async def state(self, name: str) -> RowState:
        (found,) = [one for one in await self.store.rows(ID) if one.id == name]
        return found.state

    async def order(self, *rows: Row) -> None:
        """Commit rows and tell the dispatcher, as the desk does."""
        await hold(self.store, *rows)
        self.dispatcher.started(rows)


@asynccontextmanager
async def at_work(store: Shaky | None = None, doing: Doing | None = None) -> AsyncIterator[Desk]:
    store, doing = store or Shaky(), doing or Doing()
    doing.clock = now
    await store.open()
    told: list[Settled] = []
    dispatcher = Dispatcher(store, {Deliver: doing}, now, lambda _, settled: told.append(settled))
    task = asyncio.create_task(dispatcher.run())
    await turns()
    try:
        yield Desk(store, doing, dispatcher, told)
    finally:
        task.cancel()
        await dispatcher.stop(0.0)
        await asyncio.gather(task, return_exceptions=True)
