"""When schedules begin: by the clock of their zone, once at each moment, also after a stop."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.workflow.language.nodes import TriggerData
from bot.workflow.running.scheduler import Scheduler
from bot.workflow.running.slots import last_slot
from handoff.content import Content
from handoff.events import ContactSaid
from handoff.ids import Address, conversation_id
from handoff.store.memory import MemoryStore
from tests.bot.workflow.running.house import SETTINGS, House, volume
from tests.bot.workflow.running.parts import say

HOUR = 3600.0


def data(**when: Any) -> TriggerData:
    return TriggerData.model_validate({"triggerType": "schedule", "tag": "VIP", **when})


def at(text: str) -> float:
    return datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp()


@pytest.mark.parametrize(
    ("when", "zone", "now", "slot"),
    [
        ("0 9 * * *", "UTC", "2026-03-02 09:00:00", "2026-03-02 09:00"),
        ("0 9 * * *", "UTC", "2026-03-02 08:59:59", "2026-03-01 09:00"),
        ("0 9 * * *", "Europe/Berlin", "2026-03-02 09:00:00", "2026-03-02 08:00"),
        ("0 9 * * 1", "UTC", "2026-03-05 12:00:00", "2026-03-02 09:00"),
        ("*/15 * * * *", "UTC", "2026-03-02 09:44:30", "2026-03-02 09:30"),
        ("0 0 31 * *", "UTC", "2026-03-05 12:00:00", "2026-01-31 00:00"),
        ("30 2 * * *", "Europe/Berlin", "2026-03-30 12:00:00", "2026-03-30 00:30"),
        ("30 2 * * *", "Europe/Berlin", "2026-10-25 01:40:00", "2026-10-25 00:30"),
        ("*/15 * * * *", "Europe/Berlin", "2026-10-25 01:20:00", "2026-10-25 01:15"),
    ],
)
def test_a_crontab_counts_by_the_clock_of_its_zone(when: str, zone: str, now: str, slot: str) -> None:
    assert last_slot(data(cron=when), at(now), zone) == at(slot)


def test_every_so_often_counts_from_one_beginning_whenever_we_start() -> None:
    assert last_slot(data(every="1h"), 10 * HOUR + 5, "UTC") == 10 * HOUR


DAILY: Mapping[str, Any] = {
    "nodes": [
        {"id": "t", "type": "trigger", "data": {"triggerType": "schedule", "every": "1h", "tag": "VIP"}},
        say("m", "Hello again"),
    ],
    "edges": [{"source": "t", "target": "m"}],
}
RARER: Mapping[str, Any] = {"triggerType": "schedule", "every": "5h", "tag": "VIP"}
TAGGING: Mapping[str, Any] = {
    "nodes": [
        {"id": "t", "type": "trigger", "data": {"triggerType": "message_received", "keywords": ["vip"]}},
        {"id": "a", "type": "action", "data": {"actionType": "tag", "tag": "VIP"}},
    ],
    "edges": [{"source": "t", "target": "a"}],
}


class Clockwork:
    """A house with a schedule; ``scheduler`` is made anew at each start of the process."""

    def __init__(self) -> None:
        self.house = House(SETTINGS, now=100 * HOUR)
        self.scheduler = self.start()

    def start(self) -> Scheduler:
        house = self.house
        return Scheduler(
            house.desk,
            house.store,
            house.store,
            lambda: house.shelf.volumes,
            lambda: house.settings.bot,
            lambda: house.now,
        )

    async def open(self) -> None:
        await self.house.open({"daily": volume(DAILY, "daily"), "tag": volume(TAGGING, "tag")})
        await self.house.say("vip please")
        await self.scheduler.look()

    async def look(self, seconds: float = 0.0) -> list[str]:
        """Let time pass, and look; return what the contact is told."""
        self.house.now += seconds
        before = (await self.house.state()).seq
        await self.scheduler.look()
        await self.house.work()
        return await self.house.told(before)


@pytest.fixture
async def clockwork() -> Clockwork:
    found = Clockwork()
    await found.open()
    return found


async def test_a_new_schedule_begins_with_its_next_moment(clockwork: Clockwork) -> None:
    assert await clockwork.look() == []
    assert await clockwork.look(HOUR) == ["Hello again"]


async def test_one_moment_is_one_run(clockwork: Clockwork) -> None:
    assert await clockwork.look(HOUR) == ["Hello again"]
    assert await clockwork.look(60) == []
    clockwork.scheduler = clockwork.start()
    assert await clockwork.look(60) == []


async def test_missed_moments_are_made_up_for_once(clockwork: Clockwork) -> None:
    clockwork.scheduler = clockwork.start()
    assert await clockwork.look(30 * HOUR) == ["Hello again"]
    assert await clockwork.look(1) == []


async def test_a_process_that_died_half_way_goes_on_with_the_others(clockwork: Clockwork) -> None:
    """The second contact's run was not begun when the process ended; the first one's is not begun twice."""
    house = clockwork.house
    other = Address("terminal", "other")
    await house.desk.receive(other, ContactSaid("o1", Content("vip me too")))
    await house.work()
    assert await clockwork.look(HOUR) == ["Hello again"]
    await house.store.remember(
        "schedule:daily", f"{100 * HOUR!r} every {HOUR!r}"
    )  # as if this was not written
    assert await clockwork.look() == []
    entries = await house.store.entries(conversation_id(other))
    assert [entry.content.text for entry in entries].count("Hello again") == 1


async def test_nobody_outside_the_folder_hears_of_it(clockwork: Clockwork) -> None:
    house = clockwork.house
    other = Address("terminal", "other")
    await house.desk.receive(other, ContactSaid("o1", Content("hello")))
    await clockwork.look(HOUR)
    entries = await house.store.entries(conversation_id(other))
    assert "Hello again" not in [entry.content.text for entry in entries]


async def test_the_memory_of_a_schedule_is_in_the_store(clockwork: Clockwork) -> None:
    store = clockwork.house.store
    assert isinstance(store, MemoryStore)
    await clockwork.look(HOUR)
    assert await store.memos("schedule:") == {"schedule:daily": f"{101 * HOUR!r} every {HOUR!r}"}


async def test_a_schedule_that_was_changed_begins_with_its_next_moment(clockwork: Clockwork) -> None:
    """Who sets a daily message to nine o'clock at noon does not want it sent at once."""
    rarer = {**DAILY, "nodes": [{**DAILY["nodes"][0], "data": RARER}, *DAILY["nodes"][1:]]}
    clockwork.house.now += 30 * 60
    await clockwork.house.shelf.put({"daily": volume(rarer, "daily"), "tag": volume(TAGGING, "tag")})
    clockwork.house.now += 3 * HOUR
    assert await clockwork.look() == []
    assert await clockwork.look(2 * HOUR) == ["Hello again"]


async def test_a_schedule_that_was_off_makes_up_for_nothing(clockwork: Clockwork) -> None:
    shelf = clockwork.house.shelf
    await shelf.put({"daily": volume(DAILY, "daily", enabled=False)})
    assert await clockwork.look(30 * HOUR) == []
    await shelf.put({"daily": volume(DAILY, "daily")})
    assert await clockwork.look(60) == []
    assert await clockwork.look(HOUR) == ["Hello again"]


async def test_a_memory_that_nobody_wrote_is_none(clockwork: Clockwork) -> None:
    await clockwork.house.store.remember("schedule:daily", "yesterday")
    assert await clockwork.look(HOUR) == []
    assert await clockwork.look(HOUR) == ["Hello again"]


async def test_a_schedule_of_a_clock_that_ran_far_ahead_goes_on_when_it_is_put_right(
    clockwork: Clockwork,
) -> None:
    assert await clockwork.look(400 * 24 * HOUR) == ["Hello again"]
    assert await clockwork.look(-400 * 24 * HOUR) == []
    assert await clockwork.look(HOUR) == ["Hello again"]


async def test_a_moment_that_comes_again_because_the_clock_was_put_back_is_one_run(
    clockwork: Clockwork,
) -> None:
    assert await clockwork.look(HOUR) == ["Hello again"]
    assert await clockwork.look(-60) == []
    assert await clockwork.look(120) == []
    assert await clockwork.look(HOUR) == ["Hello again"]
