"""What every store promises of desk threads, and of single handoffs."""

from typing import Any

import pytest

from handoff.envelope import CardCopy, Ending, Handoff
from handoff.errors import StoreUnavailable
from handoff.ids import Address, ConversationId, Ticket
from handoff.store.base import Committed, Conflict, Write
from handoff.store.reading import HandoffRow, ThreadRow
from tests import builders as make_a
from tests.contracts.steps import ANA, first_write
from tests.contracts.stores import AnyStore, Make

ROOM = Address("slack", "C1")
OTHER = Address("slack", "C2")
FORUM = Address("telegram", "-100")


def card(place: Address, thread: str, **changes: Any) -> CardCopy:
    return CardCopy(place, "ts", thread=thread, **changes)


def handoff(number: int, *cards: CardCopy, **changes: Any) -> Handoff:
    return make_a.handoff(number, cards=cards, **changes)


def row(place: Address, thread: str, number: int, conversation: ConversationId = ANA) -> ThreadRow:
    return ThreadRow(Address(place.channel, thread), place, conversation, Ticket(number))


async def open_threads(store: AnyStore, channel: str = "slack") -> list[str]:
    return [row.thread.chat for row in await store.threads(channel)]


async def test_a_handoff_is_found_by_its_ticket_and_as_it_stands(store: AnyStore) -> None:
    opened = handoff(1001, card(ROOM, "C1/1"))
    first = await first_write(store, handoffs=(opened, handoff(1002)))
    assert await store.handoff(Ticket(1001)) == HandoffRow(ANA, "web:ana", opened)
    assert await store.handoff(Ticket(1003)) is None
    ended = handoff(1001, closed=9.0, ending=Ending.RETURNED)
    await store.commit(make_a.write(first.conversation, handoffs=(ended,)))
    assert await store.handoff(Ticket(1001)) == HandoffRow(ANA, "web:ana", ended)


async def test_a_thread_tells_whose_it_is(store: AnyStore) -> None:
    await first_write(store, handoffs=(handoff(1001, card(ROOM, "C1/1"), card(FORUM, "-100/7")),))
    await first_write(store, "ben", handoffs=(handoff(1002, card(ROOM, "C1/2")),))
    assert await store.thread(Address("slack", "C1/1")) == row(ROOM, "C1/1", 1001)
    assert await store.thread(Address("telegram", "-100/7")) == row(FORUM, "-100/7", 1001)
    ben = make_a.conversation_id("ben")
    assert await store.thread(Address("slack", "C1/2")) == row(ROOM, "C1/2", 1002, ben)
    assert await store.thread(Address("telegram", "C1/1")) is None
    assert await store.thread(Address("slack", "C1")) is None


async def test_a_card_without_a_thread_or_that_was_refused_brings_none(store: AnyStore) -> None:
    await first_write(store, handoffs=(handoff(1001, card(ROOM, ""), card(OTHER, "C2/1", error="no")),))
    assert await store.threads("slack") == ()
    assert await store.thread(Address("slack", "C2/1")) is None
    assert await store.thread(Address("slack", "")) is None


async def test_a_place_that_got_another_thread_keeps_both_known(store: AnyStore) -> None:
    first = await first_write(store, handoffs=(handoff(1001, card(ROOM, "C1/1")),))
    await store.commit(make_a.write(first.conversation, handoffs=(handoff(1001, card(ROOM, "C1/2")),)))
    assert await store.thread(Address("slack", "C1/1")) == row(ROOM, "C1/1", 1001)
    assert await store.thread(Address("slack", "C1/2")) == row(ROOM, "C1/2", 1001)
    assert await open_threads(store) == ["C1/1", "C1/2"]


async def test_a_thread_that_a_later_handoff_uses_again_belongs_to_that_one(store: AnyStore) -> None:
    first = await first_write(store, handoffs=(handoff(1001, card(ROOM, "C1/1"), closed=9.0),))
    again = make_a.write(first.conversation, handoffs=(handoff(1002, card(OTHER, "C1/1")),))
    await store.commit(again)
    assert await store.thread(Address("slack", "C1/1")) == row(OTHER, "C1/1", 1002)
    assert tuple(await store.threads("slack")) == (row(OTHER, "C1/1", 1002),)


async def test_of_two_handoffs_in_one_decision_the_later_has_the_thread(store: AnyStore) -> None:
    both = (handoff(1001, card(ROOM, "C1/1")), handoff(1002, card(ROOM, "C1/1")))
    await first_write(store, handoffs=both)
    assert await store.thread(Address("slack", "C1/1")) == row(ROOM, "C1/1", 1002)


async def test_open_threads_are_a_channels_own_in_the_order_of_their_tickets(store: AnyStore) -> None:
    late = handoff(1010, card(OTHER, "C2/b"), card(ROOM, "C1/a"), card(FORUM, "-100/1"))
    await first_write(store, handoffs=(late,))
    ended = handoff(1005, card(ROOM, "C1/x"), closed=9.0, ending=Ending.RESOLVED)
    await first_write(store, "ben", handoffs=(handoff(1002, card(ROOM, "C1/z")), ended))
    assert await open_threads(store) == ["C1/z", "C1/a", "C2/b"]
    assert await open_threads(store, "telegram") == ["-100/1"]
    assert await open_threads(store, "discord") == []


async def test_a_handoff_that_ended_leaves_the_list_and_its_thread_stays_known(store: AnyStore) -> None:
    first = await first_write(store, handoffs=(handoff(1001, card(ROOM, "C1/1")),))
    ended = handoff(1001, card(ROOM, "C1/1"), closed=9.0, ending=Ending.RESOLVED)
    await store.commit(make_a.write(first.conversation, handoffs=(ended,)))
    assert await open_threads(store) == []
    assert await store.thread(Address("slack", "C1/1")) == row(ROOM, "C1/1", 1001)


async def test_a_decision_that_came_too_late_brings_no_thread(store: AnyStore) -> None:
    late = Write(make_a.conversation(version=4), 3, handoffs=(handoff(1001, card(ROOM, "C1/1")),))
    assert await store.commit(late) == Conflict()
    assert await store.thread(Address("slack", "C1/1")) is None


async def test_names_of_threads_are_kept_to_the_letter(store: AnyStore) -> None:
    names = ["C1/it's 1%", "C1/IT'S 1%", "c1:2:3", 'a "b" \\ ü \0 😀', " "]
    cards = [card(Address("slack", f"{name}?"), name) for name in names]
    await first_write(store, handoffs=(handoff(1001, *cards),))
    for name in names:
        found = await store.thread(Address("slack", name))
        assert found == row(Address("slack", f"{name}?"), name, 1001)
    assert await open_threads(store) == sorted(names)


async def test_threads_are_known_after_reopening(make: Make) -> None:
    store = make()
    await store.open()
    first = await first_write(store, handoffs=(handoff(1001, card(ROOM, "C1/1")),))
    await store.close()
    with pytest.raises(StoreUnavailable):
        await store.thread(Address("slack", "C1/1"))
    store = make()
    await store.open()
    assert tuple(await store.threads("slack")) == (row(ROOM, "C1/1", 1001),)
    assert await store.commit(make_a.write(first.conversation, handoffs=first.handoffs)) == Committed()
    assert tuple(await store.threads("slack")) == (row(ROOM, "C1/1", 1001),)
    await store.close()
