"""A thousand messages on each platform while it fails in every way: none lost, none answered twice."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest

from tests.flows.messengers import storms
from tests.flows.messengers.load import AT_ONCE, ROUNDS, Talk, count
from tests.flows.messengers.storms import Storm
from tests.flows.messengers.world import World, world_in
from tests.process import MIRROR

pytestmark = [pytest.mark.slow, pytest.mark.chaos]
PEOPLE: Final = 252
TIMES: Final = 6
"""How often each kind of fault is played."""
STORMS: Final = {"telegram": storms.telegram, "slack": storms.slack, "discord": storms.discord}
EVERY: Final = 12
"""Messages between two faults."""
REDELIVERS_LATE: Final = frozenset({"slack"})
"""What a lost socket held comes again after what came meanwhile: the platform itself mixes the order."""


def quiet(world: World) -> None:
    """Let nothing in the settings get between a message and its answer."""
    world.more = {
        "bot": {"name": "Robin", "burst": "300ms"},
        "escalation": {"off": ["promise", "stuck", "confidence", "mood"]},
        "log": {"level": "warning"},
    }


@pytest.mark.parametrize("channel", sorted(STORMS))
async def test_of_a_thousand_messages_none_is_lost_and_none_is_answered_twice(
    tmp_path: Path, channel: str, record_property: Callable[[str, object], None]
) -> None:
    async with world_in(tmp_path) as world:
        world.speed = 4  # many chats at once: the limit for all would be the whole run
        quiet(world)
        world.slack.courier.retries = (0.5,) * 60
        world.slack.courier.patience = 1.0
        async with world.running(program=MIRROR, env={"MIRROR_PAST": "no"}):
            world.bot.traces = True  # a channel that lost its connection may say how
            blows, doubtful = STORMS[channel](world, TIMES)
            storm = Storm(blows, EVERY)
            talks = [Talk(await world.contact(channel, f"m{number}"), number) for number in range(PEOPLE)]
            everybody = asyncio.Barrier(PEOPLE)
            await asyncio.gather(*(talk.run(storm.blow, everybody) for talk in talks))
    found = count(talks)
    assert storm.over
    assert found.messages == PEOPLE * ROUNDS * AT_ONCE >= 1_000
    assert found.lost == 0, found
    assert found.mixed == 0 or channel in REDELIVERS_LATE, found
    assert found.doubled <= doubtful * AT_ONCE, found
    record_property(f"{channel}: messages under {storm.hits} faults", found.messages)
    record_property(f"{channel}: lost", found.lost)
    record_property(f"{channel}: chats out of order", found.mixed)
    told = f"{channel}: answered twice, of {doubtful} nobody can ask about"
    record_property(told, found.doubled // AT_ONCE)
