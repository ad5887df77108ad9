"""The inbox for programs: read conversations, act on them, decide approvals. JSON in, JSON out."""

from functools import partial
from typing import Any

from aiohttp import web

from bot.inbox.acts import ACTS, Act
from bot.inbox.bodies import Edited, Ruled, Writing, body
from bot.inbox.case import case, conversation, plausible
from bot.inbox.filters import query
from bot.inbox.operators import Operator
from bot.inbox.replies import reply
from bot.inbox.room import Room
from bot.inbox.shape import approval_json, row, whole
from channels.web.http import Fault, json_reply
from handoff.approvals import Approval, Ruling
from handoff.events import Event, OperatorDeleted, OperatorEdited, ReviewerDecided
from handoff.ids import ApprovalId
from handoff.state import Conversation
from handoff.transcript import EntryKind

ONE = "/api/inbox/conversations/{id}"


class Api:
    """Handlers of ``/api/inbox`` and ``/api/approvals``."""

    def __init__(self, room: Room) -> None:
        self._room = room

    def routes(self) -> list[web.RouteDef]:
        """Return the routes of the API."""
        acts = [web.post(f"{ONE}/{name}", partial(self._act, name, act)) for name, act in ACTS.items()]
        return [
            web.get("/api/inbox/conversations", self._list),
            web.get(ONE, self._one),
            *acts,
            web.post(f"{ONE}/typing", self._typing),
            web.patch(f"{ONE}/messages/{{seq}}", self._edit),
            web.delete(f"{ONE}/messages/{{seq}}", self._delete),
            web.get("/api/approvals", self._approvals),
            web.post("/api/approvals/{id}", self._decide),
        ]

    async def _list(self, request: web.Request) -> web.Response:
        person = self._room.gate.operator(request)
        found = await self._room.reader.conversations(query(request.query, person.name))
        return json_reply({"conversations": [row(one) for one in found]})

    async def _one(self, request: web.Request) -> web.Response:
        self._room.gate.operator(request)
        return json_reply(whole(await case(self._room.reader, request.match_info["id"])))

    async def _act(self, name: str, act: Act[Any], request: web.Request) -> web.Response:
        person, found = await self._addressed(request)
        wanted = await body(request, act.body)
        event = act.event(self._room, person, wanted)
        answer = await self._press(person, found, event, name, wanted.id)
        self._room.presence.rest(person, found.id)
        return answer

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

    async def _approvals(self, request: web.Request) -> web.Response:
        self._room.gate.operator(request)
        found = await self._room.reader.approvals(pending=True)
        return json_reply({"approvals": [approval_json(one) for one in found]})

    async def _decide(self, request: web.Request) -> web.Response:
        person = self._room.gate.operator(request)
        ruled = await body(request, Ruled)
        approval = await self._asked(request.match_info["id"])
        found = await conversation(self._room.reader, approval.conversation)
        event = ReviewerDecided(person.actor, approval.id, Ruling(ruled.decision), ruled.reason)
        return await self._press(person, found, event, f"approval {approval.id}", ruled.id)

    async def _asked(self, id: str) -> Approval:
        found = await self._room.reader.approval(ApprovalId(id)) if plausible(id) else None
        if found is None:
            raise Fault(404, "not_found", "There is no such question.")
        return found

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
        return reply(await self._room.desk.receive(found.contact.address, event, key))

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
            raise Fault(409, "note_stands", "A note stays as it is; write another one beside it.")
        return seq


def _seq(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 0 < len(text) < 16 or int(text) == 0:
        raise Fault(404, "not_found", "There is no such message.")
    return int(text)
