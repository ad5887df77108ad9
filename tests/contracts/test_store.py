"""What every store promises of a commit, its tickets and its secrets."""

import asyncio
from typing import Any

import pytest

from handoff.content import Button, Content, Source
from handoff.effects import (
    AskAgent,
    Deliver,
    EditCard,
    Effect,
    PostCard,
    Relay,
    ShowMark,
    Timer,
    Transcript,
    Wake,
)
from handoff.envelope import CardCopy
from handoff.errors import RuleBroken, StoreUnavailable
from handoff.ids import QueueName, Ticket
from handoff.ownership import Owner
from handoff.state import Thought
from handoff.store.base import Committed, Conflict, Duplicate, Write
from handoff.store.reading import HandoffQuery, Query
from handoff.transcript import Author, AuthorKind
from tests import builders as make_a
from tests.contracts.steps import ANA, commit_rows, first_write
from tests.contracts.stores import AnyStore, Make


async def ids_due(store: AnyStore, now: float = 1000.0, **options: Any) -> list[str]:
    return [row.id for row in await store.due(now, **{"limit": 100, **options})]


async def test_an_unknown_conversation_is_none(store: AnyStore) -> None:
    assert await store.load(ANA) is None
    assert await store.conversation(ANA) is None
    assert await store.entries(ANA) == ()


async def test_a_committed_state_is_read_back_whole(store: AnyStore) -> None:
    opened = make_a.handoff(cards=(CardCopy(make_a.address("team"), "ts1"),), tried=(QueueName("sales"),))
    write = make_a.write(
        make_a.conversation(variables={"order": 7, "nested": {"a": [1, None, "ü"]}}, tags=("vip",)),
        make_a.entry(1, "hé \0 😀 ' \" \\ %_"),
        handoff=opened,
        approvals=(make_a.approval(),),
        thought=Thought(0.3, (Source("Returns"),)),
    )
    assert await store.commit(write) == Committed()
    assert await store.load(ANA) == write.conversation
    assert await store.conversation(ANA) == write.conversation
    assert tuple(await store.entries(ANA)) == write.entries


async def test_every_effect_is_read_back(store: AnyStore) -> None:
    place = make_a.address("team")
    effects: tuple[Effect, ...] = (
        Deliver(1, fence=3),
        AskAgent(1, 2, 3.5),
        PostCard(Ticket(1001), place),
        EditCard(Ticket(1001), place, "ts"),
        Relay(1, place),
        Transcript(Ticket(1001), place),
        ShowMark(1, place, "ts", "failed", "the chat is closed"),
        Wake(Timer.CLAIM, Ticket(1001), 2, 9.0),
    )
    rows = tuple(make_a.row(f"r{number}", effect=effect) for number, effect in enumerate(effects))
    await commit_rows(store, *rows)
    assert tuple(await store.rows(ANA)) == rows


async def test_an_entry_keeps_its_content_and_data(store: AnyStore) -> None:
    content = Content("hi", (Button("Yes", "say:yes"),), sources=(Source("Returns", "How"),))
    agent = Author(AuthorKind.AGENT, "Assistant")
    entry = make_a.entry(1, author=agent, content=content, data={"why": [1, "x"]})
    await store.commit(make_a.write(make_a.conversation(), entry))
    assert tuple(await store.entries(ANA)) == (entry,)


async def test_a_key_that_came_before_is_a_duplicate_and_changes_nothing(store: AnyStore) -> None:
    first = await first_write(store, key="k1", key_seq=1)
    again = make_a.write(first.conversation, make_a.entry(2), key="k1", key_seq=2, rows=(make_a.row(),))
    assert await store.commit(again) == Duplicate(1)
    assert await store.load(ANA) == first.conversation
    assert len(await store.entries(ANA)) == 1
    assert await store.rows(ANA) == ()


async def test_a_redelivery_is_a_duplicate_even_when_its_version_is_old(store: AnyStore) -> None:
    first = await first_write(store, key="k1")
    assert await store.commit(first) == Duplicate(None)


async def test_a_key_belongs_to_the_whole_store(store: AnyStore) -> None:
    await first_write(store, "ana", key="k\0one", key_seq=1)
    other = make_a.write(make_a.conversation("ben"), make_a.entry(1), key="k\0one", key_seq=1)
    assert await store.commit(other) == Duplicate(1)
    near = make_a.write(make_a.conversation("ben"), make_a.entry(1), key="k\0two", key_seq=1)
    assert await store.commit(near) == Committed()


async def test_a_write_after_an_older_version_is_a_conflict_and_changes_nothing(store: AnyStore) -> None:
    first = await first_write(store)
    second = make_a.write(first.conversation, make_a.entry(2), owner=Owner.HUMAN)
    late = make_a.write(
        first.conversation,
        make_a.entry(2, "late"),
        key="k2",
        rows=(make_a.row(),),
        handoffs=(make_a.handoff(),),
        approvals=(make_a.approval(),),
    )
    assert await store.commit(second) == Committed()
    assert await store.commit(late) == Conflict()
    assert await store.load(ANA) == second.conversation
    assert [entry.content.text for entry in await store.entries(ANA)] == ["hello", "hello"]
    assert await store.rows(ANA) == ()
    assert await store.handoffs(HandoffQuery()) == ()
    assert await store.approvals() == ()
    fresh = make_a.write(second.conversation, make_a.entry(3), key="k2")
    assert await store.commit(fresh) == Committed(), "a conflict does not use up its key"


async def test_a_conversation_cannot_be_new_twice(store: AnyStore) -> None:
    first = await first_write(store)
    assert await store.commit(first) == Conflict()


async def test_a_version_that_was_never_stored_is_a_conflict(store: AnyStore) -> None:
    assert await store.commit(make_a.write(make_a.conversation(version=4))) == Conflict()


async def test_of_many_at_once_only_the_conflicting_one_fails(store: AnyStore) -> None:
    first = await first_write(store)
    racing = [make_a.write(first.conversation, make_a.entry(2, f"{n}"), key=f"k{n}") for n in range(5)]
    others = [make_a.write(make_a.conversation(f"c{n}"), make_a.entry(1), key=f"o{n}") for n in range(20)]
    results = await asyncio.gather(*map(store.commit, [*racing, *others]))
    assert results[:5] == [Committed(), *[Conflict()] * 4]
    assert results[5:] == [Committed()] * 20
    assert [entry.content.text for entry in await store.entries(ANA)] == ["hello", "0"]


async def test_of_the_same_key_at_once_one_goes_through(store: AnyStore) -> None:
    writes = [
        make_a.write(make_a.conversation(f"c{n}"), make_a.entry(1), key="k", key_seq=n) for n in range(5)
    ]
    results = await asyncio.gather(*map(store.commit, writes))
    assert results == [Committed(), *[Duplicate(0)] * 4]


async def test_two_writes_of_one_conversation_may_be_on_their_way_at_once(store: AnyStore) -> None:
    first = make_a.write(make_a.conversation(), make_a.entry(1))
    second = make_a.write(first.conversation, make_a.entry(2))
    results = await asyncio.gather(*map(store.commit, (first, second)))
    assert results == [Committed(), Committed()]
    assert await store.load(ANA) == second.conversation


async def test_a_write_that_breaks_a_rule_fails_alone(store: AnyStore) -> None:
    first = await first_write(store)
    clash = make_a.write(first.conversation, make_a.entry(1, "taken"), key="k")
    others = [make_a.write(make_a.conversation(f"c{n}"), make_a.entry(1)) for n in range(10)]
    results = await asyncio.gather(*map(store.commit, [*others, clash]), return_exceptions=True)
    assert results[:10] == [Committed()] * 10
    assert isinstance(results[10], RuleBroken)
    assert await store.load(ANA) == first.conversation
    assert await store.commit(make_a.write(first.conversation, make_a.entry(2), key="k")) == Committed()


async def test_a_write_whose_versions_contradict_each_other_is_refused(store: AnyStore) -> None:
    with pytest.raises(RuleBroken):
        await store.commit(Write(make_a.conversation(version=3), expected=1))
    with pytest.raises(RuleBroken):
        await store.commit(Write(make_a.conversation(version=1, seq=0), 0, (make_a.entry(1),)))


async def test_five_hundred_commits_at_once_all_arrive(store: AnyStore) -> None:
    writes = [
        make_a.write(make_a.conversation(f"c{n}"), make_a.entry(1), rows=(make_a.row(f"r{n}", f"c{n}"),))
        for n in range(500)
    ]
    assert await asyncio.gather(*map(store.commit, writes)) == [Committed()] * 500
    assert (await store.counts()).conversations == {"agent": 500}
    assert (await store.counts()).rows == {"pending": 500}
    assert await ids_due(store, limit=1000) == [f"r{n}" for n in range(500)]


async def test_what_was_committed_is_there_after_reopening(make: Make) -> None:
    store = make()
    await store.open()
    write = await commit_rows(store, make_a.row(), key="k", key_seq=1)
    await store.close()
    store = make()
    await store.open()
    assert await store.load(ANA) == write.conversation
    assert await store.commit(write) == Duplicate(1)
    assert await ids_due(store) == ["r1"]
    await store.close()


async def test_a_closed_store_is_unavailable_and_closing_twice_is_fine(store: AnyStore) -> None:
    await store.close()
    await store.close()
    for attempt in (store.ping(), store.load(ANA), store.reserve_ticket(), store.conversations(Query())):
        with pytest.raises(StoreUnavailable):
            await attempt
    with pytest.raises(StoreUnavailable):
        await store.commit(make_a.write(make_a.conversation()))


async def test_closing_finishes_what_was_accepted(make: Make) -> None:
    store = make()
    await store.open()
    writes = [make_a.write(make_a.conversation(f"c{n}"), make_a.entry(1)) for n in range(50)]
    tasks = [asyncio.create_task(store.commit(write)) for write in writes]
    await asyncio.sleep(0)
    await store.close()
    assert await asyncio.gather(*tasks) == [Committed()] * 50


async def test_a_caller_that_gave_up_disturbs_nobody(store: AnyStore) -> None:
    impatient = asyncio.create_task(store.commit(make_a.write(make_a.conversation("c1"), make_a.entry(1))))
    await asyncio.sleep(0)
    impatient.cancel()
    await first_write(store)
    await asyncio.gather(impatient, return_exceptions=True)
    await store.ping()


async def test_tickets_start_at_1001_and_nobody_gets_one_twice(make: Make) -> None:
    store = make()
    await store.open()
    assert await store.reserve_ticket() == Ticket(1001)
    more = await asyncio.gather(*(store.reserve_ticket() for _ in range(100)))
    assert {ticket.number for ticket in more} == set(range(1002, 1102))
    await store.close()
    store = make()
    await store.open()
    assert (await store.reserve_ticket()).number > 1101
    await store.close()


async def test_a_secret_is_made_once_and_kept(make: Make) -> None:
    store = make()
    await store.open()
    first, again = await asyncio.gather(store.secret("links"), store.secret("links"))
    other = await store.secret("ticket")
    assert first == again
    assert len(first) == len(other) == 32
    assert first != other
    await store.close()
    store = make()
    await store.open()
    assert await store.secret("links") == first
    assert await store.reserve_ticket() == Ticket(1001), "a secret's name cannot meet the counter's"
    await store.close()
