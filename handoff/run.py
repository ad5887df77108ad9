"""One execution of a workflow: where it stands, what it knows, what it waits for. JSON in the store."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from handoff.ids import ApprovalId, ConversationId, QueueName, RunId


class Phase(StrEnum):
    """How a run stands. Three of them are final, and they stay distinct everywhere (law 8)."""

    GOING = "going"
    """Its next node is to be taken."""
    WAITING = "waiting"
    """It stands at its node until what ``wait`` names has come."""
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


LIVE = frozenset({Phase.GOING, Phase.WAITING})


class Awaits(StrEnum):
    """What a run waits for."""

    WORDS = "words"
    """The contact's next message."""
    DECISION = "decision"
    """Reviewers."""
    TIME = "time"
    AGENT = "agent"
    """The agent has the conversation meanwhile."""


@dataclass(frozen=True, slots=True)
class Wait:
    """``due`` is when it runs out (seconds since 1970 UTC; None: never). ``approval`` is the question asked.

    ``notes`` is what the node itself must remember, such as the keyed hash of a one-time code: no variable,
    and shown to nobody.
    """

    awaits: Awaits
    due: float | None = None
    approval: ApprovalId | None = None
    notes: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Run:
    """``digest`` is the content hash of the definition it began with, and stays with for good.

    ``node`` is the one it stands at or takes next. ``visit`` counts the nodes it entered, so ``key`` names
    this visit of this node; ``step`` counts its commits: what was worked out for an older one is stale.
    ``exit`` is how the wait at ``node`` ended. ``front`` says that it holds the conversation (owner
    ``automation``) whenever no person does; others run beside it. ``path`` holds the last nodes it came by.
    ``doubts`` are acts that were perhaps done, with the keys they were tried under: the same act again is a
    further try of it. ``queue`` decides what names no queue, as it was set when the run began. ``approved``
    is who approved what the run does since; empty for nobody. ``told`` is when the contact last heard that
    it is not settled yet. ``proven`` are all addresses that its gates verified. Times are seconds since
    1970 UTC.
    """

    id: RunId
    conversation: ConversationId
    workflow: str
    digest: str
    node: str
    began: float
    changed: float
    front: bool = True
    phase: Phase = Phase.GOING
    step: int = 0
    visit: int = 1
    exit: str = ""
    wait: Wait | None = None
    variables: Mapping[str, Any] = field(default_factory=dict)
    path: tuple[str, ...] = ()
    error: str = ""
    doubts: Mapping[str, str] = field(default_factory=dict)
    queue: QueueName | None = None
    approved: str = ""
    told: float | None = None
    proven: frozenset[str] = frozenset()

    @property
    def live(self) -> bool:
        """Whether it goes on."""
        return self.phase in LIVE

    @property
    def key(self) -> str:
        """The idempotency key of what this visit of this node does: the same for every try."""
        return f"{self.id}:{self.node}:{self.visit}"


def run_id(conversation: ConversationId, seq: int) -> RunId:
    """Name the run that the entry ``seq`` of a conversation began."""
    return RunId(f"r{conversation.removeprefix('c')}.{seq}")


def approval_id(key: str) -> ApprovalId:
    """Name the one question that belongs to a key such as ``Run.key``; short enough for every button."""
    return ApprovalId("a" + hashlib.blake2b(key.encode(), digest_size=8).hexdigest())
