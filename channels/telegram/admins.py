"""Who administers the team's groups, as Telegram says; asked at most once a minute."""

import asyncio
from collections.abc import Iterable
from typing import Final

from channels.errors import ChannelError
from channels.telegram.line import Line

FRESH: Final = 60.0
"""Seconds that an answer is believed."""


class Admins:
    """A group that cannot be asked has no administrators: who cannot be checked may nothing."""

    def __init__(self, line: Line) -> None:
        self._line = line
        self._known: dict[int, tuple[float, frozenset[int]]] = {}

    async def groups(self, user: int, chats: Iterable[int]) -> frozenset[str]:
        """Return those of the groups that a person administers, as ``telegram-admin:CHAT``."""
        found = [chat for chat in chats if chat < 0 and user in await self._of(chat)]
        return frozenset(f"telegram-admin:{chat}" for chat in found)

    async def _of(self, chat: int) -> frozenset[int]:
        now = asyncio.get_running_loop().time()
        until, known = self._known.get(chat, (0.0, frozenset[int]()))
        if until <= now:
            known = await self._asked(chat)
            self._known[chat] = now + FRESH, known
        return known

    async def _asked(self, chat: int) -> frozenset[int]:
        try:
            found = await self._line.to(
                chat, lambda bot, id: bot.get_chat_administrators(id), repeatable=True
            )
        except ChannelError:
            return frozenset()
        return frozenset(member.user.id for member in found)
