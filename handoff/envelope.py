"""All an operator needs to go on where the agent stopped."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from handoff.answer import Step
from handoff.content import Source
from handoff.ids import Address, OperatorName, QueueName, Ticket
from handoff.trigger import Trigger


class Ending(StrEnum):
    """How a handoff ended. They stay distinct in the store, on the card, in the log and for the agent."""

    RETURNED = "returned"
    RESOLVED = "resolved"
    EXPIRED = "expired"
    CANCELLED = "cancelled"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Line:
    """One quoted line of the transcript, already clipped."""

    who: str
    text: str


@dataclass(frozen=True, slots=True)
class Envelope:
    """The handoff's context as it was when it began.

    ``since`` is the first and ``upto`` the last transcript seq the agent had to do with;
    ``confidence`` is that of the agent's last answer, ``sources`` what it read and ``steps`` what it did.
    ``summarized`` says that the summary is the model's.
    """

    contact: str
    summary: str = ""
    lines: tuple[Line, ...] = ()
    variables: Mapping[str, Any] = field(default_factory=dict)
    sources: tuple[Source, ...] = ()
    steps: tuple[Step, ...] = ()
    confidence: float | None = None
    since: int = 0
    upto: int = 0
    summarized: bool = False


@dataclass(frozen=True, slots=True)
class CardCopy:
    """One live card: where it stands, how the platform calls it, or why it is of no use.

    One with both a ``ref`` and an ``error`` was posted, and then its desk thread was lost.

    ``thread`` is the chat part of its desk thread's address, where the place has threads.
    """

    place: Address
    ref: str | None = None
    error: str | None = None
    thread: str = ""

    @property
    def live(self) -> bool:
        """Whether the place has it, and all that goes with it."""
        return self.ref is not None and self.error is None

    @property
    def desk(self) -> Address | None:
        """The desk thread, if there is one."""
        return Address(self.place.channel, self.thread) if self.thread and self.error is None else None


@dataclass(frozen=True, slots=True)
class Handoff:
    """One episode, from the trigger to its ending. Times are seconds since 1970 UTC.

    ``notified`` is when the first team channel accepted the card (law 4: the contact is told only
    then), ``replied`` the first human answer, ``operator`` the one who has it or had it last.
    """

    ticket: Ticket
    queue: QueueName
    trigger: Trigger
    envelope: Envelope
    opened: float
    priority: int = 0
    cards: tuple[CardCopy, ...] = ()
    tried: tuple[QueueName, ...] = ()
    notified: float | None = None
    told: bool = False
    taken: float | None = None
    replied: float | None = None
    operator: OperatorName | None = None
    snoozed: float | None = None
    closed: float | None = None
    ending: Ending | None = None
    by: str = ""
    note: str = ""
