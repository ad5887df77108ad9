"""The store's port: decisions go in as data; ``reading.py`` has the readers beside it.

The contract every store keeps (``tests/contracts/test_store.py`` runs against each):

* ``commit`` is all or nothing: state, entries, outbox rows, handoffs, approvals, runs, tags, inbound keys
  and settled rows are written together, or none is. When it returns ``Committed`` the write is durable.
* A key that was committed before makes the whole write a ``Duplicate`` and changes nothing.
* A write whose ``expected`` version is not the stored one is a ``Conflict`` and changes nothing.
* Many writes may share one physical commit; one that conflicts fails alone; nobody is answered before it.
* ``StoreUnavailable`` means that nothing was written.
"""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from handoff.approvals import Approval
from handoff.effects import Effect
from handoff.envelope import Handoff
from handoff.ids import ConversationId, RowId, Ticket
from handoff.run import Run
from handoff.state import Conversation
from handoff.transcript import Entry


class RowState(StrEnum):
    """How a thing to do stands."""

    PENDING = "pending"
    SENDING = "sending"
    """A platform without idempotent sends is being called: after a crash it is perhaps delivered."""
    SENT = "sent"
    DROPPED = "dropped"
    """Withheld on purpose: the agent's epoch was over."""
    DEAD = "dead"
    """Given up; an operator sees it."""


@dataclass(frozen=True, slots=True)
class Row:
    """One thing to do, and afterwards the record of what came of it.

    ``id`` is deterministic (conversation, seq or turn, place), so it is the idempotency key as well.
    Rows of one ``lane`` are done in the order of ``due`` and insertion, one at a time. ``fence`` is the
    epoch under which an agent's message may start. A dropped row never becomes pending again.
    ``ref`` is the platform's name of what was sent.
    ``doubtful`` says that an attempt began and its outcome is not known: perhaps delivered.
    """

    id: RowId
    conversation: ConversationId
    lane: str
    effect: Effect
    due: float
    fence: int | None = None
    state: RowState = RowState.PENDING
    attempts: int = 0
    ref: str | None = None
    error: str | None = None
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class Settled:
    """What became of a row: any state. A ``due`` or ``ref`` of None keeps what is stored."""

    id: RowId
    state: RowState
    attempts: int = 0
    due: float | None = None
    ref: str | None = None
    error: str | None = None
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class Write:
    """One decision as data. ``conversation.version`` is ``expected + 1``; 0 means the row must be new.

    ``drop_fenced`` turns every pending row of the conversation whose fence is below its new one to dropped.
    """

    conversation: Conversation
    expected: int
    entries: tuple[Entry, ...] = ()
    rows: tuple[Row, ...] = ()
    handoffs: tuple[Handoff, ...] = ()
    approvals: tuple[Approval, ...] = ()
    runs: tuple[Run, ...] = ()
    key: str | None = None
    key_seq: int | None = None
    settled: tuple[Settled, ...] = ()
    drop_fenced: bool = False


@dataclass(frozen=True, slots=True)
class Committed:
    """Durable."""


@dataclass(frozen=True, slots=True)
class Duplicate:
    """The key was taken in before; ``seq`` is the ``key_seq`` of that time."""

    seq: int | None = None


@dataclass(frozen=True, slots=True)
class Conflict:
    """Somebody else committed first: load again and decide again."""


Result = Committed | Duplicate | Conflict


class Store(ABC):
    """The writer. One object per process; every method may be called from many tasks at once."""

    @abstractmethod
    async def open(self) -> None:
        """Connect and bring the schema up to date; raises SchemaTooNew or StoreUnavailable."""

    @abstractmethod
    async def close(self) -> None:
        """Finish what was accepted, then let go. Safe to call twice."""

    @abstractmethod
    async def load(self, conversation: ConversationId) -> Conversation | None:
        """Return the newest committed state, or None for one that was never stored."""

    @abstractmethod
    async def commit(self, write: Write) -> Result:
        """Write one decision; see the contract above."""

    @abstractmethod
    async def settle(self, settled: Settled) -> None:
        """Record what became of a row, durably. An unknown row is ignored."""

    @abstractmethod
    async def due(self, now: float, limit: int, exclude: frozenset[RowId] = frozenset()) -> Sequence[Row]:
        """Return pending and sending rows with ``due <= now``, in order of due and insertion."""

    @abstractmethod
    async def next_due(self, after: float) -> float | None:
        """Return the earliest ``due`` later than ``after`` among pending rows, or None."""

    @abstractmethod
    async def reserve_ticket(self) -> Ticket:
        """Return a ticket number that nobody ever gets again; the first is 1001."""

    @abstractmethod
    async def secret(self, name: str) -> bytes:
        """Return the 32 random bytes kept under this name; made and stored at the first call."""

    @abstractmethod
    async def remember(self, name: str, value: str) -> None:
        """Keep a small fact durably under its name; an empty value forgets it."""

    @abstractmethod
    async def memos(self, prefix: str) -> Mapping[str, str]:
        """Return every fact whose name begins so."""

    @abstractmethod
    async def keep_definition(self, digest: str, name: str, text: str) -> None:
        """Keep a workflow's definition durably for the runs pinned to it; one that is kept stays as it is."""

    @abstractmethod
    async def definition(self, digest: str) -> str | None:
        """Return the text of the definition kept under this content hash."""

    @abstractmethod
    async def ping(self) -> None:
        """Prove that writing works; raises StoreUnavailable."""
