"""Steps that several contracts of the store begin with."""

from typing import Any

from handoff.store.base import Committed, Row, Write
from tests import builders as make_a
from tests.contracts.stores import AnyStore

ANA = make_a.conversation_id("ana")


async def first_write(store: AnyStore, chat: str = "ana", **changes: Any) -> Write:
    """Store a new conversation with one message."""
    write = make_a.write(make_a.conversation(chat), make_a.entry(1), **changes)
    assert await store.commit(write) == Committed()
    return write


async def commit_rows(store: AnyStore, *rows: Row, chat: str = "ana", **changes: Any) -> Write:
    """Store a new conversation with these things to do."""
    return await first_write(store, chat, rows=rows, **changes)
