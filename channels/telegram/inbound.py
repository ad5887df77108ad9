"""What came in, as values: words of every kind of message, who wrote, which reactions changed. Pure."""

from collections.abc import Iterator
from typing import Final

from telegram import Location, Message, MessageReactionUpdated, ReactionTypeEmoji, Update, User
from telegram.helpers import effective_message_type

from channels.brackets import UNREADABLE, VIDEO, VOICE, forwarded, poll, sticker
from channels.telegram.format import markdown

ANONYMOUS: Final = 1087968824
"""The user as whom administrators write who hide behind their group."""
_FILES: Final = frozenset({"photo", "video", "document", "animation", "audio"})
_QUIET: Final = frozenset({"text", *_FILES})
_ODD: Final = frozenset(
    {
        *("sticker", "voice", "video_note", "location", "venue", "contact", "poll", "dice", "story", "game"),
        *("invoice", "paid_media", "giveaway", "giveaway_winners", "checklist", "gift", "unique_gift"),
        *("web_app_data", "users_shared", "chat_shared"),
    }
)
"""All other kinds are service messages: somebody joined, a title changed."""


def said(message: Message, *, formatted: bool = False) -> str | None:
    """Return a message as text, what is no text in brackets; None for a service message.

    ``formatted`` writes the app's formatting out as Markdown.
    """
    kind = effective_message_type(message)
    if kind is not None and kind not in _QUIET | _ODD:
        return None
    text = _text(message, formatted)
    about = "" if kind in _QUIET else _about(message)
    whole = "\n".join(filter(None, (about, text)))
    return whole if message.forward_origin is None else forwarded(whole)


def quoted(message: Message) -> int | None:
    """Return the id of the message that was replied to. In a topic its first message is only the place."""
    reply = message.reply_to_message
    if reply is None or reply.forum_topic_created is not None:
        return None
    return (
        None
        if message.is_topic_message and reply.message_id == message.message_thread_id
        else reply.message_id
    )


def command(text: str, username: str) -> str | None:
    """Return the text with ``/reply@us`` as ``/reply``; None for a command to another bot."""
    head, blank, rest = text.partition(" ")
    if not head.startswith("/") or "@" not in head:
        return text
    name, _, bot = head.partition("@")
    return name + blank + rest if bot.lower() == username.lower() else None


def reactions(update: MessageReactionUpdated) -> Iterator[tuple[str, bool]]:
    """Return the emoji that were taken off, then those that were put on."""
    old = [one.emoji for one in update.old_reaction if isinstance(one, ReactionTypeEmoji)]
    new = [one.emoji for one in update.new_reaction if isinstance(one, ReactionTypeEmoji)]
    yield from ((emoji, False) for emoji in old if emoji not in new)
    yield from ((emoji, True) for emoji in new if emoji not in old)


def is_person(user: User | None) -> bool:
    """Say whether a person wrote it: other bots are never listened to."""
    return user is not None and (not user.is_bot or user.id == ANONYMOUS)


def chat_of(update: Update) -> int | None:
    """Return the chat that an update belongs to; updates of one chat stay in order."""
    return update.effective_chat.id if update.effective_chat is not None else None


def _text(message: Message, formatted: bool) -> str:
    text = message.text or message.caption or ""
    if not formatted:
        return text
    return markdown(text, message.entities or message.caption_entities)


def _about(message: Message) -> str:
    if message.sticker is not None:
        return sticker(message.sticker.emoji or "")
    if message.voice is not None:
        return VOICE
    if message.video_note is not None:
        return VIDEO
    if message.venue is not None:
        return f"[place] {message.venue.title}, {message.venue.address} {_map(message.venue.location)}"
    if message.location is not None:
        return f"[location] {_map(message.location)}"
    return _rare(message)


def _rare(message: Message) -> str:
    if message.contact is not None:
        name = " ".join(filter(None, (message.contact.first_name, message.contact.last_name)))
        return f"[contact] {name}, {message.contact.phone_number}"
    if message.poll is not None:
        return poll(message.poll.question, (one.text for one in message.poll.options))
    if message.dice is not None:
        return f"[{message.dice.emoji} {message.dice.value}]"
    return UNREADABLE


def _map(location: Location) -> str:
    latitude, longitude = location.latitude, location.longitude
    return f"https://www.openstreetmap.org/?mlat={latitude}&mlon={longitude}#map=17/{latitude}/{longitude}"
