"""The boundary to a messenger: what comes in, what goes out, and what the messenger can do."""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import Protocol

from handoff.card import Card
from handoff.content import Content
from handoff.events import Event
from handoff.ids import Address, OperatorName
from handoff.outcome import Outcome
from handoff.transcript import Author


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What the messenger can do, as data.

    ``pull`` says that contacts read the committed transcript itself (the web page): a message is
    delivered by the commit that holds it, so nothing is sent, lost or doubled. ``idempotent`` says that
    sending the same ``Outgoing.key`` twice shows once.
    """

    pull: bool = False
    idempotent: bool = False
    max_text: int = 4000
    max_buttons: int = 25
    edits: bool = False
    deletes: bool = False
    typing: bool = False
    cards: bool = False


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A message on its way to a place; ``key`` is the same for every try of the same message."""

    key: str
    to: Address
    author: Author
    content: Content
    reply_to: str | None = None


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the platform calls the message that it took."""

    ref: str


class Sink(Protocol):
    """Where a channel brings what happened. Acknowledge the platform only after this returned."""

    async def receive(self, contact: Address, event: Event, key: str | None = None) -> Outcome:
        """Take in one event of a contact's conversation, durably.

        ``key`` is the platform's identity of the message or press; the same key again changes
        nothing and gives ``Again``. Raises StoreUnavailable when nothing could be written.
        """

    async def typing(self, contact: Address, who: OperatorName | None) -> None:
        """Pass on, and forget, that somebody is typing; ``who`` is None for the contact."""


class Channel(ABC):
    """One messenger, as a way to contacts and a way to the team."""

    name: str
    capabilities: Capabilities

    @abstractmethod
    async def run(self, sink: Sink) -> None:
        """Connect and bring events until cancelled. When it ends the supervisor starts it again."""

    async def ready(self, to: Address) -> None:
        """Wait until the platform's limits let a send to the place start.

        Called before the last check that the message may still be said, so that ``send`` itself
        starts its call at once.
        """

    @abstractmethod
    async def send(self, out: Outgoing) -> Receipt:
        """Bring one message to a place; raises ChannelError."""

    @abstractmethod
    async def edit(self, to: Address, ref: str, content: Content) -> None:
        """Change a message that was sent; raises ChannelError."""

    @abstractmethod
    async def delete(self, to: Address, ref: str) -> None:
        """Take a message back; raises ChannelError."""

    @abstractmethod
    async def post_card(self, place: Address, card: Card, key: str) -> Receipt:
        """Tell a place of the team about a handoff; ``key`` as in ``Outgoing``. Raises ChannelError."""

    @abstractmethod
    async def edit_card(self, place: Address, ref: str, card: Card) -> None:
        """Show the card as it is now; raises ChannelError."""

    @abstractmethod
    async def typing(self, to: Address) -> None:
        """Show the contact that an answer is being written. Best effort, never raises ChannelError."""

    @property
    @abstractmethod
    def connected(self) -> bool:
        """Whether it can take and bring messages right now."""

    @abstractmethod
    async def check(self) -> str:
        """Ask the platform who we are and whether we may post; a line for people. Raises ChannelError."""
