"""A process that commits under load and says so after each commit returned, until it is killed.

Prints one line per acknowledged decision: the conversation's chat, its version, and the key.
"""

import asyncio
import os
import sys
from dataclasses import replace

from handoff.effects import Deliver
from handoff.ids import RowId
from handoff.state import Conversation
from handoff.store.base import Committed, RowState, Settled
from handoff.store.sqlite import SqliteStore
from tests import builders as make_a

CHATS = 20


def row_id(chat: str, version: int) -> RowId:
    """The row that the decision with this version makes."""
    return RowId(f"{chat}:{version}")


async def talk(store: SqliteStore, chat: str) -> None:
    """Go on from what is stored: two entries, a key and a row each time, and the row before settled."""
    state = await store.load(make_a.conversation_id(chat)) or make_a.conversation(chat)
    while True:
        state = await _turn(store, chat, state)
        os.write(1, f"{chat} {state.version} {chat}-{state.version}\n".encode())


async def _turn(store: SqliteStore, chat: str, state: Conversation) -> Conversation:
    version = state.version + 1
    write = make_a.write(
        state,
        make_a.entry(state.seq + 1, "a question"),
        make_a.entry(state.seq + 2, "an answer"),
        rows=(make_a.row(row_id(chat, version), chat, Deliver(state.seq + 2)),),
        key=f"{chat}-{version}",
        key_seq=state.seq + 1,
    )
    settled = (Settled(row_id(chat, state.version), RowState.SENT, 1),)
    result = await store.commit(replace(write, settled=settled))
    assert result == Committed(), result
    return write.conversation


async def main(path: str) -> None:
    store = SqliteStore(path)
    await store.open()
    await asyncio.gather(*(talk(store, f"c{number}") for number in range(CHATS)))


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
