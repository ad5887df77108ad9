"""What happened, in the past tense. Facts only: nothing here says what to do about them.

``key`` is the platform's own identity of the message or press, so that a redelivery of the same
thing changes nothing (Slack: channel and ts; web: the client's uuid). Times come with ``decide``.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from handoff.answer import Answer
from handoff.approvals import Ruling
from handoff.content import Content, Field
from handoff.ids import Address, ApprovalId, OperatorName, QueueName, Ticket
from handoff.transcript import Origin
from handoff.trigger import Trigger


@dataclass(frozen=True, slots=True)
class Actor:
    """One of the team, and through which channel he or she acted.

    ``groups`` are those the platform vouches for. A ``guest`` is known by a group alone, and is no
    configured operator.
    """

    operator: OperatorName
    name: str
    via: str = "web"
    groups: frozenset[str] = frozenset()
    guest: bool = False


# ── the contact ──────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class ContactSaid:
    """A message arrived. ``id`` is what the contact's own page or messenger calls it.

    ``reply_to`` is the seq of the message it quotes; a messenger that knows only its own name of that
    message gives it as ``quotes``, and the intake finds the seq.
    """

    id: str
    content: Content
    name: str = ""
    language: str = ""
    reply_to: int | None = None
    quotes: str = ""
    variables: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ContactEdited:
    """The contact changed an earlier message of their own, named by its id."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class ContactDeleted:
    """The contact took an earlier message of their own back."""

    id: str


@dataclass(frozen=True, slots=True)
class ContactReacted:
    """The contact put a reaction on a message, or took it off. ``emoji`` is Unicode.

    ``quotes`` is the messenger's name of the message, ``target`` its seq, which the intake finds.
    """

    quotes: str
    emoji: str
    on: bool = True
    target: int | None = None


@dataclass(frozen=True, slots=True)
class ContactAskedForPerson:
    """The contact pressed "Talk to a person"."""

    id: str


# ── the agent ────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class AgentAnswered:
    """The agent finished a turn it was given under an epoch."""

    epoch: int
    turn: int
    answer: Answer


@dataclass(frozen=True, slots=True)
class AgentFailed:
    """The agent raised, or took too long."""

    epoch: int
    turn: int
    reason: str


# ── the team ─────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class OperatorTook:
    """Somebody pressed Take over, or removed the agent.

    ``over`` names the colleague it is knowingly taken from; without it what a colleague has stays theirs.
    ``ticket``, here and below, is the handoff whose card was pressed: once that is over nothing happens.
    """

    by: Actor
    over: OperatorName | None = None
    ticket: Ticket | None = None


@dataclass(frozen=True, slots=True)
class OperatorReplied:
    """Somebody of the team wrote to the contact. ``id`` is the writer's own name for the message.

    ``reply_to`` is the seq of the message it quotes.
    """

    by: Actor
    content: Content
    id: str = ""
    reply_to: int | None = None
    origin: Origin | None = None


@dataclass(frozen=True, slots=True)
class OperatorNoted:
    """Somebody wrote something that only the team may see."""

    by: Actor
    content: Content
    id: str = ""
    origin: Origin | None = None


@dataclass(frozen=True, slots=True)
class OperatorWrote:
    """Somebody wrote plain text in a desk thread: a reply or a note, as the queue's relay mode has it.

    ``reply_to`` is the seq of the relayed message that was quoted.
    """

    by: Actor
    content: Content
    origin: Origin
    reply_to: int | None = None


@dataclass(frozen=True, slots=True)
class OperatorEdited:
    """Somebody changed a message of their own."""

    by: Actor
    target: int
    text: str
    origin: Origin | None = None


@dataclass(frozen=True, slots=True)
class OperatorDeleted:
    """Somebody took a message of their own back."""

    by: Actor
    target: int
    origin: Origin | None = None


@dataclass(frozen=True, slots=True)
class OperatorReacted:
    """Somebody put a reaction on the message ``target``, or took it off. ``emoji`` is Unicode."""

    by: Actor
    target: int
    emoji: str
    on: bool = True
    origin: Origin | None = None


@dataclass(frozen=True, slots=True)
class OperatorReturned:
    """The conversation goes back to the agent, with a note for it."""

    by: Actor
    note: str = ""
    ticket: Ticket | None = None


@dataclass(frozen=True, slots=True)
class OperatorTransferred:
    """To another queue, or to one named operator; exactly one of the two is set."""

    by: Actor
    queue: QueueName | None = None
    operator: Actor | None = None
    ticket: Ticket | None = None


@dataclass(frozen=True, slots=True)
class OperatorResolved:
    """Somebody pressed Resolve."""

    by: Actor
    ticket: Ticket | None = None


@dataclass(frozen=True, slots=True)
class OperatorSnoozed:
    """Not now: hide it from the list until the time comes or the contact speaks."""

    by: Actor
    until: float
    ticket: Ticket | None = None


@dataclass(frozen=True, slots=True)
class OperatorEscalated:
    """Somebody (or an outside system) said that a person must look at this."""

    by: Actor
    trigger: Trigger


@dataclass(frozen=True, slots=True)
class AgentSwitched:
    """Somebody turned the agent off or on for this one contact."""

    by: Actor
    on: bool


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


# ── deliveries and time ──────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class CardAccepted:
    """A team channel has the card; ``thread`` is the chat part of its desk thread's address."""

    ticket: Ticket
    place: Address
    ref: str
    thread: str = ""


@dataclass(frozen=True, slots=True)
class CardRefused:
    """A team channel will never take this card."""

    ticket: Ticket
    place: Address
    reason: str


@dataclass(frozen=True, slots=True)
class Delivered:
    """What an operator wrote in a desk thread reached the contact."""

    seq: int
    origin: Origin


@dataclass(frozen=True, slots=True)
class DeliveryFailed:
    """An entry could not be brought to the contact, and will not be tried again."""

    seq: int
    reason: str
    origin: Origin | None = None


@dataclass(frozen=True, slots=True)
class RelayFailed:
    """An entry could not be shown in a desk thread, and will not be tried again."""

    seq: int
    thread: Address
    reason: str


@dataclass(frozen=True, slots=True)
class Recovered:
    """So many messages came in late, because the bot was away."""

    count: int


@dataclass(frozen=True, slots=True)
class TimerFired:
    """A time limit that was set with this handoff and epoch ran out."""

    timer: str
    ticket: Ticket
    epoch: int


Event = (
    ContactSaid
    | ContactEdited
    | ContactDeleted
    | ContactReacted
    | ContactAskedForPerson
    | AgentAnswered
    | AgentFailed
    | OperatorTook
    | OperatorReplied
    | OperatorNoted
    | OperatorWrote
    | OperatorReacted
    | OperatorEdited
    | OperatorDeleted
    | OperatorReturned
    | OperatorTransferred
    | OperatorResolved
    | OperatorSnoozed
    | OperatorEscalated
    | AgentSwitched
    | ApprovalAsked
    | ApprovalWithdrawn
    | ApprovalDue
    | QuestionPosted
    | QuestionRefused
    | ReviewerDecided
    | CardAccepted
    | CardRefused
    | Delivered
    | DeliveryFailed
    | RelayFailed
    | Recovered
    | TimerFired
)
