"""The time on Discord's side: real, and it can be moved forward."""

import time
from datetime import UTC, datetime, timedelta

from simcord._clock import Clock


class RealClock(Clock):
    """Runs with the machine's clock, and never gives the same time twice."""

    def __init__(self) -> None:
        super().__init__()
        self._last = datetime.fromtimestamp(0, UTC)

    def now(self) -> datetime:
        """Return the time, with what it was moved forward."""
        now = datetime.fromtimestamp(time.time(), UTC) + timedelta(seconds=self.elapsed)
        self._last = max(now, self._last + timedelta(microseconds=1))
        return self._last
