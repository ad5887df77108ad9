"""The map of message ids, both ways: nothing is kept beside the store."""

from dataclasses import dataclass

import pytest

from bot.refs import Refs
from handoff.content import Content
from handoff.effects import Deliver, Effect, Relay
from handoff.ids import Address, RowId
from handoff.store.base import Committed, Row, RowState, Settled
from handoff.store.memory import MemoryStore
from handoff.store.orders import delivery, relay
from handoff.transcript import Author, AuthorKind, Entry, EntryKind, Origin
from tests.builders import conversation, conversation_id, write

ID = conversation_id()
DESK, OTHER = Address("slack", "C1/1"), Address("slack", "C1/2")
CONTACT, ANA = Author(AuthorKind.CONTACT, "Eve"), Author(AuthorKind.HUMAN, "Ana")
HERE = Origin(DESK, "w1")


def said(seq: int, author: Author = CONTACT, kind: EntryKind = EntryKind.MESSAGE, **more: object) -> Entry:
    return Entry(seq, float(seq), kind, author, content=Content(f"text {seq}"), **more)  # type: ignore[arg-type]


def sent(id: RowId, effect: Effect, ref: str | None) -> Row:
    return Row(id, ID, "lane", effect, 0.0, state=RowState.SENT, ref=ref)


@dataclass
class Known:
    """A store that holds some entries and what became of their sends."""

    store: MemoryStore
    refs: Refs


async def know(*entries: Entry, rows: tuple[Row, ...] = ()) -> Known:
    store = MemoryStore()
    await store.open()
    assert await store.commit(write(conversation(), *entries, rows=rows)) == Committed()
    return Known(store, Refs(store, store))


# ── from an entry to its name ────────────────────────────────────────────────────────────────────


async def test_the_contacts_own_message_is_called_what_the_contact_calls_it() -> None:
    known = await know(said(1, id="m1"), said(2, ANA))
    assert await known.refs.at_contact(ID, 1) == "m1"
    assert await known.refs.at_contact(ID, 2) is None, "it was not sent yet"
    assert await known.refs.at_contact(ID, None) is None
    assert await known.refs.at_contact(ID, 9) is None


async def test_a_message_of_ours_is_called_what_the_platform_called_it() -> None:
    known = await know(said(1, ANA), rows=(sent(delivery(ID, 1), Deliver(1), "out1"),))
    assert await known.refs.at_contact(ID, 1) == "out1"
    assert await known.refs.delivered(ID, 1) == "out1"


async def test_of_a_message_that_was_split_the_first_part_is_quoted_and_every_part_is_changed() -> None:
    known = await know(said(1, ANA), rows=(sent(delivery(ID, 1), Deliver(1), "a,b,c"),))
    assert await known.refs.at_contact(ID, 1) == "a"
    assert await known.refs.delivered(ID, 1) == "a,b,c"


async def test_in_its_own_thread_an_operators_message_is_itself_and_elsewhere_its_copy() -> None:
    row = sent(relay(ID, 1, OTHER), Relay(1, OTHER), "copy")
    known = await know(said(1, ANA, data=HERE.data), rows=(row,))
    assert await known.refs.in_thread(ID, DESK, 1) == "w1"
    assert await known.refs.in_thread(ID, OTHER, 1) == "copy"
    assert await known.refs.in_thread(ID, Address("slack", "C1/3"), 1) is None


# ── from a name to its entry ─────────────────────────────────────────────────────────────────────


async def test_the_contact_may_name_their_own_message_and_any_part_of_ours() -> None:
    known = await know(said(1, id="m1"), said(2, ANA), rows=(sent(delivery(ID, 2), Deliver(2), "a,b"),))
    found = [await known.refs.from_contact(ID, ref) for ref in ("m1", "a", "b", "a,b", "c", "")]
    assert found == [1, 2, 2, None, None, None]


async def test_a_thread_may_name_what_was_written_there_and_any_part_of_what_was_shown_there() -> None:
    rows = (
        sent(relay(ID, 1, DESK), Relay(1, DESK), "r1,r2"),
        sent(relay(ID, 1, OTHER), Relay(1, OTHER), "x"),
    )
    known = await know(said(1, id="m1"), said(2, ANA, data=HERE.data), rows=rows)
    found = [await known.refs.from_thread(ID, DESK, ref) for ref in ("w1", "r1", "r2", "x", "m1")]
    assert found == [2, 1, 1, None, None], "another thread's names, and the contact's, mean nothing here"


async def test_one_name_in_two_threads_is_two_messages() -> None:
    known = await know(said(1, ANA, data=HERE.data), said(2, ANA, data=Origin(OTHER, "w1").data))
    assert await known.refs.from_thread(ID, DESK, "w1") == 1
    assert await known.refs.from_thread(ID, OTHER, "w1") == 2


async def test_what_was_held_and_then_sent_is_the_message_and_not_the_note() -> None:
    known = await know(
        said(1, ANA, EntryKind.NOTE, data={"held": True, **HERE.data}), said(2, ANA, data=HERE.data)
    )
    assert await known.refs.from_thread(ID, DESK, "w1") == 2


async def test_a_note_alone_is_found_too() -> None:
    known = await know(said(1, ANA, EntryKind.NOTE, data=HERE.data))
    assert await known.refs.from_thread(ID, DESK, "w1") == 1


@pytest.mark.parametrize("kind", [EntryKind.EDIT, EntryKind.DELETE, EntryKind.REACTION, EntryKind.EVENT])
async def test_a_change_that_was_made_in_a_thread_is_no_message_there(kind: EntryKind) -> None:
    known = await know(said(1, ANA, data=HERE.data), said(2, ANA, kind, target=1, data=HERE.data))
    assert await known.refs.from_thread(ID, DESK, "w1") == 1


async def test_a_change_that_was_sent_under_its_messages_name_leads_to_the_message() -> None:
    rows = (sent(delivery(ID, 1), Deliver(1), "a"), sent(delivery(ID, 2), Deliver(2), "a"))
    known = await know(said(1, ANA), said(2, ANA, EntryKind.EDIT, target=1), rows=rows)
    assert await known.refs.from_contact(ID, "a") == 1


async def test_an_operators_message_that_happens_to_have_a_contacts_name_is_not_the_contacts() -> None:
    known = await know(said(1, ANA, id="m1"), said(2, id="m1"))
    assert await known.refs.from_contact(ID, "m1") == 2


# ── what a change is about ───────────────────────────────────────────────────────────────────────


async def test_the_contacts_change_is_about_the_message_of_the_same_name() -> None:
    change = said(3, kind=EntryKind.EDIT, id="m2")
    known = await know(said(1, id="m1"), said(2, id="m2"), change)
    target = await known.refs.target(ID, change)
    assert target is not None
    assert target.seq == 2


async def test_a_change_of_something_unknown_is_about_nothing() -> None:
    change, nameless = said(2, kind=EntryKind.EDIT, id="m9"), said(3, kind=EntryKind.DELETE)
    known = await know(said(1, id="m1"), change, nameless)
    assert await known.refs.target(ID, change) is None
    assert await known.refs.target(ID, nameless) is None


async def test_a_message_is_read_as_it_stands_now() -> None:
    edit = Entry(3, 3.0, EntryKind.EDIT, ANA, content=Content("better"), target=1)
    known = await know(said(1, ANA), said(2, ANA), edit)
    now = await known.refs.message(ID, 1)
    assert now is not None
    assert now.content.text == "better"
    assert await known.refs.message(ID, 3) is None, "a change is no message"
    assert await known.refs.message(ID, 9) is None


async def test_a_name_is_known_as_soon_as_the_row_is_settled() -> None:
    pending = Row(delivery(ID, 1), ID, "lane", Deliver(1), 0.0)
    known = await know(said(1, ANA), rows=(pending,))
    assert await known.refs.from_contact(ID, "a") is None
    await known.store.settle(Settled(pending.id, RowState.SENT, 1, ref="a"))
    assert await known.refs.from_contact(ID, "a") == 1
