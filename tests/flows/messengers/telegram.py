"""People on Telegram: contacts in private chats, operators in topics, reply chains and private chats."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from tests.flows.messengers import phrases
from tests.flows.messengers.seen import Seen, Told, until
from tests.flows.messengers.things import OGG, PDF, PLACE, WEBP, CannotSend, Thing, picture
from tests.platforms.telegram.people import Person, Press
from tests.platforms.telegram.world import Chat, Message

_BOT: Final = "Robin"
_STICKER: Final[dict[str, Any]] = {
    "emoji": "🙂",
    "width": 512,
    "height": 512,
    "is_animated": False,
    "is_video": False,
    "type": "regular",
}


@dataclass
class TelegramContact:
    """A customer in the private chat with the bot."""

    person: Person
    name: str
    channel: str = "telegram"
    _own: dict[str, Message] = field(default_factory=dict)

    @property
    def address(self) -> str:
        """The conversation's address."""
        return f"telegram:{self.person.id}"

    async def says(self, text: str, quoting: str = "") -> str:
        """Write; return the message's id."""
        return self._keep(_typed(self.person, text, reply_to=_message(self.person.chat, quoting)))

    async def sends(self, thing: Thing, text: str = "") -> str:
        """Send something that is no text; return the id."""
        return self._keep(_send(self.person, thing, text, {}))

    async def edits(self, id: str, text: str) -> None:
        """Change an own message."""
        self.person.edits(self._own[id], text)

    async def deletes(self, id: str) -> None:
        """Take an own message back; nobody is told."""
        self.person.deletes(self._own[id])

    async def reacts(self, id: str, emoji: str) -> None:
        """Put a reaction on a message."""
        self.person.reacts(_known(self.person.chat, id), emoji)

    async def types(self) -> None:
        """Begin to type; nobody is told."""

    async def presses(self, seen: Seen, label: str) -> None:
        """Press a button of the bot's."""
        press = self.person.presses(_known(self.person.chat, seen.id), label)
        await until(press.answered.is_set, lambda: press, "the answer to a press")

    async def looks(self) -> None:
        """Open every file in the chat: nothing to do here."""

    def sees(self) -> list[Seen]:
        """Return the chat as it stands."""
        return [_seen(message) for message in self.person.chat.messages]

    def words(self) -> list[str]:
        """Return what the bot said, without drawing the screen."""
        return [one.text for one in self.person.chat.messages if one.sender.first_name == _BOT]

    @property
    def typing(self) -> int:
        """How often the bot was seen typing."""
        return self.person.chat.actions.count("typing")

    def _keep(self, message: Message) -> str:
        self._own[str(message.id)] = message
        return str(message.id)


@dataclass
class TelegramOperator:
    """One of the team; ``chat`` is the group or the private chat where cards come."""

    person: Person
    name: str
    chat: Chat
    channel: str = "telegram"

    @property
    def place(self) -> str:
        """The team's place as the settings name it."""
        return f"telegram:{self.chat.id}"

    def cards(self) -> list[Seen]:
        """Return the cards, in topics or not."""
        return [seen for seen in map(_seen, self._said()) if "H-1" in seen.text.split("\n")[0]]

    def questions(self) -> list[Seen]:
        """Return the cards of questions to reviewers."""
        return [seen for seen in map(_seen, self._said()) if _asks(seen.text.split("\n")[0])]

    async def presses(self, seen: Seen, label: str) -> Told:
        """Press a button, and read what it says."""
        message = _known(self.chat, seen.id)
        before = {one.id for one in self.chat.messages}
        press = self.person.presses(message, label)
        await until(press.answered.is_set, lambda: self.chat.texts, f"the answer to {label}")
        if press.text:
            return Told(press.text)
        return await self._reply(press, before) if label in phrases.ASKS else Told()

    async def answers(self, told: Told, text: str) -> Told:
        """Give the text that was asked for."""
        assert isinstance(told.handle, Message)
        self.person.says(text, self.chat, reply_to=told.handle, thread=told.handle.thread)
        return Told()

    def desk(self, card: Seen) -> str:
        """Return the desk thread of a card: its topic, or the replies on it."""
        message = _known(self.chat, card.id)
        return f"topic {message.thread}" if self.chat.forum else f"chain {message.id}"

    def reads(self, thread: str) -> list[Seen]:
        """Return what stands in a desk thread, without the card."""
        return [_seen(message) for message in self._in(thread)]

    async def writes(self, thread: str, text: str, quoting: str = "") -> str:
        """Write in a desk thread; in a chain that is a reply."""
        where = self._where(thread, quoting)
        return str(_typed(self.person, text, chat=self.chat, **where).id)

    async def sends(self, thread: str, thing: Thing, text: str = "") -> str:
        """Send something that is no text into a desk thread."""
        return str(_send(self.person, thing, text, {"chat": self.chat, **self._where(thread, "")}).id)

    async def edits(self, thread: str, id: str, text: str) -> None:
        """Change an own message."""
        self.person.edits(_known(self.chat, id), text)

    async def deletes(self, thread: str, id: str) -> None:
        """Delete an own message; nobody is told."""
        self.person.deletes(_known(self.chat, id))

    async def reacts(self, thread: str, id: str, emoji: str) -> None:
        """Put a reaction on a message in a desk thread."""
        self.person.reacts(_known(self.chat, id), emoji)

    async def types(self, thread: str) -> None:
        """Begin to type; nobody is told."""

    def typing(self, thread: str) -> int:
        """How often the bot was seen typing in the team's chat."""
        return self.chat.actions.count("typing")

    def _in(self, thread: str) -> Sequence[Message]:
        kind, _, id = thread.partition(" ")
        if kind == "topic":
            said = self.chat.within(int(id))
            return [one for one in said if not one.buttons or one.sender.first_name != _BOT]
        return [one for one in self.chat.messages if _root(one) == int(id) != one.id]

    def _where(self, thread: str, quoting: str) -> dict[str, Any]:
        kind, _, id = thread.partition(" ")
        if kind == "topic":
            return {"thread": int(id), "reply_to": _message(self.chat, quoting)}
        return {"reply_to": _known(self.chat, quoting or id)}

    def _said(self) -> Sequence[Message]:
        """Return what the bot said in the chat."""
        return [one for one in self.chat.messages if one.sender.first_name == _BOT]

    async def _reply(self, press: Press, before: set[int]) -> Told:
        """Return the question that the bot put into the thread, to which one replies."""

        def question() -> Message | None:
            new = (one for one in self._said() if one.id not in before)
            return next((one for one in new if _wants_text(one)), None)

        found = await until(question, lambda: self.chat.texts, "a question to reply to")
        return Told(found.text, asks=True, handle=found)


def _typed(person: Person, text: str, **where: Any) -> Message:
    """Write as Telegram's own apps do, which make ``**bold**`` bold while it is typed."""
    before, mark, rest = text.partition("**")
    if not mark:
        return person.says(text, **where)
    bold, _, after = rest.partition("**")
    marked = [{"type": "bold", "offset": len(before), "length": len(bold)}]
    return person.says(f"{before}{bold}{after}", **where, entities=marked)


def _seen(message: Message) -> Seen:
    raw = message.text.encode("utf-16-le")
    bold = tuple(
        raw[2 * one["offset"] : 2 * (one["offset"] + one["length"])].decode("utf-16-le")
        for one in message.entities
        if one["type"] == "bold"
    )
    files = ((message.file.name, message.file.data),) if message.file is not None else ()
    return Seen(
        str(message.id),
        message.sender.first_name,
        message.text,
        message.sender.first_name == _BOT,
        tuple(message.labels),
        bold,
        files,
        str(message.reply_to.id) if message.reply_to is not None else "",
        tuple(emoji for given in message.reactions.values() for emoji in given),
        message.album,
    )


def _wants_text(message: Message) -> bool:
    return phrases.WITHOUT_TEXT in message.labels or phrases.CHANGE in message.text


def _asks(title: str) -> bool:
    return " · " in title and "H-1" not in title


def _send(person: Person, thing: Thing, text: str, where: dict[str, Any]) -> Message:
    match thing:
        case Thing.IMAGE:
            return _photo(person, person.user.first_name, text, **where)
        case Thing.FILE:
            return person.shows("document", PDF, "bill.pdf", "application/pdf", text=text, **where)
        case Thing.ALBUM:
            album = f"album{person.world.next_id()}"
            first = _photo(person, "one", text, album=album, **where)
            _photo(person, "two", "", album=album, **where)
            return first
        case Thing.VOICE:
            return person.shows("voice", OGG, "voice.ogg", "audio/ogg", duration=3, **where)
        case Thing.STICKER:
            return person.shows("sticker", WEBP, "s.webp", "image/webp", **_STICKER, **where)
        case Thing.LOCATION:
            return person.says(text, location={"latitude": PLACE[0], "longitude": PLACE[1]}, **where)
        case _:
            raise CannotSend(thing)


def _photo(person: Person, name: str, text: str, **where: Any) -> Message:
    return person.shows("photo", picture(name), f"{name}.png", "image/png", text=text, **where)


def _message(chat: Chat, id: str) -> Message | None:
    return chat.all.get(int(id)) if id else None


def _known(chat: Chat, id: str) -> Message:
    return chat.all[int(id.partition(",")[0])]


def _root(message: Message) -> int | None:
    """Return the first of the replies that a message is among; private chats do not count them."""
    while message.reply_to is not None:
        message = message.reply_to
    return message.id
