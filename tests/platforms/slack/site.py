"""What all parts of the stand-in share: the world, the way to the app, what the app may do."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from tests.platforms.slack import shapes
from tests.platforms.slack.courier import Courier
from tests.platforms.slack.faults import Faults
from tests.platforms.slack.world import BOT, Channel, Json, Message, World

BOT_TOKEN: Final = "xoxb-bot"
APP_TOKEN: Final = "xapp-app"
SECRET: Final = "signing-secret"
SCOPES: Final = frozenset(
    {
        "channels:history",
        "channels:read",
        "chat:write",
        "chat:write.customize",
        "commands",
        "files:read",
        "files:write",
        "groups:history",
        "groups:read",
        "im:history",
        "im:read",
        "reactions:read",
        "reactions:write",
        "usergroups:read",
        "users:read",
    }
)
EVENTS: Final = frozenset(
    {"message.im", "message.channels", "message.groups", "reaction_added", "reaction_removed"}
)
TRIGGER_SECONDS: Final = 3.0
RESPONSE_SECONDS: Final = 1800.0
RESPONSE_USES: Final = 5


class Refused(Exception):
    """A call is answered with ``{"ok": false, "error": ...}``."""

    def __init__(self, error: str, **more: object) -> None:
        super().__init__(error)
        self.error = error
        self.more = more


@dataclass
class Response:
    """Where a ``response_url`` leads: the message or ephemeral that was pressed, or nothing yet."""

    channel: str
    user: str
    ts: str = ""
    ephemeral: str = ""
    made: float = 0.0
    uses: int = 0


@dataclass
class Site:
    """``pace`` is messages a second in one channel before a 429 (0: no limit), ``burst`` how many at once."""

    world: World
    courier: Courier
    base: Callable[[], str]
    faults: Faults = field(default_factory=Faults)
    scopes: set[str] = field(default_factory=lambda: set(SCOPES))
    events: set[str] = field(default_factory=lambda: set(EVENTS))
    token: str = BOT_TOKEN
    app_token: str = APP_TOKEN
    pace: float = 0.0
    burst: int = 3
    now: Callable[[], float] = time.monotonic
    triggers: dict[str, tuple[str, float]] = field(default_factory=dict)
    responses: dict[str, Response] = field(default_factory=dict)
    busy: dict[str, float] = field(default_factory=dict)
    refused: list[str] = field(default_factory=list)
    """What the judge found wrong with calls."""

    def channel(self, id: object) -> Channel:
        """Return a place, or refuse."""
        found = self.world.channels.get(str(id))
        if found is None or (found.kind == "group" and BOT not in found.members):
            raise Refused("channel_not_found")
        return found

    def message(self, channel: object, ts: object, error: str = "message_not_found") -> Message:
        """Return a message, or refuse."""
        found = self.channel(channel).messages.get(str(ts))
        if found is None:
            raise Refused(error)
        return found

    def trigger(self, user: str) -> str:
        """Return a new trigger id."""
        id = self.world.id("trigger.")
        self.triggers[id] = (user, self.now())
        return id

    def response_url(self, response: Response) -> str:
        """Return a new address for answers to an interaction."""
        id = self.world.id("r")
        response.made = self.now()
        self.responses[id] = response
        return f"{self.base()}/actions/{id}"

    def links(self, response: Response) -> Json:
        """Return what an interaction carries to be answered with."""
        return {"trigger_id": self.trigger(response.user), "response_url": self.response_url(response)}

    def slow_down(self, channel: str) -> float:
        """Count a message in a channel; return how many seconds too early it came, 0 if it may."""
        if not self.pace:
            return 0.0
        now, gap = self.now(), 1 / self.pace
        free = max(self.busy.get(channel, 0.0), now)
        if free - now > gap * (self.burst - 1) + 1e-6:
            return free - now - gap * (self.burst - 1)
        self.busy[channel] = free + gap
        return 0.0

    def said(self, message: Message) -> Message:
        """Show a message and tell the app."""
        self.world.put(message)
        channel = self.world.channels[message.channel]
        self.tell(channel, shapes.message(channel, message))
        return message

    def tell(self, channel: Channel, event: Json) -> None:
        """Tell the app of an event, if it is there and asked for such."""
        wanted = {"im": "message.im", "channel": "message.channels", "group": "message.groups"}[channel.kind]
        name = wanted if event["type"] == "message" else event["type"]
        if BOT in channel.members and name in self.events:
            self.courier.event(event)

    def change(self, message: Message, text: str, blocks: list[Json] | None = None) -> None:
        """Change a message and tell the app."""
        old = shapes.inner(message)
        message.text, message.edited = text, self.world.ts()
        message.blocks = message.blocks if blocks is None else blocks
        channel = self.world.channels[message.channel]
        self.tell(channel, shapes.changed(channel, shapes.inner(message), old, self.world.ts()))

    def erase(self, message: Message) -> None:
        """Take a message back and tell the app; a root with replies leaves a tombstone, as in Slack."""
        channel, old = self.world.channels[message.channel], shapes.inner(message)
        if len(self.world.thread(message.channel, message.ts)) > 1:
            message.subtype, message.text, message.blocks = "tombstone", "This message was deleted.", []
            self.tell(channel, shapes.changed(channel, shapes.inner(message), old, self.world.ts()))
            return
        del channel.messages[message.ts]
        self.tell(channel, shapes.deleted(channel, old, self.world.ts()))
