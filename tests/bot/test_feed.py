"""What open pages are told: in order, only their own, and honestly when they were too slow."""

import asyncio

import pytest

from bot.feed import MOST, Hub
from handoff.feed import Changed, Marked, Notice, Typing
from handoff.ids import RowId
from handoff.transcript import AuthorKind
from tests.builders import conversation, conversation_id, entry

ANA, BEN = conversation_id("ana"), conversation_id("ben")


def typing(number: int = 0, chat: str = "ana") -> Typing:
    return Typing(conversation_id(chat), AuthorKind.HUMAN, str(number))


async def test_who_watches_one_conversation_hears_of_that_one_and_who_watches_all_hears_all() -> None:
    hub = Hub()
    notices: list[Notice] = [
        typing(),
        Changed(conversation("ben"), (entry(1),)),
        Marked(ANA, RowId("r1")),
    ]
    with hub.watch(ANA) as one, hub.watch() as every:
        for notice in notices:
            hub.publish(notice)
        assert [await anext(every) for _ in notices] == notices
        assert [await anext(one) for _ in range(2)] == [notices[0], notices[2]]


async def test_watching_begins_at_once_and_ends_with_the_block() -> None:
    hub = Hub()
    with hub.watch(ANA) as watch:
        hub.publish(typing(1))
    hub.publish(typing(2))
    assert await anext(watch) == typing(1)
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(anext(watch), 0)


async def test_a_watcher_waits_for_the_next() -> None:
    hub = Hub()
    with hub.watch(BEN) as watch:
        coming = asyncio.ensure_future(anext(aiter(watch)))
        await asyncio.sleep(0)
        assert not coming.done()
        hub.publish(typing(chat="ben"))
        assert await coming == typing(chat="ben")


async def test_a_watcher_that_is_too_slow_is_told_so_and_holds_up_nobody() -> None:
    hub = Hub()
    with hub.watch(ANA) as slow, hub.watch(ANA) as quick:
        for number in range(MOST + 5):
            hub.publish(typing(number))
            assert await anext(quick) == typing(number)
        assert (slow.lagged, quick.lagged) == (True, False)
        assert [await anext(slow) for _ in range(MOST)] == [typing(number) for number in range(MOST)]


def test_nothing_is_kept_of_watchers_that_left() -> None:
    hub = Hub()
    for chat in "abc":
        with hub.watch(conversation_id(chat)), hub.watch():
            pass
    assert (hub._of, hub._all) == ({}, set())


def test_a_watcher_that_fell_leaves_as_well() -> None:
    hub = Hub()
    with pytest.raises(RuntimeError), hub.watch(ANA):
        raise RuntimeError
    assert hub._of == {}
