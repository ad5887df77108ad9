"""What a workspace holds: people, places, messages, files. State only; nothing here talks to anybody."""

import itertools
import time
from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]

TEAM = "T0001"
APP = "A0001"
BOT = "U0BOT"
BOT_ID = "B0001"


@dataclass
class User:
    """A person, or the bot."""

    id: str
    name: str
    is_bot: bool = False
    locale: str = "en-US"


@dataclass
class File:
    """An upload. ``shares`` says in which messages it is shown: channel -> ts."""

    id: str
    name: str
    mimetype: str
    data: bytes = b""
    user: str = BOT
    done: bool = False
    url: str = ""
    shares: dict[str, str] = field(default_factory=dict)


@dataclass
class Message:
    """One message; a reply has the ``thread_ts`` of its root."""

    channel: str
    ts: str
    user: str
    text: str
    thread_ts: str = ""
    blocks: list[Json] = field(default_factory=list)
    bot_id: str = ""
    username: str = ""
    icon: str = ""
    subtype: str = ""
    metadata: Json = field(default_factory=dict)
    files: list[File] = field(default_factory=list)
    reactions: dict[str, list[str]] = field(default_factory=dict)
    edited: str = ""
    client_msg_id: str = ""
    broadcast: bool = False


@dataclass
class Ephemeral:
    """What one person alone is shown."""

    id: str
    channel: str
    user: str
    text: str
    thread_ts: str = ""
    blocks: list[Json] = field(default_factory=list)


@dataclass
class Modal:
    """A view that is open before one person."""

    id: str
    user: str
    view: Json


@dataclass
class Channel:
    """A place: ``kind`` is im, channel or group (private)."""

    id: str
    name: str
    kind: str
    members: set[str]
    archived: bool = False
    messages: dict[str, Message] = field(default_factory=dict)

    @property
    def other(self) -> str:
        """The person on the other end of a direct message."""
        return next((user for user in self.members if user != BOT), "")


class World:
    """One workspace with the bot in it."""

    def __init__(self) -> None:
        self.users: dict[str, User] = {BOT: User(BOT, "robin", is_bot=True)}
        self.channels: dict[str, Channel] = {}
        self.files: dict[str, File] = {}
        self.groups: dict[str, set[str]] = {}
        self.ephemerals: list[Ephemeral] = []
        self.modals: dict[str, Modal] = {}
        self._count = itertools.count(1)
        self._last = 0.0

    def user(self, name: str, id: str = "") -> User:
        """Let somebody join the workspace."""
        user = User(id or self.id("U"), name)
        self.users[user.id] = user
        return user

    def dm(self, user: User, id: str = "") -> Channel:
        """Return the direct messages between a person and the bot."""
        for channel in self.channels.values():
            if channel.kind == "im" and user.id in channel.members:
                return channel
        return self._place(Channel(id or self.id("D"), "", "im", {user.id, BOT}))

    def channel(
        self, name: str, *members: User, id: str = "", bot: bool = True, kind: str = "channel"
    ) -> Channel:
        """Open a channel; the bot is in it unless told otherwise."""
        inside = {user.id for user in members} | ({BOT} if bot else set())
        return self._place(Channel(id or self.id("C"), name, kind, inside))

    def _place(self, channel: Channel) -> Channel:
        self.channels[channel.id] = channel
        return channel

    def id(self, prefix: str) -> str:
        """Return a new id."""
        return f"{prefix}{next(self._count):08d}"

    def ts(self) -> str:
        """Return a new timestamp, later than all before."""
        self._last = max(time.time(), self._last + 0.000001)
        return f"{self._last:.6f}"

    def put(self, message: Message) -> Message:
        """Show a message where it belongs."""
        self.channels[message.channel].messages[message.ts] = message
        for file in message.files:
            file.shares[message.channel] = message.ts
        return message

    def thread(self, channel: str, ts: str) -> list[Message]:
        """Return a root and its replies, oldest first."""
        return [m for m in self.sorted(channel) if ts in (m.ts, m.thread_ts)]

    def sorted(self, channel: str) -> list[Message]:
        """Return all messages of a place, oldest first."""
        return sorted(self.channels[channel].messages.values(), key=lambda m: float(m.ts))
