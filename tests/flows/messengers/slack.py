"""People on Slack: contacts in direct messages, operators in threads under cards."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from tests.flows.messengers.seen import Seen, Told, until
from tests.flows.messengers.things import OGG, PDF, CannotSend, Thing, picture
from tests.platforms.slack.people import Someone
from tests.platforms.slack.reading import buttons, shown
from tests.platforms.slack.world import BOT, Channel, Json, Message

EMOJI: Final = {"👍": "+1", "🎉": "tada", "👀": "eyes", "❤": "heart", "❤️": "heart"}
_BACK: Final = {name: emoji for emoji, name in EMOJI.items()}
_BOLD: Final = re.compile(r"\*([^*\n]+)\*")


@dataclass
class SlackContact:
    """A customer in direct messages with the bot."""

    person: Someone
    name: str
    channel: str = "slack"
    _own: dict[str, Message] = field(default_factory=dict)

    @property
    def address(self) -> str:
        """The conversation's address."""
        return f"slack:{self.person.dm.id}"

    async def says(self, text: str, quoting: str = "") -> str:
        """Write; what quotes is a reply in the message's thread. Return the id."""
        return self._keep(_typed(self.person, text, self.person.dm, quoting))

    async def sends(self, thing: Thing, text: str = "") -> str:
        """Send files; Slack has no stickers and no locations."""
        return self._keep(self.person.sends(*_files(thing, self.name), text=text))

    async def edits(self, id: str, text: str) -> None:
        """Change an own message."""
        self.person.edits(self._own[id], text)

    async def deletes(self, id: str) -> None:
        """Take an own message back."""
        self.person.deletes(self._own[id])

    async def reacts(self, id: str, emoji: str) -> None:
        """Put a reaction on a message."""
        self.person.reacts(self.person.dm.messages[id], EMOJI[emoji])

    async def types(self) -> None:
        """Begin to type; Slack tells no app."""

    async def presses(self, seen: Seen, label: str) -> None:
        """Press a button of the bot's."""
        assert (await self.person.presses(label, self.person.dm.messages[seen.id])).ok

    async def looks(self) -> None:
        """Open every file in the chat: nothing to do here."""

    def sees(self) -> list[Seen]:
        """Return the conversation as it stands, threads in their place."""
        return [
            _seen(message, message.thread_ts) for message in self.person.site.world.sorted(self.person.dm.id)
        ]

    def words(self) -> list[str]:
        """Return what the bot said, without drawing the screen."""
        return [one.text for one in self.person.site.world.sorted(self.person.dm.id) if one.user == BOT]

    @property
    def typing(self) -> int:
        """Slack has no way to show it."""
        return 0

    def _keep(self, message: Message) -> str:
        self._own[message.ts] = message
        return message.ts


@dataclass
class SlackOperator:
    """One of the team, in a channel with the bot."""

    person: Someone
    name: str
    room: Channel
    channel: str = "slack"

    @property
    def place(self) -> str:
        """The team's place as the settings name it."""
        return f"slack:{self.room.id}"

    def cards(self) -> list[Seen]:
        """Return the cards in the channel."""
        return [seen for seen in map(_seen, self.person.sees(self.room)) if seen.ours]

    async def presses(self, seen: Seen, label: str) -> Told:
        """Press a button, and read what only this person is shown."""
        before = len(self.person.alone)
        if self.person.modal is not None:
            del self.person.site.world.modals[self.person.modal.id]
        reply = await self.person.presses(label, self.room.messages[seen.id])
        assert reply.ok, f"Slack waited in vain for {label}"
        await until(lambda: self._news(before), self._screen, f"an answer to {label}")
        if self.person.modal is not None:
            return Told(str(self.person.modal.view), asks=True)
        return Told(self.person.alone[-1].text)

    async def answers(self, told: Told, text: str) -> Told:
        """Fill in the modal."""
        assert (await self.person.submits(text)).ok
        return Told()

    def desk(self, card: Seen) -> str:
        """Return the thread under a card."""
        return card.id

    def reads(self, thread: str) -> list[Seen]:
        """Return what stands in a desk thread, without the card."""
        return [_seen(message) for message in self.person.sees(self.room, thread)]

    async def writes(self, thread: str, text: str, quoting: str = "") -> str:
        """Write in a desk thread; Slack's people cannot quote inside of one."""
        return _typed(self.person, text, self.room, thread).ts

    async def sends(self, thread: str, thing: Thing, text: str = "") -> str:
        """Send files into a desk thread."""
        return self.person.sends(*_files(thing, self.name), text=text, channel=self.room, thread=thread).ts

    async def edits(self, thread: str, id: str, text: str) -> None:
        """Change an own message."""
        self.person.edits(self.room.messages[id], text)

    async def deletes(self, thread: str, id: str) -> None:
        """Delete an own message."""
        self.person.deletes(self.room.messages[id])

    async def reacts(self, thread: str, id: str, emoji: str) -> None:
        """Put a reaction on a message in a desk thread."""
        self.person.reacts(self.room.messages[id.partition(",")[0]], EMOJI[emoji])

    async def types(self, thread: str) -> None:
        """Begin to type; Slack tells no app."""

    def typing(self, thread: str) -> int:
        """Slack has no way to show it."""
        return 0

    def _news(self, before: int) -> bool:
        return len(self.person.alone) > before or self.person.modal is not None

    def _screen(self) -> Sequence[object]:
        return [*self.person.alone, self.person.modal]


def _typed(person: Someone, text: str, room: Channel, thread: str) -> Message:
    """Write as Slack's own client does, which makes ``**bold**`` bold while it is typed."""
    if "**" not in text:
        return person.says(text, room, thread)
    parts = [_styled(part, bool(place % 2)) for place, part in enumerate(text.split("**")) if part]
    rich = [{"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": parts}]}]
    world = person.site.world
    said = Message(room.id, world.ts(), person.user.id, text.replace("**", "*"), thread, rich)
    said.client_msg_id = world.id("cm")
    return person.site.said(said)


def _styled(text: str, bold: bool) -> Json:
    part: Json = {"type": "text", "text": text}
    return {**part, "style": {"bold": True}} if bold else part


def _seen(message: Message, quoted: str = "") -> Seen:
    """Draw a message; ``quoted`` is what it replies to where that is no desk thread."""
    rows = [str(one["text"]["text"]) for one in buttons(message.blocks)]
    marked = _texts(message.blocks) if message.blocks else [message.text]
    return Seen(
        message.ts,
        message.username or ("robin" if message.user == BOT else message.user),
        shown(message),
        message.user == BOT,
        tuple(rows),
        tuple(word for text in marked for word in _BOLD.findall(text)),
        tuple((file.name, file.data) for file in message.files),
        quoted or _quoted(message),
        tuple(_BACK.get(name, name) for name, users in message.reactions.items() if users),
        message.ts if len(message.files) > 1 else "",
    )


def _texts(blocks: Sequence[object]) -> list[str]:
    """Return every mrkdwn text in some blocks."""
    found: list[str] = []
    for block in blocks:
        if isinstance(block, dict):
            if block.get("type") == "mrkdwn":
                found.append(str(block["text"]))
            found += _texts([*block.values()])
        elif isinstance(block, list):
            found += _texts(block)
    return found


def _quoted(message: Message) -> str:
    """Return the words that a line of small print says are answered."""
    lines = [text for text in _texts(message.blocks) if text.startswith("↩")]
    return lines[0] if lines else ""


def _files(thing: Thing, name: str) -> list[tuple[str, bytes]]:
    match thing:
        case Thing.IMAGE:
            return [("cat.png", picture(name))]
        case Thing.FILE:
            return [("bill.pdf", PDF)]
        case Thing.ALBUM:
            return [("one.png", picture("one")), ("two.png", picture("two"))]
        case Thing.VOICE:
            return [("voice.ogg", OGG)]
        case _:
            raise CannotSend(thing)
