"""What became of what we sent, and of time limits."""

from dataclasses import dataclass

from handoff.ids import Address, Ticket
from handoff.transcript import Origin


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
    """An entry could not be brought to the contact, and will not be tried again.

    A messenger that says so later, and knows only its own name of the message, gives that as ``ref``, empty
    for the last that went out; the intake finds ``seq`` and ``origin``.
    """

    seq: int
    reason: str
    origin: Origin | None = None
    ref: str = ""


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
