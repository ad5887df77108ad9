"""The floor: the rows of one turn written by bare sqlite3, with none of our code in the way.

A turn is the conversation's state (JSON), two entries, the inbound key, an outbox row and its mark as
sent. ``grouped`` is a bare writer thread with group commit under as many conversations as there are
tasks; ``single`` is one durable commit per turn. Same schema, same durability as the store.
"""

import asyncio
import json
import queue
import sqlite3
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from handoff.store.migrate import migrate

PRAGMAS: Final = """
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = FULL;
    PRAGMA cache_size = -65536;
    PRAGMA wal_autocheckpoint = 4000;
"""
STATE: Final = json.dumps({"state": "x" * 1400})
ENTRY: Final = json.dumps({"entry": "x" * 200})
PUT_STATE: Final = (
    "INSERT INTO conversations (id, version, contact, name, owner, operator_name, priority, since, seq, "
    "last_seq, last_at, last_text, last_who, words, state) "
    "VALUES (?, ?, 'web:x', 'Ana', 'agent', '', 0, 0, ?, ?, ?, 'where is my order', 'agent', 'ana', ?) "
    "ON CONFLICT (id) DO UPDATE SET version = excluded.version, seq = excluded.seq, "
    "last_seq = excluded.last_seq, last_at = excluded.last_at, state = excluded.state"
)
ADD_KEY: Final = "INSERT INTO keys (key, conversation, seq) VALUES (?, ?, ?) ON CONFLICT (key) DO NOTHING"
ADD_ENTRY: Final = "INSERT INTO entries (conversation, seq, words, entry) VALUES (?, ?, ?, ?)"
ADD_ROW: Final = (
    "INSERT INTO outbox (id, conversation, lane, effect, due, fence, state, attempts, doubtful) "
    "VALUES (?, ?, 'web', '{}', ?, 0, 'pending', 0, 0) ON CONFLICT (id) DO NOTHING"
)
MARK_ROW: Final = "UPDATE outbox SET state = 'sent', attempts = 1 WHERE id = ?"

Turn = tuple[int, int]
"""Which conversation, and its how-manieth turn, from 1."""
Job = tuple[Turn, "asyncio.Future[None]"]


def connect(path: Path) -> sqlite3.Connection:
    """Return a connection set up as the store's writer is, on a fresh file."""
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    connection.executescript(PRAGMAS)
    migrate(connection)
    return connection


def write(connection: sqlite3.Connection, turn: Turn) -> None:
    """Write the rows of one turn."""
    number, version = turn
    id_, seq = f"c{number:020d}", 2 * version
    connection.execute(ADD_KEY, (f"{id_}:{version}", id_, seq))
    connection.execute(PUT_STATE, (id_, version, seq, seq, float(version), STATE))
    connection.execute(ADD_ENTRY, (id_, seq - 1, "where is my order", ENTRY))
    connection.execute(ADD_ENTRY, (id_, seq, "where is my order", ENTRY))
    connection.execute(ADD_ROW, (f"{id_}:{seq}", id_, float(version)))
    connection.execute(MARK_ROW, (f"{id_}:{seq}",))


def single(path: Path, turns: int = 500) -> float:
    """Return turns/s with one durable commit each. ``path`` must not exist."""
    connection = connect(path)
    start = time.perf_counter()
    for turn in range(turns):
        connection.execute("BEGIN IMMEDIATE")
        write(connection, (turn % 200, turn // 200 + 1))
        connection.execute("COMMIT")
    rate = turns / (time.perf_counter() - start)
    connection.close()
    return rate


async def grouped(path: Path, turns: int = 4000, conversations: int = 200) -> float:
    """Return turns/s of a bare writer thread that commits whatever waits. ``path`` must not exist."""
    connection = connect(path)
    jobs: queue.SimpleQueue[Job | None] = queue.SimpleQueue()
    thread = threading.Thread(target=_write_groups, args=(connection, jobs, asyncio.get_running_loop()))
    thread.start()
    each = turns // conversations
    start = time.perf_counter()
    await asyncio.gather(*(_talk(number, each, jobs) for number in range(conversations)))
    rate = each * conversations / (time.perf_counter() - start)
    jobs.put(None)
    await asyncio.to_thread(thread.join)
    connection.close()
    return rate


async def _talk(number: int, turns: int, jobs: "queue.SimpleQueue[Job | None]") -> None:
    loop = asyncio.get_running_loop()
    for version in range(1, turns + 1):
        done: asyncio.Future[None] = loop.create_future()
        jobs.put(((number, version), done))
        await done


def _write_groups(
    connection: sqlite3.Connection, jobs: "queue.SimpleQueue[Job | None]", loop: asyncio.AbstractEventLoop
) -> None:
    while (first := jobs.get()) is not None:
        batch = [first]
        while not jobs.empty() and (job := jobs.get()) is not None:
            batch.append(job)
        connection.execute("BEGIN IMMEDIATE")
        for turn, _ in batch:
            write(connection, turn)
        connection.execute("COMMIT")
        loop.call_soon_threadsafe(_tell, [done for _, done in batch])


def _tell(waiting: Sequence["asyncio.Future[None]"]) -> None:
    for done in waiting:
        done.set_result(None)
