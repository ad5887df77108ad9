"""Small facts read and written beside the process that has the database: so an admin reaches a bot that runs.

SQLite itself lets several processes write, one after the other. All else stays with the one writer, which
holds ``lock.Lock``: nothing but memos is written here, and each in a transaction of its own.
"""

import asyncio
import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path
from typing import TypeVar

from handoff.store import queries
from handoff.store import statements as sql
from handoff.store.connection import connect_guest
from handoff.store.faults import unavailable
from handoff.store.reader import BUSY

T = TypeVar("T")


class SqliteGuest:
    """The memos of a database that is there. Its methods raise StoreUnavailable, and SchemaTooNew."""

    def __init__(self, path: Path, *, busy: float = BUSY) -> None:
        """``busy`` is how long, in seconds, to wait for the process that writes."""
        self._path = path
        self._busy = busy

    async def memos(self, prefix: str) -> Mapping[str, str]:
        """Return all facts whose name begins so."""
        return await asyncio.to_thread(self._do, lambda connection: queries.memos(connection, prefix))

    async def remember(self, name: str, value: str) -> None:
        """Keep a fact; an empty value forgets it."""
        await asyncio.to_thread(self._do, lambda connection: remember(connection, name, value))

    def _do(self, act: Callable[[sqlite3.Connection], T]) -> T:
        try:
            with closing(connect_guest(self._path, self._busy)) as connection:
                return act(connection)
        except sqlite3.Error as error:
            raise unavailable(error) or error from error


def remember(connection: sqlite3.Connection, name: str, value: str) -> None:
    """Keep a memo in the transaction under way, or in one of its own."""
    if value:
        connection.execute(sql.PUT_META, (queries.MEMO + name, value))
    else:
        connection.execute(sql.DROP_META, (queries.MEMO + name,))
