"""What is special about the SQLite store: its file, its lock, and what it does when the disk will not."""

import asyncio
import sqlite3
import stat
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from blockbuster import blockbuster_ctx

from handoff.errors import SchemaTooNew, StoreUnavailable
from handoff.ids import RowId, Ticket
from handoff.store.base import Committed, Duplicate, RowState, Settled, Write
from handoff.store.migrate import scripts
from handoff.store.reader import open_readonly
from handoff.store.reading import Query
from handoff.store.sqlite import SqliteStore
from tests import builders as make_a

ANA = make_a.conversation_id("ana")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "handoff.db"


@pytest.fixture
async def store(path: Path) -> AsyncIterator[SqliteStore]:
    store = SqliteStore(path, busy=0.1)
    await store.open()
    yield store
    await store.close()


def fresh(chat: str, text: str = "hello", key: str | None = None) -> Write:
    return make_a.write(make_a.conversation(chat), make_a.entry(1, text), key=key)


@contextmanager
def bare(path: Path) -> Iterator[sqlite3.Connection]:
    """Another program at the same file."""
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        yield connection
    finally:
        connection.close()


async def limit_pages(store: SqliteStore, more: int) -> None:
    """Let the disk have room for so many more pages only."""

    def limit(connection: sqlite3.Connection) -> None:
        (used,) = connection.execute("PRAGMA page_count").fetchone()
        connection.execute(f"PRAGMA max_page_count = {used + more}").fetchall()

    await store.writer.perform(limit)


# ── the file ─────────────────────────────────────────────────────────────────────────────────────


async def test_the_file_and_its_folder_are_made_and_nobody_else_may_read_them(
    store: SqliteStore, path: Path
) -> None:
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    await store.commit(fresh("ana"))
    log = path.with_name(path.name + "-wal")
    assert stat.S_IMODE(log.stat().st_mode) == 0o600


async def test_commits_are_durable_in_a_write_ahead_log(store: SqliteStore) -> None:
    def settings(connection: sqlite3.Connection) -> tuple[str, int]:
        (mode,) = connection.execute("PRAGMA journal_mode").fetchone()
        (synchronous,) = connection.execute("PRAGMA synchronous").fetchone()
        return mode, synchronous

    assert await store.writer.perform(settings) == ("wal", 2)


async def test_closing_folds_the_log_into_the_file(store: SqliteStore, path: Path) -> None:
    await store.commit(fresh("ana"))
    await store.close()
    assert not path.with_name(path.name + "-wal").exists()
    with bare(path) as other:
        assert other.execute("PRAGMA integrity_check").fetchone() == ("ok",)


async def test_the_loop_is_never_blocked(path: Path) -> None:
    with blockbuster_ctx():
        store = SqliteStore(path)
        await store.open()
        await asyncio.gather(*(store.commit(fresh(f"c{n}")) for n in range(20)))
        await store.conversations(Query())
        await store.close()


# ── who may open it ──────────────────────────────────────────────────────────────────────────────


async def test_a_second_writer_is_refused_until_the_first_has_gone(store: SqliteStore, path: Path) -> None:
    second = SqliteStore(path)
    with pytest.raises(StoreUnavailable, match="another handoff process uses this database"):
        await second.open()
    await second.close()
    await store.close()
    await second.open()
    await second.close()


async def test_a_newer_schema_is_refused_and_not_touched(store: SqliteStore, path: Path) -> None:
    await store.close()
    newer = len(scripts()) + 1
    with bare(path) as other:
        other.execute(f"PRAGMA user_version = {newer}")
    before = path.read_bytes()
    with pytest.raises(SchemaTooNew):
        await SqliteStore(path).open()
    with pytest.raises(SchemaTooNew):
        async with open_readonly(path):
            pass
    assert path.read_bytes() == before
    with bare(path) as other:
        other.execute(f"PRAGMA user_version = {newer - 1}")
    again = SqliteStore(path)
    await again.open()
    await again.close()


async def test_a_file_that_is_no_database_is_refused_and_not_touched(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(b"not a database at all" * 300)
    with pytest.raises(StoreUnavailable, match="not a database"):
        await SqliteStore(path).open()
    assert path.read_bytes() == b"not a database at all" * 300


async def test_a_path_that_cannot_be_made_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(StoreUnavailable, match="cannot be opened"):
        await SqliteStore(tmp_path / "file" / "handoff.db").open()


# ── reading beside it ────────────────────────────────────────────────────────────────────────────


async def test_another_reader_sees_what_is_committed_while_the_store_runs(
    store: SqliteStore, path: Path
) -> None:
    secret = await store.secret("links")
    async with open_readonly(path) as reader:
        assert await reader.secret("links") == secret
        assert await reader.conversations(Query()) == ()
        await store.commit(fresh("ana"))
        assert [line.id for line in await reader.conversations(Query())] == [ANA]


async def test_a_reader_works_while_no_bot_runs_and_leaves_the_file_as_it_was(
    store: SqliteStore, path: Path
) -> None:
    await store.commit(fresh("ana"))
    await store.close()
    before = path.read_bytes()
    async with open_readonly(path) as reader:
        assert len(await reader.entries(ANA)) == 1
        with pytest.raises(StoreUnavailable, match="start the bot once"):
            await reader.secret("never made")
    assert path.read_bytes() == before


async def test_a_reader_where_there_is_no_database_says_so_and_makes_none(path: Path) -> None:
    with pytest.raises(StoreUnavailable, match="no database"):
        async with open_readonly(path):
            pass
    assert not path.exists()


# ── when the disk will not ───────────────────────────────────────────────────────────────────────


async def test_a_full_disk_refuses_everyone_in_the_batch_and_writes_nothing(store: SqliteStore) -> None:
    await store.commit(fresh("ana", key="k"))
    await limit_pages(store, 0)
    big = [fresh(f"c{n}", "x" * 50_000) for n in range(5)]
    results = await asyncio.gather(*map(store.commit, big), return_exceptions=True)
    assert [type(result) for result in results] == [StoreUnavailable] * 5
    assert "the disk is full" in str(results[0])
    assert (await store.counts()).conversations == {"agent": 1}
    assert await store.load(make_a.conversation_id("c0")) is None


async def test_after_a_full_disk_has_room_again_the_same_writes_go_through(store: SqliteStore) -> None:
    await limit_pages(store, 3)
    big = [fresh(f"c{n}", "x" * 50_000, key=f"k{n}") for n in range(5)]
    await asyncio.gather(*map(store.commit, big), return_exceptions=True)
    await limit_pages(store, 1000)
    assert await asyncio.gather(*map(store.commit, big)) == [Committed()] * 5
    assert await store.commit(big[0]) == Duplicate(None)
    assert len(await store.entries(make_a.conversation_id("c4"))) == 1


async def test_a_locked_database_refuses_and_then_recovers(store: SqliteStore, path: Path) -> None:
    with bare(path) as other:
        other.execute("BEGIN EXCLUSIVE")
        for attempt in (
            store.ping(),
            store.commit(fresh("ana")),
            store.settle(Settled(RowId("r"), RowState.SENT)),
        ):
            with pytest.raises(StoreUnavailable, match="another program holds the database"):
                await attempt
        assert await store.load(ANA) is None, "reading goes on"
        other.execute("ROLLBACK")
    await store.ping()
    assert await store.commit(fresh("ana")) == Committed()


async def test_a_lock_that_is_short_is_waited_for(path: Path) -> None:
    store = SqliteStore(path, busy=10.0)
    await store.open()
    with bare(path) as other:
        other.execute("BEGIN EXCLUSIVE")
        commit = asyncio.create_task(store.commit(fresh("ana")))
        await asyncio.sleep(0)
        other.execute("ROLLBACK")
    assert await commit == Committed()
    await store.close()


async def test_a_database_that_became_read_only_is_unavailable_for_writing_only(store: SqliteStore) -> None:
    await store.commit(fresh("ana"))
    await store.writer.perform(lambda connection: connection.execute("PRAGMA query_only = ON").fetchall())
    with pytest.raises(StoreUnavailable, match="read-only"):
        await store.ping()
    assert await store.load(ANA) is not None


async def test_what_cannot_be_encoded_is_the_callers_mistake_alone(store: SqliteStore) -> None:
    results = await asyncio.gather(
        store.commit(fresh("ana", "half a pair: \ud83d")), store.commit(fresh("ben")), return_exceptions=True
    )
    assert isinstance(results[0], ValueError)
    assert results[1] == Committed()


async def test_an_action_that_fails_takes_nobody_with_it(store: SqliteStore) -> None:
    def broken(connection: sqlite3.Connection) -> None:
        raise ZeroDivisionError

    results = await asyncio.gather(
        store.commit(fresh("ana")),
        store.writer.perform(broken),
        store.reserve_ticket(),
        return_exceptions=True,
    )
    assert results[0] == Committed()
    assert isinstance(results[1], ZeroDivisionError)
    assert results[2] == Ticket(1001)


# ── many rows at a time ──────────────────────────────────────────────────────────────────────────


async def test_a_long_backlog_and_a_long_transcript_are_read_in_order(store: SqliteStore) -> None:
    rows = tuple(make_a.row(f"r{n}", due=float(n % 7)) for n in range(300))
    entries = tuple(make_a.entry(n) for n in range(1, 301))
    await store.commit(make_a.write(make_a.conversation(), *entries, rows=rows))
    assert [entry.seq for entry in await store.entries(ANA)] == list(range(1, 301))
    due = await store.due(99.0, 300)
    assert [row.id for row in due] == [row.id for row in sorted(rows, key=lambda row: row.due)]
