"""Telegram's limits on sends, kept before it has to say so.

A group takes 20 messages a minute and does not mind when: a window that slides lets a conversation flow until
the minute is used up, where an even pace would slow down every one.
"""

import asyncio
from collections import deque
from typing import Final

from channels.pace import Pace, Rate
from channels.recent import Recent

_MOST: Final = 19
_MINUTE: Final = 60.0
_GROUPS: Final = 1024
"""How many groups are counted; which was quiet longest is forgotten."""


class Limits:
    """At most 30 messages a second in all, 20 a minute in a group, 1 a second to a person after a burst."""

    def __init__(self, speed: float = 1.0) -> None:
        overall = Rate(28 * speed, burst=2)
        self._people = Pace(Rate(speed, burst=3), overall)
        self._all = Pace(overall, overall)
        self._groups = Window(_MINUTE / speed)

    async def turn(self, chat: int) -> None:
        """Wait until a message to the chat may start, and count it."""
        await (self._groups.turn(chat) if chat < 0 else self._people.turn(chat))
        await self._all.turn("all")

    def count(self, chat: int) -> None:
        """Count a message that could not wait: the answer to somebody's press."""
        if chat < 0:
            self._groups.count(chat)

    def back(self, chat: int) -> None:
        """Give the latest turn back: what was done is no message."""
        if chat < 0:
            self._groups.back(chat)

    def hold(self, chat: int, seconds: float) -> None:
        """Let nothing start there for so long."""
        if chat < 0:
            self._groups.hold(chat, seconds)
        else:
            self._people.hold(chat, seconds)


class Window:
    """So many messages in any stretch of so many seconds, for each chat by itself."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._sent: Recent[int, deque[float]] = Recent(_GROUPS)
        self._held: dict[int, float] = {}

    async def turn(self, chat: int) -> None:
        """Wait for room in the window, and take it."""
        while (pause := self._pause(chat)) > 0:  # noqa: ASYNC110  # it sleeps until there is room
            await asyncio.sleep(pause)
        self.count(chat)

    def count(self, chat: int) -> None:
        """Take room without waiting."""
        sent = self._sent.get(chat) or deque(maxlen=_MOST)
        sent.append(_now())
        self._sent.put(chat, sent)

    def back(self, chat: int) -> None:
        """Give the latest room back."""
        if sent := self._sent.get(chat):
            sent.pop()

    def hold(self, chat: int, seconds: float) -> None:
        """Close the window for so long."""
        self._held[chat] = _now() + seconds

    def _pause(self, chat: int) -> float:
        sent = self._sent.get(chat) or deque[float]()
        full = sent[0] + self._seconds if len(sent) == _MOST else 0.0
        held = self._held.get(chat, 0.0)
        if held <= _now():
            self._held.pop(chat, None)
        return max(full, held) - _now()


def _now() -> float:
    return asyncio.get_running_loop().time()
