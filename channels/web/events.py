"""The stream of events that an open page follows."""

import asyncio
from contextlib import aclosing, suppress
from dataclasses import dataclass
from typing import Final

from aiohttp import web

from channels.web.gate import Gate
from channels.web.http import Fault, secure
from channels.web.outbound import Shapes
from channels.web.ports import History
from channels.web.session import Visitor
from channels.web.stream import HEARTBEAT, Stream
from handoff.feed import Feed
from handoff.ids import conversation_id

PATIENCE: Final = 30.0
"""How long, in seconds, a page that does not read may hold a write up."""
GREATEST: Final = 2**53


@dataclass(frozen=True, slots=True, eq=False)
class Page:
    """One open page: the request that holds it and what it follows."""

    request: web.Request
    stream: Stream

    @property
    def gone(self) -> bool:
        """Whether the other side hung up."""
        return self.request.transport is None or self.request.transport.is_closing()


class Events:
    """Serves streams, and knows which are open."""

    def __init__(
        self,
        gate: Gate,
        history: History,
        feed: Feed,
        shapes: Shapes,
        most: int,
        heartbeat: float = HEARTBEAT,
    ) -> None:
        self._gate = gate
        self._history = history
        self._feed = feed
        self._shapes = shapes
        self._most = most
        self._heartbeat = heartbeat
        self._open: dict[str, set[Page]] = {}

    def stop(self) -> None:
        """End every stream; the pages come back by themselves."""
        for pages in self._open.values():
            for page in pages:
                page.stream.stop()

    async def get(self, request: web.Request) -> web.StreamResponse:
        """Stream the contact's own conversation from the place it names."""
        visitor = self._gate.visitor(request, request.query.get("token", ""))
        self._gate.admit(request, visitor)
        after = _place(request)
        page = self._enter(request, visitor)
        response = self._response(request)
        try:
            with suppress(ConnectionError, TimeoutError):
                await response.prepare(request)
                await _pour(page.stream, response, after)
        finally:
            self._leave(visitor, page)
        return response

    def _enter(self, request: web.Request, visitor: Visitor) -> Page:
        """Count the page in; raises Fault 429 when this contact has too many that are still there."""
        pages = self._open.setdefault(visitor.chat, set())
        if sum(not page.gone for page in pages) >= self._most:
            message = "This chat is open in too many windows. Close one."
            raise Fault(429, "too_many_pages", message, headers={"Retry-After": "10"})
        id = conversation_id(visitor.address)
        page = Page(request, Stream(self._history, self._feed, self._shapes, id, self._heartbeat))
        pages.add(page)
        return page

    def _leave(self, visitor: Visitor, page: Page) -> None:
        pages = self._open.get(visitor.chat, set())
        pages.discard(page)
        if not pages:
            self._open.pop(visitor.chat, None)

    def _response(self, request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={**self._gate.cors(request), "Cache-Control": "no-store"})
        response.content_type = "text/event-stream"
        response.charset = "utf-8"
        response.headers["X-Accel-Buffering"] = "no"  # nginx would hold events back
        secure(response.headers)
        return response


async def _pour(stream: Stream, response: web.StreamResponse, after: int) -> None:
    async with aclosing(stream.frames(after)) as frames:  # type: ignore[type-var]
        async for frame in frames:
            async with asyncio.timeout(PATIENCE):
                await response.write(b":\n\n" if frame is None else frame.encode())


def _place(request: web.Request) -> int:
    """Return the seq to go on after: a browser's own Last-Event-ID is newer than the address it came with."""
    text = request.headers.get("Last-Event-ID") or request.query.get("after") or "0"
    if not (text.isascii() and text.isdigit() and len(text) <= len(str(GREATEST))):
        raise Fault(
            422, "invalid", "after must be a whole number.", fields={"after": "must be a whole number"}
        )
    return min(int(text), GREATEST)
