"""A draft of a reply for the composer: written when an operator asks, sent by nobody but the operator."""

from aiohttp import web

from bot.assist.base import NoHelp
from bot.inbox.bodies import Wished, body
from bot.inbox.case import conversation
from bot.inbox.room import Room
from channels.web.http import Fault, json_reply
from handoff.moves.drafts import OFF


class Drafting:
    """Handler of ``POST /api/inbox/conversations/{id}/draft`` {"instruction"?} -> {"text"}."""

    def __init__(self, room: Room) -> None:
        self._room = room

    def routes(self) -> list[web.RouteDef]:
        """Return the routes of drafts."""
        return [web.post("/api/inbox/conversations/{id}/draft", self._draft)]

    async def _draft(self, request: web.Request) -> web.Response:
        person = self._room.gate.operator(request)
        found = await conversation(self._room.reader, request.match_info["id"])
        self._room.check(person, found)
        wanted = await body(request, Wished)
        writer = self._room.options.writer
        if writer is None or not self._room.drafts():
            raise Fault(409, OFF.error, OFF.message)
        try:
            text = await writer.draft(found, wanted.instruction)
        except NoHelp as reason:
            raise Fault(503, "no_draft", f"No draft could be written. {reason}") from None
        return json_reply({"text": text})
