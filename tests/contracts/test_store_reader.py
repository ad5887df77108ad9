"""What every store shows to those who only read."""

from dataclasses import replace
from typing import Any

import pytest

from handoff.approvals import Ruling
from handoff.envelope import Ending
from handoff.ids import ApprovalId, OperatorName, QueueName
from handoff.ownership import Owner
from handoff.store.reading import HandoffQuery, Query
from handoff.transcript import Author, AuthorKind, EntryKind
from tests import builders as make_a
from tests.contracts.steps import ANA, first_write
from tests.contracts.stores import AnyStore


async def test_entries_are_read_after_a_seq_and_the_newest_of_them(store: AnyStore) -> None:
    await store.commit(make_a.write(make_a.conversation(), *(make_a.entry(n) for n in range(1, 6))))

    async def seqs(after: int = 0, limit: int | None = None) -> list[int]:
        return [entry.seq for entry in await store.entries(ANA, after, limit)]

    assert await seqs() == [1, 2, 3, 4, 5]
    assert await seqs(after=3) == [4, 5]
    assert await seqs(limit=2) == [4, 5]
    assert await seqs(after=2, limit=2) == [4, 5]
    assert await seqs(after=5) == []
    assert await seqs(limit=0) == []


async def listed(store: AnyStore, **query: Any) -> list[str]:
    return [line.name.lower() for line in await store.conversations(Query(**query))]


async def staff(store: AnyStore) -> None:
    """Two wait, one more urgently; one is with a person; two with the agent, one closed."""
    await store.commit(make_a.waiting("calm", 20.0, 1001))
    await store.commit(make_a.waiting("first", 10.0, 1002, queue="sales"))
    await store.commit(make_a.waiting("urgent", 30.0, 1003, priority=5))
    taken = make_a.waiting("taken", 5.0, 1004)
    kim = replace(taken.conversation, owner=Owner.HUMAN, operator=OperatorName("kim"), operator_name="Kim")
    await store.commit(replace(taken, conversation=kim))
    await store.commit(make_a.write(make_a.conversation("old"), make_a.entry(1, at=1.0)))
    await store.commit(make_a.write(make_a.conversation("new"), make_a.entry(1, at=900.0)))
    closed = make_a.write(make_a.conversation("closed"), make_a.entry(1, at=500.0), owner=Owner.CLOSED)
    await store.commit(closed)


async def test_who_needs_a_person_comes_first_then_who_has_one_then_the_newest(store: AnyStore) -> None:
    await staff(store)
    assert await listed(store) == ["urgent", "first", "calm", "taken", "new", "closed", "old"]
    assert await listed(store, limit=2) == ["urgent", "first"]
    assert await listed(store, limit=5) == ["urgent", "first", "calm", "taken", "new"]


async def test_the_list_is_filtered_by_owner_operator_and_queue(store: AnyStore) -> None:
    await staff(store)
    assert await listed(store, owners=(Owner.HUMAN, Owner.CLOSED)) == ["taken", "closed"]
    assert await listed(store, operator="kim") == ["taken"]
    assert await listed(store, queue="sales") == ["first"]
    assert await listed(store, queue="sales", owners=(Owner.AGENT,)) == []


async def test_a_summary_tells_what_the_operator_must_know(store: AnyStore) -> None:
    write = make_a.waiting("ana", 10.0, 1001, priority=2)
    snoozed = replace(make_a.handoff(), priority=2, snoozed=99.0)
    await store.commit(replace(write, conversation=replace(write.conversation, handoff=snoozed)))
    (line,) = await store.conversations(Query())
    assert (line.id, line.contact, line.name, line.owner) == (ANA, "web:ana", "Ana", Owner.WAITING)
    assert (line.ticket, line.queue, line.reason) == ("H-1001", "support", "The contact is angry")
    assert (line.mechanism, line.category, line.priority) == ("mood", "complaint", 2)
    assert (line.waiting_since, line.snoozed, line.since, line.seq) == (10.0, 99.0, 10.0, 1)
    assert (line.last_at, line.last_text, line.last_who) == (101.0, "hello", "contact")


async def test_a_handoff_that_ended_is_not_in_the_summary(store: AnyStore) -> None:
    ended = make_a.handoff(closed=70.0, ending=Ending.RETURNED)
    await first_write(store, handoff=ended)
    (line,) = await store.conversations(Query())
    assert (line.ticket, line.queue, line.reason, line.priority) == (None, None, None, 0)


async def test_the_last_text_is_the_newest_messages_and_stays_when_there_is_none(store: AnyStore) -> None:
    first = await first_write(store)
    agent = Author(AuthorKind.AGENT, "Assistant")
    answer = make_a.entry(2, "x" * 500, author=agent)
    note = make_a.entry(3, "secret", kind=EntryKind.NOTE)
    second = make_a.write(first.conversation, answer, note)
    await store.commit(second)
    await store.commit(make_a.write(second.conversation, make_a.entry(4, kind=EntryKind.EVENT)))
    (line,) = await store.conversations(Query())
    assert (line.last_text, line.last_who, line.last_at, line.seq) == ("x" * 160, "agent", 102.0, 4)


async def test_the_last_text_follows_an_edit_and_a_deletion_of_it(store: AnyStore) -> None:
    first = await first_write(store)
    edit = make_a.entry(2, "better", kind=EntryKind.EDIT, target=1)
    second = make_a.write(first.conversation, edit)
    await store.commit(second)
    assert [line.last_text for line in await store.conversations(Query())] == ["better"]
    delete = make_a.entry(3, "", kind=EntryKind.DELETE, target=1)
    await store.commit(make_a.write(second.conversation, delete))
    assert [line.last_text for line in await store.conversations(Query())] == [""]


async def test_a_conversation_without_messages_has_its_beginning_as_last_time(store: AnyStore) -> None:
    await store.commit(make_a.write(make_a.conversation(created=7.0)))
    (line,) = await store.conversations(Query())
    assert (line.last_at, line.last_text, line.last_who) == (7.0, "", "")


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("äpfel", ["ana"]),
        ("ÄPFEL", ["ana"]),
        ("ANA", ["ana"]),
        ("angry", ["ben"]),
        ("h-1001", ["ben"]),
        ("100%", ["ana"]),
        ("1_0", []),
        ("\\", []),
        ("rotten äpfel", ["ana"]),
        ("rotten angry", []),
        ("", ["ben", "ana"]),
        ("  ", ["ben", "ana"]),
        ("'; DROP TABLE entries; --", []),
    ],
)
async def test_words_are_searched_in_any_case_and_taken_literally(
    store: AnyStore, words: str, found: list[str]
) -> None:
    texts = (make_a.entry(1, "Äpfel, 100% rotten"), make_a.entry(2, "hello"))
    await store.commit(make_a.write(make_a.conversation("ana"), *texts))
    await store.commit(make_a.waiting("ben", 5.0, 1001))
    assert await listed(store, words=words) == found


async def numbers(store: AnyStore, **query: Any) -> list[int]:
    return [row.handoff.ticket.number for row in await store.handoffs(HandoffQuery(**query))]


async def test_handoffs_are_found_by_each_of_their_sides_newest_first(store: AnyStore) -> None:
    returned = make_a.handoff(
        1002, opened=60.0, closed=70.0, ending=Ending.RETURNED, queue=QueueName("sales")
    )
    legal = make_a.handoff(1003, opened=60.0, trigger=make_a.trigger("legal"))
    await first_write(store, handoffs=(make_a.handoff(1001), returned, legal))
    await first_write(store, "ben", handoffs=(make_a.handoff(1004, opened=90.0),))
    assert await numbers(store) == [1004, 1003, 1002, 1001]
    assert await numbers(store, since=60.0) == [1004, 1003, 1002]
    assert await numbers(store, queue="sales") == [1002]
    assert await numbers(store, category="legal") == [1003]
    assert await numbers(store, ending="returned") == [1002]
    assert await numbers(store, ending="open") == [1004, 1003, 1001]
    assert await numbers(store, conversation=ANA, limit=2) == [1003, 1002]
    (row, *_) = await store.handoffs(HandoffQuery(queue="sales"))
    assert (row.conversation, row.contact, row.handoff) == (ANA, "web:ana", returned)


async def test_a_handoff_that_changed_replaces_what_was_stored(store: AnyStore) -> None:
    first = await first_write(store, handoffs=(make_a.handoff(),))
    ended = make_a.handoff(closed=99.0, ending=Ending.RESOLVED, by="kim")
    await store.commit(make_a.write(first.conversation, handoffs=(ended,)))
    assert [row.handoff for row in await store.handoffs(HandoffQuery())] == [ended]
    assert await numbers(store, ending="open") == []


async def test_approvals_are_listed_oldest_first_and_only_pending_unless_asked(store: AnyStore) -> None:
    old, new = make_a.approval("p2", asked=1.0), make_a.approval("p1", asked=2.0)
    decided = make_a.approval("p3", ruling=Ruling.REJECTED, by="kim", at=9.0, reason="no")
    first = await first_write(store, approvals=(new, old, decided))
    assert tuple(await store.approvals()) == (old, new)
    assert tuple(await store.approvals(pending=False)) == (old, new, decided)
    assert await store.approval(ApprovalId("p3")) == decided
    assert await store.approval(ApprovalId("p9")) is None
    settled = replace(old, ruling=Ruling.APPROVED, by="lee", at=10.0)
    await store.commit(make_a.write(first.conversation, approvals=(settled,)))
    assert tuple(await store.approvals()) == (new,)
    assert await store.approval(ApprovalId("p2")) == settled
