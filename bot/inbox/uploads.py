"""Files that operators attach: taken in one by one, then named by the reply or note that carries them."""

from aiohttp import web

from bot.inbox.case import conversation
from bot.inbox.room import Room
from bot.inbox.shape import file_json
from channels.web.http import json_reply
from channels.web.kinds import KINDS
from channels.web.taking import Bounds, take_in


class Uploads:
    """Handler of a conversation's files. They are kept as the contact's own, and are erased with them."""

    def __init__(self, room: Room) -> None:
        self._room = room

    async def post(self, request: web.Request) -> web.Response:
        """Keep one file; raises Fault as ``take_in`` does, and 403 for an operator of another queue."""
        person = self._room.gate.operator(request)
        found = await conversation(self._room.reader, request.match_info["id"])
        self._room.check(person, found)
        options, owner = self._room.options, str(found.contact.address)
        file = await take_in(request, options.files, owner, Bounds(KINDS, options.largest))
        return json_reply(file_json(file, options.link), 201)
