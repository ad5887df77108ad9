"""A batch says no more to SQLite than its decisions need."""

import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from handoff.envelope import CardCopy
from handoff.ids import Address
from handoff.state import Conversation
from handoff.store.base import Committed, Write
from handoff.store.sqlite import SqliteStore
from tests import builders as make_a

ROOM = Address("slack", "C1")


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[SqliteStore]:
    store = SqliteStore(tmp_path / "handoff.db")
    await store.open()
    yield store
    await store.close()


async def said(store: SqliteStore, write: Write) -> list[str]:
    """Return what was said to SQLite for one decision, from BEGIN to COMMIT."""
    heard: list[str] = []
    await store.writer.perform(lambda connection: connection.set_trace_callback(heard.append))
    assert await store.commit(write) == Committed()
    await store.writer.perform(lambda connection: connection.set_trace_callback(None))
    begun = heard.index("BEGIN IMMEDIATE")
    return heard[begun : heard.index("COMMIT", begun)]


def about(before: Conversation, thread: str) -> Write:
    """A decision about a handoff with one card."""
    handoff = make_a.handoff(cards=(CardCopy(ROOM, "ts", thread=thread),))
    return make_a.write(before, handoff=handoff, handoffs=(handoff,))


def verbs(statements: list[str], table: str) -> list[str]:
    return [sql.split()[0] for sql in statements if f" {table} " in sql]


async def test_a_turn_writes_its_state_and_its_entry_and_nothing_about_threads(store: SqliteStore) -> None:
    heard = await said(store, make_a.write(make_a.conversation(), make_a.entry(1), key="k"))
    for table in ("threads", "handoffs", "meta", "runs"):
        assert verbs(heard, table) == []
    assert len(heard) == 6  # BEGIN, versions, keys, state, key, entry


async def test_folders_are_written_only_where_there_are_some(store: SqliteStore) -> None:
    first = make_a.write(make_a.conversation(), make_a.entry(1), tags=("Sales",))
    assert [sql for sql in await said(store, first) if sql.startswith("DELETE FROM tags")] == []
    second = make_a.write(first.conversation, tags=())
    assert len([sql for sql in await said(store, second) if sql.startswith("DELETE FROM tags")]) == 1
    third = make_a.write(second.conversation, make_a.entry(2))
    assert len([sql for sql in await said(store, third) if " tags" in sql]) == 1  # whether there are any


async def test_a_handoff_without_a_thread_adds_no_statement_for_one(store: SqliteStore) -> None:
    heard = await said(store, about(make_a.conversation(), ""))
    assert verbs(heard, "handoffs") == ["INSERT"]
    assert verbs(heard, "threads") == []


async def test_a_thread_that_is_known_already_is_not_written_again(store: SqliteStore) -> None:
    first = about(make_a.conversation(), "C1/1")
    assert verbs(await said(store, first), "threads") == ["INSERT"]
    assert await changes_of_threads(store, about(first.conversation, "C1/1")) == 0


async def test_a_thread_that_changed_hands_is_written_again(store: SqliteStore) -> None:
    first = about(make_a.conversation(), "C1/1")
    await store.commit(first)
    assert await changes_of_threads(store, about(make_a.conversation("ben"), "C1/1")) == 1


async def changes_of_threads(store: SqliteStore, write: Write) -> int:
    """Return how many lines of the table one decision changed, counted by the database itself."""

    def count(connection: sqlite3.Connection) -> None:
        connection.execute("CREATE TEMP TABLE changed (chat TEXT)")
        for verb in ("INSERT", "UPDATE"):
            connection.execute(
                f"CREATE TEMP TRIGGER on_{verb} AFTER {verb} ON main.threads "
                "BEGIN INSERT INTO changed VALUES (new.chat); END"
            )

    await store.writer.perform(count)
    assert await store.commit(write) == Committed()
    lines = await store.writer.perform(lambda c: c.execute("SELECT count(*) FROM changed").fetchone())
    return int(lines[0])
