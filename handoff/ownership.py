"""THE table: who may own a conversation, and every move between owners.

Every owner is a key; a move that is not in an owner's row does not exist for it. The diagram in the
docs is drawn from this table. Every move that is made, even from an owner to itself, grows the
conversation's epoch, so whatever was begun under the old owner can tell that its time is over.
"""

from collections.abc import Mapping
from enum import StrEnum


class Owner(StrEnum):
    """Who answers the contact now."""

    AGENT = "agent"
    AUTOMATION = "automation"
    """A workflow holds the conversation."""
    WAITING = "waiting"
    """Handed off; nobody has claimed it yet."""
    HUMAN = "human"
    """One named operator."""
    CLOSED = "closed"


class Move(StrEnum):
    """Why the owner changes."""

    ESCALATE = "escalate"
    TAKE = "take"
    REPLY = "reply"
    """An operator's first reply takes."""
    TRANSFER = "transfer"
    """To a queue."""
    ASSIGN = "assign"
    """To one named operator."""
    RETURN = "return"
    RESOLVE = "resolve"
    EXPIRE = "expire"
    """Nobody came in time."""
    SILENCE = "silence"
    """The operator went quiet."""
    REOPEN = "reopen"
    HAND_OVER = "hand_over"
    """Between the agent and a workflow."""


TABLE: Mapping[Owner, Mapping[Move, Owner]] = {
    Owner.AGENT: {
        Move.ESCALATE: Owner.WAITING,
        Move.TAKE: Owner.HUMAN,
        Move.REPLY: Owner.HUMAN,
        Move.RESOLVE: Owner.CLOSED,
        Move.HAND_OVER: Owner.AUTOMATION,
    },
    Owner.AUTOMATION: {
        Move.ESCALATE: Owner.WAITING,
        Move.TAKE: Owner.HUMAN,
        Move.REPLY: Owner.HUMAN,
        Move.RESOLVE: Owner.CLOSED,
        Move.HAND_OVER: Owner.AGENT,
    },
    Owner.WAITING: {
        Move.TAKE: Owner.HUMAN,
        Move.REPLY: Owner.HUMAN,
        Move.TRANSFER: Owner.WAITING,
        Move.ASSIGN: Owner.HUMAN,
        Move.RETURN: Owner.AGENT,
        Move.RESOLVE: Owner.CLOSED,
        Move.EXPIRE: Owner.AGENT,
    },
    Owner.HUMAN: {
        Move.TRANSFER: Owner.WAITING,
        Move.ASSIGN: Owner.HUMAN,
        Move.RETURN: Owner.AGENT,
        Move.RESOLVE: Owner.CLOSED,
        Move.SILENCE: Owner.WAITING,
    },
    Owner.CLOSED: {
        Move.TAKE: Owner.HUMAN,
        Move.REOPEN: Owner.AGENT,
    },
}


def after(owner: Owner, move: Move) -> Owner | None:
    """Return who owns the conversation after the move, or None where the table has no such move."""
    return TABLE[owner].get(move)
