"""Answers turns with a language model that may search, call tools and propose to act."""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from bot.agent.base import Agent, Turn
from bot.agent.model.budget import Purse
from bot.agent.model.errors import Kind, ModelFailed
from bot.agent.model.frame import clean
from bot.agent.model.honest import once, unfounded
from bot.agent.model.judge import allowed, certainty, judged
from bot.agent.model.model import Model
from bot.agent.model.output import Answering
from bot.agent.model.prompt import prompt, rules
from bot.agent.model.question import Question
from bot.agent.model.tools import handles
from bot.agent.model.work import Work
from bot.mcp.base import Toolbox
from handoff.answer import Answer

log = logging.getLogger(__name__)

CONNECTING: Final = 5.0
"""Seconds a turn waits, just after the start, for tool servers: what came meanwhile needs their tools too."""
TOO_LONG: Final = "The model took longer for a turn than it may."


@dataclass(frozen=True, slots=True)
class Terms:
    """What the agent must know of the bot it answers for.

    ``bot`` is its name, ``categories`` those a handoff may have, ``limit`` the seconds of a turn. Answers
    less certain than ``least`` are not shown while they are written. ``now`` is the time where the bot is.
    """

    bot: str
    categories: tuple[str, ...]
    least: float
    limit: float | None
    now: datetime


class ModelAgent(Agent):
    """Whatever goes wrong with the model is a ModelFailed; BudgetSpent says that it was not even asked."""

    def __init__(self, model: Model, toolbox: Toolbox | None, terms: Callable[[], Terms]) -> None:
        """``terms`` gives those in force; they are asked for once a turn."""
        self._model = model
        self._settings = model.settings
        self._toolbox = toolbox
        self._terms = terms

    async def start(self) -> None:
        """Open the model; raises KnowledgeMissing."""
        await self._model.start()

    async def close(self) -> None:
        """Close it."""
        await self._model.close()

    async def answer(self, turn: Turn) -> Answer:
        """Answer one turn; raises ModelFailed, and RuntimeError before ``start``."""
        mind, work, terms = self._model.mind, Work(turn), self._terms()
        if mind is None:
            raise RuntimeError("the agent was asked before it was started")
        try:
            budget = self._model.budget.turn(turn.conversation)
            async with budget as purse, asyncio.timeout(terms.limit):
                if self._toolbox is not None:
                    await self._toolbox.ready(CONNECTING)
                output = await mind.think(self._question(work, purse, terms))
        except TimeoutError:
            raise _told(ModelFailed(TOO_LONG, Kind.TIMEOUT), work) from None
        except ModelFailed as error:
            raise _told(error, work) from None
        except asyncio.CancelledError:
            if work.acts:
                log.warning("an answer was called off after the model had called %s", ", ".join(work.acts))
            raise
        work.step("model", f"{self._settings.model}: {purse.spent.tokens} tokens")
        return judged(output, work, self._settings.links, terms.categories)

    def _question(self, work: Work, purse: Purse, terms: Terms) -> Question:
        settings = self._settings
        told = prompt(
            work.turn,
            longest=settings.max_text,
            history=settings.history,
            show=settings.show,
            now=f"{terms.now:%A %Y-%m-%d %H:%M}",
        )
        return Question(
            rules(terms.bot, terms.categories, settings.instructions),
            told,
            purse,
            handles(work, settings, self._model.pages, self._toolbox),
            self._draft(work, terms.least),
            once(work),
        )

    def _draft(self, work: Work, least: float) -> Callable[[Answering], None] | None:
        """Pass on what is written, with the links that will stay, while it could be said as it stands."""
        draft = work.turn.draft
        if draft is None or not self._settings.stream:
            return None

        def show(begun: Answering) -> None:
            if work.sound and certainty(begun, work) >= least and not unfounded(begun.text, work):
                draft(allowed(work, self._settings.links).plain(clean(begun.text)))

        return show


def _told(error: ModelFailed, work: Work) -> ModelFailed:
    """Let the person who takes over know what was done before it failed."""
    if not work.acts:
        return error
    return ModelFailed(f"{error.reason} Before that it called {', '.join(work.acts)}.", error.kind)
