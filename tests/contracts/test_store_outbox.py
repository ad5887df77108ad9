"""What every store promises of the things to do."""

import asyncio
from dataclasses import replace
from typing import Any

from handoff.ids import RowId
from handoff.store.base import (
    Committed,
    Conflict,
    RowState,
    Settled,
    Write,
)
from tests import builders as make_a
from tests.contracts.steps import ANA, commit_rows
from tests.contracts.stores import AnyStore


async def ids_due(store: AnyStore, now: float = 1000.0, **options: Any) -> list[str]:
    return [row.id for row in await store.due(now, **{"limit": 100, **options})]


async def states(store: AnyStore, chat: str = "ana") -> dict[str, RowState]:
    return {row.id: row.state for row in await store.rows(make_a.conversation_id(chat))}


async def test_rows_are_due_in_order_of_time_and_insertion(store: AnyStore) -> None:
    await commit_rows(store, make_a.row("late", due=30.0), make_a.row("b"), make_a.row("a"))
    await commit_rows(store, make_a.row("c", "ben"), make_a.row("early", "ben", due=5.0), chat="ben")
    assert await ids_due(store) == ["early", "b", "a", "c", "late"]
    assert await ids_due(store, 10.0) == ["early", "b", "a", "c"]
    assert await ids_due(store, 9.9) == ["early"]
    assert await ids_due(store, limit=2) == ["early", "b"]


async def test_rows_that_are_being_done_are_left_out_when_asked(store: AnyStore) -> None:
    await commit_rows(store, *(make_a.row(f"r{n}") for n in range(4)))
    assert await ids_due(store, limit=2, exclude=frozenset({RowId("r0"), RowId("r2")})) == ["r1", "r3"]


async def test_a_row_that_is_being_sent_is_still_due_and_a_finished_one_is_not(store: AnyStore) -> None:
    await commit_rows(store, *(make_a.row(state.value, state=state) for state in RowState))
    assert await ids_due(store) == ["pending", "sending"]


async def test_the_next_due_time_counts_pending_rows_only(store: AnyStore) -> None:
    assert await store.next_due(0.0) is None
    sending = make_a.row("s", due=11.0, state=RowState.SENDING)
    await commit_rows(store, make_a.row("a"), sending, make_a.row("b", due=20.0))
    assert await store.next_due(0.0) == 10.0
    assert await store.next_due(10.0) == 20.0
    assert await store.next_due(20.0) is None


async def test_settling_records_what_became_of_a_row(store: AnyStore) -> None:
    await commit_rows(store, make_a.row())
    await store.settle(Settled(RowId("r1"), RowState.PENDING, 1, 40.0, None, "timed out", True))
    (row,) = await store.rows(ANA)
    assert row == make_a.row(attempts=1, due=40.0, error="timed out", doubtful=True)
    await store.settle(Settled(RowId("r1"), RowState.SENT, 2, ref="ts1"))
    (row,) = await store.rows(ANA)
    assert row == make_a.row(state=RowState.SENT, attempts=2, due=40.0, ref="ts1")
    await store.settle(Settled(RowId("r1"), RowState.SENT, 2))
    assert (await store.rows(ANA))[0].ref == "ts1", "what the platform called it is kept"


async def test_settling_an_unknown_row_changes_nothing(store: AnyStore) -> None:
    await store.settle(Settled(RowId("nobody"), RowState.SENT))
    assert (await store.counts()).rows == {}


async def test_a_row_settled_twice_at_once_ends_as_the_second_says(store: AnyStore) -> None:
    await commit_rows(store, make_a.row())
    await asyncio.gather(
        store.settle(Settled(RowId("r1"), RowState.SENDING, 1, ref="ts")),
        store.settle(Settled(RowId("r1"), RowState.DEAD, 2, error="gone")),
    )
    (row,) = await store.rows(ANA)
    assert row == make_a.row(state=RowState.DEAD, attempts=2, ref="ts", error="gone")


async def test_a_decision_settles_rows_in_its_own_commit(store: AnyStore) -> None:
    first = await commit_rows(store, make_a.ask())
    done = (Settled(RowId("a1"), RowState.SENT, 1),)
    lost = Write(replace(first.conversation, version=5), 4, settled=done)
    assert await store.commit(lost) == Conflict()
    assert await states(store) == {"a1": RowState.PENDING}
    assert await store.commit(make_a.write(first.conversation, settled=done)) == Committed()
    assert await states(store) == {"a1": RowState.SENT}


async def test_a_row_that_is_known_is_not_inserted_again(store: AnyStore) -> None:
    first = await commit_rows(store, *(make_a.row(state.value, state=state) for state in RowState))
    again = tuple(make_a.row(state.value, due=99.0) for state in RowState)
    await store.commit(make_a.write(first.conversation, rows=again))
    assert await states(store) == {state.value: state for state in RowState}
    assert {row.due for row in await store.rows(ANA)} == {10.0}


async def test_a_change_of_owner_drops_the_agents_pending_messages(store: AnyStore) -> None:
    first = await commit_rows(
        store,
        make_a.row("old", fence=0),
        make_a.row("sending", fence=0, state=RowState.SENDING),
        make_a.row("sent", fence=0, state=RowState.SENT),
        make_a.row("person"),
    )
    await commit_rows(store, make_a.row("other", "ben", fence=0), chat="ben")
    taken = make_a.write(
        first.conversation, epoch=1, fence=1, rows=(make_a.row("new", fence=1),), drop_fenced=True
    )
    assert await store.commit(taken) == Committed()
    assert await states(store) == {
        "old": RowState.DROPPED,
        "sending": RowState.SENDING,
        "sent": RowState.SENT,
        "person": RowState.PENDING,
        "new": RowState.PENDING,
    }
    assert await states(store, "ben") == {"other": RowState.PENDING}


async def test_a_takeover_that_lost_drops_nothing(store: AnyStore) -> None:
    await commit_rows(store, make_a.row(fence=0))
    late = Write(make_a.conversation(version=9, epoch=1, fence=1), 8, drop_fenced=True)
    assert await store.commit(late) == Conflict()
    assert await states(store) == {"r1": RowState.PENDING}


async def test_a_dropped_row_never_becomes_live_again_but_may_turn_out_sent(store: AnyStore) -> None:
    await commit_rows(store, make_a.row(state=RowState.DROPPED))
    for state in (RowState.PENDING, RowState.SENDING):
        await store.settle(Settled(RowId("r1"), state, 3, due=1.0))
        assert tuple(await store.rows(ANA)) == (make_a.row(state=RowState.DROPPED),)
    await store.settle(Settled(RowId("r1"), RowState.SENT, 1))
    assert await states(store) == {"r1": RowState.SENT}


async def test_a_retry_and_a_takeover_at_once_leave_the_message_dropped(store: AnyStore) -> None:
    first = await commit_rows(store, make_a.row(fence=0))
    taken = make_a.write(first.conversation, epoch=1, fence=1, drop_fenced=True)
    retry = Settled(RowId("r1"), RowState.PENDING, 1, due=20.0)
    await asyncio.gather(store.settle(retry), store.commit(taken), store.settle(retry))
    assert await states(store) == {"r1": RowState.DROPPED}


async def test_one_row_is_found_by_its_name_as_it_stands(store: AnyStore) -> None:
    await commit_rows(store, make_a.row("r1"), make_a.ask("it's \0 1"))
    assert await store.row(RowId("it's \0 1")) == make_a.ask("it's \0 1")
    await store.settle(Settled(RowId("r1"), RowState.SENT, 1, ref="ts1"))
    assert await store.row(RowId("r1")) == make_a.row(state=RowState.SENT, attempts=1, ref="ts1")
    assert await store.row(RowId("R1")) is None


async def test_dead_rows_are_listed_newest_first(store: AnyStore) -> None:
    dead = [make_a.row(f"d{n}", state=RowState.DEAD) for n in range(3)]
    await commit_rows(store, *dead, make_a.row("x", state=RowState.DROPPED), make_a.row("y"))
    assert [row.id for row in await store.dead()] == ["d2", "d1", "d0"]
    assert [row.id for row in await store.dead(limit=1)] == ["d2"]


async def test_counts_tell_owners_and_states_apart(store: AnyStore) -> None:
    await commit_rows(store, *(make_a.row(state.value, state=state) for state in RowState))
    await store.commit(make_a.waiting("ben", 5.0, 1001))
    counts = await store.counts()
    assert counts.conversations == {"agent": 1, "waiting": 1}
    assert counts.rows == {state.value: 1 for state in RowState}
