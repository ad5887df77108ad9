"""The boundary to a messenger: what comes in, what goes out, and what the messenger can do."""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from aiohttp import web

from channels.errors import Permanent
from channels.team import Answer, Person, TeamEvent
from handoff.card import Card
from handoff.content import Content
from handoff.events import Event
from handoff.ids import Address, OperatorName
from handoff.outcome import Outcome
from handoff.texts import Texts
from handoff.transcript import Author


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What the messenger can do, as data.

    ``pull`` says that contacts read the committed transcript itself (the web page): a message is
    delivered by the commit that holds it, so nothing is sent, lost or doubled. ``idempotent`` says that
    sending the same ``Outgoing.key`` twice shows once; ``looks`` that a message with ``Outgoing.again`` is
    looked for before it is sent. ``threads`` says that cards open a desk thread
    that operators can work in. ``quiet`` says that each message is a letter of its own: contacts are not told
    who comes and goes, and desk threads show what people say, to whom it was given and what is wrong, not
    every line of the bot's.
    ``blind`` holds sentences for operators about what this messenger never tells us about a contact, or
    cannot show one.
    """

    pull: bool = False
    idempotent: bool = False
    looks: bool = False
    max_text: int = 4000
    max_buttons: int = 25
    edits: bool = False
    deletes: bool = False
    reactions: bool = False
    typing: bool = False
    cards: bool = False
    threads: bool = False
    quiet: bool = False
    blind: tuple[str, ...] = ()


class Voice(StrEnum):
    """In which way words are shown."""

    CONTACT = "contact"
    """To the contact, as what the author says. System words are the bot's own."""
    TEAM = "team"
    """In a desk thread: who said it is always visible, and a contact's text is plain data."""
    NOTE = "note"
    """In a desk thread, marked as a note that the contact never sees."""


class Mark(StrEnum):
    """What became of an operator's message in a desk thread."""

    DELIVERED = "delivered"
    FAILED = "failed"
    NOTE = "note"
    """It was kept as a note: the contact does not see it."""


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A message on its way to a contact's chat or a desk thread.

    ``key`` is the same for every try of the same message; ``again`` says that an earlier try perhaps
    arrived, so an adapter that can look does so first. ``reply_to`` is the ref of the quoted message in
    the same place.
    """

    key: str
    to: Address
    author: Author
    content: Content
    reply_to: str | None = None
    voice: Voice = Voice.CONTACT
    again: bool = False


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the platform calls the message that it took.

    A message that was split has all its names in ``ref``, joined by commas, the first first. For a card
    ``thread`` is the chat part of its desk thread's address, empty where there is none.
    """

    ref: str
    thread: str = ""


class ContactSink(Protocol):
    """Where what happens in contacts' conversations is brought; what pages need of the process."""

    async def receive(self, contact: Address, event: Event, key: str | None = None) -> Outcome:
        """Take in one event of a contact's conversation, durably.

        ``key`` is the platform's identity of the message or press; the same key again changes
        nothing and gives ``Again``. Raises StoreUnavailable when nothing could be written.
        """

    async def typing(self, contact: Address, who: OperatorName | None) -> None:
        """Pass on, and forget, that somebody is typing; ``who`` is None for the contact."""


class Sink(ContactSink, Protocol):
    """Where a channel brings what happened. Acknowledge the platform only after this returned."""

    async def team(self, event: TeamEvent, key: str | None = None) -> Answer:
        """Take in what somebody did on the team's side, durably; return what to show that person.

        Authority is checked behind this door. ``key`` and errors as in ``receive``.
        """

    async def team_typing(self, thread: Address, by: Person) -> None:
        """Pass on, and forget, that somebody of the team is typing in a desk thread."""

    async def recovered(self, place: Address, count: int) -> None:
        """Say that so many messages of a contact's chat or a desk thread came in late, after a stop."""

    def places(self, channel: str) -> frozenset[str]:
        """Return the chats of this channel that are the team's; all others are contacts."""

    async def threads(self, channel: str) -> Sequence[Address]:
        """Return the desk threads of this channel whose handoff is open, also of cards being posted now."""

    def words(self, language: str) -> Texts:
        """Return what the bot itself says in a language such as ``de-AT``, or in its own for an unknown one.

        An admin may change it at any time, so it is asked for when it is said.
        """

    def languages(self) -> Sequence[str]:
        """Return the languages that there are words in."""


class Memos(Protocol):
    """Small facts an adapter must still know after a restart, such as how far it has read. Durable."""

    async def memos(self, prefix: str) -> Mapping[str, str]:
        """Return all facts whose name begins so."""

    async def remember(self, name: str, value: str) -> None:
        """Keep a fact under a name that begins with the channel's; an empty value forgets it."""


class Channel(ABC):
    """One messenger, as a way to contacts and a way to the team."""

    name: str
    capabilities: Capabilities

    @abstractmethod
    async def run(self, sink: Sink) -> None:
        """Connect and bring events until cancelled. When it ends the supervisor starts it again."""

    def routes(self) -> Sequence[web.RouteDef]:
        """Return what the process's HTTP server mounts for it; they answer 503 while ``run`` does not."""
        return ()

    def renew(self, settings: object) -> None:  # most have nothing that may change
        """Put changed settings of its own kind in force, as far as that needs no new connection.

        Everything else waits for a restart.
        """

    async def ready(self, to: Address) -> None:
        """Wait until the platform's limits let a send to the place start.

        Called before the last check that the message may still be said, so that ``send`` itself
        starts its call at once.
        """

    @abstractmethod
    async def send(self, out: Outgoing) -> Receipt:
        """Bring one message to a place; raises ChannelError."""

    @abstractmethod
    async def edit(self, out: Outgoing, ref: str) -> None:
        """Show ``out`` in place of what was sent as ``ref``; only the text changed. Raises ChannelError."""

    @abstractmethod
    async def delete(self, to: Address, ref: str) -> None:
        """Take a message back; raises ChannelError."""

    async def react(self, to: Address, ref: str, emoji: str, on: bool) -> None:
        """Put a reaction on somebody's message, or take ours off; raises ChannelError."""
        raise Permanent("this messenger has no reactions")

    @abstractmethod
    async def post_card(self, place: Address, card: Card, key: str) -> Receipt:
        """Tell a place of the team about a handoff, or put an approval's question to it.

        A card without a ticket is a question, and opens no desk thread. ``key`` as in ``Outgoing``.
        Raises ChannelError.
        """

    @abstractmethod
    async def edit_card(self, place: Address, ref: str, card: Card) -> None:
        """Show the card as it is now; raises ChannelError."""

    async def mark(self, thread: Address, ref: str, mark: Mark, why: str = "") -> None:
        """Show on an operator's message what became of it; ``why`` for a failure. Raises ChannelError."""

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

    async def check_place(self, place: Address) -> str:
        """Ask whether we may do all that the team's place needs; a line for people. Raises ChannelError.

        The error's text says what to click.
        """
        return "ready"
