"""The pages the model may look things up in: the knowledge agent's folder and index, as a search."""

import asyncio
import logging
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from bot.agent.knowledge.folder import KnowledgeMissing, load, mark
from bot.agent.knowledge.index import Index
from bot.agent.knowledge.passage import passage
from bot.agent.knowledge.section import Section
from bot.agent.knowledge.watch import watch

log = logging.getLogger(__name__)

_LEAST = 0.05
"""Confidence below which a section is not worth reading."""


@dataclass(frozen=True, slots=True)
class Passage:
    """What was found: a section, the text of it that fits, and how well (between 0 and 1)."""

    section: Section
    text: str
    confidence: float


class Shelf:
    """A folder of Markdown files, read anew when it changes."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._index = Index(())
        self._watching: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Load the folder and begin to watch it; raises KnowledgeMissing."""
        if self._watching is None:
            seen = await asyncio.to_thread(mark, self._folder)
            await self._read()
            self._watching = asyncio.create_task(watch(self._folder, seen, self._refresh), name="knowledge")

    async def close(self) -> None:
        """Stop watching; what was loaded stays."""
        task, self._watching = self._watching, None
        if task is not None:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task

    def search(self, query: str, limit: int = 4) -> list[Passage]:
        """Return the passages that fit best, the best first."""
        index = self._index
        terms = index.terms(query)
        return [
            Passage(hit.section, passage(hit.section, lambda text: index.cover(terms, text)), hit.confidence)
            for hit in index.search(terms, limit)
            if hit.confidence >= _LEAST
        ]

    async def _read(self) -> None:
        self._index = await asyncio.to_thread(lambda: Index(load(self._folder).sections))

    async def _refresh(self) -> None:
        try:
            await self._read()
        except KnowledgeMissing as error:
            log.warning("%s; what was read before stays in use", error)
        else:
            log.info("the knowledge in %s was read again", self._folder)
