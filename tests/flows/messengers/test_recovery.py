"""What came while the bot was killed comes in at its next start, in order and once, and old buttons work."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from typing import Final

import pytest
import pytest_asyncio

from tests.flows.messengers import phrases
from tests.flows.messengers.journey import Journey
from tests.flows.messengers.seen import Seen
from tests.flows.messengers.world import Desk, World, world_in

pytestmark = [
    pytest.mark.asyncio(loop_scope="module"),
]
PAIRS: Final = (("telegram", "slack"), ("slack", "discord"), ("discord", "telegram topics"))
LATE: Final = 3
RETRIES: Final = (0.5,) * 60
"""Seconds between two tries of a Slack in a hurry; the real one waits minutes."""


Tasks = Sequence["asyncio.Task[None]"]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def checks(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Tasks]:
    """Three conversations that a person has, then a kill in which much is written, and a new start."""
    async with world_in(tmp_path_factory.mktemp("recovery")) as world:
        world.slack.courier.retries = RETRIES
        desks = [desk_of(world, number, team) for number, (_, team) in enumerate(PAIRS)]
        async with world.running():
            people = [await world.contact(channel, f"Mia M{n}") for n, (channel, _) in enumerate(PAIRS)]
            talks = [Journey(*pair, f"lamp{n}") for n, pair in enumerate(zip(people, desks, strict=True))]
            await asyncio.gather(*(begin(one) for one in talks))
            await world.bot.kill()
            for one in talks:
                await write(one)
            await world.bot.start()
            tasks = [asyncio.create_task(came(one)) for one in talks]
            yield tasks
            await asyncio.gather(*tasks, return_exceptions=True)


def desk_of(world: World, number: int, team: str) -> Desk:
    """Open a place for one conversation."""
    (desk,) = world.desk(team, f"desk {number}", world.member(f"ada{number}", f"Ada N{number}"))
    world.queue(f"queue{number}", f"lamp{number}", desk.place)
    return desk


async def begin(one: Journey) -> None:
    """Come to the point where a person has the conversation."""
    await one.asked_and_handed_over()
    await one.taken_over()
    await one.operator.writes(one.thread, "I am here.")
    await one.hears("I am here.")


async def write(one: Journey) -> None:
    """Let both sides write while nobody is there."""
    for number in range(LATE):
        await one.contact.says(f"late words {number}")
    for number in range(LATE):
        await one.operator.writes(one.thread, f"belated answer {number}")


async def came(one: Journey) -> None:
    """Wait for all of it on both sides; then what is written now must come behind it."""
    await one.reads(phrases.RECOVERED.format(LATE))
    for number in range(LATE):
        await one.reads(f"late words {number}")
        await one.hears(f"belated answer {number}")
    await one.contact.says("Are you still there?")
    await one.reads("still there?")
    wanted = [str(number) for number in range(LATE)]
    assert numbered(one.operator.reads(one.thread), "late words") == wanted
    assert numbered(one.contact.sees(), "belated answer") == wanted
    told = await one.operator.presses(await one.card(phrases.HAS_IT), phrases.RETURN)
    await one.operator.answers(told, "All done.")
    await one.card(phrases.RETURNED)
    await one.hears(phrases.HANDED_BACK)


def numbered(screen: Sequence[Seen], words: str) -> list[str]:
    """Return the numbers behind some words of ours, in the order they are shown."""
    return [seen.text.partition(words)[2].strip() for seen in screen if seen.ours and words in seen.text]


@pytest.mark.parametrize("pair", range(len(PAIRS)), ids=["-".join(pair).replace(" ", "-") for pair in PAIRS])
async def test_what_was_written_meanwhile_comes_in_order_and_once_and_old_buttons_work(
    checks: Tasks, pair: int
) -> None:
    await checks[pair]
