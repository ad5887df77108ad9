"""Tells when a folder of Markdown files has changed.

The folder is watched, not its files: editors replace files. The system's notifications make it quick; a look
every few seconds finds what they do not tell (network mounts, a folder that was replaced, a change that was
made before the watch began).
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Final

from watchfiles import awatch

from bot.agent.knowledge.folder import Mark, mark

log = logging.getLogger(__name__)

_LOOK_MS: Final = 2000
_AGAIN: Final = 2.0
"""Seconds until the folder is watched again after the system refused to."""


async def watch(folder: Path, seen: Mark, changed: Callable[[], Awaitable[None]]) -> None:
    """Call ``changed`` after each change since the state ``seen``, until cancelled."""
    told = ""
    while True:
        try:
            async for _ in awatch(
                folder, debounce=200, step=50, rust_timeout=_LOOK_MS, yield_on_timeout=True
            ):
                now = await asyncio.to_thread(mark, folder)
                if now != seen:
                    seen = now
                    await changed()
        except OSError as error:
            if told != str(error):
                log.warning("the knowledge folder %s cannot be watched: %s", folder, error)
            told = str(error)
        await asyncio.sleep(_AGAIN)
