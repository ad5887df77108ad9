"""The adapter before the stand-in for Telegram: a sink that writes down what it is brought, and rooms."""

import asyncio
import socket
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, TypeVar

from aiohttp import web

from channels.base import Outgoing, Receipt, Voice
from channels.files import DiskFiles
from channels.team import Answer, Person, TeamEvent
from channels.telegram.adapter import TelegramChannel
from channels.telegram.settings import TelegramSettings
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
from tests.platforms.telegram.server import TelegramServer
from tests.platforms.telegram.world import Chat, Message

T = TypeVar("T")
ANA = Author(AuthorKind.HUMAN, "Ana", OperatorName("ana"))
ROBIN = Author(AuthorKind.AGENT, "Robin")
ANNA = Author(AuthorKind.CONTACT, "Anna")
BOT = Author(AuthorKind.SYSTEM)
PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 100


class Notes:
    """Memos in memory; they outlive a channel as a store does."""

    def __init__(self) -> None:
        self.facts: dict[str, str] = {}

    async def memos(self, prefix: str) -> Mapping[str, str]:
        return {name: value for name, value in self.facts.items() if name.startswith(prefix)}

    async def remember(self, name: str, value: str) -> None:
        if value:
            self.facts[name] = value
        else:
            self.facts.pop(name, None)


@dataclass
class Desk(Spoken):
    """A sink. ``down`` lets it refuse; ``hold`` keeps the events of a chat waiting until it is set.

    ``opening`` are cards that are being posted.
    """

    rooms: set[str] = field(default_factory=set)
    events: list[tuple[Address, Event]] = field(default_factory=list)
    acts: list[TeamEvent] = field(default_factory=list)
    late: list[tuple[Address, int]] = field(default_factory=list)
    open: list[Address] = field(default_factory=list)
    opening: list[asyncio.Task[Receipt]] = field(default_factory=list)
    answer: Answer = field(default_factory=Answer)
    down: bool = False
    refused: int = 0
    again: int = 0
    hold: dict[str, asyncio.Event] = field(default_factory=dict)
    _keys: set[str] = field(default_factory=set)
    _changed: asyncio.Event = field(default_factory=asyncio.Event)

    async def receive(self, contact: Address, event: Event, key: str | None = None) -> Outcome:
        await self._pass(contact)
        if not self._new(key):
            return Again()
        self.events.append((contact, event))
        self._changed.set()
        return Done(len(self.events))

    async def team(self, event: TeamEvent, key: str | None = None) -> Answer:
        await self._pass(None)
        if not self._new(key):
            return Answer()
        self.acts.append(event)
        self._changed.set()
        return self.answer

    async def typing(self, contact: Address, who: OperatorName | None) -> None:
        """Nobody looks."""

    async def team_typing(self, thread: Address, by: Person) -> None:
        """Nobody looks."""

    async def recovered(self, place: Address, count: int) -> None:
        self.late.append((place, count))
        self._changed.set()

    def places(self, channel: str) -> frozenset[str]:
        return frozenset(self.rooms)

    async def threads(self, channel: str) -> Sequence[Address]:
        return [*self.open, *[Address(channel, (await one).thread) for one in self.opening]]

    async def until(self, seen: Callable[[], T]) -> T:
        """Wait until something is there."""
        async with asyncio.timeout(LIMIT):
            while not (found := seen()):
                self._changed.clear()
                await self._changed.wait()
        return found

    async def said(self, count: int) -> list[Event]:
        """Return the events of contacts when there are so many."""
        await self.until(lambda: len(self.events) >= count)
        return [event for _contact, event in self.events]

    async def acted(self, count: int) -> list[TeamEvent]:
        """Return what the team did when it did so many things."""
        await self.until(lambda: len(self.acts) >= count)
        return self.acts

    async def _pass(self, contact: Address | None) -> None:
        if contact is not None and contact.chat in self.hold:
            await self.hold[contact.chat].wait()
        if self.down:
            self.refused += 1
            self._changed.set()
            raise StoreUnavailable("the test took the store away")

    def _new(self, key: str | None) -> bool:
        if key is None or key not in self._keys:
            self._keys.add(key or "")
            return True
        self.again += 1
        return False


@dataclass
class Rig:
    """A server, a channel before it, and a desk behind."""

    server: TelegramServer
    channel: TelegramChannel
    desk: Desk
    files: DiskFiles
    notes: Notes
    folder: Path

    def again(self, **settings: Any) -> "Rig":
        """Return the same with a new process's channel: only what was stored is left."""
        return Rig(
            self.server,
            make(self.server, self.files, self.notes, **settings),
            self.desk,
            self.files,
            self.notes,
            self.folder,
        )

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Run the channel until the end of the block."""
        task = asyncio.create_task(self.channel.run(self.desk))
        try:
            await eventually(lambda: self.channel.connected or task.done())
            if task.done():
                await task
            yield
        finally:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task

    def room(self, chat: Chat) -> Address:
        """Make a chat the team's."""
        self.desk.rooms.add(str(chat.id))
        return Address("telegram", str(chat.id))

    async def say(self, to: Address, text: str, author: Author = ROBIN, **more: Any) -> str:
        """Send a text; return its ref."""
        return (await self.channel.send(outgoing(to, text, author, **more))).ref


@asynccontextmanager
async def rig(folder: Path, **settings: Any) -> AsyncIterator[Rig]:
    """Start a server and put a channel before it, which does not run yet."""
    server, files, notes = TelegramServer(), DiskFiles(folder), Notes()
    await server.start()
    try:
        yield Rig(server, make(server, files, notes, **settings), Desk(), files, notes, folder)
    finally:
        await server.stop()


def make(server: TelegramServer, files: DiskFiles, notes: Notes, **settings: Any) -> TelegramChannel:
    known = TelegramSettings(server.token, server.base, speed=1000.0)
    return TelegramChannel(replace(known, **settings), files, notes)


def outgoing(to: Address, text: str = "", author: Author = ROBIN, **more: Any) -> Outgoing:
    content = more.pop("content", Content(text))
    voice = more.pop("voice", Voice.CONTACT)
    return Outgoing(more.pop("key", f"k{text[:20]}"), to, author, content, voice=voice, **more)


def card(**changes: Any) -> Card:
    return draw(handoff(**changes), ConversationId("c1"), "Robin")


async def eventually(seen: Callable[[], T]) -> T:
    """Wait, letting the server and the channel work, until something is so."""
    async with asyncio.timeout(LIMIT):
        while not (found := seen()):  # noqa: ASYNC110  # the world behind the server has no event for it
            await asyncio.sleep(0.002)
    return found


async def shown(chat: Chat, words: str) -> Message:
    """Return the message with these words when it is there."""
    return (
        await eventually(lambda: next((one for one in chat.messages if words in one.text), None))
        or chat.messages[0]
    )


@asynccontextmanager
async def hooked(rig: Rig) -> AsyncIterator[Rig]:
    """Mount a new channel's routes as the process does, where the server can call them."""
    door = socket.create_server(("127.0.0.1", 0))
    made = rig.again(mode="webhook", public_url=f"http://127.0.0.1:{door.getsockname()[1]}")
    app = web.Application()
    app.add_routes(made.channel.routes())
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.SockSite(runner, door).start()
    try:
        yield made
    finally:
        await runner.cleanup()
