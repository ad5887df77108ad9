"""Telegram's limits on sends, and faults that a test orders."""

import math
import time
from collections import Counter, defaultdict, deque
from dataclasses import dataclass, field
from enum import StrEnum

from tests.platforms.telegram.refusal import Refusal
from tests.platforms.telegram.world import Chat

_HOUSEKEEPING = frozenset(
    {"getupdates", "getme", "getwebhookinfo", "deletewebhook", "setwebhook", "setmycommands"}
)
"""Calls that a bot makes by itself; a fault that names no method is not for them."""


class Cut(StrEnum):
    """How a call can end without an answer."""

    BEFORE = "before"
    """The line drops before anything happened."""
    AFTER = "after"
    """It happened, and the line drops before the answer."""
    HANG = "hang"
    """It happened, and no answer ever comes."""


@dataclass
class Fault:
    """The next call of ``method`` (if empty: any but housekeeping), after ``skip`` of them, ends so."""

    end: Refusal | Cut
    method: str = ""
    skip: int = 0

    def fits(self, method: str) -> bool:
        return self.method.lower() == method if self.method else method not in _HOUSEKEEPING


@dataclass
class Limits:
    """1/s in a chat with short bursts, 20/min in a group, 30/s in all; ``speed`` 0 turns them off."""

    speed: float = 0
    burst: int = 3
    faults: deque[Fault] = field(default_factory=deque)
    calls: Counter[str] = field(default_factory=Counter)
    refused: int = 0
    _sent: dict[int, deque[float]] = field(default_factory=lambda: defaultdict(deque))

    def fault(self, method: str) -> Refusal | Cut | None:
        """Count a call; return how it must fail, if it must."""
        self.calls[method] += 1
        for fault in self.faults:
            if fault.fits(method) and fault.skip:
                fault.skip -= 1
                return None
            if fault.fits(method):
                self.faults.remove(fault)
                return fault.end
        return None

    def spend(self, chat: Chat, count: int = 1) -> None:
        """Count messages to a chat; raises Refusal 429."""
        if not self.speed:
            return
        private = chat.type == "private"
        waits = [self._bucket(chat.id) if private else self._wait(chat.id, 20, 60), self._wait(0, 30, 1)]
        if (wait := max(waits)) > 0:
            self.refused += 1
            seconds = math.ceil(wait)
            raise Refusal(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds)
        for place in (chat.id, 0):
            self._sent[place].extend([time.monotonic()] * count)

    def _bucket(self, place: int) -> float:
        """Return how long until one a second, with a short burst, lets one more through."""
        full, gap = 0.0, 1 / self.speed
        for at in self._sent[place]:
            full = max(full, at) + gap
        return max(0.0, full - (self.burst - 1) * gap - time.monotonic())

    def _wait(self, place: int, most: int, seconds: float) -> float:
        """Return how long until one more fits into ``most`` in so many seconds."""
        sent, now, window = self._sent[place], time.monotonic(), seconds / self.speed
        while sent and sent[0] <= now - window:
            sent.popleft()
        return sent[0] + window - now if len(sent) >= most else 0.0
