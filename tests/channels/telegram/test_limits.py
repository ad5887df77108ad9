"""The pace stays below Telegram's limits, counted in any second and any minute."""

import asyncio
from collections import defaultdict

from channels.telegram.limits import Limits
from tests.virtual import now, on_virtual_time


def most(times: list[float], seconds: float) -> int:
    """Return how many at most fall into a stretch of so many seconds."""
    return max(sum(1 for at in times if start <= at < start + seconds - 1e-6) for start in times)


@on_virtual_time
async def test_no_second_and_no_minute_holds_more_than_telegram_takes() -> None:
    limits, sent = Limits(), defaultdict[int, list[float]](list)

    async def talk(chat: int, count: int) -> None:
        for _ in range(count):
            await limits.turn(chat)
            sent[chat].append(now())

    people, groups = range(1, 61), range(-5, 0)
    await asyncio.gather(*(talk(chat, 20) for chat in people), *(talk(chat, 60) for chat in groups))
    assert most([at for times in sent.values() for at in times], 1) <= 30
    assert all(most(sent[chat], 60) <= 20 for chat in groups)
    assert all(most(sent[chat], 10) <= 10 + 3 for chat in people)


@on_virtual_time
async def test_a_group_flows_until_its_minute_is_used_up_and_reactions_cost_nothing() -> None:
    limits, began = Limits(), now()
    for _ in range(18):
        await limits.turn(-7)
        await limits.turn(-7)
        limits.back(-7)
    await limits.turn(-7)
    assert now() - began < 5
    await limits.turn(-7)
    assert now() - began >= 60


@on_virtual_time
async def test_a_chat_that_must_wait_lets_all_others_go_on() -> None:
    limits = Limits()
    limits.hold(-7, 30)
    began = now()
    await limits.turn(7)
    await limits.turn(-8)
    assert now() - began < 1
    await limits.turn(-7)
    assert now() - began >= 30
