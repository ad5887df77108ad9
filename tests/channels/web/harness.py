"""A whole small bot around the web channel: a transcript in memory, a feed, and people that tests play."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from aiohttp import web

from bot.feed import Hub
from channels.files import DiskFiles
from channels.team import Answer as TeamAnswer
from channels.team import Person, TeamEvent
from channels.web.adapter import WebChannel
from channels.web.http import faults, headers
from channels.web.settings import WebSettings
from handoff.content import Button, Content, Source
from handoff.envelope import Envelope, Handoff
from handoff.errors import StoreUnavailable
from handoff.events import ContactAskedForPerson, ContactDeleted, ContactEdited, ContactSaid, Event
from handoff.feed import Changed, Typing
from handoff.ids import Address, ConversationId, OperatorName, QueueName, Ticket, conversation_id
from handoff.outcome import Again, Done, Outcome, Refused
from handoff.ownership import Owner
from handoff.state import Contact, Conversation
from handoff.transcript import Author, AuthorKind, Entry, EntryKind
from handoff.trigger import Mechanism, Trigger
from tests.channels.spoken import Spoken

KEY = b"k" * 32
SYSTEM = Author(AuthorKind.SYSTEM)
AGENT = Author(AuthorKind.AGENT, "Robin")
START = 1_790_000_000.0


class Team(Spoken):
    """Sink and history in one: what a contact does is committed at once, what the others do a test says."""

    def __init__(self) -> None:
        self.hub = Hub()
        self.log: dict[ConversationId, list[Entry]] = {}
        self.states: dict[ConversationId, Conversation] = {}
        self.keys: dict[str, int | None] = {}
        self.events: list[Event] = []
        self.typed: list[Address] = []
        self.full = False
        self.answer: Outcome | None = None

    # ── what the channel needs ───────────────────────────────────────────────────────────────────

    async def receive(self, contact: Address, event: Event, key: str | None = None) -> Outcome:
        """Commit what a contact did; see ``channels.base.Sink``."""
        if self.full:
            raise StoreUnavailable("disk full")
        if self.answer is not None:
            return self.answer
        if key is not None and key in self.keys:
            return Again(self.keys[key])
        seq = self._take(contact, event)
        if seq is None:
            return Refused("unexpected", "No contact does that.")
        self.events.append(event)
        if key is not None:
            self.keys[key] = seq
        return Done(seq)

    async def typing(self, contact: Address, who: OperatorName | None) -> None:
        """Note that somebody types."""
        self.typed.append(contact)

    async def team(self, event: TeamEvent, key: str | None = None) -> TeamAnswer:
        """Nobody of the team is here; see ``channels.base.Sink``."""
        return TeamAnswer()

    async def team_typing(self, thread: Address, by: Person) -> None:
        """See ``team``."""

    async def recovered(self, place: Address, count: int) -> None:
        """See ``team``."""

    def places(self, channel: str) -> frozenset[str]:
        """See ``team``."""
        return frozenset()

    async def threads(self, channel: str) -> Sequence[Address]:
        """See ``team``."""
        return ()

    async def entries(
        self, conversation: ConversationId, after: int = 0, limit: int | None = None
    ) -> Sequence[Entry]:
        """Return what is committed."""
        found = [entry for entry in self.log.get(conversation, ()) if entry.seq > after]
        return found if limit is None else found[-limit:]

    async def conversation(self, conversation: ConversationId) -> Conversation | None:
        """Return one as it stands."""
        return self.states.get(conversation)

    # ── what a test plays ────────────────────────────────────────────────────────────────────────

    def add(
        self, chat: ConversationId, kind: EntryKind, author: Author, content: Content, **more: Any
    ) -> int:
        """Commit one entry and tell who watches."""
        state = self.states[chat]
        entry = Entry(state.seq + 1, START + state.seq * 40, kind, author, content=content, **more)
        self.commit(replace(state, seq=entry.seq), entry)
        return entry.seq

    def commit(self, state: Conversation, *entries: Entry) -> None:
        """Commit a state and entries, as the desk would."""
        state = replace(state, version=state.version + 1)
        self.states[state.id] = state
        self.log.setdefault(state.id, []).extend(entries)
        self.hub.publish(Changed(state, entries))

    def say(self, id: ConversationId, author: Author, text: str, **parts: Any) -> int:
        """Say something to the contact."""
        return self.add(id, EntryKind.MESSAGE, author, Content(text, **parts))

    def note(self, id: ConversationId, text: str) -> int:
        """Write what only the team may read."""
        return self.add(id, EntryKind.NOTE, Author(AuthorKind.HUMAN, "Mara"), Content(text))

    def edit(self, id: ConversationId, target: int, text: str, author: Author = AGENT) -> int:
        """Change a message or a note."""
        return self.add(id, EntryKind.EDIT, author, Content(text), target=target)

    def delete(self, id: ConversationId, target: int, author: Author = AGENT) -> int:
        """Take a message or a note back."""
        return self.add(id, EntryKind.DELETE, author, Content(), target=target)

    def escalate(self, id: ConversationId, told: bool = True) -> None:
        """Hand the conversation off; ``told`` says that a team channel took the card."""
        trigger = Trigger(Mechanism.REQUEST, "person_requested", "asked")
        handoff = Handoff(
            Ticket(1042),
            QueueName("support"),
            trigger,
            Envelope("Ada"),
            START,
            notified=START + 1 if told else None,
        )
        self._owner(id, Owner.WAITING, handoff=handoff)

    def take(self, id: ConversationId, name: str) -> None:
        """Have an operator take the conversation."""
        self._owner(id, Owner.HUMAN, operator=OperatorName(name.lower()), operator_name=name)
        self.say(id, SYSTEM, f"{name} joined the conversation")

    def give_back(self, id: ConversationId, name: str) -> None:
        """Have the operator return it to the agent."""
        self._owner(id, Owner.AGENT, operator=None, operator_name="", handoff=None)
        self.say(id, SYSTEM, f"{name} handed you back to the assistant")

    def writes(self, id: ConversationId, kind: AuthorKind, name: str = "") -> None:
        """Show that somebody is writing."""
        self.hub.publish(Typing(id, kind, name))

    def only(self) -> ConversationId:
        """Return the one conversation there is."""
        (id,) = self.states
        return id

    def _owner(self, id: ConversationId, owner: Owner, **changes: Any) -> None:
        state = self.states[id]
        entry = Entry(state.seq + 1, START, EntryKind.OWNER, SYSTEM, data={"owner": owner.value})
        self.commit(replace(state, owner=owner, epoch=state.epoch + 1, seq=entry.seq, **changes), entry)

    def _take(self, contact: Address, event: Event) -> int | None:
        id = conversation_id(contact)
        known = self.states.setdefault(id, Conversation(id, Contact(contact), START))
        author = Author(AuthorKind.CONTACT, known.contact.name)
        match event:
            case ContactSaid():
                return self.add(
                    id, EntryKind.MESSAGE, author, event.content, id=event.id, target=event.reply_to
                )
            case ContactEdited():
                return self.add(id, EntryKind.EDIT, author, Content(event.text), id=event.id)
            case ContactDeleted():
                return self.add(id, EntryKind.DELETE, author, Content(), id=event.id)
            case ContactAskedForPerson():
                seq = self.add(id, EntryKind.EVENT, SYSTEM, Content("asked for a person"))
                self.escalate(id)
                return seq
            case _:
                return None


class Site:
    """A running server: where it is, and everything behind it."""

    def __init__(self, base: str, team: Team, channel: WebChannel, folder: Path) -> None:
        self.base = base
        self.team = team
        self.channel = channel
        self.folder = folder


def suggestions(*texts: str) -> tuple[Button, ...]:
    """Return buttons that say their text, and the one that asks for a person."""
    return (*(Button(text, f"say:{text}") for text in texts), Button("Talk to a person", "person"))


def sources(*titles: str) -> tuple[Source, ...]:
    """Return pages an answer was read from."""
    return tuple(Source(title, "Overview", "https://shop.example/help") for title in titles)


@asynccontextmanager
async def running(
    folder: Path, settings: WebSettings | None = None, *, heartbeat: float = 15.0, port: int = 0
) -> AsyncIterator[Site]:
    """Serve the channel on a loopback port until the block ends."""
    team = Team()
    channel = WebChannel(
        settings or WebSettings(), team, team.hub, KEY, DiskFiles(folder), bot="Robin", heartbeat=heartbeat
    )
    task = asyncio.create_task(channel.run(team))
    async with serving(channel, port) as base:
        while not channel.connected:  # noqa: ASYNC110  # the port has no event for it
            await asyncio.sleep(0)
        try:
            yield Site(base, team, channel, folder)
        finally:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task


@asynccontextmanager
async def serving(channel: WebChannel, port: int = 0) -> AsyncIterator[str]:
    """Mount the routes on a server of their own."""
    app = web.Application(middlewares=[headers, faults])
    app.add_routes(channel.routes())
    runner = web.AppRunner(app, shutdown_timeout=1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", port)
    await site.start()
    try:
        bound = runner.addresses[0][1]
        yield f"http://127.0.0.1:{bound}"
    finally:
        await runner.cleanup()


@asynccontextmanager
async def serving_page() -> AsyncIterator[tuple[str, Callable[[str], None]]]:
    """Serve another site's page on an origin of its own; yield the origin and how to set the page."""
    pages: list[str] = []

    async def show(_request: web.Request) -> web.Response:
        return web.Response(text=pages[-1], content_type="text/html")

    app = web.Application()
    app.router.add_get("/", show)
    runner = web.AppRunner(app, shutdown_timeout=1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}", pages.append
    finally:
        await runner.cleanup()
