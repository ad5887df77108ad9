"""The embedded default: one SQLite file, one writer thread with group commit, readers beside it."""

import secrets
import sqlite3
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import cast

from handoff.errors import StoreUnavailable
from handoff.ids import ConversationId, RowId, Ticket
from handoff.state import Conversation
from handoff.store import queries
from handoff.store import statements as sql
from handoff.store.base import Result, Row, Settled, Store, Write
from handoff.store.pool import Pool
from handoff.store.reader import BUSY, SqliteReader
from handoff.store.rows import bind, bind_settled
from handoff.store.writer import Writer


class SqliteStore(SqliteReader, Store):
    """Store and reader in one object.

    The writer's own questions (load, due) have a thread to themselves, so that no search of the inbox
    is in their way; what they read was committed before they were asked, or after.
    """

    def __init__(self, path: Path | str, *, readers: int = 2, busy: float = BUSY) -> None:
        super().__init__(path, readers=readers, busy=busy)
        self._writer: Writer | None = None
        self._own: Pool | None = None

    async def open(self) -> None:
        writer = Writer(self._path, self._busy)
        await writer.start()
        self._writer = writer
        self._own = Pool(self._path, 1, self._busy)
        try:
            await super().open()
        except BaseException:
            await self.close()
            raise

    async def close(self) -> None:
        """Finish what was accepted, then let go; the readers go first, so that the log is folded in."""
        await super().close()
        if self._own is not None:
            await self._own.close()
        if self._writer is not None:
            await self._writer.stop()

    @property
    def writer(self) -> Writer:
        """The thread that writes; raises StoreUnavailable before ``open``."""
        if self._writer is None:
            raise StoreUnavailable("the store is closed")
        return self._writer

    @property
    def _asking(self) -> Pool:
        if self._own is None:
            raise StoreUnavailable("the store is closed")
        return self._own

    async def load(self, conversation: ConversationId) -> Conversation | None:
        return await self._asking.run(partial(queries.conversation, id_=conversation))

    async def commit(self, write: Write) -> Result:
        return await self.writer.commit(bind(write))

    async def settle(self, settled: Settled) -> None:
        await self.writer.settle(bind_settled(settled))

    async def due(self, now: float, limit: int, exclude: frozenset[RowId] = frozenset()) -> Sequence[Row]:
        return await self._asking.run(partial(queries.due, now=now, limit=limit, exclude=exclude))

    async def next_due(self, after: float) -> float | None:
        return await self._asking.run(partial(queries.next_due, after=after))

    async def reserve_ticket(self) -> Ticket:
        return await self.writer.perform(_next_ticket)

    async def secret(self, name: str) -> bytes:
        return await self.writer.perform(partial(_secret, name=name))

    async def remember(self, name: str, value: str) -> None:
        await self.writer.perform(partial(_remember, name=name, value=value))

    async def memos(self, prefix: str) -> Mapping[str, str]:
        return await self._asking.run(partial(queries.memos, prefix=prefix))

    async def keep_definition(self, digest: str, name: str, text: str) -> None:
        await self.writer.perform(partial(_keep_definition, line=(digest, name, text)))

    async def ping(self) -> None:
        await self.writer.perform(_touch)


def _next_ticket(connection: sqlite3.Connection) -> Ticket:
    connection.execute(sql.NEXT_TICKET)
    return Ticket(cast(int, connection.execute(sql.TICKET).fetchone()[0]))


def _secret(connection: sqlite3.Connection, name: str) -> bytes:
    found = queries.secret(connection, name)
    if found is None:
        found = secrets.token_bytes(32)
        connection.execute(sql.PUT_META, (f"secret:{name}", found))
    return found


def _remember(connection: sqlite3.Connection, name: str, value: str) -> None:
    if value:
        connection.execute(sql.PUT_META, (queries.MEMO + name, value))
    else:
        connection.execute(sql.DROP_META, (queries.MEMO + name,))


def _keep_definition(connection: sqlite3.Connection, line: tuple[str, str, str]) -> None:
    connection.execute(sql.ADD_DEFINITION, line)


def _touch(connection: sqlite3.Connection) -> None:
    connection.execute(sql.PUT_META, ("ping", secrets.token_bytes(8)))
