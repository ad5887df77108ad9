"""The chat's HTTP: sessions, messages and their changes, a person, typing, and how the page should look."""

from uuid import UUID

from aiohttp import web

from channels.files import Files
from channels.web import inbound
from channels.web.errors import refusal
from channels.web.gate import Gate
from channels.web.http import Fault, json_reply, read
from channels.web.inbound import EditIn, MessageIn, PersonIn, SessionIn, TypingIn
from channels.web.ports import History
from channels.web.session import Sessions, Visitor
from channels.web.settings import WebSettings
from channels.web.taking import attached
from handoff.events import Event
from handoff.ids import conversation_id
from handoff.outcome import Again, Done, Outcome
from handoff.transcript import AuthorKind, messages

ESCAPED = 12
"""Bytes that one character takes at most in JSON: two escapes of six."""


class Api:
    """Turns requests into events, and outcomes into replies."""

    def __init__(
        self, settings: WebSettings, gate: Gate, sessions: Sessions, history: History, files: Files, bot: str
    ) -> None:
        self._settings = settings
        self._gate = gate
        self._sessions = sessions
        self._history = history
        self._files = files
        self._bot = bot

    async def config(self, _request: web.Request) -> web.StreamResponse:
        """Say how the page should look, and what it may send."""
        settings = self._settings
        return json_reply(
            {
                "title": settings.title,
                "bot": self._bot,
                "accent": settings.accent,
                "color": settings.color or settings.accent,
                "reach": settings.reach,
                "max_text": settings.max_text,
                "max_file_mb": settings.max_file_mb,
                "file_types": settings.file_types,
            }
        )

    async def start(self, request: web.Request) -> web.StreamResponse:
        """Make a new contact."""
        self._gate.admit_newcomer(request)
        body = await read(request, SessionIn) if request.body_exists else SessionIn()
        visitor, token = self._sessions.open(body.name.strip(), body.language)
        return json_reply({"contact": str(visitor.address), "token": token}, 201)

    async def say(self, request: web.Request) -> web.StreamResponse:
        """Take in a message: 202 the first time, 200 with the same body ever after."""
        visitor = self._gate.visitor(request)
        self._gate.admit(request, visitor)
        body = await read(request, MessageIn, self._longest)
        self._check(body.text, empty=bool(body.files))
        files = await attached(self._files, str(visitor.address), body.files)
        event = inbound.said(visitor, body, files)
        return await self._taken(visitor, event, body.id, "say")

    async def edit(self, request: web.Request) -> web.StreamResponse:
        """Change one of the contact's own messages."""
        visitor = self._gate.visitor(request)
        sink = self._gate.admit(request, visitor)
        body = await read(request, EditIn, self._longest)
        self._check(body.text)
        id = await self._own(visitor, request.match_info["id"])
        return _done(id, await sink.receive(visitor.address, inbound.edited(id, body.text)), 200)

    async def delete(self, request: web.Request) -> web.StreamResponse:
        """Take one of the contact's own messages back."""
        visitor = self._gate.visitor(request)
        sink = self._gate.admit(request, visitor)
        id = await self._own(visitor, request.match_info["id"], again=True)
        key = inbound.key(visitor, "delete", id)
        return _done(id, await sink.receive(visitor.address, inbound.deleted(id), key), 200)

    async def person(self, request: web.Request) -> web.StreamResponse:
        """Take in a press of "Talk to a person"."""
        visitor = self._gate.visitor(request)
        self._gate.admit(request, visitor)
        body = await read(request, PersonIn)
        return await self._taken(visitor, inbound.asked_for_person(visitor, body), body.id, "person")

    async def typing(self, request: web.Request) -> web.StreamResponse:
        """Pass on that the contact is writing."""
        visitor = self._gate.visitor(request)
        if request.can_read_body:
            await read(request, TypingIn)
        sink = self._gate.admit_typing(visitor)
        if sink is not None:
            await sink.typing(visitor.address, None)
        return web.Response(status=204)

    @property
    def _longest(self) -> int:
        return self._settings.max_text * ESCAPED + 4096

    async def _taken(self, visitor: Visitor, event: Event, id: UUID, what: str) -> web.Response:
        key = inbound.key(visitor, what, id)
        return _done(id, await self._gate.sink.receive(visitor.address, event, key), 202)

    def _check(self, text: str, *, empty: bool = False) -> None:
        most = self._settings.max_text
        if len(text) > most:
            message = f"A message may have at most {most} characters."
            raise Fault(422, "too_long", message, limit=most, fields={"text": "is too long"})
        if not empty and not text.strip():
            raise Fault(422, "empty", "Write something first.", fields={"text": "is empty"})

    async def _own(self, visitor: Visitor, text: str, *, again: bool = False) -> UUID:
        """Return the id of a message of this contact's; raises Fault 404.

        One that was taken back is gone, except for who takes it back ``again`` after a lost answer.
        """
        try:
            id = UUID(text)
        except ValueError:
            raise _unknown() from None
        for one in messages(await self._history.entries(conversation_id(visitor.address))):
            mine = one.entry.author.kind is AuthorKind.CONTACT and one.entry.id == str(id)
            if mine and (again or one.deleted_at is None):
                return id
        raise _unknown()


def _unknown() -> Fault:
    return Fault(404, "unknown_message", "You have no such message.")


def _done(id: UUID, outcome: Outcome, fresh: int) -> web.Response:
    match outcome:
        case Done(seq):
            return json_reply({"id": str(id), "seq": seq}, fresh)
        case Again(seq):
            return json_reply({"id": str(id), "seq": seq}, 200)
        case _:
            raise refusal(outcome)
