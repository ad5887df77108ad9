"""What contacts do in their private chat with the bot, as events of their conversation."""

from contextlib import suppress

from telegram import CallbackQuery, InlineKeyboardMarkup, Message, MessageEntity, Update, User
from telegramify_markdown import MessageEntity as Mark

from channels.base import Sink, Voice
from channels.errors import ChannelError
from channels.telegram.answers import Answers
from channels.telegram.downloads import Downloads
from channels.telegram.editor import Editor
from channels.telegram.inbound import quoted, reactions, said
from channels.telegram.outbound import LABELLED, SAY, keyboard
from channels.telegram.pieces import MOST
from channels.telegram.place import Place
from channels.telegram.sender import Sender, Step
from channels.telegram.settings import TelegramSettings
from channels.telegram.text import Rich, bold, plain
from handoff.content import Button, Content
from handoff.events import ContactAskedForPerson, ContactEdited, ContactReacted, ContactSaid, Event
from handoff.outcome import Again

PERSON = "person"


class Contact:
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

    async def take(self, sink: Sink, place: Place, update: Update, key: str) -> bool:
        """Bring one update; say whether it was a message that is new. Raises StoreUnavailable."""
        if update.message is not None:
            return await self._said(sink, place, update.message, key)
        if update.edited_message is not None:
            await self._edited(sink, place, update.edited_message, key)
        elif update.callback_query is not None:
            await self._pressed(sink, place, update.callback_query, key)
        elif update.message_reaction is not None:
            for at, (emoji, on) in enumerate(reactions(update.message_reaction)):
                event = ContactReacted(str(update.message_reaction.message_id), emoji, on)
                await sink.receive(place.address, event, f"{key}:{at}")
        return False

    async def _said(self, sink: Sink, place: Place, message: Message, key: str) -> bool:
        text = said(message)
        if text is None:
            return False
        variables = {}
        head, _, rest = text.partition(" ")
        if head in ("/start", "/help"):
            if not rest.strip():
                await self._greet(place)
                return False
            text, variables = rest.strip(), {"start": rest.strip()} if head == "/start" else {}
        files, excuse = await self._downloads.of(message, str(place.address))
        whole = "\n".join(filter(None, (text, excuse)))
        event = ContactSaid(
            str(message.message_id),
            Content(whole, files=files),
            _name(message.from_user),
            (message.from_user and message.from_user.language_code) or "",
            quotes=str(quoted(message) or ""),
            variables=variables,
        )
        return not isinstance(await sink.receive(place.address, event, key), Again)

    async def _edited(self, sink: Sink, place: Place, message: Message, key: str) -> None:
        text = said(message)
        if text:
            await sink.receive(place.address, ContactEdited(str(message.message_id), text), key)

    async def _pressed(self, sink: Sink, place: Place, query: CallbackQuery, key: str) -> None:
        label = _label(query)
        event = self._chosen(query, label)
        if event is None:
            await self._answers.wheel(query.id, "This button no longer works. Please write instead.")
            return
        await sink.receive(place.address, event, key)
        await self._answers.wheel(query.id)
        await self._show_choice(place, query, label)

    def _chosen(self, query: CallbackQuery, label: str) -> Event | None:
        data = query.data or ""
        if data == PERSON:
            return ContactAskedForPerson(f"press{query.id}")
        text = data.removeprefix(SAY) if data.startswith(SAY) else label if data == LABELLED else ""
        if not text:
            return None
        user = query.from_user
        return ContactSaid(f"press{query.id}", Content(text), _name(user), user.language_code or "")

    async def _show_choice(self, place: Place, query: CallbackQuery, label: str) -> None:
        """Say below the message what was chosen, and take its buttons away."""
        message = query.message
        if message is None:
            return
        try:
            if isinstance(message, Message) and message.text:
                whole = (
                    Rich(message.text, tuple(map(_mark, message.entities)))
                    + plain("\n\n")
                    + bold(f"✓ {label}")
                )
                if label and whole.size <= MOST:
                    await self._editor.text(place, message.message_id, whole)
                    return
            await self._editor.buttons(place, message.message_id)
        except ChannelError:  # it only looks better
            pass

    async def _greet(self, place: Place) -> None:
        if not self._settings.greeting:
            return
        offer = (Button(self._settings.person, PERSON),) if self._settings.person else ()
        step = Step(plain(self._settings.greeting), keyboard=keyboard(offer, Voice.CONTACT))
        with suppress(ChannelError):  # who sent /start will write next, and is answered then
            await self._sender.step(place, step)


def _name(user: User | None) -> str:
    return user.full_name if user is not None else ""


def _label(query: CallbackQuery) -> str:
    """Return what stands on the button that was pressed."""
    markup = query.message.reply_markup if isinstance(query.message, Message) else None
    return _find(markup, query.data) if markup is not None else ""


def _find(markup: InlineKeyboardMarkup, data: str | None) -> str:
    found = [one.text for row in markup.inline_keyboard for one in row if one.callback_data == data]
    return found[0] if len(found) == 1 else ""


def _mark(entity: MessageEntity) -> Mark:
    return Mark(str(entity.type), entity.offset, entity.length, entity.url, language=entity.language)
