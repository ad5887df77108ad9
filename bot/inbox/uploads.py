"""Files that operators attach: taken in one by one, then named by the reply or note that carries them."""

from collections.abc import Iterable

from aiohttp import web

from bot.inbox.case import conversation
from bot.inbox.room import Room
from bot.inbox.shape import file_json
from channels.web.http import Fault, json_reply
from channels.web.kinds import KINDS
from channels.web.taking import Bounds, take_in
from handoff.content import File
from handoff.state import Conversation


class Uploads:
    """Handler of a conversation's files. They are kept as the contact's own, and are erased with them."""

    def __init__(self, room: Room) -> None:
        self._room = room

    async def post(self, request: web.Request) -> web.Response:
        """Keep one file; raises Fault as ``take_in`` does, and 403 for an operator of another queue."""
        person = self._room.gate.operator(request)
        found = await conversation(self._room.reader, request.match_info["id"])
        self._room.check(person, found)
        options = self._room.options
        file = await take_in(request, options.files, _owner(found), Bounds(KINDS, options.largest))
        return json_reply(file_json(file, options.link), 201)


async def attached(room: Room, found: Conversation, ids: Iterable[str]) -> tuple[File, ...]:
    """Return the conversation's uploads of these ids, each once; raises Fault 422 for any other."""
    known = [await room.options.files.find(id) for id in dict.fromkeys(ids)]
    files = tuple(one.file for one in known if one is not None and one.owner == _owner(found))
    if len(files) != len(known):
        raise Fault(422, "unknown_file", "Upload the file first.", fields={"files": "are not all known"})
    return files


def _owner(found: Conversation) -> str:
    return str(found.contact.address)
