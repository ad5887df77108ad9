"""The store's port: decisions go in as data, readers read beside.

The contract every store keeps (``tests/contracts/test_store.py`` runs against each):

* ``commit`` is all or nothing: state, entries, outbox rows, handoffs, approvals, inbound keys and settled
  rows are written together, or none is. When it returns ``Committed`` the write is durable.
* A key that was committed before makes the whole write a ``Duplicate`` and changes nothing.
* A write whose ``expected`` version is not the stored one is a ``Conflict`` and changes nothing.
* Many writes may share one physical commit; one that conflicts fails alone; nobody is answered before it.
* ``StoreUnavailable`` means that nothing was written.
"""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from handoff.approvals import Approval
from handoff.effects import Effect
from handoff.envelope import Handoff
from handoff.ids import Address, ApprovalId, ConversationId, RowId, Ticket
from handoff.ownership import Owner
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

    ``drop_fenced`` turns every pending row of the conversation whose fence is below its new epoch to dropped.
    """

    conversation: Conversation
    expected: int
    entries: tuple[Entry, ...] = ()
    rows: tuple[Row, ...] = ()
    handoffs: tuple[Handoff, ...] = ()
    approvals: tuple[Approval, ...] = ()
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
    async def ping(self) -> None:
        """Prove that writing works; raises StoreUnavailable."""


@dataclass(frozen=True, slots=True)
class Summary:
    """One row of the inbox's list. ``last_who`` is a kind of author. Times are seconds since 1970 UTC."""

    id: ConversationId
    contact: str
    name: str
    owner: Owner
    last_at: float
    last_text: str
    last_who: str
    since: float
    seq: int
    operator: str | None = None
    operator_name: str = ""
    ticket: str | None = None
    queue: str | None = None
    reason: str | None = None
    mechanism: str | None = None
    category: str | None = None
    priority: int = 0
    waiting_since: float | None = None
    snoozed: float | None = None


@dataclass(frozen=True, slots=True)
class Query:
    """Which conversations: all of the given must hold. Each of the ``words`` is in a name, reason or text."""

    owners: tuple[Owner, ...] = ()
    operator: str | None = None
    queue: str | None = None
    words: str = ""
    limit: int = 200


@dataclass(frozen=True, slots=True)
class HandoffRow:
    """A handoff beside the conversation it belongs to."""

    conversation: ConversationId
    contact: str
    handoff: Handoff


@dataclass(frozen=True, slots=True)
class ThreadRow:
    """A desk thread, and the handoff whose card opened it.

    A store keeps one for every ``CardCopy.desk`` of the handoffs in a write, for good; the newest write wins.
    """

    thread: Address
    place: Address
    conversation: ConversationId
    ticket: Ticket


@dataclass(frozen=True, slots=True)
class HandoffQuery:
    """Which handoffs: all of the given must hold; newest first. ``ending`` may be ``open``."""

    since: float | None = None
    queue: str | None = None
    category: str | None = None
    ending: str | None = None
    conversation: ConversationId | None = None
    limit: int = 1000


@dataclass(frozen=True, slots=True)
class Counts:
    """Gauges for the metrics page."""

    conversations: dict[str, int] = field(default_factory=dict)
    rows: dict[str, int] = field(default_factory=dict)


class Reader(ABC):
    """Reads only, never in the way of the writer; what it sees is committed."""

    @abstractmethod
    async def conversations(self, query: Query) -> Sequence[Summary]:
        """Return matching conversations: those who need a person first, longest wait first, then newest."""

    @abstractmethod
    async def conversation(self, conversation: ConversationId) -> Conversation | None:
        """Return one as it stands."""

    @abstractmethod
    async def entries(
        self, conversation: ConversationId, after: int = 0, limit: int | None = None
    ) -> Sequence[Entry]:
        """Return entries with a greater seq, in order; only the newest ``limit`` of them if given."""

    @abstractmethod
    async def handoffs(self, query: HandoffQuery) -> Sequence[HandoffRow]:
        """Return the log of handoffs."""

    @abstractmethod
    async def handoff(self, ticket: Ticket) -> HandoffRow | None:
        """Return one as it stands."""

    @abstractmethod
    async def thread(self, thread: Address) -> ThreadRow | None:
        """Return whose desk thread this is."""

    @abstractmethod
    async def threads(self, channel: str) -> Sequence[ThreadRow]:
        """Return the channel's desk threads whose handoff is open, in the order of their tickets."""

    @abstractmethod
    async def approvals(self, pending: bool = True) -> Sequence[Approval]:
        """Return approvals, the oldest first."""

    @abstractmethod
    async def approval(self, approval: ApprovalId) -> Approval | None:
        """Return one as it stands."""

    @abstractmethod
    async def rows(self, conversation: ConversationId) -> Sequence[Row]:
        """Return the conversation's outbox rows, done ones as well, in order of insertion."""

    @abstractmethod
    async def row(self, id: RowId) -> Row | None:
        """Return one outbox row as it stands, also a done one."""

    @abstractmethod
    async def dead(self, limit: int = 100) -> Sequence[Row]:
        """Return rows that were given up, the newest first."""

    @abstractmethod
    async def counts(self) -> Counts:
        """Count conversations by owner and outbox rows by state."""
