"""A memory of the most recent things: small, bounded, gone after a restart."""

from collections import OrderedDict
from collections.abc import Hashable
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Recent(Generic[K, V]):
    """Keeps the ``most`` entries that were written last."""

    def __init__(self, most: int = 2000) -> None:
        self._most = most
        self._kept: OrderedDict[K, V] = OrderedDict()

    def __contains__(self, key: K) -> bool:
        return key in self._kept

    def get(self, key: K) -> V | None:
        """Return what is known, or None."""
        return self._kept.get(key)

    def put(self, key: K, value: V) -> None:
        """Keep it; what was kept longest may go."""
        self._kept[key] = value
        self._kept.move_to_end(key)
        while len(self._kept) > self._most:
            self._kept.popitem(last=False)

    def drop(self, key: K) -> None:
        """Forget it."""
        self._kept.pop(key, None)
