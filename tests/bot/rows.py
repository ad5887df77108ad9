"""Rows to do and a doer that does as it is told."""

from collections import defaultdict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace

from handoff.effects import Deliver
from handoff.ids import RowId, conversation_id
from handoff.state import Contact, opening
from handoff.store.base import Committed, Row, RowState, Settled, Write
from handoff.store.memory import MemoryStore
from tests.handoff.stage import CONTACT

ID = conversation_id(CONTACT)


def row(name: str, lane: str = "a", due: float = 0.0, **changes: object) -> Row:
    """A message to deliver."""
    return Row(RowId(name), ID, lane, Deliver(1), due, **changes)  # type: ignore[arg-type]


@dataclass
class Doing:
    """Does rows; ``faults`` are raised by the next tries of the row, ``gates`` hold it back."""

    done: list[str] = field(default_factory=list)
    at: list[float] = field(default_factory=list)
    faults: dict[str, list[Exception]] = field(default_factory=lambda: defaultdict(list))
    gates: dict[str, Callable[[], Awaitable[object]]] = field(default_factory=dict)
    gave: list[Settled] = field(default_factory=list)
    clock: Callable[[], float] = lambda: 0.0
    settles: bool = False
    breaks: bool = False

    async def do(self, row: Row) -> Settled | None:
        """Note when, then do, wait or fail."""
        self.at.append(self.clock())
        gate = self.gates.get(row.id)
        if gate is not None:
            await gate()
        if self.faults[row.id]:
            raise self.faults[row.id].pop(0)
        self.done.append(row.id)
        return Settled(row.id, RowState.SENT, row.attempts + 1)

    async def gave_up(self, row: Row, settled: Settled) -> bool:
        """Note it; ``breaks`` makes it fail, ``settles`` says that a commit settled the row."""
        self.gave.append(settled)
        if self.breaks:
            raise RuntimeError("the conversation cannot take it")
        return self.settles


async def hold(store: MemoryStore, *rows: Row) -> None:
    """Commit rows, as a decision would."""
    before = await store.load(ID) or opening(ID, Contact(CONTACT), 0.0)
    after = replace(before, version=before.version + 1)
    assert await store.commit(Write(after, before.version, rows=rows)) == Committed()
