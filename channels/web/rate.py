"""Token buckets: how often somebody may do something. In memory, forgotten with the process."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

FULL: Final = 10_000


@dataclass(slots=True)
class _Bucket:
    tokens: float
    at: float


class Buckets:
    """One bucket per key: ``burst`` tokens at most, ``per_second`` new ones a second."""

    def __init__(self, burst: float, per_second: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._burst = burst
        self._rate = per_second
        self._clock = clock
        self._buckets: dict[str, _Bucket] = {}

    def take(self, key: str) -> float:
        """Take one token. Return 0, or the seconds until there is one (and then none is taken)."""
        now = self._clock()
        bucket = self._buckets.get(key)
        if bucket is None:
            self._prune(now)
            bucket = self._buckets[key] = _Bucket(self._burst, now)
        self._fill(bucket, now)
        if bucket.tokens < 1:
            return (1 - bucket.tokens) / self._rate
        bucket.tokens -= 1
        return 0.0

    def _fill(self, bucket: _Bucket, now: float) -> None:
        bucket.tokens = min(self._burst, bucket.tokens + (now - bucket.at) * self._rate)
        bucket.at = now

    def _prune(self, now: float) -> None:
        """Forget the buckets that are full again: they are as good as new."""
        if len(self._buckets) < FULL:
            return
        idle = self._burst / self._rate
        self._buckets = {key: one for key, one in self._buckets.items() if now - one.at < idle}
