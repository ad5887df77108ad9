"""The kinds of store there are; a new one is one more line here and meets every contract."""

from collections.abc import Callable, Mapping
from pathlib import Path

from handoff.store.memory import MemoryStore
from handoff.store.sqlite import SqliteStore

AnyStore = MemoryStore | SqliteStore
Make = Callable[[], AnyStore]
"""Makes one more store object over the same data; the one before it must be closed."""


def _memory(folder: Path) -> Make:
    kept = MemoryStore()
    return lambda: kept  # its data lives in the object, so opening it again is opening the same


def _sqlite(folder: Path) -> Make:
    return lambda: SqliteStore(folder / "handoff.db", busy=0.2)


KINDS: Mapping[str, Callable[[Path], Make]] = {"memory": _memory, "sqlite": _sqlite}
