"""Tells when a workflow's file has changed, though the configuration has not."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import Final

from bot.config.workflows import Workflow

LOOK: Final = 2.0
"""Seconds between two looks: there are few files, and an editor's ways of writing one are many."""
Mark = tuple[tuple[str, int, int], ...]
"""Each file's path, time of its last change, and size; -1 for one that is not there."""


def mark(entries: Mapping[str, Workflow]) -> Mark:
    """Return what tells one state of the files from another."""
    return tuple(_seen(entry.file) for entry in entries.values())


async def follow(
    entries: Callable[[], Mapping[str, Workflow]], changed: Callable[[], Awaitable[None]], pause: float = LOOK
) -> None:
    """Call ``changed`` after each change of a file, until cancelled; it may see a half-written one."""
    seen = await asyncio.to_thread(mark, entries())
    while True:
        await asyncio.sleep(pause)
        now = await asyncio.to_thread(mark, entries())
        if now != seen:
            seen = now
            await changed()


def _seen(path: Path) -> tuple[str, int, int]:
    try:
        found = path.stat()
    except OSError:
        return str(path), -1, -1
    return str(path), found.st_mtime_ns, found.st_size
