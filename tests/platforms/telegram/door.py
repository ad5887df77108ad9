"""A control door over HTTP, for whole-process flows: be a person, read what people see, break something."""

from typing import Any

from aiohttp import web

from tests.platforms.telegram.limits import Cut
from tests.platforms.telegram.people import Person, Press
from tests.platforms.telegram.refusal import Refusal
from tests.platforms.telegram.server import TelegramServer
from tests.platforms.telegram.world import Chat, Message

Json = dict[str, Any]


class Door:
    """``POST /door/ACTION`` with JSON; people and chats are named by their ids, messages by chat and id."""

    def __init__(self, server: TelegramServer) -> None:
        self._server = server

    def routes(self) -> list[web.RouteDef]:
        """Return what the server mounts beside Telegram's own addresses."""
        return [web.post("/door/{action}", self._open), web.get("/door/messages", self._messages)]

    async def _open(self, request: web.Request) -> web.Response:
        actions: dict[str, Any] = {
            "person": self._person,
            "group": self._group,
            "say": self._say,
            "show": self._show,
            "edit": self._edit,
            "react": self._react,
            "press": self._press,
            "answer": self._answer,
            "block": self._block,
            "migrate": self._migrate,
            "delete_topic": self._delete_topic,
            "fail": self._fail,
        }
        if request.match_info["action"] not in actions:
            raise web.HTTPNotFound
        body: Json = await request.json()
        return web.json_response(actions[request.match_info["action"]](**body))

    def _person(self, name: str, language: str = "en") -> Json:
        return {"id": self._server.person(name, language).id}

    def _group(self, title: str, people: list[int], forum: bool = False, supergroup: bool = True) -> Json:
        members = [self._one(id) for id in people]
        return {"id": self._server.group(title, *members, forum=forum, supergroup=supergroup).id}

    def _say(self, who: int, text: str, chat: int = 0, reply_to: int = 0, **more: Any) -> Json:
        quoted = self._message(chat or who, reply_to) if reply_to else None
        return {"id": self._one(who).says(text, self._chat(chat or who), quoted, **more).id}

    def _show(self, who: int, kind: str, name: str, hex: str, chat: int = 0, **more: Any) -> Json:
        shown = self._one(who).shows(kind, bytes.fromhex(hex), name, chat=self._chat(chat or who), **more)
        return {"id": shown.id}

    def _edit(self, who: int, id: int, text: str, chat: int = 0) -> Json:
        self._one(who).edits(self._message(chat or who, id), text)
        return {}

    def _react(self, who: int, id: int, emoji: list[str], chat: int = 0) -> Json:
        self._one(who).reacts(self._message(chat or who, id), *emoji)
        return {}

    def _press(self, who: int, id: int, label: str, chat: int = 0) -> Json:
        return _told(self._one(who).presses(self._message(chat or who, id), label))

    def _answer(self, press: str) -> Json:
        return _told(self._server.presses[press])

    def _block(self, who: int, on: bool = True) -> Json:
        person = self._one(who)
        person.blocks() if on else person.unblocks()
        return {}

    def _migrate(self, chat: int) -> Json:
        return {"id": self._server.migrate(self._chat(chat)).id}

    def _delete_topic(self, chat: int, thread: int) -> Json:
        self._server.delete_topic(self._chat(chat), thread)
        return {}

    def _fail(
        self,
        method: str = "",
        cut: str = "",
        code: int = 500,
        text: str = "",
        seconds: int = 0,
        skip: int = 0,
    ) -> Json:
        more = {"retry_after": seconds} if seconds else {}
        self._server.fail(Cut(cut) if cut else Refusal(code, text, **more), method, skip)
        return {}

    async def _messages(self, request: web.Request) -> web.Response:
        """Answer ``?chat=`` with all messages there as people see them."""
        chat = self._chat(int(request.query["chat"]))
        return web.json_response({"messages": [_read(one) for one in chat.messages], "topics": chat.topics})

    def _one(self, id: int) -> Person:
        return Person(self._server.world, self._server.world.users[id], self._server.presses)

    def _chat(self, id: int) -> Chat:
        return self._server.world.chats[id]

    def _message(self, chat: int, id: int) -> Message:
        return self._chat(chat).all[id]


def _read(message: Message) -> Json:
    return {
        "id": message.id,
        "from": message.sender.first_name,
        "text": message.text,
        "entities": message.entities,
        "buttons": message.labels,
        "kind": message.kind,
        "thread": message.thread,
        "reply_to": message.reply_to.id if message.reply_to else None,
        "reactions": [emoji for given in message.reactions.values() for emoji in given],
        "edited": message.edited,
    }


def _told(press: Press) -> Json:
    return {"press": press.id, "answered": press.answered.is_set(), "text": press.text, "alert": press.alert}
