"""Agents that say what they are told to: for tests, and for measuring everything around an agent."""

import asyncio
from collections.abc import Callable, Iterable
from pathlib import Path

from bot.agent.base import Agent, Turn
from handoff.answer import Answer

Line = str | Answer | Exception
"""What a turn gets: a text, a whole answer, or an error that is raised."""

Script = Iterable[Line] | Callable[[Turn], Line]


class ScriptedAgent(Agent):
    """Answers from a script, and keeps what it was asked.

    A list gives its lines in order and then its last one for ever (an empty one: "…"). With a ``gate`` every
    answer waits until it is set, so that a test can hold an answer back and let something happen before it.

    ``turns`` are the turns it was given, in order; ``cancelled`` counts answers that were called off.
    """

    def __init__(self, script: Script, *, gate: asyncio.Event | None = None) -> None:
        self._next = script if callable(script) else _in_order(script)
        self._gate = gate
        self._asked = asyncio.Condition()
        self.turns: list[Turn] = []
        self.cancelled = 0
        self.started = False

    async def start(self) -> None:
        """Note that it was started."""
        self.started = True

    async def close(self) -> None:
        """Note that it was stopped."""
        self.started = False

    async def answer(self, turn: Turn) -> Answer:
        """Take the next line of the script, wait for the gate, then answer or raise."""
        async with self._asked:
            self.turns.append(turn)
            self._asked.notify_all()
        line = self._next(turn)
        try:
            if self._gate is not None:
                await self._gate.wait()
        except asyncio.CancelledError:
            self.cancelled += 1
            raise
        if isinstance(line, Exception):
            raise line
        return Answer(line, confidence=1.0) if isinstance(line, str) else line

    async def asked(self, count: int = 1) -> Turn:
        """Wait until it was given so many turns, and return the newest."""
        async with self._asked:
            await self._asked.wait_for(lambda: len(self.turns) >= count)
            return self.turns[-1]


class ScriptFile(Agent):
    """Says a file's lines in order, and its last one for ever; without a file "…"."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._agent = ScriptedAgent(())

    async def start(self) -> None:
        """Read the file; raises OSError."""
        text = await asyncio.to_thread(self._path.read_text, "utf-8") if self._path is not None else ""
        self._agent = ScriptedAgent([line for line in text.splitlines() if line.strip()])

    async def answer(self, turn: Turn) -> Answer:
        """Say the next line."""
        return await self._agent.answer(turn)


class ConstantAgent(Agent):
    """Gives the same answer to every turn, at once."""

    def __init__(self, answer: Answer | None = None) -> None:
        self._answer = answer or Answer("All right.", confidence=1.0)

    async def answer(self, turn: Turn) -> Answer:
        """Return the one answer."""
        return self._answer


def _in_order(script: Iterable[Line]) -> Callable[[Turn], Line]:
    lines = list(script) or ["…"]
    at = iter(lines)
    return lambda _: next(at, lines[-1])
