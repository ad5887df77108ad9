"""What somebody wrote on Discord, as content: nothing of it is dropped in silence."""

from collections.abc import Iterable, Iterator
from typing import Final

import discord

from channels.brackets import forwarded, poll, sticker
from channels.discord.text import readable
from channels.team import Person

WRITTEN: Final = frozenset({discord.MessageType.default, discord.MessageType.reply})


def is_written(message: discord.Message) -> bool:
    """Say whether a person wrote it, and neither a program nor Discord itself."""
    return message.type in WRITTEN and not message.author.bot and message.webhook_id is None


def text_of(message: discord.Message) -> str:
    """Return the words of a message, with all that is not words put in brackets. May be empty."""
    own = readable(message.content, _people(message.mentions), _channels(message))
    return "\n".join(filter(None, (own, *_forwarded(message), *_poll(message), *_stickers(message))))


def attachments_of(message: discord.Message) -> list[discord.Attachment]:
    """Return the files of a message, also those of what it forwards."""
    forwarded = [file for snapshot in message.message_snapshots for file in snapshot.attachments]
    return [*message.attachments, *forwarded]


def quoted(message: discord.Message) -> str:
    """Return the id of the message that this one replies to, empty for none."""
    reference = message.reference
    if message.type is not discord.MessageType.reply or reference is None or reference.message_id is None:
        return ""
    return str(reference.message_id)


def person(user: discord.User | discord.Member) -> Person:
    """Return somebody of the team as Discord vouches for them."""
    roles = user.roles if isinstance(user, discord.Member) else ()
    groups = frozenset(f"discord-role:{role.id}" for role in roles if not role.is_default())
    return Person("discord", str(user.id), user.display_name, groups)


def emoji_of(emoji: discord.PartialEmoji) -> str:
    """Return an emoji as Unicode; one of a server's own as its name between colons."""
    return emoji.name or "❔" if emoji.is_unicode_emoji() else f":{emoji.name}:"


def _people(users: Iterable[discord.User | discord.Member]) -> dict[int, str]:
    return {user.id: user.display_name for user in users}


def _channels(message: discord.Message) -> dict[int, str]:
    return {channel.id: channel.name for channel in message.channel_mentions}


def _forwarded(message: discord.Message) -> Iterator[str]:
    for snapshot in message.message_snapshots:
        yield forwarded(readable(snapshot.content, {}, {}))


def _poll(message: discord.Message) -> Iterator[str]:
    if message.poll is not None:
        yield poll(str(message.poll.question), (answer.text for answer in message.poll.answers))


def _stickers(message: discord.Message) -> Iterator[str]:
    yield from (sticker(one.name) for one in message.stickers)
