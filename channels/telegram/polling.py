"""Asks Telegram for updates, and confirms each only when it is stored."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable
from contextlib import suppress
from functools import partial
from typing import Any, Final

import structlog

from channels.durable import stored
from channels.errors import ChannelError, RateLimited, Temporary
from channels.recent import Seen
from channels.telegram.errors import TWO_BOTS
from channels.telegram.lanes import Lanes, Taken
from channels.telegram.line import POLL, Line
from handoff.ids import Address

log = structlog.get_logger(__name__)

KINDS: Final = ["message", "edited_message", "callback_query", "message_reaction", "my_chat_member"]
GRACE: Final = 0.05
"""Seconds a batch gets to be stored before the next question, which then confirms it."""
AGAIN: Final = 0.25
"""Seconds between questions while a slow chat holds back the confirmation."""
FIRST: Final = 0.1
LONGEST: Final = 4.0
PARTING: Final = 1.0
"""Seconds that the last confirmation may take."""

Recovered = Callable[[Address, int], Awaitable[None]]


class Polling:
    """One run of the loop. Updates of a slow chat stay unconfirmed, and hold up no other."""

    def __init__(self, line: Line, lanes: Lanes, recovered: Recovered, live: Callable[[bool], None]) -> None:
        self._line = line
        self._lanes = lanes
        self._recovered = recovered
        self._live = live
        self._next: int | None = None
        self._confirmed: int | None = None
        self._open: dict[int, Taken] = {}
        self._done: Seen[int] = Seen()

    async def run(self) -> None:
        """Poll until cancelled. Raises Permanent for a refused token, Temporary for a second poller."""
        await self._unhook()
        missed = await self._round(0)
        reporting = asyncio.create_task(self._report(missed))
        try:
            await self._forever()
        except asyncio.CancelledError:
            await self._confirm()
            raise
        finally:
            reporting.cancel()

    async def _forever(self) -> None:
        wait = FIRST
        while True:
            try:
                await self._round(POLL)
                wait = FIRST
            except RateLimited as error:
                await self._pause(error.seconds)
            except Temporary as error:
                if str(error) == TWO_BOTS:
                    raise
                log.warning("telegram does not answer", error=str(error))
                await self._pause(wait)
                wait = min(wait * 2, LONGEST)

    async def _confirm(self) -> None:
        """Before a clean end confirm what is stored, so that it does not come again."""
        if self._next is None or self._confirmed == self._offset:
            return
        with suppress(ChannelError, TimeoutError):
            async with asyncio.timeout(PARTING):
                await self._line.updates(self._offset, 0, KINDS)

    @property
    def _offset(self) -> int | None:
        return min(self._open, default=self._next)

    async def _pause(self, seconds: float) -> None:
        self._live(False)
        await asyncio.sleep(seconds)

    async def _unhook(self) -> None:
        """Take away a webhook: Telegram gives updates one way only. What waits is kept."""
        info = await self._line.ask(lambda bot: bot.get_webhook_info())
        if info.url:
            await self._line.ask(lambda bot: bot.delete_webhook(drop_pending_updates=False))

    async def _round(self, seconds: int) -> list[Taken]:
        """Ask once, confirming what is stored; give what is new to the lanes."""
        self._confirmed = self._offset
        raw = await self._line.updates(self._offset, seconds, KINDS)
        self._live(True)
        fresh = [self._put(one) for one in raw if self._is_new(one)]
        waiting = [*self._open.values()]
        if waiting:
            pause = GRACE if any(fresh) else AGAIN
            await asyncio.wait(waiting, timeout=pause)
        return [taken for taken in fresh if taken is not None]

    def _is_new(self, raw: dict[str, Any]) -> bool:
        return raw["update_id"] not in self._open and raw["update_id"] not in self._done

    def _put(self, raw: dict[str, Any]) -> Taken | None:
        id: int = raw["update_id"]
        self._next = id + 1
        update = self._line.read(raw)
        if update is None:
            log.error("an update cannot be read", update=id)
            self._settle(id)
            return None
        taken = self._lanes.put(update)
        self._open[id] = taken
        taken.add_done_callback(lambda done: None if done.cancelled() else self._settle(id))
        return taken

    def _settle(self, id: int) -> None:
        self._open.pop(id, None)
        self._done.add(id)

    async def _report(self, missed: list[Taken]) -> None:
        """Say how many messages had waited for us, once for each chat."""
        places = [place for place in await asyncio.gather(*missed) if place is not None]
        for place, count in Counter(places).items():
            await stored(partial(self._recovered, place, count))
