"""Contacts and operators, as HTTP knows them: they call, listen, and try again when nobody is there."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Any, NamedTuple
from uuid import uuid4

import aiohttp
from aiohttp import ClientSession, ClientTimeout

from tests.lines import LIMIT
from tests.process import Bot

GONE = (aiohttp.ClientError, ConnectionError, TimeoutError)
"""What a call raises whose server died."""
PAUSE = 0.02
STREAM = ClientTimeout(total=None, sock_read=60)


class Reply(NamedTuple):
    """What a call was answered."""

    status: int
    body: Any
    headers: dict[str, str]


class Told(NamedTuple):
    """One event of a stream."""

    event: str
    id: str | None
    data: dict[str, Any]


class Caller:
    """Somebody with a token. What they send is private: it must never be in the log."""

    def __init__(self, bot: Bot, http: ClientSession, token: str) -> None:
        self.bot = bot
        self._http = http
        self.headers = {"Authorization": f"Bearer {token}"}
        bot.private.add(token)

    async def call(self, method: str, path: str, body: Any = None) -> Reply:
        """Call once; raises one of ``GONE`` when the server is not there."""
        async with self._http.request(method, path, json=body, headers=self.headers) as reply:
            return Reply(reply.status, await reply.json(), dict(reply.headers))

    async def upload(self, path: str, name: str, data: bytes) -> str:
        """Bring a file; return its id."""
        form = aiohttp.FormData()
        form.add_field("file", data, filename=name)
        async with self._http.post(path, data=form, headers=self.headers) as reply:
            assert reply.status == 201, await reply.text()
            return str((await reply.json())["id"])

    async def insist(self, method: str, path: str, body: Any = None) -> Reply:
        """Call until somebody answers, as a page does; 503 is no answer. The same body every time."""
        async with asyncio.timeout(LIMIT):
            while True:
                await self.bot.up.wait()
                with suppress(*GONE):
                    reply = await self.call(method, path, body)
                    if reply.status != 503:
                        return reply
                await asyncio.sleep(PAUSE)


class Contact(Caller):
    """A customer. ``heard`` is everything the stream told, over all connections, while ``listening``."""

    def __init__(self, bot: Bot, http: ClientSession, session: dict[str, str]) -> None:
        super().__init__(bot, http, session["token"])
        self.id = session["contact"]
        self.heard: list[Told] = []
        self.connections = 0
        self._grown = asyncio.Condition()

    @property
    def messages(self) -> list[dict[str, Any]]:
        """The messages among what was heard, in the order they came."""
        return [told.data for told in self.heard if told.event == "message"]

    def by(self, kind: str) -> list[dict[str, Any]]:
        """The messages of one kind of author: contact, agent, human or system."""
        return [message for message in self.messages if message["author"]["kind"] == kind]

    @property
    def states(self) -> list[dict[str, Any]]:
        """What was heard about who has the conversation, in the order it came."""
        return [told.data for told in self.heard if told.event == "state"]

    def post(self, text: str, id: str | None = None) -> dict[str, str]:
        """Return the body of a message."""
        self.bot.private.add(text)
        return {"id": id or str(uuid4()), "text": text}

    async def say(self, text: str, id: str | None = None) -> Reply:
        """Send a message, once."""
        return await self.call("POST", "/api/chat/messages", self.post(text, id))

    async def until(self, done: Callable[[], bool]) -> None:
        """Wait until what was heard is so; fails after a while and shows what it was."""
        try:
            async with asyncio.timeout(LIMIT), self._grown:
                await self._grown.wait_for(done)
        except TimeoutError:
            raise AssertionError(f"heard only: {[*map(brief, self.heard)]}") from None

    async def hears(self, kind: str, count: int = 1) -> dict[str, Any]:
        """Wait for so many messages of one kind of author in all; return the newest."""
        await self.until(lambda: len(self.by(kind)) >= count)
        return self.by(kind)[-1]

    async def answered(self, id: str) -> None:
        """Wait until the message with this id was followed by one of the agent or a person."""

        def done() -> bool:
            place = next((message["seq"] for message in self.messages if message["id"] == id), None)
            others = self.by("agent") + self.by("human")
            return place is not None and any(message["seq"] > place for message in others)

        await self.until(done)

    @asynccontextmanager
    async def listening(self, after: int = 0) -> AsyncIterator[None]:
        """Follow the stream while the block runs, and come back to the place where it broke off."""
        heard = len(self.heard)
        task = asyncio.create_task(self._listen(after))
        try:
            await self.until(lambda: len(self.heard) > heard)
            yield
        finally:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task

    async def read(self, last: int, after: int = 0, resume: str = "") -> list[Told]:
        """Read the stream on a connection of its own, up to the event with this place.

        ``resume`` is the id a browser names when it comes back by itself.
        """
        found = []
        async with asyncio.timeout(LIMIT):
            async for told in self._stream(after, resume):
                found.append(told)
                if told.id is not None and int(told.id) >= last:
                    break
        return found

    async def _listen(self, place: int) -> None:
        while True:
            await self.bot.up.wait()
            with suppress(*GONE):
                async for told in self._stream(place):
                    place = place if told.id is None else int(told.id)
                    async with self._grown:
                        self.heard.append(told)
                        self._grown.notify_all()
            await asyncio.sleep(PAUSE)

    async def _stream(self, after: int, resume: str = "") -> AsyncIterator[Told]:
        path = f"/api/chat/events?after={after}"
        headers = {**self.headers, **({"Last-Event-ID": resume} if resume else {})}
        async with self._http.get(path, headers=headers, timeout=STREAM) as reply:
            reply.raise_for_status()
            self.connections += 1
            async for told in _events(reply.content):
                yield told


class Operator(Caller):
    """One of the team, with an API token."""

    def __init__(self, bot: Bot, http: ClientSession, token: str, name: str) -> None:
        super().__init__(bot, http, token)
        self.name = name

    async def list(self, query: str = "") -> list[dict[str, Any]]:
        """Return the conversations of the list."""
        reply = await self.call("GET", f"/api/inbox/conversations{query}")
        assert reply.status == 200, reply
        return list(reply.body["conversations"])

    async def open(self, conversation: str) -> dict[str, Any]:
        """Return one conversation whole."""
        reply = await self.call("GET", f"/api/inbox/conversations/{conversation}")
        assert reply.status == 200, reply
        return dict(reply.body)

    async def act(self, conversation: str, what: str, **body: Any) -> Reply:
        """Press something, once."""
        self.bot.private.update(body[key] for key in ("text", "note") if key in body)
        return await self.call("POST", f"/api/inbox/conversations/{conversation}/{what}", body)

    async def insist_on(self, conversation: str, what: str, **body: str) -> Reply:
        """Press something until somebody answers."""
        self.bot.private.update(body[key] for key in ("text", "note") if key in body)
        return await self.insist("POST", f"/api/inbox/conversations/{conversation}/{what}", body)


@dataclass(frozen=True, slots=True)
class People:
    """Makes people who talk to one bot."""

    bot: Bot
    http: ClientSession
    tokens: dict[str, str] = field(default_factory=dict)

    async def contact(self, name: str = "") -> Contact:
        """Open a session at the chat."""
        body = {"name": name} if name else {}
        async with self.http.post("/api/chat/sessions", json=body) as reply:
            assert reply.status == 201, await reply.text()
            session = await reply.json()
        assert set(session) == {"contact", "token"}
        return Contact(self.bot, self.http, session)

    async def operator(self, name: str) -> Operator:
        """Get a token for an operator, as an admin does."""
        if name not in self.tokens:
            self.tokens[name] = await self.bot.token(name)
        return Operator(self.bot, self.http, self.tokens[name], name)


@asynccontextmanager
async def people_of(bot: Bot) -> AsyncIterator[People]:
    """Let people talk to the bot while the block runs."""
    connector = aiohttp.TCPConnector(limit=0)
    timeout = ClientTimeout(total=LIMIT)
    async with ClientSession(bot.base, connector=connector, timeout=timeout) as http:
        yield People(bot, http)


async def _events(source: aiohttp.StreamReader) -> AsyncIterator[Told]:
    """Parse server-sent events; an event that broke off half way is none."""
    fields: dict[str, str] = {}
    async for line in source:
        text = line.decode().rstrip("\n")
        if text.startswith(":"):
            continue
        if text:
            name, _, value = text.partition(": ")
            fields[name] = value
        elif fields:
            yield Told(fields["event"], fields.get("id"), json.loads(fields["data"]))
            fields = {}


def brief(told: Told) -> str:
    """Return an event in a few words, for a test that failed."""
    author = told.data.get("author", {}).get("kind", "")
    return f"{told.id or '-'} {told.event} {author} {told.data.get('text') or told.data.get('owner', '')!r}"
