"""Each thing an operator can do but write: the body it takes, and the event it becomes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final, Generic, TypeVar

from pydantic import BaseModel

from bot.inbox.bodies import Escalated, Plain, Returned, Snoozed, Switched, Taken, Transferred
from bot.inbox.operators import Operator
from bot.inbox.room import Room
from channels.web.http import Fault
from handoff.events import (
    AgentSwitched,
    Event,
    OperatorEscalated,
    OperatorResolved,
    OperatorReturned,
    OperatorSnoozed,
    OperatorTook,
    OperatorTransferred,
)
from handoff.ids import OperatorName, QueueName

Body = TypeVar("Body", bound=BaseModel)
YEAR: Final = 366 * 86400.0


@dataclass(frozen=True, slots=True)
class Act(Generic[Body]):
    """A press: what its body must look like, and what it means to the core."""

    body: type[Body]
    event: Callable[[Room, Operator, Body], Event]


def take(room: Room, by: Operator, body: Taken) -> Event:
    """Take over, from the agent as well, and from a colleague who is named."""
    return OperatorTook(by.actor, OperatorName(body.over) if body.over else None)


def give_back(room: Room, by: Operator, body: Returned) -> Event:
    """Let the agent go on, with a note for it."""
    return OperatorReturned(by.actor, body.note)


def resolve(room: Room, by: Operator, body: Plain) -> Event:
    """Close it."""
    return OperatorResolved(by.actor)


def transfer(room: Room, by: Operator, body: Transferred) -> Event:
    """Pass it to a queue, or to a colleague the settings know; raises Fault 422 for a stranger."""
    if body.queue is not None:
        return OperatorTransferred(by.actor, queue=QueueName(body.queue))
    colleague = room.operators.get(body.operator or "")
    if colleague is None:
        raise Fault(422, "unknown_operator", "There is no such operator.")
    return OperatorTransferred(by.actor, operator=colleague.actor)


def snooze(room: Room, by: Operator, body: Snoozed) -> Event:
    """Put it off; raises Fault 422 for more than a year."""
    now = room.now()
    until = body.until.timestamp() if body.until else now + 60 * (body.minutes or 0)
    if until > now + YEAR:
        raise Fault(422, "invalid", "Snooze for a year at most.")
    return OperatorSnoozed(by.actor, until)


def switch(room: Room, by: Operator, body: Switched) -> Event:
    """Turn the agent off or on for this contact."""
    return AgentSwitched(by.actor, body.on)


def escalate(room: Room, by: Operator, body: Escalated) -> Event:
    """Say that a person must look at it."""
    reason = body.reason or f"{by.display} asked for a person."
    return OperatorEscalated(by.actor, room.policy().judge.manual(reason))


ACTS: Final[Mapping[str, Act[Any]]] = {
    "take": Act(Taken, take),
    "return": Act(Returned, give_back),
    "resolve": Act(Plain, resolve),
    "transfer": Act(Transferred, transfer),
    "snooze": Act(Snoozed, snooze),
    "agent": Act(Switched, switch),
    "escalate": Act(Escalated, escalate),
}
