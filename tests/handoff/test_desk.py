"""The spine: one commit for everything, decided again when another was first, and the fence of law 1."""

import asyncio

import pytest

from handoff.content import Content
from handoff.desk import KEPT
from handoff.effects import AskAgent, Deliver
from handoff.errors import StoreUnavailable
from handoff.events import (
    AgentFailed,
    ContactAskedForPerson,
    ContactSaid,
    OperatorNoted,
    OperatorResolved,
    OperatorTook,
    TimerFired,
)
from handoff.feed import Changed
from handoff.ids import Address, Ticket, conversation_id
from handoff.outcome import Again, Done, Lost
from handoff.ownership import Owner
from handoff.store.base import RowState, Settled
from handoff.store.reading import HandoffQuery
from tests.handoff.office import Office, Slow
from tests.handoff.stage import ANA, BEN, CONTACT, ID
from tests.virtual import turns

HELLO = ContactSaid("m1", Content("hello"))


@pytest.fixture
async def store() -> Slow:
    store = Slow()
    await store.open()
    return store


@pytest.fixture
def office(store: Slow) -> Office:
    return Office(store)


async def epoch(store: Slow) -> int:
    state = await store.load(ID)
    assert state is not None
    return state.epoch


# ── one commit ───────────────────────────────────────────────────────────────────────────────────


async def test_what_happened_is_stored_ordered_and_published_after_one_commit(office: Office) -> None:
    outcome = await office.desk.receive(CONTACT, HELLO, "k1")
    assert outcome == Done(1)
    (write,) = office.store.writes
    assert (write.key, write.key_seq, write.expected, write.conversation.version) == ("k1", 1, 0, 1)
    assert [type(row.effect) for row in office.rows] == [AskAgent]
    (change,) = office.changes
    assert change == Changed(write.conversation, write.entries)


async def test_the_same_key_again_changes_nothing_and_gives_what_it_gave_then(office: Office) -> None:
    await office.desk.receive(CONTACT, HELLO, "k1")
    await office.desk.receive(CONTACT, ContactSaid("m2", Content("more")), "k2")
    before = await office.store.load(ID)
    assert await office.desk.receive(CONTACT, HELLO, "k1") == Again(1)
    assert (await office.store.load(ID), len(office.changes)) == (before, 2)


async def test_a_redelivery_of_a_takeover_does_not_hold_the_agent_back_later(office: Office) -> None:
    """The fence that was raised for it is forgotten with it."""
    await office.desk.receive(CONTACT, HELLO)
    await office.desk.receive(CONTACT, ContactAskedForPerson("p1"), "press")
    await office.desk.receive(CONTACT, OperatorResolved(ANA))
    await office.desk.receive(CONTACT, HELLO)
    standing = await epoch(office.store)
    assert isinstance(await office.desk.receive(CONTACT, ContactAskedForPerson("p1"), "press"), Again)
    await office.desk.know_fence(ID)
    assert office.desk.may_send(ID, standing)


async def test_nobody_is_told_anything_when_the_store_is_away(office: Office) -> None:
    await office.desk.receive(CONTACT, HELLO)
    before, told = await office.store.load(ID), len(office.changes)
    office.store.away = True
    with pytest.raises(StoreUnavailable):
        await office.desk.receive(CONTACT, OperatorTook(ANA))
    office.store.away = False
    assert (await office.store.load(ID), len(office.changes), len(office.rows)) == (before, told, 1)
    await office.desk.know_fence(ID)
    assert office.desk.may_send(ID, 0), "the takeover never was"
    assert isinstance(await office.desk.receive(CONTACT, OperatorTook(BEN)), Done)


async def test_what_changes_nothing_needs_no_commit(office: Office) -> None:
    await office.desk.receive(CONTACT, OperatorTook(ANA))
    count = len(office.store.writes)
    assert isinstance(await office.desk.receive(CONTACT, OperatorTook(BEN)), Lost)
    assert len(office.store.writes) == count


async def test_a_row_is_settled_even_when_the_event_changes_nothing(office: Office) -> None:
    await office.desk.receive(CONTACT, HELLO)
    (row,) = office.rows
    event = AgentFailed(7, 7, "an older turn")
    await office.desk.happened(ID, event, (Settled(row.id, RowState.SENT),))
    assert [one.state for one in await office.store.rows(ID)] == [RowState.SENT]


async def test_an_event_of_a_conversation_nobody_knows_is_nothing(office: Office) -> None:
    assert await office.desk.happened(ID, TimerFired("claim", Ticket(1), 1)) is None
    assert (await office.store.load(ID), await office.desk.state(ID)) == (None, None)


async def test_contacts_who_read_the_transcript_get_no_delivery_rows(store: Slow) -> None:
    office = Office(store, pull=True)
    await office.desk.receive(CONTACT, OperatorTook(ANA))
    assert not [row for row in office.rows if isinstance(row.effect, Deliver)]


# ── races ────────────────────────────────────────────────────────────────────────────────────────


async def test_what_another_process_committed_first_is_decided_again_on_the_newer_state(
    office: Office,
) -> None:
    await office.desk.receive(CONTACT, HELLO)
    elsewhere = Office(office.store)
    await elsewhere.desk.receive(CONTACT, OperatorNoted(BEN, Content("wait")))
    taken = elsewhere.store.writes[-1]
    other = Office(Slow())
    await other.store.open()
    await other.store.commit(office.store.writes[0])
    await other.store.commit(taken)
    await other.desk.receive(CONTACT, OperatorTook(BEN))
    office.store.before = [other.store.writes[-1]]
    outcome = await office.desk.receive(CONTACT, OperatorTook(ANA))
    assert outcome == Lost("already_taken", "Ben", 1000.0)
    state = await office.store.load(ID)
    assert state is not None
    assert state.operator == "ben"


async def test_of_many_presses_at_once_one_wins(office: Office) -> None:
    await office.desk.receive(CONTACT, HELLO)
    people = [ANA, BEN] * 20
    outcomes = await asyncio.gather(*(office.desk.receive(CONTACT, OperatorTook(by)) for by in people))
    assert len([one for one in outcomes if isinstance(one, Lost)]) == 20, "Ben's; Ana has it"
    assert len(await office.store.handoffs(HandoffQuery())) == 1


async def test_a_cancelled_caller_still_commits(office: Office) -> None:
    office.store.gate.clear()
    caller = asyncio.create_task(office.desk.receive(CONTACT, HELLO))
    await turns()
    caller.cancel()
    await asyncio.gather(caller, return_exceptions=True)
    assert caller.cancelled()
    office.store.gate.set()
    await office.desk.close()
    assert [entry.content.text for entry in await office.store.entries(ID)] == ["hello"]
    assert len(office.changes) == 1


async def test_closing_waits_for_what_was_taken_in(office: Office) -> None:
    office.store.gate.clear()
    said = asyncio.create_task(office.desk.receive(CONTACT, HELLO))
    await turns()
    closing = asyncio.create_task(office.desk.close())
    await turns()
    assert not closing.done()
    office.store.gate.set()
    await closing
    assert await said == Done(1)


async def test_one_conversation_that_waits_for_its_commit_holds_up_no_other_decision(office: Office) -> None:
    office.store.gate.clear()
    tasks = [
        asyncio.create_task(office.desk.receive(Address("fake", chat), HELLO)) for chat in ("one", "two")
    ]
    await turns()
    assert len(office.store.writes) == 2
    office.store.gate.set()
    await asyncio.gather(*tasks)


async def test_no_ticket_is_used_twice(office: Office) -> None:
    chats = [Address("fake", str(number)) for number in range(20)]
    await asyncio.gather(*(office.desk.receive(chat, OperatorTook(ANA)) for chat in chats))
    tickets = [row.handoff.ticket for row in await office.store.handoffs(HandoffQuery())]
    assert len(set(tickets)) == 20


# ── the fence ────────────────────────────────────────────────────────────────────────────────────


async def test_a_message_of_the_standing_epoch_may_start_and_an_older_one_may_not(office: Office) -> None:
    await office.desk.receive(CONTACT, HELLO)
    assert office.desk.may_send(ID, 0)
    await office.desk.receive(CONTACT, OperatorTook(ANA))
    assert not office.desk.may_send(ID, 0)
    assert office.desk.may_send(ID, None), "a person's message has no fence"


async def test_what_is_not_known_for_certain_may_not_start(office: Office) -> None:
    assert not office.desk.may_send(ID, 0)
    await office.desk.know_fence(ID)
    assert not office.desk.may_send(ID, 0), "there is no such conversation"


async def test_a_fresh_process_learns_the_fence_from_the_store(office: Office) -> None:
    await office.desk.receive(CONTACT, OperatorTook(ANA))
    fresh = Office(office.store)
    await fresh.desk.know_fence(ID)
    assert not fresh.desk.may_send(ID, 0)
    assert fresh.desk.may_send(ID, 1)


async def test_the_fence_stands_before_the_takeover_is_durable(office: Office) -> None:
    """Between the disk's commit and the moment we learn of it no send may slip through."""
    await office.desk.receive(CONTACT, HELLO)
    office.store.gate.clear()
    taking = asyncio.create_task(office.desk.receive(CONTACT, OperatorTook(ANA)))
    await turns()
    assert not taking.done()
    assert not office.desk.may_send(ID, 0)
    await office.desk.know_fence(ID)
    assert not office.desk.may_send(ID, 0), "what the store still says does not lower it"
    office.store.gate.set()
    await taking
    assert not office.desk.may_send(ID, 0)


async def test_what_was_read_before_a_takeover_does_not_lower_the_fence_after_it(office: Office) -> None:
    await office.desk.receive(CONTACT, HELLO)
    fresh = Office(office.store)
    office.store.slow = read = asyncio.Event()
    asking = asyncio.create_task(fresh.desk.know_fence(ID))
    await turns()
    await fresh.desk.receive(CONTACT, OperatorTook(ANA))
    read.set()
    await asking
    assert not fresh.desk.may_send(ID, 0)


async def test_it_stands_also_for_a_conversation_this_process_had_not_touched(office: Office) -> None:
    await office.desk.receive(CONTACT, HELLO)
    fresh = Office(office.store)
    office.store.gate.clear()
    taking = asyncio.create_task(fresh.desk.receive(CONTACT, OperatorTook(ANA)))
    await turns()
    await fresh.desk.know_fence(ID)
    assert not fresh.desk.may_send(ID, 0)
    office.store.gate.set()
    await taking


# ── memory ───────────────────────────────────────────────────────────────────────────────────────


async def test_state_is_read_from_the_store_once_and_then_kept(office: Office) -> None:
    await office.desk.receive(CONTACT, HELLO)
    loads = office.store.loads
    for _ in range(5):
        await office.desk.receive(CONTACT, HELLO)
    assert office.store.loads == loads


async def test_who_asks_for_the_state_while_it_is_written_reads_the_new_one(office: Office) -> None:
    """A row can be read from the store before the commit that made it has returned."""
    await office.desk.receive(CONTACT, HELLO)
    office.store.gate.clear()
    taking = asyncio.create_task(office.desk.receive(CONTACT, OperatorTook(ANA)))
    await turns()
    asking = asyncio.create_task(office.desk.state(ID))
    await turns()
    assert not asking.done()
    office.store.gate.set()
    await taking
    state = await asking
    assert state is not None
    assert state.owner is Owner.HUMAN


async def test_what_is_kept_is_bounded_and_what_was_forgotten_is_still_right(office: Office) -> None:
    await office.desk.receive(CONTACT, OperatorTook(ANA))
    for number in range(KEPT + 50):
        await office.desk.receive(Address("fake", str(number)), HELLO)
        await office.desk.know_fence(conversation_id(Address("fake", str(number))))
    assert len(office.desk._kept) == len(office.desk._fences) == KEPT
    assert not office.desk.may_send(ID, 0)
    await office.desk.know_fence(ID)
    assert (office.desk.may_send(ID, 0), office.desk.may_send(ID, 1)) == (False, True)
    assert isinstance(await office.desk.receive(CONTACT, OperatorTook(BEN)), Lost)


async def test_conversations_that_are_only_looked_at_are_bounded_as_well(office: Office) -> None:
    for number in range(KEPT + 50):
        await office.desk.receive(Address("fake", str(number)), HELLO)
    fresh = Office(office.store)
    for number in range(KEPT + 50):
        await fresh.desk.know_fence(conversation_id(Address("fake", str(number))))
    assert len(fresh.desk._fences) <= KEPT


async def test_a_closed_conversation_is_still_there(office: Office) -> None:
    await office.desk.receive(CONTACT, OperatorResolved(ANA))
    state = await office.desk.state(ID)
    assert state is not None
    assert state.owner is Owner.CLOSED
