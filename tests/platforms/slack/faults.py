"""What can be made to go wrong, once each, in the order it was asked for."""

from collections import Counter
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Fault:
    """One failure of one call.

    ``status`` answers with that HTTP status (429 with ``seconds`` as Retry-After), ``error`` with
    ``{"ok": false}``, ``hang`` keeps the caller waiting so many seconds first, ``drop`` cuts the
    connection "before" or "after" the effect.
    """

    method: str = "*"
    status: int = 0
    seconds: int = 1
    error: str = ""
    hang: float = 0.0
    drop: str = ""


@dataclass
class Faults:
    """Those still to come, and how many calls of each method there were."""

    waiting: list[Fault] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)

    def add(self, fault: Fault) -> None:
        """Let a coming call fail so."""
        self.waiting.append(fault)

    def take(self, method: str) -> Fault | None:
        """Return what happens to this call."""
        self.counts[method] += 1
        for fault in self.waiting:
            if fault.method in ("*", method):
                self.waiting.remove(fault)
                return fault
        return None
