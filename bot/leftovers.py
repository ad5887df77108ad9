"""Removes uploads that were never sent: at the start, and once an hour."""

import asyncio
from collections.abc import Callable

import structlog

from channels.files import Files

log = structlog.get_logger(__name__)

DAY = 86400.0
"""Seconds that an upload waits for the message it goes with."""
HOUR = 3600.0


async def remove_leftovers(files: Files, clock: Callable[[], float]) -> None:
    """Do it for ever; ``clock`` gives seconds since 1970 UTC.

    A disk that refuses is asked again in an hour.
    """
    while True:
        try:
            count = await files.tidy(clock() - DAY)
        except OSError as error:
            log.warning("uploads that were never sent cannot be removed", why=str(error))
        else:
            if count:
                log.info("removed uploads that were never sent", count=count)
        await asyncio.sleep(HOUR)
