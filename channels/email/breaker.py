"""Two machines that answer each other are stopped here, where no header tells that the other is one."""

import time
from collections import deque
from collections.abc import Callable
from typing import Final

from channels.recent import Recent

MOST: Final = 30
HOUR: Final = 3600.0
"""Automatic mails to one address in so many seconds; no person asks as often."""


class Breaker:
    """Counts what machines of ours write to each address. What people write is not counted."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """``clock`` gives seconds."""
        self._clock = clock
        self._sent: Recent[str, deque[tuple[float, str]]] = Recent()

    def lets(self, to: str, key: str) -> bool:
        """Say whether one more may go there, and count it; another try of the same is the same."""
        sent, now = self._sent.get(to) or deque(), self._clock()
        while sent and sent[0][0] <= now - HOUR:
            sent.popleft()
        if any(known == key for _at, known in sent):
            return True
        if len(sent) >= MOST:
            return False
        sent.append((now, key))
        self._sent.put(to, sent)
        return True
