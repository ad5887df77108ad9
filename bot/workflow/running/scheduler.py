"""Begins the runs of schedules, for every contact in the folder they name, once at each moment.

What was done is known by two things: a memo with the newest moment of each schedule, and for each contact
the key of its event, so that a process that dies half way goes on where it was. Moments that were missed
while the bot was away are made up for once: the newest counts. A schedule that is new, was changed or was
switched off meanwhile begins with its next moment, and so does one whose clock was put back: what ran stays
run, by its key.
"""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final, Self

import structlog

from bot.config.model import Bot
from bot.workflow.running.flows import flow
from bot.workflow.running.shelf import Volume
from bot.workflow.running.slots import last_slot
from channels.base import Memos
from handoff.desk import Desk
from handoff.events import RunBegan
from handoff.flow import Flow, Occasion
from handoff.ids import ConversationId
from handoff.store.reading import Reader

log = structlog.get_logger(__name__)

LOOK: Final = 5.0
"""Seconds between two looks at the clock."""


@dataclass(frozen=True, slots=True)
class Seen:
    """The newest moment of a schedule that is over with, and what told its moments then."""

    at: float
    hand: str

    def __str__(self) -> str:
        return f"{self.at!r} {self.hand}"

    @classmethod
    def read(cls, memo: str) -> Self | None:
        """Read what ``str`` wrote; None for nothing, and for what no version wrote."""
        at, _, hand = memo.partition(" ")
        try:
            return cls(float(at), hand)
        except ValueError:
            return None


class Scheduler:
    """One process's clock for schedules."""

    def __init__(
        self,
        desk: Desk,
        reader: Reader,
        memos: Memos,
        volumes: Callable[[], Mapping[str, Volume]],
        bot: Callable[[], Bot],
        clock: Callable[[], float],
    ) -> None:
        """``bot`` has the zone whose clock crontabs are read by; ``clock`` gives seconds since 1970 UTC."""
        self._desk = desk
        self._reader = reader
        self._memos = memos
        self._volumes = volumes
        self._bot = bot
        self._clock = clock

    async def run(self) -> None:
        """Look again and again, until cancelled."""
        while True:
            await self.look()
            await asyncio.sleep(LOOK)

    async def look(self) -> None:
        """Begin what has become due since the last look."""
        for volume in tuple(self._volumes().values()):
            schedule = flow(volume, self._bot().language)
            if schedule.occasion is Occasion.SCHEDULE:
                await self._look_at(volume, schedule)

    async def _look_at(self, volume: Volume, schedule: Flow) -> None:
        data, name, zone = volume.workflow.trigger.data, f"schedule:{volume.name}", self._bot().zone
        hand = f"{data.cron} {zone}" if data.cron is not None else f"every {data.every}"
        seen = Seen.read((await self._memos.memos(name)).get(name, ""))
        if seen is None or seen.hand != hand or seen.at > self._clock():
            await self._memos.remember(name, str(Seen(self._clock(), hand)))
            return
        slot = last_slot(data, self._clock(), zone)
        if slot is not None and slot > seen.at:
            if volume.enabled:
                await self._begin(data.tag or "", schedule, slot)
            await self._memos.remember(name, str(Seen(slot, hand)))

    async def _begin(self, tag: str, schedule: Flow, slot: float) -> None:
        contacts = await self._reader.tagged(tag)
        for conversation in contacts:
            if await self._may(conversation, schedule):
                key = f"schedule:{schedule.name}:{slot:.0f}:{conversation}"
                await self._desk.happened(conversation, RunBegan(schedule), key=key)
        log.info("a schedule began", workflow=schedule.name, contacts=len(contacts))

    async def _may(self, conversation: ConversationId, schedule: Flow) -> bool:
        """Whether it is for this contact, and its run of the last time is over."""
        state = await self._desk.state(conversation)
        if state is None or any(run.workflow == schedule.name for run in state.runs):
            return False
        return schedule.matches({}, state.contact)
