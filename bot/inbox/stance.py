"""What this operator may do with this conversation now, and in which words the page says so."""

from dataclasses import dataclass
from enum import StrEnum

from bot.inbox.operators import Operator
from bot.inbox.standing import holding
from handoff.labels import known_as
from handoff.ownership import Owner
from handoff.state import Conversation


class Lock(StrEnum):
    """Why the reply box is closed."""

    OPEN = "open"
    AGENT = "agent"
    COLLEAGUE = "colleague"
    CLOSED = "closed"
    READER = "reader"


@dataclass(frozen=True, slots=True)
class Stance:
    """``line`` says who has it and what that means; ``takes`` whether Take over is the thing to press."""

    lock: Lock
    line: str
    mine: bool = False
    takes: bool = False
    may_act: bool = True

    @property
    def leaves(self) -> bool:
        """Whether the conversation can be returned, passed on or snoozed by this operator."""
        return self.may_act and self.lock is Lock.OPEN


def stance(conversation: Conversation, me: Operator, may_act: bool, queue: str) -> Stance:
    """Work out where the operator stands."""
    if not may_act:
        return Stance(
            Lock.READER, f"You can read this. Only the operators of {queue} can answer.", may_act=False
        )
    match conversation.owner:
        case Owner.AGENT | Owner.AUTOMATION:
            return Stance(Lock.AGENT, _busy(conversation), takes=True)
        case Owner.WAITING:
            return Stance(Lock.OPEN, "Nobody has this yet. Your reply takes it over.", takes=True)
        case Owner.CLOSED:
            return Stance(
                Lock.CLOSED, "This conversation is closed. Take it over to write again.", takes=True
            )
        case Owner.HUMAN:
            return _human(conversation, me)


def _human(conversation: Conversation, me: Operator) -> Stance:
    if conversation.operator == me.name:
        name = known_as(conversation.contact.name, conversation.id)
        return Stance(Lock.OPEN, f"You are talking to {name}.", mine=True)
    name = conversation.operator_name or "A colleague"
    return Stance(Lock.COLLEAGUE, f"{name} has this conversation. A note reaches them here.")


def _busy(conversation: Conversation) -> str:
    if conversation.owner is Owner.AUTOMATION:
        return f"The workflow “{holding(conversation)}” is handling this."
    return (
        "The assistant is handling this." if conversation.agent_on else "The assistant is switched off here."
    )
