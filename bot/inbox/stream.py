"""A stream of hints to an open page, over server-sent events.

A hint carries no words of anybody: the page asks for what changed and gets it as it is by then. So a hint
that came twice, late or not at all can do no harm: a page that reconnects, or was too slow, reads everything
again.
"""

import asyncio
import json
from collections.abc import Callable
from contextlib import suppress
from typing import Any, Final

from aiohttp import web

from bot.inbox.gate import Gate
from channels.web.http import secure

BEAT: Final = 10.0
"""Seconds between signs of life, after each of which it is asked again whether the operator may stay."""
LOOK: Final = 1.0
"""Seconds after which a page that went away is noticed: its colleagues must not go on seeing it there."""
MOST: Final = 1000
RETRY: Final = 2000
"""Milliseconds after which a page that lost the connection tries again."""

Hint = tuple[str, dict[str, Any]]


class Line:
    """One page's hints on their way out. When too many wait, they are replaced by one: read all again."""

    def __init__(self) -> None:
        self._queue: asyncio.Queue[Hint | None] = asyncio.Queue(MOST)

    def put(self, name: str, data: dict[str, Any]) -> None:
        """Add a hint; never waits."""
        if self._queue.full():
            while not self._queue.empty():
                self._queue.get_nowait()
            name, data = "reload", {}
        self._queue.put_nowait((name, data))

    def end(self) -> None:
        """Have the page disconnect."""
        while self._queue.full():
            self._queue.get_nowait()
        self._queue.put_nowait(None)

    async def next(self, gone: Callable[[], bool] = lambda: False) -> Hint | None:
        """Wait for a hint, or return a sign of life after a while; None is the end."""
        for _ in range(round(BEAT / LOOK)):
            with suppress(TimeoutError):
                return await asyncio.wait_for(self._queue.get(), LOOK)
            if gone():
                return None
        return "beat", {}


class Streams:
    """The streams of all open pages, which end together."""

    def __init__(self, gate: Gate) -> None:
        self._gate = gate
        self._lines: set[Line] = set()

    def close(self) -> None:
        """End every stream, so that the server can stop."""
        for line in self._lines:
            line.end()

    async def send(self, request: web.Request, line: Line) -> web.StreamResponse:
        """Send what is put on the line, until the page goes away or its operator may not stay."""
        response = _response()
        self._lines.add(line)
        try:
            await response.prepare(request)
            await response.write(f"retry: {RETRY}\n\n".encode())
            await self._write(response, line, request)
        except ConnectionError:
            pass  # the page was closed
        finally:
            self._lines.discard(line)
        return response

    async def _write(self, response: web.StreamResponse, line: Line, request: web.Request) -> None:
        await response.write(_event("hello", {}))
        while (hint := await line.next(lambda: request.transport is None)) is not None:
            if hint[0] == "beat":
                self._gate.operator(request)
            await response.write(_event(*hint))


def _event(name: str, data: dict[str, Any]) -> bytes:
    return f"event: {name}\ndata: {json.dumps(data, separators=(',', ':'))}\n\n".encode()


def _response() -> web.StreamResponse:
    response = web.StreamResponse(headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"})
    response.content_type = "text/event-stream"
    response.charset = "utf-8"
    secure(response.headers)
    return response
