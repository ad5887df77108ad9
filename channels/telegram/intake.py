"""Brings each update to where it belongs: a contact's conversation, or the team's side."""

from typing import Final

from telegram import Update

from channels.base import Sink
from channels.telegram.answers import Answers
from channels.telegram.chats import Chats
from channels.telegram.contacts import Contacts
from channels.telegram.inbound import is_person
from channels.telegram.spot import NAME, Spot
from channels.telegram.team import Team
from handoff.ids import Address

_STRANGER: Final = "This chat is not set up for this bot."


class Intake:
    """The keys it gives hold the bot's id: two bots count their updates each for themselves."""

    def __init__(
        self, sink: Sink, chats: Chats, contact: Contacts, team: Team, answers: Answers, bot: str
    ) -> None:
        self._sink = sink
        self._chats = chats
        self._contact = contact
        self._team = team
        self._answers = answers
        self._bot = bot

    async def handle(self, update: Update) -> Address | None:
        """Return the chat or thread that got a new message, if one did. Raises StoreUnavailable."""
        chat = update.effective_chat
        if chat is None or await self._moved(update):
            return None
        id, key = self._chats.named(chat.id), f"{NAME}:{self._bot}:{update.update_id}"
        if self._is_team(id):
            spot = await self._team.take(self._sink, id, update, key)
            return spot.address if spot is not None else None
        if chat.type == chat.PRIVATE and is_person(update.effective_user):
            new = await self._contact.take(self._sink, Spot(id), update, key)
            return Spot(id).address if new else None
        if update.callback_query is not None:
            await self._answers.wheel(update.callback_query.id, _STRANGER)
        return None

    def _is_team(self, chat: int) -> bool:
        """Say whether a chat, or a topic of it, is the team's."""
        return any(place.partition("/")[0] == str(chat) for place in self._sink.places(NAME))

    async def _moved(self, update: Update) -> bool:
        message = update.message
        if message is None:
            return False
        if message.migrate_to_chat_id is not None:
            await self._chats.move(message.chat.id, message.migrate_to_chat_id)
            return True
        return message.migrate_from_chat_id is not None
