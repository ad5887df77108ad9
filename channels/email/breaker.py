"""Two machines that answer each other are stopped here, where no header tells that the other is one."""

import time
from collections.abc import Callable
from typing import Final

from channels.email.memory import Memory

MOST: Final = 30
HOUR: Final = 3600.0
"""Automatic mails to one address in so many seconds; no person asks as often."""


class Breaker:
    """Counts what machines of ours write to each address, also over a restart. People's words are free."""

    def __init__(self, memory: Memory, clock: Callable[[], float] = time.time) -> None:
        """``clock`` gives seconds since 1970 UTC."""
        self._memory = memory
        self._clock = clock

    async def lets(self, to: str, key: str) -> bool:
        """Say whether one more may go there, and count it; another try of the same is the same.

        Raises StoreUnavailable.
        """
        now = self._clock()
        sent = {known: at for known, at in (await self._memory.sent(to)).items() if at > now - HOUR}
        if key in sent:
            return True
        if len(sent) >= MOST:
            return False
        await self._memory.count(to, {**sent, key: now})
        return True
