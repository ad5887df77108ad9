"""Waits before a platform has to say 429: so many calls each second in all, so many in each place."""

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field

MOST = 4096


@dataclass(frozen=True, slots=True)
class Rate:
    """``calls`` in ``seconds`` on average; up to ``burst`` of them at once."""

    calls: float
    seconds: float = 1.0
    burst: int = 1

    @property
    def gap(self) -> float:
        """Seconds between two calls at an even pace."""
        return self.seconds / self.calls


@dataclass
class Pace:
    """Gives out turns. One place that must wait delays no other, except by the rate for all."""

    each: Rate
    overall: Rate
    now: Callable[[], float] = field(default=lambda: asyncio.get_running_loop().time())
    _free: OrderedDict[Hashable, float] = field(default_factory=OrderedDict)
    _all: float = 0.0

    async def turn(self, place: Hashable) -> None:
        """Wait until a call to the place may start, and count it."""
        while (pause := self._pause(place)) > 0:  # noqa: ASYNC110  # another task may go first meanwhile
            await asyncio.sleep(pause)
        now = self.now()
        self._free[place] = max(self._free.get(place, 0.0), now) + self.each.gap
        self._free.move_to_end(place)
        self._all = max(self._all, now) + self.overall.gap
        while len(self._free) > MOST:
            self._free.popitem(last=False)

    def hold(self, place: Hashable, seconds: float) -> None:
        """Let nothing start there for so long: the platform said so."""
        room = self.each.gap * (self.each.burst - 1)
        self._free[place] = max(self._free.get(place, 0.0), self.now() + seconds + room)

    def _pause(self, place: Hashable) -> float:
        now = self.now()
        each = self._free.get(place, 0.0) - self.each.gap * (self.each.burst - 1)
        overall = self._all - self.overall.gap * (self.overall.burst - 1)
        return max(each, overall) - now
