"""The store's readers: what can be asked, and what comes back."""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from handoff.approvals import Approval
from handoff.envelope import Handoff
from handoff.ids import Address, ApprovalId, ConversationId, RowId, RunId, Ticket
from handoff.ownership import Owner
from handoff.run import Run
from handoff.state import Conversation
from handoff.store.base import Row
from handoff.transcript import Entry


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
    tag: str | None = None
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
class RunQuery:
    """Which runs: all of the given must hold; newest change first. ``live`` leaves ended ones out."""

    workflow: str | None = None
    live: bool = True
    conversation: ConversationId | None = None
    limit: int = 200


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
    async def runs(self, query: RunQuery) -> Sequence[Run]:
        """Return matching runs of workflows."""

    @abstractmethod
    async def run(self, run: RunId) -> Run | None:
        """Return one as it stands, also an ended one."""

    @abstractmethod
    async def run_counts(self) -> Mapping[tuple[str, str, str], int]:
        """Count live runs by workflow, the digest of their definition, and the node they stand at."""

    @abstractmethod
    async def definition(self, digest: str) -> str | None:
        """Return the text of the workflow's definition kept under this content hash."""

    @abstractmethod
    async def tagged(self, tag: str) -> Sequence[ConversationId]:
        """Return the conversations in this folder, in the order of their ids."""

    @abstractmethod
    async def tags(self) -> Mapping[str, int]:
        """Return the folders that hold any conversation, by name, each with how many."""

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
