"""A folder of Markdown files with its index, read anew when a file changes."""

import asyncio
import logging
from contextlib import suppress
from pathlib import Path

from bot.agent.knowledge.folder import KnowledgeMissing, load, mark
from bot.agent.knowledge.index import Index
from bot.agent.knowledge.watch import watch

log = logging.getLogger(__name__)


class Pages:
    """Watched from ``start`` until ``close``; either may be called again."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._index: Index | None = None
        self._watching: asyncio.Task[None] | None = None

    @property
    def index(self) -> Index | None:
        """The index of the files as they were read last; None before ``start``."""
        return self._index

    async def start(self) -> None:
        """Load the folder and begin to watch it; raises KnowledgeMissing."""
        if self._watching is None:
            seen = await asyncio.to_thread(mark, self._folder)
            await self.reload()
            self._watching = asyncio.create_task(watch(self._folder, seen, self._refresh), name="knowledge")

    async def close(self) -> None:
        """Stop watching. What was loaded stays, so a turn under way still ends well."""
        task, self._watching = self._watching, None
        if task is not None:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task

    async def reload(self) -> None:
        """Read the folder anew and take it into use between two turns; raises KnowledgeMissing."""
        self._index = await asyncio.to_thread(lambda: Index(load(self._folder).sections))

    async def _refresh(self) -> None:
        try:
            await self.reload()
        except KnowledgeMissing as error:
            log.warning("%s; what was read before stays in use", error)
        else:
            log.info("the knowledge in %s was read again", self._folder)
