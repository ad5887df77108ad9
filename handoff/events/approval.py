"""The life of an approval: asked, put to the team, answered once or over."""

from dataclasses import dataclass

from handoff.approvals import Approval, Purpose, Ruling
from handoff.content import Field
from handoff.events.actor import Actor
from handoff.ids import Address, ApprovalId, OperatorName, QueueName


@dataclass(frozen=True, slots=True)
class ApprovalAsked:
    """The agent or a workflow needs a decision. ``facts`` come from our data, never from a model's words.

    It expires at ``expires`` (seconds since 1970 UTC) if nobody decided; None means as the queue says.
    ``label`` is what the card calls it. ``draft`` is a text that approving sends to the contact, perhaps
    edited by then. ``barred`` may not decide: they asked for it themselves. ``purpose`` is what the answer
    is for.
    """

    approval: ApprovalId
    question: str
    facts: tuple[Field, ...] = ()
    queue: QueueName | None = None
    expires: float | None = None
    label: str = ""
    draft: str = ""
    barred: frozenset[OperatorName] = frozenset()
    purpose: Purpose | None = None


@dataclass(frozen=True, slots=True)
class ApprovalWithdrawn:
    """The question no longer matters."""

    approval: ApprovalId


@dataclass(frozen=True, slots=True)
class ApprovalDue:
    """Its time is over."""

    approval: ApprovalId


@dataclass(frozen=True, slots=True)
class ApprovalReminder:
    """It is time to remind the reviewers, or to ask the next queue as well."""

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
    """A reviewer pressed Approve or Reject.

    ``text`` replaces the draft; None leaves it as it is. ``seen`` is the ``approvals.fingerprint`` of the
    text that was read, where that is known: a text that was changed meanwhile is not approved unread.
    ``stored`` is the question as the store has it: long settled ones are not in the conversation any more.
    """

    by: Actor
    approval: ApprovalId
    ruling: Ruling
    reason: str = ""
    text: str | None = None
    seen: str = ""
    stored: Approval | None = None
