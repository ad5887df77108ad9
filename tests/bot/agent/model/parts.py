"""What the tests of the model agent share: an agent on a stand-in provider, and a box of tools in memory."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pydantic_ai import models

from bot.agent.base import Agent, Said, Turn
from bot.agent.model.agent import ModelAgent, Terms
from bot.agent.model.budget import Budget
from bot.agent.model.model import Model
from bot.agent.model.shelf import Shelf
from bot.config.language_model import ModelSettings
from bot.mcp.base import Fault, Result, Tool, Toolbox, ToolFailed
from handoff.answer import Answer
from handoff.ids import ConversationId
from handoff.store.memory import MemoryStore
from tests.models.faults import KEY
from tests.models.provider import Provider
from tests.models.script import Step

WHEN = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
"""What the model is told of the time."""


def tool(name: str, *arguments: str, read_only: bool = False, approve: bool = False, **more: Any) -> Tool:
    """Return a tool of the server ``shop`` that takes texts."""
    schema = {
        "type": "object",
        "properties": {argument: {"type": "string"} for argument in arguments},
        "required": list(arguments),
    }
    return Tool(
        server="shop",
        name=name,
        title=name,
        description=more.pop("description", f"Does {name}."),
        schema=more.pop("schema", schema),
        read_only=read_only,
        destructive=not read_only,
        key_argument=None,
        digest="",
        approve=approve,
    )


@dataclass
class Box(Toolbox):
    """Tools in memory: gives ``results``, or raises them, and keeps the ``calls`` with their keys.

    What is in ``once`` is given before that, and once. ``called`` is set by the first call; a box that
    ``hangs`` never answers.
    """

    offered: Sequence[Tool] = ()
    results: dict[str, Result | ToolFailed] = field(default_factory=dict)
    once: dict[str, Result | ToolFailed] = field(default_factory=dict)
    calls: list[tuple[str, dict[str, Any], str | None]] = field(default_factory=list)
    called: asyncio.Event = field(default_factory=asyncio.Event)
    hangs: bool = False

    async def call(
        self,
        full_name: str,
        arguments: Mapping[str, Any],
        key: str | None = None,
        timeout: float | None = None,
    ) -> Result:
        self.calls.append((full_name, dict(arguments), key))
        self.called.set()
        if self.hangs:
            await asyncio.Event().wait()
        result = self.once.pop(full_name, None) or self.results.get(full_name, Result({}, "All right."))
        if isinstance(result, ToolFailed):
            raise result
        return result

    def tools(self) -> Sequence[Tool]:
        return self.offered

    def describe(self, full_name: str) -> Tool | None:
        return next((tool for tool in self.offered if tool.full_name == full_name), None)

    def known(self, server: str) -> bool:
        return server == "shop"

    @property
    def keys(self) -> list[str | None]:
        """The keys in the order of the calls."""
        return [key for _, _, key in self.calls]


@dataclass
class Desk:
    """An agent at work, and all that a test may want to look at."""

    agent: ModelAgent
    provider: Provider
    store: MemoryStore
    box: Box
    budget: Budget

    def say(self, *steps: Step) -> None:
        """Let the provider say more."""
        self.provider.say(*steps)

    async def ask(
        self,
        asked: str = "How strong is gravity on the moon?",
        *past: Said,
        draft: Callable[[str], None] | None = None,
        language: str = "",
        variables: Mapping[str, Any] | None = None,
        answered: int = 0,
    ) -> Answer:
        """Let the agent answer a turn of the conversation c1."""
        turn = Turn(
            ConversationId("c1"), asked, past, language, variables or {}, answered=answered, draft=draft
        )
        return await self.agent.answer(turn)

    @property
    def told(self) -> str:
        """All that the provider was sent last, as text."""
        return str(self.provider.requests[-1])


def settings(provider: Provider, /, **more: Any) -> ModelSettings:
    """Return settings that lead to the stand-in, in the dialect ``provider=``."""
    dialect = more.get("provider", "openai")
    base = provider.anthropic if dialect == "anthropic" else provider.openai
    given = {"model": "stand-in", "base_url": base, "key": KEY, "retries": 0, "timeout": 20, "stream": True}
    return ModelSettings.model_validate(given | more)


def terms(limit: float | None = None) -> Terms:
    """Return what the agent must know of the bot; ``limit`` is the seconds of a turn."""
    return Terms("Robin", ("complaint", "unknown_answer"), 0.2, limit, WHEN)


@asynccontextmanager
async def desk_with(
    provider: Provider, folder: Path, box: Box | None = None, /, limit: float | None = None, **more: Any
) -> AsyncIterator[Desk]:
    """Run an agent with these settings; ``limit`` is the seconds of a turn."""
    chosen, store, box = settings(provider, **more), MemoryStore(), box or Box()
    budget = Budget(chosen.budget, store)
    agent = ModelAgent(Model(chosen, Shelf(folder), budget), box, lambda: terms(limit))
    await store.open()
    await agent.start()
    try:
        yield Desk(agent, provider, store, box, budget)
    finally:
        await agent.close()


class Echo(Agent):
    """A model agent with a provider of its own, whose model says what it is told; for the contract suite."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._open: AsyncExitStack | None = None
        self._desk: Desk | None = None

    async def start(self) -> None:
        if self._desk is not None:
            return await self._desk.agent.start()
        self._open = AsyncExitStack()
        self._open.enter_context(models.override_allow_model_requests(True))
        provider = await self._open.enter_async_context(Provider([{"echo": "You said:", "times": 0}]))
        self._desk = await self._open.enter_async_context(desk_with(provider, self._folder))
        return None

    async def answer(self, turn: Turn) -> Answer:
        assert self._desk is not None
        return await self._desk.agent.answer(turn)

    async def close(self) -> None:
        opened, self._open, self._desk = self._open, None, None
        if opened is not None:
            await opened.aclose()


def failing(fault: Fault, sent: bool = False) -> ToolFailed:
    """Return an error whose reason no model and no contact may read."""
    return ToolFailed(fault, "db-7 refused the login of svc_shop", sent)
