"""The gateway: sessions over real WebSockets that are identified, resumed, lost, and cut on purpose."""

import asyncio
import json
import secrets
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import discord
from aiohttp import WSMsgType, web
from simcord.backend import Backend, serializers
from simcord.gateway import FakeGateway

MESSAGE_CONTENT = 1 << 15
Frame = dict[str, Any]


class Session(Mapping[str, Callable[[Frame], None]]):
    """One bot's session: what it was sent, so that it can be sent again; it stands in for parsers."""

    def __init__(self, backend: Backend, intents: int) -> None:
        self.id = secrets.token_hex(8)
        self.intents = discord.Intents._from_value(intents)
        self.parsers = self
        self.frames: list[Frame] = []
        self.queue: asyncio.Queue[Frame] | None = None
        self._feed = FakeGateway(backend, self)

    def tell(self, event: str, payload: Mapping[str, Any]) -> None:
        """Pass an event of the world on, as far as the intents allow."""
        self._feed.feed(event, payload)

    def push(self, event: str, data: object) -> None:
        """Send one event, now or when the bot resumes."""
        frame = {"op": 0, "t": event, "s": len(self.frames) + 1, "d": data}
        self.frames.append(frame)
        if self.queue is not None:
            self.queue.put_nowait(frame)

    def __getitem__(self, event: str) -> Callable[[Frame], None]:
        return lambda data: self.push(event, data)

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0


class Gateway:
    """Where bots connect. ``content`` says whether the message content intent is switched on."""

    def __init__(self, backend: Backend, token: str, rewrite: Callable[[str], str]) -> None:
        self.content = True
        self.resume_url = ""
        self.counts: Counter[str] = Counter()
        self.sessions: dict[str, Session] = {}
        self.sockets: dict[web.WebSocketResponse, Session | None] = {}
        self._backend = backend
        self._token = token
        self._rewrite = rewrite
        backend.subscribers.append(self._tell)

    @property
    def live(self) -> int:
        """How many bots are connected and identified."""
        return sum(session is not None for session in self.sockets.values())

    async def handle(self, request: web.Request) -> web.WebSocketResponse:
        """Serve one connection until it ends."""
        socket = web.WebSocketResponse(max_msg_size=0)
        await socket.prepare(request)
        self.sockets[socket] = None
        self.counts["connected"] += 1
        queue: asyncio.Queue[Frame] = asyncio.Queue()
        queue.put_nowait({"op": 10, "d": {"heartbeat_interval": 41250}})
        writer = asyncio.create_task(self._write(socket, queue))
        try:
            async for message in socket:
                if message.type is not WSMsgType.TEXT:
                    break
                await self._take(socket, queue, json.loads(message.data))
        finally:
            writer.cancel()
            session = self.sockets.pop(socket, None)
            if session is not None and session.queue is queue:
                session.queue = None
        return socket

    async def close_all(self, code: int) -> None:
        """Close every connection with a code."""
        for socket in list(self.sockets):
            await socket.close(code=code)

    def abort_all(self) -> None:
        """Cut every connection as a broken line does."""
        for socket in list(self.sockets):
            transport = socket._req.transport if socket._req else None
            if transport is not None:
                transport.abort()

    def forget_sessions(self) -> None:
        """Lose every session: whoever resumes is told to begin anew, and what was sent is gone."""
        for session in self.sessions.values():
            session.queue = None
        self.sessions.clear()

    def order(self, op: int, data: object = None) -> None:
        """Send an order to all that are connected: 7 reconnect, 9 the session is invalid."""
        for session in self.sockets.values():
            if session is not None and session.queue is not None:
                session.queue.put_nowait({"op": op, "d": data})

    def repeat(self) -> None:
        """Deliver the last event a second time, as Discord says it may."""
        for session in self.sessions.values():
            if session.frames:
                session.push(session.frames[-1]["t"], session.frames[-1]["d"])

    async def _write(self, socket: web.WebSocketResponse, queue: asyncio.Queue[Frame]) -> None:
        while True:
            frame = await queue.get()
            try:
                await socket.send_str(self._rewrite(json.dumps(frame)))
            except (ConnectionError, RuntimeError):
                return

    async def _take(self, socket: web.WebSocketResponse, queue: asyncio.Queue[Frame], frame: Frame) -> None:
        match frame["op"]:
            case 1:
                queue.put_nowait({"op": 11})
            case 2:
                await self._identify(socket, queue, frame["d"])
            case 6:
                self._resume(socket, queue, frame["d"])
            case _:
                self.counts["other"] += 1

    async def _identify(
        self, socket: web.WebSocketResponse, queue: asyncio.Queue[Frame], data: Frame
    ) -> None:
        self.counts["identified"] += 1
        if data["token"] != self._token:
            await socket.close(code=4004)
        elif data["intents"] & MESSAGE_CONTENT and not self.content:
            await socket.close(code=4014)
        else:
            session = Session(self._backend, data["intents"])
            self.sessions[session.id] = session
            self._attach(socket, session, queue)
            session.push("READY", self._ready(session))
            for guild in self._backend.guilds.values():
                session.tell("GUILD_CREATE", dict(serializers.guild_create_payload(self._backend, guild)))

    def _resume(self, socket: web.WebSocketResponse, queue: asyncio.Queue[Frame], data: Frame) -> None:
        session = self.sessions.get(data["session_id"])
        if session is None or data["seq"] is None:
            self.counts["not resumed"] += 1
            queue.put_nowait({"op": 9, "d": False})
            return
        self.counts["resumed"] += 1
        for frame in session.frames[data["seq"] :]:
            queue.put_nowait(frame)
        self._attach(socket, session, queue)
        session.push("RESUMED", {})

    def _attach(self, socket: web.WebSocketResponse, session: Session, queue: asyncio.Queue[Frame]) -> None:
        self.sockets[socket] = session
        session.queue = queue

    def _ready(self, session: Session) -> Frame:
        guilds = [{"id": str(guild), "unavailable": True} for guild in self._backend.guilds]
        return {
            "v": 10,
            "user": dict(serializers.user_payload(self._backend.bot_user)),
            "guilds": guilds,
            "session_id": session.id,
            "resume_gateway_url": self.resume_url,
            "shard": [0, 1],
            "application": {"id": str(self._backend.application_id), "flags": 0},
        }

    def _tell(self, event: str, payload: Mapping[str, Any]) -> None:
        for session in self.sessions.values():
            session.tell(event, payload)
