"""A database that an older version wrote opens, is brought up to date, and all in it is still read."""

import json
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from handoff.content import Button
from handoff.effects import Deliver, PostCard
from handoff.envelope import CardCopy, Ending
from handoff.ids import Address, RowId, Ticket
from handoff.ownership import Owner
from handoff.store import codec
from handoff.store.base import Committed, Duplicate, RowState
from handoff.store.migrate import migrate, scripts
from handoff.store.reader import open_readonly
from handoff.store.reading import HandoffQuery, RunQuery, ThreadRow
from handoff.store.sqlite import SqliteStore
from tests import builders as make_a

KEPT = Path(__file__).with_name("schema1.sql")
ANA, BEN = make_a.conversation_id("ana"), make_a.conversation_id("ben")
CARD = CardCopy(Address("slack", "C1"), "1700.1")
REFUSED = CardCopy(Address("telegram", "-1001"), error="the bot was kicked")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A database as the older version left it."""
    path = tmp_path / "handoff.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(scripts()[0])
        connection.executescript(KEPT.read_text("utf-8"))
        connection.execute("PRAGMA user_version = 1")
    return path


@pytest.fixture
async def store(path: Path) -> AsyncIterator[SqliteStore]:
    store = SqliteStore(path, busy=0.2)
    await store.open()
    yield store
    await store.close()


async def test_its_conversations_and_their_transcripts_are_read(store: SqliteStore) -> None:
    ana, ben = await store.load(ANA), await store.load(BEN)
    assert ana is not None
    assert ben is not None
    assert (ana.owner, ana.version, ben.owner) == (Owner.WAITING, 1, Owner.AGENT)
    assert [entry.content.text for entry in await store.entries(ANA)] == [
        "Where is my order?",
        "I ask a colleague.",
    ]
    assert (await store.entries(ANA))[1].content.buttons == (Button("Talk to a person", "person"),)


async def test_its_handoffs_are_read(store: SqliteStore) -> None:
    waiting, ended = await store.handoff(Ticket(1001)), await store.handoff(Ticket(1002))
    assert waiting is not None
    assert ended is not None
    assert (waiting.conversation, waiting.contact, waiting.handoff.cards) == (ANA, "web:ana", (CARD, REFUSED))
    assert (ended.conversation, ended.handoff.ending) == (BEN, Ending.RESOLVED)
    assert list(await store.handoffs(HandoffQuery(ending="open"))) == [waiting]


async def test_its_things_to_do_are_still_to_be_done(store: SqliteStore) -> None:
    sent, post, _ = await store.rows(ANA)
    assert (sent.effect, sent.state, sent.ref) == (Deliver(1), RowState.SENT, "m7")
    assert (post.effect, post.state) == (PostCard(Ticket(1001), CARD.place), RowState.PENDING)
    assert await store.row(RowId("r2")) == post
    assert [row.id for row in await store.due(400.0, 10)] == ["r2", "r3"]


async def test_its_approvals_keys_tickets_and_secrets_are_kept(store: SqliteStore) -> None:
    assert tuple(await store.approvals()) == (make_a.approval(),)
    assert await store.commit(make_a.write(make_a.conversation(), key="web:k1")) == Duplicate(1)
    assert await store.reserve_ticket() == Ticket(1003)
    assert await store.secret("links") == bytes(32)
    assert await store.memos("") == {}


async def test_a_decision_about_an_old_handoff_brings_its_thread(store: SqliteStore) -> None:
    state = await store.load(ANA)
    assert state is not None
    assert state.handoff is not None
    assert await store.threads("slack") == ()
    threaded = replace(state.handoff, cards=(replace(CARD, thread="C1/1700.1"), REFUSED))
    assert await store.commit(make_a.write(state, handoff=threaded, handoffs=(threaded,))) == Committed()
    row = ThreadRow(Address("slack", "C1/1700.1"), CARD.place, ANA, Ticket(1001))
    assert await store.thread(row.thread) == row
    assert tuple(await store.threads("slack")) == (row,)


async def test_it_takes_up_runs_folders_and_definitions(store: SqliteStore) -> None:
    state = await store.load(ANA)
    assert state is not None
    assert (state.runs, state.tags) == ((), ())
    assert (tuple(await store.runs(RunQuery(live=False))), await store.tags()) == ((), {})
    run = make_a.run()
    write = make_a.write(state, runs=(run,), tags=("Needs human",))
    assert await store.commit(write) == Committed()
    await store.keep_definition("d1", "refund", "{}")
    assert tuple(await store.runs(RunQuery())) == (run,)
    assert await store.tags() == {"Needs human": 1}
    assert await store.definition("d1") == "{}"


async def test_its_log_is_read_before_the_bot_was_started_again(path: Path) -> None:
    async with open_readonly(path) as reader:
        assert [row.handoff.ticket.number for row in await reader.handoffs(HandoffQuery())] == [1002, 1001]


def test_threads_that_stored_handoffs_tell_of_are_taken_over(path: Path) -> None:
    moved = (
        CardCopy(Address("slack", "C1"), "1.1", thread='C1/it\'s "1" \\ ü'),
        CardCopy(Address("slack", "C2"), error="no", thread="C2/9"),
        CardCopy(Address("telegram", "-1"), "7", thread="-1/7"),
    )
    later = (CardCopy(Address("telegram", "-1"), "9", thread="-1/7"), CardCopy(Address("web", ""), "card"))
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        _give_cards(connection, 1001, moved)
        _give_cards(connection, 1002, later)
        migrate(connection)
        found = connection.execute("SELECT * FROM threads ORDER BY channel").fetchall()
    assert found == [
        ("slack", 'C1/it\'s "1" \\ ü', "C1", ANA, 1001),
        ("telegram", "-1/7", "-1", BEN, 1002),
    ]


def _give_cards(connection: sqlite3.Connection, number: int, cards: tuple[CardCopy, ...]) -> None:
    text = codec.dump_handoff(make_a.handoff(number, cards=cards))
    connection.execute("UPDATE handoffs SET handoff = ? WHERE number = ?", (text, number))


def test_a_handoff_that_knew_no_threads_brings_none(path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        (text,) = connection.execute("SELECT handoff FROM handoffs WHERE number = 1001").fetchone()
        assert "thread" not in json.loads(text)["cards"][0]
        migrate(connection)
        assert connection.execute("SELECT * FROM threads").fetchall() == []
