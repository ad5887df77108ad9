"""What every test of the adapter stands on: a Discord of our own, the adapter, and a sink that remembers."""

import asyncio
import itertools
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from channels.base import Outgoing, Voice
from channels.discord.adapter import DiscordChannel
from channels.discord.settings import DiscordSettings
from channels.files import DiskFiles
from channels.team import Answer, Person, TeamEvent, Wrote
from handoff.card import Card, draw
from handoff.content import Content
from handoff.errors import StoreUnavailable
from handoff.events import Event
from handoff.ids import Address, ConversationId, OperatorName
from handoff.outcome import Again, Done, Outcome
from handoff.transcript import Author, AuthorKind
from tests.builders import handoff
from tests.channels.spoken import Spoken
from tests.lines import LIMIT
from tests.platforms.discord.server import DiscordServer

AGENT = Author(AuthorKind.AGENT, "Robin")
ANA = Author(AuthorKind.HUMAN, "Ana", OperatorName("ana"))
MARIA = Author(AuthorKind.CONTACT, "Maria")
SYSTEM = Author(AuthorKind.SYSTEM)
_keys = itertools.count()


class Memory:
    """Memos that outlive the adapter."""

    def __init__(self) -> None:
        self.facts: dict[str, str] = {}
        self._changed = asyncio.Condition()

    async def memos(self, prefix: str) -> Mapping[str, str]:
        return {name: value for name, value in self.facts.items() if name.startswith(prefix)}

    async def remember(self, name: str, value: str) -> None:
        if value:
            self.facts[name] = value
        else:
            self.facts.pop(name, None)
        async with self._changed:
            self._changed.notify_all()

    async def until(self, true: Callable[[], object]) -> None:
        async with asyncio.timeout(LIMIT), self._changed:
            await self._changed.wait_for(lambda: bool(true()))


@dataclass
class Log(Spoken):
    """A sink that keeps what it was brought, once a key; it can be slow, or refuse for a while."""

    place: str
    answer: Callable[[TeamEvent], Answer] = lambda event: Answer()
    desks: list[Address] = field(default_factory=list)
    events: list[tuple[Address, Event]] = field(default_factory=list)
    team_events: list[TeamEvent] = field(default_factory=list)
    late: list[tuple[Address, int]] = field(default_factory=list)
    typed: list[Address] = field(default_factory=list)
    team_typed: list[tuple[Address, Person]] = field(default_factory=list)
    keys: set[str] = field(default_factory=set)
    refusals: int = 0
    slow: dict[str, asyncio.Event] = field(default_factory=dict)
    changed: asyncio.Condition = field(default_factory=asyncio.Condition)

    async def receive(self, contact: Address, event: Event, key: str | None = None) -> Outcome:
        if contact.chat in self.slow:
            await self.slow[contact.chat].wait()
        if not self._first(key):
            return Again()
        self.events.append((contact, event))
        await self._tell()
        return Done()

    async def team(self, event: TeamEvent, key: str | None = None) -> Answer:
        if "team" in self.slow:
            await self.slow["team"].wait()
        if not self._first(key):
            return Answer()
        self.team_events.append(event)
        await self._tell()
        return self.answer(event)

    async def typing(self, contact: Address, who: OperatorName | None) -> None:
        self.typed.append(contact)
        await self._tell()

    async def team_typing(self, thread: Address, by: Person) -> None:
        self.team_typed.append((thread, by))
        await self._tell()

    async def recovered(self, place: Address, count: int) -> None:
        self.late.append((place, count))
        await self._tell()

    def places(self, channel: str) -> frozenset[str]:
        return frozenset({self.place})

    async def threads(self, channel: str) -> Sequence[Address]:
        return self.desks

    def said(self, chat: str = "") -> list[str]:
        """Return the texts of what contacts said, in order."""
        found = [(contact, event) for contact, event in self.events if chat in {"", contact.chat}]
        return [content.text for _, event in found if (content := getattr(event, "content", None))]

    def wrote(self) -> list[str]:
        """Return the texts of what the team wrote, in order."""
        return [event.content.text for event in self.team_events if isinstance(event, Wrote)]

    async def until(self, true: Callable[[], object]) -> None:
        """Wait until something is so; raises TimeoutError after a while."""
        async with asyncio.timeout(LIMIT), self.changed:
            await self.changed.wait_for(lambda: bool(true()))

    def _first(self, key: str | None) -> bool:
        if self.refusals:
            self.refusals -= 1
            raise StoreUnavailable("locked")
        if key is not None and key in self.keys:
            return False
        self.keys |= {key} if key else set()
        return True

    async def _tell(self) -> None:
        async with self.changed:
            self.changed.notify_all()


@dataclass
class Stage:
    """A server, an adapter and its sink."""

    server: DiscordServer
    folder: Path
    memory: Memory
    channel: DiscordChannel
    log: Log

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Have the adapter connected inside; it is stopped after."""
        task = asyncio.create_task(self.channel.run(self.log))
        try:
            await self.connected(task)
            yield
        finally:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task

    async def connected(self, task: "asyncio.Task[None] | None" = None) -> None:
        """Wait until events can come, or ``run`` ended."""
        async with asyncio.timeout(LIMIT):
            while not self.channel.connected and not (task and task.done()):  # noqa: ASYNC110
                await asyncio.sleep(0.005)
        if task and task.done():
            task.result()

    def restarted(self) -> None:
        """Have a new adapter that knows only what was kept."""
        self.channel = adapter(self.server, self.folder, self.memory)

    async def card(self, **changes: Any) -> tuple[str, Address]:
        """Post a card; return its ref and its thread, which is then open."""
        receipt = await self.channel.post_card(
            Address("discord", self.server.place), card(**changes), "H-1001"
        )
        thread = Address("discord", receipt.thread)
        self.log.desks.append(thread)
        return receipt.ref, thread


def adapter(server: DiscordServer, folder: Path, memory: Memory, speed: float = 1000.0) -> DiscordChannel:
    """Return an adapter before a server."""
    settings = DiscordSettings(server.token, server.api_base, server.gateway_url, f"{server.base}/cdn", speed)
    return DiscordChannel(settings, DiskFiles(folder), memory)


def card(**changes: Any) -> Card:
    """Return a card as the core draws it."""
    return draw(handoff(**changes), ConversationId("c1"), "Robin", "https://desk.example/c1")


def out(text: str, to: str, author: Author = AGENT, voice: Voice = Voice.CONTACT, **fields: Any) -> Outgoing:
    """Return a message to a chat under a key of its own."""
    content = fields.pop("content", None) or Content(text)
    key = fields.pop("key", None) or f"k{next(_keys)}"
    return Outgoing(key, Address("discord", to), author, content, voice=voice, **fields)


def thread_of(address: Address) -> str:
    """Return the platform's id of a desk thread."""
    return address.chat.rpartition("/")[2]
