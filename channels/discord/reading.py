"""How far each chat was read, durably; what came later is asked for after a stop."""

from collections.abc import Mapping
from typing import Final

from channels.base import Memos
from channels.discord.spot import Spot
from channels.durable import stored

PREFIX: Final = "discord:read:"


class Reading:
    """The last message of each chat that was brought, by the chat part of its address."""

    def __init__(self, memos: Memos) -> None:
        self._memos = memos
        self._last: dict[str, int] = {}

    async def load(self) -> None:
        """Read what is known from before."""
        found: Mapping[str, str] = await stored(lambda: self._memos.memos(PREFIX))
        self._last = {name.removeprefix(PREFIX): int(value) for name, value in found.items()}

    def last(self, spot: Spot) -> int | None:
        """Return the last message that was brought; for a thread at least the one it began with."""
        return self._last.get(str(spot)) or (spot.id if spot.parent is not None else None)

    def chats(self) -> list[str]:
        """Return the chats with contacts, the last one heard of first."""
        known = [chat for chat in self._last if "/" not in chat]
        return sorted(known, key=lambda chat: -self._last[chat])

    async def advance(self, spot: Spot, message: int) -> None:
        """Keep that a message was brought."""
        if message > self._last.get(str(spot), 0):
            self._last[str(spot)] = message
            await stored(lambda: self._memos.remember(f"{PREFIX}{spot}", str(message)))

    async def forget(self, spot: Spot) -> None:
        """Forget a chat that is gone."""
        if self._last.pop(str(spot), None) is not None:
            await stored(lambda: self._memos.remember(f"{PREFIX}{spot}", ""))
