"""A thousand messages each way while everything goes wrong: none lost, none doubled, each chat in order."""

import asyncio
import random

import pytest

from channels.base import Outgoing
from channels.errors import ChannelError, RateLimited, Uncertain
from handoff.events import ContactSaid
from tests.channels.discord.harness import Log, Stage, out
from tests.platforms.discord.faults import Fault, Kind
from tests.platforms.discord.people import Someone

CHATS, EACH = 20, 50
KINDS: tuple[Kind, ...] = ("limit", "status", "drop-before", "drop-after")


class Echo(Log):
    """Answers each message once it is stored, as the dispatcher would: again until it surely arrived."""

    def attend(self, stage: Stage) -> None:
        self._stage = stage
        self._queues: dict[str, asyncio.Queue[Outgoing]] = {}
        self.workers: list[asyncio.Task[None]] = []
        self.tries = 0

    async def _tell(self) -> None:
        await super()._tell()
        contact, event = self.events[-1]
        assert isinstance(event, ContactSaid)
        if contact.chat not in self._queues:
            self._queues[contact.chat] = asyncio.Queue()
            self.workers.append(asyncio.create_task(self._answer(self._queues[contact.chat])))
        answer = out(f"echo {event.content.text}", contact.chat, key=event.id)
        self._queues[contact.chat].put_nowait(answer)

    async def _answer(self, queue: asyncio.Queue[Outgoing]) -> None:
        while True:
            message, again = await queue.get(), False
            while True:
                self.tries += 1
                try:
                    await self._stage.channel.send(
                        Outgoing(message.key, message.to, message.author, message.content, again=again)
                    )
                    break
                except ChannelError as error:
                    again |= isinstance(error, Uncertain)
                    await asyncio.sleep(error.seconds if isinstance(error, RateLimited) else 0.01)


async def speak(stage: Stage, who: Someone, chance: random.Random) -> None:
    for number in range(EACH):
        who.say(f"m{number}")
        if chance.random() < 0.3:
            path = f"/channels/{who.dm}/messages$"
            stage.server.plan(Fault(chance.choice(KINDS), "POST", path, seconds=0.02))
        await asyncio.sleep(chance.random() * 0.02)


async def break_lines(stage: Stage, chance: random.Random) -> None:
    for _ in range(6):
        await asyncio.sleep(0.1)
        if chance.random() < 0.5:
            stage.server.gateway.abort_all()
        else:
            stage.server.gateway.order(7)
        stage.server.gateway.repeat()
    stage.server.gateway.forget_sessions()
    stage.server.gateway.abort_all()


@pytest.mark.slow
async def test_a_thousand_messages_each_way_through_all_faults(stage: Stage, record_property: object) -> None:
    log = Echo(stage.server.place)
    log.attend(stage)
    stage.log, chance = log, random.Random(7)
    people = [stage.server.contact(f"Person {number}") for number in range(CHATS)]
    async with stage.running():
        work = [speak(stage, who, random.Random(index)) for index, who in enumerate(people)]
        await asyncio.gather(break_lines(stage, chance), *work)
        await stage.server.until(lambda: len(log.events) == CHATS * EACH)
        await stage.server.until(lambda: all(len(who.sees()) == 2 * EACH for who in people))
    for worker in log.workers:
        worker.cancel()
    await asyncio.gather(*log.workers, return_exceptions=True)
    expected = [f"m{number}" for number in range(EACH)]
    assert all(log.said(who.dm) == expected for who in people)
    assert all(echoed(who) == [f"echo {text}" for text in expected] for who in people)
    counted = stage.server.counts
    assert callable(record_property)
    record_property("discord: messages each way", CHATS * EACH)
    record_property("discord: faults played", sum(counted[kind] for kind in KINDS))
    record_property("discord: sessions resumed", counted["resumed"])
    record_property("discord: sessions lost", counted["not resumed"])


def echoed(who: Someone) -> list[str]:
    return [seen.text for seen in who.sees() if seen.author != who.name]
