"""How long it takes from a contact's message to the agent's answer on the platform. Printed, never judged."""

import asyncio
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

from tests.flows.messengers.world import CONTACTS, Contact, world_in
from tests.lines import LIMIT
from tests.process import MIRROR

TIMES: Final = 40
TICK: Final = 0.0005


async def answered(contact: Contact) -> float:
    """Say something; return the milliseconds until an answer stands there."""
    began = time.perf_counter()
    await contact.says("quince")
    async with asyncio.timeout(LIMIT):
        while not contact.words():  # noqa: ASYNC110  # platforms tell nobody what they show
            await asyncio.sleep(TICK)
    return (time.perf_counter() - began) * 1000


async def test_round_trips(tmp_path: Path, record_property: Callable[[str, object], None]) -> None:
    """People come one after the other, so that each finds the bot at rest."""
    async with world_in(tmp_path) as world:
        world.speed = 100
        async with world.running(program=MIRROR, env={"MIRROR_PAST": "no"}):
            for channel in CONTACTS:
                people = [await world.contact(channel, f"m{number}") for number in range(TIMES)]
                taken = sorted([await answered(one) for one in people])
                middle, late = statistics.median(taken), taken[int(TIMES * 0.95)]
                told = f"p50 {middle:.1f} ms, p95 {late:.1f} ms"
                record_property(f"{channel}: message to answer", told)
