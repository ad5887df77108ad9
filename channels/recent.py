"""A memory of the most recent things: small, bounded, gone after a restart."""

from collections import OrderedDict
from collections.abc import Hashable, Iterator
from typing import Final, Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")
MOST: Final = 2000


class Recent(Generic[K, V]):
    """Keeps the ``most`` entries that were written last."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._kept: OrderedDict[K, V] = OrderedDict()

    def __contains__(self, key: K) -> bool:
        return key in self._kept

    def __iter__(self) -> Iterator[K]:
        return iter(self._kept)

    def get(self, key: K) -> V | None:
        """Return what is known, or None."""
        return self._kept.get(key)

    def put(self, key: K, value: V) -> None:
        """Keep it; what was written longest ago may go."""
        self._kept[key] = value
        self._kept.move_to_end(key)
        while len(self._kept) > self._most:
            self._kept.popitem(last=False)

    def drop(self, key: K) -> None:
        """Forget it."""
        self._kept.pop(key, None)


class Seen(Generic[K]):
    """Remembers that something was there, for the ``most`` that came last."""

    def __init__(self, most: int = MOST) -> None:
        self._kept: Recent[K, None] = Recent(most)

    def __contains__(self, key: K) -> bool:
        return key in self._kept

    def add(self, key: K) -> None:
        """Remember it."""
        self._kept.put(key, None)

    def drop(self, key: K) -> None:
        """Forget it."""
        self._kept.drop(key)
