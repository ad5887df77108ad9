"""The language model as one process has it: opened once for the agent and for operators' help."""

import asyncio
import os
from typing import TYPE_CHECKING

from bot.agent.model.budget import Budget
from bot.agent.model.shelf import Shelf
from bot.config.language_model import ModelSettings

if TYPE_CHECKING:
    from bot.agent.model.mind import Mind


class Model:
    """``mind`` asks the provider; None before ``start`` and after ``close``. Either may be called again."""

    def __init__(self, settings: ModelSettings, pages: Shelf, budget: Budget) -> None:
        self.settings = settings
        self.pages = pages
        self.budget = budget
        self.mind: Mind | None = None

    async def start(self) -> None:
        """Load the pages and the library; raises KnowledgeMissing. The provider is not asked."""
        await self.pages.start()
        if self.mind is None:
            self.mind = await asyncio.to_thread(self._open)  # the import takes seconds

    async def close(self) -> None:
        """Close the connections to the provider, and stop watching the pages."""
        mind, self.mind = self.mind, None
        if mind is not None:
            await mind.close()
        await self.pages.close()
        await self.budget.close()

    def _open(self) -> "Mind":
        os.environ.setdefault("PYDANTIC_AI_NO_BANNER", "1")
        from bot.agent.model.mind import Mind

        return Mind(self.settings)
