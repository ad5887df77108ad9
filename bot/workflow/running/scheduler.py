"""Begins the runs of schedules, for every contact in the folder they name, once at each moment.

What was done is known by two things: a memo with the newest moment of each schedule, and for each contact
the key of its event, so that a process that dies half way goes on where it was. Moments that were missed
while the bot was away are made up for once: the newest counts. A schedule that is new begins with its next
moment.
"""

import asyncio
from collections.abc import Callable, Mapping
from typing import Final

import structlog

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


class Scheduler:
    """One process's clock for schedules."""

    def __init__(
        self,
        desk: Desk,
        reader: Reader,
        memos: Memos,
        volumes: Callable[[], Mapping[str, Volume]],
        zone: Callable[[], str],
        clock: Callable[[], float],
    ) -> None:
        """``zone`` is the one whose clock crontabs are read by; ``clock`` gives seconds since 1970 UTC."""
        self._desk = desk
        self._reader = reader
        self._memos = memos
        self._volumes = volumes
        self._zone = zone
        self._clock = clock

    async def run(self) -> None:
        """Look again and again, until cancelled."""
        while True:
            await self.look()
            await asyncio.sleep(LOOK)

    async def look(self) -> None:
        """Begin what has become due since the last look."""
        for name, volume in tuple(self._volumes().items()):
            schedule = flow(volume)
            if volume.enabled and schedule.occasion is Occasion.SCHEDULE:
                await self._look_at(name, volume, schedule)

    async def _look_at(self, name: str, volume: Volume, schedule: Flow) -> None:
        memo, now = f"schedule:{name}", self._clock()
        slot = last_slot(volume.workflow.trigger.data, now, self._zone())
        known = (await self._memos.memos(memo)).get(memo)
        if known is None:
            await self._memos.remember(memo, repr(now))
        elif slot is not None and slot > float(known):
            await self._begin(volume.workflow.trigger.data.tag or "", schedule, slot)
            await self._memos.remember(memo, repr(slot))

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
        return schedule.matches("", state.contact.address.channel)
