"""Contacts on the web page and operators in the inbox, with the same hands as everybody else."""

from dataclasses import dataclass, field
from typing import Any, Final
from uuid import uuid4

import aiohttp

from tests.flows.messengers.seen import Seen, Told
from tests.flows.messengers.things import PDF, CannotSend, Thing, picture
from tests.flows.people import Contact, Operator, Reply

MESSAGES: Final = "/api/chat/messages"
FILES: Final = "/api/chat/files"


@dataclass
class WebContact:
    """A customer on the page; ``caller`` must be listening."""

    caller: Contact
    http: aiohttp.ClientSession
    name: str
    channel: str = "web"
    _bytes: dict[str, bytes] = field(default_factory=dict)

    @property
    def address(self) -> str:
        """The conversation's address."""
        return self.caller.id

    async def looks(self) -> None:
        """Open every file on the page."""
        shown = [file for one in self.caller.messages for file in one.get("files", ())]
        for file in shown:
            if file["id"] not in self._bytes:
                async with self.http.get(file["url"]) as reply:
                    assert reply.status == 200, await reply.text()
                    self._bytes[file["id"]] = await reply.read()

    async def says(self, text: str, quoting: str = "") -> str:
        """Write; return the message's id."""
        body: dict[str, Any] = self.caller.post(text)
        if quoting:
            body["reply_to"] = next(one["seq"] for one in self.caller.messages if one["id"] == quoting)
        return await self._sent(body)

    async def sends(self, thing: Thing, text: str = "") -> str:
        """Upload files and send them; the page has no voice, stickers or locations."""
        files = [await self.caller.upload(FILES, name, data) for name, data in _files(thing, self.name)]
        return await self._sent({"id": str(uuid4()), "text": text, "files": files})

    async def edits(self, id: str, text: str) -> None:
        """Change an own message."""
        assert (await self.caller.call("PATCH", f"{MESSAGES}/{id}", {"text": text})).status == 200

    async def deletes(self, id: str) -> None:
        """Take an own message back."""
        assert (await self.caller.call("DELETE", f"{MESSAGES}/{id}")).status == 200

    async def reacts(self, id: str, emoji: str) -> None:
        """Put a reaction on a message: the page has none."""
        raise CannotSend("reaction")

    async def types(self) -> None:
        """Begin to type."""
        async with self.http.post("/api/chat/typing", headers=self.caller.headers) as reply:
            assert reply.status == 204

    async def presses(self, seen: Seen, label: str) -> None:
        """Press a button of the bot's."""
        assert (await self.caller.call("POST", "/api/chat/person", {"id": str(uuid4())})).status == 202

    def sees(self) -> list[Seen]:
        """Return the page as it stands."""
        shown = {one["seq"]: dict(one) for one in self.caller.messages}
        for told in self.caller.heard:
            if told.event == "edited":
                shown[told.data["target"]] |= {"html": "", **told.data, "seq": told.data["target"]}
            elif told.event == "deleted":
                shown.pop(told.data["target"], None)
        return [self._seen(one, shown) for one in shown.values()]

    def words(self) -> list[str]:
        """Return what the bot said, without drawing the page."""
        return [one["text"] for one in self.caller.messages if one["author"]["kind"] != "contact"]

    @property
    def typing(self) -> int:
        """How often somebody else was seen typing."""
        return sum(told.event == "typing" for told in self.caller.heard)

    def _seen(self, one: dict[str, Any], shown: dict[int, dict[str, Any]]) -> Seen:
        html = str(one.get("html", ""))
        files = one.get("files", ())
        return Seen(
            one["id"],
            one["author"]["name"],
            one["text"],
            one["author"]["kind"] != "contact",
            tuple(button["label"] for button in one.get("buttons", ())),
            tuple(part.partition("</strong>")[0] for part in html.split("<strong>")[1:]),
            tuple((file["name"], self._bytes.get(file["id"], b"")) for file in files),
            shown.get(one.get("reply_to", 0), {}).get("id", ""),
            album=one["id"] if len(files) > 1 else "",
        )

    async def _sent(self, body: dict[str, Any]) -> str:
        reply = await self.caller.call("POST", MESSAGES, body)
        assert reply.status == 202, reply
        return str(body["id"])


@dataclass
class InboxOperator:
    """One of the team in the web inbox; a desk thread there is the conversation itself."""

    caller: Operator
    name: str
    channel: str = "web"
    place: str = "web"

    async def case(self, contact: str) -> dict[str, Any]:
        """Return the conversation with a contact's address, whole."""
        (id,) = [row["id"] for row in await self.caller.list() if row["contact"] == contact]
        return await self.caller.open(str(id))

    async def presses(self, contact: str, what: str, **body: str) -> Told:
        """Press something in a conversation; who comes second is told who was first."""
        reply = await self.act(contact, what, **body)
        return Told(str(reply.body.get("message", "")))

    async def act(self, contact: str, what: str, **body: Any) -> Reply:
        """Press something, and return the answer as it came."""
        return await self.caller.act(str((await self.case(contact))["id"]), what, **body)

    async def sends(self, contact: str, thing: Thing, text: str) -> None:
        """Attach files to a reply."""
        path = f"/api/inbox/conversations/{(await self.case(contact))['id']}/files"
        ids = [await self.caller.upload(path, name, data) for name, data in _files(thing, self.name)]
        reply = await self.act(contact, "reply", text=text, files=ids)
        assert reply.status == 200, reply

    async def edits(self, contact: str, seq: int, text: str) -> None:
        """Change an own message."""
        id = (await self.case(contact))["id"]
        path = f"/api/inbox/conversations/{id}/messages/{seq}"
        reply = await self.caller.call("PATCH", path, {"text": text})
        assert reply.status == 200, reply


def _files(thing: Thing, name: str) -> list[tuple[str, bytes]]:
    match thing:
        case Thing.IMAGE:
            return [("cat.png", picture(name))]
        case Thing.FILE:
            return [("bill.pdf", PDF)]
        case Thing.ALBUM:
            return [("one.png", picture("one")), ("two.png", picture("two"))]
        case _:
            raise CannotSend(thing)
