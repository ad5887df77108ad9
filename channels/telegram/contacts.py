"""What contacts do in their private chat with the bot, as events of their conversation."""

from contextlib import suppress

from telegram import CallbackQuery, InlineKeyboardMarkup, Message, MessageEntity, Update, User
from telegramify_markdown import MessageEntity as Mark

from channels import marks
from channels.base import Sink
from channels.choices import chosen
from channels.errors import ChannelError
from channels.fit import clip
from channels.telegram.answers import SHORT, Answers
from channels.telegram.downloads import Downloads
from channels.telegram.editor import Editor
from channels.telegram.inbound import quoted, reactions, said
from channels.telegram.outbound import keyboard
from channels.telegram.pieces import MOST
from channels.telegram.sender import Sender, Step
from channels.telegram.settings import TelegramSettings
from channels.telegram.spot import Spot
from channels.telegram.text import Rich, bold, plain
from handoff.content import Button, Content
from handoff.events import ContactEdited, ContactReacted, ContactSaid
from handoff.outcome import Again
from handoff.press import PERSON


class Contacts:
    """Brings updates of private chats to the sink; answers what no agent has to answer."""

    def __init__(
        self,
        settings: TelegramSettings,
        downloads: Downloads,
        sender: Sender,
        editor: Editor,
        answers: Answers,
    ) -> None:
        self._settings = settings
        self._downloads = downloads
        self._sender = sender
        self._editor = editor
        self._answers = answers

    def renew(self, settings: TelegramSettings) -> None:
        """Greet, or do not, from now on."""
        self._settings = settings

    async def take(self, sink: Sink, spot: Spot, update: Update, key: str) -> bool:
        """Bring one update; say whether it was a message that is new. Raises StoreUnavailable."""
        if update.message is not None:
            return await self._said(sink, spot, update.message, key)
        if update.edited_message is not None:
            await self._edited(sink, spot, update.edited_message, key)
        elif update.callback_query is not None:
            await self._pressed(sink, spot, update.callback_query, key)
        elif update.message_reaction is not None:
            for at, (emoji, on) in enumerate(reactions(update.message_reaction)):
                event = ContactReacted(str(update.message_reaction.message_id), emoji, on)
                await sink.receive(spot.address, event, f"{key}:{at}")
        return False

    async def _said(self, sink: Sink, spot: Spot, message: Message, key: str) -> bool:
        text = said(message)
        if text is None:
            return False
        variables = {}
        head, _, rest = text.partition(" ")
        if head in ("/start", "/help"):
            if not rest.strip():
                await self._greet(sink, spot, message.from_user)
                return False
            text, variables = rest.strip(), {"start": rest.strip()} if head == "/start" else {}
        files, excuse = await self._downloads.of(message, str(spot.address))
        whole = "\n".join(filter(None, (text, excuse)))
        event = ContactSaid(
            str(message.message_id),
            Content(whole, files=files),
            _name(message.from_user),
            _language(message.from_user),
            quotes=str(quoted(message) or ""),
            variables=variables,
            person=str(message.from_user.id) if message.from_user else "",
        )
        return not isinstance(await sink.receive(spot.address, event, key), Again)

    async def _edited(self, sink: Sink, spot: Spot, message: Message, key: str) -> None:
        text = said(message)
        if text and message.location is None:  # a live location changes every few seconds, for hours
            await sink.receive(spot.address, ContactEdited(str(message.message_id), text), key)

    async def _pressed(self, sink: Sink, spot: Spot, query: CallbackQuery, key: str) -> None:
        label, user = _label(query), query.from_user
        event = chosen(f"press{query.id}", query.data or "", label, user.full_name, _language(user))
        if event is None:
            await self._answers.wheel(query.id, clip(sink.words(_language(user)).stale, SHORT))
            return
        await sink.receive(spot.address, event, key)
        await self._answers.wheel(query.id)
        await self._show_choice(spot, query, label)

    async def _show_choice(self, spot: Spot, query: CallbackQuery, label: str) -> None:
        """Say below the message what was chosen, and take its buttons away."""
        message = query.message
        if message is None:
            return
        try:
            if isinstance(message, Message) and message.text:
                whole = (
                    Rich(message.text, tuple(map(_mark, message.entities)))
                    + plain("\n\n")
                    + bold(marks.chosen(label))
                )
                if label and whole.size <= MOST:
                    await self._editor.text(spot, message.message_id, whole)
                    return
            await self._editor.buttons(spot, message.message_id)
        except ChannelError:  # it only looks better
            pass

    async def _greet(self, sink: Sink, spot: Spot, user: User | None) -> None:
        words = sink.words(_language(user))
        if not (self._settings.greets and words.greeting):
            return
        step = Step(plain(words.greeting), keyboard=keyboard((Button(words.offer, PERSON),)))
        with suppress(ChannelError):  # who sent /start will write next, and is answered then
            await self._sender.step(spot, step)


def _name(user: User | None) -> str:
    return user.full_name if user is not None else ""


def _language(user: User | None) -> str:
    """Return the language of the contact's app; empty where Telegram does not tell it."""
    return (user.language_code or "") if user is not None else ""


def _label(query: CallbackQuery) -> str:
    """Return what stands on the button that was pressed."""
    markup = query.message.reply_markup if isinstance(query.message, Message) else None
    return _find(markup, query.data) if markup is not None else ""


def _find(markup: InlineKeyboardMarkup, data: str | None) -> str:
    found = [one.text for row in markup.inline_keyboard for one in row if one.callback_data == data]
    return found[0] if len(found) == 1 else ""


def _mark(entity: MessageEntity) -> Mark:
    return Mark(str(entity.type), entity.offset, entity.length, entity.url, language=entity.language)
