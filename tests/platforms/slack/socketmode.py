"""Socket Mode: one-use addresses, hello, envelopes and their acknowledgements, refresh."""

import asyncio
import json
from collections import Counter
from itertools import count

from aiohttp import WSMsgType, web

from tests.platforms.slack.courier import Reply
from tests.platforms.slack.world import APP, Json


class Sockets:
    """The app's open connections; each envelope goes to one of them."""

    def __init__(self) -> None:
        self.open: list[web.WebSocketResponse] = []
        self.counts: Counter[str] = Counter()
        self._tickets: set[str] = set()
        self._waiting: dict[str, asyncio.Future[Reply]] = {}
        self._ids = count(1)

    def ticket(self) -> str:
        """Return a new one-use ticket for a connection."""
        ticket = f"ticket{next(self._ids)}"
        self._tickets.add(ticket)
        return ticket

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Serve one connection."""
        if request.query.get("ticket") not in self._tickets:
            raise web.HTTPNotFound
        self._tickets.discard(request.query["ticket"])
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        self.counts["connections"] += 1
        self.open.append(socket)
        try:
            await socket.send_json(
                {"type": "hello", "num_connections": len(self.open), "connection_info": {"app_id": APP}}
            )
            async for message in socket:
                if message.type is WSMsgType.TEXT:
                    self._acknowledge(json.loads(message.data))
        finally:
            if socket in self.open:
                self.open.remove(socket)
        return socket

    async def bring(
        self, kind: str, payload: Json, attempt: int, reason: str, patience: float
    ) -> Reply | None:
        """See ``courier.Line``."""
        if not self.open:
            return None
        socket = self.open[0]
        self.open.append(self.open.pop(0))
        id = f"envelope{next(self._ids)}"
        envelope: Json = {"envelope_id": id, "type": kind, "payload": payload}
        envelope["accepts_response_payload"] = kind != "events_api"
        if kind == "events_api":
            envelope |= {"retry_attempt": attempt, "retry_reason": reason}
        return await self._exchange(socket, id, envelope, patience)

    async def _exchange(
        self, socket: web.WebSocketResponse, id: str, envelope: Json, patience: float
    ) -> Reply | None:
        self._waiting[id] = asyncio.get_running_loop().create_future()
        try:
            await socket.send_json(envelope)
            async with asyncio.timeout(patience):
                return await self._waiting[id]
        except (TimeoutError, ConnectionError):
            return None
        finally:
            del self._waiting[id]

    def _acknowledge(self, said: Json) -> None:
        waiting = self._waiting.get(said.get("envelope_id", ""))
        if waiting is not None and not waiting.done():
            self.counts["acks"] += 1
            waiting.set_result(Reply(True, said.get("payload") or {}))

    async def refresh(self) -> None:
        """Ask every connection to be made anew, as Slack does every few hours."""
        for socket in list(self.open):
            self.open.remove(socket)
            await socket.send_json({"type": "disconnect", "reason": "refresh_requested", "debug_info": {}})

    async def cut(self) -> None:
        """Drop every connection without a word."""
        for socket in list(self.open):
            self.open.remove(socket)
            transport = socket._req.transport if socket._req is not None else None
            if transport is not None:
                transport.abort()
        await asyncio.sleep(0)
