"""The inbox for programs: read conversations, act on them. JSON in, JSON out."""

from functools import partial
from typing import Any

from aiohttp import web

from bot.inbox.acts import ACTS, Act
from bot.inbox.bodies import Edited, Words, Writing, body
from bot.inbox.case import case, conversation
from bot.inbox.filters import query
from bot.inbox.operators import Operator
from bot.inbox.replies import reply
from bot.inbox.room import Room
from bot.inbox.shape import row, whole
from bot.inbox.uploads import Uploads
from channels.web.http import Fault, json_reply
from channels.web.taking import attached
from handoff.content import Content
from handoff.events import Event, OperatorDeleted, OperatorEdited, OperatorNoted, OperatorReplied
from handoff.state import Conversation
from handoff.transcript import Entry, EntryKind

ONE = "/api/inbox/conversations/{id}"


class Api:
    """Handlers of ``/api/inbox``."""

    def __init__(self, room: Room) -> None:
        self._room = room
        self._uploads = Uploads(room)

    def routes(self) -> list[web.RouteDef]:
        """Return the routes of the API."""
        acts = [web.post(f"{ONE}/{name}", partial(self._act, name, act)) for name, act in ACTS.items()]
        return [
            web.get("/api/inbox/conversations", self._list),
            web.get(ONE, self._one),
            *acts,
            web.post(f"{ONE}/files", self._uploads.post),
            web.post(f"{ONE}/reply", partial(self._write, OperatorReplied, "reply")),
            web.post(f"{ONE}/note", partial(self._write, OperatorNoted, "note")),
            web.post(f"{ONE}/typing", self._typing),
            web.patch(f"{ONE}/messages/{{seq}}", self._edit),
            web.delete(f"{ONE}/messages/{{seq}}", self._delete),
        ]

    async def _list(self, request: web.Request) -> web.Response:
        person = self._room.gate.operator(request)
        found = await self._room.reader.conversations(query(request.query, person.name))
        return json_reply({"conversations": [row(one) for one in found]})

    async def _one(self, request: web.Request) -> web.Response:
        self._room.gate.operator(request)
        found = await case(self._room.reader, request.match_info["id"])
        return json_reply(whole(found, self._room.options.link))

    async def _act(self, name: str, act: Act[Any], request: web.Request) -> web.Response:
        person, found = await self._addressed(request)
        wanted = await body(request, act.body)
        return await self._press(person, found, act.event(self._room, person, wanted), name, wanted.id)

    async def _write(
        self, kind: type[OperatorReplied | OperatorNoted], name: str, request: web.Request
    ) -> web.Response:
        """Write to the contact, whom the first reply takes over, or to the team only."""
        person, found = await self._addressed(request)
        words = await body(request, Words)
        files = await attached(self._room.options.files, str(found.contact.address), words.files)
        content = Content(words.text, files=files)
        return await self._press(person, found, kind(person.actor, content, words.id or ""), name, words.id)

    async def _typing(self, request: web.Request) -> web.Response:
        person, found = await self._addressed(request)
        writing = await body(request, Writing)
        self._room.presence.write(person, found.id)
        if not writing.note:
            await self._room.desk.typing(found.contact.address, person.name)
        return json_reply({"ok": True})

    async def _edit(self, request: web.Request) -> web.Response:
        person, found = await self._addressed(request)
        change = await body(request, Edited)
        seq = await self._own(request, person, found)
        return await self._press(
            person, found, OperatorEdited(person.actor, seq, change.text), "edit", change.id
        )

    async def _delete(self, request: web.Request) -> web.Response:
        person, found = await self._addressed(request)
        seq = await self._own(request, person, found)
        return await self._press(person, found, OperatorDeleted(person.actor, seq), "delete", str(seq))

    async def _addressed(self, request: web.Request) -> tuple[Operator, Conversation]:
        """Return who presses and on what; raises Fault 401, 403 or 404."""
        person = self._room.gate.operator(request)
        found = await conversation(self._room.reader, request.match_info["id"])
        self._room.check(person, found)
        return person, found

    async def _press(
        self, person: Operator, found: Conversation, event: Event, what: str, id: str | None
    ) -> web.Response:
        key = f"inbox:{found.id}:{person.name}:{what}:{id}" if id else None
        answer = reply(await self._room.desk.receive(found.contact.address, event, key))
        self._room.presence.rest(person, found.id)
        return answer

    async def _own(self, request: web.Request, person: Operator, found: Conversation) -> int:
        """Return the seq of a message the person wrote; raises Fault 404, or 403 for another's."""
        seq = _seq(request.match_info["seq"])
        entries = await self._room.reader.entries(found.id, after=seq - 1)
        entry = entries[0] if entries and entries[0].seq == seq else None
        if entry is None or entry.kind not in (EntryKind.MESSAGE, EntryKind.NOTE):
            raise Fault(404, "not_found", "There is no such message.")
        if entry.author.operator != person.name:
            raise Fault(403, "not_yours", "Only the one who wrote a message can change it.")
        if entry.kind is EntryKind.NOTE:
            raise Fault(409, "note_stands", _why_note(entry))
        return seq


def _why_note(entry: Entry) -> str:
    if entry.data.get("translating"):
        return "It is being translated. Change it once it was sent."
    return "A note stays as it is; write another one beside it."


def _seq(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 0 < len(text) < 16 or int(text) == 0:
        raise Fault(404, "not_found", "There is no such message.")
    return int(text)
