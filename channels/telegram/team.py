"""What the team does in its groups: presses, replies, notes, edits, reactions in desk threads."""

from collections.abc import Iterable
from contextlib import suppress

from telegram import CallbackQuery, Message, MessageReactionUpdated, Update, User

from channels.base import Sink
from channels.durable import stored
from channels.errors import ChannelError
from channels.team import Person, Pressed, Reacted, Rewrote, ThreadGone, Wrote
from channels.telegram.admins import Admins
from channels.telegram.answers import Answers
from channels.telegram.asks import Asks
from channels.telegram.cards import Cards
from channels.telegram.downloads import Downloads
from channels.telegram.editor import Editor
from channels.telegram.inbound import ANONYMOUS, command, is_person, quoted, reactions, said
from channels.telegram.spot import NAME, Spot
from channels.telegram.threads import Threads
from handoff.content import Content


class Team:
    """Brings updates of the team's chats to the sink, and shows people its answers."""

    def __init__(
        self,
        threads: Threads,
        asks: Asks,
        cards: Cards,
        admins: Admins,
        downloads: Downloads,
        editor: Editor,
        answers: Answers,
    ) -> None:
        self._threads = threads
        self._asks = asks
        self._cards = cards
        self._admins = admins
        self._downloads = downloads
        self._editor = editor
        self._answers = answers
        self.username = ""
        """What commands in groups are addressed to: ``/reply@username``."""

    async def take(self, sink: Sink, chat: int, update: Update, key: str) -> Spot | None:
        """Bring one update; return the thread that got a message. Raises StoreUnavailable."""
        if update.message is not None:
            return await self._said(sink, chat, update.message, key)
        if update.edited_message is not None:
            await self._edited(sink, chat, update.edited_message, key)
        elif update.callback_query is not None:
            await self._pressed(sink, chat, update.callback_query, key)
        elif update.message_reaction is not None:
            await self._reacted(sink, chat, update.message_reaction, key)
        return None

    async def gone(self, sink: Sink, spot: Spot, reason: str) -> None:
        """Tell that a desk thread is no more, as soon as that can be stored."""
        event = ThreadGone(spot.address, reason)
        await stored(lambda: sink.team(event, f"{NAME}:gone:{spot}"))

    async def _said(self, sink: Sink, chat: int, message: Message, key: str) -> Spot | None:
        text = said(message, formatted=True)
        person = await self._person(sink, message)
        if text is None or person is None:
            return None
        if await self._answered(sink, chat, message, person, key):
            return None
        spot = await self._spot(sink, chat, message)
        wanted = command(text, self.username)
        if spot is None or wanted is None:
            return None
        files, excuse = await self._downloads.of(message, str(spot.address))
        content = Content("\n".join(filter(None, (wanted, excuse))), files=files)
        quotes = quoted(message)
        wrote = Wrote(person, spot.address, str(message.message_id), content, str(quotes) if quotes else None)
        answer = await sink.team(wrote, key)
        await self._threads.add(spot, message.message_id)
        await self._answers.to_message(spot, message.message_id, answer)
        return spot

    async def _answered(self, sink: Sink, chat: int, message: Message, person: Person, key: str) -> bool:
        """Take a reply to one of our questions as its answer; a refused one leaves it open to others."""
        asked = quoted(message)
        token = self._asks.token(chat, asked)
        if asked is None or not token:
            return False
        spot = self._threads.of(chat, asked) or Spot(chat)
        text = said(message, formatted=True) or ""
        answer = await sink.team(Pressed(person, spot.address, token, str(asked), text), key)
        await self._answers.to_message(spot, message.message_id, answer)
        if not answer.alert:
            await self._asks.done(chat, asked)
            await self._strip(spot, asked)
        return True

    async def _edited(self, sink: Sink, chat: int, message: Message, key: str) -> None:
        spot = await self._spot(sink, chat, message)
        text = said(message, formatted=True)
        person = await self._person(sink, message)
        if spot is None or not text or person is None:
            return
        answer = await sink.team(Rewrote(person, spot.address, str(message.message_id), text), key)
        await self._answers.to_message(spot, message.message_id, answer)

    async def _pressed(self, sink: Sink, chat: int, query: CallbackQuery, key: str) -> None:
        if query.message is None or not query.data:
            await self._answers.wheel(query.id)
            return
        id = query.message.message_id
        spot = self._threads.of(chat, id) or _topic(chat, query.message) or Spot(chat)
        person = await self._known(sink, query.from_user)
        answer = await sink.team(Pressed(person, spot.address, query.data, str(id)), key)
        await self._answers.to_press(query.id, spot, id, answer)
        if not answer.alert and not self._cards.is_card(chat, id):
            await self._asks.done(chat, id)
            await self._strip(spot, id)

    async def _reacted(self, sink: Sink, chat: int, change: MessageReactionUpdated, key: str) -> None:
        spot = self._threads.of(chat, change.message_id)
        if spot is None or change.user is None or not is_person(change.user):
            return
        person = await self._known(sink, change.user)
        for at, (emoji, on) in enumerate(reactions(change)):
            event = Reacted(person, spot.address, str(change.message_id), emoji, on)
            await sink.team(event, f"{key}:{at}")

    async def _strip(self, spot: Spot, id: int) -> None:
        """Take the buttons from a message that has done its work."""
        with suppress(ChannelError):  # it is gone, or had none
            await self._editor.buttons(spot, id)

    # ── who and where ────────────────────────────────────────────────────────────────────────────

    async def _person(self, sink: Sink, message: Message) -> Person | None:
        user = message.from_user
        if user is None or not is_person(user):
            return None
        if user.id == ANONYMOUS and message.sender_chat is not None:
            return Person(NAME, str(message.sender_chat.id), message.sender_chat.title or "anonymous")
        return await self._known(sink, user)

    async def _known(self, sink: Sink, user: User) -> Person:
        groups = await self._admins.groups(user.id, _chats(sink.places(NAME)))
        return Person(NAME, str(user.id), user.full_name, groups)

    async def _spot(self, sink: Sink, chat: int, message: Message) -> Spot | None:
        """Return the desk thread a message was written in; None outside of all."""
        spot = self._chain(chat, message) or _topic(chat, message)
        if spot is not None and self._threads.knows(spot):
            return spot
        if spot is None and quoted(message) is None:
            return None
        opened = await sink.threads(NAME)  # which tells of cards that just now appear, too
        spot = spot or self._chain(chat, message)
        return spot if spot is not None and spot.address in opened else None

    def _chain(self, chat: int, message: Message) -> Spot | None:
        known = self._threads.of(chat, message.message_id)
        if known is not None:
            return known
        replied = quoted(message)
        found = self._threads.of(chat, replied) if replied is not None else None
        if found is None and message.message_thread_id is not None:  # the first message of all those replies
            found = self._threads.of(chat, message.message_thread_id)
        return found


def _topic(chat: int, message: object) -> Spot | None:
    """Return the topic of a message; the general one is none."""
    if isinstance(message, Message) and message.is_topic_message and message.message_thread_id is not None:
        return Spot(chat, topic=message.message_thread_id)
    return None


def _chats(places: Iterable[str]) -> list[int]:
    found = []
    for chat in places:
        try:
            found.append(Spot.parse(chat).chat)
        except ChannelError:  # a name that is none, from the settings: nobody administers it
            continue
    return found
