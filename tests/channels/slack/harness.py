"""The adapter before the stand-in, with a sink that writes down what it is brought."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from aiohttp import web

from channels.base import Outgoing, Voice
from channels.files import DiskFiles
from channels.slack.adapter import SlackChannel
from channels.slack.settings import SlackSettings
from channels.team import Answer, Person, TeamEvent
from handoff.content import Content
from handoff.errors import StoreUnavailable
from handoff.events import Event
from handoff.ids import Address, OperatorName
from handoff.outcome import Again, Done, Outcome
from handoff.transcript import Author, AuthorKind
from tests.channels.spoken import Spoken
from tests.lines import LIMIT
from tests.platforms.slack.server import SlackServer
from tests.platforms.slack.site import APP_TOKEN, BOT_TOKEN, SECRET

ANA = Author(AuthorKind.HUMAN, "Ana", OperatorName("ana"))
CONTACT = Author(AuthorKind.CONTACT, "Mia")
AGENT = Author(AuthorKind.AGENT, "Robin")
SYSTEM = Author(AuthorKind.SYSTEM)
RETRIES = (0.05, 0.2, *(0.5,) * 60)
"""Seconds between the tries of a Slack in a hurry; it gives nothing up on a machine that is slow."""


@dataclass
class Memory:
    """Memos that last as long as the test."""

    kept: dict[str, str] = field(default_factory=dict)

    async def memos(self, prefix: str) -> Mapping[str, str]:
        return {name: value for name, value in self.kept.items() if name.startswith(prefix)}

    async def remember(self, name: str, value: str) -> None:
        self.kept[name] = value
        if not value:
            del self.kept[name]


@dataclass
class Book(Spoken):
    """A sink: keeps keys as the real one does, and is away when told so."""

    team_chats: set[str] = field(default_factory=set)
    events: list[tuple[Address, Event]] = field(default_factory=list)
    team_events: list[TeamEvent] = field(default_factory=list)
    open_threads: list[Address] = field(default_factory=list)
    recoveries: list[tuple[Address, int]] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    answer: Callable[[TeamEvent], Answer] = lambda event: Answer()
    away: bool = False
    refused: int = 0
    hold: asyncio.Event | None = None

    async def receive(self, contact: Address, event: Event, key: str | None = None) -> Outcome:
        if not await self._keep(key):
            return Again()
        self.events.append((contact, event))
        return Done()

    async def team(self, event: TeamEvent, key: str | None = None) -> Answer:
        if not await self._keep(key):
            return Answer()
        self.team_events.append(event)
        return self.answer(event)

    async def _keep(self, key: str | None) -> bool:
        assert key is not None
        if self.away:
            self.refused += 1
            raise StoreUnavailable("the disk is full")
        if self.hold is not None:
            await self.hold.wait()
        new = key not in self.keys
        self.keys.append(key)
        return new

    async def typing(self, contact: Address, who: OperatorName | None) -> None:
        raise AssertionError("Slack tells nothing about typing")

    async def team_typing(self, thread: Address, by: Person) -> None:
        raise AssertionError("Slack tells nothing about typing")

    async def recovered(self, place: Address, count: int) -> None:
        self.recoveries.append((place, count))

    def places(self, channel: str) -> frozenset[str]:
        assert channel == "slack"
        return frozenset(self.team_chats)

    async def threads(self, channel: str) -> Sequence[Address]:
        return self.open_threads


@dataclass
class Scene:
    """A workspace with a contact (Mia), an operator (Ana), a team's channel, and the adapter."""

    slack: SlackServer
    channel: SlackChannel
    book: Book
    memos: Memory
    files: DiskFiles

    def __post_init__(self) -> None:
        self.mia = self.slack.someone("Mia")
        self.ana = self.slack.someone("Ana", "U0ANA")
        self.team = self.slack.channel("support", self.ana, id="C0TEAM")
        self.book.team_chats.add(self.team.id)
        self.mine = Address("slack", self.mia.dm.id)
        self.desk = Address("slack", self.team.id)

    async def send(self, text: str, to: Address | None = None, key: str = "k1", **more: object) -> str:
        """Send as Ana; return the ref."""
        content = more.pop("content", Content(text))
        author = more.pop("author", ANA)
        assert isinstance(content, Content)
        assert isinstance(author, Author)
        return (await self.channel.send(Outgoing(key, to or self.mine, author, content, **more))).ref  # type: ignore[arg-type]

    async def thread(self) -> Address:
        """Open a thread in the team's channel and return its address."""
        ts = await self.send("card", self.desk, key="card", author=SYSTEM)
        return Address("slack", f"{self.team.id}/{ts}")

    def settings(self, **changes: object) -> SlackSettings:
        """Return settings that lead to the stand-in."""
        return replace(settings(self.slack), **changes)  # type: ignore[arg-type]

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Run the adapter."""
        task = asyncio.create_task(self.channel.run(self.book))
        try:
            await until(lambda: self.channel.connected or task.done())
            if task.done():
                await task
            yield
        finally:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task

    async def settled(self) -> None:
        """Wait until Slack's events were taken, and what came of them was shown."""
        await self.slack.courier.settled()


def settings(slack: SlackServer) -> SlackSettings:
    """Return settings that lead to a stand-in, unpaced."""
    return SlackSettings(BOT_TOKEN, APP_TOKEN, SECRET, slack.base, timeout=5.0, ping=1.0, speed=1000.0)


@asynccontextmanager
async def scene(folder: Path, **changes: object) -> AsyncIterator[Scene]:
    """Start a stand-in and an adapter that does not run yet."""
    slack = SlackServer()
    await slack.start()
    slack.courier.retries = RETRIES
    memos, files = Memory(), DiskFiles(folder)
    made = replace(settings(slack), **changes)  # type: ignore[arg-type]
    try:
        yield Scene(slack, SlackChannel(made, files, memos), Book(), memos, files)
    finally:
        await slack.stop()


@asynccontextmanager
async def serving(channel: SlackChannel) -> AsyncIterator[str]:
    """Mount the adapter's routes as the process does; give their base address."""
    app = web.Application()
    app.add_routes(channel.routes())
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


async def until(true: Callable[[], object]) -> None:
    """Wait until something holds."""
    async with asyncio.timeout(LIMIT):
        while not true():  # noqa: ASYNC110  # what people see has no event
            await asyncio.sleep(0.002)


TEAM, NOTE = Voice.TEAM, Voice.NOTE
