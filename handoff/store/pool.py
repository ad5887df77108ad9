"""Reading connections, each with a thread of its own, away from the event loop and from the writer."""

import asyncio
import sqlite3
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

from handoff.errors import StoreUnavailable
from handoff.store.connection import connect_reader
from handoff.store.faults import unavailable

T = TypeVar("T")


class Pool:
    """Runs functions that read, ``threads`` at a time."""

    def __init__(self, path: Path, threads: int, busy: float) -> None:
        self._path = path
        self._busy = busy
        self._executor = ThreadPoolExecutor(threads, thread_name_prefix="handoff-reader")
        self._mine = threading.local()
        self._all: list[sqlite3.Connection] = []
        self._closed = False

    async def run(self, read: Callable[[sqlite3.Connection], T]) -> T:
        """Return what the function reads; raises StoreUnavailable."""
        if self._closed:
            raise StoreUnavailable("the store is closed")
        return await asyncio.get_running_loop().run_in_executor(self._executor, self._read, read)

    def _read(self, read: Callable[[sqlite3.Connection], T]) -> T:
        try:
            return read(self._connection())
        except sqlite3.Error as error:
            raise unavailable(error) or error from error

    def _connection(self) -> sqlite3.Connection:
        found: sqlite3.Connection | None = getattr(self._mine, "connection", None)
        if found is None:
            found = self._mine.connection = connect_reader(self._path, self._busy)
            self._all.append(found)
        return found

    async def close(self) -> None:
        """Wait for what is being read, then disconnect. Safe to call twice."""
        if not self._closed:
            self._closed = True
            await asyncio.to_thread(self._shut)

    def _shut(self) -> None:
        self._executor.shutdown()
        for connection in self._all:
            connection.close()
