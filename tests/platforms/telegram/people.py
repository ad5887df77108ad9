"""What people do in their apps: write, edit, press, react, block, leave."""

import asyncio
from dataclasses import dataclass, field
from typing import Any

from tests.platforms.telegram import markup
from tests.platforms.telegram.world import Chat, Message, Stored, User, World


@dataclass(eq=False)
class Press:
    """A button that was pressed, and what the bot answered it."""

    id: str
    message: Message
    text: str = ""
    alert: bool = False
    answered: asyncio.Event = field(default_factory=asyncio.Event)


@dataclass(eq=False)
class Person:
    """One person with the app in hand."""

    world: World
    user: User
    presses_made: dict[str, Press]

    @property
    def id(self) -> int:
        return self.user.id

    @property
    def chat(self) -> Chat:
        """The private chat with the bot."""
        chat = self.world.chats.get(self.user.id)
        if chat is None:
            chat = Chat(self.user.id, "private", person=self.user)
            self.world.chats[chat.id] = chat
        return chat

    def says(
        self,
        text: str,
        chat: Chat | None = None,
        reply_to: Message | None = None,
        thread: int | None = None,
        entities: list[dict[str, Any]] | None = None,
        **media: Any,
    ) -> Message:
        """Write; ``media`` are fields of the Bot API's message: ``location={...}``, ``poll={...}``."""
        return self._post(chat or self.chat, text, media, None, reply_to, thread, entities=entities)

    def shows(
        self,
        kind: str,
        data: bytes,
        name: str = "file.bin",
        media: str = "application/octet-stream",
        *,
        text: str = "",
        chat: Chat | None = None,
        thread: int | None = None,
        reply_to: Message | None = None,
        album: str = "",
        **more: Any,
    ) -> Message:
        """Send a file as a photo, document, voice, sticker and the like."""
        file = self.world.store(name, media, data)
        body = describe(kind, file) if kind == "photo" else {kind: file.payload | more}
        return self._post(chat or self.chat, text, body, file, reply_to, thread, album)

    def edits(self, message: Message, text: str) -> None:
        message.text, message.entities = _marked(text)
        message.edited = True
        if self.world.hears(message):
            self.world.emit("edited_message", message.payload())

    def presses(self, message: Message, label: str) -> Press:
        """Press the button with this label on a message of the bot."""
        button = next(one for one in message.buttons if one["text"] == label)
        return self.sends_callback(message, button["callback_data"])

    def sends_callback(self, message: Message, data: str) -> Press:
        """Press a button that perhaps is no longer drawn: an app may show an old state."""
        press = Press(f"cq{self.world.next_id()}", message)
        self.presses_made[press.id] = press
        body = {"id": press.id, "from": self.user.payload, "message": message.payload()}
        self.world.emit("callback_query", body | {"chat_instance": "1", "data": data})
        return press

    def reacts(self, message: Message, *emoji: str) -> None:
        """Have exactly these reactions on a message."""
        old, message.reactions[self.id] = message.reactions.get(self.id, []), list(emoji)
        chat = message.chat
        if chat.type != "private" and self.world.bot.id not in chat.admins:
            return
        body = {
            "chat": chat.payload,
            "message_id": message.id,
            "user": self.user.payload,
            "date": message.date,
        }
        body |= {"old_reaction": [_emoji(one) for one in old], "new_reaction": [_emoji(one) for one in emoji]}
        self.world.emit("message_reaction", body)

    def deletes(self, message: Message) -> None:
        """Bots are not told."""
        del message.chat.all[message.id]

    def blocks(self) -> None:
        self._block(True)

    def unblocks(self) -> None:
        self._block(False)

    def _block(self, on: bool) -> None:
        self.user.blocked = on
        old, new = ("member", "kicked") if on else ("kicked", "member")
        body = {"chat": self.chat.payload, "from": self.user.payload, "date": 1}
        bot = self.world.bot.payload
        body |= {"old_chat_member": _member(old, bot), "new_chat_member": _member(new, bot)}
        self.world.emit("my_chat_member", body)

    def _post(
        self,
        chat: Chat,
        text: str,
        media: dict[str, Any],
        file: Stored | None,
        reply_to: Message | None,
        thread: int | None,
        album: str = "",
        entities: list[dict[str, Any]] | None = None,
    ) -> Message:
        shown, found = _marked(text, entities)
        message = Message(chat.next_id(), chat, self.user, shown, found, media, file)
        message.reply_to, message.thread, message.album = reply_to, thread, album
        chat.add(message)
        if self.world.hears(message):
            self.world.emit("message", message.payload())
        return message


def describe(kind: str, file: Stored) -> dict[str, Any]:
    """Return a stored file as a message's field of this kind."""
    size = {"width": 64, "height": 64}
    if kind == "photo":
        known = {name: file.payload[name] for name in ("file_id", "file_unique_id", "file_size")}
        return {"photo": [known | {"width": 16, "height": 16, "file_size": 1}, known | size]}
    extra = {"voice": {"duration": 1}, "audio": {"duration": 1}, "video": {"duration": 1, **size}}
    return {kind: file.payload | extra.get(kind, {})}


def _marked(text: str, entities: list[dict[str, Any]] | None = None) -> tuple[str, list[dict[str, Any]]]:
    return markup.read(text, None, entities, 4096) if text.strip() else (text, [])


def _emoji(emoji: str) -> dict[str, str]:
    return {"type": "emoji", "emoji": emoji}


def _member(status: str, user: dict[str, Any]) -> dict[str, Any]:
    return {"status": status, "user": user} | ({"until_date": 0} if status == "kicked" else {})
