"""What may be spent on the model, for one conversation and for a day, and what was.

The day is that of the bot's zone: midnight is when it is midnight there.

What was spent is kept as small facts, so a restart does not make the day new. What runs at the same time is
held back from what is left, so that many turns at once cannot overspend together.

    budget:day          2026-11-21 120000 3400        the day, tokens sent, tokens received
    budget:talk:ID      2026-11-21 8000 300           the same for a conversation, over all its days
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Final

from bot.agent.model.errors import BudgetSpent
from bot.config.language_model import Budgets
from channels.base import Memos
from handoff.errors import StoreUnavailable

log = logging.getLogger(__name__)

_DAY: Final = "budget:day"
_TALK: Final = "budget:talk:"
_KEPT: Final = timedelta(days=30)
"""A conversation's spending is forgotten after so long without a turn."""


@dataclass(frozen=True, slots=True)
class Spent:
    """Tokens sent to the model and received from it."""

    sent: int = 0
    received: int = 0

    @property
    def tokens(self) -> int:
        """Both together."""
        return self.sent + self.received

    def __add__(self, other: "Spent") -> "Spent":
        return Spent(self.sent + other.sent, self.received + other.received)


@dataclass(slots=True)
class Purse:
    """What one turn may spend in tokens (None: no limit), and what it did spend."""

    tokens: int | None
    spent: Spent = Spent()


def _utc() -> datetime:
    return datetime.now(UTC)


class Budget:
    """Keeps the accounts. One for all that ask the model: the agent, and operators' help."""

    def __init__(self, limits: Budgets, memos: Memos, now: Callable[[], datetime] = _utc) -> None:
        self.limits = limits
        self._memos = memos
        self._now = now
        self._date: date | None = None
        self._day = Spent()
        self._talks: dict[str, Spent] = {}
        self._held: dict[str, int] = {}
        self._opening = asyncio.Lock()
        self._tidying: asyncio.Task[None] | None = None

    @asynccontextmanager
    async def turn(self, conversation: str) -> AsyncIterator[Purse]:
        """Give what a turn may spend and write down what it spent; raises BudgetSpent, StoreUnavailable.

        Without a conversation (empty) only the day's budget counts.
        """
        await self._open(conversation)
        purse = Purse(self._share(conversation))
        held = purse.tokens or 0
        self._held[conversation] = self._held.get(conversation, 0) + held
        try:
            yield purse
        finally:
            self._release(conversation, held)
            await self._write(conversation, purse.spent)

    async def close(self) -> None:
        """Stop tidying up."""
        task, self._tidying = self._tidying, None
        if task is not None:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task

    async def _open(self, conversation: str) -> None:
        """Read what was spent before, the first time on a day that it is asked for."""
        async with self._opening:
            today = self._now().date()
            if self._date != today:
                when, spent = _read((await self._memos.memos(_DAY)).get(_DAY, ""))
                self._date, self._day = today, spent if when == today else Spent()
                self._talks = {talk: spent for talk, spent in self._talks.items() if talk in self._held}
                self._tidying = asyncio.create_task(self._tidy(today), name="budget")
            if conversation and conversation not in self._talks:
                name = _TALK + conversation
                self._talks[conversation] = _read((await self._memos.memos(name)).get(name, ""))[1]

    def _share(self, conversation: str) -> int | None:
        """Return the least of all that is left; raises BudgetSpent."""
        limits, talk = self.limits, self._talks.get(conversation, Spent())
        own, all_held = self._held.get(conversation, 0), sum(self._held.values())
        day = self._left(limits.day_tokens, limits.day_cost, self._day, all_held)
        this = self._left(limits.conversation_tokens, limits.conversation_cost, talk, own)
        this = this if conversation else None
        if day is not None and day <= 0:
            raise BudgetSpent("The assistant's budget for today is used up.")
        if this is not None and this <= 0:
            raise BudgetSpent("The assistant's budget for this conversation is used up.")
        return min((left for left in (day, this, limits.turn_tokens) if left is not None), default=None)

    def _left(self, tokens: int | None, cost: float | None, spent: Spent, held: int) -> int | None:
        left = [] if tokens is None else [tokens - spent.tokens - held]
        price = max(self.limits.input_price, self.limits.output_price) / 1e6
        if cost is not None and price:
            left.append(round((cost - self._cost(spent)) / price) - held)
        return min(left, default=None)

    def _cost(self, spent: Spent) -> float:
        return (spent.sent * self.limits.input_price + spent.received * self.limits.output_price) / 1e6

    def _release(self, conversation: str, held: int) -> None:
        rest = self._held.pop(conversation, 0) - held
        if rest > 0:
            self._held[conversation] = rest

    async def _write(self, conversation: str, spent: Spent) -> None:
        """Count at once, then keep: whoever asks next in this process sees it in any case."""
        if not spent.tokens:
            return
        day = self._date or self._now().date()
        self._day += spent
        talk = self._talks[conversation] = self._talks.get(conversation, Spent()) + spent
        try:
            await self._memos.remember(_DAY, _line(day, self._day))
            if conversation:
                await self._memos.remember(_TALK + conversation, _line(day, talk))
        except StoreUnavailable:
            log.warning("what the model cost could not be written down; it is counted until the next stop")

    async def _tidy(self, today: date) -> None:
        """Forget conversations that are long over; beside the turn, for it may take a while."""
        try:
            for name, line in (await self._memos.memos(_TALK)).items():
                when, _ = _read(line)
                if when is None or today - when > _KEPT:
                    await self._memos.remember(name, "")
        except Exception:
            log.warning("old budgets could not be forgotten", exc_info=True)


def _line(day: date, spent: Spent) -> str:
    return f"{day.isoformat()} {spent.sent} {spent.received}"


def _read(line: str) -> tuple[date | None, Spent]:
    try:
        day, sent, received = line.split()
        return date.fromisoformat(day), Spent(int(sent), int(received))
    except ValueError:
        return None, Spent()
