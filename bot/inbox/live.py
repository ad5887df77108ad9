"""What operators' open inboxes are told as it happens: who wrote, who took over, who is beside whom."""

import asyncio
from collections.abc import Callable
from typing import Any, assert_never

from aiohttp import web

from bot.inbox.operators import Operator
from bot.inbox.room import Room
from bot.inbox.stream import Hint, Line, Streams
from channels.web.http import Fault
from handoff.feed import Changed, Marked, Notice, Typing, Watch
from handoff.labels import known_as
from handoff.ownership import Owner
from handoff.transcript import EntryKind


class Live:
    """The stream of hints to each open inbox."""

    def __init__(self, room: Room, streams: Streams) -> None:
        self._room = room
        self._streams = streams

    async def stream(self, request: web.Request) -> web.StreamResponse:
        """Tell one page until it goes away."""
        person = self._room.gate.operator(request)
        tab = request.query.get("tab", "")
        if not 0 < len(tab) <= 100 or not tab.isascii():
            raise Fault(400, "bad_tab", "tab is a name of at most 100 letters that the page chose.")
        line = Line()
        people = _people(self._room, person, line)
        with self._room.feed.watch() as watch, self._room.presence.open(tab, person, people):
            pump = asyncio.create_task(_pump(watch, line))
            try:
                return await self._streams.send(request, line)
            finally:
                pump.cancel()


def _people(room: Room, person: Operator, line: Line) -> Callable[[str], None]:
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
