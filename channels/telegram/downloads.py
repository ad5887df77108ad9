"""Files that people send: fetched from Telegram, told by their bytes, kept in the store of uploads."""

from dataclasses import dataclass
from typing import Final

import structlog
from telegram import Animation, Audio, Bot, Document, Message, PhotoSize, Sticker, Video, VideoNote, Voice

from channels.brackets import NOT_FETCHED, missing, too_large
from channels.durable import asked
from channels.errors import ChannelError
from channels.files import Files
from channels.kinds import kind, safe_name
from channels.telegram.line import Line
from handoff.content import File

log = structlog.get_logger(__name__)

MOST: Final = 20 << 20
"""Bytes that Telegram gives a bot of one file."""

_Media = Animation | Audio | Document | PhotoSize | Sticker | Video | VideoNote | Voice


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that hangs on a message. ``what`` is how people call it."""

    id: str
    what: str
    name: str = ""
    size: int = 0

    @property
    def label(self) -> str:
        """How it is called where it cannot be shown."""
        return self.name or self.what


def attachment(message: Message) -> Attachment | None:
    """Return the file of a message, if it has one that can be shown."""
    if message.photo:
        return _of(message.photo[-1], "photo")
    if message.sticker is not None:
        return _sticker(message.sticker)
    for what, media in (
        ("animation", message.animation),  # before document, which is set with it
        ("voice message", message.voice),
        ("video message", message.video_note),
        ("video", message.video),
        ("audio", message.audio),
        ("file", message.document),
    ):
        if media is not None:
            return _of(media, what)
    return None


class Downloads:
    """Brings files in; what cannot be brought is said in words."""

    def __init__(self, line: Line, files: Files) -> None:
        self._line = line
        self._files = files

    async def of(self, message: Message, owner: str) -> tuple[tuple[File, ...], str]:
        """Return the message's file, and words about one that cannot be had. Raises OSError."""
        found = attachment(message)
        if found is None:
            return (), ""
        if found.size > MOST:
            return (), missing(found.label, too_large(found.size, MOST))
        data = await self._fetched(found)
        if data is None:
            return (), missing(found.label, NOT_FETCHED)
        media = kind(data)
        name = safe_name(found.name, media, found.what.replace(" ", "-"))
        return (await self._files.save(owner, name, media, data),), ""

    async def _fetched(self, found: Attachment) -> bytes | None:
        try:
            return await asked(lambda: self._line.ask(lambda bot: _fetch(bot, found.id)), tries=3)
        except ChannelError:
            log.warning("a file could not be fetched", what=found.what)
            return None


async def _fetch(bot: Bot, id: str) -> bytes:
    file = await bot.get_file(id)
    return bytes(await file.download_as_bytearray())


def _sticker(sticker: Sticker) -> Attachment | None:
    """Return a still picture: moving stickers come as their thumbnail."""
    if not (sticker.is_animated or sticker.is_video):
        return _of(sticker, "sticker")
    return _of(sticker.thumbnail, "sticker") if sticker.thumbnail is not None else None


def _of(media: _Media, what: str) -> Attachment:
    name = media.file_name if isinstance(media, Animation | Audio | Document | Video) else None
    return Attachment(media.file_id, what, name or "", media.file_size or 0)
