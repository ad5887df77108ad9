"""How many codes go out: to each address and contact, and to everybody together."""

import asyncio

import pytest

from bot.workflow.running.codes import Codes
from bot.workflow.running.quota import DAY, HOUR, Limits, Quota
from handoff.store.memory import MemoryStore


class Hand:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = 1e9

    def __call__(self) -> float:
        return self.now


class Door:
    """Takes codes, each with an id of its own."""

    def __init__(self, store: MemoryStore, limits: Limits) -> None:
        self.clock = Hand()
        self.store = store
        self.quota = Quota(store, Codes(b"k" * 32), self.clock)
        self._limits = limits
        self._ids = 0

    async def take(self, address: str, contact: str = "c", id: str = "", kind: str = "mail") -> bool:
        self._ids += 1
        return await self.quota.take(kind, id or f"id{self._ids}", address, contact, self._limits)


@pytest.fixture
async def store() -> MemoryStore:
    found = MemoryStore()
    await found.open()
    return found


async def test_each_name_has_its_share_and_a_new_one_after_an_hour(store: MemoryStore) -> None:
    door = Door(store, Limits(per_hour=2))
    assert [await door.take("a@x.example", "c1") for _ in range(3)] == [True, True, False]
    assert not await door.take("b@x.example", "c1")
    assert await door.take("b@x.example", "c2")
    door.clock.now += HOUR
    assert await door.take("a@x.example", "c1")


async def test_a_mailbox_has_many_addresses_and_one_share(store: MemoryStore) -> None:
    door = Door(store, Limits(per_hour=1))
    assert await door.take("ana@x.example", "c1")
    assert not await door.take("Ana+2@x.example", "c2")


async def test_a_day_has_a_share_as_well(store: MemoryStore) -> None:
    door = Door(store, Limits(per_hour=2, per_day=3))
    for allowed in (True, True, True, False):
        assert await door.take("a@x.example") is allowed
        door.clock.now += HOUR
    door.clock.now += DAY
    assert await door.take("a@x.example")


async def test_all_together_have_a_share(store: MemoryStore) -> None:
    door = Door(store, Limits(all_per_hour=3))
    taken = [await door.take(f"{who}@x.example", f"c{who}") for who in range(4)]
    assert taken == [True, True, True, False]
    assert await door.take("+4915123456789", "c9", kind="sms")


async def test_the_same_code_tried_again_is_counted_once(store: MemoryStore) -> None:
    door = Door(store, Limits(per_hour=1))
    assert [await door.take("a@x.example", id="same") for _ in range(3)] == [True] * 3
    assert not await door.take("a@x.example", id="other")


async def test_many_at_once_get_no_more_than_their_share(store: MemoryStore) -> None:
    door = Door(store, Limits(per_hour=3))
    taken = await asyncio.gather(*(door.take("a@x.example", f"c{who}") for who in range(20)))
    assert sum(taken) == 3


async def test_what_is_older_than_a_day_is_forgotten(store: MemoryStore) -> None:
    door = Door(store, Limits())
    await door.take("a@x.example", id="old")
    door.clock.now += DAY
    await door.take("a@x.example", id="new")
    assert list(await store.memos("gate:")) == ["gate:mail:new"]


async def test_what_a_clock_counted_that_ran_far_ahead_shuts_nobody_out(store: MemoryStore) -> None:
    door = Door(store, Limits(per_hour=1))
    door.clock.now += 400 * DAY
    assert await door.take("a@x.example", "c1")
    door.clock.now -= 400 * DAY
    assert await door.take("a@x.example", "c1")
    assert not await door.take("a@x.example", "c1")
