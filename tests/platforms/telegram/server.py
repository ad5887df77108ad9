"""The server: the Bot API over HTTP, and a door for tests to the world behind it."""

import asyncio
import inspect
from collections.abc import Callable, Mapping
from typing import Any, Final

from aiohttp import web

from tests.platforms.telegram.asking import Asking
from tests.platforms.telegram.changing import Changing
from tests.platforms.telegram.limits import Cut, Fault, Limits
from tests.platforms.telegram.people import Person, Press
from tests.platforms.telegram.refusal import Refusal
from tests.platforms.telegram.sending import MEDIA, Sending
from tests.platforms.telegram.spec import Spec, loose
from tests.platforms.telegram.updates import Updates
from tests.platforms.telegram.world import Chat, User, World

TOKEN: Final = "777000777:AAloopback"
Method = Callable[[dict[str, Any]], Any]


class TelegramServer:
    """One bot's Telegram on a free port of this machine. ``base`` is its ``api_base``.

    ``speed`` 0 has no limits, 1 has Telegram's, 100 has them a hundred times as wide. What a method did is
    answered only when its event in ``held`` is set.
    """

    def __init__(self, token: str = TOKEN, speed: float = 0) -> None:
        self.token = token
        self.updates = Updates()
        self.limits = Limits(speed)
        self.world = World(self.updates.emit)
        self.presses: dict[str, Press] = {}
        self.held: dict[str, asyncio.Event] = {}
        self.base = ""
        self._spec = Spec.found()
        self._runner: web.AppRunner | None = None
        self._methods = self._table()

    def _table(self) -> Mapping[str, Method]:
        sending = Sending(self.world, self.limits)
        changing = Changing(self.world, sending, self.presses)
        asking = Asking(self.world, sending, self.updates)
        media = {
            f"send{kind.replace('_', '')}": lambda params, kind=kind: sending.media(kind, params)
            for kind in MEDIA
        }
        return media | {
            "getupdates": self.updates.get,
            "setwebhook": self.updates.set_webhook,
            "deletewebhook": lambda params: self.updates.drop_webhook(),
            "getwebhookinfo": asking.webhook,
            "getme": asking.me,
            "getchat": asking.chat,
            "getchatmember": asking.member,
            "getchatadministrators": asking.admins,
            "getfile": asking.file,
            "setmycommands": asking.set_commands,
            "sendmessage": sending.message,
            "sendmediagroup": sending.group,
            "sendchataction": sending.action,
            "editmessagetext": changing.text,
            "editmessagecaption": changing.caption,
            "editmessagereplymarkup": changing.markup,
            "deletemessage": changing.delete,
            "setmessagereaction": changing.react,
            "answercallbackquery": changing.answer,
            "createforumtopic": changing.new_topic,
            "editforumtopic": changing.rename_topic,
        }

    # ── life ─────────────────────────────────────────────────────────────────────────────────────

    async def start(self, port: int = 0, *more: web.RouteDef) -> None:
        """Listen; a server that was stopped comes back on the same port when it is named."""
        app = web.Application(client_max_size=1 << 27)
        app.router.add_route("*", "/bot{token}/{method}", self._call)
        app.router.add_get("/file/bot{token}/{path:.+}", self._download)
        app.add_routes(more)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", port)
        await site.start()
        self.base = f"http://127.0.0.1:{self._runner.addresses[0][1]}"

    async def stop(self) -> None:
        """Close every connection; what the bot did not confirm is kept."""
        self.updates.drop_webhook()
        if self._runner is not None:
            await self._runner.cleanup()

    @property
    def port(self) -> int:
        return int(self.base.rpartition(":")[2])

    # ── people and chats ─────────────────────────────────────────────────────────────────────────

    def person(self, name: str, language: str = "en", username: str = "") -> Person:
        """Let somebody in, who has written to the bot before."""
        user = User(self.world.next_id(), name, username, language)
        self.world.users[user.id] = user
        person = Person(self.world, user, self.presses)
        self.world.chats[user.id] = person.chat
        return person

    def group(self, title: str, *people: Person, forum: bool = False, supergroup: bool = True) -> Chat:
        """Open a group with these people and the bot; a forum has topics, which the bot may manage."""
        id = -1_000_000_000_000 - self.world.next_id() if supergroup else -self.world.next_id()
        chat = Chat(id, "supergroup" if supergroup else "group", title, forum=forum)
        chat.members = {one.id: one.user for one in people} | {self.world.bot.id: self.world.bot}
        chat.admins, chat.rights = {self.world.bot.id}, {"can_manage_topics", "can_delete_messages"}
        self.world.chats[id] = chat
        return chat

    def migrate(self, old: Chat) -> Chat:
        """Turn a group into a supergroup: a new chat with a new id, which both are told."""
        new = self.group(old.title)
        new.members = old.members
        old.migrated = new.id
        bot = self.world.bot.payload
        for chat, word, other in ((old, "migrate_to_chat_id", new.id), (new, "migrate_from_chat_id", old.id)):
            body = {"message_id": chat.next_id(), "date": 1, "chat": chat.payload, "from": bot, word: other}
            self.updates.emit("message", body)
        return new

    def delete_topic(self, chat: Chat, thread: int) -> None:
        """Delete a topic with all its messages; the bot is not told."""
        del chat.topics[thread]
        for message in chat.within(thread):
            del chat.all[message.id]

    def fail(self, end: Refusal | Cut, method: str = "", skip: int = 0) -> None:
        """Make the next call (of this method, after so many) fail so."""
        self.limits.faults.append(Fault(end, method, skip))

    # ── HTTP ─────────────────────────────────────────────────────────────────────────────────────

    async def _call(self, request: web.Request) -> web.StreamResponse:
        name = request.match_info["method"].lower()
        if request.match_info["token"] != self.token:
            return _answer(Refusal(401, "Unauthorized").payload, 401)
        end = self.limits.fault(name)
        if isinstance(end, Refusal):
            return _answer(end.payload, end.code)
        if end is Cut.BEFORE:
            return _drop(request)
        body, status = await self._result(name, request)
        if name in self.held:
            await self.held[name].wait()
        if end is Cut.AFTER:
            return _drop(request)
        if end is Cut.HANG:
            await asyncio.Event().wait()
        return _answer(body, status)

    async def _result(self, name: str, request: web.Request) -> tuple[dict[str, Any], int]:
        try:
            return {"ok": True, "result": await self._do(name, await self._params(request))}, 200
        except Refusal as refusal:
            return refusal.payload, refusal.code

    async def _do(self, name: str, params: dict[str, Any]) -> Any:
        typed = (
            self._spec.check(name, _without_files(params)) if self._spec else loose(_without_files(params))
        )
        if name not in self._methods:
            raise Refusal(404, f"Not Found: this stand-in has no {name}")
        result = self._methods[name](_with_files(typed, params))
        return await result if inspect.isawaitable(result) else result

    async def _params(self, request: web.Request) -> dict[str, Any]:
        params: dict[str, Any] = dict(request.query)
        if request.content_type == "application/json":
            return params | await request.json()
        form = await request.post()
        for name, value in form.items():
            if isinstance(value, web.FileField):
                media = value.content_type
                params[name] = self.world.store(value.filename, media, value.file.read())
            else:
                params[name] = value
        return params

    async def _download(self, request: web.Request) -> web.StreamResponse:
        end = self.limits.fault("file")
        file = self.world.files.get(request.match_info["path"].removeprefix("files/"))
        if isinstance(end, Refusal):
            return _answer(end.payload, end.code)
        if request.match_info["token"] != self.token or file is None:
            return _answer(Refusal(404, "Not Found").payload, 404)
        return web.Response(body=file.data)


def _without_files(params: dict[str, Any]) -> dict[str, Any]:
    """Return what the judge reads: an uploaded parameter as its name, attached parts left out."""
    attached = _attached(params)
    return {
        name: value if isinstance(value, str | int | list | dict) else f"attach://{name}"
        for name, value in params.items()
        if name not in attached
    }


def _attached(params: dict[str, Any]) -> set[str]:
    text = "".join(value for value in params.values() if isinstance(value, str))
    return {
        name for name, value in params.items() if not isinstance(value, str) and f"attach://{name}" in text
    }


def _with_files(typed: Any, params: dict[str, Any]) -> Any:
    """Put the uploads where their names stand."""
    if isinstance(typed, dict):
        return {name: _with_files(value, params) for name, value in typed.items()}
    if isinstance(typed, list):
        return [_with_files(value, params) for value in typed]
    if isinstance(typed, str) and typed.startswith("attach://"):
        return params.get(typed.removeprefix("attach://"), typed)
    return typed


def _answer(body: dict[str, Any], status: int) -> web.Response:
    return web.json_response(body, status=status)


def _drop(request: web.Request) -> web.Response:
    if request.transport is not None:
        request.transport.abort()
    return web.Response()
