"""People on Discord: contacts in direct messages, operators in threads on cards."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from simcord.backend.models import Message

from tests.flows.messengers.seen import Seen, Told
from tests.flows.messengers.things import OGG, PDF, CannotSend, Thing, picture
from tests.platforms.discord import seen as drawing
from tests.platforms.discord.people import Someone
from tests.platforms.discord.server import DiscordServer

_BOLD: Final = re.compile(r"\*\*(.+?)\*\*")
_ESCAPED: Final = re.compile(r"\\([^\w\s])")


@dataclass
class DiscordContact:
    """A customer in direct messages with the bot."""

    server: DiscordServer
    person: Someone
    channel: str = "discord"

    @property
    def name(self) -> str:
        """What others read as the name."""
        return self.person.name

    @property
    def address(self) -> str:
        """The conversation's address."""
        return f"discord:{self.person.dm}"

    async def says(self, text: str, quoting: str = "") -> str:
        """Write; return the message's id."""
        return self.person.say(text, reply_to=quoting)

    async def sends(self, thing: Thing, text: str = "") -> str:
        """Send files, or a sticker."""
        if thing is Thing.STICKER:
            return self.person.say(text, sticker="wave")
        return self.person.say(text, files=_files(thing, self.name))

    async def edits(self, id: str, text: str) -> None:
        """Change an own message."""
        self.person.edit(id, text)

    async def deletes(self, id: str) -> None:
        """Take an own message back."""
        self.person.delete(id)

    async def reacts(self, id: str, emoji: str) -> None:
        """Put a reaction on a message."""
        self.person.react(id, emoji)

    async def types(self) -> None:
        """Begin to type."""
        self.person.type()

    async def presses(self, seen: Seen, label: str) -> None:
        """Press a button of the bot's."""
        await self.person.press(seen.id, label)

    async def looks(self) -> None:
        """Open every file in the chat: nothing to do here."""

    def sees(self) -> list[Seen]:
        """Return the chat as it stands."""
        return _screen(self.server, self.person, self.person.dm)

    def words(self) -> list[str]:
        """Return what the bot said, without drawing the screen."""
        own = int(self.person.id)
        said = self.server.backend.messages.get(int(self.person.dm), {}).values()
        return [one.content for one in said if one.author_id != own]

    @property
    def typing(self) -> int:
        """How often the bot was seen typing."""
        return _typing(self.server, self.person.dm)


@dataclass
class DiscordOperator:
    """One of the team, in the guild; ``room`` is the text channel where cards come."""

    server: DiscordServer
    person: Someone
    room: str
    channel: str = "discord"

    @property
    def name(self) -> str:
        """What others read as the name."""
        return self.person.name

    @property
    def place(self) -> str:
        """The team's place as the settings name it."""
        return f"discord:{self.room}"

    def cards(self) -> list[Seen]:
        """Return the cards in the channel."""
        return [seen for seen in _screen(self.server, self.person, self.room) if seen.ours]

    async def presses(self, seen: Seen, label: str) -> Told:
        """Press a button, and read what only this person is shown."""
        shown = await self.person.press(seen.id, label, self.room)
        if shown.modal is not None:
            return Told(str(shown.modal), asks=True, handle=shown)
        return Told(shown.message.text if shown.message is not None else "")

    async def answers(self, told: Told, text: str) -> Told:
        """Fill in the form."""
        assert isinstance(told.handle, drawing.Shown)
        shown = await self.person.fill(told.handle, text)
        return Told(shown.message.text if shown.message is not None else "")

    def desk(self, card: Seen) -> str:
        """Return the thread on a card's message, which has its id."""
        threads = [one for one in self.server.backend.channels.values() if str(one.parent_id) == self.room]
        named = card.text.partition("\n")[0].split(" ·")[0].split()[-1]
        found = [one for one in threads if str(one.id) == card.id or named in str(one.name)]
        assert found, f"no thread for {card.text!r} among {[one.name for one in threads]}"
        return str(found[-1].id)

    def reads(self, thread: str) -> list[Seen]:
        """Return what stands in a desk thread."""
        return _screen(self.server, self.person, thread)

    async def writes(self, thread: str, text: str, quoting: str = "") -> str:
        """Write in a desk thread."""
        return self.person.say(text, thread, quoting)

    async def sends(self, thread: str, thing: Thing, text: str = "") -> str:
        """Send files or a sticker into a desk thread."""
        if thing is Thing.STICKER:
            return self.person.say(text, thread, sticker="wave")
        return self.person.say(text, thread, files=_files(thing, self.name))

    async def edits(self, thread: str, id: str, text: str) -> None:
        """Change an own message."""
        self.person.edit(id, text, thread)

    async def deletes(self, thread: str, id: str) -> None:
        """Delete an own message."""
        self.person.delete(id, thread)

    async def reacts(self, thread: str, id: str, emoji: str) -> None:
        """Put a reaction on a message in a desk thread."""
        self.person.react(id.partition(",")[0], emoji, thread)

    async def types(self, thread: str) -> None:
        """Begin to type."""
        self.person.type(thread)

    def typing(self, thread: str) -> int:
        """How often the bot was seen typing in a desk thread."""
        return _typing(self.server, thread)


def _typing(server: DiscordServer, place: str) -> int:
    """Count how often each session was told that the bot is typing in a place."""
    bot = str(server.backend.bot_user.id)
    frames = [frame for session in server.gateway.sessions.values() for frame in session.frames]
    told = [frame["d"] for frame in frames if frame["t"] == "TYPING_START"]
    return sum((one["channel_id"], one["user_id"]) == (place, bot) for one in told)


def _screen(server: DiscordServer, person: Someone, place: str) -> list[Seen]:
    return [_seen(server, one, int(person.id)) for one in person.sees(place) if not one.private]


def _seen(server: DiscordServer, shown: drawing.Seen, viewer: int) -> Seen:
    message = server.backend.messages[int(shown.place)][int(shown.id)]
    text = "\n".join(filter(None, (shown.text, shown.card)))
    return Seen(
        shown.id,
        shown.author,
        _ESCAPED.sub(r"\1", text),
        message.author_id == server.backend.bot_user.id or bool(message.webhook_id),
        shown.buttons,
        tuple(_BOLD.findall(text)),
        tuple(_attached(server, message)),
        shown.replies_to,
        shown.reactions,
        shown.id if len(shown.files) > 1 else "",
    )


def _attached(server: DiscordServer, message: Message) -> Sequence[tuple[str, bytes]]:
    cdn = server.backend.cdn
    return [(str(one["filename"]), bytes(cdn.get(str(one["url"])) or b"")) for one in message.attachments]


def _files(thing: Thing, name: str) -> dict[str, bytes]:
    match thing:
        case Thing.IMAGE:
            return {"cat.png": picture(name)}
        case Thing.FILE:
            return {"bill.pdf": PDF}
        case Thing.ALBUM:
            return {"one.png": picture("one"), "two.png": picture("two")}
        case Thing.VOICE:
            return {"voice-message.ogg": OGG}
        case _:
            raise CannotSend(thing)
