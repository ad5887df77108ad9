"""Full turns through the whole engine: taken in, stored, judged, answered, fenced, sent, marked.

The agent is a constant and the messenger is in memory; everything between is what runs in production.
"""

import asyncio
import time
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from bench.words import question
from bot import heap
from bot.agent.scripted import ConstantAgent
from bot.app import App, build
from bot.config.model import Bot, Contacts, Settings, Store
from channels.base import Outgoing, Receipt
from channels.fake import FakeChannel
from handoff.content import Content
from handoff.events import ContactSaid
from handoff.ids import Address
from handoff.outcome import Done

CONVERSATIONS: Final = 200


@dataclass
class Echo(FakeChannel):
    """Tells who waits for a chat's answer that it was sent."""

    waiting: dict[str, "asyncio.Future[None]"] = field(default_factory=dict)

    async def send(self, out: Outgoing) -> Receipt:
        """Take the message and wake its chat."""
        done = self.waiting.get(out.to.chat)
        if done is not None and not done.done():
            done.set_result(None)
        return Receipt(out.key)


@asynccontextmanager
async def engine(folder: Path) -> AsyncIterator[tuple[App, Echo]]:
    """Run the engine on a fresh durable database."""
    settings = Settings(
        store=Store(url=f"sqlite:///{folder}/turns.db"),
        bot=Bot(burst=0.0),
        contacts=Contacts(channels=("fake",)),
    )
    channel = Echo()
    app = await build(settings, agent=ConstantAgent(), channels={"fake": channel})
    work = asyncio.create_task(app.dispatcher.run())
    await asyncio.sleep(0)
    heap.settle()
    try:
        yield app, channel
    finally:
        work.cancel()
        await app.dispatcher.stop(5)
        await app.desk.close()
        await app.store.close()


async def full_speed(folder: Path, turns: int = 4000) -> float:
    """Return turns/s with as many conversations talking at once as ``CONVERSATIONS``."""
    async with engine(folder) as (app, channel):
        each = turns // CONVERSATIONS
        began = time.perf_counter()
        await asyncio.gather(*(_talk(app, channel, f"chat{n}", each) for n in range(CONVERSATIONS)))
        await _all_marked(app)
        return each * CONVERSATIONS / (time.perf_counter() - began)


async def steady(folder: Path, rate: float = 50.0, seconds: float = 8.0) -> list[float]:
    """Return the milliseconds from a message to its sent answer, at ``rate`` messages a second."""
    taken: list[float] = []
    async with engine(folder) as (app, channel):
        numbers: dict[str, int] = defaultdict(int)
        tasks = []
        for n in range(int(rate * seconds)):
            chat = f"chat{n % CONVERSATIONS}"
            numbers[chat] += 1
            tasks.append(asyncio.create_task(_timed(app, channel, chat, numbers[chat], taken)))
            await asyncio.sleep(1 / rate)
        await asyncio.gather(*tasks)
    return taken


async def _timed(app: App, channel: Echo, chat: str, number: int, taken: list[float]) -> None:
    began = time.perf_counter()
    await _turn(app, channel, chat, number)
    taken.append((time.perf_counter() - began) * 1000)


async def _talk(app: App, channel: Echo, chat: str, turns: int) -> None:
    for number in range(turns):
        await _turn(app, channel, chat, number)


async def _turn(app: App, channel: Echo, chat: str, number: int) -> None:
    done = channel.waiting[chat] = asyncio.get_running_loop().create_future()
    key = f"{chat}:{number}"
    said = ContactSaid(key, Content(question(number)))
    outcome = await app.intake.receive(Address("fake", chat), said, key)
    assert isinstance(outcome, Done), outcome
    await done


async def _all_marked(app: App) -> None:
    while (await app.store.counts()).rows.get("pending", 0):  # noqa: ASYNC110 - the store is what counts
        await asyncio.sleep(0.002)
