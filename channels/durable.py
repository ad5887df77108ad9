"""Patience: what a platform brings is brought to the store until it is stored."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Final, TypeVar

import structlog

from channels.errors import ChannelError, Permanent, RateLimited
from handoff.errors import StoreUnavailable

log = structlog.get_logger(__name__)

Result = TypeVar("Result")
FIRST: Final = 0.2
LONGEST: Final = 10.0
"""Seconds between the first two tries, and between later ones at the most."""


async def stored(bring: Callable[[], Awaitable[Result]]) -> Result:
    """Return what ``bring`` returns, as soon as the store and the disk can be written."""
    pause = FIRST
    while True:
        try:
            return await bring()
        except (StoreUnavailable, OSError):
            log.warning("the store cannot be written: an event waits", seconds=pause)
            await asyncio.sleep(pause)
            pause = min(2 * pause, LONGEST)


async def asked(ask: Callable[[], Awaitable[Result]], tries: int = 1000) -> Result:
    """Return what ``ask`` returns, as soon as the platform answers; raises what it says for good, or last."""
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
