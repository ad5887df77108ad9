"""What operators' open pages are told as it happens, over server-sent events.

An event is a hint and carries no words of anybody: the page asks for what changed, with its own filters,
and gets it as it is by then. So a hint that came twice, late or not at all can do no harm: a page that
reconnects, or was too slow, reads everything again.
"""

import asyncio
import json
from collections.abc import Callable
from contextlib import suppress
from typing import Any, Final, assert_never

from aiohttp import web

from bot.inbox.operators import Operator
from bot.inbox.room import Room
from channels.web.http import Fault, secure
from handoff.feed import Changed, Marked, Notice, Typing, Watch
from handoff.labels import known_as
from handoff.ownership import Owner
from handoff.transcript import EntryKind

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


class Live:
    """The stream of hints to each open page."""

    def __init__(self, room: Room) -> None:
        self._room = room
        self._lines: set[Line] = set()

    def close(self) -> None:
        """End every stream, so that the server can stop."""
        for line in self._lines:
            line.end()

    async def stream(self, request: web.Request) -> web.StreamResponse:
        """Tell one page until it goes away."""
        person = self._room.gate.operator(request)
        tab = request.query.get("tab", "")
        if not 0 < len(tab) <= 100 or not tab.isascii():
            raise Fault(400, "bad_tab", "tab is a name of at most 100 letters that the page chose.")
        line = Line()
        self._lines.add(line)
        try:
            return await self._tell(request, person, tab, line)
        finally:
            self._lines.discard(line)

    async def _tell(self, request: web.Request, person: Operator, tab: str, line: Line) -> web.StreamResponse:
        response = _response()
        presence = self._room.presence
        with self._room.feed.watch() as watch, presence.open(tab, person, _people(self._room, person, line)):
            await response.prepare(request)
            pump = asyncio.create_task(_pump(watch, line))
            try:
                await response.write(f"retry: {RETRY}\n\n".encode())
                await self._write(response, line, request)
            except ConnectionError:
                pass  # the page was closed
            finally:
                pump.cancel()
        return response

    async def _write(self, response: web.StreamResponse, line: Line, request: web.Request) -> None:
        await response.write(_event("hello", {}))
        while (hint := await line.next(lambda: request.transport is None)) is not None:
            if hint[0] == "beat":
                self._room.gate.operator(request)
            await response.write(_event(*hint))


def _people(room: Room, person: Operator, line: Line) -> Any:
    def tell(conversation: str) -> None:
        line.put("presence", {"id": conversation, "people": beside(room, conversation, person)})

    return tell


def beside(room: Room, conversation: str, person: Operator) -> list[dict[str, Any]]:
    """Return the colleagues who are at a conversation, as the page shows them."""
    found = room.presence.beside(conversation, person.name)
    return [{"name": one.display, "writing": one.writing} for one in found]


async def _pump(watch: Watch, line: Line) -> None:
    async for notice in watch:
        if watch.lagged:
            watch.lagged = False
            line.put("reload", {})
        line.put(*_hint(notice))


def _hint(notice: Notice) -> Hint:
    match notice:
        case Changed():
            return "changed", _changed(notice)
        case Typing(conversation, kind, name):
            return "typing", {"id": conversation, "kind": kind, "name": name}
        case Marked(conversation):
            return "marked", {"id": conversation}
        case _:
            assert_never(notice)


def _changed(notice: Changed) -> dict[str, Any]:
    """Say whether a person is needed now who was not before: the page rings for that and nothing else."""
    now = notice.conversation
    moved = any(entry.kind is EntryKind.OWNER for entry in notice.entries)
    said = [entry.author.kind for entry in notice.entries if entry.kind is EntryKind.MESSAGE]
    return {
        "id": now.id,
        "seq": now.seq,
        "owner": now.owner,
        "operator": now.operator,
        "name": known_as(now.contact.name, now.id),
        "needs": moved and now.owner is Owner.WAITING,
        "said": said[-1] if said else None,
    }


def _event(name: str, data: dict[str, Any]) -> bytes:
    return f"event: {name}\ndata: {json.dumps(data, separators=(',', ':'))}\n\n".encode()


def _response() -> web.StreamResponse:
    response = web.StreamResponse(headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"})
    response.content_type = "text/event-stream"
    response.charset = "utf-8"
    secure(response.headers)
    return response
