"""Keeps a channel running: one that ends or raises is started again with back-off, and it shows."""

import asyncio
from collections.abc import Callable, Coroutine

import structlog

from channels.errors import ChannelError, Permanent

log = structlog.get_logger(__name__)

FIRST = 1.0
LONGEST = 60.0
HEALTHY = 60.0
"""Seconds a run must have lasted for the back-off to begin anew."""


async def supervised(
    name: str, run: Callable[[], Coroutine[object, object, None]], first: float = FIRST
) -> None:
    """Run it for ever; cancelled from outside it ends. Waits double from ``first`` seconds up to a minute."""
    loop = asyncio.get_running_loop()
    wait = first
    while True:
        began = loop.time()
        try:
            await run()
            log.warning("channel ended", channel=name)
        except asyncio.CancelledError:
            task = asyncio.current_task()
            if task is None or task.cancelling():
                raise
            log.exception("channel cancelled itself", channel=name)
        except ChannelError as error:
            _complain(name, error)
        except Exception:
            log.exception("channel failed", channel=name)
        if loop.time() - began > HEALTHY:
            wait = first
        await asyncio.sleep(wait)
        wait = min(wait * 2, LONGEST)


def _complain(name: str, error: ChannelError) -> None:
    """Say in one line what is known to happen; a stack trace would say less."""
    complain = log.error if isinstance(error, Permanent) else log.warning
    cause = type(error.__cause__).__name__ if error.__cause__ is not None else ""
    complain("channel failed", channel=name, why=str(error), cause=cause)
