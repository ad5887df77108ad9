"""The life of an approval: asked, put to the team, answered once or over."""

from dataclasses import dataclass

from handoff.approvals import Ruling
from handoff.content import Field
from handoff.events.actor import Actor
from handoff.ids import Address, ApprovalId, QueueName


@dataclass(frozen=True, slots=True)
class ApprovalAsked:
    """The agent or a workflow needs a decision. ``facts`` come from our data, never from a model's words.

    It expires at ``expires`` (seconds since 1970 UTC) if nobody decided; None means never.
    """

    approval: ApprovalId
    question: str
    facts: tuple[Field, ...] = ()
    queue: QueueName | None = None
    expires: float | None = None


@dataclass(frozen=True, slots=True)
class ApprovalWithdrawn:
    """The question no longer matters."""

    approval: ApprovalId


@dataclass(frozen=True, slots=True)
class ApprovalDue:
    """Its time is over."""

    approval: ApprovalId


@dataclass(frozen=True, slots=True)
class QuestionPosted:
    """A place of the team shows the question."""

    approval: ApprovalId
    place: Address
    ref: str


@dataclass(frozen=True, slots=True)
class QuestionRefused:
    """A place of the team will never show the question."""

    approval: ApprovalId
    place: Address
    reason: str


@dataclass(frozen=True, slots=True)
class ReviewerDecided:
    """A reviewer pressed Approve or Reject."""

    by: Actor
    approval: ApprovalId
    ruling: Ruling
    reason: str = ""
