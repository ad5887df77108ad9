"""Doing what was decided: in order, once, again when it failed, and never for nothing."""

import asyncio

from bot.dispatch import BATCH, POLL
from bot.retry import TRIES
from channels.errors import Permanent, RateLimited, Temporary
from handoff.store.base import RowState
from tests.bot.rows import Doing, hold, row
from tests.bot.working import Shaky, at_work
from tests.virtual import now, on_virtual_time, turns

# ── order ────────────────────────────────────────────────────────────────────────────────────────


@on_virtual_time
async def test_a_lane_is_done_in_order_and_one_at_a_time() -> None:
    gate = asyncio.Event()
    async with at_work(doing=Doing(gates={"1": gate.wait})) as desk:
        await desk.order(row("1"), row("2"), row("3"))
        await turns()
        assert (desk.doing.done, len(desk.doing.at)) == ([], 1)
        gate.set()
        await turns()
        assert desk.doing.done == ["1", "2", "3"]


@on_virtual_time
async def test_a_lane_that_waits_holds_up_no_other() -> None:
    async with at_work() as desk:
        desk.doing.faults["1"] = [RateLimited("slow down", 100.0)]
        await desk.order(row("1"), row("2"), row("3", lane="b"))
        await turns()
        assert desk.doing.done == ["3"]
        await asyncio.sleep(100.1)
        assert desk.doing.done == ["3", "1", "2"]


@on_virtual_time
async def test_a_row_that_is_tried_again_keeps_its_place_also_after_a_restart() -> None:
    store = Shaky()
    async with at_work(store) as desk:
        desk.doing.faults["1"] = [Temporary("down")]
        await desk.order(row("1"), row("2"))
        await turns()
        assert desk.doing.done == []
    async with at_work(store) as desk:
        await turns()
        assert desk.doing.done == ["1", "2"]


@on_virtual_time
async def test_what_was_left_by_a_crash_is_taken_up_at_start_in_its_order() -> None:
    store = Shaky()
    await store.open()
    await hold(store, row("1"), row("2", state=RowState.SENDING), row("3", state=RowState.SENT), row("4"))
    async with at_work(store) as desk:
        await turns()
        assert desk.doing.done == ["1", "2", "4"]


@on_virtual_time
async def test_more_than_one_batch_is_done_whole() -> None:
    store = Shaky()
    await store.open()
    await hold(store, *(row(str(number), lane=str(number)) for number in range(BATCH * 2 + 7)))
    async with at_work(store) as desk:
        await turns()
        assert len(desk.doing.done) == BATCH * 2 + 7


# ── time ─────────────────────────────────────────────────────────────────────────────────────────


@on_virtual_time
async def test_a_row_is_done_when_its_time_comes_and_not_before() -> None:
    async with at_work() as desk:
        await desk.order(row("late", due=3600.0), row("soon", lane="b", due=10.0))
        await asyncio.sleep(9.9)
        assert desk.doing.done == []
        await asyncio.sleep(0.2)
        assert desk.doing.done == ["soon"]
        await asyncio.sleep(3600)
        assert desk.doing.done == ["soon", "late"]


@on_virtual_time
async def test_an_earlier_row_that_comes_later_does_not_wait_for_the_later_one() -> None:
    async with at_work() as desk:
        await desk.order(row("late", due=25.0))
        await turns()
        await desk.order(row("soon", lane="b", due=5.0))
        await asyncio.sleep(5.1)
        assert desk.doing.done == ["soon"]


@on_virtual_time
async def test_a_row_that_nobody_told_of_is_found_by_the_slow_poll() -> None:
    async with at_work() as desk:
        await hold(desk.store, row("1"))
        await asyncio.sleep(POLL + 1)
        assert desk.doing.done == ["1"]


@on_virtual_time
async def test_nothing_is_asked_of_the_store_again_and_again_while_there_is_nothing_to_do() -> None:
    async with at_work() as desk:
        before = desk.store.looks
        await asyncio.sleep(POLL * 10)
        assert desk.store.looks - before <= 10


# ── once ─────────────────────────────────────────────────────────────────────────────────────────


@on_virtual_time
async def test_a_row_that_ends_while_the_store_is_being_read_is_not_done_twice() -> None:
    """What was read is older than what was done: the row in it is still pending."""
    async with at_work() as desk:
        await hold(desk.store, row("1"))
        desk.store.reading.clear()
        desk.dispatcher.look()
        await turns()
        desk.dispatcher.started([row("1")])
        await turns()
        assert desk.doing.done == ["1"]
        desk.store.reading.set()
        await turns()
        assert desk.doing.done == ["1"]


@on_virtual_time
async def test_a_row_that_is_known_already_is_not_taken_twice() -> None:
    gate = asyncio.Event()
    async with at_work(doing=Doing(gates={"1": gate.wait})) as desk:
        await desk.order(row("1"))
        desk.dispatcher.started([row("1")])
        desk.dispatcher.look()
        await turns()
        gate.set()
        await turns()
        assert desk.doing.done == ["1"]


@on_virtual_time
async def test_nothing_is_remembered_of_what_is_done() -> None:
    async with at_work() as desk:
        await desk.order(*(row(str(number), lane=str(number)) for number in range(50)))
        await asyncio.sleep(1)
        assert (desk.dispatcher._known, desk.dispatcher._lanes, desk.dispatcher._ended) == (set(), {}, None)


# ── failures ─────────────────────────────────────────────────────────────────────────────────────


@on_virtual_time
async def test_a_failure_is_tried_again_with_growing_pauses() -> None:
    async with at_work() as desk:
        desk.doing.faults["1"] = [Temporary("down")] * 4
        await desk.order(row("1"))
        await asyncio.sleep(60)
        pauses = [round(b - a) for a, b in zip(desk.doing.at, desk.doing.at[1:], strict=False)]
        assert (pauses, await desk.state("1")) == ([1, 2, 4, 8], RowState.SENT)


@on_virtual_time
async def test_a_doer_that_raises_anything_is_tried_again_and_then_given_up() -> None:
    async with at_work() as desk:
        desk.doing.faults["1"] = [ValueError("a fault of ours")] * TRIES
        await desk.order(row("1"), row("2"))
        await asyncio.sleep(3600)
        assert await desk.state("1") is RowState.DEAD
        assert len(desk.doing.gave) == 1
        assert desk.doing.done == ["2"], "the next in the lane goes on"


@on_virtual_time
async def test_what_can_never_work_is_given_up_at_once_and_told() -> None:
    async with at_work() as desk:
        desk.doing.faults["1"] = [Permanent("the chat is gone")]
        await desk.order(row("1"))
        await turns()
        assert await desk.state("1") is RowState.DEAD
        assert [settled.error for settled in desk.told] == ["the chat is gone"]


@on_virtual_time
async def test_a_row_whose_failure_cannot_be_told_ends_all_the_same() -> None:
    async with at_work(doing=Doing(breaks=True)) as desk:
        desk.doing.faults["1"] = [Permanent("gone")]
        await desk.order(row("1"), row("2"))
        await asyncio.sleep(POLL * 3)
        assert await desk.state("1") is RowState.DEAD
        assert (len(desk.doing.gave), desk.doing.done) == (1, ["2"])


@on_virtual_time
async def test_a_row_that_a_commit_settled_is_not_settled_again() -> None:
    async with at_work(doing=Doing(settles=True)) as desk:
        desk.doing.faults["1"] = [Permanent("gone")]
        await desk.order(row("1"))
        await turns()
        assert await desk.state("1") is RowState.PENDING, (
            "that commit was the doer's, and here there was none"
        )
        assert desk.doing.done == []


# ── the store is away ────────────────────────────────────────────────────────────────────────────


@on_virtual_time
async def test_what_was_done_is_written_down_when_the_store_is_back_and_not_done_again() -> None:
    gate = asyncio.Event()
    async with at_work(doing=Doing(gates={"1": gate.wait})) as desk:
        await desk.order(row("1"))
        await turns()
        desk.store.away = True
        gate.set()
        await asyncio.sleep(600)
        assert desk.doing.done == ["1"]
        desk.store.away = False
        await asyncio.sleep(5)
        assert (desk.doing.done, await desk.state("1")) == (["1"], RowState.SENT)


@on_virtual_time
async def test_a_store_that_is_away_is_asked_now_and_then_and_not_in_a_hot_loop() -> None:
    async with at_work() as desk:
        await desk.order(row("1", due=10.0))
        await turns()
        desk.store.away = True
        before = desk.store.looks
        await asyncio.sleep(100)
        assert desk.store.looks - before < 150
        desk.store.away = False
        await asyncio.sleep(2)
        assert desk.doing.done == ["1"]


@on_virtual_time
async def test_reading_that_fails_in_any_other_way_does_not_end_the_work() -> None:
    async with at_work() as desk:
        desk.store.broken = ValueError("a row nobody understands")
        desk.dispatcher.look()
        await asyncio.sleep(5)
        desk.store.broken = None
        await hold(desk.store, row("1"))
        await asyncio.sleep(2)
        assert desk.doing.done == ["1"]


# ── stopping ─────────────────────────────────────────────────────────────────────────────────────


@on_virtual_time
async def test_stopping_lets_what_runs_end_and_begins_nothing_more() -> None:
    gate = asyncio.Event()
    async with at_work(doing=Doing(gates={"1": gate.wait})) as desk:
        await desk.order(row("1"), row("2"))
        await turns()
        stopping = asyncio.create_task(desk.dispatcher.stop(10.0))
        await turns()
        gate.set()
        assert await stopping == 0
        assert desk.doing.done == ["1"]
        assert [await desk.state(name) for name in "12"] == [RowState.SENT, RowState.PENDING]


@on_virtual_time
async def test_stopping_gives_up_waiting_for_what_never_ends() -> None:
    async with at_work(doing=Doing(gates={"1": asyncio.Event().wait})) as desk:
        await desk.order(row("1"))
        await turns()
        began = now()
        assert await desk.dispatcher.stop(10.0) == 1
        assert now() - began <= 10.1
        assert await desk.state("1") is RowState.PENDING


@on_virtual_time
async def test_stopping_does_not_wait_for_lanes_that_only_wait_for_another_try() -> None:
    async with at_work() as desk:
        desk.doing.faults["1"] = [RateLimited("slow down", 3600.0)]
        await desk.order(row("1"))
        await turns()
        began = now()
        await desk.dispatcher.stop(10.0)
        assert now() == began
        assert await desk.state("1") is RowState.PENDING
