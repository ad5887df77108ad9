"""Reads the SQLite store beside its writer, also from another process while the bot runs."""

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path

from handoff.approvals import Approval
from handoff.errors import StoreUnavailable
from handoff.ids import Address, ApprovalId, ConversationId, RowId, RunId, Ticket
from handoff.run import Run
from handoff.state import Conversation
from handoff.store import listing, queries
from handoff.store.base import Row
from handoff.store.pool import Pool
from handoff.store.reading import (
    Counts,
    HandoffQuery,
    HandoffRow,
    Query,
    Reader,
    RunQuery,
    Summary,
    ThreadRow,
)
from handoff.transcript import Entry

BUSY = 5.0


class SqliteReader(Reader):
    """Needs no lock and cannot write. ``readers`` is how many questions are answered at a time.

    ``busy`` is how long, in seconds, to wait for another program that holds the database.
    """

    def __init__(self, path: Path | str, *, readers: int = 2, busy: float = BUSY) -> None:
        self._path = Path(path)
        self._threads = readers
        self._busy = busy
        self._pool: Pool | None = None

    async def open(self) -> None:
        """Connect; raises StoreUnavailable where there is no database, SchemaTooNew where it is newer."""
        self._pool = Pool(self._path, self._threads, self._busy)
        try:
            await self._pool.run(lambda connection: connection.execute("SELECT 1 FROM meta").fetchone())
        except BaseException:
            await self._pool.close()
            raise

    async def close(self) -> None:
        """Disconnect. Safe to call twice."""
        if self._pool is not None:
            await self._pool.close()

    @property
    def _reading(self) -> Pool:
        if self._pool is None:
            raise StoreUnavailable("the store is closed")
        return self._pool

    async def secret(self, name: str) -> bytes:
        """Return the 32 bytes kept under this name; raises StoreUnavailable if the bot never made them."""
        found = await self._reading.run(partial(queries.secret, name=name))
        if found is None:
            raise StoreUnavailable(f"there is no secret {name!r} yet: start the bot once")
        return found

    async def conversations(self, query: Query) -> Sequence[Summary]:
        return await self._reading.run(partial(listing.conversations, query=query))

    async def conversation(self, conversation: ConversationId) -> Conversation | None:
        return await self._reading.run(partial(queries.conversation, id_=conversation))

    async def entries(
        self, conversation: ConversationId, after: int = 0, limit: int | None = None
    ) -> Sequence[Entry]:
        return await self._reading.run(partial(queries.entries, id_=conversation, after=after, limit=limit))

    async def handoffs(self, query: HandoffQuery) -> Sequence[HandoffRow]:
        return await self._reading.run(partial(queries.handoffs, query=query))

    async def handoff(self, ticket: Ticket) -> HandoffRow | None:
        return await self._reading.run(partial(queries.handoff, ticket=ticket))

    async def thread(self, thread: Address) -> ThreadRow | None:
        return await self._reading.run(partial(queries.thread, address=thread))

    async def threads(self, channel: str) -> Sequence[ThreadRow]:
        return await self._reading.run(partial(queries.threads, channel=channel))

    async def approvals(self, pending: bool = True) -> Sequence[Approval]:
        return await self._reading.run(partial(queries.approvals, pending=pending))

    async def approval(self, approval: ApprovalId) -> Approval | None:
        return await self._reading.run(partial(queries.approval, id_=approval))

    async def runs(self, query: RunQuery) -> Sequence[Run]:
        return await self._reading.run(partial(queries.runs, query=query))

    async def run(self, run: RunId) -> Run | None:
        return await self._reading.run(partial(queries.run, id_=run))

    async def run_counts(self) -> Mapping[tuple[str, str, str], int]:
        return await self._reading.run(queries.run_counts)

    async def definition(self, digest: str) -> str | None:
        return await self._reading.run(partial(queries.definition, digest=digest))

    async def tagged(self, tag: str) -> Sequence[ConversationId]:
        return await self._reading.run(partial(queries.tagged, tag=tag))

    async def tags(self) -> Mapping[str, int]:
        return await self._reading.run(queries.tags)

    async def rows(self, conversation: ConversationId) -> Sequence[Row]:
        return await self._reading.run(partial(queries.rows, id_=conversation))

    async def row(self, id: RowId) -> Row | None:
        return await self._reading.run(partial(queries.row, id_=id))

    async def dead(self, limit: int = 100) -> Sequence[Row]:
        return await self._reading.run(partial(queries.dead, limit=limit))

    async def counts(self) -> Counts:
        return await self._reading.run(queries.counts)


@asynccontextmanager
async def open_readonly(path: Path | str) -> AsyncIterator[SqliteReader]:
    """Read a database that another process may be writing; changes nothing in it."""
    reader = SqliteReader(path, readers=1)
    await reader.open()
    try:
        yield reader
    finally:
        await reader.close()
