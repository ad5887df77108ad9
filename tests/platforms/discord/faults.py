"""What goes wrong on purpose: each fault waits for the next call that it fits."""

import re
from collections import Counter, deque
from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["limit", "banned", "status", "refuse", "drop-before", "drop-after", "hang"]


@dataclass(frozen=True, slots=True)
class Fault:
    """``limit``: 429 with ``seconds``; ``banned``: 429 without Via, as a proxy before Discord gives it.

    ``status``: that HTTP status with no effect; ``refuse``: ``status`` with Discord's error ``code``;
    ``drop-before`` and ``drop-after`` cut the connection before or after the effect; ``hang`` never
    answers after the effect. ``method`` and ``path`` (a pattern) say which calls it fits.
    """

    kind: Kind
    method: str = ".*"
    path: str = ".*"
    status: int = 503
    code: int = 0
    message: str = "refused"
    seconds: float = 1.0
    everywhere: bool = False

    def fits(self, method: str, path: str) -> bool:
        """Say whether the call is one of those meant."""
        return bool(re.fullmatch(self.method, method) and re.search(self.path, path))


@dataclass
class Faults:
    """The faults to come, and how often each kind was played."""

    coming: deque[Fault] = field(default_factory=deque)
    played: Counter[str] = field(default_factory=Counter)

    def plan(self, fault: Fault, times: int = 1) -> None:
        """Let a fault happen to the next calls that it fits."""
        self.coming.extend([fault] * times)

    def next(self, method: str, path: str) -> Fault | None:
        """Return, and use up, the first fault that fits."""
        for fault in self.coming:
            if fault.fits(method, path):
                self.coming.remove(fault)
                self.played[fault.kind] += 1
                return fault
        return None
