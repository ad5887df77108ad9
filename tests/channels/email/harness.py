"""The adapter before a real mail server: a sink that writes down what it is brought, people who write."""

import asyncio
import io
import re
import socket
import time
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field, replace
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path
from typing import Any, TypeVar

import aiohttp
from aiohttp import web

from channels.base import Outgoing, Voice
from channels.email.adapter import EmailChannel
from channels.email.settings import PATH, EmailSettings
from channels.email.signing import SIGNATURE, STAMP, signed
from channels.email.webhook import TYPE
from channels.files import DiskFiles
from channels.team import Answer, Person, Pressed, TeamEvent, Wrote
from handoff.card import Card, draw
from handoff.content import Content
from handoff.errors import StoreUnavailable
from handoff.events import ContactSaid, Event
from handoff.ids import Address, ConversationId, OperatorName
from handoff.outcome import Again, Done, Outcome
from handoff.transcript import Author, AuthorKind
from tests.builders import handoff
from tests.channels.spoken import Spoken
from tests.lines import LIMIT
from tests.platforms.email.smtp import MailServer, text

T = TypeVar("T")
HELP, SHARED = "help@shop.example", "team@shop.example"
ANA, BEN, ANNA = "ana@shop.example", "ben@shop.example", "anna@mail.example"
ROBIN = Author(AuthorKind.AGENT, "Robin")
CONTACT = Author(AuthorKind.CONTACT, "Anna")
HUMAN = Author(AuthorKind.HUMAN, "Ana", OperatorName("ana"))
SECRET = "a secret of the webhook"
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
    """A sink. ``down`` lets it refuse; ``answer`` says what people of the team are told."""

    rooms: set[str] = field(default_factory=lambda: {ANA})
    events: list[tuple[Address, Event]] = field(default_factory=list)
    acts: list[TeamEvent] = field(default_factory=list)
    late: list[tuple[Address, int]] = field(default_factory=list)
    answer: Callable[[TeamEvent], Answer] = field(default=lambda event: Answer())
    down: bool = False
    refused: int = 0
    _keys: set[str] = field(default_factory=set)
    _changed: asyncio.Event = field(default_factory=asyncio.Event)

    async def receive(self, contact: Address, event: Event, key: str | None = None) -> Outcome:
        self._pass()
        if key in self._keys:
            return Again()
        self._keys.add(key or "")
        self.events.append((contact, event))
        return Done(len(self.events))

    async def team(self, event: TeamEvent, key: str | None = None) -> Answer:
        self._pass()
        self.acts.append(event)
        return self.answer(event)

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
        return ()

    @property
    def said(self) -> list[ContactSaid]:
        """What contacts said."""
        return [event for _contact, event in self.events if isinstance(event, ContactSaid)]

    @property
    def wrote(self) -> list[Wrote]:
        """What operators wrote."""
        return [event for event in self.acts if isinstance(event, Wrote)]

    @property
    def pressed(self) -> list[Pressed]:
        """What operators pressed."""
        return [event for event in self.acts if isinstance(event, Pressed)]

    async def until(self, seen: Callable[[], T]) -> T:
        """Wait until something is so."""
        async with asyncio.timeout(LIMIT):
            while not (found := seen()):
                self._changed.clear()
                await self._changed.wait()
        return found

    def _pass(self) -> None:
        self._changed.set()
        if self.down:
            self.refused += 1
            raise StoreUnavailable("the test took the store away")


@dataclass
class Rig:
    """A mail server, a channel before it whose pages are served, a desk behind."""

    server: MailServer
    channel: EmailChannel
    desk: Desk
    files: DiskFiles
    notes: Notes
    settings: EmailSettings
    http: aiohttp.ClientSession
    url: str

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Run the channel until the end of the block."""
        task = asyncio.create_task(self.channel.run(self.desk))
        try:
            async with asyncio.timeout(LIMIT):
                while not self.channel.connected:  # the port has no event for it
                    if task.done():
                        await task
                    await asyncio.sleep(0.002)
            yield
        finally:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task

    async def bring(self, message: EmailMessage | bytes, **changes: Any) -> int:
        """Be the mail service that calls the webhook; return the status."""
        raw = message if isinstance(message, bytes) else message.as_bytes(policy=SMTP)
        stamp = changes.get("stamp", str(int(time.time())))
        headers = {
            "Content-Type": changes.get("type", TYPE),
            STAMP: stamp,
            SIGNATURE: changes.get("signature", signed(SECRET, stamp, raw)),
        }
        async with self.http.post(f"{self.url}{PATH}", data=io.BytesIO(raw), headers=headers) as response:
            return response.status

    async def say(self, to: Address, words: str, author: Author = ROBIN, **more: Any) -> str:
        """Send a text; return its ref."""
        content, voice = more.pop("content", Content(words)), more.pop("voice", Voice.CONTACT)
        key = more.pop("key", f"k{words[:20]}")
        return (await self.channel.send(Outgoing(key, to, author, content, voice=voice, **more))).ref

    async def card(self, place: str = ANA, key: str = "row1", drawn: Card | None = None) -> Address:
        """Post a card; return its desk thread."""
        receipt = await self.channel.post_card(Address("email", place), drawn or a_card(), key)
        return Address("email", receipt.thread)

    def last(self, to: str) -> EmailMessage:
        """Return the mail that came last to an address."""
        return self.server.post.to(to)[-1]

    def links(self, to: str) -> dict[str, str]:
        """Return the links of the last mail to an address, by what they say."""
        found = re.findall(r"^(.+): (https?://\S+)$", text(self.last(to)), re.MULTILINE)
        return dict(found)


@asynccontextmanager
async def rig(folder: Path, **changes: Any) -> AsyncIterator[Rig]:
    """Start a mail server and put a channel before it, which does not run yet."""
    server, files, notes = MailServer(), DiskFiles(folder), changes.pop("notes", None) or Notes()
    await server.start()
    door = socket.create_server(("127.0.0.1", 0))
    url = f"http://127.0.0.1:{door.getsockname()[1]}"
    known = EmailSettings(
        server.url,
        f"Shop <{HELP}>",
        inbound="webhook",
        webhook_secrets=(SECRET,),
        public_url=url,
        operators={ANA: "Ana", BEN: "Ben"},
        readers={SHARED: (ANA, BEN)},
        speed=1000.0,
    )
    settings = replace(known, **changes)
    channel = EmailChannel(settings, files, notes)
    app = web.Application(client_max_size=64 << 20)
    app.add_routes(channel.routes())
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.SockSite(runner, door).start()
    try:
        async with aiohttp.ClientSession() as http:
            yield Rig(server, channel, Desk(), files, notes, settings, http, url)
    finally:
        await runner.cleanup()
        await server.stop()


def a_card(**changes: Any) -> Card:
    return draw(handoff(**changes), ConversationId("c1"), "Robin")


def letter(words: str, sender: str = ANNA, subject: str = "My order", **headers: str) -> EmailMessage:
    """Be a mail program that writes a mail; ``In_Reply_To`` and the like are headers."""
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = sender, HELP, subject
    made["Message-ID"] = headers.pop("Message_ID", f"<{abs(hash((words, sender, subject)))}@mail.example>")
    for name, value in headers.items():
        made[name.replace("_", "-")] = value
    made.set_content(words)
    return made


def reply(to: EmailMessage, words: str, sender: str = ANA) -> EmailMessage:
    """Be a mail program that answers a mail, with the old one quoted below."""
    old = "".join(f"> {one}\n" for one in text(to).splitlines())
    whole = f"{words}\n\nOn Mon, Nov 16, 2026 at 3:14 PM Shop <{HELP}> wrote:\n\n{old}"
    id = str(to["Message-ID"])
    return letter(whole, sender, f"Re: {to['Subject']}", In_Reply_To=id, References=id)


def bounce(of: EmailMessage, status: str = "5.1.1", to: str = ANNA, action: str = "failed") -> bytes:
    """Be the server that could not deliver a mail."""
    return (
        "Return-Path: <>\r\nFrom: MAILER-DAEMON@mail.example\r\nTo: help@shop.example\r\n"
        "Content-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n"
        "--b\r\n\r\nIt could not be delivered.\r\n"
        "--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mail.example\r\n\r\n"
        f"Final-Recipient: rfc822; {to}\r\nAction: {action}\r\nStatus: {status}\r\n\r\n"
        f"--b\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: {of['Message-ID']}\r\n\r\n--b--\r\n"
    ).encode()
