"""What one of the team does."""

from dataclasses import dataclass

from handoff.content import Content
from handoff.events.actor import Actor
from handoff.ids import OperatorName, QueueName, Ticket
from handoff.transcript import Origin
from handoff.trigger import Trigger


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
    """Somebody changed a message of their own; ``note`` says that only the team ever read it."""

    by: Actor
    target: int
    text: str
    origin: Origin | None = None
    note: bool = False


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
