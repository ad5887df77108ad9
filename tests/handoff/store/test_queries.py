"""What is asked all the time finds its answer in an index that has the right order already."""

import sqlite3
from collections.abc import Callable, Iterator

import pytest

from handoff.ids import Address, QueueName, RowId, RunId, Ticket
from handoff.ownership import Owner
from handoff.store import listing, queries
from handoff.store.migrate import migrate
from handoff.store.reading import HandoffQuery, Query, RunQuery
from tests import builders as make_a

ANA = make_a.conversation_id("ana")
Ask = Callable[[sqlite3.Connection], object]
ASKED: dict[str, Ask] = {
    "due": lambda connection: queries.due(connection, 5.0, 100, frozenset()),
    "next due": lambda connection: queries.next_due(connection, 5.0),
    "the list": lambda connection: listing.conversations(connection, Query()),
    "who waits": lambda connection: listing.conversations(connection, Query(owners=(Owner.WAITING,))),
    "a state": lambda connection: queries.conversation(connection, ANA),
    "entries": lambda connection: queries.entries(connection, ANA, 5, 10),
    "rows": lambda connection: queries.rows(connection, ANA),
    "dead rows": lambda connection: queries.dead(connection, 10),
    "the log": lambda connection: queries.handoffs(connection, HandoffQuery(since=5.0)),
    "a contact's log": lambda connection: queries.handoffs(connection, HandoffQuery(conversation=ANA)),
    "a handoff": lambda connection: queries.handoff(connection, Ticket(1001)),
    "a thread": lambda connection: queries.thread(connection, Address("slack", "C1/1")),
    "open threads": lambda connection: queries.threads(connection, "slack"),
    "a row": lambda connection: queries.row(connection, RowId("r1")),
    "memos": lambda connection: queries.memos(connection, "slack:"),
    "approvals": lambda connection: queries.approvals(connection, True),
    "a run": lambda connection: queries.run(connection, RunId("r1")),
    "live runs": lambda connection: queries.runs(connection, RunQuery()),
    "a workflow's runs": lambda connection: queries.runs(connection, RunQuery("refund")),
    "a contact's runs": lambda connection: queries.runs(connection, RunQuery(conversation=ANA, live=False)),
    "runs by node": queries.run_counts,
    "a definition": lambda connection: queries.definition(connection, "d1"),
    "a folder": lambda connection: queries.tagged(connection, "Needs human"),
    "folders": queries.tags,
}


@pytest.fixture
def connection() -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    migrate(connection)
    yield connection
    connection.close()


def plan(connection: sqlite3.Connection, ask: Ask) -> list[str]:
    """Return how SQLite goes about the statements that the question really runs."""
    statements: list[str] = []
    connection.set_trace_callback(statements.append)
    ask(connection)
    connection.set_trace_callback(None)
    return [str(step[3]) for sql in statements for step in connection.execute(f"EXPLAIN QUERY PLAN {sql}")]


@pytest.mark.parametrize("name", ASKED)
def test_it_neither_scans_a_table_nor_sorts_it(connection: sqlite3.Connection, name: str) -> None:
    for step in plan(connection, ASKED[name]):
        assert "INDEX" in step or "PRIMARY KEY" in step, step


def test_a_queue_is_found_by_its_index(connection: sqlite3.Connection) -> None:
    steps = plan(connection, lambda c: listing.conversations(c, Query(queue=QueueName("sales"))))
    assert any("conversations_queue" in step for step in steps), steps


def test_a_folder_is_found_by_its_index(connection: sqlite3.Connection) -> None:
    steps = plan(connection, lambda c: listing.conversations(c, Query(tag="Needs human")))
    assert any("tags_tag (tag=?" in step for step in steps), steps


def test_open_threads_are_looked_up_handoff_by_handoff(connection: sqlite3.Connection) -> None:
    """All threads there ever were in a channel must not be gone through."""
    first, second = plan(connection, ASKED["open threads"])
    assert "handoffs USING COVERING INDEX handoffs_open" in first
    assert "threads USING INDEX threads_ticket (ticket=? AND channel=?)" in second
