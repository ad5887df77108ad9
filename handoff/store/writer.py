"""The one thread that writes: it owns the connection, and whatever waits while a commit runs shares the next.

Batches form by themselves, there is no timer. A batch that fails as a whole (disk full, locked) fails
for everyone in it and leaves nothing; one that fails because of a single job is done again job by job.
"""

import asyncio
import queue
import sqlite3
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from handoff.errors import RuleBroken, StoreError, StoreUnavailable
from handoff.store.base import Result
from handoff.store.batch import transact
from handoff.store.bulk import Line
from handoff.store.checkpoint import Checkpoint
from handoff.store.connection import connect_writer
from handoff.store.faults import unavailable
from handoff.store.job import Action, Commit, Job, Settle
from handoff.store.lock import Lock
from handoff.store.rows import Bound

T = TypeVar("T")
MAX_BATCH = 512


class Writer:
    """Started and used from one event loop; see the module for how jobs meet."""

    def __init__(self, path: Path, busy: float) -> None:
        self._path = path
        self._busy = busy
        self._lock = Lock(path)
        self._inbox: queue.SimpleQueue[list[Job] | None] = queue.SimpleQueue()
        self._fresh: list[Job] = []
        self._accepting = False

    async def start(self) -> None:
        """Lock, connect, migrate; raises StoreUnavailable or SchemaTooNew and lets everything go again."""
        self._loop = asyncio.get_running_loop()
        self._ended = self._loop.create_future()
        ready: asyncio.Future[None] = self._loop.create_future()
        threading.Thread(target=self._live, args=(ready,), name="handoff-writer", daemon=True).start()
        await ready
        self._accepting = True

    async def stop(self) -> None:
        """Finish what was accepted, then close the connection and unlock. Safe to call twice."""
        if self._accepting:
            self._accepting = False
            self._hand_over()
            self._inbox.put(None)
        await asyncio.shield(self._ended)

    # ── in the loop ──────────────────────────────────────────────────────────────────────────────

    async def commit(self, bound: Bound) -> Result:
        """Write one decision."""
        job = Commit(bound)
        self._accept(job)
        return await job.future

    async def settle(self, line: Line) -> None:
        """Record what became of a row."""
        job = Settle(line)
        self._accept(job)
        await job.future

    async def perform(self, act: Callable[[sqlite3.Connection], T]) -> T:
        """Do a few statements in the next transaction; they run in the writer's thread."""
        job = Action(act)
        self._accept(job)
        return await job.future

    def _accept(self, job: Job) -> None:
        if not self._accepting:
            raise StoreUnavailable("the store is closed")
        self._fresh.append(job)
        if len(self._fresh) == 1:  # what other tasks ask for in this turn of the loop goes with it
            self._loop.call_soon(self._hand_over)

    def _hand_over(self) -> None:
        if self._fresh:
            self._inbox.put(self._fresh)
            self._fresh = []

    # ── in the thread ────────────────────────────────────────────────────────────────────────────

    def _live(self, ready: asyncio.Future[None]) -> None:
        try:
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._lock.take()
            connection = connect_writer(self._path, self._busy)
        except Exception as error:
            self._lock.free()
            self._call(ready.set_exception, _opening(error))
            return
        self._call(ready.set_result, None)
        self._work(connection)
        connection.close()
        self._lock.free()
        self._call(self._ended.set_result, None)

    def _work(self, connection: sqlite3.Connection) -> None:
        checkpoint = Checkpoint(connection)
        open_ = True
        while open_:
            jobs, open_ = self._next()
            self._do(connection, jobs)
            checkpoint.after(len(jobs), idle=self._inbox.empty())

    def _next(self) -> tuple[list[Job], bool]:
        """Wait for work and take all there is, up to a limit; False when it was the last."""
        jobs: list[Job] = []
        while len(jobs) < MAX_BATCH:
            try:
                more = self._inbox.get(block=not jobs)
            except queue.Empty:
                break
            if more is None:
                return jobs, False
            jobs += more
        return jobs, True

    def _do(self, connection: sqlite3.Connection, jobs: Sequence[Job]) -> None:
        try:
            transact(connection, jobs)
        except Exception as error:
            reason = _explained(error)
            if len(jobs) > 1 and not isinstance(reason, StoreUnavailable):
                for job in jobs:
                    self._do(connection, [job])
            else:
                self._call(_fail, jobs, reason)
        else:
            self._call(_answer, jobs)

    def _call(self, function: Callable[..., object], *args: object) -> None:
        """Run it in the loop; a loop that is closed has nobody left to tell."""
        try:
            self._loop.call_soon_threadsafe(function, *args)
        except RuntimeError:
            if not self._loop.is_closed():
                raise


def _answer(jobs: Sequence[Job]) -> None:
    for job in jobs:
        job.answer()


def _fail(jobs: Sequence[Job], error: Exception) -> None:
    for job in jobs:
        job.fail(error)


def _explained(error: Exception) -> Exception:
    if isinstance(error, sqlite3.IntegrityError):
        return RuleBroken(f"the write contradicts what is stored ({error})")
    return (unavailable(error) if isinstance(error, sqlite3.Error) else None) or error


def _opening(error: Exception) -> Exception:
    explained = _explained(error)
    if isinstance(explained, StoreError):
        return explained
    return StoreUnavailable(f"the database cannot be opened ({_words(error)})")


def _words(error: Exception) -> str:
    """Say what the system refused, without its number."""
    if isinstance(error, OSError) and error.filename and error.strerror:
        return f"{error.filename}: {error.strerror.lower()}"
    return str(error)
