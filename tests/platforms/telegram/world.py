"""Who is there, in which chats, and what was said: the state that both bots and people see."""

import itertools
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from tests.platforms.telegram.markup import Entity

Emit = Callable[[str, dict[str, Any]], None]


@dataclass(eq=False)
class User:
    """A person, or the bot. ``blocked`` says that this person blocked the bot."""

    id: int
    first_name: str
    username: str = ""
    language: str = ""
    is_bot: bool = False
    blocked: bool = False

    @property
    def payload(self) -> dict[str, Any]:
        known = {"username": self.username, "language_code": self.language}
        body = {"id": self.id, "is_bot": self.is_bot, "first_name": self.first_name}
        return body | {name: value for name, value in known.items() if value}


@dataclass(eq=False)
class Stored:
    """A file on Telegram's side."""

    id: str
    name: str
    media: str
    data: bytes

    @property
    def payload(self) -> dict[str, Any]:
        return {
            "file_id": self.id,
            "file_unique_id": f"u{self.id}",
            "file_size": len(self.data),
            "file_name": self.name,
            "mime_type": self.media,
        }


@dataclass(eq=False)
class Message:
    """As people see it. ``thread`` is the topic, or the first message of the replies it is among."""

    id: int
    chat: "Chat"
    sender: User
    text: str = ""
    entities: list[Entity] = field(default_factory=list)
    media: dict[str, Any] = field(default_factory=dict)
    file: Stored | None = None
    markup: dict[str, Any] | None = None
    reply_to: "Message | None" = None
    thread: int | None = None
    album: str = ""
    edited: bool = False
    reactions: dict[int, list[str]] = field(default_factory=dict)
    date: int = field(default_factory=lambda: int(time.time()))

    @property
    def buttons(self) -> list[dict[str, Any]]:
        """The inline buttons, row by row."""
        return [one for row in (self.markup or {}).get("inline_keyboard", []) for one in row]

    @property
    def labels(self) -> list[str]:
        return [one["text"] for one in self.buttons]

    @property
    def kind(self) -> str:
        """``text``, or the media's name: photo, document, voice, ..."""
        return next(iter(self.media), "text")

    def payload(self, *, nested: bool = False) -> dict[str, Any]:
        """Return it as the Bot API writes it; a message replied to shows no further reply."""
        body: dict[str, Any] = {"message_id": self.id, "chat": self.chat.payload, "date": self.date}
        body["from"] = self.sender.payload
        body |= self._words() | self.media
        if self.edited:
            body["edit_date"] = self.date + 1
        if self.markup:
            body["reply_markup"] = self.markup
        if self.album:
            body["media_group_id"] = self.album
        if self.thread is not None and self.chat.is_supergroup:
            body["message_thread_id"] = self.thread
            body |= {"is_topic_message": True} if self.chat.forum else {}
        if self.reply_to is not None and not nested:
            body["reply_to_message"] = self.reply_to.payload(nested=True)
        return body

    def _words(self) -> dict[str, Any]:
        if not self.text:
            return {}
        word = "caption" if self.media else "text"
        marks = {f"{word}_entities" if self.media else "entities": self.entities} if self.entities else {}
        return {word: self.text, **marks}


@dataclass(eq=False)
class Chat:
    """A private chat (its id is the person's), a group or a supergroup. Rights are the bot's own."""

    id: int
    type: str
    title: str = ""
    person: User | None = None
    forum: bool = False
    members: dict[int, User] = field(default_factory=dict)
    admins: set[int] = field(default_factory=set)
    rights: set[str] = field(default_factory=set)
    kicked: bool = False
    migrated: int | None = None
    reactions: set[str] | None = None
    topics: dict[int, str] = field(default_factory=dict)
    all: dict[int, Message] = field(default_factory=dict)
    actions: list[str] = field(default_factory=list)
    _ids: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    @property
    def is_supergroup(self) -> bool:
        return self.type == "supergroup"

    @property
    def messages(self) -> list[Message]:
        """What people see there, in order; deleted ones are gone."""
        return list(self.all.values())

    @property
    def texts(self) -> list[str]:
        return [message.text for message in self.messages]

    @property
    def payload(self) -> dict[str, Any]:
        if self.person is not None:
            return {"id": self.id, "type": self.type, "first_name": self.person.first_name}
        body = {"id": self.id, "type": self.type, "title": self.title}
        return body | ({"is_forum": True} if self.forum else {})

    def topic(self, name: str) -> int:
        """Return the id of a topic by the beginning of its name."""
        return next(id for id, title in self.topics.items() if title.startswith(name))

    def within(self, thread: int) -> list[Message]:
        return [message for message in self.messages if message.thread == thread]

    def next_id(self) -> int:
        return next(self._ids)

    def add(self, message: Message) -> Message:
        """Take a message in, among the replies or in the topic where it belongs."""
        quoted = message.reply_to
        if quoted is not None and message.thread is None:
            message.thread = (
                quoted.thread if quoted.thread is not None else (None if self.forum else quoted.id)
            )
        self.all[message.id] = message
        return message


@dataclass
class World:
    """All users, chats and files. ``emit`` brings an update to the bot's queue."""

    emit: Emit
    bot: User = field(default_factory=lambda: User(777000777, "Robin", "robin_bot", is_bot=True))
    privacy: bool = False
    users: dict[int, User] = field(default_factory=dict)
    chats: dict[int, Chat] = field(default_factory=dict)
    files: dict[str, Stored] = field(default_factory=dict)
    commands: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    _ids: Iterator[int] = field(default_factory=lambda: itertools.count(5_000_001))

    def next_id(self) -> int:
        return next(self._ids)

    def store(self, name: str, media: str, data: bytes) -> Stored:
        """Keep a file and name it."""
        file = Stored(f"F{self.next_id()}", name, media, data)
        self.files[file.id] = file
        return file

    def hears(self, message: Message) -> bool:
        """Say whether the bot is told of a message: privacy mode hides most of a group's talk."""
        chat = message.chat
        if chat.type == "private" or not self.privacy or self.bot.id in chat.admins:
            return True
        quoted = message.reply_to
        addressed = message.text.startswith("/") or f"@{self.bot.username}" in message.text
        return addressed or (quoted is not None and quoted.sender is self.bot)
