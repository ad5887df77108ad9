"""A control door over HTTP, for whole-process flows: be a person, read what people see, break something."""

from typing import Any

from aiohttp import web

from tests.platforms.slack.courier import Reply
from tests.platforms.slack.faults import Fault
from tests.platforms.slack.people import Someone
from tests.platforms.slack.reading import buttons, shown
from tests.platforms.slack.server import SlackServer
from tests.platforms.slack.world import Channel, Json, Message


class Door:
    """``POST /door/ACTION`` with JSON; every person and channel is named by its id."""

    def __init__(self, slack: SlackServer) -> None:
        self._slack = slack

    def routes(self) -> list[web.RouteDef]:
        """Return what the server mounts beside Slack's own addresses."""
        return [web.post("/door/{action}", self._open), web.get("/door/messages", self._messages)]

    async def _open(self, request: web.Request) -> web.Response:
        actions: dict[str, Any] = {
            "user": self._user,
            "channel": self._channel,
            "say": self._say,
            "upload": self._upload,
            "edit": self._edit,
            "delete": self._delete,
            "react": self._react,
            "press": self._press,
            "submit": self._submit,
            "command": self._command,
            "fail": self._fail,
            "post_to": self._post_to,
            "drop": self._drop,
        }
        if request.match_info["action"] not in actions:
            raise web.HTTPNotFound
        body: Json = await request.json()
        return web.json_response(await actions[request.match_info["action"]](**body))

    async def _user(self, name: str, id: str = "") -> Json:
        person = self._slack.someone(name, id)
        return {"id": person.user.id, "dm": person.dm.id}

    async def _channel(self, name: str, users: list[str], id: str = "") -> Json:
        return {"id": self._slack.channel(name, *map(self._one, users), id=id).id}

    async def _say(self, user: str, text: str, channel: str = "", thread: str = "") -> Json:
        return {"ts": self._one(user).says(text, self._place(channel), thread).ts}

    async def _upload(
        self, user: str, name: str, hex: str, text: str = "", channel: str = "", thread: str = ""
    ) -> Json:
        file = (name, bytes.fromhex(hex))
        return {"ts": self._one(user).sends(file, text=text, channel=self._place(channel), thread=thread).ts}

    async def _edit(self, user: str, channel: str, ts: str, text: str) -> Json:
        self._one(user).edits(self._message(channel, ts), text)
        return {}

    async def _delete(self, user: str, channel: str, ts: str) -> Json:
        self._one(user).deletes(self._message(channel, ts))
        return {}

    async def _react(self, user: str, channel: str, ts: str, name: str, on: bool = True) -> Json:
        self._one(user).reacts(self._message(channel, ts), name, on)
        return {}

    async def _press(self, user: str, label: str, channel: str, ts: str) -> Json:
        person = self._one(user)
        alone = next((one for one in person.alone if one.id == ts), None)
        if alone is not None:
            return _told(await person.presses_shown(label, alone))
        return _told(await person.presses(label, self._message(channel, ts)))

    async def _submit(self, user: str, text: str) -> Json:
        return _told(await self._one(user).submits(text))

    async def _command(self, user: str, command: str, text: str = "", channel: str = "") -> Json:
        return _told(await self._one(user).runs(command, text, self._place(channel)))

    async def _fail(self, **fault: Any) -> Json:
        self._slack.fail(Fault(**fault))
        return {}

    async def _post_to(self, url: str, secret: str) -> Json:
        self._slack.post_to(url, secret)
        return {}

    async def _drop(self) -> Json:
        await self._slack.sockets.cut()
        return {}

    async def _messages(self, request: web.Request) -> web.Response:
        """Answer ``?channel=&user=`` with all messages there, what one person alone sees, and open modals."""
        channel, user = request.query["channel"], request.query.get("user", "")
        found = [_read(message) for message in self._slack.world.sorted(channel)]
        person = self._one(user) if user else None
        alone = [vars(one) for one in person.alone] if person else []
        modal = person.modal.view if person and person.modal else None
        return web.json_response({"messages": found, "alone": alone, "modal": modal})

    def _one(self, id: str) -> Someone:
        return Someone(self._slack.world.users[id], self._slack.site)

    def _place(self, id: str) -> Channel | None:
        return self._slack.world.channels[id] if id else None

    def _message(self, channel: str, ts: str) -> Message:
        return self._slack.world.channels[channel].messages[ts]


def _read(message: Message) -> Json:
    return {
        "ts": message.ts,
        "thread": message.thread_ts,
        "user": message.user,
        "username": message.username,
        "text": shown(message),
        "buttons": [button["text"]["text"] for button in buttons(message.blocks)],
        "reactions": message.reactions,
        "files": [{"name": file.name, "size": len(file.data)} for file in message.files],
        "edited": bool(message.edited),
    }


def _told(reply: Reply) -> Json:
    return {"ok": reply.ok, "payload": reply.payload}
