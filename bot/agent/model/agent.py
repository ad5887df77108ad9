"""Answers turns with a language model that may search, call tools and propose to act."""

import asyncio
import logging
import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from bot.agent.base import Agent, Turn
from bot.agent.model.budget import Budget, Purse
from bot.agent.model.errors import Kind, ModelFailed
from bot.agent.model.frame import clean
from bot.agent.model.honest import once, unfounded
from bot.agent.model.judge import allowed, certainty, judged
from bot.agent.model.shelf import Shelf
from bot.agent.model.tools import handles
from bot.agent.model.work import Work
from bot.agent.prompt import prompt, rules
from bot.config.models import ModelSettings
from bot.mcp.base import Toolbox
from handoff.answer import Answer

if TYPE_CHECKING:
    from bot.agent.model.mind import Mind
    from bot.agent.model.output import Answering, Output

log = logging.getLogger(__name__)

TOO_LONG: Final = "The model took longer for a turn than it may."


def _utc() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Terms:
    """What the agent must know of the bot it answers for.

    ``bot`` is its name, ``categories`` those a handoff may have, ``limit`` the seconds of a turn. Answers
    less certain than ``least`` are not shown while they are written. ``now`` is the time the model is told.
    """

    bot: str = "Assistant"
    categories: tuple[str, ...] = ()
    least: float = 0.0
    limit: float | None = None
    now: Callable[[], datetime] = _utc


class ModelAgent(Agent):
    """Whatever goes wrong with the model is a ModelFailed; BudgetSpent says that it was not even asked."""

    def __init__(
        self,
        settings: ModelSettings,
        knowledge: Shelf,
        toolbox: Toolbox | None,
        budget: Budget,
        terms: Terms = Terms(),
    ) -> None:
        self._settings = settings
        self._knowledge = knowledge
        self._toolbox = toolbox
        self._budget = budget
        self._terms = terms
        self._mind: Mind | None = None

    async def start(self) -> None:
        """Load the pages and the library; raises KnowledgeMissing. The provider is not asked."""
        await self._knowledge.start()
        if self._mind is None:
            self._mind = await open_mind(self._settings)

    async def close(self) -> None:
        """Close the connections to the provider, and stop watching the pages."""
        mind, self._mind = self._mind, None
        if mind is not None:
            await mind.close()
        await self._knowledge.close()
        await self._budget.close()

    async def answer(self, turn: Turn) -> Answer:
        """Answer one turn; raises ModelFailed, and RuntimeError before ``start``."""
        if self._mind is None:
            raise RuntimeError("the agent was asked before it was started")
        work = Work(turn)
        try:
            async with self._budget.turn(turn.conversation) as purse, asyncio.timeout(self._terms.limit):
                output = await self._think(self._mind, work, purse)
        except TimeoutError:
            raise _told(ModelFailed(TOO_LONG, Kind.TIMEOUT), work) from None
        except ModelFailed as error:
            raise _told(error, work) from None
        except asyncio.CancelledError:
            if work.acts:
                log.warning("an answer was called off after the model had called %s", ", ".join(work.acts))
            raise
        work.step("model", f"{self._settings.model}: {purse.spent.tokens} tokens")
        return judged(output, work, self._settings.links, self._terms.categories)

    async def _think(self, mind: "Mind", work: Work, purse: Purse) -> "Output":
        from bot.agent.model.mind import Question

        settings, turn = self._settings, work.turn
        question = Question(
            rules(self._terms.bot, self._terms.categories, settings.instructions),
            prompt(
                turn,
                longest=settings.max_text,
                history=settings.history,
                show=settings.show,
                now=f"{self._terms.now():%A %Y-%m-%d %H:%M}",
            ),
            purse,
            handles(work, settings, self._knowledge, self._toolbox),
            self._draft(work),
            once(work),
        )
        return await mind.think(question)

    def _draft(self, work: Work) -> "Callable[[Answering], None] | None":
        """Pass on what is written, with the links that will stay, while it could be said as it stands."""
        draft = work.turn.draft
        if draft is None or not self._settings.stream:
            return None

        def show(begun: "Answering") -> None:
            if work.sound and certainty(begun, work) >= self._terms.least and not unfounded(begun.text, work):
                draft(allowed(work, self._settings.links).plain(clean(begun.text)))

        return show


def _told(error: ModelFailed, work: Work) -> ModelFailed:
    """Let the person who takes over know what was done before it failed."""
    if not work.acts:
        return error
    return ModelFailed(f"{error.reason} Before that it called {', '.join(work.acts)}.", error.kind)


async def open_mind(settings: ModelSettings) -> "Mind":
    """Load the library and open the model; in a thread, because the import takes seconds."""
    os.environ.setdefault("PYDANTIC_AI_NO_BANNER", "1")

    def load() -> "Mind":
        from bot.agent.model.mind import Mind

        return Mind(settings)

    return await asyncio.to_thread(load)
