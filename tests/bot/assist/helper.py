"""A model that answers by rule, fails when told to, and can be held."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field

from bot.agent.base import Said, Turn
from bot.agent.model.errors import Kind, ModelFailed

BUSY = "The language model is too busy."


@dataclass
class FakeHelper:
    """Translates by putting the language before the text; ``asked`` is all it was asked for, in order."""

    speaks: str = "de"
    fails: Exception | None = None
    asked: list[tuple[str, ...]] = field(default_factory=list)
    gate: asyncio.Event = field(default_factory=asyncio.Event)
    lines: Sequence[Said] = ()
    turn: Turn | None = None

    def __post_init__(self) -> None:
        self.gate.set()

    async def summarize(self, lines: Sequence[Said]) -> str:
        self.lines = lines
        await self._ask("summarize")
        return "Wants a refund for order 7."

    async def draft(self, turn: Turn, instruction: str = "") -> str:
        self.turn = turn
        await self._ask("draft", instruction)
        return f"Dear customer {len(self.asked)}"

    async def translate(self, text: str, to_language: str, from_language: str = "") -> str:
        await self._ask("translate", text, to_language)
        return f"[{to_language}] {text}"

    async def language(self, text: str) -> str:
        await self._ask("language", text)
        return self.speaks

    async def _ask(self, *what: str) -> None:
        self.asked.append(what)
        await self.gate.wait()
        if self.fails is not None:
            raise self.fails


def busy() -> ModelFailed:
    """Return how a provider fails."""
    return ModelFailed(BUSY, Kind.RATE_LIMIT)


async def until(done: Callable[[], Awaitable[bool]]) -> None:
    """Let the others run until it is so; fails when it never is."""
    for _ in range(5000):
        if await done():
            return
        await asyncio.sleep(0)
    raise AssertionError("it never was so")
