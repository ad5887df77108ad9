"""Patience: Discord brings no event a second time, so it is brought until it is stored."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Final, TypeVar

from channels.errors import ChannelError, Permanent, RateLimited
from handoff.errors import StoreUnavailable

Result = TypeVar("Result")
FIRST, LONGEST = 0.2, 10.0
"""Seconds between two tries."""

_log: Final = logging.getLogger(__name__)


async def stored(bring: Callable[[], Awaitable[Result]]) -> Result:
    """Return what ``bring`` returns, as soon as the store and the disk can be written."""
    pause = FIRST
    while True:
        try:
            return await bring()
        except (StoreUnavailable, OSError):
            _log.warning("the store cannot be written: an event from Discord waits %.1f s", pause)
            await asyncio.sleep(pause)
            pause = min(2 * pause, LONGEST)


async def asked(ask: Callable[[], Awaitable[Result]], tries: int = 1000) -> Result:
    """Return what ``ask`` returns, as soon as Discord answers; raises what it says for good, or says last."""
    pause = FIRST
    while True:
        tries -= 1
        try:
            return await ask()
        except Permanent:
            raise
        except ChannelError as error:
            if not tries:
                raise
            await asyncio.sleep(error.seconds if isinstance(error, RateLimited) else pause)
            pause = min(2 * pause, LONGEST)
